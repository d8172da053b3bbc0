//! The deletion of a workspace: exports first, support decides, nothing is left.

use reqwest::Method;
use serde_json::json;

use super::{delete, export, registered};
use crate::business::{Business, company};
use crate::cloud::{Cloud, eventually, run};
use crate::mailbox::mailed;
use crate::person::{Person, text};
use crate::sources;

#[test]
fn r0_04_only_support_deletes_and_an_owner_can_think_better_of_it() {
    run(async |cloud| {
        let (person, support) = (Person::new(cloud, "torol").await, Person::support(cloud, "segitseg").await);
        let own = company("Törlendő");
        let workspace = registered(&person, &own, "business").await;
        let decision = json!({ "reason": "because" });
        let decide = format!("/support/deletions/{workspace}");
        let operator = Person::operator(cloud, "uzemelteto").await;
        for other in [&person, &operator] {
            other.post(&decide, &decision).await.problem(403, "support-only", None, "en");
        }
        support.post(&decide, &decision).await.problem(404, "not-found", None, "en");
        let path = format!("/workspaces/{workspace}/deletion");
        super::ask_for_deletion(&person, &workspace).await;
        mailed(cloud, &person.email, "was requested").await;
        person.delete(&path).await.expect(204);
        support.post(&decide, &decision).await.problem(404, "not-found", None, "en");

        super::ask_for_deletion(&person, &workspace).await;
        let queue = support.listed("/support/deletions?limit=100", "deletions").await;
        let mine = queue.iter().find(|request| request["workspace"] == workspace.as_str()).unwrap();
        assert_eq!((&mine["by"], &mine["deleting"]), (&json!(person.email), &json!(false)));
        let why = json!({ "reason": "An invoice is still disputed" });
        support.post(&format!("{decide}/refusal"), &why).await.expect(204);
        let mail = mailed(cloud, &person.email, "is not deleted").await;
        assert!(mail.text.contains("An invoice is still disputed"), "{}", mail.text);
        person.get(&format!("/workspaces/{workspace}")).await.expect(200);
    });
}

#[test]
fn r0_06_r0_14_a_step_out_of_order_is_refused_with_what_comes_first() {
    run(async |cloud| {
        let person = Person::new(cloud, "sorrend").await;
        let workspace = registered(&person, &company("Sorrend"), "business").await;
        let path = |rest: &str| format!("/workspaces/{workspace}{rest}");
        let request = json!({ "reason": "Wrong package" });
        let early = person.post(&path("/deletion"), &request).await;
        early.problem(422, "deletion-export-first", Some("waiver.without_exports"), "en");
        for kind in ["partners", "products", "ledger-accounts"] {
            export(&person, &workspace, kind).await;
        }
        let registers = json!({ "registers": [
            { "code": "CASH", "name": "Pénztár", "kind": "cash", "currency": "HUF" },
            { "code": "BANK", "name": "Bank", "kind": "bank", "currency": "HUF" },
        ] });
        let seen = [(reqwest::header::IF_MATCH, "\"0\"")];
        person.call(Method::PUT, &path("/settings"), Some(&registers), &seen).await.expect(200);
        for register in ["CASH", "CASH", "BANK"] {
            let voucher = json!({
                "register": register, "date": "2026-11-03", "direction": "in", "amount": "1",
                "text": "Bevétel",
            });
            person.post(&path("/vouchers"), &voucher).await.expect(201);
        }
        let would = person.get(&path("/deletion")).await.expect(200);
        assert_eq!((&would["cash_vouchers"], &would["bank_vouchers"]), (&json!(2), &json!(1)));
        assert!(would["exports"].as_array().unwrap().iter().all(|kind| kind["at"].is_string()));
        let lost = person.post(&path("/deletion"), &request).await;
        let said = lost.problem(422, "deletion-vouchers-lost", Some("waiver.cash_vouchers"), "en");
        assert!(said.contains("2 cash vouchers") && said.contains("1 bank vouchers"), "{said}");
        let waiver = json!({ "cash_vouchers": 2, "bank_vouchers": 1 });
        let request = json!({ "reason": "Wrong package", "waiver": waiver });
        for _ in 0..2 {
            let asked = person.post(&path("/deletion"), &request).await.expect(202);
            assert_eq!(asked["request"]["waiver"]["cash_vouchers"], 2);
        }
    });
}

