//! The polling of NAV as a whole in one process: handlers called directly, tables on dynoxide, queues, bucket
//! and keys on MiniStack, NAV simulated, and a poller in the place of Lambda's. Every call to the outside
//! passes a [`harness::FaultPlan`], which counts it and can break it. And the books, called over their API.

pub mod api;
mod clock;
mod cloud;
mod desk;
mod functions;
mod mixed;
mod poller;
mod schedule;
mod state;
mod szamlazz;
mod told;
mod world;

pub use clock::TestClock;
pub use cloud::Cloud;
pub use desk::{CUSTOMER, Desk, invoice};
pub use mixed::{MixedDocuments, Order};
pub use poller::Round;
pub use schedule::Schedules;
pub use state::InboxState;
pub use szamlazz::hook_routes;
pub use world::{Connection, OPERATORS, SUPPORT, World};
