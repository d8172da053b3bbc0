//! Posting rules over a month's invoices: saved, tried, explained, exported.

use reqwest::Method;
use reqwest::header::IF_MATCH;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulators::nav::{Direction, samples::SampleInvoice};

use crate::books::Books;
use crate::business::{Business, last_month, sample_month};
use crate::cloud::{Cloud, eventually, run};
use crate::person::text;
use crate::szamlazz;
use crate::workbooks::{download, files::cells};

/// What the invoices are known by: reverse charge, two rates, a currency, a simplified and an aggregate one.
const LINES: [&str; 5] =
    ["Válaszfal bontása", "Mobil előfizetés", "Tervezőprogram", "Nyomtatópapír", "Csomagszállítás"];

/// A company to which those invoices of last month arrived.
async fn bought(cloud: &'static Cloud, name: &str) -> Business {
    let business = Business::connected(cloud, name).await;
    let wanted = |sample: &SampleInvoice| {
        let xml = String::from_utf8_lossy(&sample.xml).into_owned();
        sample.direction == Direction::Inbound && LINES.iter().any(|line| xml.contains(line))
    };
    let mut samples = sample_month(&business.company);
    samples.retain(wanted);
    assert_eq!(samples.len(), LINES.len());
    for sample in &mut samples {
        sample.ins_date = crate::cloud::now() - jiff::SignedDuration::from_mins(5);
    }
    business.publish(&samples);
    cloud.tick().await;
    business.arrived(LINES.len()).await;
    business
}

fn month() -> String {
    last_month().strftime("%Y-%m").to_string()
}

fn rule(id: &str, when: Value, then: Value) -> Value {
    json!({ "id": id, "name": format!("Szabály: {id}"), "when": when, "then": then })
}

/// Rules that cover all lines but that of the internet.
fn rules() -> Value {
    let parcels = json!({ "amount_from": "1000", "product": "csomagszállítás" });
    json!({ "rules": [
        rule("walls", json!({ "direction": "inbound", "vat_key": "FAD" }), json!({ "account": "523" })),
        rule("software", json!({ "text": "TERVEZŐPROGRAM" }), json!({ "account": "524" })),
        rule("phone", json!({ "text": "előfizetés" }), json!({ "account": "528", "cost_centre": "IRODA" })),
        rule("paper", json!({ "partner_name": "PAPÍRSÁRKÁNY" }), json!({ "account": "5131" })),
        rule("parcels", parcels, json!({ "account": "521" })),
    ] })
}

async fn save(business: &Business, rules: &Value, version: &str) -> crate::answer::Answer {
    let path = business.path("/posting-rules");
    business.owner.call(Method::PUT, &path, Some(rules), &[(IF_MATCH, version)]).await
}

async fn rows(business: &Business, filter: &str) -> Vec<Value> {
    let path = business.path(&format!("/postings?month={}&{filter}", month()));
    business.owner.listed(&path, "rows").await
}

/// The posting of the invoice that has a line of that text.
async fn posting(business: &Business, line: &str) -> Value {
    let listed = rows(business, "limit=200").await;
    let row = listed.iter().find(|row| text(&row["line"]["text"]).contains(line));
    let id = text(&row.unwrap_or_else(|| panic!("{line}: {listed:?}"))["invoice"]["id"]);
    business.owner.get(&business.path(&format!("/invoices/{id}/posting"))).await.expect(200)
}

fn sum(lines: &Value, side: &str) -> Decimal {
    let lines = lines.as_array().expect("lines").iter();
    let entries = lines.flat_map(|line| line["entries"].as_array().expect("entries"));
    entries.map(|entry| text(&entry[side]).parse::<Decimal>().expect("an amount")).sum()
}

fn accounts(line: &Value) -> Vec<String> {
    line["entries"].as_array().expect("entries").iter().map(|entry| text(&entry["account"])).collect()
}

