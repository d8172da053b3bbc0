//! Commits beside other work.

use serde_json::json;

use super::{checked, commit, committed, counts};
use crate::books::{Books, FINNISH, HUNGARIAN, invoice};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn a_dry_run_that_the_books_overtook_is_made_anew_before_anything_is_written() {
    run(async |cloud| {
        let owner = Person::new(cloud, "ohitettu").await;
        let books = Books::new(&owner, FINNISH).await;
        let entered = json!({ "name": "Mänty Oy", "code": "M-1", "customer": true, "note": "vanha" });
        let partner = books.make("/partners", &entered).await;
        let file = b"code,note,name\nM-1,new,\nM-2,,Kuusi Oy\n";
        let import = checked(&books, "partners", "a.csv", file).await;
        assert_eq!(import["counts"], counts(0, 1, 0, 1), "a new partner needs a role: {import}");
        let path = format!("/partners/{}", text(&partner["id"]));
        let changed = json!({ "name": "Mänty Oyj", "code": "M-1", "customer": true });
        books.change(&partner, &path, &changed).await.expect(200);
        let again = committed(&books, &import, "valid-rows").await;
        assert_eq!((&again["state"], &again["overtaken"]), (&json!("checked"), &json!(true)), "{again}");
        assert_ne!(again["token"], import["token"]);
        assert_eq!(books.get(&path).await["version"], 2, "nothing was written");
        commit(&books, &import, "valid-rows").await.problem(409, "import-token", Some("token"), "en");
        let done = committed(&books, &again, "valid-rows").await;
        assert_eq!(done["state"], "committed", "{done}");
        let now = books.get(&path).await;
        assert_eq!((&now["name"], &now["note"]), (&json!("Mänty Oyj"), &json!("new")), "blank keeps");
    });
}

#[test]
fn r0_10_an_imported_chart_lies_over_the_default_one() {
    run(async |cloud| {
        let owner = Person::new(cloud, "szamlatukor").await;
        let books = Books::new(&owner, HUNGARIAN).await;
        let file = "Számlaszám;Név\n311;Vevők\n31101;Vevők EUR\n454;Szállítók\n".as_bytes();
        let import = checked(&books, "ledger-accounts", "szamlatukor.csv", file).await;
        assert_eq!(import["counts"]["refused"], 0, "{import}");
        committed(&books, &import, "all-or-nothing").await;
        let account = books.get("/ledger-accounts/31101").await;
        assert_eq!((&account["name"], &account["parent"]), (&json!("Vevők EUR"), &json!("311")));
        assert_eq!(books.get("/ledger-accounts/311").await["name"], "Vevők");
        assert!(books.get("/ledger-accounts/386").await["version"] == 0, "the others are as they were");
    });
}

#[test]
fn the_dry_run_knows_below_which_accounts_there_is_no_room() {
    run(async |cloud| {
        let owner = Person::new(cloud, "alabontas").await;
        let books = Books::new(&owner, HUNGARIAN).await;
        let mut document = invoice(&books.customer().await, "27");
        document["number"] = json!("SZ-1");
        document["lines"][0]["ledger_account"] = json!("911");
        books.make("/documents", &document).await;
        let file = "Számlaszám;Név\n9111;Export\n91111;Export EU\n9121;Egyéb\n".as_bytes();
        let import = checked(&books, "ledger-accounts", "szamlatukor.csv", file).await;
        assert_eq!(import["counts"], counts(1, 0, 0, 2), "{import}");
        let found = books.get(&format!("/imports/{}/problems", text(&import["id"]))).await;
        for (place, cell) in [(0, "CSV!A2"), (1, "CSV!A3")] {
            let problem = &found["problems"][place];
            assert_eq!((&problem["code"], &problem["cell"]), (&json!("account-parent-used"), &json!(cell)));
            assert!(text(&problem["message"]).contains("911"), "{problem}");
        }
    });
}

#[test]
fn a_partner_without_a_code_gets_one_and_conflicts_are_refused() {
    run(async |cloud| {
        let owner = Person::new(cloud, "avaimet").await;
        let books = Books::new(&owner, FINNISH).await;
        for code in ["T-1", "T-2"] {
            let twin =
                json!({ "name": "Kaksonen Oy", "code": code, "customer": true, "tax_number": "0112038-9" });
            books.make("/partners", &twin).await;
        }
        let known = json!({ "name": "Mänty Oy", "code": "M-1", "customer": true, "tax_number": "2077474-0" });
        books.make("/partners", &known).await;
        let file = b"code;tax_number;name;customer\n\
            ;;Uusi Oy;yes\n\
            M-1;0112038-9;;\n\
            ;0112038-9;;\n\
            X-9;2077474-0;Muu Oy;yes\n\
            ;FI20774740;Manty Oyj;yes\n";
        let import = checked(&books, "partners", "a.csv", file).await;
        assert_eq!(import["counts"], counts(1, 1, 0, 3), "{import}");
        let path = format!("/imports/{}/problems", text(&import["id"]));
        let problems = books.get(&path).await;
        let codes = problems["problems"].as_array().expect("problems").iter();
        let codes: Vec<_> = codes.map(|problem| text(&problem["code"])).collect();
        assert_eq!(codes, ["row-without-key", "key-differs", "key-of-several", "key-of-another"]);
        committed(&books, &import, "valid-rows").await;
        let new = books.get("/partners?text=Uusi").await;
        assert!(text(&new["partners"][0]["code"]).starts_with("P-"), "{new}");
        assert_eq!(books.get("/partners?code=M-1").await["partners"][0]["name"], "Manty Oyj");
    });
}
