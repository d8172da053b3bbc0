//! Documents of a Finnish company: drafted, issued, corrected, cancelled.

use std::collections::BTreeSet;

use futures::future::join_all;
use reqwest::{Method, header::ACCEPT};
use serde_json::{Value, json};

use super::{Books, FINNISH, invoice, line};
use crate::cloud::run;
use crate::person::{Person, text};

/// Two VAT keys and a discount: 216.90 and 40.00 without VAT, 317.61 with it.
pub fn furniture(partner: &str) -> Value {
    let mut table = line("2", "120.50", "25.5");
    table["discount_percent"] = json!("10");
    json!({
        "kind": "invoice", "partner": partner, "issue_date": "2026-03-02",
        "lines": [table, line("1", "40", "13.5")],
    })
}

#[test]
fn a_draft_is_worked_out_and_what_is_given_has_to_be_right() {
    run(async |cloud| {
        let owner = Person::new(cloud, "luonnos").await;
        let books = Books::new(&owner, FINNISH).await;
        let customer = books.customer().await;
        let entered = furniture(&customer);
        let draft = books.once("draft", "/documents", &entered).await.expect(201);
        assert_eq!(books.once("draft", "/documents", &entered).await.expect(201), draft);
        assert_eq!((&draft["status"], draft.get("number")), (&json!("draft"), None));
        assert_eq!(draft["totals"], json!({ "net": "256.90", "vat": "60.71", "gross": "317.61" }));
        let sums = json!([
            { "vat_key": "25.5", "net": "216.90", "vat": "55.31", "gross": "272.21" },
            { "vat_key": "13.5", "net": "40.00", "vat": "5.40", "gross": "45.40" },
        ]);
        assert_eq!(draft["vat_summary"], sums);
        assert_eq!(draft["due_date"], "2026-03-16", "14 days");

        let refused = async |change: &dyn Fn(&mut Value), code: &str, field: &str| {
            let mut wrong = entered.clone();
            change(&mut wrong);
            books.post("/documents", &wrong).await.problem(422, code, Some(field), "en");
        };
        let given = |wrong: &mut Value| wrong["lines"][1]["given"] = json!({ "net": "41.00" });
        refused(&given, "amount-off", "lines[1].given.net").await;
        let given = |wrong: &mut Value| wrong["given"] = json!({ "gross": "317.60" });
        refused(&given, "amount-off", "given.gross").await;
        let old = |wrong: &mut Value| wrong["lines"][1]["vat_key"] = json!("14");
        refused(&old, "vat-date", "lines[1].vat_key").await;
        refused(&|wrong| wrong["partner"] = json!("0123"), "partner-unknown", "partner").await;
        refused(&|wrong| wrong["lines"] = json!([]), "list-size", "lines").await;

        let path = format!("/documents/{}", text(&draft["id"]));
        let mut checked = entered.clone();
        checked["given"] = json!({ "net": "256.90", "vat": "60.71", "gross": "317.61" });
        checked["due_date"] = json!("2026-04-01");
        let changed = books.change(&draft, &path, &checked).await.expect(200);
        assert_eq!((&changed["due_date"], &changed["version"]), (&json!("2026-04-01"), &json!(2)));
        books.delete(&draft, &path).await.problem(412, "version-changed", None, "en");
        books.delete(&changed, &path).await.expect(204);
        let none = books.to_seen(&changed, Method::POST, &format!("{path}/issue"), None).await;
        none.problem(404, "not-found", None, "en");
    });
}

#[test]
fn what_is_issued_has_its_number_and_stays_as_it_is() {
    run(async |cloud| {
        let owner = Person::new(cloud, "lasku").await;
        let books = Books::new(&owner, FINNISH).await;
        let customer = books.customer().await;
        let draft = books.make("/documents", &furniture(&customer)).await;
        let issued = books.issue(&draft).await.expect(200);
        assert_eq!((&issued["number"], &issued["reference"]), (&json!("20260001"), &json!("202617")));
        assert!(text(&issued["rf_reference"]).starts_with("RF"), "{issued}");
        assert_eq!((&issued["status"], &issued["sequence"]), (&json!("issued"), &json!(1)));
        assert_eq!(issued["buyer"]["name"], "Castagno S.p.A.");
        assert_eq!(issued["settlement"]["open"], "317.61");
        assert_eq!(books.issue(&draft).await.expect(200), issued, "asked for twice");
        let path = format!("/documents/{}", text(&draft["id"]));
        let changed = books.change(&issued, &path, &furniture(&customer)).await;
        changed.problem(409, "document-issued", None, "en");
        books.delete(&issued, &path).await.problem(409, "document-issued", None, "en");
        let partner = books.get(&format!("/partners/{customer}")).await;
        let removed = books.delete(&partner, &format!("/partners/{customer}")).await;
        removed.problem(409, "record-in-use", None, "en");
        let xml = [(ACCEPT, "application/xml")];
        let file = owner.call(Method::GET, &books.path(&path), None, &xml).await;
        file.problem(406, "document-fatturapa", None, "en");
    });
}

