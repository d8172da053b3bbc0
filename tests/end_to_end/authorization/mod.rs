//! Who may do what: every route of the template, with every kind of caller.

mod names;
mod rows;

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::header::{HeaderName, IF_MATCH};
use serde_json::{Value, json};
use simulators::nav::Company;

use crate::answer::Answer;
use crate::books::{Books, ITALIAN};
use crate::business::{Business, company};
use crate::cloud::{Cloud, run};
use crate::person::Person;
use crate::routes::{Route, of_the_template};
use names::Names;
use rows::{Row, rows};

const MISSING: &str = "00000000-0000-4000-8000-000000000000";

#[test]
fn every_route_answers_every_kind_of_caller_as_it_should() {
    run(async |cloud| {
        let world = World::new(cloud).await;
        let rows = rows(&world);
        let known: BTreeSet<_> = rows.iter().map(Row::route).collect();
        let template = of_the_template();
        let routed: BTreeSet<_> =
            template.iter().map(|route| (route.method.as_str(), route.path.as_str())).collect();
        assert_eq!(known, routed, "a route of the template without a row, or a row without a route");
        let mut cells = 0;
        for row in &rows {
            let of_row = |route: &&Route| (route.method.as_str(), route.path.as_str()) == row.route();
            let public = template.iter().find(of_row).expect("a route").public;
            cells += world.check(row, public).await;
        }
        println!("authorization matrix: {} routes, {cells} cells", rows.len());
    });
}

/// Two businesses, each with an invoice, a notice and Italian books; members of the first in every role; and
/// the staff of the deployment.
struct World {
    own: Business,
    members: Vec<(&'static str, Person)>,
    operator: Person,
    support: Person,
    /// Who signs out everywhere.
    spare: Person,
    invitation: Value,
    fresh: Company,
    own_names: Side,
    other_names: Side,
}

/// What paths name in the two workspaces of a business.
struct Side {
    nav: Names,
    books: Names,
}

impl Side {
    fn of(&self, row: &Row) -> &Names {
        if row.books { &self.books } else { &self.nav }
    }
}

impl World {
    async fn new(cloud: &'static Cloud) -> Self {
        let (own, other) =
            (Business::connected(cloud, "sajat").await, Business::connected(cloud, "idegen").await);
        // Another version of the connection, so that its notice has an id that the first has not.
        other.connect().await;
        let own_books = Books::new(&own.owner, ITALIAN).await;
        let other_books = Books::new(&other.owner, ITALIAN).await;
        let mut members = Vec::new();
        for role in ["bookkeeper", "viewer", "support", "accountant"] {
            let member = Person::new(cloud, role).await;
            member.joins(&own.owner, &own.workspace, role).await;
            member.joins(&own.owner, &own_books.workspace, role).await;
            members.push((role, member));
        }
        let leaver = Person::new(cloud, "tavozo").await;
        leaver.joins(&own.owner, &own.workspace, "viewer").await;
        leaver.joins(&other.owner, &other.workspace, "viewer").await;
        let guest = format!("guest-of-{}", own.owner.email);
        let invitation = json!({ "email": guest, "role": "viewer" });
        let nav = names::at_nav(&own, 1, "2026-02").await.with("account", &leaver.account().await);
        let nav = nav.with("email", &guest);
        let own_names = Side { nav, books: names::in_books(&own_books, ["311", "INVOICE.2026"]).await };
        let nav = names::at_nav(&other, 2, "2026-03").await;
        let other_names = Side { nav, books: names::in_books(&other_books, ["312", "OTHER.2026"]).await };
        assert_ne!(own_names.nav.get("notice"), other_names.nav.get("notice"));
        Self {
            own,
            members,
            operator: Person::operator(cloud, "operator").await,
            support: Person::support(cloud, "segitseg").await,
            spare: Person::new(cloud, "tartalek").await,
            invitation,
            fresh: company("új"),
            own_names,
            other_names,
        }
    }

    /// Tries every kind of caller on a route, and answers with their number.
    async fn check(&self, row: &Row, public: bool) -> u32 {
        let mut cells = 0;
        let own = row.path(self.own_names.of(row));
        let token = self.own.owner.token().await;
        for forged in [None, Some(tampered(&token)), Some(unsigned(&token)), Some("x".to_owned())] {
            let answer = self.call(&self.own.owner, row, &own, forged.as_deref()).await;
            let expected = if public { row.status } else { 401 };
            assert_eq!(answer.status, expected, "{:?} with {forged:?}: {}", row.route(), answer.text);
            cells += 1;
        }
        if row.path.starts_with("/operator/") {
            return cells + self.staff_only(row, &self.operator, "operators-only").await;
        }
        if row.path.starts_with("/support/") {
            return cells + self.staff_only(row, &self.support, "support-only").await;
        }
        if row.path.contains("{workspace}") {
            cells += self.strangers(row).await;
            cells += self.refused_members(row, &own).await;
        }
        let owner = if row.path.ends_with("/sign-out") { &self.spare } else { &self.own.owner };
        let answer = self.call(owner, row, &own, Some(&owner.token().await)).await;
        assert_eq!(answer.status, row.status, "{:?} as owner: {}", row.route(), answer.text);
        cells += 1;
        if row.path.contains("{workspace}") {
            cells += self.allowed_members(row, &own).await;
        }
        cells
    }

