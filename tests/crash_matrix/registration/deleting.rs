//! An owner asks for the deletion of a workspace, support deletes it, nothing is left.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::Method;
use delete_workspace::StepLimits;
use domain::{
    audit::{AuditAction, AuditEntry},
    country::Country,
    deletion::{DeletionRequest, DeletionState, Waiver},
    email::EmailAddress,
    ids::{JobId, WorkspaceId},
    invoice::ListPlace,
    package::Package,
    szamlazz::{AgentTask, ImageSweep, PushedObject, SzamlazzConnection},
};
use harness::{Delivery, EndState, FaultPlan, Limits, Scenario, crash_matrix, crash_matrix_within, without};
use jiff::civil::date;
use serde_json::{Value, json};
use store::{files, outbox::Outbox};
use uuid::Uuid;
use world::{Cloud, World};

use super::{by_owner, company, drain, items, registered, violations};
use crate::{
    cloud,
    scenario::{begin, limits},
};

/// Whether the owner asks, or support deletes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Ask,
    Delete,
}

struct Deleting {
    cloud: Arc<Cloud>,
    work: Work,
}

struct Doomed {
    world: World,
    workspace: WorkspaceId,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_request_for_deletion_ends_alike() {
    let deleting = Deleting { cloud: cloud().await.clone(), work: Work::Ask };
    crash_matrix("deletion asked for", deleting).await;
}

/// It looks into each of the workspace's partitions, so it makes more calls than other scenarios.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_deletion_ends_alike() {
    let limits = Limits { calls: 90, ..Limits::default() };
    let deleting = Deleting { cloud: cloud().await.clone(), work: Work::Delete };
    crash_matrix_within("deletion of a workspace", deleting, limits).await;
}

impl Doomed {
    /// A workspace with an invitation and a file of two versions.
    async fn new(cloud: &Cloud, plan: FaultPlan) -> Self {
        let mut doomed = Self::bare(cloud, plan).await;
        let guest = json!({ "email": format!("{}@example.com", Uuid::new_v4().simple()), "role": "viewer" });
        let invitations = format!("/workspaces/{}/invitations", doomed.workspace);
        by_owner(&doomed.world, Method::POST, &invitations, Some(guest)).await.unwrap();
        drain(&mut doomed.world).await;
        doomed
    }

    /// One with the file only, which is quickly made.
    async fn bare(cloud: &Cloud, plan: FaultPlan) -> Self {
        let world = World::new(cloud, plan, begin(), limits()).await.unwrap();
        world.keep_versions().await.unwrap();
        let workspace = registered(&world, "business").await;
        let place = files::export(workspace, JobId(Uuid::from_u128(1)));
        for version in [b"one".to_vec(), b"two".to_vec()] {
            world.files().write(&place, version, "text/plain").await.unwrap();
        }
        Self { world, workspace }
    }

    /// Asks, but mails nobody: a matrix makes hundreds of such worlds.
    async fn ask_silently(&self) {
        let owner = self.world.store().owners(self.workspace).await.unwrap().remove(0);
        let request = DeletionRequest {
            workspace: self.workspace,
            company: "Minta Kft.".into(),
            package: Some(Package::Business),
            country: Country::Hu,
            tax_number: "12892312-2-41".into(),
            office: None,
            by: owner.id,
            email: Some(owner.email),
            language: owner.language,
            at: begin(),
            reason: "Wrong package".into(),
            waiver: Waiver { without_exports: true, ..Waiver::default() },
            state: DeletionState::Requested,
        };
        let entry = AuditEntry::new(owner.id, begin(), AuditAction::DeletionRequested, "");
        let outbox = Outbox::new(self.world.tables.client(&FaultPlan::new()), "OutboxTable");
        self.world.store().request_deletion(&request, &entry, &[], &outbox).await.unwrap();
    }

    async fn is_gone(&self) -> bool {
        self.world.store().deletion_record(self.workspace).await.unwrap().is_some()
    }

    async fn ask(&mut self) -> Result<(), Value> {
        let path = format!("/workspaces/{}/deletion", self.workspace);
        let request = json!({ "reason": "Wrong package", "waiver": { "without_exports": true } });
        by_owner(&self.world, Method::POST, &path, Some(request)).await?;
        drain(&mut self.world).await;
        Ok(())
    }

    async fn delete(&mut self) -> Result<(), Value> {
        let (workspace, world) = (self.workspace, &mut self.world);
        if world.store().cover(workspace).await.unwrap().is_some() {
            let path = format!("/support/deletions/{workspace}");
            by_owner(world, Method::POST, &path, Some(json!({ "reason": "Asked for" }))).await?;
        }
        drain(world).await;
        if self.is_gone().await { Ok(()) } else { Err("it is not gone".into()) }
    }
}

impl Scenario for Deleting {
    type World = Doomed;

    async fn world(&self, plan: FaultPlan) -> Doomed {
        let doomed = Doomed::bare(&self.cloud, plan).await;
        if self.work == Work::Delete {
            doomed.ask_silently().await;
        }
        doomed
    }

