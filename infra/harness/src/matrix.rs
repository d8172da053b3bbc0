use crate::{Delivery, Difference, EndState, Failure, Fault, FaultPlan, Report, Scenario};
use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The bounds of a matrix.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Outside calls of the undisturbed run. A longer scenario is two scenarios: its points cost N times N.
    pub calls: usize,
    /// Deliveries after the first until the world has to be quiet.
    pub redeliveries: usize,
    /// Points that run at the same time.
    pub concurrent_points: usize,
    /// The longest that one run may take, all its deliveries together.
    pub run: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { calls: 45, redeliveries: 5, concurrent_points: 2, run: Duration::from_secs(60) }
    }
}

/// Runs a scenario's matrix within the usual limits, prints its line and fails unless every point ends like
/// the undisturbed run.
///
/// # Panics
/// With a readable difference, when a point fails, and when the scenario itself is unfit (see [`survey`]).
pub async fn crash_matrix<S: Scenario>(name: &str, scenario: S) -> Report {
    crash_matrix_within(name, scenario, Limits::default()).await
}

/// The same within other limits.
///
/// # Panics
/// Likewise.
pub async fn crash_matrix_within<S: Scenario>(name: &str, scenario: S, limits: Limits) -> Report {
    // On the heap: a test holds many matrices, and its thread has a small stack.
    let report = Box::pin(survey(name, scenario, limits)).await;
    assert!(report.failures.is_empty(), "{report}");
    // Not print!: the test runner would keep the line for itself.
    let shown = write!(std::io::stdout(), "{report}");
    shown.unwrap_or_else(|error| panic!("cannot print the report: {error}"));
    report
}

/// Runs a scenario's matrix and reports what it found: crash before, crash after and lost answer at each
/// call.
///
/// # Panics
/// When the scenario is unfit for a matrix: its undisturbed run never becomes quiet, breaks a promise, makes
/// no call or more than `limits.calls`, or ends differently the second time.
pub async fn survey<S: Scenario>(name: &str, scenario: S, limits: Limits) -> Report {
    let scenario = Arc::new(scenario);
    let undisturbed = Arc::new(record(name, scenario.as_ref(), limits).await);
    let started = Instant::now();
    let mut points = run_points(name, &scenario, &undisturbed, limits).await;
    points.sort_by_key(|point| point.order);
    Report {
        name: name.to_owned(),
        calls: undisturbed.calls.clone(),
        points: points.len(),
        redelivered: points.iter().filter(|point| point.redelivered).count(),
        failures: points.into_iter().filter_map(|point| point.failure).collect(),
        elapsed: started.elapsed(),
    }
}

async fn run_points<S: Scenario>(
    name: &str,
    scenario: &Arc<S>,
    undisturbed: &Arc<Run>,
    limits: Limits,
) -> Vec<Point> {
    let calls = 1..=undisturbed.calls.len();
    let faults = calls.flat_map(|n| [Fault::CrashBefore(n), Fault::CrashAfter(n), Fault::LoseAnswer(n)]);
    let mut waiting = faults.enumerate();
    let (mut running, mut tasks, mut points) = (JoinSet::new(), HashMap::new(), Vec::new());
    loop {
        let free = limits.concurrent_points.max(1) - running.len();
        for (order, fault) in waiting.by_ref().take(free) {
            let (scenario, undisturbed) = (scenario.clone(), undisturbed.clone());
            let task = running.spawn(async move {
                let (redelivered, failure) = point(scenario.as_ref(), &undisturbed, fault, limits).await;
                Point { order, redelivered, failure }
            });
            tasks.insert(task.id(), fault);
        }
        match running.join_next().await {
            Some(Ok(point)) => points.push(point),
            Some(Err(error)) => panic!("crash matrix {name}: {:?}: {error}", tasks.get(&error.id())),
            None => return points,
        }
    }
}

struct Point {
    order: usize,
    redelivered: bool,
    failure: Option<Failure>,
}

struct Run {
    calls: Vec<String>,
    fired_at: Option<String>,
    deliveries: usize,
    stuck: Option<String>,
    end: EndState,
}

async fn record<S: Scenario>(name: &str, scenario: &S, limits: Limits) -> Run {
    let first = run(scenario, Fault::None, limits).await;
    if let Some(reason) = &first.stuck {
        panic!("crash matrix {name}: the undisturbed run never becomes quiet: {reason}");
    }
    assert!(first.end.violations.is_empty(), "crash matrix {name}: undisturbed: {:?}", first.end.violations);
    let calls = first.calls.len();
    assert!(calls > 0, "crash matrix {name}: no outside call passes the fault plan");
    assert!(calls <= limits.calls, "crash matrix {name}: {calls} calls, the limit is {}", limits.calls);
    let second = run(scenario, Fault::None, limits).await;
    let difference = Difference::between(&first.end.state, &second.end.state);
    assert!(
        difference.is_empty(),
        "crash matrix {name}: two undisturbed runs end differently:\n{difference}"
    );
    first
}

/// Whether a redelivery was needed, and what is wrong in the end.
async fn point<S: Scenario>(
    scenario: &S,
    undisturbed: &Run,
    fault: Fault,
    limits: Limits,
) -> (bool, Option<Failure>) {
    let run = run(scenario, fault, limits).await;
    let mut violations = run.end.violations;
    if run.fired_at.is_none() {
        violations.push(format!("the fault never struck: only {} calls were made", run.calls.len()));
    }
    let difference = match run.stuck {
        Some(_) => Difference::default(),
        None => Difference::between(&undisturbed.end.state, &run.end.state),
    };
    let failed = run.stuck.is_some() || !violations.is_empty() || !difference.is_empty();
    let call = run.fired_at.unwrap_or_else(|| "no call".to_owned());
    let failure = failed.then_some(Failure { fault, call, difference, stuck: run.stuck, violations });
    (run.deliveries > 1, failure)
}

async fn run<S: Scenario>(scenario: &S, fault: Fault, limits: Limits) -> Run {
    let plan = FaultPlan::new();
    let mut world = scenario.world(plan.clone()).await;
    plan.arm(fault);
    let mut deliveries = 0;
    let quiet = until_quiet(scenario, &mut world, &plan, limits, &mut deliveries);
    let stuck = match tokio::time::timeout(limits.run, quiet).await {
        Ok(stuck) => stuck,
        Err(_) => Some(format!("still running after {:?}", limits.run)),
    };
    let (calls, fired_at) = (plan.calls(), plan.fired_at());
    plan.arm(Fault::None);
    let end = match stuck {
        Some(_) => EndState::default(),
        None => scenario.end_state(&mut world).await,
    };
    Run { calls, fired_at, deliveries, stuck, end }
}

/// Why the world did not become quiet; `None` when it did.
async fn until_quiet<S: Scenario>(
    scenario: &S,
    world: &mut S::World,
    plan: &FaultPlan,
    limits: Limits,
    deliveries: &mut usize,
) -> Option<String> {
    let mut reason = String::new();
    for _ in 0..=limits.redeliveries {
        *deliveries += 1;
        let delivery = scenario.deliver(world).await;
        let crashed = plan.crashed();
        plan.revive();
        match delivery {
            Delivery::Quiet if !crashed => return None,
            Delivery::Quiet => "the last delivery crashed".clone_into(&mut reason),
            Delivery::Pending(why) => reason = why,
        }
    }
    Some(format!("not quiet after {} redeliveries: {reason}", limits.redeliveries))
}