#[test]
fn invoices_are_posted_by_the_rules_and_debits_equal_credits() {
    run(async |cloud| {
        let business = bought(cloud, "kontir").await;
        let first = save(&business, &rules(), "0").await;
        assert_eq!(first.header("etag"), Some("\"1\""), "{}", first.text);
        first.expect(200);

        for (line, expected) in [
            ("Válaszfal", &["523", "454", "466", "467"][..]),
            ("Mobil", &["528", "466", "454"]),
            ("Tervezőprogram", &["524", "466", "454"]),
            ("Nyomtatópapír", &["5131", "466", "454"]),
            ("Csomagszállítás", &["521", "466", "454"]),
        ] {
            let posting = posting(&business, line).await;
            assert_eq!(accounts(&posting["lines"][0]), expected, "{posting}");
            assert_eq!(posting["debit"], posting["credit"], "{posting}");
            assert_eq!(sum(&posting["lines"], "debit"), sum(&posting["lines"], "credit"), "{posting}");
            assert_eq!(posting["differences"], json!([]), "{posting}");
            assert_eq!(posting["rules_version"], 1);
        }
        let walls = posting(&business, "Válaszfal").await;
        let owed: Decimal = "97470".parse().unwrap();
        assert_eq!(text(&walls["lines"][0]["net"]).parse::<Decimal>().unwrap(), Decimal::from(361_000));
        let vat = walls["lines"][0]["entries"].as_array().unwrap().iter().find(|it| it["account"] == "467");
        assert_eq!(text(&vat.unwrap()["credit"]).parse::<Decimal>().unwrap(), owed);
        let abroad = posting(&business, "Tervezőprogram").await;
        let entry = &abroad["lines"][0]["entries"][0];
        assert_eq!(text(&entry["amount"]).parse::<Decimal>().unwrap(), Decimal::from(158), "{abroad}");
        let aggregate = posting(&business, "Csomagszállítás").await;
        let days: Vec<_> =
            aggregate["lines"].as_array().unwrap().iter().map(|line| text(&line["supplied_on"])).collect();
        assert_eq!(days, [5, 12, 18, 27].map(|day| format!("{}-{day:02}", month())));

        let trail = business.path("/changes/posting-rules/POSTING");
        let trail = business.owner.get(&trail).await.expect(200);
        assert_eq!(trail["changes"][0]["version"], 1, "{trail}");
        let steps = business.owner.get(&business.path("/checklist")).await.expect(200);
        let done = |step: &Value| step["step"] == "posting-rules" && step["done"] == true;
        assert!(steps["steps"].as_array().unwrap().iter().any(done), "{steps}");
        save(&business, &rules(), "0").await.problem(412, "version-changed", None, "en");
    });
}