#[test]
fn a_correction_lowers_what_is_open_and_a_cancellation_takes_the_rest() {
    run(async |cloud| {
        let owner = Person::new(cloud, "hyvitys").await;
        let books = Books::new(&owner, FINNISH).await;
        let customer = books.customer().await;
        let issued = books.issued(&furniture(&customer)).await;
        let correction = json!({
            "kind": "corrective", "base": issued["id"], "partner": customer, "issue_date": "2026-03-05",
            "lines": [line("-1", "40", "13.5")],
        });
        let mut baseless = correction.clone();
        baseless["base"] = Value::Null;
        let baseless = books.post("/documents", &baseless).await;
        baseless.problem(422, "document-base-missing", Some("base"), "en");
        let corrective = books.issued(&correction).await;
        assert_eq!(
            (&corrective["number"], &corrective["totals"]["gross"]),
            (&json!("2026H0001"), &json!("-45.40"))
        );
        let corrected = books.document(&issued).await;
        assert_eq!(corrected["corrections"], json!([corrective["id"]]));
        assert_eq!(corrected["settlement"]["open"], "272.21");

        let path = format!("/documents/{}/cancel", text(&issued["id"]));
        let cancel = json!({ "issue_date": "2026-03-06", "text": "Tilattu kahdesti" });
        let stale = books.to_seen(&issued, Method::POST, &path, Some(&cancel)).await;
        stale.problem(412, "version-changed", None, "en");
        let cancelled = books.to_seen(&corrected, Method::POST, &path, Some(&cancel)).await.expect(201);
        assert_eq!((&cancelled["kind"], &cancelled["number"]), (&json!("cancellation"), &json!("2026H0002")));
        assert_eq!((&cancelled["totals"]["gross"], &cancelled["text"]), (&json!("-272.21"), &cancel["text"]));
        let again = books.to_seen(&corrected, Method::POST, &path, Some(&cancel)).await.expect(201);
        assert_eq!(again, cancelled);
        let credited = books.document(&issued).await;
        assert_eq!((&credited["status"], &credited["settlement"]["open"]), (&json!("credited"), &json!("0")));
        let more = books.post("/documents", &correction).await;
        more.problem(422, "document-credited", Some("base"), "en");
    });
}

#[test]
fn a_series_goes_on_from_where_it_is_set_but_never_back() {
    run(async |cloud| {
        let owner = Person::new(cloud, "sarja").await;
        let books = Books::new(&owner, FINNISH).await;
        let document = invoice(&books.customer().await, "25.5");
        let path = "/series/INVOICE.2026";
        assert_eq!(books.series("INVOICE.2026").await["version"], 0);
        books.issued(&document).await;
        let series = books.series("INVOICE.2026").await;
        assert_eq!((&series["next"], &series["last"]), (&json!(2), &json!(1)));
        let change = |next: u32| json!({ "pattern": "{year}{number}", "digits": 4, "next": next });
        books.change(&series, path, &change(1)).await.problem(422, "series-next", Some("next"), "en");
        let set = books.change(&series, path, &change(100)).await.expect(200);
        assert_eq!((&set["next"], &set["last"]), (&json!(100), &json!(1)));
        books.change(&series, path, &change(5)).await.problem(412, "version-changed", None, "en");
        assert_eq!(books.issued(&document).await["number"], "20260100");
        let listed = books.get("/series").await;
        assert_eq!(listed["series"].as_array().map(Vec::len), Some(2), "that of corrections, too: {listed}");

        let mut earlier = document.clone();
        earlier["issue_date"] = json!("2026-03-01");
        let draft = books.make("/documents", &earlier).await;
        books.issue(&draft).await.problem(422, "issue-date-order", Some("issue_date"), "en");
        earlier["issue_date"] = json!("2025-12-31");
        assert_eq!(books.issued(&earlier).await["number"], "20250001", "a series of its own");
    });
}

#[test]
fn documents_issued_at_once_leave_no_gap() {
    run(async |cloud| {
        let owner = Person::new(cloud, "yhtaikaa").await;
        let books = Books::new(&owner, FINNISH).await;
        let document = invoice(&books.customer().await, "25.5");
        let drafts = join_all((0..20).map(|_| books.make("/documents", &document))).await;
        let issued = join_all(drafts.iter().map(|draft| books.issue(draft))).await;
        let numbers: BTreeSet<_> =
            issued.into_iter().map(|answer| text(&answer.expect(200)["number"])).collect();
        let expected: BTreeSet<_> = (1..=20).map(|number| format!("2026{number:04}")).collect();
        assert_eq!(numbers, expected);
    });
}
