//! Mails that come back, and people who want none.

use reqwest::Method;
use serde_json::{Value, json};

use super::registered;
use crate::business::company;
use crate::cloud::{Cloud, eventually, run};
use crate::mailbox::{mailed, mails};
use crate::person::Person;

/// As SES tells its topic, and the topic the queue (raw): MiniStack's SES tells nothing.
async fn told(cloud: &Cloud, event: &Value) {
    let queue = cloud.stack.resource("MailQueue").expect("a queue");
    let send = cloud.sqs().send_message().queue_url(queue).message_body(event.to_string());
    send.send().await.expect("a message");
}

#[test]
fn an_address_whose_mail_comes_back_gets_none_until_its_person_says_so() {
    run(async |cloud| {
        let person = Person::new(cloud, "telt").await;
        let workspace = registered(&person, &company("Visszapattan"), "business").await;
        let paused = async || person.get("/account").await.expect(200).get("mail_paused").cloned();
        let recipients = json!([{ "emailAddress": format!("Anna <{}>", person.email) }]);
        let bounce = |kind: &str| {
            json!({
                "eventType": "Bounce", "mail": { "messageId": "1", "destination": [person.email] },
                "bounce": { "bounceType": kind, "bouncedRecipients": recipients },
            })
        };
        told(cloud, &bounce("Transient")).await;
        told(cloud, &json!({ "eventType": "Delivery", "mail": {}, "delivery": {} })).await;
        cloud.drained(cloud.stack.resource("MailQueue").expect("a queue")).await;
        assert_eq!(paused().await, None, "a full mailbox passes");
        for _ in 0..2 {
            told(cloud, &bounce("Permanent")).await;
        }
        let why = eventually("a pause", async || paused().await).await;
        assert_eq!(why["reason"], "bounce");
        super::ask_for_deletion(&person, &workspace).await;
        cloud.drained(cloud.stack.resource("MailQueue").expect("a queue")).await;
        let about = mails(cloud, &person.email).await;
        assert!(!about.iter().any(|mail| mail.subject.contains("was requested")), "{about:?}");

        person.delete(&format!("/workspaces/{workspace}/deletion")).await.expect(204);
        person.delete("/account/mail-pause").await.expect(204);
        assert_eq!(paused().await, None);
        super::ask_for_deletion(&person, &workspace).await;
        mailed(cloud, &person.email, "was requested").await;
        let complaint = json!({
            "eventType": "Complaint", "mail": {}, "complaint": { "complainedRecipients": recipients },
        });
        told(cloud, &complaint).await;
        let why = eventually("a pause", async || paused().await).await;
        assert_eq!(why["reason"], "complaint");
        person.call(Method::DELETE, "/account/mail-pause", None, &[]).await.expect(204);
    });
}
