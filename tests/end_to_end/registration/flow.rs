//! From the wrong package to the right one.

use reqwest::Method;
use serde_json::json;

use super::{delete, export, prices, register, registered};
use crate::books::Books;
use crate::business::{company, last_month, settings};
use crate::cloud::run;
use crate::mailbox::mailed;
use crate::person::{Person, text};
use crate::workbooks;

#[test]
fn r0_06_the_whole_flow_ends_with_the_same_partners_in_the_right_package() {
    run(async |cloud| {
        let (person, support, operator) = (
            Person::new(cloud, "utas").await,
            Person::support(cloud, "segitseg").await,
            Person::operator(cloud, "uzemelteto").await,
        );
        let own = company("Jó Ajtó");
        cloud.nav.add_company(own.clone());
        let wrong = Books { owner: &person, workspace: registered(&person, &own, "business").await };
        let partner = json!({ "name": "Vevő és Fia Kft.", "code": "V-1", "customer": true });
        wrong.make("/partners", &partner).await;

        // Export, and tell support.
        for kind in ["products", "ledger-accounts"] {
            export(&person, &wrong.workspace, kind).await;
        }
        let file = workbooks::exported(&wrong, "partners", "hu").await;
        let request = json!({ "reason": "Registered for the wrong package" });
        wrong.post("/deletion", &request).await.expect(202);

        // Deletion, and its confirmation.
        delete(&support, &wrong.workspace).await;
        mailed(cloud, &person.email, "is deleted").await;

        // The other door; subscribe for the same company.
        let made = register(&person, &own, "bookkeeping").await.expect(201);
        assert_eq!(made["connecting"], "prepare-first");
        let right = Books { owner: &person, workspace: text(&made["id"]) };
        operator.put("/operator/packages/bookkeeping", &prices()).await.expect(200);
        let wanted = json!({ "tax_number": made["tax_number"], "period": "year" });
        right.post("/subscription", &wanted).await.expect(200);

        // Import what was exported, unchanged; then connect.
        let checked = workbooks::checked(&right, "partners", "partners.xlsx", &file).await;
        workbooks::committed(&right, &checked, "all-or-nothing").await;
        let partners = right.get("/partners").await["partners"].clone();
        assert_eq!((&partners[0]["name"], &partners[0]["code"]), (&partner["name"], &partner["code"]));
        let connection = settings(&own, last_month());
        let early = person.put(&right.path("/connections/nav"), &connection).await;
        early.problem(409, "connection-prepare-first", None, "en");
        person.call(Method::POST, &right.path("/preparation/end"), None, &[]).await.expect(200);
        person.put(&right.path("/connections/nav"), &connection).await.expect(200);
        let licence = person.get(&right.path("/licence")).await.expect(200);
        assert_eq!((&licence["package"], &licence["state"]), (&json!("bookkeeping"), &json!("trial")));
    });
}
