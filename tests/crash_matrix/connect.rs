//! A person signs up, makes a workspace and connects it to NAV; whatever breaks, the person tries again.

use std::sync::Arc;

use axum::http::Method;
use domain::{email::EmailAddress, ids::WorkspaceId};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix, without};
use jiff::SignedDuration;
use serde_json::{Value, json};
use simulators::nav::{Company, samples};
use uuid::Uuid;
use world::{Cloud, Round, World};

use crate::{
    api, cloud,
    scenario::{begin, limits},
};

struct Connecting(Arc<Cloud>);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_connecting_ends_alike() {
    crash_matrix("sign up, make a workspace, connect", Connecting(cloud().await.clone())).await;
}

/// A world, and the person's address, which is another in each run: all runs share a user pool.
pub struct Person {
    pub world: World,
    email: String,
}

impl Scenario for Connecting {
    type World = Person;

    async fn world(&self, plan: FaultPlan) -> Person {
        Person::new(&self.0, plan).await
    }

    async fn deliver(&self, person: &mut Person) -> Delivery {
        match person.set_up().await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, person: &mut Person) -> EndState {
        let workspaces = person.call(Method::GET, "/workspaces", None).await.unwrap();
        let id = workspaces["workspaces"][0]["id"].as_str().unwrap();
        let connection =
            person.call(Method::GET, &format!("/workspaces/{id}/connections/nav"), None).await.unwrap();
        let slices = person.world.store().slices(0).await.unwrap();
        let members: usize = slices.iter().map(|slice| slice.workspaces.len()).sum();
        let state = json!({ "workspaces": workspaces, "connection": connection, "in slices": members });
        EndState { state: without(state, &["id"]), violations: Vec::new() }
    }
}

/// A connection that is removed takes nothing with it, and connecting again goes on where it ended.
#[tokio::test]
async fn removed_and_connected_again() {
    let mut person = Person::new(cloud().await, FaultPlan::new()).await;
    person.set_up().await.unwrap();
    let workspace = person.workspace().await;
    let path = format!("/workspaces/{workspace}/connections/nav");
    person.call(Method::DELETE, &path, None).await.unwrap();
    person.call(Method::GET, &path, None).await.unwrap_err();
    person.call(Method::DELETE, &path, None).await.unwrap_err();
    let from = begin() + SignedDuration::from_mins(1);
    for sample in samples::many(&Company::demo(), 2, 2, from) {
        person.world.nav.publish(&Company::demo().tax_number, sample.into_published()).unwrap();
    }
    person.world.nav.clear_requests();
    person.world.tick().await.unwrap();
    assert!(person.world.nav.requests().is_empty(), "a removed connection asks NAV nothing");
    person.set_up().await.unwrap();
    for _ in 0..2 {
        person.world.tick().await.unwrap();
    }
    assert_eq!(person.world.invoices(workspace).await.unwrap().len(), 2);
    let inbox = person.world.inbox(workspace).await.unwrap();
    assert_eq!(inbox.pending, None, "the steps of the first connection are finished too");
}

impl Person {
    /// A person in a world of their own, who has not done anything yet.
    pub async fn new(cloud: &Cloud, plan: FaultPlan) -> Person {
        let world = World::new(cloud, plan, begin(), limits()).await.unwrap();
        world.nav.add_company(Company::demo());
        Person { world, email: format!("{}@example.com", Uuid::new_v4().simple()) }
    }

    /// The id of the person's only workspace.
    pub async fn workspace(&self) -> WorkspaceId {
        let workspaces = self.call(Method::GET, "/workspaces", None).await.unwrap();
        serde_json::from_value(workspaces["workspaces"][0]["id"].clone()).unwrap()
    }

    /// Signs up, makes a workspace and connects it; what is there already stays, the settings are saved anew.
    pub async fn set_up(&mut self) -> Result<(), Value> {
        self.call(Method::POST, "/sign-ups", Some(json!({ "email": self.email }))).await?;
        let email = EmailAddress::parse(&self.email).unwrap();
        if self.world.store().account_of(&email).await.unwrap().is_none() {
            self.world.drain(&mut Round::default()).await.unwrap();
        }
        let address =
            json!({ "country": "HU", "postal_code": "1054", "city": "Budapest", "street": "Honvéd u. 8." });
        let demo = Company::demo();
        let tax_number = format!("{}-{}-{}", demo.tax_number, demo.vat_code, demo.county_code);
        let company =
            json!({ "package": "business", "name": demo.name, "tax_number": tax_number, "address": address });
        let workspace = self.call(Method::POST, "/workspaces", Some(company)).await?;
        let settings = json!({
            "login": demo.login, "password": demo.password, "sign_key": demo.sign_key,
            "inbound_from": "2026-11-01", "outbound_from": "2026-11-01",
        });
        let path = format!("/workspaces/{}/connections/nav", workspace["id"].as_str().unwrap_or_default());
        self.call(Method::PUT, &path, Some(settings)).await.map(drop)
    }

    /// Calls accounts with the token that the person has, once there is an account.
    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, Value> {
        let router = accounts::router().with_state(self.world.accounts().unwrap()).into();
        let email = EmailAddress::parse(&self.email).unwrap();
        let claims = self.world.store().account_of(&email).await.unwrap().map(api::claims);
        api::call(&self.world.plan, router, claims, (method, path), body).await
    }
}
