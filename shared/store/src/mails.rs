//! Mails on their way. A mail that was sent leaves only its name, so that its cause is not told twice.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    email::EmailAddress,
    mail::{Mail, MailPause},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    outbox::{Outbox, OutboxEvent},
    table::{Store, attribute, number, part, to_item},
};

/// How long the name of a mail that was sent is remembered: longer than any message can come again.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(15 * 24);

/// How long a mail that could not be sent is kept: longer than its message, in the dead-letter queue too.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What there is of a mail.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum MailItem {
    /// It waits.
    Waiting(Mail),
    /// It is done with.
    Done {
        /// When.
        done_at: Timestamp,
    },
}

#[derive(Serialize)]
struct Done {
    done_at: Timestamp,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    expires: i64,
}

impl Store {
    /// The mail.
    pub async fn mail(&self, mail: &str) -> Result<Option<MailItem>, StoreError> {
        self.get(&keys::mail(mail)).await
    }

    /// The writes that announce mails, to be part of the transaction of their cause.
    pub(crate) fn mail_puts(
        &self,
        mails: &[Mail],
        outbox: &Outbox,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut writes = Vec::with_capacity(2 * mails.len());
        for mail in mails {
            let mut item = to_item(&keys::mail(&mail.id), mail)?;
            // One that nobody could send is not kept for ever.
            item.insert("expires".to_owned(), number((mail.at + KEPT).as_second()));
            let put = self.put(item);
            writes.push(part!(put, put.condition_expression("attribute_not_exists(pk)")));
            writes.push(outbox.entry(&OutboxEvent::mail(mail)?)?);
        }
        Ok(writes)
    }

    /// Notes that a mail is about to be sent. A conflict says that it is done with, or that somebody else
    /// began after `since`.
    pub async fn begin_mail(&self, mail: &str, now: Timestamp, since: Timestamp) -> Result<(), StoreError> {
        let update = self
            .update(&keys::mail(mail))
            .update_expression("SET begun_at = :now")
            .condition_expression(
                "attribute_exists(pk) AND attribute_not_exists(done_at) \
                 AND (attribute_not_exists(begun_at) OR begun_at < :since)",
            )
            .expression_attribute_values(":now", attribute(&now)?)
            .expression_attribute_values(":since", attribute(&since)?);
        self.apply(update).await
    }

    /// Lets go of a mail that could not be sent: it is tried again at once when its message comes.
    pub async fn let_go_of_mail(&self, mail: &str) -> Result<(), StoreError> {
        let update = self
            .update(&keys::mail(mail))
            .update_expression("REMOVE begun_at")
            .condition_expression("attribute_exists(pk)");
        self.apply(update).await
    }

    /// Forgets what a mail said and to whom: it was sent, or withheld for a reason.
    pub async fn finish_mail(
        &self,
        mail: &str,
        now: Timestamp,
        withheld: Option<&'static str>,
    ) -> Result<(), StoreError> {
        let done = Done { done_at: now, withheld, expires: (now + REMEMBERED).as_second() };
        self.write(self.put(to_item(&keys::mail(mail), &done)?)).await
    }

    /// Why an address gets no mail, if it does not.
    pub async fn mail_pause(&self, email: &EmailAddress) -> Result<Option<MailPause>, StoreError> {
        self.get(&keys::mail_pause(email)).await
    }

    /// Stops mails to an address. The first reason stays.
    pub async fn pause_mail(&self, email: &EmailAddress, pause: &MailPause) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::mail_pause(email), pause)?);
        crate::error::done_by_another(self.write(put.condition_expression("attribute_not_exists(pk)")).await)
    }

    /// Lets mails go to an address again.
    pub async fn resume_mail(&self, email: &EmailAddress) -> Result<(), StoreError> {
        self.transact(vec![part!(delete, self.delete(&keys::mail_pause(email)))]).await
    }
}
