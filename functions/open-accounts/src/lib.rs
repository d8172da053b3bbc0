//! Does what somebody wanted of an address before signing in: makes the account, or has a new password
//! mailed. It works behind a queue, so that nobody who asks can tell from the answer whether an address is
//! known.

mod cognito;

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    clock::{Clock, Ids},
    email::EmailAddress,
    ids::AccountId,
    language::Language,
    messages::{AddressMessage, Wish},
    workspace::Account,
};
use jiff::SignedDuration;
use lambda::batch::{Source, Worked, one_by_one};
use store::{Store, StoreError};
use thiserror::Error;

pub use cognito::{Cognito, CognitoError, Standing};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where accounts are.
    pub store: Store,
    /// Where its messages come from.
    pub queue: Source,
    /// Holds the passwords.
    pub cognito: Cognito,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
}

/// Why a wish was not fulfilled: it is tried again.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The user pool failed.
    #[error(transparent)]
    Cognito(#[from] CognitoError),
    /// The message cannot be read.
    #[error("not a message about an address: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// A person is mailed the same again after this long at the earliest, however often somebody asks for it.
const BETWEEN: SignedDuration = SignedDuration::from_mins(10);

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    let work = |body| async move { work(app, body).await.map(|()| Worked::Done) };
    Ok(one_by_one(&app.queue, &event, work).await)
}

async fn work(app: &App, body: &str) -> Result<(), OpenError> {
    let AddressMessage { wish, email, language } = serde_json::from_str(body)?;
    match wish {
        Wish::SignUp => sign_up(app, email, language).await,
        Wish::Password => new_password(app, &email).await,
    }
}

/// Makes the account of an address where there is none, and its user. Repeated after a crash, it ends what it
/// began.
async fn sign_up(app: &App, email: EmailAddress, language: Language) -> Result<(), OpenError> {
    let wanted = Account::new(AccountId(app.ids.next()), email, language, app.clock.now());
    let id = app.store.claim_email(&wanted).await?;
    let account = if id == wanted.id { Some(wanted) } else { app.store.account(id).await? };
    let Some(account) = account else { return Ok(()) };
    if app.cognito.invite(&account).await? {
        return Ok(());
    }
    match app.cognito.standing(account.id).await? {
        Standing::Invited => invite_again(app, &account).await,
        Standing::Nobody | Standing::Confirmed => Ok(()),
    }
}

/// Mails a new temporary password to somebody who has not signed in yet, unless one was mailed just now. What
/// is mailed is noted afterwards: twice rather than never.
async fn invite_again(app: &App, account: &Account) -> Result<(), OpenError> {
    let last = account.invited_again_at.unwrap_or(account.created_at);
    if app.clock.now().duration_since(last) < BETWEEN {
        return Ok(());
    }
    app.cognito.invite_again(account).await?;
    Ok(app.store.note_invited_again(account.id, app.clock.now()).await?)
}

/// Mails a code, unless one was mailed just now.
async fn mail_code(app: &App, account: &Account) -> Result<(), OpenError> {
    let is_recent = |last| app.clock.now().duration_since(last) < BETWEEN;
    if account.code_mailed_at.is_some_and(is_recent) || !app.cognito.mail_code(account.id).await? {
        return Ok(());
    }
    Ok(app.store.note_code_mailed(account.id, app.clock.now()).await?)
}

/// Has a code mailed, or a temporary password to somebody who never chose one.
async fn new_password(app: &App, email: &EmailAddress) -> Result<(), OpenError> {
    let Some(id) = app.store.account_of(email).await? else { return Ok(()) };
    let Some(account) = app.store.account(id).await? else { return Ok(()) };
    match app.cognito.standing(id).await? {
        Standing::Nobody => Ok(app.cognito.invite(&account).await.map(drop)?),
        Standing::Invited => invite_again(app, &account).await,
        Standing::Confirmed => mail_code(app, &account).await,
    }
}
