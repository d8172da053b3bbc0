use crate::FaultPlan;
use serde_json::Value;

/// How one delivery ended, as the harness in its role of the poller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Everything is dealt with and acknowledged: no queue, stream or schedule would deliver again.
    Quiet,
    /// Something will be delivered again: what and why, for the report on a scenario that never ends.
    Pending(String),
}

/// What a run leaves behind.
#[derive(Debug, Clone, Default)]
pub struct EndState {
    /// All that must be equal to the undisturbed run: tables, objects, messages. Arrays compare as bags.
    pub state: Value,
    /// Promises that this run broke, whatever its state: a request id used twice, a forbidden call.
    pub violations: Vec<String>,
}

/// One capability under the crash matrix: a world, a delivery, an end state.
///
/// Implement with plain `async fn`. The code under test gets its clients from the plan; setting up, polling
/// and looking use a plan of their own (`FaultPlan::new()`). Everything must be the same in each run: times
/// and ids come from the scenario.
pub trait Scenario: Send + Sync + 'static {
    /// Tables, queues, clients and the message to deliver; one for each run.
    type World: Send;

    /// Builds a fresh world. The plan is not armed yet.
    fn world(&self, plan: FaultPlan) -> impl Future<Output = Self::World> + Send;

    /// Delivers what is due to the handler, once. Called again until it is quiet.
    ///
    /// A crash is also a failed delivery where the handler returned Ok: the harness delivers again in any
    /// case, and a scenario that acknowledges to a real queue asks [`FaultPlan::crashed`] first. A delivery
    /// of several invocations in a row calls [`FaultPlan::revive`] before each.
    fn deliver(&self, world: &mut Self::World) -> impl Future<Output = Delivery> + Send;

    /// Looks at the world after it has become quiet.
    fn end_state(&self, world: &mut Self::World) -> impl Future<Output = EndState> + Send;
}

/// The state without the named attributes at any depth: for what legitimately differs between two runs.
pub fn without(mut state: Value, attributes: &[&str]) -> Value {
    match &mut state {
        Value::Object(fields) => {
            fields.retain(|name, _| !attributes.contains(&name.as_str()));
            for value in fields.values_mut() {
                *value = without(value.take(), attributes);
            }
        }
        Value::Array(items) => {
            for item in items {
                *item = without(item.take(), attributes);
            }
        }
        _ => {}
    }
    state
}
