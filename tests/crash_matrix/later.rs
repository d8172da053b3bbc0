//! Scenarios that begin some time after the connection was made.

use futures::future::BoxFuture;
use harness::{Delivery, EndState, FaultPlan, Scenario};
use world::World;

use crate::scenario::Polling;

/// A scenario in a world in which something happened before it begins.
pub struct Later {
    /// What the scenario ticks over.
    pub polling: Polling,
    /// What happens before, undisturbed.
    pub before: for<'w> fn(&'w mut World) -> BoxFuture<'w, ()>,
}

impl Scenario for Later {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let mut world = self.polling.world(plan).await;
        (self.before)(&mut world).await;
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        self.polling.deliver(world).await
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        self.polling.end_state(world).await
    }
}
