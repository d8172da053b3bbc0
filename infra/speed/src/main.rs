//! How fast the product is where it chews bytes, against bare passes over the same bytes and against Python.
//! `cargo dev bench` builds this as a release and runs it: `speed PART [PYTHON]`; without the Python that has
//! the packages, that comparison is left out.

mod clock;
mod nav;
mod python;
mod workbook;

use std::env;

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (part, rest) = arguments.split_first().context("say which part: nav or workbook")?;
    let python = rest.first().map(std::path::Path::new);
    match *part {
        "nav" => nav::measure(python),
        "workbook" => workbook::measure(python),
        workbook::memory::CHILD => workbook::memory::child(rest),
        other => bail!("there is no part {other:?}"),
    }
}
