use crate::scenarios::{Handler, StoreInvoice};
use harness::{Fault, Limits, Report, crash_matrix, survey};

async fn matrix(handler: Handler) -> Report {
    survey("store invoice", StoreInvoice { handler }, Limits::default()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotent_handler_passes_every_point() {
    let report = crash_matrix("store invoice", StoreInvoice { handler: Handler::Idempotent }).await;
    assert_eq!(
        report.calls,
        ["NAV.queryInvoiceData", "DynamoDB.PutItem Table", "DynamoDB.PutItem OutboxTable"]
    );
    assert_eq!((report.points, report.redelivered), (9, 6), "each crash needs a second delivery");
    assert_eq!(
        report.to_string(),
        "crash matrix store invoice: 3 calls, 9 points, 0 lost, 0 doubled, 0 stuck\n"
    );
    println!("{:?} a point, two at a time", report.elapsed / 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_classic_bug_is_found() {
    let report = matrix(Handler::TrustsTheCondition).await;
    let found: Vec<Fault> = report.failures.iter().map(|failure| failure.fault).collect();
    assert_eq!(found, [Fault::CrashAfter(2), Fault::LoseAnswer(2), Fault::CrashBefore(3)]);
    assert_eq!((report.lost(), report.doubled(), report.stuck()), (3, 0, 0));
    let text = report.to_string();
    assert!(
        text.contains(
            "answer of call 2 lost (DynamoDB.PutItem Table)\n    lost    /OutboxTable/w | invoice = "
        ),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_grows_with_deliveries_is_doubled() {
    let report = matrix(Handler::CountsDeliveries).await;
    let found: Vec<Fault> = report.failures.iter().map(|failure| failure.fault).collect();
    assert_eq!(found, [Fault::CrashAfter(4), Fault::LoseAnswer(4)]);
    assert_eq!((report.lost(), report.doubled(), report.stuck()), (0, 2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_never_recovers_is_stuck() {
    let report = matrix(Handler::RefusesForever).await;
    assert_eq!((report.lost(), report.doubled(), report.stuck()), (0, 0, 4), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_invocation_acknowledges_nothing_whatever_it_returns() {
    let report = matrix(Handler::HidesItsErrors).await;
    assert!(report.failures.is_empty(), "{report}");
    assert_eq!(report.redelivered, 6);
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "crash matrix store invoice: 3 calls, the limit is 2")]
async fn a_scenario_that_is_too_long_is_refused() {
    let limits = Limits { calls: 2, ..Limits::default() };
    survey("store invoice", StoreInvoice { handler: Handler::Idempotent }, limits).await;
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "3 lost")]
async fn a_failing_matrix_fails_its_test() {
    crash_matrix("store invoice", StoreInvoice { handler: Handler::TrustsTheCondition }).await;
}
