//! The questions themselves. Each is counted before it is sent, and the same one is sent five times at most.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{
    ids::WorkspaceId,
    notice::{Notice, NoticeCode},
    szamlazz::{Agent, AgentQuery, PushedObject, QueryCause, QueryState, SzamlazzConnection},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use lambda::szamlazz_access;
use store::{StoreError, error::done_by_another, szamlazz::AgentStop};
use szamlazz::{Error, digest};
use zeroize::Zeroizing;

use crate::App;

/// The code of a question that was sent for the last time before somebody could note what came of it.
const INTERRUPTED: &str = "INTERRUPTED";
/// The code of an answer that holds no image yet.
const NO_IMAGE: &str = "NO_IMAGE";

/// Questions of one company in one tick.
struct Round<'a> {
    app: &'a App,
    connection: &'a SzamlazzConnection,
    key: Zeroizing<String>,
    /// Számlázz.hu is silent, or refuses the key: nothing more is sent.
    over: AtomicBool,
}

/// Asks what is due, as much as one tick may.
pub async fn ask(
    app: &App,
    connection: &SzamlazzConnection,
    agent: &Agent,
    (queries, deadline): (Vec<AgentQuery>, Timestamp),
) -> Result<(), StoreError> {
    if queries.is_empty() {
        return Ok(());
    }
    let key = szamlazz_access::open(&app.vault, connection.workspace, agent).await?;
    let round = Round { app, connection, key, over: AtomicBool::new(false) };
    let questions: Vec<_> = queries
        .iter()
        .take(app.limits.requests)
        .map(|query| async {
            let is_over = round.over.load(Ordering::Relaxed) || app.clock.now() > deadline;
            if is_over { Ok(()) } else { round.question(query).await }
        })
        .collect();
    stream::iter(questions).buffer_unordered(app.limits.in_flight).try_collect().await
}

impl Round<'_> {
    fn workspace(&self) -> WorkspaceId {
        self.connection.workspace
    }

    async fn question(&self, query: &AgentQuery) -> Result<(), StoreError> {
        let (app, workspace) = (self.app, self.workspace());
        if let QueryCause::Image { invoice } = &query.cause
            && app.store.invoice(workspace, invoice).await?.is_none_or(|invoice| invoice.has_image())
        {
            return done_by_another(app.store.end_agent_query(workspace, query).await);
        }
        // It was sent for the last time, and nobody lived to note what came of it.
        if query.sends >= app.limits.sends {
            return self.failed(query, &Error::RetryLater { code: INTERRUPTED.into() }).await;
        }
        let sent = query.sent();
        match app.store.keep_agent_query(workspace, query, &sent, None).await {
            // Somebody else is at it.
            Err(StoreError::Conflict) => return Ok(()),
            other => other?,
        }
        // What is pushed from now on is newer than the answer.
        let asked_at = app.clock.now();
        let answer = app.agent.document(&self.key, &query.number, app.limits.patience.unsigned_abs()).await;
        match answer {
            Ok(answer) => {
                let place = PushedObject::answered(workspace, asked_at, &digest(&answer.xml));
                app.files.write(&place.0, answer.xml, "application/xml").await?;
                match &query.cause {
                    QueryCause::Image { .. } if !answer.has_image => {
                        self.failed(&sent, &Error::RetryLater { code: NO_IMAGE.into() }).await
                    }
                    _ => done_by_another(app.store.end_agent_query(workspace, &sent).await),
                }
            }
            // Another program issued it, or nobody did.
            Err(Error::NotFound) => done_by_another(app.store.end_agent_query(workspace, &sent).await),
            Err(error) => self.failed(&sent, &error).await,
        }
    }

    async fn failed(&self, sent: &AgentQuery, error: &Error) -> Result<(), StoreError> {
        let (app, workspace) = (self.app, self.workspace());
        tracing::warn!(%error, %workspace, number = sent.number, "Számlázz.hu gave no document");
        let now = app.clock.now();
        let mut failed = sent.failed(error.code(), now, &app.limits);
        match error {
            Error::Refused { code } => failed.state = QueryState::GivenUp { code: code.clone(), at: now },
            Error::StopAndTellOwner { code } => {
                self.over.store(true, Ordering::Relaxed);
                let notice =
                    self.notice(NoticeCode::AgentStopped, &self.connection.version.to_string(), code);
                let stop = AgentStop { code, notice: &notice };
                done_by_another(app.store.stop_agent(self.connection, stop).await)?;
            }
            Error::RetryLater { code } if [INTERRUPTED, NO_IMAGE].contains(&code.as_str()) => {}
            Error::RetryLater { .. } => self.over.store(true, Ordering::Relaxed),
            Error::NotFound => {}
        }
        let given_up = matches!(failed.state, QueryState::GivenUp { .. });
        let notice =
            given_up.then(|| self.notice(NoticeCode::DocumentNotFetched, &sent.number, &sent.number));
        done_by_another(app.store.keep_agent_query(workspace, sent, &failed, notice.as_ref()).await)
    }

    fn notice(&self, code: NoticeCode, cause: &str, reason: &str) -> Notice {
        let id = format!("{}-{cause}", code.name());
        Notice { id, code, reason: reason.to_owned(), at: self.app.clock.now(), read_at: None }
    }
}
