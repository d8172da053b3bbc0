//! A file while it is read: its plan, its problems, and its marked copy, all in temporary files.

use std::{
    fs::File,
    sync::atomic::{AtomicU32, Ordering},
};

use domain::{
    exchange::{Counts, Failure, Import},
    ids::JobId,
};
use lambda::texts;
use workbook::{
    Books, Copier, CopyError, FileError, Judged, Options, Problem, Spool, Verdict, WORKBOOK, record::Given,
};

use crate::{
    kept::Kept,
    plan::{self, PlanRow},
};

/// What the reading of a file came to.
pub struct Reading {
    /// What the rows come to.
    pub counts: Counts,
    /// Problems and warnings, as many as are listed.
    pub problems: Spool<Problem>,
    /// How many there are.
    pub problem_count: u32,
    /// The rows to be written.
    pub plan: Spool<PlanRow>,
    /// The copy in which the problems are marked, where rows are refused.
    pub copy: Option<File>,
    /// Why no row was read.
    pub refusal: Option<Failure>,
}

/// Why a file as a whole is refused, as it is kept.
pub fn failure(refusal: &FileError) -> Failure {
    let arguments = refusal.arguments().into_iter();
    arguments.fold(Failure::of(refusal.code()), |failure, (name, value)| failure.with(name, value))
}

/// Reads a file and lays it over the books; `rows` says how many rows were read so far.
pub fn read<T: Kept>(
    file: File,
    books: Books<'_, T>,
    import: &Import,
    rows: &AtomicU32,
) -> Result<Reading, FileError> {
    let disk = FileError::Stopped;
    let mut plan = Spool::new().map_err(disk)?;
    let mut problems = Spool::new().map_err(disk)?;
    let mut problem_count = 0;
    let options = Options {
        kind: import.kind,
        formulas: import.formulas,
        home: books.home,
        encoding: import.encoding,
        decimal_mark: import.decimal_mark,
    };
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
    let refusal = layout.refused().then(|| Failure::of("workbook-headings-wrong"));
    let copy = match counts.refused > 0 || refusal.is_some() {
        true => Some(copy(&file, &options, import, &mut problems)?),
        false => None,
    };
    Ok(Reading { counts, problems, problem_count, plan, copy, refusal })
}

/// The copy of the file in which the problems are marked.
fn copy(
    file: &File,
    options: &Options,
    import: &Import,
    problems: &mut Spool<Problem>,
) -> Result<File, FileError> {
    let mut copy = tempfile::tempfile().map_err(FileError::Stopped)?;
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
fn planned<T: Kept>(cells: &[Given<'_>], judged: Judged<T>, import: JobId) -> Option<PlanRow> {
    let row = judged.row + 1;
    let (record, base, name) = match judged.verdict {
        Verdict::New(new) => (new.new_id(import, row), None, new.label().to_owned()),
        Verdict::Changed(before, after) => (before.id, Some(before.version), after.label().to_owned()),
        Verdict::Unchanged | Verdict::Refused => return None,
    };
    Some(PlanRow { row, record, base, name, cells: plan::kept(T::KIND, cells) })
}