#[test]
fn nothing_is_left_of_a_deleted_workspace_but_its_record_and_the_keyed_hash() {
    run(async |cloud| {
        let support = Person::support(cloud, "segitseg").await;
        let business = Business::connected(cloud, "nyomtalan").await;
        let (owner, workspace) = (&business.owner, business.workspace.as_str());
        lived_in(&business).await;
        let demo = owner.call(Method::POST, &business.path("/demo"), None, &[]).await.expect(200);
        let demo = text(&demo["id"]);
        export(owner, &demo, "products").await;
        let before = places(cloud, workspace).await;
        assert!(before.len() > 20, "there is much to delete: {before:#?}");
        super::ask_for_deletion(owner, workspace).await;
        delete(&support, workspace).await;
        owner.get(&business.path("")).await.problem(404, "not-found", None, "en");
        owner.get(&format!("/workspaces/{demo}")).await.problem(404, "not-found", None, "en");
        mailed(cloud, &owner.email, "is deleted").await;
        let left = eventually("the mails are forgotten", async || {
            let mut left = places(cloud, workspace).await;
            left.extend(places(cloud, &demo).await);
            left.extend(places(cloud, &business.company.name).await);
            left.extend(places(cloud, &business.company.tax_number).await);
            left.sort();
            left.dedup();
            (left.len() <= 2).then_some(left)
        })
        .await;
        let of = |kind: &str| left.iter().filter(|place| place.starts_with(kind)).count();
        assert_eq!((of("Table"), of("object deletions/")), (1, 1), "{left:#?}");
        let record = left.iter().find(|place| place.starts_with("Table")).unwrap();
        assert!(!record.contains(&owner.email) && !record.contains(&business.company.name), "{record}");
        // The workspace's id names its outbox events, too; they are sent and gone.
        cloud.tick().await;
    });
}

/// Leaves something in as many places as a user can.
async fn lived_in(business: &Business) {
    let owner = &business.owner;
    let guest = Person::new(business.cloud, "vendeg").await;
    guest.joins(owner, &business.workspace, "bookkeeper").await;
    let invitation = json!({ "email": "never@example.com", "role": "viewer" });
    owner.post(&business.path("/invitations"), &invitation).await.expect(201);
    let published = business.publish_new(2);
    business.cloud.tick().await;
    let invoice = business.invoice(&published[0].number, |_| true).await;
    let xml = business.path(&format!("/invoices/{}/xml", text(&invoice["id"])));
    owner.call(Method::POST, &xml, None, &[]).await.expect(200);
    let partner = business.path(&format!("/invoices/{}/partner", text(&invoice["id"])));
    owner.call(Method::POST, &partner, None, &[]).await.expect(201);
    owner
        .post(
            &business.path("/products"),
            &json!({
                "sku": "ASZTAL", "name": "Asztal", "unit": "db", "vat_key": "27",
            }),
        )
        .await
        .expect(201);
    export(owner, &business.workspace, "partners").await;
    let import = json!({ "kind": "products", "file_name": "p.csv", "bytes": 30 });
    let import = owner.post(&business.path("/imports"), &import).await.expect(201);
    let put =
        owner.http().put(text(&import["upload"]["url"])).body(b"sku;name;unit;vat_key\nA;B;db;27".to_vec());
    drop(put.send().await.expect("S3 answers"));
}

/// Items and object versions that have a text in them.
async fn places(cloud: &Cloud, text: &str) -> Vec<String> {
    let all = sources::kept(cloud).await.into_iter();
    let found = all.filter(|source| {
        source.name.contains(text) || String::from_utf8_lossy(&source.content).contains(text)
    });
    found.map(|source| format!("{} {}", source.name, String::from_utf8_lossy(&source.content))).collect()
}
