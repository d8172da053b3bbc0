//! NAV refuses the technical user: polling stops, the owner is told once.

use std::sync::Arc;

use jiff::SignedDuration;
use simulators::nav::Company;
use world::Cloud;

use crate::scenario::{Polling, begin, connection, publish};

pub fn scenario(cloud: &Arc<Cloud>) -> Polling {
    let polling = Polling::new(cloud, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    Polling { disturb: |world| world.nav.add_company(with_a_new_password()), ..polling }
}

/// The demo company after somebody changed the technical user's password at NAV.
fn with_a_new_password() -> Company {
    Company { password: "changed at NAV".into(), ..Company::demo() }
}
