//! NAV refuses a technical user that it took before.

use reqwest::Method;
use serde_json::json;
use simulators::nav::Company;

use crate::business::{Business, last_month, settings};
use crate::cloud::{Cloud, eventually, run};
use crate::person::{MARK, text};

#[test]
fn a_refused_connection_stops_tells_once_and_catches_up_when_saved_again() {
    run(async |cloud| {
        let (refused, sound) =
            (Business::connected(cloud, "elutasitott").await, Business::connected(cloud, "szomszed").await);
        let changed = Company { password: format!("{MARK}-new-password"), ..refused.company.clone() };
        cloud.nav.add_company(changed.clone());
        cloud.tick().await;
        let stopped = eventually("the connection stops", async || {
            let connection = refused.connection().await;
            (connection["state"] == "stopped").then_some(connection)
        })
        .await;
        assert_eq!(stopped["problem"]["code"], "INVALID_SECURITY_USER");
        assert!(text(&stopped["problem"]["text"]).contains("password"));

        let missed = refused.publish_new(2);
        let theirs = sound.publish_new(1);
        cloud.tick().await;
        sound.invoice(&theirs[0].number, |_| true).await;
        cloud.tick().await;
        assert!(refused.invoices("").await.is_empty());
        assert_eq!(sound.connection().await["state"], "active");
        one_notice(&refused).await;
        assert_eq!(sound.owner.get(&sound.path("/notices")).await.expect(200)["notices"], json!([]));

        let path = refused.path("/connections/nav");
        let old = refused.owner.put(&path, &settings(&refused.company, last_month())).await;
        old.problem(422, "INVALID_SECURITY_USER", None, "en");
        assert_eq!(refused.connection().await["state"], "stopped", "a failed attempt resumes nothing");
        let again = refused.owner.put(&path, &settings(&changed, last_month())).await.expect(200);
        assert_eq!(again["state"], "active");
        cloud.tick().await;
        refused.arrived(2).await;
        for invoice in missed {
            refused.invoice(&invoice.number, |_| true).await;
        }
    });
}

async fn one_notice(business: &Business) {
    let path = business.path("/notices");
    let hungarian = business.owner.call_in("hu", Method::GET, &path, None).await.expect(200);
    let notices = hungarian["notices"].as_array().expect("notices");
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(notices[0]["code"], "nav-connection-stopped");
    assert!(text(&notices[0]["text"]).contains("jelsz"), "{}", notices[0]);
    assert!(notices[0]["read_at"].is_null());
    let read = business.path(&format!("/notices/{}/read", text(&notices[0]["id"])));
    business.owner.call(Method::POST, &read, None, &[]).await.expect(204);
    let after = business.owner.get(&path).await.expect(200);
    assert!(after["notices"][0]["read_at"].is_string());
    assert_ne!(after["notices"][0]["text"], notices[0]["text"], "in the reader's language");
}

#[test]
fn a_removed_connection_brings_nothing_more_and_keeps_what_came() {
    run(async |cloud| {
        let (removed, witness) =
            (Business::connected(cloud, "torolt").await, Business::connected(cloud, "tanu").await);
        let first = removed.publish_new(1);
        cloud.tick().await;
        removed.invoice(&first[0].number, |_| true).await;
        let path = removed.path("/connections/nav");
        removed.owner.delete(&path).await.expect(204);
        removed.owner.get(&path).await.problem(404, "not-found", None, "en");
        removed.owner.delete(&path).await.problem(404, "not-found", None, "en");
        removed.publish_new(1);
        nothing_arrives(cloud, &removed, &witness).await;
        assert_eq!(removed.invoices("").await[0]["number"], first[0].number);

        removed.connect().await;
        cloud.tick().await;
        removed.arrived(2).await;
    });
}

/// A tick that brings something to the witness brings nothing to the other.
async fn nothing_arrives(cloud: &Cloud, business: &Business, witness: &Business) {
    let seen = witness.publish_new(1);
    cloud.tick().await;
    witness.invoice(&seen[0].number, |_| true).await;
    cloud.drained(cloud.stack.resource("SliceQueue").expect("a queue")).await;
    assert_eq!(business.invoices("").await.len(), 1);
}
