//! Going through the plan of an import, page by page, each with its checkpoint in one transaction.

use std::{collections::VecDeque, time::Duration};

use domain::{
    exchange::{Check, Failure, Import, ImportState, Outcome, RowOutcome},
    ids::WorkspaceId,
    record::Actor,
};
use jiff::SignedDuration;
use lambda::batch::Worked;
use store::{
    StoreError,
    imports::{RowWrite, Then},
};

use crate::{
    App, ImportError,
    plan::{self, PlanRow},
};

/// Rows that are prepared at once.
const PREPARED_AT_ONCE: usize = 100;
/// How often a row is prepared anew because somebody else changed the record meanwhile.
const ATTEMPTS: u32 = 3;
/// How long a page waits that the table has no room for at the moment.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(3), Duration::from_secs(9)];

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// A record is made.
    New,
    /// A record is changed.
    Changed,
    /// Nothing is left to do.
    Unchanged,
    /// The record is as it was before the import.
    Reversed,
    /// A person changed the record since.
    Kept(&'static str),
    /// It cannot be done.
    Failed(Failure),
    /// The import never wrote it.
    Skipped,
}

/// A row that is ready to be written.
#[derive(Debug)]
pub struct Prepared<T> {
    /// The row.
    pub row: PlanRow,
    /// The place in the plan behind it.
    pub end: u64,
    /// What becomes of it.
    pub done: Done,
    /// How.
    pub write: Option<RowWrite<T>>,
}

/// Work that goes through the plan.
pub trait Work: Send {
    /// The kind of records, as the books keep them.
    type Stored: store::records::Record;

    /// Who does it, as the trail says.
    fn actor(&self) -> Actor;

    /// Finds out what is to be done about rows, with the records as they are now.
    fn prepare(
        &mut self,
        rows: Vec<(PlanRow, u64)>,
    ) -> impl Future<Output = Result<Vec<Prepared<Self::Stored>>, ImportError>> + Send;

    /// Why a row that was prepared cannot be written.
    fn refusal(
        &mut self,
        prepared: &Prepared<Self::Stored>,
    ) -> impl Future<Output = Result<Failure, StoreError>> + Send;

    /// The import behind these rows.
    fn behind(&self, import: &Import, done: &[&Done], place: u64) -> Import;

    /// How far it is in the plan.
    fn place(&self, import: &Import) -> u64;

    /// The import at the end.
    fn ended(&self, import: Import) -> Import;

    /// Whether what became of a row is told.
    fn tells(&self, done: &Done) -> bool;
}

/// Goes on from the checkpoint until the plan, or what one message does of it, is at its end.
pub async fn go_through<W: Work>(
    app: &App,
    workspace: WorkspaceId,
    mut import: Import,
    mut work: W,
) -> Result<Worked, ImportError> {
    let Some(check) = import.check.clone() else { return Ok(Worked::Done) };
    let step_end = app.clock.now() + SignedDuration::from_secs(app.limits.step_seconds);
    let mut rows = Rows { app, check: &check, read: VecDeque::new(), waiting: VecDeque::new() };
    let pages = Pages { app, workspace, plan_bytes: check.plan_bytes };
    loop {
        rows.prepare(&mut work, &import).await?;
        let page = page_of(&mut rows.waiting, app.limits.writes_at_once);
        let announce = app.clock.now() >= step_end;
        match pages.write(&mut work, import, page, announce).await? {
            Written::AtOnce(next) => import = next,
            Written::OneByOne(next) => {
                // What could not be written may have been counted on by what was prepared after it.
                rows.forget();
                import = next;
            }
            Written::ByAnother => return Ok(Worked::Later),
        }
        if announce || !matches!(import.state, ImportState::Committing | ImportState::Undoing) {
            return Ok(Worked::Done);
        }
    }
}

/// The rows ahead.
struct Rows<'a, T> {
    app: &'a App,
    check: &'a Check,
    read: VecDeque<(PlanRow, u64)>,
    waiting: VecDeque<Prepared<T>>,
}

impl<T: store::records::Record> Rows<'_, T> {
    /// Prepares the next rows, where none are waiting and the plan is not at its end.
    async fn prepare<W: Work<Stored = T>>(
        &mut self,
        work: &mut W,
        import: &Import,
    ) -> Result<(), ImportError> {
        let place = work.place(import);
        if !self.waiting.is_empty() || place >= self.check.plan_bytes {
            return Ok(());
        }
        if self.read.is_empty() {
            let limits = &self.app.limits;
            self.read =
                plan::rows(&self.app.files, &self.check.results, place, limits.plan_bytes).await?.into();
            if self.read.is_empty() {
                return Err(StoreError::Corrupt(format!("a plan without its end: {}", import.id)).into());
            }
        }
        let some = self.read.drain(..self.read.len().min(PREPARED_AT_ONCE)).collect();
        self.waiting = work.prepare(some).await?.into();
        Ok(())
    }

    /// Has the rows behind the checkpoint read and prepared anew.
    fn forget(&mut self) {
        self.read.clear();
        self.waiting.clear();
    }
}

