//! NAV refuses the technical user: polling stops, the owner is told once.

use harness::crash_matrix;
use jiff::SignedDuration;
use simulators::nav::Company;

use crate::{
    cloud,
    scenario::{Polling, begin, connection, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_stop_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    let polling = Polling { disturb: |world| world.nav.add_company(with_a_new_password()), ..polling };
    crash_matrix("credentials that NAV refuses", polling).await;
}

/// The demo company after somebody changed the technical user's password at NAV.
fn with_a_new_password() -> Company {
    Company { password: "changed at NAV".into(), ..Company::demo() }
}