    async fn deliver(&self, doomed: &mut Doomed) -> Delivery {
        let done = match self.work {
            Work::Ask => doomed.ask().await,
            Work::Delete => doomed.delete().await,
        };
        match done {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, doomed: &mut Doomed) -> EndState {
        let world = &doomed.world;
        let mut of_it = items(world, &doomed.workspace.to_string());
        // The address of the guest is another one in each run.
        of_it.retain(|key, _| !["INVITATION", "EMAIL#", "@"].iter().any(|part| key.contains(part)));
        let state = json!({
            "of the workspace": of_it,
            "of the taxpayer": items(world, "TAXPAYER#").into_values().collect::<Vec<_>>(),
            "invitations": items(world, "INVITATION").len(),
            // The record may be written twice: another version of the same.
            "objects": world.objects().await.unwrap().into_iter().collect::<BTreeSet<_>>(),
        });
        EndState { state: without(state, &["pk"]), violations: violations(world) }
    }
}

/// What was written behind the deletion, by whatever was at work when it began, is found later.
#[tokio::test]
async fn what_is_written_behind_a_deletion_is_removed_later() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    doomed.ask().await.unwrap();
    doomed.delete().await.unwrap();
    let workspace = doomed.workspace;
    let (world, text) = (&mut doomed.world, workspace.to_string());
    let (kept, objects) = (items(world, &text), world.objects().await.unwrap());
    assert_eq!((kept.len(), objects.len()), (1, 1), "the record, and its copy: {kept:?} {objects:?}");
    let late = domain::partner::PartnerProfile { name: Some("Késő Kft.".into()), ..Default::default() };
    let (role, source) = (domain::partner::PartnerRole::Customer, domain::partner::PartnerSource::Person);
    let partner = domain::partner::Partner::told(late, role, source);
    let id = domain::record::RecordId::of_parts(&["late"]);
    let (partner, by) = (
        domain::record::Recorded::new(id, begin(), partner),
        domain::record::Actor::person(crate::scenario::OWNER, begin()),
    );
    world.store().add_record(workspace, &partner, by, None).await.unwrap();
    assert!(items(world, &text).len() > 1);
    world.look_again(workspace).await.unwrap();
    assert_eq!(items(world, &text), kept);
    let owner = EmailAddress::parse("owner@example.com").unwrap();
    assert!(world.store().account_of(&owner).await.unwrap().is_some(), "the person stays");
}

/// By what Számlázz.hu names a workspace, and what it pushed, goes with the workspace.
#[tokio::test]
async fn keys_addresses_and_pushes_of_szamlazz_are_removed() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    let (world, workspace) = (&doomed.world, doomed.workspace);
    let saved =
        world.connect_szamlazz(workspace, Some("abc"), Some("key-1"), date(2026, 10, 1)).await.unwrap();
    let former = saved.link.clone().map(|link| link.key_hash).into_iter().collect();
    let removed = SzamlazzConnection { version: 2, link: None, former_links: former, ..saved.clone() };
    let entry = AuditEntry::new(crate::scenario::OWNER, begin(), AuditAction::Disconnected, "");
    let sweep = ImageSweep {
        before: ListPlace::behind(date(2026, 11, 1)),
        from: ListPlace::before(date(2026, 10, 1)),
        due_at: begin(),
    };
    let task = Some(AgentTask::Sweep(sweep));
    let store = world.store();
    store.save_szamlazz_connection(&removed, Some(&saved), &entry, task.as_ref()).await.unwrap();
    let place = PushedObject::pushed(workspace, begin(), &[1; 16]);
    world.files().write(&place.0, b"<szamla/>".to_vec(), "text/xml").await.unwrap();
    for there in ["LINK#", "PAYMENTS#", "AGENT_WORK"] {
        assert_eq!(items(world, there).len(), 1, "{there}");
    }
    doomed.ask().await.unwrap();
    doomed.delete().await.unwrap();
    let world = &doomed.world;
    for gone in ["LINK#", "PAYMENTS#", "AGENT_WORK"] {
        assert!(items(world, gone).is_empty(), "{gone}");
    }
    assert_eq!(items(world, &workspace.to_string()).len(), 1, "the record");
    assert_eq!(world.objects().await.unwrap(), [files::deletion_record(workspace)]);
}

/// A restored backup brings a workspace back; the records in the bucket have it deleted again, however often
/// that is asked for, and what stays says what it said.
#[tokio::test]
async fn a_restore_replays_deletions() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    let workspace = doomed.workspace;
    let (before, doors) = (items(&doomed.world, &workspace.to_string()), items(&doomed.world, "TAXPAYER#"));
    doomed.ask().await.unwrap();
    doomed.delete().await.unwrap();
    let record = doomed.world.store().deletion_record(workspace).await.unwrap().unwrap();
    let world = &mut doomed.world;
    world.restore(&before).await.unwrap();
    world.restore(&doors).await.unwrap();
    let of_it = format!("{workspace}#");
    assert!(items(world, &of_it).len() > 3);
    let replay = "/support/deletions/replay";
    for _ in 0..2 {
        let replayed = by_owner(world, Method::POST, replay, None).await.unwrap();
        assert_eq!(replayed, json!({ "deletions": 1 }));
    }
    drain(world).await;
    assert!(items(world, &of_it).is_empty());
    assert!(items(world, "DOOR#").is_empty(), "the door is free again");
    let kept = world.store().deletion_record(workspace).await.unwrap().unwrap();
    assert_eq!(
        (kept.reason, kept.decided_at, kept.waiver),
        (record.reason, record.decided_at, record.waiver)
    );
    let again = by_owner(world, Method::POST, replay, None).await.unwrap();
    assert_eq!(again, json!({ "deletions": 0 }));
}

