//! The audit log, to read and to download.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::IntoResponse,
};
use domain::{
    access::Action,
    audit::{AuditAction, AuditEntry},
    country::Country,
    ids::{AccountId, WorkspaceId},
    language::Language,
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
    table, texts,
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Entries on a page.
const PAGE: usize = 50;
/// Most entries on a page.
const MOST: usize = 200;
/// Most entries of a download: an answer holds 6 MB.
const DOWNLOADED: usize = 10_000;

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// From this day on, where the company is.
    from: Option<Date>,
    /// Up to this day.
    to: Option<Date>,
    /// Entries on a page, 1 to 200; 50 where absent.
    limit: Option<usize>,
    /// Where to go on, as the page before said.
    cursor: Option<String>,
}

/// Which days to download.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditDays {
    /// From this day on, where the company is.
    from: Option<Date>,
    /// Up to this day.
    to: Option<Date>,
}

/// A page of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditLog {
    /// Newest first.
    entries: Vec<AuditView>,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// An entry of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditView {
    /// When.
    at: Timestamp,
    /// Who; absent where the system did it by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<AccountId>,
    /// The address of whoever did it, also of one who left; not of the staff of the deployment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "anna@example.com")]
    by_email: Option<String>,
    /// What was done; stable.
    action: AuditAction,
    /// The same in the caller's language.
    text: String,
    /// To what or whom.
    subject: String,
}

/// Entries with the addresses of those who did it.
async fn views(
    app: &App,
    entries: Vec<AuditEntry>,
    language: Language,
) -> Result<Vec<AuditView>, StoreError> {
    let by: BTreeSet<AccountId> = entries.iter().filter_map(|entry| entry.by).collect();
    let addresses = app.store.addresses_of(&by.into_iter().collect::<Vec<_>>()).await?;
    let view = |entry: AuditEntry| {
        let by = entry.by.filter(|_| !entry.action.is_of_staff());
        let by_email = by.and_then(|by| addresses.get(&by)).map(|email| email.as_str().to_owned());
        let text = texts::named(language, &format!("audit-{}", entry.action.name()));
        AuditView { at: entry.at, by: entry.by, by_email, action: entry.action, text, subject: entry.subject }
    };
    Ok(entries.into_iter().map(view).collect())
}

/// Read the audit log
///
/// Who did what in the workspace. What was changed of which record of the books, the list of its changes
/// tells.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/audit",
    operation_id = "listAudit", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), AuditQuery),
    responses(
        (status = 200, description = "A page", body = AuditLog),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Parameters(query): Parameters<AuditQuery>,
) -> Result<Json<AuditLog>, Problem> {
    access.require(&caller, workspace, Action::ReadAudit).await?;
    let limit = limit(query.limit, PAGE, MOST)?;
    let span = span(&app, workspace, query.from, query.to).await?;
    let (page, next_cursor) = app.store.audit(workspace, span, query.cursor.as_deref(), limit as i32).await?;
    let entries = views(&app, page.items, language).await?;
    Ok(Json(AuditLog { entries, next_cursor }))
}

/// Download the audit log
///
/// As CSV, newest first, at most 10,000 entries.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/audit/csv",
    operation_id = "downloadAudit", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), AuditDays),
    responses(
        (status = 200, description = "The table", body = String, content_type = "application/octet-stream"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn download(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Parameters(days): Parameters<AuditDays>,
) -> Result<impl IntoResponse, Problem> {
    access.require(&caller, workspace, Action::ReadAudit).await?;
    let span = span(&app, workspace, days.from, days.to).await?;
    let (mut entries, mut cursor) = (Vec::new(), None);
    loop {
        let (page, next) = app.store.audit(workspace, span, cursor.as_deref(), 1_000).await?;
        entries.extend(page.items);
        if entries.len() > DOWNLOADED {
            return Err(Problem::field("from", "audit-too-long").with("most", DOWNLOADED));
        }
        match next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    let entries = views(&app, entries, language).await?;
    let table = csv(entries, language).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let disposition = "attachment; filename=\"audit.csv\"";
    // As text/csv, lambda_http would take away the mark by which spreadsheets know UTF-8.
    Ok(([(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, disposition)], table))
}

/// The moments between which days lie, where the company is.
async fn span(
    app: &App,
    workspace: WorkspaceId,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<(Timestamp, Timestamp), Problem> {
    let country = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?.country;
    let begin = from.map_or(Ok(Timestamp::UNIX_EPOCH), |day| midnight(day, country, "from"))?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Problem::field("to", "period-order"));
    }
    let end = match to {
        // Whatever happens while the request is answered is left to the next one.
        None => app.clock.now(),
        Some(day) => midnight(day.saturating_add(1.day()), country, "to")?,
    };
    Ok((begin, end))
}

fn midnight(day: Date, country: Country, field: &str) -> Result<Timestamp, Problem> {
    let zoned = day.to_zoned(country.time_zone()).map_err(|_| Problem::field(field, "date-range"))?;
    Ok(zoned.timestamp())
}

fn csv(entries: Vec<AuditView>, language: Language) -> Result<String, csv::Error> {
    let headings =
        ["at", "by", "action", "subject"].map(|name| texts::named(language, &format!("audit-column-{name}")));
    let rows = entries.into_iter().map(|entry| {
        let by = entry.by_email.or(entry.by.map(|by| by.to_string())).unwrap_or_default();
        [entry.at.to_string(), table::plain(&by), entry.text, table::plain(&entry.subject)]
    });
    table::written(headings, rows)
}
