//! Who may do what: every route of the template, with every kind of caller.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::Company;

use crate::answer::Answer;
use crate::business::{Business, company, description, last_month, settings};
use crate::cloud::{Cloud, eventually, run};
use crate::months::reconciled;
use crate::person::{Person, text};
use crate::routes::{Route, of_the_template};

const MISSING: &str = "00000000-0000-4000-8000-000000000000";

/// What a route takes, and answers to those who may call it.
struct Row {
    route: (&'static str, &'static str),
    body: Value,
    /// Whether a viewer may.
    viewer: bool,
    status: u16,
}

/// What takes something away stands behind what needs it.
fn rows(world: &World) -> Vec<Row> {
    let row = |method, path, body, viewer, status| Row { route: (method, path), body, viewer, status };
    let nav = "/workspaces/{workspace}/connections/nav";
    let invoice = "/workspaces/{workspace}/invoices/{invoice}";
    let settings = settings(&world.own.company, last_month());
    vec![
        row("POST", "/sign-ups", json!({ "email": "anybody@example.com" }), true, 202),
        row("GET", "/account", Value::Null, true, 200),
        row("POST", "/workspaces", description(&company("új")), true, 201),
        row("GET", "/workspaces", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/members", Value::Null, true, 200),
        row("POST", "/workspaces/{workspace}/members", world.invitation.clone(), false, 201),
        row("DELETE", "/workspaces/{workspace}/members/{account}", Value::Null, false, 204),
        row("GET", nav, Value::Null, true, 200),
        row("PUT", nav, settings, false, 200),
        row("GET", "/workspaces/{workspace}/notices", Value::Null, true, 200),
        row("POST", "/workspaces/{workspace}/notices/{notice}/read", Value::Null, false, 204),
        row("GET", "/workspaces/{workspace}/invoices", Value::Null, true, 200),
        row("GET", invoice, Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/invoices/{invoice}/lines", Value::Null, true, 200),
        row("POST", "/workspaces/{workspace}/invoices/{invoice}/xml", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/invoices/{invoice}/chain", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/invoices/{invoice}/chain/lines", Value::Null, true, 200),
        row(
            "PUT",
            "/workspaces/{workspace}/invoices/{invoice}/status",
            json!({ "status": "processed" }),
            false,
            204,
        ),
        row("POST", "/workspaces/{workspace}/invoices/{invoice}/partner", Value::Null, false, 200),
        row("GET", "/workspaces/{workspace}/invoices/{invoice}/partner", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/reconciliations", Value::Null, true, 200),
        row("POST", "/workspaces/{workspace}/reconciliations", json!({ "month": "2026-01" }), false, 202),
        row("GET", "/workspaces/{workspace}/reconciliations/{month}", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/reconciliations/{month}/csv", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/partners", Value::Null, true, 200),
        row("GET", "/workspaces/{workspace}/partners/{partner}", Value::Null, true, 200),
        row("GET", "/operator/connections", Value::Null, false, 200),
        row("GET", "/operator/refused-documents", Value::Null, false, 200),
        row("POST", "/operator/connections/{workspace}/retry", Value::Null, false, 200),
        row("POST", "/operator/retry", Value::Null, false, 200),
        row("DELETE", nav, Value::Null, false, 204),
    ]
}

#[test]
fn every_route_answers_every_kind_of_caller_as_it_should() {
    run(async |cloud| {
        let world = World::new(cloud).await;
        let rows = rows(&world);
        let known: BTreeSet<_> = rows.iter().map(|row| row.route).collect();
        let template = of_the_template();
        let routed: BTreeSet<_> =
            template.iter().map(|route| (route.method.as_str(), route.path.as_str())).collect();
        assert_eq!(known, routed, "a route of the template without a row, or a row without a route");
        let mut cells = 0;
        for row in &rows {
            let of_row = |route: &&Route| (route.method.as_str(), route.path.as_str()) == row.route;
            let public = template.iter().find(of_row).expect("a route").public;
            cells += world.check(row, public).await;
        }
        println!("authorization matrix: {} routes, {cells} cells", rows.len());
    });
}

/// Two businesses, each with an invoice and a notice, a viewer of the first, and an operator.
struct World {
    own: Business,
    other: Business,
    viewer: Person,
    operator: Person,
    invitation: Value,
    own_parts: Parts,
    other_parts: Parts,
}

/// What a path names within a workspace.
struct Parts {
    invoice: String,
    partner: String,
    notice: String,
    month: String,
    account: String,
}

impl World {
    async fn new(cloud: &'static Cloud) -> Self {
        let (own, other) =
            (Business::connected(cloud, "sajat").await, Business::connected(cloud, "idegen").await);
        // Another version of the connection, so that its notice has an id that the first has not.
        other.connect().await;
        let viewer = Person::new(cloud, "olvaso").await;
        let operator = Person::operator(cloud, "operator").await;
        let leaver = Person::new(cloud, "tavozo").await;
        let invitation = json!({ "email": leaver.email, "role": "viewer" });
        for (person, business) in [(&viewer, &own), (&leaver, &own), (&leaver, &other)] {
            let member = json!({ "email": person.email, "role": "viewer" });
            business.owner.post(&business.path("/members"), &member).await.expect(201);
        }
        let own_parts = Parts { account: leaver.account().await, ..parts(&own, 1, "2026-02").await };
        let other_parts = parts(&other, 2, "2026-03").await;
        assert_ne!(own_parts.notice, other_parts.notice);
        assert_ne!(own_parts.partner, other_parts.partner);
        Self { own, other, viewer, operator, invitation, own_parts, other_parts }
    }

    /// Tries every kind of caller on a route, and answers with their number.
    async fn check(&self, row: &Row, public: bool) -> u32 {
        let mut cells = 0;
        let own = self.path(row, &self.own.workspace, &self.own_parts);
        let token = self.own.owner.token().await;
        for forged in [None, Some(tampered(&token)), Some(unsigned(&token)), Some("x".to_owned())] {
            let answer = self.call(&self.own.owner, row, &own, forged.as_deref()).await;
            let expected = if public { row.status } else { 401 };
            assert_eq!(answer.status, expected, "{:?} with {forged:?}: {}", row.route, answer.text);
            cells += 1;
        }
        if row.route.1.starts_with("/operator/") {
            return cells + self.operators_only(row).await;
        }
        if row.route.1.contains("{workspace}") {
            cells += self.strangers(row).await;
            let answer = self.call(&self.viewer, row, &own, Some(&self.viewer.token().await)).await;
            let expected = if row.viewer { row.status } else { 403 };
            assert_eq!(answer.status, expected, "{:?} as viewer: {}", row.route, answer.text);
            if !row.viewer {
                answer.problem(403, "forbidden", None, "en");
            }
            cells += 1;
        }
        let answer = self.call(&self.own.owner, row, &own, Some(&token)).await;
        assert_eq!(answer.status, row.status, "{:?} as owner: {}", row.route, answer.text);
        cells + 1
    }

    /// Whoever is no operator is told so, whatever is asked for; an operator may for every workspace.
    async fn operators_only(&self, row: &Row) -> u32 {
        let workspaces = [
            (self.own.workspace.as_str(), true),
            (&self.other.workspace, true),
            (MISSING, false),
            ("no-id", false),
        ];
        let mut cells = 0;
        for (workspace, there) in workspaces {
            let path = self.path(row, workspace, &self.own_parts);
            for person in [&self.own.owner, &self.viewer] {
                let answer = self.call(person, row, &path, Some(&person.token().await)).await;
                answer.problem(403, "operators-only", None, "en");
                cells += 1;
            }
            let answer = self.call(&self.operator, row, &path, Some(&self.operator.token().await)).await;
            let expected = if there || !row.route.1.contains('{') { row.status } else { 404 };
            assert_eq!(answer.status, expected, "{:?} as operator: {}", row.route, answer.text);
            cells += 1;
        }
        cells
    }

    /// Ids of others, ids of nothing and ids that are none: all answer alike.
    async fn strangers(&self, row: &Row) -> u32 {
        let missing = Parts {
            invoice: self.own_parts.invoice.chars().rev().collect(),
            partner: "0".repeat(32),
            notice: "nav-connection-stopped-77".into(),
            month: "2026-04".into(),
            account: MISSING.into(),
        };
        let workspaces = [&self.other.workspace, MISSING, "no-id"];
        let paths = workspaces.map(|workspace| self.path(row, workspace, &self.other_parts));
        let mut answers = Vec::new();
        for path in &paths {
            answers.push(self.call(&self.own.owner, row, path, Some(&self.own.owner.token().await)).await);
        }
        for answer in &answers {
            answer.problem(404, "not-found", None, "en");
            assert_eq!(answer.text, answers[0].text, "{:?}", row.route);
        }
        let cells = answers.len() as u32;
        if row.route.1.matches('{').count() < 2 {
            return cells;
        }
        let mut parts = Vec::new();
        for foreign in [&self.other_parts, &missing] {
            let path = self.path(row, &self.own.workspace, foreign);
            parts.push(self.call(&self.own.owner, row, &path, Some(&self.own.owner.token().await)).await);
        }
        assert_eq!((parts[0].status, &parts[0].text), (parts[1].status, &parts[1].text), "{:?}", row.route);
        // Removing somebody who is no member is done before it is asked for.
        assert_eq!(parts[0].status, if row.route.0 == "DELETE" { 204 } else { 404 }, "{:?}", row.route);
        cells + 2
    }

    fn path(&self, row: &Row, workspace: &str, parts: &Parts) -> String {
        let path = row.route.1.replace("{workspace}", workspace);
        let path = path.replace("{invoice}", &parts.invoice).replace("{notice}", &parts.notice);
        let path = path.replace("{account}", &parts.account).replace("{partner}", &parts.partner);
        let path = path.replace("{month}", &parts.month);
        // From behind the last workspace on: other tests want their connections to stay stopped.
        let behind = "?cursor=ffffffff-ffff-ffff-ffff-ffffffffffff";
        if row.route.1 == "/operator/retry" { path + behind } else { path }
    }

    async fn call(&self, person: &Person, row: &Row, path: &str, token: Option<&str>) -> Answer {
        let method: Method = row.route.0.parse().expect("a method");
        let body = Some(&row.body).filter(|body| !body.is_null());
        person.send(method, path, body, token, &[]).await
    }
}

/// Brings an invoice, its partner, a reconciliation and a notice about: NAV refuses the user for a while. The
/// last of so many sample invoices is of another supplier than that of another number.
async fn parts(business: &Business, invoices: usize, month: &str) -> Parts {
    let published = business.publish_new(invoices);
    business.cloud.tick().await;
    let invoice = business.invoice(&published[invoices - 1].number, |_| true).await;
    let partner = business.path(&format!("/invoices/{}/partner", text(&invoice["id"])));
    let partner = business.owner.call(Method::POST, &partner, None, &[]).await.expect(201);
    reconciled(business, month).await;
    let refused = Company { password: "another".into(), ..business.company.clone() };
    business.cloud.nav.add_company(refused);
    business.cloud.tick().await;
    let notice = eventually("a notice", async || {
        let listed = business.owner.get(&business.path("/notices")).await.expect(200);
        listed["notices"].get(0).map(|notice| text(&notice["id"]))
    })
    .await;
    business.cloud.nav.add_company(business.company.clone());
    let (invoice, partner) = (text(&invoice["id"]), text(&partner["id"]));
    let (month, account) = (month.to_owned(), business.owner.account().await);
    Parts { invoice, partner, notice, month, account }
}

/// The token of somebody else, under the same signature.
fn tampered(token: &str) -> String {
    let parts: Vec<&str> = token.split('.').collect();
    let claims = decode(parts[1]);
    let mut claims: Value = serde_json::from_slice(&claims).expect("claims");
    claims["username"] = json!(MISSING);
    claims["sub"] = json!(MISSING);
    format!("{}.{}.{}", parts[0], encode(claims.to_string().as_bytes()), parts[2])
}

/// A token that says it needs no signature.
fn unsigned(token: &str) -> String {
    let claims = token.split('.').nth(1).expect("claims");
    format!("{}.{claims}.", encode(br#"{"alg":"none","typ":"JWT"}"#))
}

fn encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).expect("base64")
}
