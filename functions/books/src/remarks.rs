//! Remarks on records: contact events and memos of partners, notes and events of documents.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    record::{RecordId, RecordKind},
    remark::{NewRemark, Remark},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, Named},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// Remarks on a record, at most.
const MOST: usize = 500;

/// The remarks on a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Remarks {
    /// The latest first.
    remarks: Vec<Remark>,
}

/// List the remarks on a record
#[utoipa::path(
    get, path = "/workspaces/{workspace}/remarks/{kind}/{record}",
    operation_id = "listRemarks", tag = "changes",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("kind" = inline(RecordKind), Path, description = "What kind of record"),
        ("record" = RecordId, Path, description = "The record"),
    ),
    responses(
        (status = 200, description = "All remarks, at most 500", body = Remarks),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, kind, record)): Named<(WorkspaceId, RecordKind, String)>,
) -> Result<Json<Remarks>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let record = RecordId::parse(&record).ok_or_else(Problem::not_found)?;
    let remarks = app.store.remarks(workspace, kind, &record).await?;
    // Remarks stay when their record is deleted, as its trail does.
    if remarks.is_empty() && app.store.changes(workspace, kind, &record, 0, 1).await?.items.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(Json(Remarks { remarks }))
}

/// Add a remark to a record
///
/// With the header `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/remarks/{kind}/{record}",
    operation_id = "createRemark", tag = "changes",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("kind" = inline(RecordKind), Path, description = "What kind of record"),
        ("record" = RecordId, Path, description = "The record"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewRemark,
    responses(
        (status = 201, description = "The remark", body = Remark),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, kind, record)): Named<(WorkspaceId, RecordKind, String)>,
    IdempotencyKey(key): IdempotencyKey,
    Body(entered): Body<NewRemark>,
) -> Result<(StatusCode, Json<Remark>), Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    entered.check()?;
    let record = RecordId::parse(&record).ok_or_else(Problem::not_found)?;
    let id = match key {
        Some(key) => RecordId::for_request(workspace, caller.account, kind, &key),
        None => RecordId::fresh(app.ids.next()),
    };
    let now = app.clock.now();
    let NewRemark { kind: of, at: happened, text } = entered;
    let at = happened.unwrap_or(now);
    let remark = Remark { id: id.to_string(), kind: of, at, text, by: caller.account, created_at: now };
    if app.store.remarks(workspace, kind, &record).await?.len() >= MOST {
        return Err(Problem::new(StatusCode::CONFLICT, "list-length").with("most", MOST));
    }
    match app.store.add_remark(workspace, kind, &record, &remark).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(remark))),
        Err(StoreError::Conflict) => {
            let there = app.store.remark(workspace, kind, &record, &remark.id).await?;
            let there = there.ok_or_else(Problem::not_found)?;
            let same_time = happened.is_none_or(|happened| happened == there.at);
            match same_time && (there.kind, &there.text) == (remark.kind, &remark.text) {
                true => Ok((StatusCode::CREATED, Json(there))),
                false => Err(Problem::new(StatusCode::CONFLICT, "problem-idempotency")),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Delete a remark
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/remarks/{kind}/{record}/{remark}",
    operation_id = "deleteRemark", tag = "changes",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("kind" = inline(RecordKind), Path, description = "What kind of record"),
        ("record" = RecordId, Path, description = "The record"),
        ("remark" = String, Path, description = "The remark"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, kind, record, remark)): Named<(WorkspaceId, RecordKind, String, String)>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let (record, remark) = (RecordId::parse(&record), RecordId::parse(&remark));
    let (record, remark) = record.zip(remark).ok_or_else(Problem::not_found)?;
    match app.store.remove_remark(workspace, kind, &record, remark.as_str()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
