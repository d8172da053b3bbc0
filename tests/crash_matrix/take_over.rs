//! An owner takes over the partners of two invoices: one is new, the other was a customer and becomes a
//! supplier, too.

use std::sync::Arc;

use axum::http::Method;
use domain::{
    partner::{Partner, PartnerProfile, PartnerRole, PartnerSource, id_of},
    record::{Actor, Recorded},
};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix};
use jiff::SignedDuration;
use serde_json::json;
use simulators::nav::{Company, samples};
use world::{Cloud, World};

use crate::{
    api, cloud,
    scenario::{OWNER, WORKSPACE, begin, connection, limits, owner, publish},
};

struct TakingOver(Arc<Cloud>);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_taking_over_ends_alike() {
    crash_matrix("partners taken over", TakingOver(cloud().await.clone())).await;
}

impl Scenario for TakingOver {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let mut world = World::new(&self.0, plan, begin(), limits()).await.unwrap();
        world.connect(&Company::demo(), &connection()).await.unwrap();
        publish(&world, 2, begin() - SignedDuration::from_mins(5));
        world.tick().await.unwrap();
        samples::partners().into_iter().for_each(|taxpayer| world.nav.add_taxpayer(taxpayer));
        owner(&world).await;
        let by = Actor::person(OWNER, begin());
        let known = customer(&world).await;
        world.store().add_record(WORKSPACE, &known, by, None).await.unwrap();
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        for invoice in world.invoices(WORKSPACE).await.unwrap() {
            let path = format!("/workspaces/{WORKSPACE}/invoices/{}/partner", invoice.id);
            let router = books::router().with_state(world.books().unwrap()).into();
            let claims = Some(api::claims(OWNER));
            let taken = api::call(&world.plan, router, claims, (Method::POST, &path), None).await;
            if let Err(problem) = taken {
                return Delivery::Pending(problem.to_string());
            }
        }
        Delivery::Quiet
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let partners = world.store().all_records::<Partner>(WORKSPACE).await.unwrap();
        let suppliers = partners.iter().filter(|partner| partner.data.supplier).count();
        let customers = partners.iter().filter(|partner| partner.data.customer).count();
        let mut violations = Vec::new();
        if (partners.len(), suppliers, customers) != (2, 2, 1) {
            violations.push(format!("{partners:?}"));
        }
        EndState { state: json!({ "partners": partners }), violations }
    }
}

/// The other party of the first invoice, as a customer.
async fn customer(world: &World) -> Recorded<Partner> {
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    let party = invoices.iter().min_by_key(|invoice| &invoice.number).unwrap().other_party();
    let profile = PartnerProfile { name: party.name.clone(), ..PartnerProfile::default() };
    let partner = Partner::told(profile, PartnerRole::Customer, PartnerSource::Invoice);
    Recorded::new(id_of(party).unwrap(), begin(), partner)
}
