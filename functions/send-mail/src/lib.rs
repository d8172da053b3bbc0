//! Mails: those of the system through SES, each once for its cause; those of Cognito in the same words, by
//! its custom-message trigger; and what SES tells of mails that came back.
//!
//! SES takes no token that would make sending idempotent, and tells nobody what it sent. A mail whose sending
//! was cut off between SES and our note is therefore sent again: twice rather than never.

mod custom_message;
mod feedback;
mod letter;
mod sender;

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{clock::Clock, mail::Mail, messages::MailMessage};
use jiff::SignedDuration;
use lambda::batch::{Source, Worked, one_by_one};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Store, StoreError, mails::MailItem};
use thiserror::Error;

pub use letter::{Letter, letter};
pub use sender::{SendError, Sender};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where mails wait.
    pub store: Store,
    /// Where its messages come from.
    pub queue: Source,
    /// Sends; none where no identity sends mail.
    pub sender: Option<Sender>,
    /// The time.
    pub clock: Clock,
}

/// What starts the function.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Trigger {
    /// Messages of the queue.
    Queue(SqsEvent),
    /// Cognito is about to write to somebody.
    CustomMessage(Value),
}

/// What it answers.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The messages to deliver again.
    Queue(SqsBatchResponse),
    /// Cognito's event with our words in it.
    CustomMessage(Value),
}

/// Why a mail was not sent: it is tried again.
#[derive(Debug, Error)]
pub enum MailError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// SES did not take the mail.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The mail could not be written.
    #[error("the mail could not be written: {0}")]
    Written(#[from] askama::Error),
    /// The message cannot be read.
    #[error("neither a message about a mail nor one of SES: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// A message of the queue.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Mail(MailMessage),
    Feedback(feedback::Feedback),
}

/// How long somebody may take to send a mail before another one sends it.
const SENDING: SignedDuration = SignedDuration::from_mins(2);

/// Handles either trigger.
pub async fn handle(app: &App, trigger: Trigger) -> Result<Answer, Infallible> {
    match trigger {
        Trigger::Queue(event) => {
            let answer = one_by_one(&app.queue, &event, |body| work(app, body)).await;
            Ok(Answer::Queue(answer))
        }
        Trigger::CustomMessage(event) => Ok(Answer::CustomMessage(custom_message::answered(event))),
    }
}

async fn work(app: &App, body: &str) -> Result<Worked, MailError> {
    if !body.trim_start().starts_with('{') {
        // SES tries a topic with a sentence when it is told of it.
        tracing::warn!("a message that is no JSON is left alone");
        return Ok(Worked::Done);
    }
    match serde_json::from_str(body)? {
        Message::Mail(MailMessage { mail }) => match app.store.mail(&mail).await? {
            Some(MailItem::Waiting(mail)) => send(app, &mail).await,
            Some(MailItem::Done { .. }) | None => Ok(Worked::Done),
        },
        Message::Feedback(feedback) => feedback::record(app, feedback).await.map(|()| Worked::Done),
    }
}

async fn send(app: &App, mail: &Mail) -> Result<Worked, MailError> {
    let now = app.clock.now();
    if app.store.mail_pause(&mail.to).await?.is_some() {
        tracing::info!(mail = mail.id, "its address takes no mail");
        app.store.finish_mail(&mail.id, now, Some("paused")).await?;
        return Ok(Worked::Done);
    }
    let Some(sender) = &app.sender else {
        tracing::warn!(mail = mail.id, "no identity sends mail");
        app.store.finish_mail(&mail.id, now, Some("unconfigured")).await?;
        return Ok(Worked::Done);
    };
    match app.store.begin_mail(&mail.id, now, now - SENDING).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => return Ok(Worked::Later),
        Err(error) => return Err(error.into()),
    }
    let letter = letter(mail)?;
    if let Err(error) = sender.send(mail, &letter).await {
        app.store.let_go_of_mail(&mail.id).await?;
        return Err(error.into());
    }
    app.store.finish_mail(&mail.id, app.clock.now(), None).await?;
    Ok(Worked::Done)
}
