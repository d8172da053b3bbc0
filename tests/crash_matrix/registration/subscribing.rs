//! A company subscribes, the operator records a payment, the company cancels.

use std::sync::Arc;

use axum::http::Method;
use domain::{
    ids::WorkspaceId,
    package::{Package, Period, Price},
};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix, without};
use jiff::civil::date;
use serde_json::{Value, json};
use world::{Cloud, World};

use super::{audited, by_owner, drain, registered, violations};
use crate::{
    cloud,
    scenario::{begin, limits},
};

struct Subscribing(Arc<Cloud>);

/// A company in its trial.
struct Company {
    world: World,
    workspace: WorkspaceId,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_subscription_ends_alike() {
    crash_matrix("subscribe, pay, cancel", Subscribing(cloud().await.clone())).await;
}

impl Company {
    async fn go_on(&mut self) -> Result<(), Value> {
        let (workspace, world) = (self.workspace, &mut self.world);
        let path = format!("/workspaces/{workspace}/subscription");
        let licence = world.store().licence(workspace).await.unwrap().unwrap();
        let cancelled = licence.subscription.is_some_and(|running| running.cancelled_at.is_some());
        if !cancelled {
            let wanted = json!({ "tax_number": "12892312-2-41", "period": "month" });
            by_owner(world, Method::POST, &path, Some(wanted)).await?;
            let payment = json!({ "reference": "bank-1", "net": "9980", "currency": "HUF" });
            let payments = format!("/operator/licences/{workspace}/payments");
            by_owner(world, Method::POST, &payments, Some(payment)).await?;
        }
        by_owner(world, Method::DELETE, &path, None).await?;
        drain(world).await;
        Ok(())
    }
}

impl Scenario for Subscribing {
    type World = Company;

    async fn world(&self, plan: FaultPlan) -> Company {
        let world = World::new(&self.0, plan, begin(), limits()).await.unwrap();
        let workspace = registered(&world, "business").await;
        let price =
            Price { period: Period::Month, net: 4990.into(), currency: "HUF".into(), from: date(2026, 1, 1) };
        world.store().set_prices(Package::Business, vec![price]).await.unwrap();
        Company { world, workspace }
    }

    async fn deliver(&self, company: &mut Company) -> Delivery {
        match company.go_on().await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, company: &mut Company) -> EndState {
        let (world, workspace) = (&company.world, company.workspace);
        let state = json!({
            "licence": world.store().licence(workspace).await.unwrap(),
            "listed": world.store().licences("", 10).await.unwrap().items,
            "payments": world.store().licence_payments(workspace).await.unwrap()
                .into_iter().map(|payment| (payment.reference, payment.paid_until)).collect::<Vec<_>>(),
            "audit": audited(world, workspace).await,
            "mails": super::mails(world).len(),
        });
        EndState {
            state: without(state, &["workspace", "since", "cancelled_at"]),
            violations: violations(world),
        }
    }
}
