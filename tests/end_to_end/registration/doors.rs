//! Two doors, each of which fixes the package.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;

use super::{ask_for_deletion, delete, register, registered};
use crate::business::{company, last_month, settings};
use crate::cloud::run;
use crate::mailbox::mailed;
use crate::person::{Person, text};
use crate::workbooks;

#[test]
fn r0_01_the_door_decides_what_a_workspace_has() {
    run(async |cloud| {
        let person = Person::new(cloud, "ajto").await;
        let business = registered(&person, &company("Kicsi"), "business").await;
        let office = registered(&person, &company("Iroda"), "bookkeeping").await;
        let packages = person.send(reqwest::Method::GET, "/packages", None, None, &[]).await.expect(200);
        assert_eq!(packages["packages"].as_array().unwrap().len(), 2);
        for (workspace, package, many) in [(&business, "business", false), (&office, "bookkeeping", true)] {
            let licence = person.get(&format!("/workspaces/{workspace}/licence")).await.expect(200);
            assert_eq!((&licence["package"], &licence["state"]), (&json!(package), &json!("trial")));
            let features: BTreeSet<_> = licence["features"].as_array().unwrap().iter().map(text).collect();
            assert_eq!(features.contains("many-companies"), many);
            let mut added = crate::business::description(&company("Ügyfél"));
            added.as_object_mut().unwrap().remove("package");
            let answer = person.post(&format!("/workspaces/{workspace}/companies"), &added).await;
            match many {
                true => drop(answer.expect(201)),
                false => drop(answer.problem(403, "package-lacks", None, "en")),
            }
        }
        let neither = register(&person, &company("Harmadik"), "gold").await;
        assert!(neither.problem(400, "body", Some("package"), "en").contains("gold"));
    });
}

#[test]
fn r0_03_the_owner_cannot_change_the_package_and_is_told_what_to_do() {
    run(async |cloud| {
        let person = Person::new(cloud, "csere").await;
        let workspace = registered(&person, &company("Marad"), "business").await;
        let path = format!("/workspaces/{workspace}/package");
        person.put(&path, &json!({ "package": "business" })).await.expect(204);
        let refused = person.put(&path, &json!({ "package": "bookkeeping" })).await;
        let said = refused.problem(409, "package-fixed", None, "en");
        assert!(said.contains("export") && said.contains("deletion") && said.contains("Support"), "{said}");
    });
}

#[test]
fn a_company_registers_once_at_a_door_however_many_try() {
    run(async |cloud| {
        let people = join_all((0..4).map(|_| Person::new(cloud, "futam"))).await;
        let wanted = company("Egy");
        let tries = (0..100).map(|n| register(&people[n % people.len()], &wanted, "business"));
        let answers = join_all(tries).await;
        let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
        assert_eq!(made.len(), 1, "{:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
        for answer in answers.iter().filter(|answer| answer.status != 201) {
            answer.problem(409, "company-registered", None, "en");
        }
        let mut listed = 0;
        for person in &people {
            listed += person.get("/workspaces").await.expect(200)["workspaces"].as_array().unwrap().len();
        }
        assert_eq!(listed, 1);
    });
}

#[test]
fn r0_05_the_other_door_opens_once_the_deletion_is_confirmed() {
    run(async |cloud| {
        let (person, support) = (Person::new(cloud, "rossz").await, Person::support(cloud, "segitseg").await);
        let wrong = company("Eltévedt");
        let workspace = registered(&person, &wrong, "business").await;
        let elsewhere = register(&person, &wrong, "bookkeeping").await;
        elsewhere.problem(409, "company-registered-elsewhere", None, "en");
        ask_for_deletion(&person, &workspace).await;
        let asked = register(&person, &wrong, "bookkeeping").await;
        asked.problem(409, "company-registered-elsewhere", None, "en");
        delete(&support, &workspace).await;
        let mail = mailed(cloud, &person.email, "is deleted").await;
        assert!(mail.text.contains(&wrong.name) && mail.text.contains("register again"), "{}", mail.text);
        registered(&person, &wrong, "bookkeeping").await;
        // Whoever else has the company at the other door is not in the way: an office's client registers
        // itself.
        let client = Person::new(cloud, "ugyfel").await;
        registered(&client, &wrong, "business").await;
    });
}

#[test]
fn r0_26_number_and_address_can_register_again_at_once() {
    run(async |cloud| {
        let (person, support) = (Person::new(cloud, "ujra").await, Person::support(cloud, "segitseg").await);
        let again = company("Újra");
        let first = registered(&person, &again, "business").await;
        ask_for_deletion(&person, &first).await;
        delete(&support, &first).await;
        let second = registered(&person, &again, "business").await;
        assert_ne!(first, second);
        let listed = person.get("/workspaces").await.expect(200);
        assert_eq!(listed["workspaces"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn r0_18_r0_19_a_later_registration_prepares_first_and_connects_by_itself_never() {
    run(async |cloud| {
        let (person, support) =
            (Person::new(cloud, "masodik").await, Person::support(cloud, "segitseg").await);
        let company = company("Második");
        cloud.nav.add_company(company.clone());
        let first = register(&person, &company, "business").await.expect(201);
        assert_eq!(first["connecting"], "free");
        let first = text(&first["id"]);
        ask_for_deletion(&person, &first).await;
        delete(&support, &first).await;

        let second = register(&person, &company, "bookkeeping").await.expect(201);
        assert_eq!(second["connecting"], "prepare-first");
        let path = |rest: &str| format!("/workspaces/{}{rest}", second["id"].as_str().unwrap());
        let connection = settings(&company, last_month());
        let early = person.put(&path("/connections/nav"), &connection).await;
        early.problem(409, "connection-prepare-first", None, "en");
        person.post(&path("/partners"), &json!({ "name": "Vevő Kft.", "customer": true })).await.expect(201);
        let steps = person.get(&path("/checklist")).await.expect(200)["steps"].clone();
        let step = |name: &str| steps.as_array().unwrap().iter().find(|step| step["step"] == name).cloned();
        assert_eq!(step("partners").unwrap()["done"], true);
        assert_eq!(step("prepared").unwrap()["done"], false);
        for _ in 0..2 {
            let ended = path("/preparation/end");
            let ended = person.call(reqwest::Method::POST, &ended, None, &[]).await.expect(200);
            assert_eq!(ended["connecting"], "free");
        }
        person.get(&path("/connections/nav")).await.problem(404, "not-found", None, "en");
        person.put(&path("/connections/nav"), &connection).await.expect(200);
    });
}

#[test]
fn r0_27_imports_before_connecting_fetch_no_invoice() {
    run(async |cloud| {
        let person = Person::new(cloud, "elobb").await;
        let books = crate::books::Books::new(&person, crate::books::HUNGARIAN).await;
        let file = b"code;name;customer\nV-1;Vevo Kft.;igen\n";
        let checked = workbooks::checked(&books, "partners", "partners.csv", file).await;
        workbooks::committed(&books, &checked, "all-or-nothing").await;
        cloud.tick().await;
        books.owner.get(&books.path("/connections/nav")).await.problem(404, "not-found", None, "en");
        assert_eq!(books.get("/invoices").await["invoices"], json!([]));
        let asked = cloud.nav.requests().into_iter();
        let number = crate::books::HUNGARIAN.1.split('-').next().unwrap();
        assert!(!asked.into_iter().any(|request| request.tax_number.as_deref() == Some(number)));
    });
}
