//! Partners and products.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Books, FINNISH, invoice};
use crate::cloud::run;
use crate::person::{Person, text};

fn partner(name: &str, code: &str) -> Value {
    json!({ "name": name, "code": code, "customer": true, "tax_number": "2077474-0" })
}

#[test]
fn a_partner_is_made_once_and_found_by_what_it_says() {
    run(async |cloud| {
        let owner = Person::new(cloud, "kumppanit").await;
        let books = Books::new(&owner, FINNISH).await;
        let entered = partner("Mänty Oy", "M-1");
        let made = books.once("first", "/partners", &entered).await;
        assert_eq!(made.header("etag"), Some("\"1\""));
        let made = made.expect(201);
        assert_eq!(books.once("first", "/partners", &entered).await.expect(201), made);
        let other = books.once("first", "/partners", &partner("Kuusi Oy", "K-1")).await;
        other.problem(409, "idempotency", None, "en");
        let supplier = json!({ "name": "Koivu Oy", "supplier": true, "active": false });
        let supplier = books.make("/partners", &supplier).await;
        assert!(text(&supplier["code"]).starts_with("P-"), "one is given out: {supplier}");

        let (first, second) = (text(&made["id"]), text(&supplier["id"]));
        for (filter, expected) in [
            ("text=m%C3%A4nty", &first),
            ("text=2077", &first),
            ("code=m-1", &first),
            ("tax_number=2077474-0", &first),
            ("role=customer", &first),
            ("role=supplier", &second),
            ("active=false", &second),
        ] {
            assert_eq!(books.ids("partners", filter).await, std::slice::from_ref(expected), "{filter}");
        }
        assert_eq!(books.ids("partners", "").await.len(), 2);
        owner.get(&books.path("/partners?cursor=%C5%91")).await.problem(
            422,
            "cursor-invalid",
            Some("cursor"),
            "en",
        );
        let unknown = owner.get(&books.path("/partners?nmae=x")).await;
        assert_eq!(unknown.status, 400, "{}", unknown.text);
    });
}

#[test]
fn a_partner_is_changed_by_who_has_seen_it_and_the_trail_tells() {
    run(async |cloud| {
        let owner = Person::new(cloud, "muutokset").await;
        let books = Books::new(&owner, FINNISH).await;
        let made = books.make("/partners", &partner("Mänty Oy", "M-1")).await;
        let path = format!("/partners/{}", text(&made["id"]));
        let wanted = json!({ "name": "Mänty Oyj", "code": "M-1", "customer": true });
        let unseen = owner.put(&books.path(&path), &wanted).await;
        unseen.problem(428, "if-match-missing", None, "en");
        let changed = books.change(&made, &path, &wanted).await.expect(200);
        assert_eq!((&changed["version"], &changed["name"]), (&json!(2), &json!("Mänty Oyj")));
        books.change(&made, &path, &wanted).await.problem(412, "version-changed", None, "en");
        let twin = books.post("/partners", &partner("Kuusi Oy", "m-1")).await;
        twin.problem(409, "name-taken", Some("code"), "en");
        let other = books.make("/partners", &partner("Kuusi Oy", "K-1")).await;
        let renamed = books.change(&other, &format!("/partners/{}", text(&other["id"])), &wanted).await;
        renamed.problem(409, "name-taken", Some("code"), "en");

        let trail = books.get(&format!("/changes/partner/{}", text(&made["id"]))).await;
        let (account, trail) = (owner.account().await, trail["changes"].as_array().expect("changes").clone());
        let told: Vec<_> = trail.iter().map(|change| (&change["action"], &change["version"])).collect();
        assert_eq!(told, [(&json!("created"), &json!(1)), (&json!("changed"), &json!(2))]);
        assert!(trail.iter().all(|change| change["by"] == account.as_str()), "{trail:?}");
        let fields = json!([
            { "field": "name", "before": "Mänty Oy", "after": "Mänty Oyj" },
            { "field": "tax_number", "before": "2077474-0" },
        ]);
        assert_eq!(trail[1]["fields"], fields);

        books.delete(&made, &path).await.problem(412, "version-changed", None, "en");
        books.delete(&changed, &path).await.expect(204);
        owner.get(&books.path(&path)).await.problem(404, "not-found", None, "en");
        let trail = books.get(&format!("/changes/partner/{}", text(&made["id"]))).await;
        assert_eq!(trail["changes"][2]["action"], "deleted", "it stays: {trail}");
        books.make("/partners", &partner("Uusi Mänty Oy", "M-1")).await;
    });
}

