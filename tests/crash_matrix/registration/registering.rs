//! Somebody signs up and registers a company; and many at once.

use std::sync::Arc;

use axum::{
    Router,
    http::{Method, Request},
};
use domain::{
    email::EmailAddress,
    ids::{AccountId, WorkspaceId},
    workspace::Account,
};
use futures::future::join_all;
use harness::{Delivery, EndState, Fault, FaultPlan, Scenario, crash_matrix, without};
use serde_json::{Value, json};
use uuid::Uuid;
use world::{Cloud, World};

use super::{audited, call, company, drain, items, violations};
use crate::{
    api, cloud,
    scenario::{begin, limits},
};

struct Registering(Arc<Cloud>);

/// A person with an address of their own, since all runs share a user pool.
struct Person {
    world: World,
    email: EmailAddress,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_registration_ends_alike() {
    crash_matrix("sign up and register a company", Registering(cloud().await.clone())).await;
}

impl Person {
    async fn account(&self) -> Option<AccountId> {
        self.world.store().account_of(&self.email).await.unwrap()
    }

    async fn go_on(&mut self) -> Result<(), Value> {
        let router = accounts::router().with_state(self.world.accounts().unwrap()).into();
        let wish = json!({ "email": self.email.as_str(), "locale": "hu" });
        api::call(&self.world.plan, router, None, (Method::POST, "/sign-ups"), Some(wish)).await?;
        drain(&mut self.world).await;
        let account = self.account().await.ok_or("no account yet")?;
        let path = (Method::POST, "/workspaces");
        call(&self.world, account, path, Some(company("bookkeeping"))).await?;
        drain(&mut self.world).await;
        Ok(())
    }
}

impl Scenario for Registering {
    type World = Person;

    async fn world(&self, plan: FaultPlan) -> Person {
        let world = World::new(&self.0, plan, begin(), limits()).await.unwrap();
        let address = format!("{}@example.com", Uuid::new_v4().simple());
        Person { world, email: EmailAddress::parse(&address).unwrap() }
    }

    async fn deliver(&self, person: &mut Person) -> Delivery {
        match person.go_on().await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, person: &mut Person) -> EndState {
        let world = &person.world;
        let account = person.account().await.unwrap();
        let listed = world.store().workspaces_of(account).await.unwrap();
        let workspace = listed[0].0.id;
        let licence = world.store().licence(workspace).await.unwrap();
        let state = json!({
            "workspaces": listed,
            "licence": licence,
            "audit": audited(world, workspace).await,
            "accounts": items(world, "ACCOUNT#").len(),
            "doors": items(world, "TAXPAYER#").len(),
        });
        EndState { state: without(state, &["id"]), violations: violations(world) }
    }
}

/// 100 registrations of one company at one door at the same time make one workspace.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_at_one_door_make_one_workspace() {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let mut people = Vec::new();
    for n in 0..100_u128 {
        let (id, address) = (AccountId(Uuid::from_u128(1000 + n)), format!("p{n}@example.com"));
        let email = EmailAddress::parse(&address).unwrap();
        let account = Account::new(id, email, domain::language::Language::Hu, begin());
        world.store().claim_email(&account).await.unwrap();
        people.push(id);
    }
    let router: Router = accounts::router().with_state(world.accounts().unwrap()).into();
    let tries = people.iter().map(|id| {
        // Not `api::call`: the process that it starts would end those under way.
        let request = Request::builder().method(Method::POST).uri("/workspaces");
        let claims = Some(api::claims(*id));
        world::api::send(&world.plan, router.clone(), claims, request, Some(company("business")))
    });
    let answers = join_all(tries).await;
    let made: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(made.len(), 1, "{made:?}");
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert_eq!(refused["type"], "urn:ledgerport:problem:company-registered", "{refused}");
    }
    let workspace: WorkspaceId = made[0]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(items(&world, "#PROFILE").len(), 2, "the workspace and its cover");
    assert_eq!(world.store().members(workspace).await.unwrap().len(), 1);
    let doors = items(&world, "DOOR#");
    assert_eq!(doors.len(), 1, "{doors:?}");
}

/// Whoever asks cannot tell from the answer, or from its time, whether an address is known: each costs the
/// same one write.
#[tokio::test]
async fn an_address_that_is_known_is_answered_like_one_that_is_not() {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    crate::scenario::owner(&world).await;
    let mut answers = Vec::new();
    for path in ["/sign-ups", "/password-resets"] {
        for address in ["owner@example.com", "nobody@example.com"] {
            world.plan.arm(Fault::None);
            let router = accounts::router().with_state(world.accounts().unwrap()).into();
            let wish = Some(json!({ "email": address }));
            let answer = api::call(&world.plan, router, None, (Method::POST, path), wish).await.unwrap();
            answers.push((answer, world.plan.calls()));
        }
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[2], answers[3]);
    assert_eq!(answers[0].1, ["DynamoDB.PutItem OutboxTable"]);
}
