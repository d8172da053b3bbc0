//! Számlázz.hu in a world: the simulator, and what it pushes.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{
    audit::{AuditAction, AuditEntry},
    ids::{AccountId, WorkspaceId},
    szamlazz::{Agent, AgentState, DataLink, StartDates, SzamlazzConnection, SzamlazzLimits},
};
use jiff::civil::Date;
use lambda::szamlazz_access;
use simulators::szamlazz::{GatePoint, SzamlazzConfig, SzamlazzSimulator};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{
    World,
    world::{announce_uploads, fifo_queue, gate, notification, queue},
};

/// Most bytes of an answer.
const ANSWER: usize = 64 * 1024;

impl World {
    /// Gives the world Számlázz.hu, with the queues that its work needs.
    pub async fn use_szamlazz(&mut self) -> Result<()> {
        let name = |url: &str| url.rsplit('/').next().unwrap_or_default().to_owned();
        queue(&self.sqs, &name(&self.push_queue)).await?;
        fifo_queue(&self.sqs, name(&self.agent_queue).trim_end_matches(".fifo")).await?;
        let uploads = notification(&self.sqs, &self.import_queue, "uploads/").await?;
        let pushes = notification(&self.sqs, &self.push_queue, "pushes/").await?;
        let s3 = aws_sdk_s3::Client::new(&self.plain);
        announce_uploads(&s3, &self.bucket, &[uploads, pushes]).await?;
        let clock = self.clock.clone();
        let szamlazz = SzamlazzSimulator::start(SzamlazzConfig::local(Arc::new(move || clock.now())))?;
        let plan = self.plan.clone();
        szamlazz.set_gate(Some(Arc::new(move |point| {
            gate(match point {
                GatePoint::Before(_) => plan.gate_before("Szamlazz.query"),
                GatePoint::After(_) => plan.gate_after("Szamlazz.query"),
            })
        })));
        self.szamlazz = Some(szamlazz);
        Ok(())
    }

    /// Számlázz.hu.
    pub fn szamlazz(&self) -> Result<&SzamlazzSimulator> {
        self.szamlazz.as_ref().context("this world has no Számlázz.hu")
    }

    /// The Agent; in a world without Számlázz.hu nobody answers.
    pub(crate) fn agent(&self) -> Result<szamlazz::Agent> {
        let url = self.szamlazz.as_ref().map(SzamlazzSimulator::agent_url);
        Ok(szamlazz::Agent::new(transport::client()?, url.unwrap_or_else(|| "http://127.0.0.1:9/".into())))
    }

    /// Connects a workspace: by an Agent key, by a link with that key, or by both.
    pub async fn connect_szamlazz(
        &self,
        workspace: WorkspaceId,
        agent: Option<&str>,
        link: Option<&str>,
        start: Date,
    ) -> Result<SzamlazzConnection> {
        let (now, vault) = (self.clock.now(), self.vault(&harness::FaultPlan::new(), &self.plain));
        let agent = match agent {
            None => None,
            Some(key) => {
                let sealed = szamlazz_access::seal(&vault, workspace, key, self.ids.next()).await?;
                Some(Agent { sealed, state: AgentState::Active, since: now })
            }
        };
        let link = match link {
            None => None,
            Some(key) => {
                let key_hash = vault.keyed_hash(&szamlazz_access::link_of(key)).await?;
                Some(DataLink { key_hash, since: now })
            }
        };
        let connection = SzamlazzConnection {
            workspace,
            version: 1,
            starts: StartDates { outgoing: start, incoming: start, bank: start, receipts: start },
            agent,
            link,
            former_links: Vec::new(),
            payment_address: format!("payments-{workspace}"),
            connected_at: now,
        };
        let by = AccountId(Uuid::from_u128(7));
        let entry = AuditEntry::new(by, now, AuditAction::Connected, "Számlázz.hu");
        self.store().save_szamlazz_connection(&connection, None, &entry, None).await?;
        Ok(connection)
    }

    /// What the hook answers to a push.
    pub async fn push(&self, key: &str, body: Vec<u8>) -> Result<(StatusCode, Vec<u8>)> {
        let request = Request::post("/hooks/szamlazz").header("X-Szamlazzhu-Key", key);
        self.hook(self.hooks(), request.body(body.into())?).await
    }

    /// What it answers to an announcement of a payment.
    pub async fn announce(&self, workspace: WorkspaceId, form: String) -> Result<StatusCode> {
        let path = format!("/hooks/szamlazz/payments/payments-{workspace}");
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        Ok(self.hook(self.hooks(), request.body(form.into())?).await?.0)
    }

    /// What a process of hooks answers to a request.
    pub async fn hook(&self, app: hooks::App, request: Request<Body>) -> Result<(StatusCode, Vec<u8>)> {
        self.answered_by(&hook_routes(app), request).await
    }

    /// What the routes of a process answer to a request.
    pub async fn answered_by(
        &self,
        routes: &Router,
        request: Request<Body>,
    ) -> Result<(StatusCode, Vec<u8>)> {
        self.plan.revive();
        let answer = routes.clone().oneshot(request).await?;
        let status = answer.status();
        Ok((status, to_bytes(answer.into_body(), ANSWER).await?.to_vec()))
    }
}

/// The routes of a process of hooks, as it makes them once.
pub fn hook_routes(app: hooks::App) -> Router {
    lambda::http::finish(hooks::router(&SzamlazzLimits::default()).with_state(app).into())
}
