//! Members of a workspace.

use serde_json::json;

use crate::business::Business;
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn a_viewer_comes_and_goes_and_the_last_owner_stays() {
    run(async |cloud| {
        let business = Business::new(cloud, "tagok").await;
        let (owner, members) = (&business.owner, business.path("/members"));
        let viewer = Person::stranger(cloud, &cloud.stack, "viewer");
        let invitation = json!({ "email": viewer.email, "role": "viewer" });
        let added = owner.post(&members, &invitation).await.expect(201);
        viewer.choose_password().await;
        assert_eq!(viewer.account().await, text(&added["account"]));
        let seen = viewer.get(&business.path("")).await.expect(200);
        assert_eq!(seen["role"], "viewer");
        assert_eq!(viewer.get(&members).await.expect(200)["members"].as_array().unwrap().len(), 2);
        let refused = viewer.post(&members, &invitation).await;
        refused.problem(403, "forbidden", None, "en");

        let me = owner.account().await;
        let gone = owner.delete(&format!("{members}/{me}")).await;
        gone.problem(409, "last-owner", None, "en");
        let demoted = owner.post(&members, &json!({ "email": owner.email, "role": "viewer" })).await;
        demoted.problem(409, "last-owner", None, "en");

        let promoted = json!({ "email": viewer.email, "role": "owner" });
        owner.post(&members, &promoted).await.expect(201);
        viewer.delete(&format!("{members}/{me}")).await.expect(204);
        owner.get(&business.path("")).await.problem(404, "not-found", None, "en");
        assert_eq!(owner.get("/workspaces").await.expect(200)["workspaces"], json!([]));
        let left = viewer.get(&members).await.expect(200);
        assert_eq!(left["members"][0]["email"], viewer.email);
        assert_eq!(left["members"].as_array().unwrap().len(), 1);
    });
}
