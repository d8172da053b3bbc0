//! What is alike for all records: making, changing and deleting them, each once and by who saw their version.

use axum::http::StatusCode;
use domain::{
    chart::Chart,
    ids::WorkspaceId,
    ledger_account::AccountNumber,
    record::{Actor, RecordId, RecordKind, Recorded},
    workspace::Workspace,
};
use jiff::civil::Date;
use lambda::{
    http::{Tagged, limit},
    problem::Problem,
    records::{self, Accounts},
};
use store::{
    StoreError,
    listing::{Range, Sifted},
    records::{Name, Record},
};

use crate::App;

pub use lambda::records::{fits, of_version, outdated};

/// Entries on a page, at most.
const MOST: usize = 100;
/// Entries on a page where the caller does not say.
const USUAL: usize = 50;

/// A request for a new record, so that a repeated one makes no second.
pub struct Making {
    /// Where.
    pub workspace: WorkspaceId,
    /// Who and when.
    pub by: Actor,
    /// The record.
    pub id: RecordId,
    /// The fingerprint of what is asked for.
    pub request: String,
}

impl Making {
    /// A request of that content, under an idempotency key if it has one.
    pub fn new(
        app: &App,
        workspace: WorkspaceId,
        by: Actor,
        kind: RecordKind,
        (key, request): (Option<String>, &impl serde::Serialize),
    ) -> Result<Self, Problem> {
        let id = match key {
            Some(key) => RecordId::for_request(workspace, by.account, kind, &key),
            None => RecordId::fresh(app.ids.next()),
        };
        let content = serde_json::to_vec(request).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Self { workspace, by, id, request: RecordId::digest([content.as_slice()]).to_string() })
    }

    /// The record that an earlier request with the same key made; a key that was used for something else is
    /// refused.
    pub async fn done<T: Record>(&self, app: &App) -> Result<Option<Recorded<T>>, Problem> {
        let Some(made_by) = app.store.request_of(self.workspace, T::KIND, &self.id).await? else {
            return Ok(None);
        };
        if made_by != self.request {
            return Err(Problem::new(StatusCode::CONFLICT, "problem-idempotency"));
        }
        let there = app.store.record::<T>(self.workspace, &self.id).await?;
        let gone = || Problem::new(StatusCode::GONE, "record-deleted");
        there.map(Some).ok_or_else(gone)
    }
}

/// Makes a record.
pub async fn create<T: Record>(app: &App, making: Making, data: T) -> Result<Tagged<T>, Problem> {
    fits(&data)?;
    let record = Recorded::new(making.id.clone(), making.by.at, data);
    match app.store.add_record(making.workspace, &record, making.by, Some(&making.request)).await {
        Ok(()) => Ok(Tagged(StatusCode::CREATED, record)),
        Err(StoreError::Conflict) => match making.done::<T>(app).await? {
            Some(there) => Ok(Tagged(StatusCode::CREATED, there)),
            None => Err(taken(app, making.workspace, &record).await?),
        },
        Err(error) => Err(error.into()),
    }
}

/// The record, if it is still of the version that the caller has seen.
pub async fn seen<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    id: &str,
    version: u32,
) -> Result<Recorded<T>, Problem> {
    of_version(find(app, workspace, id).await?, version)
}

/// Changes a record.
pub async fn change<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    before: &Recorded<T>,
    data: T,
    by: Actor,
) -> Result<Tagged<T>, Problem> {
    fits(&data)?;
    match app.store.change_record(workspace, before, data.clone(), by).await {
        Ok(after) => Ok(Tagged(StatusCode::OK, after)),
        Err(StoreError::Conflict) => {
            let now = app.store.record::<T>(workspace, &before.id).await?;
            match now.map_or(0, |now| now.version) == before.version {
                true => Err(taken(app, workspace, &before.changed(by.at, data)).await?),
                false => Err(outdated()),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes a record that nothing uses.
pub async fn remove<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    before: &Recorded<T>,
    by: Actor,
) -> Result<StatusCode, Problem> {
    match app.store.remove_record(workspace, before, by).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) if app.store.is_used(workspace, T::KIND, &before.id).await? => {
            Err(in_use())
        }
        Err(StoreError::Conflict) => Err(outdated()),
        Err(error) => Err(error.into()),
    }
}

/// The record.
pub async fn find<T: Record>(app: &App, workspace: WorkspaceId, id: &str) -> Result<Recorded<T>, Problem> {
    let id = RecordId::parse(id).ok_or_else(Problem::not_found)?;
    app.store.record(workspace, &id).await?.ok_or_else(Problem::not_found)
}

/// A page of records.
pub async fn page<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    range: Range,
    asked: Option<usize>,
    passes: impl Fn(&Recorded<T>) -> bool + Send,
) -> Result<Sifted<T>, Problem> {
    let limit = page_limit(asked)?;
    check_cursor(range.cursor.as_deref())?;
    Ok(app.store.sift(workspace, &range, limit, passes).await?)
}