/// As many of the first rows as fit into one transaction.
fn page_of<T: store::records::Record>(waiting: &mut VecDeque<Prepared<T>>, most: usize) -> Vec<Prepared<T>> {
    let (mut page, mut writes) = (Vec::new(), 0);
    while let Some(next) = waiting.front() {
        writes += next.write.as_ref().map_or(0, RowWrite::writes);
        if writes > most && !page.is_empty() {
            break;
        }
        page.extend(waiting.pop_front());
    }
    page
}

/// How a page was written, with the import behind it.
enum Written {
    /// All of it at once.
    AtOnce(Import),
    /// Row by row, because it could not be written at once.
    OneByOne(Import),
    /// Somebody else went on with the import.
    ByAnother,
}

struct Pages<'a> {
    app: &'a App,
    workspace: WorkspaceId,
    plan_bytes: u64,
}

impl Pages<'_> {
    /// Writes a page; row by row, where it cannot be written at once.
    async fn write<W: Work>(
        &self,
        work: &mut W,
        import: Import,
        page: Vec<Prepared<W::Stored>>,
        announce: bool,
    ) -> Result<Written, ImportError> {
        let mut written = self.try_write(work, &import, &page, announce).await;
        // A table at its bound is given more time than the store gives it.
        for pause in PAUSES {
            if !matches!(written, Err(StoreError::Busy)) {
                break;
            }
            tokio::time::sleep(pause).await;
            written = self.try_write(work, &import, &page, announce).await;
        }
        match written {
            Ok(next) => return Ok(Written::AtOnce(next)),
            Err(StoreError::Conflict) if page.is_empty() => return Ok(Written::ByAnother),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        let mut import = import;
        let last = page.len();
        for (place, row) in page.into_iter().enumerate() {
            let announce = announce && place + 1 == last;
            match self.write_one(work, &import, row, announce).await? {
                Some(next) => import = next,
                None => return Ok(Written::ByAnother),
            }
        }
        Ok(Written::OneByOne(import))
    }

    /// Writes a row by itself, prepared anew where somebody else changed its record. None says that somebody
    /// else went on with the import.
    async fn write_one<W: Work>(
        &self,
        work: &mut W,
        import: &Import,
        mut row: Prepared<W::Stored>,
        announce: bool,
    ) -> Result<Option<Import>, ImportError> {
        for attempt in 1.. {
            if !self.is_ours(import).await? {
                return Ok(None);
            }
            let again = work.prepare(vec![(row.row.clone(), row.end)]).await?;
            row = again.into_iter().next().unwrap_or(row);
            match self.try_write(work, import, std::slice::from_ref(&row), announce).await {
                Ok(next) => return Ok(Some(next)),
                Err(StoreError::Conflict) if attempt < ATTEMPTS => {}
                Err(StoreError::Conflict) => break,
                Err(error) => return Err(error.into()),
            }
        }
        let done = Done::Failed(work.refusal(&row).await?);
        let refused = Prepared { done, write: None, ..row };
        match self.try_write(work, import, &[refused], announce).await {
            Ok(next) => Ok(Some(next)),
            Err(StoreError::Conflict) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn is_ours(&self, import: &Import) -> Result<bool, StoreError> {
        let now = self.app.store.import(self.workspace, import.id).await?;
        Ok(now.is_some_and(|now| now.sequence == import.sequence))
    }

    async fn try_write<W: Work>(
        &self,
        work: &W,
        import: &Import,
        page: &[Prepared<W::Stored>],
        announce: bool,
    ) -> Result<Import, StoreError> {
        let place = page.last().map_or(work.place(import), |last| last.end);
        let done: Vec<&Done> = page.iter().map(|row| &row.done).collect();
        let next = Import { sequence: import.sequence + 1, ..work.behind(import, &done, place) };
        let (next, then) = match () {
            () if place >= self.plan_bytes => (work.ended(next), Then::Unlock),
            () if announce => (next, Then::Announce(&self.app.outbox)),
            () => (next, Then::Wait),
        };
        let writes: Vec<_> = page.iter().filter_map(|row| row.write.clone()).collect();
        let told: Vec<_> = page.iter().filter(|row| work.tells(&row.done)).map(told).collect();
        let states = (import, &next);
        self.app.store.write_rows(self.workspace, states, &writes, &told, work.actor(), then).await?;
        Ok(next)
    }
}

fn told<T>(prepared: &Prepared<T>) -> RowOutcome {
    let (outcome, reason) = match &prepared.done {
        Done::Kept(reason) => (Outcome::Kept, Some(Failure::of(reason))),
        Done::Failed(reason) => (Outcome::Failed, Some(reason.clone())),
        _ => (Outcome::Reversed, None),
    };
    let PlanRow { row, record, name, .. } = prepared.row.clone();
    RowOutcome { row, name, record, outcome, reason }
}
