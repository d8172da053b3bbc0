//! Who changed what: the trail of a record, also after it is gone.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    record::{Change, RecordId, RecordKind},
};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Which entries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Where the previous page ended.
    cursor: Option<u32>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A page of the trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changes {
    /// Oldest first.
    changes: Vec<Change>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<u32>,
}

/// Read the trail of a record
#[utoipa::path(
    get, path = "/workspaces/{workspace}/changes/{kind}/{record}",
    operation_id = "listChanges", tag = "changes",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("kind" = inline(RecordKind), Path, description = "What kind of record"),
        ("record" = RecordId, Path, description = "The record"),
        Filter,
    ),
    responses(
        (status = 200, description = "A page", body = Changes),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, kind, record)): Named<(WorkspaceId, RecordKind, String)>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<Changes>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let limit = limit(filter.limit, 50, 100)?;
    let record = RecordId::parse(&record).ok_or_else(Problem::not_found)?;
    let after = filter.cursor.unwrap_or_default();
    let mut changes = app.store.changes(workspace, kind, &record, after, limit as i32 + 1).await?;
    if changes.is_empty() && after == 0 {
        return Err(Problem::not_found());
    }
    let more = changes.len() > limit;
    changes.truncate(limit);
    let next_cursor = changes.last().filter(|_| more).map(|change| change.version);
    Ok(Json(Changes { changes, next_cursor }))
}
