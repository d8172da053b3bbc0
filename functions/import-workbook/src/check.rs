//! The dry run: a file is read and laid over the books, and what would come of it is kept as a plan, a list
//! of problems, and a copy of the file in which they are marked.

use std::{
    fs::File,
    io::Read as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use domain::{
    chart::Chart,
    exchange::{Check, Counts, Failure, Import, ImportState, WorkbookKind},
    ids::{JobId, WorkspaceId},
    limits::BOOKS,
    partner::Partner,
    product::Product,
    workspace::Workspace,
};
use lambda::texts;
use sha2::{Digest as _, Sha256};
use store::{
    files::{Fetched, result, results, upload},
    imports::Then,
};
use tempfile::NamedTempFile;
use tokio::task::JoinHandle;
use workbook::{
    Books, Copier, CopyError, FileError, Judged, Known, Options, Problem, Spool, Verdict, WORKBOOK,
    account::Account, record::Given,
};

use crate::{
    App, ImportError, done_by_another,
    kept::{self, Kept},
    plan::{self, PlanRow},
};

/// How often it is noted how far the reading is.
const NOTED_EVERY: Duration = Duration::from_secs(5);

/// What the reading of a file came to.
struct Reading {
    counts: Counts,
    problems: Spool<Problem>,
    problem_count: u32,
    plan: Spool<PlanRow>,
    copy: Option<NamedTempFile>,
}

/// A dry run, or why the file as a whole is refused.
pub enum Checked {
    /// The dry run; its results are stored.
    Done(Check),
    /// The file is refused.
    Refused(Failure),
    /// The file is not there, or another one is in its place.
    Gone,
}

/// Checks a file that has arrived.
pub async fn arrived(app: &App, workspace: WorkspaceId, import: Import) -> Result<(), ImportError> {
    let begun = Import {
        state: ImportState::Checking,
        sequence: import.sequence + 1,
        attempts: import.attempts + 1,
        rows_read: 0,
        ..import.clone()
    };
    if let Err(error) = app.store.save_import(workspace, &import, &begun, Then::Wait).await {
        // Somebody else is at it.
        return Ok(done_by_another(Err(error))?);
    }
    let checked = match begun.attempts > app.limits.attempts {
        true => Checked::Refused(Failure { code: "workbook-breaks-reader".into(), arguments: Vec::new() }),
        false => check(app, workspace, &begun, None).await?,
    };
    let done = Import { sequence: begun.sequence + 1, attempts: 0, ..begun.clone() };
    let done = match checked {
        Checked::Gone => Import { state: ImportState::AwaitingFile, check: None, ..done },
        Checked::Refused(failure) => {
            Import { state: ImportState::Refused, check: None, failure: Some(failure), ..done }
        }
        Checked::Done(check) => Import {
            state: ImportState::Checked,
            rows_read: check.counts.rows(),
            check: Some(check),
            failure: None,
            ..done
        },
    };
    Ok(done_by_another(app.store.save_import(workspace, &begun, &done, Then::Wait).await)?)
}

/// Makes a dry run of an import's file, or of the version of it that bears the tag.
pub async fn check(
    app: &App,
    workspace: WorkspaceId,
    import: &Import,
    tag: Option<&str>,
) -> Result<Checked, ImportError> {
    let company = app.store.workspace(workspace).await?;
    let Some(company) = company else { return Ok(Checked::Gone) };
    match import.kind {
        WorkbookKind::Partners => check_kind::<Partner>(app, &company, import, tag).await,
        WorkbookKind::Products => check_kind::<Product>(app, &company, import, tag).await,
        WorkbookKind::LedgerAccounts => check_kind::<Account>(app, &company, import, tag).await,
    }
}

async fn check_kind<T: Kept>(
    app: &App,
    company: &Workspace,
    import: &Import,
    tag: Option<&str>,
) -> Result<Checked, ImportError> {
    let file = tempfile::tempfile()?;
    let mut writer = tokio::fs::File::from_std(file.try_clone()?);
    let place = upload(company.id, import.id);
    let fetched = app.files.fetch(&place, tag, app.limits.file_bytes, &mut writer).await?;
    let Some(fetched) = fetched else { return Ok(Checked::Gone) };
    if fetched.bytes > app.limits.file_bytes {
        let megabytes = (app.limits.file_bytes / 1024 / 1024).to_string();
        let arguments = vec![("most".to_owned(), megabytes)];
        return Ok(Checked::Refused(Failure { code: "workbook-too-large-file".into(), arguments }));
    }
    let chart = app.store.chart(company).await?;
    let known = kept::known::<T>(&app.store, company, &chart).await?;
    let rows = Arc::new(AtomicU32::new(0));
    let reading = {
        let (import, rows, home) = (import.clone(), rows.clone(), company.country);
        tokio::task::spawn_blocking(move || read::<T>(file, known, &chart, home, &import, &rows))
    };
    match watched(app, company.id, import, reading, &rows).await? {
        Ok(reading) => Ok(Checked::Done(store_results(app, company.id, import, &fetched, reading).await?)),
        Err(FileError::Stopped(error)) => Err(error.into()),
        Err(refusal) => Ok(Checked::Refused(failure(&refusal))),
    }
}

/// Waits for the reading, and notes meanwhile how far it is.
async fn watched(
    app: &App,
    workspace: WorkspaceId,
    import: &Import,
    mut reading: JoinHandle<Result<Reading, FileError>>,
    rows: &AtomicU32,
) -> Result<Result<Reading, FileError>, ImportError> {
    loop {
        match tokio::time::timeout(NOTED_EVERY, &mut reading).await {
            Ok(read) => return Ok(read?),
            Err(_) => {
                let noted = app.store.note_rows_read(workspace, import, rows.load(Ordering::Relaxed)).await;
                done_by_another(noted)?;
            }
        }
    }
}

fn failure(refusal: &FileError) -> Failure {
    let arguments = refusal.arguments().into_iter().map(|(name, value)| (name.to_owned(), value));
    Failure { code: refusal.code().to_owned(), arguments: arguments.collect() }
}

fn read<T: Kept>(
    file: File,
    mut known: Known<T>,
    chart: &Chart,
    home: domain::country::Country,
    import: &Import,
    rows: &AtomicU32,
) -> Result<Reading, FileError> {
    let disk = FileError::Stopped;
    let mut plan = Spool::new().map_err(disk)?;
    let mut problems = Spool::new().map_err(disk)?;
    let mut problem_count = 0;
    let options =
        Options { kind: import.kind.into(), formulas: import.formulas, home, encoding: import.encoding };
    let room = match T::KIND {
        workbook::Kind::Accounts => Some(BOOKS.ledger_accounts.saturating_sub(chart.numbers().len())),
        workbook::Kind::Partners | workbook::Kind::Products => None,
    };
    let books = Books { known: &mut known, chart: Some(chart), home, room };
    let checked =
        workbook::check(&file, &options, &WORKBOOK, &texts::named, books, |cells, judged: Judged<T>| {
            rows.fetch_add(1, Ordering::Relaxed);
            for problem in &judged.problems {
                problem_count += 1;
                if problem_count <= WORKBOOK.problems {
                    problems.push(problem)?;
                }
            }
            planned(cells, judged, import.id).iter().try_for_each(|row| plan.push(row).map(drop))
        });
    let (layout, counts) = checked?;
    for problem in &layout.problems {
        problem_count += 1;
        problems.push(problem).map_err(disk)?;
    }
    let copy = match counts.refused > 0 || layout.refused() {
        true => Some(copy(&file, &options, import, &mut problems)?),
        false => None,
    };
    Ok(Reading { counts, problems, problem_count, plan, copy })
}

/// The copy of the file in which the problems are marked.
fn copy(
    file: &File,
    options: &Options,
    import: &Import,
    problems: &mut Spool<Problem>,
) -> Result<NamedTempFile, FileError> {
    let mut copy = NamedTempFile::new().map_err(FileError::Stopped)?;
    // What cannot be read back any more was written by this very process: it stops the copy, not the check.
    let marked = problems.entries().map_err(FileError::Stopped)?.map_while(Result::ok);
    let copier = Copier {
        options,
        limits: &WORKBOOK,
        language: import.language,
        text: &texts::named,
        message: &|language, problem: &Problem| texts::told(language, &problem.code, &problem.arguments),
    };
    match copier.copy(file, marked, &mut copy) {
        Ok(()) => Ok(copy),
        Err(CopyError::File(error)) => Err(error),
        Err(CopyError::Write(error)) => Err(FileError::Stopped(std::io::Error::other(error))),
    }
}

/// What is to be written of a row.
fn planned<T: Kept>(cells: &[Given], judged: Judged<T>, import: JobId) -> Option<PlanRow> {
    let row = judged.row + 1;
    let (record, base, name) = match judged.verdict {
        Verdict::New(new) => (new.new_id(import, row), None, new.label().to_owned()),
        Verdict::Changed(before, after) => (before.id, Some(before.version), after.label().to_owned()),
        Verdict::Unchanged | Verdict::Refused => return None,
    };
    Some(PlanRow { row, record, base, name, cells: plan::kept(cells) })
}

async fn store_results(
    app: &App,
    workspace: WorkspaceId,
    import: &Import,
    file: &Fetched,
    reading: Reading,
) -> Result<Check, ImportError> {
    let Reading { counts, mut problems, problem_count, mut plan, copy } = reading;
    let place = results(workspace, import.id, import.sequence);
    let (plan_path, problems_path) = (plan.path()?, problems.path()?);
    let token = Check::token(&file.tag, &digest(plan_path)?, &digest(problems_path)?);
    let lines = "application/x-ndjson";
    app.files.put(&result(&place, "plan"), plan_path, lines).await?;
    app.files.put(&result(&place, "problems"), problems_path, lines).await?;
    if let Some(copy) = copy {
        app.files.put(&result(&place, "copy"), copy.path(), workbook::write::CONTENT_TYPE).await?;
    }
    let (at, plan_bytes, file_tag) = (app.clock.now(), plan.bytes(), file.tag.clone());
    Ok(Check {
        counts,
        problems: problem_count,
        token,
        file_tag,
        results: place,
        plan_bytes,
        overtaken: false,
        at,
    })
}

fn digest(path: &Path) -> Result<Vec<u8>, ImportError> {
    let (mut file, mut digest) = (File::open(path)?, Sha256::new());
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(digest.finalize().to_vec());
        }
        digest.update(&chunk[..read]);
    }
}
