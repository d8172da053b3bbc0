//! The connections of a slice. One that fails does not touch the others.

use std::panic::AssertUnwindSafe;

use domain::{
    connection::{Failure, NavConnection},
    ids::WorkspaceId,
    invoice::Direction,
    notice::{Notice, NoticeCode},
};
use futures::{
    FutureExt as _,
    future::{join, join_all},
};
use nav::Error;
use store::{StoreError, slices::Heartbeat};

use crate::{
    App, FetchError, done_by_another,
    poll::poll_direction,
    session::{Session, credentials},
    steps::{announce_due_steps, begin_periodic_steps},
};

/// What the owner is told while something fails on our side.
const OURS: &str = "INTERNAL";

/// Polls the connections of a slice at the same time. Whatever fails is recorded; the next tick is its retry.
pub async fn poll_slice(app: &App, slice: &str, workspaces: &[WorkspaceId]) -> Result<(), StoreError> {
    let mut connections = app.store.nav_connections(workspaces).await?;
    connections.sort_by_key(|connection| connection.workspace);
    // Another one is first at each tick, so that a narrow pace lets all have their turn.
    let turn = usize::try_from(app.clock.now().as_second() / 180).unwrap_or_default();
    let first = turn % connections.len().max(1);
    connections.rotate_left(first);
    let active = connections.iter().filter(|connection| connection.is_polled());
    let answered = join_all(active.map(|connection| poll_apart(app, connection))).await;
    let succeeded = answered.iter().filter(|answered| **answered).count();
    let (slice, polled_at, failed) = (slice.to_owned(), app.clock.now(), answered.len() - succeeded);
    app.store.record_heartbeat(&Heartbeat { slice, polled_at, succeeded, failed }).await
}

/// Polls one connection, and tells whether NAV answered; not even a panic reaches its neighbours.
async fn poll_apart(app: &App, connection: &NavConnection) -> bool {
    let polled = AssertUnwindSafe(poll_connection(app, connection)).catch_unwind().await;
    let reason = match polled {
        Ok(Ok(answered)) => return answered,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "a panic".to_owned(),
    };
    tracing::error!(reason, workspace = %connection.workspace, "a poll failed on our side");
    if let Err(error) = record(app, connection, Some(OURS)).await {
        tracing::error!(%error, workspace = %connection.workspace, "the failure could not be recorded");
    }
    false
}

async fn poll_connection(app: &App, connection: &NavConnection) -> Result<bool, StoreError> {
    let credentials = credentials(app, connection).await?;
    let since = connection.failure.as_ref().map(|failure| failure.since);
    let [inbound, outbound] =
        [(); 2].map(|()| Session::begin(app, connection, &credentials, app.limits.requests, since));
    let (inbound, outbound) =
        join(poll_direction(&inbound, Direction::Inbound), poll_direction(&outbound, Direction::Outbound))
            .await;
    let (mut failure, mut ours) = (None, None);
    for error in [inbound, outbound].into_iter().filter_map(Result::err) {
        match error {
            FetchError::Nav(error @ Error::StopAndTellOwner { .. }) => {
                stop(app, connection, &error).await?;
                return Ok(false);
            }
            FetchError::Nav(error) => failure = Some(error),
            FetchError::Store(error) => ours = Some(error),
        }
    }
    if let Some(error) = ours {
        return Err(error);
    }
    if let Some(error) = &failure {
        tracing::warn!(%error, workspace = %connection.workspace, "NAV could not be polled");
    }
    record(app, connection, failure.as_ref().map(Error::code)).await?;
    if failure.is_none() {
        begin_periodic_steps(app, connection).await?;
    }
    if connection.may_have_steps() {
        announce_due_steps(app, connection).await?;
    }
    Ok(failure.is_none())
}

/// Records a failure when it begins, and its end.
async fn record(app: &App, connection: &NavConnection, code: Option<&str>) -> Result<(), StoreError> {
    let recorded = connection.failure.as_ref();
    let failure = code.map(|code| {
        let since = recorded.map_or_else(|| app.clock.now(), |recorded| recorded.since);
        Failure { code: code.to_owned(), since }
    });
    if failure.as_ref() == recorded {
        return Ok(());
    }
    done_by_another(app.store.record_failure(connection, failure.as_ref()).await)
}

/// Stops a connection that NAV refuses, with one notice for each version of its settings.
pub async fn stop(app: &App, connection: &NavConnection, error: &Error) -> Result<(), StoreError> {
    tracing::warn!(%error, workspace = %connection.workspace, "NAV refuses the connection");
    let code = NoticeCode::NavConnectionStopped;
    let notice = Notice {
        id: format!("{}-{}", code.name(), connection.version),
        code,
        reason: error.code().to_owned(),
        at: app.clock.now(),
        read_at: None,
    };
    done_by_another(app.store.stop_connection(connection, error.code(), &notice).await)
}
