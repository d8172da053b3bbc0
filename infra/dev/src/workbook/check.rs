//! `cargo dev workbook-check KIND FILE`: what an import into empty books would make of a file, as JSON.

use std::{
    fs::File,
    io::{self, Write, stdout},
    path::PathBuf,
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use domain::{country::Country, exchange::Counts, language::Language, partner::Partner, product::Product};
use lambda::texts;
use serde_json::{Value, json};
use workbook::{Books, Keyed, Known, Options as Reading, Problem, WORKBOOK, account::Account};

use super::Kind;

/// What is checked.
#[derive(Args)]
pub struct Options {
    /// What the workbook holds
    kind: Kind,
    /// The file: .xlsx, .xls, .xlsb, .ods or .csv
    file: PathBuf,
}

/// Prints one JSON object: the counts, and every problem. An error where a row, or the file, is refused.
pub fn run(options: &Options) -> Result<()> {
    let file = File::open(&options.file).with_context(|| options.file.display().to_string())?;
    match options.kind {
        Kind::Partners => check::<Partner>(file),
        Kind::Products => check::<Product>(file),
        Kind::Accounts => check::<Account>(file),
    }
}

/// Problems are printed as they are found: a file can have more than fit into memory.
fn check<T: Keyed>(file: File) -> Result<()> {
    let mut out = io::BufWriter::new(stdout().lock());
    write!(out, "{{\"problems\":[")?;
    let (mut known, mut printed) = (Known::<T>::new()?, Printed { any: false });
    let books = Books { known: &mut known, chart: None, home: Country::Hu, room: None };
    let read = workbook::check(file, &Reading::of(T::KIND), &WORKBOOK, &texts::named, books, |_, judged| {
        judged.problems.iter().try_for_each(|problem| printed.print(&mut out, &shown(problem)))
    });
    let (counts, refusal) = match read {
        Ok((layout, counts)) => {
            for problem in &layout.problems {
                printed.print(&mut out, &shown(problem))?;
            }
            (counts, layout.refused().then(|| "the headings are refused".to_owned()))
        }
        Err(error) => {
            let problem =
                json!({ "code": error.code(), "message": message(error.code(), &error.arguments()) });
            printed.print(&mut out, &problem)?;
            (Counts::default(), Some(error.to_string()))
        }
    };
    let Counts { new, changed, unchanged, refused } = counts;
    writeln!(out, "],\"new\":{new},\"changed\":{changed},\"unchanged\":{unchanged},\"refused\":{refused}}}")?;
    out.flush()?;
    ensure!(refusal.is_none(), refusal.unwrap_or_default());
    ensure!(refused == 0, "{refused} rows are refused");
    Ok(())
}

struct Printed {
    any: bool,
}

impl Printed {
    fn print(&mut self, out: &mut impl Write, problem: &Value) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.any, true) { "," } else { "" };
        write!(out, "{comma}\n{problem}")
    }
}

fn shown(problem: &Problem) -> Value {
    json!({
        "sheet": problem.sheet, "cell": problem.cell, "code": problem.code, "found": problem.found,
        "expected": problem.expected, "message": message(&problem.code, &problem.arguments),
        "hint": texts::named(Language::En, &problem.hint), "warning": problem.warning,
    })
}

fn message(code: &str, arguments: &[(impl AsRef<str>, String)]) -> String {
    texts::told(Language::En, code, arguments)
}
