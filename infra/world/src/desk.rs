//! A company's books over the function `books`, without NAV: documents are drafted, issued, paid, cancelled.

use anyhow::{Context as _, Result};
use axum::{
    Router,
    http::{Method, Request},
};
use domain::{
    address::Address,
    country::Country,
    email::EmailAddress,
    ids::{AccountId, WorkspaceId},
    language::Language,
    partner::{Partner, PartnerProfile, PartnerRole, PartnerSource},
    record::{Actor, RecordId, Recorded},
    workspace::{Account, Workspace},
};
use harness::FaultPlan;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{World, api, world::register};

/// The customer of every document.
pub const CUSTOMER: &str = "customer";

impl World {
    /// Makes a company and its owner.
    pub async fn open_company(
        &self,
        company: &Workspace,
        owner: AccountId,
        language: Language,
    ) -> Result<()> {
        let (store, created_at) = (self.store(), company.created_at);
        let email = EmailAddress::parse("owner@example.com").ok().context("an address")?;
        let account = Account::new(owner, email, language, created_at);
        store.claim_email(&account).await?;
        register(&store, company, &account).await
    }

    /// Makes a Finnish company, its owner, and one customer.
    pub async fn open_books(&self, workspace: WorkspaceId, owner: AccountId, now: Timestamp) -> Result<()> {
        let address = Address {
            country: "FI".into(),
            postal_code: "00100".into(),
            city: "Helsinki".into(),
            street: "Mannerheimintie 1".into(),
        };
        let taxpayer = (Country::Fi, "2077474-0".to_owned());
        let company = Workspace::new(workspace, "Puu Oy", taxpayer, address, now);
        self.open_company(&company, owner, Language::Fi).await?;
        let store = self.store();
        let profile = PartnerProfile { name: Some("Asiakas Oy".into()), ..PartnerProfile::default() };
        let customer = Partner::told(profile, PartnerRole::Customer, PartnerSource::Person);
        let customer = Recorded::new(RecordId::of_parts(&[CUSTOMER]), now, customer);
        Ok(store.add_record(workspace, &customer, Actor::person(owner, now), None).await?)
    }
}

/// A process of the function, and what its calls pass.
#[derive(Clone)]
pub struct Desk {
    plan: FaultPlan,
    router: Router,
    workspace: WorkspaceId,
    claims: Value,
}

impl Desk {
    /// A process that has just started.
    pub fn open(world: &World, workspace: WorkspaceId, owner: AccountId, now: Timestamp) -> Result<Self> {
        // Whatever process was there before is gone.
        world.plan.revive();
        let router = books::router().with_state(world.books()?).into();
        Ok(Self { plan: world.plan.clone(), router, workspace, claims: api::claims(owner, now) })
    }

    /// Calls a route of the workspace.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Value, Value> {
        let path = format!("/workspaces/{}{path}", self.workspace);
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        api::send(&self.plan, self.router.clone(), Some(self.claims.clone()), request, body).await
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Result<Value, Value> {
        self.call(Method::GET, path, &[], None).await
    }

    /// Makes something, once for each key.
    pub async fn post(&self, path: &str, key: &str, body: Value) -> Result<Value, Value> {
        self.call(Method::POST, path, &[("idempotency-key", key)], Some(body)).await
    }

    /// Does something to a version of a record.
    pub async fn on(
        &self,
        method: Method,
        path: &str,
        version: u64,
        body: Option<Value>,
    ) -> Result<Value, Value> {
        self.call(method, path, &[("if-match", &version.to_string())], body).await
    }

    /// Drafts an invoice of one line.
    pub async fn draft(&self, key: &str, price: &str) -> Result<Value, Value> {
        self.post("/documents", key, invoice(price)).await
    }

    /// Issues the draft of the version that was seen.
    pub async fn issue(&self, draft: &Value) -> Result<Value, Value> {
        let path = format!("/documents/{}/issue", text(&draft["id"]));
        self.on(Method::POST, &path, version(draft), None).await
    }

    /// Records a payment for an invoice.
    pub async fn pay(
        &self,
        key: &str,
        invoice: &Value,
        amount: &str,
        direction: &str,
    ) -> Result<Value, Value> {
        let payment = json!({
            "partner": CUSTOMER, "direction": direction, "date": "2026-11-23", "amount": amount,
            "currency": "EUR", "allocations": [{ "document": invoice["id"], "amount": amount }],
        });
        self.post("/payments", key, payment).await
    }

    /// A series of numbers.
    pub async fn series(&self, id: &str) -> Result<Value, Value> {
        let all = self.get("/series").await?;
        let mut series = all["series"].as_array().into_iter().flatten();
        Ok(series.find(|series| series["id"] == id).cloned().unwrap_or_default())
    }

    /// Cancels the invoice of the version that was seen.
    pub async fn cancel(&self, invoice: &Value) -> Result<Value, Value> {
        let path = format!("/documents/{}/cancel", text(&invoice["id"]));
        self.on(Method::POST, &path, version(invoice), Some(json!({}))).await
    }
}

/// An invoice of one line.
pub fn invoice(price: &str) -> Value {
    json!({
        "kind": "invoice", "partner": CUSTOMER, "issue_date": "2026-11-22",
        "lines": [
            { "name": "Pöytä", "quantity": "1", "unit": "kpl", "unit_price": price, "vat_key": "25.5" },
        ],
    })
}

/// The version of a record.
fn version(record: &Value) -> u64 {
    record["version"].as_u64().unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
