//! What was mailed to somebody.

use serde_json::Value;

use crate::cloud::{Cloud, eventually};

/// A mail.
#[derive(Debug, Clone)]
pub struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The mails to an address, oldest first.
pub async fn mails(cloud: &Cloud, email: &str) -> Vec<Mail> {
    let all = local_cloud::mails(&cloud.ministack.endpoint()).await.expect("mails");
    let mine = all.into_iter().filter(|mail| mail["To"].to_string().contains(&format!("\"{email}\"")));
    let part = |mail: &Value, name: &str| mail[name].as_str().unwrap_or_default().to_owned();
    mine.map(|mail| Mail {
        subject: part(&mail, "Subject"),
        text: part(&mail, "BodyText"),
        html: part(&mail, "BodyHtml"),
    })
    .collect()
}

/// The mail to an address whose subject has this in it, once it is there; it is there once.
pub async fn mailed(cloud: &Cloud, email: &str, subject: &str) -> Mail {
    let what = format!("a mail to {email} about {subject}");
    let found = eventually(&what, async || {
        let found: Vec<Mail> =
            mails(cloud, email).await.into_iter().filter(|mail| mail.subject.contains(subject)).collect();
        (!found.is_empty()).then_some(found)
    })
    .await;
    assert_eq!(found.len(), 1, "{what}: {found:?}");
    found.into_iter().next().expect("one")
}
