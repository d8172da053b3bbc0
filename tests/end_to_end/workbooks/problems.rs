//! Files with mistakes: told all at once, marked in a copy, mended, taken.

use serde_json::{Value, json};

use super::{
    checked, commit, committed, counts, download,
    files::{cells, workbook},
    put, reached, uploaded,
};
use crate::books::{Books, FINNISH};
use crate::cloud::run;
use crate::person::{Person, text};

const WITH_MISTAKES: &[u8] = "Nimi;Asiakas;Y-tunnus;Koodi\n\
    Mänty Oy;kyllä;2077474-0;M-1\n\
    Kuusi Oy;ehkä;2077474-1;M-2\n\
    ;kyllä;;M-3\n\
    Koivu Oy;kyllä;;M-1\n"
    .as_bytes();

async fn problems(books: &Books<'_>, import: &Value, language: &str) -> Vec<Value> {
    let path = books.path(&format!("/imports/{}/problems?limit=2", text(&import["id"])));
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page =
            books.owner.call_in(language, reqwest::Method::GET, &format!("{path}{cursor}"), None).await;
        let page = page.expect(200);
        found.extend(page["problems"].as_array().expect("problems").clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

#[test]
fn every_problem_is_told_with_its_cell_in_the_users_language() {
    run(async |cloud| {
        let owner = Person::new(cloud, "virheet").await;
        let books = Books::new(&owner, FINNISH).await;
        let import = checked(&books, "partners", "kumppanit.csv", WITH_MISTAKES).await;
        assert_eq!(
            (&import["state"], &import["counts"]),
            (&json!("checked"), &counts(1, 0, 0, 3)),
            "{import}"
        );
        let found = problems(&books, &import, "fi").await;
        assert_eq!(import["problems"], found.len(), "{found:#?}");
        let told: Vec<_> =
            found.iter().map(|problem| (text(&problem["cell"]), text(&problem["code"]))).collect();
        let expected = [
            ("CSV!B3", "cell-yes_no"),
            ("CSV!C3", "identifier-check-digit"),
            ("CSV!A4", "cell-required"),
            ("CSV!D5", "row-repeated"),
        ];
        assert_eq!(told, expected.map(|(cell, code)| (cell.to_owned(), code.to_owned())), "{found:#?}");
        assert_eq!((text(&found[1]["found"]).as_str(), &found[0]["found"]), ("2077474-1", &json!("ehkä")));
        for problem in &found {
            assert!(
                text(&problem["message"]).contains(' ') && text(&problem["hint"]).contains(' '),
                "{problem}"
            );
        }
        assert_ne!(found[0]["message"], problems(&books, &import, "hu").await[0]["message"]);
        assert!(books.ids("partners", "").await.is_empty(), "a dry run changes nothing");
    });
}

#[test]
fn all_or_nothing_needs_every_row_and_valid_rows_takes_the_others() {
    run(async |cloud| {
        let owner = Person::new(cloud, "osittain").await;
        let books = Books::new(&owner, FINNISH).await;
        let import = checked(&books, "partners", "kumppanit.csv", WITH_MISTAKES).await;
        let whole = commit(&books, &import, "all-or-nothing").await;
        whole.problem(409, "import-rows-refused", Some("mode"), "en");
        let done = committed(&books, &import, "valid-rows").await;
        assert_eq!((&done["state"], &done["commit"]["new"]), (&json!("committed"), &json!(1)), "{done}");
        let listed = books.get("/partners").await;
        assert_eq!(listed["partners"][0]["name"], "Mänty Oy");
        assert!(listed.get("import_at_work").is_none(), "it is over");
        let again = commit(&books, &import, "valid-rows").await.expect(202);
        assert_eq!(again["state"], "committed", "a repeated request changes nothing");
        let trail = format!("/changes/partner/{}", text(&listed["partners"][0]["id"]));
        assert_eq!(books.get(&trail).await["changes"][0]["import"], import["id"]);
    });
}

#[test]
fn the_refused_copy_is_mended_and_taken() {
    run(async |cloud| {
        let owner = Person::new(cloud, "korjaus").await;
        let books = Books::new(&owner, FINNISH).await;
        let import = checked(&books, "partners", "kumppanit.csv", WITH_MISTAKES).await;
        let mut copy = cells(&download(&books, &import["refused_copy"]).await, 0);
        assert_eq!(copy[0][4], "Reasons for errors", "{copy:?}");
        assert!(copy[2][4].contains("C3") && copy[1][4].is_empty(), "{copy:?}");
        copy[2][1] = "ei".into();
        copy[2][2] = "0112038-9".into();
        copy[3][0] = "Haapa Oy".into();
        copy[4][3] = "M-4".into();
        copy[0].push("Toimittaja".into());
        copy[2].push("kyllä".into());
        let mended = checked(&books, "partners", "kumppanit.xlsx", &workbook(&copy)).await;
        assert_eq!(mended["counts"], counts(4, 0, 0, 0), "{:#?}", problems(&books, &mended, "en").await);
    });
}

#[test]
fn headings_that_stand_twice_are_refused_and_marked() {
    run(async |cloud| {
        let owner = Person::new(cloud, "otsikot").await;
        let books = Books::new(&owner, FINNISH).await;
        let file = "Nimi;Asiakas;Koodi;Nimi\nMänty Oy;kyllä;M-1;Kuusi Oy\n".as_bytes();
        let import = checked(&books, "partners", "kumppanit.csv", file).await;
        assert_eq!(
            (&import["state"], &import["failure"]["code"]),
            (&json!("refused"), &json!("workbook-headings-wrong"))
        );
        let found = problems(&books, &import, "fi").await;
        assert_eq!(
            (found.len(), &found[0]["code"], &found[0]["cell"]),
            (1, &json!("column-repeated"), &json!("CSV!D1"))
        );
        commit(&books, &import, "valid-rows").await.problem(409, "import-not-checked", None, "en");
        let copy = cells(&download(&books, &import["refused_copy"]).await, 0);
        assert_eq!((&*copy[0][3], &*copy[1][3]), ("Nimi", "Kuusi Oy"), "{copy:?}");
    });
}

#[test]
fn a_price_that_may_be_a_thousand_times_as_much_is_asked_about() {
    run(async |cloud| {
        let owner = Person::new(cloud, "pilkku").await;
        let books = Books::new(&owner, FINNISH).await;
        let file = "sku;name;unit;vat_key;price\nA-1;Lauta;m;25.5;1.234\n".as_bytes();
        let import = checked(&books, "products", "hinnat.csv", file).await;
        let found = problems(&books, &import, "fi").await;
        assert_eq!((&found[0]["cell"], &found[0]["code"]), (&json!("CSV!E2"), &json!("cell-ambiguous")));
        for (mark, price) in [("comma", "1234"), ("point", "1.234")] {
            let asked = json!({
                "kind": "products", "file_name": "hinnat.csv", "bytes": file.len(), "decimal_mark": mark,
            });
            let import = books.make("/imports", &asked).await;
            put(&books, &import, file).await;
            let import = reached(&books, &import, &["checked"]).await;
            committed(&books, &import, "all-or-nothing").await;
            assert_eq!(books.get("/products?sku=A-1").await["products"][0]["price"], price);
        }
    });
}

#[test]
fn a_file_that_is_no_workbook_is_refused_with_what_to_do() {
    run(async |cloud| {
        let owner = Person::new(cloud, "kelvoton").await;
        let books = Books::new(&owner, FINNISH).await;
        let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 100]].concat();
        let import = uploaded(&books, "partners", "kumppanit.xlsx", &png).await;
        let refused = reached(&books, &import, &["refused"]).await;
        let detail = text(&refused["failure"]["detail"]);
        assert!(detail.contains(".xlsx") && detail.contains(' '), "{detail}");
        commit(&books, &refused, "valid-rows").await.problem(400, "body", Some("token"), "en");
        for (bytes, status) in [(0, 422), (10_000_000_000u64, 422)] {
            let asked = json!({ "kind": "partners", "file_name": "a.xlsx", "bytes": bytes });
            assert_eq!(books.post("/imports", &asked).await.status, status);
        }
    });
}
