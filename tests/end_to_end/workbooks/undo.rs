//! Undoing an import.

use serde_json::json;

use super::{checked, committed, counts, rows, undone};
use crate::books::{Books, ITALIAN, invoice};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn an_import_is_undone_row_by_row_by_name() {
    run(async |cloud| {
        let owner = Person::new(cloud, "annullo").await;
        let books = Books::new(&owner, ITALIAN).await;
        let old = json!({ "name": "Vecchio S.r.l.", "code": "V", "customer": true, "note": "prima" });
        let old = books.make("/partners", &old).await;
        let file = "code;name;customer;note\n\
            V;;;dopo\n\
            N-1;Nuovo S.r.l.;si;\n\
            N-2;Usato S.r.l.;si;\n\
            N-3;Cambiato S.r.l.;si;\n\
            N-4;Sparito S.r.l.;si;\n"
            .as_bytes();
        let import = checked(&books, "partners", "a.csv", file).await;
        assert_eq!(import["counts"], counts(4, 1, 0, 0), "{import}");
        let done = committed(&books, &import, "all-or-nothing").await;
        assert_eq!((&done["commit"]["new"], &done["commit"]["changed"]), (&json!(4), &json!(1)));
        assert!(rows(&books, &import).await.is_empty(), "every row was written");

        let of = async |code: &str| books.get(&format!("/partners?code={code}")).await["partners"][0].clone();
        books.make("/documents", &invoice(&text(&of("N-2").await["id"]), "22")).await;
        let changed = of("N-3").await;
        let path = format!("/partners/{}", text(&changed["id"]));
        let by_hand = json!({ "name": "Cambiato S.p.A.", "code": "N-3", "customer": true });
        books.change(&changed, &path, &by_hand).await.expect(200);
        let gone = of("N-4").await;
        books.delete(&gone, &format!("/partners/{}", text(&gone["id"]))).await.expect(204);

        let undone = undone(&books, &import).await;
        let undo = &undone["undo"];
        assert_eq!(
            (&undo["reversed"], &undo["kept"], &undo["failed"]),
            (&json!(2), &json!(2), &json!(1)),
            "{undone}"
        );
        let told = rows(&books, &import).await;
        let expected = [
            ("Vecchio S.r.l.", "reversed", None),
            ("Nuovo S.r.l.", "reversed", None),
            ("Usato S.r.l.", "failed", Some("record-in-use")),
            ("Cambiato S.r.l.", "kept", Some("row-changed-since")),
            ("Sparito S.r.l.", "kept", Some("row-record-deleted")),
        ];
        let expected = expected
            .map(|(name, outcome, code)| (name.to_owned(), outcome.to_owned(), code.map(str::to_owned)));
        assert_eq!(told, expected);
        let now = books.get(&format!("/partners/{}", text(&old["id"]))).await;
        assert_eq!((&now["note"], &now["version"]), (&json!("prima"), &json!(3)));
        assert!(of("N-1").await.is_null());
        assert_eq!(of("N-3").await["name"], "Cambiato S.p.A.");
    });
}