/// A backup from the middle of a deletion: its message is lost, its profile may be gone.
#[tokio::test]
async fn a_restore_to_the_middle_of_a_deletion_is_ended_by_support_or_a_replay() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    let workspace = doomed.workspace;
    doomed.ask().await.unwrap();
    let path = format!("/support/deletions/{workspace}");
    let decision = || Some(json!({ "reason": "Asked for" }));
    by_owner(&doomed.world, Method::POST, &path, decision()).await.unwrap();
    let middle = items(&doomed.world, "DELETIONS");
    drain(&mut doomed.world).await;
    for ask in [path.as_str(), "/support/deletions/replay"] {
        doomed.world.restore(&middle).await.unwrap();
        let body = (ask == path).then(decision).flatten();
        by_owner(&doomed.world, Method::POST, ask, body).await.unwrap();
        drain(&mut doomed.world).await;
        assert!(items(&doomed.world, "DELETIONS").is_empty(), "{ask}");
    }
    assert!(violations(&doomed.world).is_empty());
}

/// An office with a demo and more people than one batch holds goes in many steps.
#[tokio::test]
async fn an_office_is_deleted_in_steps_with_its_demo() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.deletion = StepLimits { items: 10 };
    let workspace = registered(&world, "bookkeeping").await;
    let opened =
        by_owner(&world, Method::POST, &format!("/workspaces/{workspace}/demo"), None).await.unwrap();
    let demo: WorkspaceId = opened["id"].as_str().unwrap().parse().unwrap();
    for n in 0..40 {
        let guest =
            json!({ "email": format!("{}-{n}@example.com", Uuid::new_v4().simple()), "role": "viewer" });
        let invitations = format!("/workspaces/{workspace}/invitations");
        by_owner(&world, Method::POST, &invitations, Some(guest)).await.unwrap();
    }
    for of in [workspace, demo] {
        let place = files::export(of, JobId(Uuid::from_u128(1)));
        world.files().write(&place, b"table".to_vec(), "text/plain").await.unwrap();
    }
    drain(&mut world).await;
    let mut doomed = Doomed { world, workspace };
    doomed.ask().await.unwrap();
    doomed.delete().await.unwrap();
    let world = &doomed.world;
    assert_eq!(items(world, &workspace.to_string()).len(), 1, "the record");
    assert!(items(world, &demo.to_string()).is_empty() && items(world, "INVITATION").is_empty());
    assert_eq!(world.objects().await.unwrap(), [files::deletion_record(workspace)]);
}

/// Deletions still go after the identifier: under the same key, the company registers no more.
#[tokio::test]
async fn a_key_whose_workspace_was_deleted_makes_none() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    let other_door = by_owner(&doomed.world, Method::POST, "/workspaces", Some(company("bookkeeping"))).await;
    assert_eq!(other_door.unwrap_err()["type"], "urn:ledgerport:problem:idempotency");
    doomed.ask().await.unwrap();
    doomed.delete().await.unwrap();
    let again = by_owner(&doomed.world, Method::POST, "/workspaces", Some(company("business"))).await;
    assert_eq!(again.unwrap_err()["type"], "urn:ledgerport:problem:idempotency");
    assert!(items(&doomed.world, "DOOR#").is_empty());
}

/// What was keyed after the request was not given up with it.
#[tokio::test]
async fn a_request_that_is_out_of_date_is_not_carried_out() {
    let mut doomed = Doomed::new(cloud().await, FaultPlan::new()).await;
    let (workspace, path) = (doomed.workspace, format!("/support/deletions/{}", doomed.workspace));
    doomed.ask().await.unwrap();
    let store = doomed.world.store();
    let request = store.deletion(workspace).await.unwrap().unwrap();
    let waiver = Waiver { cash_vouchers: 1, ..request.waiver };
    let entry = AuditEntry::new(crate::scenario::OWNER, begin(), AuditAction::DeletionWithdrawn, "");
    let outbox = Outbox::new(doomed.world.tables.client(&FaultPlan::new()), "OutboxTable");
    store.remove_deletion(&request, &entry, &[], &outbox).await.unwrap();
    let outdated = DeletionRequest { waiver, ..request };
    store.request_deletion(&outdated, &entry, &[], &outbox).await.unwrap();
    let refused = by_owner(&doomed.world, Method::POST, &path, Some(json!({ "reason": "x" }))).await;
    assert_eq!(refused.unwrap_err()["type"], "urn:ledgerport:problem:deletion-outdated");
    assert!(store.cover(workspace).await.unwrap().is_some());
}
