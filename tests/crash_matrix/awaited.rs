//! NAV lists an invoice and has no document for it at first.

use std::sync::Arc;

use jiff::SignedDuration;
use simulators::nav::{Company, Fault, FaultKind, samples};
use world::Cloud;

use crate::scenario::{Polling, begin, connection, publish};

pub fn scenario(cloud: &Arc<Cloud>) -> Polling {
    let polling = Polling::new(cloud, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    Polling { disturb: |world| world.nav.faults().add(no_document_at_first()), ..polling }
}

/// The first answer has no document.
fn no_document_at_first() -> Fault {
    let from = begin() - SignedDuration::from_mins(5);
    let number = samples::many(&Company::demo(), 1, 2, from).remove(0).number;
    Fault::new(FaultKind::NoData(number)).times(1)
}
