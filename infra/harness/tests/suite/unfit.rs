//! Scenarios that a matrix must not accept in silence. They call nothing but the gate.

use harness::{Delivery, EndState, Fault, FaultPlan, Limits, Scenario, Verdict, survey};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Oddity {
    CallsNothing,
    NeverQuiet,
    EndsOtherwiseEachTime,
    CallsLessEachTime,
    HangsAfterACrash,
    BreaksAPromiseWhenRedelivered,
    PanicsAfterACrash,
}

struct Odd {
    oddity: Oddity,
    runs: AtomicUsize,
}

struct World {
    plan: FaultPlan,
    run: usize,
    deliveries: usize,
}

impl Scenario for Odd {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        World { plan, run: self.runs.fetch_add(1, Ordering::SeqCst), deliveries: 0 }
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        world.deliveries += 1;
        let calls = match self.oddity {
            Oddity::CallsNothing => 0,
            Oddity::CallsLessEachTime if world.run > 0 => 1,
            _ => 2,
        };
        for _ in 0..calls {
            while world.plan.gate_before("NAV.manageInvoice") == Verdict::Proceed
                && world.plan.gate_after("NAV.manageInvoice") == Verdict::LoseAnswer
            {}
        }
        if world.plan.crashed() && self.oddity == Oddity::HangsAfterACrash {
            std::future::pending::<()>().await;
        }
        assert!(!world.plan.crashed() || self.oddity != Oddity::PanicsAfterACrash, "it panicked");
        match self.oddity {
            Oddity::NeverQuiet => Delivery::Pending("the message is in the queue".to_owned()),
            _ => Delivery::Quiet,
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let run = if self.oddity == Oddity::EndsOtherwiseEachTime { world.run } else { 0 };
        let broken = self.oddity == Oddity::BreaksAPromiseWhenRedelivered && world.deliveries > 1;
        let violations = broken.then(|| "issued twice".to_owned()).into_iter().collect();
        EndState { state: json!({ "run": run }), violations }
    }
}

async fn matrix(oddity: Oddity) -> harness::Report {
    let limits = Limits { run: Duration::from_millis(300), concurrent_points: 4, ..Limits::default() };
    survey("odd", Odd { oddity, runs: AtomicUsize::new(0) }, limits).await
}

#[tokio::test]
#[should_panic(expected = "no outside call passes the fault plan")]
async fn one_that_calls_nothing() {
    matrix(Oddity::CallsNothing).await;
}

#[tokio::test]
#[should_panic(
    expected = "the undisturbed run never becomes quiet: not quiet after 5 redeliveries: the message is"
)]
async fn one_that_never_ends() {
    matrix(Oddity::NeverQuiet).await;
}

#[tokio::test]
#[should_panic(expected = "two undisturbed runs end differently")]
async fn one_that_ends_otherwise_each_time() {
    matrix(Oddity::EndsOtherwiseEachTime).await;
}

#[tokio::test]
async fn one_whose_fault_never_strikes() {
    let report = matrix(Oddity::CallsLessEachTime).await;
    let faults: Vec<Fault> = report.failures.iter().map(|failure| failure.fault).collect();
    assert!(faults.contains(&Fault::LoseAnswer(2)), "{report}");
    assert!(
        report.to_string().contains("broken  the fault never struck: only 1 calls were made"),
        "{report}"
    );
}

#[tokio::test]
async fn one_that_hangs_is_stuck() {
    let report = matrix(Oddity::HangsAfterACrash).await;
    assert_eq!((report.points, report.stuck(), report.failures.len()), (6, 4, 4), "{report}");
    assert!(report.to_string().contains("stuck   still running after 300ms"), "{report}");
}

#[tokio::test]
async fn one_that_breaks_a_promise_fails_though_its_state_is_right() {
    let report = matrix(Oddity::BreaksAPromiseWhenRedelivered).await;
    assert_eq!((report.lost(), report.doubled(), report.stuck(), report.failures.len()), (0, 0, 0, 4));
    assert!(report.to_string().contains("broken  issued twice"), "{report}");
}

#[tokio::test]
#[should_panic(expected = "crash matrix odd: Some(CrashBefore(1))")]
async fn one_that_panics_is_named_with_its_point() {
    matrix(Oddity::PanicsAfterACrash).await;
}
