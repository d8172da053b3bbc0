//! SES.

use aws_sdk_sesv2::{
    Client,
    error::{BuildError, DisplayErrorContext},
    types::{Body, Content, Destination, EmailContent, Message, MessageHeader},
};
use domain::mail::Mail;
use thiserror::Error;

use crate::letter::Letter;

/// Sends letters through SES.
#[derive(Clone, Debug)]
pub struct Sender {
    ses: Client,
    from: String,
    configuration_set: String,
}

/// SES did not take the mail: try again later. What it never takes ends in the dead-letter queue.
#[derive(Debug, Error)]
#[error("SES did not take the mail: {0}")]
pub struct SendError(String);

impl From<BuildError> for SendError {
    fn from(error: BuildError) -> Self {
        Self(error.to_string())
    }
}

impl Sender {
    /// A sender whose mails bear this address; the configuration set says where bounces are told.
    pub fn new(ses: Client, from: String, configuration_set: String) -> Self {
        Self { ses, from, configuration_set }
    }

    /// Sends a mail's letter.
    pub async fn send(&self, mail: &Mail, letter: &Letter) -> Result<(), SendError> {
        let utf8 = |text: &str| Content::builder().data(text).charset("UTF-8").build();
        let body = Body::builder().text(utf8(&letter.text)?).html(utf8(&letter.html)?).build();
        // Mail programs that know it show a mail that came twice once.
        let reference = MessageHeader::builder().name("X-Entity-Ref-ID").value(&mail.id).build()?;
        let message = Message::builder().subject(utf8(&letter.subject)?).body(body).headers(reference);
        let request = self
            .ses
            .send_email()
            .from_email_address(&self.from)
            .configuration_set_name(&self.configuration_set)
            .destination(Destination::builder().to_addresses(mail.to.as_str()).build())
            .content(EmailContent::builder().simple(message.build()).build());
        request.send().await.map_err(|error| SendError(DisplayErrorContext(error).to_string()))?;
        Ok(())
    }
}
