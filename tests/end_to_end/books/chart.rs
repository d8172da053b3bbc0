//! The chart of accounts of a Hungarian company.

use serde_json::{Value, json};

use super::{Books, FINNISH, HUNGARIAN, invoice};
use crate::cloud::run;
use crate::person::{Person, text};

async fn account(books: &Books<'_>, number: &str) -> Value {
    books.get(&format!("/ledger-accounts/{number}")).await
}

async fn accounts(books: &Books<'_>, filter: &str) -> Vec<String> {
    let path = books.path(&format!("/ledger-accounts?{filter}"));
    books.owner.listed(&path, "accounts").await.iter().map(|account| text(&account["number"])).collect()
}

#[test]
fn an_account_below_another_takes_its_entries() {
    run(async |cloud| {
        let owner = Person::new(cloud, "szamlatukor").await;
        let books = Books::new(&owner, HUNGARIAN).await;
        let postable = accounts(&books, "postable=true").await;
        for number in ["311", "454", "466", "467"] {
            assert!(postable.iter().any(|account| account == number), "{number}");
        }
        assert_eq!(accounts(&books, "limit=100").await, accounts(&books, "").await);
        let receivables = account(&books, "311").await;
        assert_eq!((&receivables["version"], &receivables["parent"]), (&json!(0), &json!("31")));
        assert_eq!(receivables["class"], 3);

        let new = json!({ "number": "3111", "name": "Belföldi vevők, bolt" });
        let made = books.make("/ledger-accounts", &new).await;
        assert_eq!(books.make("/ledger-accounts", &new).await, made, "asked for twice");
        assert_eq!((&made["parent"], &made["postable"]), (&json!("311"), &json!(true)));
        assert_eq!(account(&books, "311").await["postable"], false, "it has 3111 below it");
        assert_eq!(accounts(&books, "below=311&text=bolt").await, ["3111"]);
        let other = books.post("/ledger-accounts", &json!({ "number": "3111", "name": "Más" })).await;
        other.problem(409, "name-taken", Some("number"), "en");
        let mut document = invoice(&books.customer().await, "27");
        document["number"] = json!("SZ-1");
        document["lines"][0]["ledger_account"] = json!("311");
        let above = books.post("/documents", &document).await;
        above.problem(422, "account-not-postable", Some("lines[0].ledger_account"), "en");

        let changed = json!({ "name": "Webáruház vevői", "vat_key": "27" });
        let changed = books.change(&made, "/ledger-accounts/3111", &changed).await.expect(200);
        assert_eq!((&changed["name"], &changed["version"]), (&json!("Webáruház vevői"), &json!(2)));
        books.delete(&made, "/ledger-accounts/3111").await.problem(412, "version-changed", None, "en");
        books.delete(&changed, "/ledger-accounts/3111").await.expect(204);
        owner.get(&books.path("/ledger-accounts/3111")).await.problem(404, "not-found", None, "en");
        assert_eq!(account(&books, "311").await["postable"], true);
    });
}

#[test]
fn an_account_of_the_default_chart_goes_and_comes_back() {
    run(async |cloud| {
        let owner = Person::new(cloud, "alapszamla").await;
        let books = Books::new(&owner, HUNGARIAN).await;
        let default = account(&books, "467").await;
        let path = "/ledger-accounts/467";
        books.delete(&default, path).await.expect(204);
        owner.get(&books.path(path)).await.problem(404, "not-found", None, "en");
        assert!(accounts(&books, "text=467").await.is_empty());
        let again = json!({ "number": "467", "name": "Fizetendő áfa" });
        let again = books.make("/ledger-accounts", &again).await;
        assert_eq!((&again["name"], &again["postable"]), (&json!("Fizetendő áfa"), &json!(true)));
        assert_eq!(account(&books, "467").await, again);

        let mut document = invoice(&books.customer().await, "27");
        document["number"] = json!("SZ-1");
        document["lines"][0]["ledger_account"] = json!("911");
        books.make("/documents", &document).await;
        let used = account(&books, "911").await;
        books.delete(&used, "/ledger-accounts/911").await.problem(409, "record-in-use", None, "en");
        let below = books.post("/ledger-accounts", &json!({ "number": "9111", "name": "Export" })).await;
        below.problem(409, "account-parent-used", None, "en");
        let inactive = json!({ "name": "Árbevétel", "active": false });
        let inactive = books.change(&used, "/ledger-accounts/911", &inactive).await.expect(200);
        assert_eq!(inactive["postable"], false);
        document["number"] = json!("SZ-2");
        let refused = books.post("/documents", &document).await;
        refused.problem(422, "account-inactive", Some("lines[0].ledger_account"), "en");
    });
}

#[test]
fn another_country_begins_without_a_chart() {
    run(async |cloud| {
        let owner = Person::new(cloud, "tilikartta").await;
        let books = Books::new(&owner, FINNISH).await;
        assert!(accounts(&books, "").await.is_empty());
        let wrong = books.post("/ledger-accounts", &json!({ "number": "3a", "name": "Myynti" })).await;
        wrong.problem(400, "body", Some("number"), "en");
        books.make("/ledger-accounts", &json!({ "number": "3000", "name": "Myynti" })).await;
        assert_eq!(accounts(&books, "").await, ["3000"]);
    });
}
