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

#[test]
fn imports_are_undone_one_after_the_other_the_last_first() {
    run(async |cloud| {
        let owner = Person::new(cloud, "ritroso").await;
        let books = Books::new(&owner, ITALIAN).await;
        let first = "code;name;customer;note\nA;Alfa S.r.l.;si;uno\nB;Beta S.r.l.;si;uno\n".as_bytes();
        let second = "code;note\nA;due\nB;due\n".as_bytes();
        let mut imports = Vec::new();
        for file in [first, second] {
            let import = checked(&books, "partners", "a.csv", file).await;
            imports.push(committed(&books, &import, "all-or-nothing").await);
        }
        let by_hand = books.get("/partners?code=B").await["partners"][0].clone();
        let path = format!("/partners/{}", text(&by_hand["id"]));
        let changed = json!({ "name": "Beta S.p.A.", "code": "B", "customer": true, "note": "due" });
        books.change(&by_hand, &path, &changed).await.expect(200);

        let last = undone(&books, &imports[1]).await;
        assert_eq!((&last["undo"]["reversed"], &last["undo"]["kept"]), (&json!(1), &json!(1)), "{last}");
        let alfa = books.get("/partners?code=A").await["partners"][0].clone();
        assert_eq!(alfa["note"], "uno");
        let trail = books.get(&format!("/changes/partner/{}", text(&alfa["id"]))).await;
        let last = &trail["changes"][2];
        assert_eq!((&last["action"], &last["import"]), (&json!("reversed"), &imports[1]["id"]), "{trail}");

        let first = undone(&books, &imports[0]).await;
        assert_eq!((&first["undo"]["reversed"], &first["undo"]["kept"]), (&json!(1), &json!(1)), "{first}");
        assert!(books.get("/partners?code=A").await["partners"][0].is_null(), "its import is undone");
        assert_eq!(books.get("/partners?code=B").await["partners"][0]["name"], "Beta S.p.A.");
    });
}
