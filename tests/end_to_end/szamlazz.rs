//! Számlázz.hu over the deployed system: connecting, pushes, payments, images, what finds no place.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::Direction;
use simulators::szamlazz::{
    Account, Connection, Document, Fault, FaultKind, Held, IpnSettings, Outcome, from_nav, push_body, samples,
};

use crate::business::{Business, company, description, last_month};
use crate::cloud::{eventually, now, run};
use crate::person::{Person, text};
use crate::registration::{delete, register};

/// What keys of links end in here.
pub const POSTFIX: &str = "lport";

fn today() -> Date {
    now().to_zoned(TimeZone::UTC).date()
}

/// The company's account at Számlázz.hu; its key is marked, and in lower case as every key.
pub fn account(business: &Business) -> Account {
    let key = format!("canarysecret0agent{}", business.company.tax_number);
    let account = Account::new(&key, &business.company);
    business.cloud.szamlazz.add_account(account.clone());
    account
}

/// Settings of the connection since last month, with a key where there is one.
pub fn settings(agent_key: Option<&str>) -> Value {
    let start = last_month().to_string();
    let starts = json!({ "outgoing": start, "incoming": start, "bank": start, "receipts": start });
    match agent_key {
        Some(key) => json!({ "agent_key": key, "starts": starts }),
        None => json!({ "starts": starts }),
    }
}

/// Connects the company's account by key and link; answers with the link's key and address.
pub async fn connect(business: &Business, account: &Account) -> (String, String) {
    let path = business.path("/connections/szamlazz");
    business.owner.put(&path, &settings(Some(&account.agent_key))).await.expect(200);
    let link = business.owner.call(Method::POST, &format!("{path}/link"), None, &[]).await.expect(201);
    (text(&link["key"]), here(business, &text(&link["address"])))
}

/// An address of ours as it is reached here: the local cloud keeps APIs apart by paths.
pub fn here(business: &Business, address: &str) -> String {
    let path = address.split_once("/hooks/").expect("a hook").1;
    format!("{}/hooks/{path}", business.cloud.stack.api_url)
}

/// Pushes documents of the company to its link, and expects each to be taken.
pub async fn push(business: &Business, (key, address): &(String, String), held: &[Held]) {
    for held in held {
        let request = business.cloud.http.post(address).header("X-Szamlazzhu-Key", key);
        let request = request.header("content-type", "text/xml; charset=utf-8").body(push_body(held, true));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{:?}", answer.text().await);
    }
}

/// A document that the company issued today and NAV does not know.
pub fn unreported(account: &Account, id: i64) -> Held {
    let document = Document { number: format!("X-{id}"), ..samples::one(account, 0, today()) };
    Held::new(id, Direction::Outbound, document, now())
}

async fn unmatched(business: &Business, what: &str) -> Vec<Value> {
    let page = business.owner.get(&business.path(&format!("/unmatched-documents{what}"))).await.expect(200);
    page["documents"].as_array().expect("documents").clone()
}