#[test]
fn remarks_come_and_go() {
    run(async |cloud| {
        let owner = Person::new(cloud, "muistio").await;
        let books = Books::new(&owner, FINNISH).await;
        let made = books.make("/partners", &partner("Mänty Oy", "M-1")).await;
        let path = format!("/remarks/partner/{}", text(&made["id"]));
        assert_eq!(books.get(&path).await["remarks"], json!([]));
        let call = json!({ "kind": "call", "text": "Pyysi lisäaikaa", "at": "2026-03-02T10:00:00Z" });
        let first = books.once("call", &path, &call).await.expect(201);
        assert_eq!(books.once("call", &path, &call).await.expect(201), first);
        assert_eq!(first["by"], owner.account().await);
        let second = books.make(&path, &json!({ "text": "Soita takaisin" })).await;
        assert_eq!(books.get(&path).await["remarks"], json!([second, first]), "the latest first");
        let empty = books.post(&path, &json!({ "text": " " })).await;
        empty.problem(422, "text-length", Some("text"), "en");
        let one = books.path(&format!("{path}/{}", text(&first["id"])));
        owner.delete(&one).await.expect(204);
        owner.delete(&one).await.problem(404, "not-found", None, "en");
        assert_eq!(books.get(&path).await["remarks"], json!([second]));
        let nothing = books.path("/remarks/partner/0123");
        owner.get(&nothing).await.problem(404, "not-found", None, "en");
        owner.post(&nothing, &json!({ "text": "x" })).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn a_product_that_was_sold_is_set_inactive() {
    run(async |cloud| {
        let owner = Person::new(cloud, "tuotteet").await;
        let books = Books::new(&owner, FINNISH).await;
        let product =
            json!({ "sku": "TABLE", "name": "Pöytä", "unit": "kpl", "vat_key": "25.5", "price": "120.50" });
        let made = books.make("/products", &product).await;
        assert_eq!((&made["price"], &made["active"]), (&json!("120.50"), &json!(true)));
        let twin = books.post("/products", &product).await;
        twin.problem(409, "name-taken", Some("sku"), "en");
        let mut wrong = product.clone();
        wrong["vat_key"] = json!("27");
        books.post("/products", &wrong).await.problem(422, "vat-unknown", Some("vat_key"), "en");

        let mut document = invoice(&books.customer().await, "25.5");
        document["lines"][0]["product"] = made["id"].clone();
        books.make("/documents", &document).await;
        let path = format!("/products/{}", text(&made["id"]));
        books.delete(&made, &path).await.problem(409, "record-in-use", None, "en");
        let mut inactive = product.clone();
        inactive["active"] = json!(false);
        books.change(&made, &path, &inactive).await.expect(200);
        assert_eq!(books.ids("products", "active=false&sku=table").await, [text(&made["id"])]);
        assert!(books.ids("products", "active=true&text=p%C3%B6y").await.is_empty());

        let unsold = json!({ "sku": "CHAIR", "name": "Tuoli", "unit": "kpl", "vat_key": "25.5" });
        let unsold = books.make("/products", &unsold).await;
        books.delete(&unsold, &format!("/products/{}", text(&unsold["id"]))).await.expect(204);
        document["lines"][0]["product"] = unsold["id"].clone();
        let gone = books.post("/documents", &document).await;
        gone.problem(422, "product-unknown", Some("lines[0].product"), "en");
    });
}

#[test]
fn a_field_that_does_not_exist_is_named() {
    run(async |cloud| {
        let owner = Person::new(cloud, "kentat").await;
        let books = Books::new(&owner, FINNISH).await;
        let mut wrong = partner("Mänty Oy", "M-1");
        wrong["nmae"] = json!("Mänty");
        books.post("/partners", &wrong).await.problem(400, "field-unknown", Some("nmae"), "en");
        let mut wrong = partner("Mänty Oy", "M-1");
        wrong["e_invoicing"] = json!({ "adress": "003720774740" });
        let answer = books.post("/partners", &wrong).await;
        answer.problem(400, "field-unknown", Some("e_invoicing.adress"), "en");
        let mut wrong = invoice("0123", "25.5");
        wrong["lines"][0]["given"] = json!({ "ent": "100" });
        let answer = books.post("/documents", &wrong).await;
        answer.problem(400, "field-unknown", Some("lines[0].given.ent"), "en");
        let shapeless = json!({ "name": "Mänty Oy", "contacts": [{ "name": 5 }] });
        let answer = owner.call(Method::POST, &books.path("/partners"), Some(&shapeless), &[]).await;
        answer.problem(400, "body", Some("contacts[0].name"), "en");
        assert!(books.ids("partners", "").await.is_empty());
    });
}