    /// Members whose role does not allow it are told so.
    async fn refused_members(&self, row: &Row, path: &str) -> u32 {
        let refused = self.members.iter().filter(|(role, _)| !row.who.includes(role));
        let mut cells = 0;
        for (role, member) in refused {
            let answer = self.call(member, row, path, Some(&member.token().await)).await;
            assert_eq!(answer.status, 403, "{:?} as {role}: {}", row.route(), answer.text);
            answer.problem(403, "forbidden", None, "en");
            cells += 1;
        }
        cells
    }

    /// The others may, after the owner: what they change may have been changed already, and says so.
    async fn allowed_members(&self, row: &Row, path: &str) -> u32 {
        let allowed = self.members.iter().filter(|(role, _)| row.who.includes(role));
        let mut cells = 0;
        for (role, member) in allowed {
            let answer = self.call(member, row, path, Some(&member.token().await)).await;
            let done = [404, 409, 412, 422].contains(&answer.status) && row.method != "GET";
            assert!(
                answer.status == row.status || done,
                "{:?} as {role}: {} {}",
                row.route(),
                answer.status,
                answer.text
            );
            cells += 1;
        }
        cells
    }

    /// Whoever is not of that staff is told so, whatever is asked for; staff may for every workspace.
    async fn staff_only(&self, row: &Row, staff: &Person, problem: &str) -> u32 {
        let (own, other) = (self.own_names.of(row), self.other_names.of(row));
        let missing = [MISSING, "no-id"].map(|id| (own.with("workspace", id), false));
        let workspaces = [(own.clone(), true), (other.clone(), true)].into_iter().chain(missing);
        let others = [&self.operator, &self.support].into_iter().filter(|other| other.email != staff.email);
        let others: Vec<_> = others.chain([&self.own.owner, &self.members[1].1]).collect();
        let mut cells = 0;
        for (names, there) in workspaces {
            let path = row.path(&names);
            for person in &others {
                let answer = self.call(person, row, &path, Some(&person.token().await)).await;
                answer.problem(403, problem, None, "en");
                cells += 1;
            }
            let answer = self.call(staff, row, &path, Some(&staff.token().await)).await;
            let expected = if there || !row.path.contains("{workspace}") { row.status } else { 404 };
            assert_eq!(answer.status, expected, "{:?} as staff: {}", row.route(), answer.text);
            cells += 1;
        }
        cells
    }

    /// Ids of others, ids of nothing and ids that are none: all answer alike.
    async fn strangers(&self, row: &Row) -> u32 {
        let (own, other) = (self.own_names.of(row), self.other_names.of(row));
        let missing = [MISSING, "no-id"].map(|id| other.with("workspace", id));
        let paths = [other.clone()].into_iter().chain(missing).map(|names| row.path(&names));
        let mut answers = Vec::new();
        for path in paths {
            answers.push(self.call(&self.own.owner, row, &path, Some(&self.own.owner.token().await)).await);
        }
        for answer in &answers {
            answer.problem(404, "not-found", None, "en");
            assert_eq!(answer.text, answers[0].text, "{:?}", row.route());
        }
        let cells = answers.len() as u32;
        if row.path.matches('{').count() < 2 {
            return cells;
        }
        let mut absent = Vec::new();
        for names in [other.clone(), names::missing(own)] {
            let path = row.path(&names.with("workspace", own.get("workspace")));
            absent.push(self.call(&self.own.owner, row, &path, Some(&self.own.owner.token().await)).await);
        }
        assert_eq!(
            (absent[0].status, &absent[0].text),
            (absent[1].status, &absent[1].text),
            "{:?}",
            row.route()
        );
        assert_eq!(absent[0].status, 404, "{:?}: {}", row.route(), absent[0].text);
        cells + 2
    }

    async fn call(&self, person: &Person, row: &Row, path: &str, token: Option<&str>) -> Answer {
        let method: Method = row.method.parse().expect("a method");
        let headers: Vec<(HeaderName, &str)> =
            row.seen.map(|version| (IF_MATCH, version)).into_iter().collect();
        person.send(method, path, row.content(), token, &headers).await
    }
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
