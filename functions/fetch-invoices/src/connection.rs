//! The connections of a slice. One that fails does not touch the others.

use domain::{
    connection::{ConnectionState, Failure, NavConnection},
    ids::WorkspaceId,
    invoice::Direction,
    notice::{Notice, NoticeCode},
};
use futures::future::{join, join_all};
use nav::Error;
use store::StoreError;

use crate::{
    App, FetchError, done_by_another,
    poll::poll_direction,
    session::{Session, credentials},
    step::announce_due_steps,
};

/// Polls the connections of a slice at the same time. Whatever fails is recorded; the next tick is its retry.
pub async fn poll_slice(app: &App, workspaces: &[WorkspaceId]) -> Result<(), FetchError> {
    let connections = app.store.nav_connections(workspaces).await?;
    let active = connections.iter().filter(|connection| connection.state == ConnectionState::Active);
    join_all(active.map(|connection| async {
        if let Err(error) = poll_connection(app, connection).await {
            tracing::error!(%error, workspace = %connection.workspace, "a poll failed on our side");
        }
    }))
    .await;
    Ok(())
}

async fn poll_connection(app: &App, connection: &NavConnection) -> Result<(), StoreError> {
    let credentials = credentials(app, connection).await?;
    let [inbound, outbound] = [(); 2].map(|()| Session::begin(app, connection, &credentials));
    let (inbound, outbound) =
        join(poll_direction(&inbound, Direction::Inbound), poll_direction(&outbound, Direction::Outbound)).await;
    let mut failure = None;
    for outcome in [inbound, outbound] {
        match outcome {
            Ok(()) => {}
            Err(FetchError::Store(error)) => return Err(error),
            Err(FetchError::Nav(error @ Error::StopAndTellOwner { .. })) => return stop(app, connection, &error).await,
            Err(FetchError::Nav(error)) => failure = Some(error),
        }
    }
    record(app, connection, failure).await?;
    if connection.open_steps > 0 {
        announce_due_steps(app, connection.workspace).await?;
    }
    Ok(())
}

/// Records a failure when it begins, and its end.
async fn record(app: &App, connection: &NavConnection, error: Option<Error>) -> Result<(), StoreError> {
    let recorded = connection.failure.as_ref();
    let failure = error.map(|error| {
        tracing::warn!(%error, workspace = %connection.workspace, "NAV could not be polled");
        let since = recorded.map_or_else(|| app.clock.now(), |recorded| recorded.since);
        Failure { code: error.code().to_owned(), since }
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
        id: format!("nav-connection-stopped-{}", connection.version),
        code,
        reason: error.code().to_owned(),
        at: app.clock.now(),
        read_at: None,
    };
    done_by_another(app.store.stop_connection(connection, error.code(), &notice).await)
}
