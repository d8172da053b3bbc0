//! The dry run: a file is read and laid over the books, and what would come of it is kept as a plan, a list
//! of problems, and a copy of the file in which they are marked.

use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use domain::{
    chart_room::ChartRoom,
    exchange::{Check, Failure, Import, ImportState, WorkbookKind},
    ids::WorkspaceId,
    partner::Partner,
    product::Product,
    workspace::Workspace,
};
use lambda::{batch::Worked, progress::noted};
use sha2::{Digest as _, Sha256};
use store::{
    files::{Fetched, result, results, upload},
    imports::Then,
};
use workbook::{Books, FileError, account::Account};

use crate::{
    App, ImportError,
    kept::{self, Kept},
    reading::{Reading, failure, read},
    worked,
};

/// A dry run, or why the file as a whole is refused.
pub enum Checked {
    /// The dry run; its results are stored.
    Done(Check),
    /// The file is refused; where its headings are to blame, there are results that say which.
    Refused(Failure, Option<Check>),
    /// The file is not there.
    Gone,
}

impl Checked {
    /// The import with what its file came to.
    pub fn laid_on(self, import: Import) -> Import {
        let rows_read = 0;
        match self {
            Self::Gone => {
                Import { state: ImportState::AwaitingFile, rows_read, check: None, failure: None, ..import }
            }
            Self::Refused(failure, check) => {
                Import { state: ImportState::Refused, rows_read, check, failure: Some(failure), ..import }
            }
            Self::Done(check) => Import {
                state: ImportState::Checked,
                rows_read: check.counts.rows(),
                check: Some(check),
                failure: None,
                ..import
            },
        }
    }
}

/// Checks the file of an upload; where another one took its place, that.
pub async fn arrived(
    app: &App,
    workspace: WorkspaceId,
    import: Import,
    upload: Option<String>,
) -> Result<Worked, ImportError> {
    let before = if import.upload == upload { import.attempts } else { 0 };
    let begun = Import {
        state: ImportState::Checking,
        sequence: import.sequence + 1,
        upload,
        attempts: before + 1,
        rows_read: 0,
        check: None,
        failure: None,
        ..import.clone()
    };
    if let Err(error) = app.store.save_import(workspace, &import, &begun, Then::Wait).await {
        return worked(Err(error));
    }
    let done = read_through(app, workspace, &begun).await;
    if matches!(&done, Err(ImportError::Store(error)) if error.passes()) {
        // A service failed, not the reading: the attempt does not count.
        let again = Import { sequence: begun.sequence + 1, attempts: before, ..begun.clone() };
        if let Err(error) = app.store.save_import(workspace, &begun, &again, Then::Wait).await {
            tracing::warn!(%error, "an attempt may count that was none of the file's");
        }
    }
    done
}

async fn read_through(app: &App, workspace: WorkspaceId, begun: &Import) -> Result<Worked, ImportError> {
    let checked = match begun.attempts > app.limits.attempts {
        true => Checked::Refused(Failure::of("workbook-breaks-reader"), None),
        false => check(app, workspace, begun).await?,
    };
    let done = Import { sequence: begun.sequence + 1, ..checked.laid_on(begun.clone()) };
    worked(app.store.save_import(workspace, begun, &done, Then::Wait).await)
}

/// Makes a dry run of an import's file.
pub async fn check(app: &App, workspace: WorkspaceId, import: &Import) -> Result<Checked, ImportError> {
    let company = app.store.workspace(workspace).await?;
    let Some(company) = company else { return Ok(Checked::Gone) };
    match import.kind {
        WorkbookKind::Partners => check_kind::<Partner>(app, &company, import).await,
        WorkbookKind::Products => check_kind::<Product>(app, &company, import).await,
        WorkbookKind::LedgerAccounts => check_kind::<Account>(app, &company, import).await,
    }
}

async fn check_kind<T: Kept>(
    app: &App,
    company: &Workspace,
    import: &Import,
) -> Result<Checked, ImportError> {
    let file = tempfile::tempfile()?;
    let mut writer = tokio::fs::File::from_std(file.try_clone()?);
    let place = upload(company.id, import.id);
    let fetched = app.files.fetch(&place, app.limits.file_bytes, &mut writer).await?;
    let Some(fetched) = fetched else { return Ok(Checked::Gone) };
    if fetched.bytes > app.limits.file_bytes {
        let megabytes = app.limits.file_bytes / 1024 / 1024;
        return Ok(Checked::Refused(Failure::of("workbook-too-large-file").with("most", megabytes), None));
    }
    let chart = app.store.chart(company).await?;
    let room = ChartRoom::new(&chart, T::posted(&app.store, company).await?);
    let known = kept::known::<T>(&app.store, company, &chart).await?;
    let rows = Arc::new(AtomicU32::new(0));
    let reading = {
        let (import, rows, home) = (import.clone(), rows.clone(), company.country);
        tokio::task::spawn_blocking(move || {
            let mut known = known;
            let books = Books { known: &mut known, chart: Some(&chart), home, room: Some(room) };
            read::<T>(file, books, &import, &rows)
        })
    };
    let note = || app.store.note_rows_read(company.id, import, rows.load(Ordering::Relaxed));
    match noted(reading, note).await? {
        Ok(mut reading) => {
            let refusal = reading.refusal.take();
            let check = store_results(app, company.id, import, &fetched, reading).await?;
            Ok(match refusal {
                None => Checked::Done(check),
                Some(refusal) => Checked::Refused(refusal, Some(check)),
            })
        }
        Err(FileError::Stopped(error)) => Err(error.into()),
        Err(refusal) => Ok(Checked::Refused(failure(&refusal), None)),
    }
}

async fn store_results(
    app: &App,
    workspace: WorkspaceId,
    import: &Import,
    file: &Fetched,
    reading: Reading,
) -> Result<Check, ImportError> {
    let Reading { counts, mut problems, problem_count, mut plan, copy, .. } = reading;
    let token = Check::token(&file.tag, &digest(plan.reader()?)?, &digest(problems.reader()?)?);
    let place = results(workspace, import.id, &token);
    let lines = "application/x-ndjson";
    app.files.put(&result(&place, "plan"), plan.file()?, lines).await?;
    app.files.put(&result(&place, "problems"), problems.file()?, lines).await?;
    if let Some(copy) = &copy {
        app.files.put(&result(&place, "copy"), copy, workbook::write::CONTENT_TYPE).await?;
    }
    Ok(Check {
        counts,
        problems: problem_count,
        listed: problems.count(),
        marked: copy.is_some(),
        token,
        results: place,
        plan_bytes: plan.bytes(),
        at: app.clock.now(),
    })
}

fn digest(mut file: impl Read) -> Result<Vec<u8>, ImportError> {
    let mut digest = Sha256::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(digest.finalize().to_vec());
        }
        digest.update(&chunk[..read]);
    }
}
