//! Somebody is invited, is mailed, gets an account, and accepts.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::Method;
use domain::{email::EmailAddress, ids::WorkspaceId};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix};
use serde_json::{Value, json};
use uuid::Uuid;
use world::{Cloud, World};

use super::{audited, by_owner, call, drain, registered, violations};
use crate::{
    cloud,
    scenario::{begin, limits},
};

struct Inviting(Arc<Cloud>);

struct Invited {
    world: World,
    workspace: WorkspaceId,
    guest: EmailAddress,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_invitation_ends_alike() {
    crash_matrix("invite and accept", Inviting(cloud().await.clone())).await;
}

impl Invited {
    async fn go_on(&mut self) -> Result<(), Value> {
        let (workspace, world) = (self.workspace, &mut self.world);
        let members = world.store().members(workspace).await.unwrap();
        if members.len() == 1 {
            let invitation = json!({ "email": self.guest.as_str(), "role": "bookkeeper", "language": "fi" });
            let path = format!("/workspaces/{workspace}/invitations");
            by_owner(world, Method::POST, &path, Some(invitation)).await?;
            drain(world).await;
        }
        let guest = world.store().account_of(&self.guest).await.unwrap().ok_or("no account yet")?;
        let path = format!("/invitations/{workspace}/accept");
        call(world, guest, (Method::POST, &path), None).await?;
        drain(world).await;
        Ok(())
    }
}

impl Scenario for Inviting {
    type World = Invited;

    async fn world(&self, plan: FaultPlan) -> Invited {
        let world = World::new(&self.0, plan, begin(), limits()).await.unwrap();
        let workspace = registered(&world, "business").await;
        let guest = format!("{}@example.com", Uuid::new_v4().simple());
        Invited { world, workspace, guest: EmailAddress::parse(&guest).unwrap() }
    }

    async fn deliver(&self, invited: &mut Invited) -> Delivery {
        match invited.go_on().await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, invited: &mut Invited) -> EndState {
        let (world, workspace) = (&invited.world, invited.workspace);
        let members = world.store().members(workspace).await.unwrap();
        let roles: BTreeSet<_> = members.iter().map(|member| member.role.name()).collect();
        let guest = format!("\"{}\"", invited.guest.as_str());
        let mails = self.0.mails().await.unwrap().into_iter();
        // Cognito's are left out: the worlds' accounts have the same names, in one user pool.
        let own = mails.filter(|mail| mail["Type"] == "v2.SendEmail");
        let mails = own.filter(|mail| mail["To"].to_string().contains(&guest));
        // A mail whose sending was cut off comes twice rather than never.
        let subjects: BTreeSet<String> = mails.map(|mail| mail["Subject"].to_string()).collect();
        let open = world.store().invitations(workspace).await.unwrap().len()
            + world.store().invitations_of(&invited.guest).await.unwrap().len();
        let audit: Vec<String> = audited(world, workspace).await;
        let audit: Vec<String> =
            audit.iter().map(|line| line.replace(invited.guest.as_str(), "guest")).collect();
        let state = json!({
            "members": members.len(), "roles": roles, "mails": subjects, "open": open, "audit": audit,
        });
        EndState { state, violations: violations(world) }
    }
}

/// An invitation that is accepted by somebody who became a member otherwise changes no role.
#[tokio::test]
async fn a_member_who_accepts_once_more_keeps_the_role() {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let workspace = registered(&world, "business").await;
    let owner = world.store().members(workspace).await.unwrap().remove(0);
    let invitation = domain::invitation::Invitation {
        workspace,
        company: "Minta Kft.".into(),
        email: owner.email.clone(),
        role: domain::access::Role::Viewer,
        language: domain::language::Language::Hu,
        by: owner.account,
        by_email: owner.email.clone(),
        at: begin(),
        mailed_at: begin(),
        gone: false,
        sequence: 1,
    };
    // As if it was made at the moment at which its person became a member.
    let action = domain::audit::AuditAction::Invited;
    let entry = domain::audit::AuditEntry::new(owner.account, begin(), action, "viewer");
    let outbox = store::outbox::Outbox::new(world.tables.client(&FaultPlan::new()), "OutboxTable");
    let announced = (&outbox, Uuid::from_u128(1));
    world.store().invite(&invitation, None, &entry, None, announced).await.unwrap();
    let path = format!("/invitations/{workspace}/accept");
    let accepted = by_owner(&world, Method::POST, &path, None).await.unwrap();
    assert_eq!(accepted["role"], "owner");
    assert_eq!(world.store().members(workspace).await.unwrap(), [owner]);
}
