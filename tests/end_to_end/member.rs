//! Members of a workspace: invited, joining, changing roles, leaving.

use reqwest::Method;
use serde_json::json;

use crate::business::Business;
use crate::cloud::run;
use crate::mailbox::{mailed, mails};
use crate::person::{Person, text};

#[test]
fn a_viewer_comes_and_goes_and_the_last_owner_stays() {
    run(async |cloud| {
        let business = Business::new(cloud, "tagok").await;
        let (owner, members) = (&business.owner, business.path("/members"));
        let viewer = Person::stranger(cloud, &cloud.stack, "viewer");
        let invitation = json!({ "email": viewer.email, "role": "viewer", "language": "hu" });
        let invited = owner.post(&business.path("/invitations"), &invitation).await.expect(201);
        assert_eq!(invited["company"], business.company.name.as_str());
        let mail = mailed(cloud, &viewer.email, &business.company.name).await;
        assert!(mail.text.contains(&owner.email) && mail.html.contains("lang=\"hu\""), "{mail:?}");
        // An address without an account gets one.
        viewer.choose_password().await;
        assert_eq!(owner.get(&members).await.expect(200)["members"].as_array().unwrap().len(), 1);
        viewer.get(&business.path("")).await.problem(404, "not-found", None, "en");
        let own = viewer.get("/invitations").await.expect(200);
        assert_eq!(own["invitations"][0]["workspace"], business.workspace.as_str());
        let accept = format!("/invitations/{}/accept", business.workspace);
        for _ in 0..2 {
            let joined = viewer.call(Method::POST, &accept, None, &[]).await.expect(200);
            assert_eq!(joined["role"], "viewer");
        }
        assert_eq!(viewer.get(&members).await.expect(200)["members"].as_array().unwrap().len(), 2);
        assert_eq!(viewer.get("/invitations").await.expect(200)["invitations"], json!([]));
        let refused = viewer.post(&business.path("/invitations"), &invitation).await;
        refused.problem(403, "forbidden", None, "en");

        let me = owner.account().await;
        let gone = owner.delete(&format!("{members}/{me}")).await;
        gone.problem(409, "last-owner", None, "en");
        let demoted = owner.put(&format!("{members}/{me}"), &json!({ "role": "viewer" })).await;
        demoted.problem(409, "last-owner", None, "en");

        let promoted = format!("{members}/{}", viewer.account().await);
        owner.put(&promoted, &json!({ "role": "owner" })).await.expect(200);
        viewer.delete(&format!("{members}/{me}")).await.expect(204);
        owner.get(&business.path("")).await.problem(404, "not-found", None, "en");
        assert_eq!(owner.get("/workspaces").await.expect(200)["workspaces"], json!([]));
        let left = viewer.get(&members).await.expect(200);
        assert_eq!(left["members"][0]["email"], viewer.email);
        assert_eq!(left["members"].as_array().unwrap().len(), 1);
        let log = viewer.get(&business.path("/audit")).await.expect(200);
        let done: Vec<String> =
            log["entries"].as_array().unwrap().iter().map(|e| text(&e["action"])).collect();
        assert_eq!(done, ["member-removed", "role-changed", "joined", "invited", "registered"]);
        let table = viewer.get(&business.path("/audit/csv")).await;
        assert_eq!(table.status, 200);
        assert_eq!(table.text.lines().count(), 6, "{}", table.text);
    });
}

#[test]
fn an_invitation_is_withdrawn_declined_or_replaced() {
    run(async |cloud| {
        let business = Business::new(cloud, "meghivo").await;
        let (owner, invitations) = (&business.owner, business.path("/invitations"));
        let guest = Person::new(cloud, "guest").await;
        let invite = async |role: &str| {
            owner.post(&invitations, &json!({ "email": guest.email, "role": role })).await.expect(201)
        };
        invite("viewer").await;
        let again = invite("viewer").await;
        assert_eq!(invite("viewer").await, again, "not mailed again within ten minutes");
        assert_eq!(invite("bookkeeper").await["role"], "bookkeeper");
        let listed = owner.get(&invitations).await.expect(200);
        assert_eq!(listed["invitations"].as_array().unwrap().len(), 1);
        owner.delete(&format!("{invitations}/{}", guest.email)).await.expect(204);
        let accept = format!("/invitations/{}/accept", business.workspace);
        guest.call(Method::POST, &accept, None, &[]).await.problem(404, "not-found", None, "en");
        invite("accountant").await;
        guest.delete(&format!("/invitations/{}", business.workspace)).await.expect(204);
        guest.call(Method::POST, &accept, None, &[]).await.problem(404, "not-found", None, "en");
        guest.joins(owner, &business.workspace, "accountant").await;
        let member = owner.post(&invitations, &json!({ "email": guest.email, "role": "viewer" })).await;
        member.problem(409, "member-already", Some("email"), "en");
        guest.delete(&business.path(&format!("/members/{}", guest.account().await))).await.expect(204);
        guest.get(&business.path("")).await.problem(404, "not-found", None, "en");
        cloud.drained(cloud.stack.resource("MailQueue").expect("a queue")).await;
        let about = mails(cloud, &guest.email).await;
        let about = about.iter().filter(|mail| mail.subject.contains(&business.company.name));
        assert_eq!(about.count(), 1, "an address is mailed once in ten minutes, whatever is done meanwhile");
    });
}