#[test]
fn what_no_rule_covers_is_listed_and_why_is_answered() {
    run(async |cloud| {
        let business = bought(cloud, "miert").await;
        let before = rows(&business, "covered=false&limit=200").await;
        assert!(before.iter().all(|row| row["line"]["uncovered"]["reason"] == "no-rule"), "{before:?}");
        assert!(rows(&business, "covered=true&limit=200").await.is_empty());
        save(&business, &rules(), "0").await.expect(200);

        let left = rows(&business, "covered=false").await;
        assert_eq!(left.len(), 1, "{left:?}");
        let (invoice, line) = (text(&left[0]["invoice"]["id"]), &left[0]["line"]);
        assert!(
            text(&line["text"]).starts_with("Internet") && text(&line["explanation"]).contains("No enabled")
        );
        let all = rows(&business, "limit=200").await;
        assert_eq!(all.len(), before.len());
        assert_eq!(rows(&business, "limit=1").await, all, "page by page it is the same list");

        let why = business.path(&format!("/invoices/{invoice}/posting/{}/why", line["line"]));
        let told = business.owner.call_in("hu", Method::GET, &why, None).await.expect(200);
        assert!(told["rule"].is_null());
        let over = told["passed_over"].as_array().unwrap();
        let failed: Vec<_> = over.iter().map(|over| text(&over["failed"])).collect();
        assert_eq!(failed, ["vat-key", "text", "text", "partner-name", "product"]);
        assert_eq!(over[2]["wanted"], "előfizetés");
        assert!(text(&over[2]["explanation"]).contains("Internet"), "{told}");

        let phone = why.replace(&format!("/{}/why", line["line"]), "/1/why");
        let told = business.owner.get(&phone).await.expect(200);
        assert_eq!(told["rule"]["id"], "phone", "{told}");
        assert_eq!(told["passed_over"].as_array().unwrap().len(), 2);
        let nothing = why.replace(&format!("/{}/why", line["line"]), "/99/why");
        business.owner.get(&nothing).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn a_rule_is_tried_before_it_is_switched_on() {
    run(async |cloud| {
        let business = bought(cloud, "proba").await;
        let path = business.path("/posting-rules/trial");
        let walls = rules()["rules"][0].clone();
        let tried = json!({ "rule": walls });
        let outcome = business.owner.post(&path, &tried).await.expect(200);
        assert_eq!((&outcome["month"], &outcome["looked_at"]), (&json!(month()), &json!(5)));
        assert_eq!((&outcome["before"]["covered"], &outcome["after"]["covered"]), (&json!(0), &json!(1)));
        let changed = outcome["invoices"].as_array().unwrap();
        assert_eq!(changed.len(), 1);
        let line = &changed[0]["lines"][0];
        assert_eq!(line["before"]["uncovered"]["reason"], "no-rule");
        assert_eq!(line["after"]["account"], "523");
        let saved = business.owner.get(&business.path("/posting-rules")).await.expect(200);
        assert_eq!((&saved["version"], &saved["rules"]), (&json!(0), &json!([])), "nothing is changed");

        save(&business, &rules(), "0").await.expect(200);
        let mut other = rules();
        other["rules"][2]["then"]["account"] = json!("527");
        let mut page = json!({ "rules": other, "month": month(), "limit": 2 });
        let mut changed = 0;
        loop {
            let outcome = business.owner.post(&path, &page).await.expect(200);
            changed += outcome["invoices"].as_array().unwrap().len();
            match &outcome["next_cursor"] {
                Value::Null => break,
                cursor => page["cursor"] = cursor.clone(),
            }
        }
        assert_eq!(changed, 1);
        let both = json!({ "rule": walls, "rules": rules() });
        business.owner.post(&path, &both).await.problem(422, "posting-trial-one", Some("rule"), "en");
    });
}

#[test]
fn what_szamlazz_alone_tells_of_is_posted_and_one_rule_is_tried_on_a_chart_that_was_broken_down() {
    run(async |cloud| {
        let business = Business::new(cloud, "csakszamlazz").await;
        let account = szamlazz::account(&business);
        let link = szamlazz::connect(&business, &account).await;
        let held = szamlazz::unreported(&account, 51);
        szamlazz::push(&business, &link, std::slice::from_ref(&held)).await;
        let invoice = business.invoice(&held.document.number, |_| true).await;
        let path = business.path(&format!("/invoices/{}/posting", text(&invoice["id"])));

        let child = json!({ "number": "4541", "name": "Belföldi szállítók" });
        business.owner.post(&business.path("/ledger-accounts"), &child).await.expect(201);
        save(&business, &json!({ "accounts": { "suppliers": "4541" } }), "0").await.expect(200);
        let sold = rule("sold", json!({ "direction": "outbound" }), json!({ "account": "911" }));
        let month = text(&invoice["issue_date"])[..7].to_owned();
        let trial = business.path("/posting-rules/trial");
        let tried = business.owner.post(&trial, &json!({ "rule": sold, "month": month })).await.expect(200);
        assert_eq!((&tried["rules_version"], &tried["not_posted"]), (&json!(1), &json!(0)), "{tried}");
        assert_eq!(tried["after"]["covered"], held.document.items.len(), "{tried}");
        let bad = rule("sold", json!({}), json!({ "account": "454" }));
        let refused = business.owner.post(&trial, &json!({ "rule": bad })).await;
        refused.problem(422, "account-not-postable", Some("rule.then.account"), "en");

        let all = json!({ "accounts": { "suppliers": "4541" }, "rules": [sold] });
        save(&business, &all, "1").await.expect(200);
        let posting = business.owner.get(&path).await.expect(200);
        assert_eq!(accounts(&posting["lines"][0]), ["311", "911", "467"], "{posting}");
        assert_eq!(
            (&posting["debit"], &posting["differences"]),
            (&posting["credit"], &json!([])),
            "{posting}"
        );
        let why = business.owner.get(&format!("{path}/1/why")).await.expect(200);
        assert_eq!(why["rule"]["id"], "sold", "{why}");
        let gross = text(&posting["debit"]).parse::<Decimal>().expect("an amount");
        assert_eq!(gross, held.document.total().gross);
    });
}

#[test]
fn rules_that_cannot_be_are_refused_with_their_field() {
    run(async |cloud| {
        let business = Business::new(cloud, "rossz").await;
        let with = |place: &str, field: &str, value: Value| {
            let mut rules = rules();
            rules["rules"][3][place][field] = value;
            rules
        };
        for (rules, field, code) in [
            (with("then", "account", json!("5")), "rules[3].then.account", "account-not-postable"),
            (with("then", "vat_account", json!("4669")), "rules[3].then.vat_account", "account-unknown"),
            (with("then", "vat_key", json!("26")), "rules[3].then.vat_key", "vat-unknown"),
            (json!({ "accounts": { "suppliers": "45" } }), "accounts.suppliers", "account-not-postable"),
        ] {
            save(&business, &rules, "0").await.problem(422, code, Some(field), "en");
        }
        let path = business.path("/posting-rules");
        business.owner.put(&path, &rules()).await.problem(428, "if-match-missing", None, "en");
        let month = business.path("/postings?month=2999-01");
        business.owner.get(&month).await.problem(422, "month-range", Some("month"), "en");
    });
}

#[test]
fn the_posting_list_of_a_month_is_exported() {
    run(async |cloud| {
        let business = bought(cloud, "lista").await;
        save(&business, &rules(), "0").await.expect(200);
        let path = business.path("/exports");
        let ask = async |wanted: Value| business.owner.post(&path, &wanted).await;
        ask(json!({ "kind": "posting-list" })).await.problem(422, "month-range", Some("month"), "en");
        let partners = json!({ "kind": "partners", "month": month() });
        ask(partners).await.problem(422, "export-month-only", Some("month"), "en");
        let wanted = json!({ "kind": "posting-list", "month": month(), "language": "hu" });
        let asked = ask(wanted).await.expect(202);
        assert_eq!(asked["month"], month());
        let path = business.path(&format!("/exports/{}", text(&asked["id"])));
        let ready = eventually("a posting list", async || {
            let now = business.owner.get(&path).await.expect(200);
            assert_ne!(now["state"], "failed", "{now}");
            (now["state"] == "ready").then_some(now)
        })
        .await;
        let books = Books { owner: &business.owner, workspace: business.workspace.clone() };
        let file = download(&books, &ready["file"]).await;
        let entries = cells(&file, 0);
        assert_eq!((entries[0][8].as_str(), entries[0][10].as_str()), ("Főkönyvi szám", "Tartozik (Ft)"));
        let number = |cell: &str| cell.parse::<Decimal>().unwrap_or_default();
        let sums = &entries[entries.len() - 2];
        let added: Decimal = entries[1..entries.len() - 2].iter().map(|row| number(&row[10])).sum();
        assert_eq!(sums[7], "Összesen");
        assert_eq!((number(&sums[10]), number(&sums[11])), (added, added));
        let walls: Vec<_> =
            entries.iter().filter(|row| row[16] == "Szabály: walls").map(|row| &row[8]).collect();
        assert_eq!(walls, ["523", "454", "466", "467"]);
        let left = cells(&file, 1);
        assert_eq!(left.len(), 2);
        assert!(left[1][6].starts_with("Internet") && left[1][9].contains("szabály"), "{left:?}");
    });
}
