//! What differs by country.

use reqwest::{Method, header::ACCEPT};
use serde_json::json;

use super::{Books, FINNISH, HUNGARIAN, ITALIAN, address, invoice, line};
use crate::business::{company, last_month, settings};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn an_italian_document_is_a_file_that_sdi_takes() {
    run(async |cloud| {
        let owner = Person::new(cloud, "fattura").await;
        let books = Books::new(&owner, ITALIAN).await;
        let mut document = invoice(&books.customer().await, "22");
        document["lines"] = json!([line("1", "100", "22"), line("1", "50", "N4")]);
        let draft = books.make("/documents", &document).await;
        let path = books.path(&format!("/documents/{}", text(&draft["id"])));
        let as_xml = async || owner.call(Method::GET, &path, None, &[(ACCEPT, "application/xml")]).await;
        as_xml().await.problem(406, "document-fatturapa", None, "en");
        assert_eq!(books.issue(&draft).await.expect(200)["number"], "1/2026");
        let file = as_xml().await;
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, Some("application/xml")),
            "{}",
            file.text
        );
        let name = "attachment; filename=\"IT01035310414_60001.xml\"";
        assert_eq!(file.header("content-disposition"), Some(name));
        for part in
            ["<Numero>1/2026</Numero>", "<Natura>N4</Natura>", "<AliquotaIVA>22.00</AliquotaIVA>", "172.00"]
        {
            assert!(file.text.contains(part), "{part} in {}", file.text);
        }
    });
}

#[test]
fn an_italian_document_is_not_issued_before_its_customer_is_complete() {
    run(async |cloud| {
        let owner = Person::new(cloud, "incompleta").await;
        let books = Books::new(&owner, ITALIAN).await;
        let mut customer =
            json!({ "name": "Castagno S.p.A.", "customer": true, "tax_number": "07643520567" });
        let partner = books.make("/partners", &customer).await;
        let draft = books.make("/documents", &invoice(&text(&partner["id"]), "22")).await;
        let refused = books.issue(&draft).await;
        refused.problem(422, "fatturapa-buyer-address", Some("buyer.address"), "en");
        customer["address"] = address("IT");
        books.change(&partner, &format!("/partners/{}", text(&partner["id"])), &customer).await.expect(200);
        assert_eq!(books.issue(&draft).await.expect(200)["number"], "1/2026", "no number was lost");
    });
}

#[test]
fn polish_documents_are_numbered_as_usual_there() {
    run(async |cloud| {
        let owner = Person::new(cloud, "faktura").await;
        let books = Books::new(&owner, ("PL", "513-023-18-12")).await;
        let customer = books.customer().await;
        let first = books.issued(&invoice(&customer, "23")).await;
        assert_eq!((&first["number"], &first["currency"]), (&json!("FV/1/2026"), &json!("PLN")));
        assert_eq!(first.get("reference"), None);
        assert_eq!(books.issued(&invoice(&customer, "zw")).await["number"], "FV/2/2026");
        let path = format!("/documents/{}/cancel", text(&first["id"]));
        let cancel = json!({ "issue_date": "2026-03-02" });
        let cancelled = books.to_seen(&first, Method::POST, &path, Some(&cancel)).await.expect(201);
        assert_eq!(cancelled["number"], "KOR/1/2026");
    });
}

#[test]
fn hungarian_documents_are_recorded_with_the_number_of_another_program() {
    run(async |cloud| {
        let owner = Person::new(cloud, "szamla").await;
        let books = Books::new(&owner, HUNGARIAN).await;
        let customer = books.customer().await;
        let mut document = invoice(&customer, "27");
        let unnumbered = books.post("/documents", &document).await;
        unnumbered.problem(422, "document-number-hungary", Some("number"), "en");
        document["number"] = json!("SZ-2026-17");
        let recorded = books.once("recorded", "/documents", &document).await.expect(201);
        assert_eq!(books.once("recorded", "/documents", &document).await.expect(201), recorded);
        assert_eq!((&recorded["number"], &recorded["status"]), (&json!("SZ-2026-17"), &json!("issued")));
        assert_eq!((&recorded["recorded"], &recorded["currency"]), (&json!(true), &json!("HUF")));
        assert_eq!(recorded["totals"]["gross"], "127");
        document["number"] = json!("sz-2026-17");
        let twin = books.post("/documents", &document).await;
        twin.problem(409, "document-number-taken", Some("number"), "en");
        books.issue(&recorded).await.problem(409, "document-issue-elsewhere", None, "en");
        let balance = books.get(&format!("/partners/{customer}")).await;
        assert_eq!(balance["balances"], json!([{ "currency": "HUF", "open": "127" }]));
    });
}

#[test]
fn only_hungarian_companies_are_connected_to_nav() {
    run(async |cloud| {
        let owner = Person::new(cloud, "suomi").await;
        let books = Books::new(&owner, FINNISH).await;
        let technical_user = settings(&company("Suomi"), last_month());
        let refused = owner.put(&books.path("/connections/nav"), &technical_user).await;
        refused.problem(409, "connection-hungarian", None, "en");
    });
}