#[test]
fn r0_20_a_key_is_tried_before_it_is_saved() {
    run(async |cloud| {
        let business = Business::new(cloud, "szamlazz").await;
        let (account, path) = (account(&business), business.path("/connections/szamlazz"));
        let wrong = business.owner.put(&path, &settings(Some("canarysecret0wrong"))).await;
        assert!(wrong.problem(422, "szamlazz-key-refused", Some("agent_key"), "en").contains("Számla Agent"));
        let odd = business.owner.put(&path, &settings(Some("no key!"))).await;
        odd.problem(422, "agent-key-format", Some("agent_key"), "en");
        business.owner.get(&path).await.problem(404, "not-found", None, "en");
        cloud.szamlazz.faults().add(Fault::new(FaultKind::Maintenance).of(account.tax_number()).times(1));
        let later = business.owner.put(&path, &settings(Some(&account.agent_key))).await;
        later.problem(503, "szamlazz-unavailable", None, "en");
        let saved = business.owner.put(&path, &settings(Some(&account.agent_key))).await.expect(200);
        assert_eq!(saved["agent"]["state"], "active");
        assert!(!saved.to_string().contains(&account.agent_key));
        let future = json!({ "starts": { "outgoing": "2999-01-01", "incoming": "2026-01-01",
            "bank": "2026-01-01", "receipts": "2026-01-01" } });
        let refused = business.owner.put(&path, &future).await;
        refused.problem(422, "start-date-range", Some("starts.outgoing"), "en");
        business.owner.delete(&path).await.expect(204);
        business.owner.get(&path).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn r0_18_who_registered_before_is_not_connected_by_itself() {
    run(async |cloud| {
        let support = Person::support(cloud, "segitseg").await;
        let person = Person::new(cloud, "szamlazzal").await;
        let company = company("Számlázós");
        let key = format!("canarysecret0door{}", company.tax_number);
        let mut wanted = description(&company);
        wanted["szamlazz_agent_key"] = json!(key);
        let refused = person.post("/workspaces", &wanted).await;
        refused.problem(422, "szamlazz-key-refused", Some("szamlazz_agent_key"), "en");
        assert!(person.get("/workspaces").await.expect(200)["workspaces"].as_array().unwrap().is_empty());
        cloud.szamlazz.add_account(Account::new(&key, &company));
        let first = text(&person.post("/workspaces", &wanted).await.expect(201)["id"]);
        let connection = format!("/workspaces/{first}/connections/szamlazz");
        assert_eq!(person.get(&connection).await.expect(200)["agent"]["state"], "active");

        crate::registration::ask_for_deletion(&person, &first).await;
        delete(&support, &first).await;
        let again = person.post("/workspaces", &wanted).await.expect(201);
        assert_eq!(again["connecting"], "prepare-first");
        let path = format!("/workspaces/{}/connections/szamlazz", text(&again["id"]));
        person.get(&path).await.problem(404, "not-found", None, "en");
        let early = person.put(&path, &settings(Some(&key))).await;
        early.problem(409, "connection-prepare-first", None, "en");
        let ended = format!("/workspaces/{}/preparation/end", text(&again["id"]));
        person.call(Method::POST, &ended, None, &[]).await.expect(200);
        person.put(&path, &settings(Some(&key))).await.expect(200);
        let link = person.call(Method::POST, &format!("{path}/link"), None, &[]).await.expect(201);
        assert!(text(&link["key"]).ends_with(POSTFIX) && text(&link["key"]).len() <= 40);
        register(&person, &crate::business::company("Másik"), "business").await.expect(201);
    });
}

#[test]
fn r0_24_what_is_pushed_is_in_the_inbox_with_its_image_and_its_payments() {
    run(async |cloud| {
        let business = Business::new(cloud, "kuldott").await;
        let account = account(&business);
        let (key, address) = connect(&business, &account).await;
        assert!(key.ends_with(POSTFIX) && key.len() <= 40);
        let connection = Connection { with_pdf: true, ..Connection::new(&address, &key) };
        cloud.szamlazz.connect(&account.agent_key, connection).unwrap();
        let held = cloud.szamlazz.issue(&account.agent_key, samples::one(&account, 3, today())).unwrap();
        let mine = async || {
            let all = cloud.szamlazz.push_due().await.unwrap();
            all.into_iter().filter(|delivery| delivery.tax_number == account.tax_number()).collect::<Vec<_>>()
        };
        assert!(mine().await.iter().all(|delivery| delivery.outcome == Outcome::Accepted));
        let invoice = business.invoice(&held.document.number, |_| true).await;
        assert_eq!((&invoice["sources"], &invoice["image"]), (&json!(["szamlazz"]), &json!(true)));
        assert_eq!((&invoice["paid"]["state"], &invoice["direction"]), (&json!("open"), &json!("outbound")));
        let filed = cloud.szamlazz.document(&account.agent_key, &held.document.number).unwrap();
        assert_eq!(filed.registration_number.as_deref(), invoice["file_number"].as_str());

        let path = business.path(&format!("/invoices/{}", text(&invoice["id"])));
        let link = business.owner.call(Method::POST, &format!("{path}/pdf"), None, &[]).await.expect(200);
        let pdf = cloud.http.get(text(&link["url"])).send().await.unwrap().bytes().await.unwrap();
        assert_eq!(pdf, simulators::szamlazz::pdf(&held.document));
        let lines = business.owner.get(&format!("{path}/lines")).await.expect(200);
        assert_eq!(lines["items"].as_array().unwrap().len(), held.document.items.len());
        assert_eq!(lines["items"][0]["name"], held.document.items[0].name);

        let shown = business.owner.get(&business.path("/connections/szamlazz")).await.expect(200);
        let ipn = IpnSettings::new(&here(&business, &text(&shown["payment_address"])));
        cloud.szamlazz.connect(&account.agent_key, Connection::new("http://127.0.0.1:9/", &key)).unwrap();
        cloud.szamlazz.set_ipn(&account.agent_key, Some(ipn)).unwrap();
        let gross = held.document.total().gross;
        cloud.szamlazz.pay(&account.agent_key, &held.document.number, gross, today()).unwrap();
        eventually("the announcement is taken", async || {
            cloud.szamlazz.ipn_due().await.unwrap();
            (cloud.szamlazz.pending_notices(&account.agent_key) == 0).then_some(())
        })
        .await;
        cloud.tick().await;
        business.invoice(&held.document.number, |invoice| invoice["paid"]["state"] == "paid").await;
        let paid = business.owner.get(&path).await.expect(200);
        assert_eq!(paid["payments"].as_array().unwrap().len(), 1);
        assert_eq!(business.invoices("source=szamlazz&image=true&paid=paid").await.len(), 1);
        assert_eq!(business.invoices("source=nav").await.len(), 0);
    });
}

#[test]
fn r0_22_navs_invoice_gets_its_image() {
    run(async |cloud| {
        let business = Business::connected(cloud, "kepes").await;
        let account = account(&business);
        let link = connect(&business, &account).await;
        let published = business.publish_new(2);
        let held: Vec<Held> = published
            .iter()
            .zip(1..)
            .map(|(sample, id)| {
                let document = from_nav(&sample.clone().into_published()).unwrap();
                Held::new(id, sample.direction, document, now())
            })
            .collect();
        push(&business, &link, &held[..1]).await;
        cloud.tick().await;
        business.arrived(2).await;
        push(&business, &link, &held[1..]).await;
        for sample in &published {
            let both = |invoice: &Value| invoice["sources"] == json!(["nav", "szamlazz"]);
            let invoice = business.invoice(&sample.number, both).await;
            assert_eq!(invoice["image"], true);
        }
        business.arrived(2).await;
        assert!(unmatched(&business, "?waiting=true").await.is_empty());
    });
}

#[test]
fn what_finds_no_record_of_nav_is_listed_with_a_reason_and_can_be_taken_over() {
    run(async |cloud| {
        let business = Business::connected(cloud, "paratlan").await;
        let account = account(&business);
        let link = connect(&business, &account).await;
        push(&business, &link, &[unreported(&account, 41)]).await;
        let listed = eventually("it is listed", async || {
            let listed = unmatched(&business, "?waiting=true").await;
            (!listed.is_empty()).then_some(listed)
        })
        .await;
        assert_eq!((&listed[0]["id"], &listed[0]["reason"]), (&json!("outgoing-41"), &json!("not-at-nav")));
        assert!(text(&listed[0]["text"]).contains("NAV"));
        assert!(unmatched(&business, "").await.is_empty(), "a day has to pass");
        assert!(business.invoices("limit=100").await.is_empty());
        let path = business.path("/unmatched-documents/outgoing-41");
        let xml = business.owner.call(Method::POST, &format!("{path}/xml"), None, &[]).await.expect(200);
        let xml = cloud.http.get(text(&xml["url"])).send().await.unwrap().text().await.unwrap();
        assert!(xml.contains("X-41"), "{xml}");
        let take = format!("{path}/take-over");
        let taken = business.owner.call(Method::POST, &take, None, &[]).await.expect(200);
        assert_eq!(taken["number"], "X-41");
        business.invoice("X-41", |_| true).await;
        business.owner.call(Method::POST, &take, None, &[]).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn a_link_that_was_removed_ends_at_szamlazz_too() {
    run(async |cloud| {
        let business = Business::new(cloud, "lekotott").await;
        let account = account(&business);
        let (key, address) = connect(&business, &account).await;
        let link = business.path("/connections/szamlazz/link");
        business.owner.delete(&link).await.expect(204);
        business.owner.delete(&link).await.problem(404, "not-found", None, "en");
        // The process that took pushes may believe in a key for a minute; this one never saw it.
        cloud.szamlazz.connect(&account.agent_key, Connection::new(&address, &key)).unwrap();
        cloud.szamlazz.issue(&account.agent_key, samples::one(&account, 1, today())).unwrap();
        cloud.szamlazz.push_due().await.unwrap();
        assert!(cloud.szamlazz.connection(&account.agent_key).is_none());
        assert!(business.invoices("limit=10").await.is_empty());
    });
}

#[test]
fn a_link_that_was_replaced_loses_nothing_until_the_new_key_is_entered() {
    run(async |cloud| {
        let business = Business::new(cloud, "cserelt").await;
        let account = account(&business);
        let (old, address) = connect(&business, &account).await;
        let link = business.path("/connections/szamlazz/link");
        let new = business.owner.call(Method::POST, &link, None, &[]).await.expect(201);
        cloud.szamlazz.connect(&account.agent_key, Connection::new(&address, &old)).unwrap();
        let issued = cloud.szamlazz.issue(&account.agent_key, samples::one(&account, 1, today())).unwrap();
        cloud.szamlazz.push_due().await.unwrap();
        assert_eq!(cloud.szamlazz.pending_pushes(&account.agent_key), 1, "it comes again");
        let entered = Connection { from: Some(today()), ..Connection::new(&address, &text(&new["key"])) };
        cloud.szamlazz.connect(&account.agent_key, entered).unwrap();
        cloud.szamlazz.push_due().await.unwrap();
        assert_eq!(cloud.szamlazz.pending_pushes(&account.agent_key), 0);
        business.invoice(&issued.document.number, |_| true).await;
    });
}

/// A company abroad has no such source.
#[test]
fn only_hungarian_companies_connect() {
    run(async |cloud| {
        let person = Person::new(cloud, "italo").await;
        let books = crate::books::Books::new(&person, crate::books::ITALIAN).await;
        let path = format!("/workspaces/{}/connections/szamlazz", books.workspace);
        let refused = person.put(&path, &settings(Some("abc"))).await;
        refused.problem(409, "connection-hungarian", None, "en");
    });
}
