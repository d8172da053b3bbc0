//! Crash matrix: each capability, with a crash before each outside call, a crash after each, and each answer
//! lost once. Every run has to end like the undisturbed one. Beside it, messages that come twice or late.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests are an edge, too")]

mod api;
mod awaited;
mod connect;
mod duplicates;
mod poll;
mod reports;
mod retry;
mod scenario;
mod steps;
mod stop;
mod take_over;

use std::sync::Arc;

use harness::crash_matrix;
use world::Cloud;

/// One test, because all matrices share a MiniStack.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_and_every_duplicate_ends_like_the_undisturbed_run() {
    let cloud = Arc::new(Cloud::start().await.unwrap());
    duplicates::overlapping_ticks(&cloud).await;
    duplicates::old_ticks_are_dropped(&cloud).await;
    duplicates::a_page_that_fails_half_way_is_finished_by_the_next_tick(&cloud).await;
    duplicates::seeing_invoices_again_writes_nothing(&cloud).await;
    duplicates::a_message_that_cannot_be_read_does_not_stop_its_neighbours(&cloud).await;
    reports::a_report_sent_again_takes_the_earlier_ones_place(&cloud).await;
    reports::a_report_sent_again_waits_for_its_document(&cloud).await;
    reports::documents_that_nav_never_has_do_not_hold_up_the_others(&cloud).await;
    reports::documents_that_always_time_out_hold_up_the_others_for_an_hour_only(&cloud).await;
    reports::a_past_that_nav_cannot_list_in_time_is_asked_for_in_smaller_windows(&cloud).await;
    connect::removed_and_connected_again(&cloud).await;
    crash_matrix("sign up, make a workspace, connect", connect::Connecting(cloud.clone())).await;
    crash_matrix("tick to watermark", poll::scenario(&cloud)).await;
    crash_matrix("step by step through the past", steps::scenario(&cloud)).await;
    crash_matrix("document that NAV hands out later", awaited::scenario(&cloud)).await;
    crash_matrix("credentials that NAV refuses", stop::scenario(&cloud)).await;
    crash_matrix("everything tried again", retry::Retrying(cloud.clone())).await;
    crash_matrix("partners taken over", take_over::TakingOver(cloud.clone())).await;
}
