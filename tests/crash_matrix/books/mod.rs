//! The books: documents are issued, paid, corrected and renumbered.

mod balances;
mod concurrent;
mod crashes;

use axum::{
    Router,
    http::{Method, Request},
};
use domain::{
    access::Role,
    address::Address,
    country::Country,
    email::EmailAddress,
    partner::{Partner, PartnerProfile, PartnerRole, PartnerSource},
    record::{Actor, RecordId, Recorded},
    workspace::{Membership, Workspace},
};
use harness::FaultPlan;
use serde_json::{Value, json};
use world::World;

use crate::{
    api,
    scenario::{OWNER, WORKSPACE, begin, owner},
};

/// The customer of every document.
const CUSTOMER: &str = "customer";

/// A Finnish company with one customer.
async fn company(world: &World) {
    owner(world).await;
    let address = Address {
        country: "FI".into(),
        postal_code: "00100".into(),
        city: "Helsinki".into(),
        street: "Mannerheimintie 1".into(),
    };
    let workspace = Workspace {
        id: WORKSPACE,
        name: "Puu Oy".into(),
        country: Country::Fi,
        tax_number: "2077474-0".into(),
        address,
        created_at: begin(),
    };
    let membership = Membership {
        workspace: WORKSPACE,
        account: OWNER,
        email: EmailAddress::parse("owner@example.com").unwrap(),
        role: Role::Owner,
        added_at: begin(),
    };
    world.store().create_workspace(&workspace, &membership).await.unwrap();
    let profile = PartnerProfile { name: Some("Asiakas Oy".into()), ..PartnerProfile::default() };
    let customer = Partner::told(profile, PartnerRole::Customer, PartnerSource::Person);
    let customer = Recorded::new(RecordId::parse(CUSTOMER).unwrap(), begin(), customer);
    let by = Actor { account: OWNER, at: begin() };
    world.store().add_record(WORKSPACE, &customer, by, None).await.unwrap();
}

/// A process of the function, and what its calls pass.
#[derive(Clone)]
struct Desk {
    plan: FaultPlan,
    router: Router,
}

impl Desk {
    /// A process that has just started.
    fn open(world: &World) -> Self {
        let plan = world.plan.clone();
        Self { plan, router: books::router().with_state(world.books().unwrap()).into() }
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Value, Value> {
        let path = format!("/workspaces/{WORKSPACE}{path}");
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        api::send(&self.plan, self.router.clone(), Some(api::claims(OWNER)), request, body).await
    }

    async fn get(&self, path: &str) -> Result<Value, Value> {
        self.call(Method::GET, path, &[], None).await
    }

    async fn post(&self, path: &str, key: &str, body: Value) -> Result<Value, Value> {
        self.call(Method::POST, path, &[("idempotency-key", key)], Some(body)).await
    }

    /// Does something to a version of a record.
    async fn on(
        &self,
        method: Method,
        path: &str,
        version: u64,
        body: Option<Value>,
    ) -> Result<Value, Value> {
        self.call(method, path, &[("if-match", &version.to_string())], body).await
    }

    /// Drafts an invoice of one line.
    async fn draft(&self, key: &str, price: &str) -> Result<Value, Value> {
        self.post("/documents", key, invoice(price)).await
    }

    async fn issue(&self, draft: &Value) -> Result<Value, Value> {
        let path = format!("/documents/{}/issue", text(&draft["id"]));
        self.on(Method::POST, &path, draft["version"].as_u64().unwrap(), None).await
    }

    async fn pay(&self, key: &str, invoice: &Value, amount: &str, direction: &str) -> Result<Value, Value> {
        let payment = json!({
            "partner": CUSTOMER, "direction": direction, "date": "2026-11-23", "amount": amount,
            "currency": "EUR", "allocations": [{ "document": invoice["id"], "amount": amount }],
        });
        self.post("/payments", key, payment).await
    }

    async fn series(&self, id: &str) -> Result<Value, Value> {
        let all = self.get("/series").await?;
        let series = all["series"].as_array().unwrap().iter().find(|series| series["id"] == id);
        Ok(series.unwrap().clone())
    }

    async fn cancel(&self, invoice: &Value) -> Result<Value, Value> {
        let path = format!("/documents/{}/cancel", text(&invoice["id"]));
        self.on(Method::POST, &path, invoice["version"].as_u64().unwrap(), Some(json!({}))).await
    }
}

/// An invoice of one line.
fn invoice(price: &str) -> Value {
    json!({
        "kind": "invoice", "partner": CUSTOMER, "issue_date": "2026-11-22",
        "lines": [
            { "name": "Pöytä", "quantity": "1", "unit": "kpl", "unit_price": price, "vat_key": "25.5" },
        ],
    })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
