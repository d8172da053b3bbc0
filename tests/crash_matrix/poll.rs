//! Two invoices travel from the tick to the inbox, and the watermark moves.

use std::sync::Arc;

use jiff::SignedDuration;
use world::Cloud;

use crate::scenario::{Polling, begin, connection, publish};

pub fn scenario(cloud: &Arc<Cloud>) -> Polling {
    Polling::new(cloud, |world| {
        publish(world, 2, begin() - SignedDuration::from_mins(5));
        connection()
    })
}
