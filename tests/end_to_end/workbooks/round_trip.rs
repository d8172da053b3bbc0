//! What is exported is taken back unchanged, by the same company and by another.

use serde_json::json;

use super::{checked, committed, counts, exported, files::cells};
use crate::books::{Books, HUNGARIAN, address};
use crate::cloud::run;
use crate::person::Person;

/// A Hungarian company with master data of every kind.
async fn filled(owner: &Person) -> Books<'_> {
    let books = Books::new(owner, HUNGARIAN).await;
    for (number, name) in [("3111", "Külföldi vevők"), ("0311", "Nyilvántartás")] {
        books.make("/ledger-accounts", &json!({ "number": number, "name": name })).await;
    }
    let kőris = json!({
        "name": "KŐRIS & Társa \"Kft.\"", "code": "007", "customer": true, "tax_number": "13104575-2-42",
        "eu_vat_number": "HU13104575", "address": address("HU"), "note": "első sor\nmásodik; =1+1",
        "bank_accounts": [{ "number": "117730161111101800000000" }], "receivable_account": "3111",
        "payment_terms": { "days": 8 }, "language": "hu", "vat_key": "27",
    });
    books.make("/partners", &kőris).await;
    books.make("/partners", &json!({ "name": "=HYPERLINK(\"http://x\")", "supplier": true })).await;
    for (sku, price) in [("0001", "1234.567"), ("ASZTAL", "0.1")] {
        let product =
            json!({ "sku": sku, "name": "Asztal, tölgy", "unit": "db", "vat_key": "27", "price": price });
        books.make("/products", &product).await;
    }
    books
}

#[test]
fn r0_13_an_export_is_taken_back_by_its_own_company_without_a_change() {
    run(async |cloud| {
        let owner = Person::new(cloud, "korforgas").await;
        let books = filled(&owner).await;
        for (kind, rows) in [("partners", 2), ("products", 2), ("ledger-accounts", 425)] {
            let file = exported(&books, kind, "hu").await;
            let import = checked(&books, kind, "export.xlsx", &file).await;
            assert_eq!(import["state"], "checked", "{import}");
            assert_eq!(import["counts"], counts(0, 0, rows, 0), "{kind}");
            let done = committed(&books, &import, "all-or-nothing").await;
            assert_eq!(done["state"], "committed", "{done}");
        }
        let changes = books.get("/partners?code=007").await;
        assert_eq!(changes["partners"][0]["version"], 1, "an unchanged row writes nothing");
    });
}

#[test]
fn r0_13_an_export_is_taken_by_another_company_and_its_export_has_the_same_cells() {
    run(async |cloud| {
        let owner = Person::new(cloud, "atkoltozes").await;
        let (old, new) = (filled(&owner).await, Books::new(&owner, HUNGARIAN).await);
        // The chart comes first: partners name its accounts.
        for (kind, language, added) in
            [("ledger-accounts", "fi", 2), ("partners", "pl", 2), ("products", "it", 2)]
        {
            let file = exported(&old, kind, language).await;
            let import = checked(&new, kind, "export.xlsx", &file).await;
            assert_eq!(import["counts"]["new"], added, "{import}");
            assert_eq!((&import["counts"]["changed"], &import["counts"]["refused"]), (&json!(0), &json!(0)));
            let done = committed(&new, &import, "all-or-nothing").await;
            assert_eq!((&done["state"], &done["commit"]["new"]), (&json!("committed"), &json!(added)));
            let (before, after) = (cells(&file, 0), cells(&exported(&new, kind, language).await, 0));
            assert_eq!(before, after, "{kind}");
        }
    });
}
