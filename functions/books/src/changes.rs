//! Who changed what: the trail of a record, also after it is gone.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    record::{Change, RecordId, RecordKind},
};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{App, register};

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
    let limit = register::page_limit(filter.limit)?;
    let record = RecordId::parse(&record).ok_or_else(Problem::not_found)?;
    let after = filter.cursor.unwrap_or_default();
    let page = app.store.changes(workspace, kind, &record, after, limit).await?;
    if page.items.is_empty() && after == 0 {
        return Err(Problem::not_found());
    }
    let next_cursor = page.next_after().map(|change| change.version);
    Ok(Json(Changes { changes: page.items, next_cursor }))
}