/// A page of the records that bear one of these names; of all where there are none.
pub async fn page_named<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    names: &[Name],
    range: Range,
    asked: Option<usize>,
    passes: impl Fn(&Recorded<T>) -> bool + Send,
) -> Result<Sifted<T>, Problem> {
    if names.is_empty() {
        return page(app, workspace, range, asked, passes).await;
    }
    let (limit, cursor) = (page_limit(asked)?, range.cursor.as_deref());
    check_cursor(cursor)?;
    Ok(app.store.sift_named(workspace, names, cursor, limit, passes).await?)
}

/// A place is an identifier, in some lists behind a date.
fn check_cursor(cursor: Option<&str>) -> Result<(), Problem> {
    let is_place = |cursor: &str| cursor.rsplit('#').all(|part| RecordId::parse(part).is_some());
    match cursor.is_none_or(is_place) {
        true => Ok(()),
        false => Err(Problem::field("cursor", "cursor-invalid")),
    }
}

/// How many entries a page has.
pub fn page_limit(asked: Option<usize>) -> Result<usize, Problem> {
    limit(asked, USUAL, MOST)
}

/// The stretch of a list that is in the order of dates, newest first.
pub fn period(from: Option<Date>, to: Option<Date>, cursor: Option<String>) -> Result<Range, Problem> {
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Problem::field("to", "period-order"));
    }
    Ok(Range { from: from.map(|date| date.to_string()), to: to.map(|date| date.to_string()), cursor })
}

/// The record cannot be deleted.
pub fn in_use() -> Problem {
    Problem::new(StatusCode::CONFLICT, "record-in-use")
}

/// Which name of a record another bears.
async fn taken<T: Record>(
    app: &App,
    workspace: WorkspaceId,
    record: &Recorded<T>,
) -> Result<Problem, StoreError> {
    for name in record.data.names().into_iter().filter(|name| name.unique) {
        let bearers = app.store.named::<T>(workspace, name.field, &name.value).await?;
        if bearers.iter().any(|bearer| *bearer != record.id) {
            let problem = Problem::new(StatusCode::CONFLICT, "name-taken");
            return Ok(problem.in_field(Some(name.field.to_owned())));
        }
    }
    Ok(Problem::conflict())
}

/// The company whose books these are.
pub async fn company(app: &App, workspace: WorkspaceId) -> Result<Workspace, Problem> {
    records::company(&app.store, workspace).await
}

/// The company's chart of accounts.
pub async fn chart(app: &App, company: &Workspace) -> Result<Chart, Problem> {
    Ok(app.store.chart(company).await?)
}

/// An account, unless it was named before: then it may stay, whatever became of it.
pub fn unless<'a>(
    now: &'a Option<AccountNumber>,
    before: Option<&Option<AccountNumber>>,
) -> Option<&'a AccountNumber> {
    now.as_ref().filter(|_| before != Some(now))
}

/// Checks that entries may go to these accounts, which something is to name by default.
pub async fn name_accounts(app: &App, company: &Workspace, accounts: &Accounts<'_>) -> Result<(), Problem> {
    records::name_accounts(&app.store, company, accounts).await
}

/// Checks that entries may go to these accounts, and notes that they do: none is put below them any more.
pub async fn post_to(app: &App, company: &Workspace, accounts: &Accounts<'_>) -> Result<(), Problem> {
    records::post_to(&app.store, company, accounts).await
}
