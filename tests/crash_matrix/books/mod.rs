//! The books: documents are issued, paid, corrected and renumbered.

mod balances;
mod concurrent;
mod crashes;

use serde_json::Value;
use world::{Desk, World};

use crate::scenario::{OWNER, WORKSPACE, begin};

/// The books of a Finnish company with one customer.
async fn company(world: &World) {
    world.open_books(WORKSPACE, OWNER, begin()).await.unwrap();
}

/// A process of the function that has just started.
fn desk(world: &World) -> Desk {
    Desk::open(world, WORKSPACE, OWNER, begin()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
