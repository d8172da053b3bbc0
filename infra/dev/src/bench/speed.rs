//! The program `speed`, built as a release as the functions are, with the Python packages that it compares
//! with.

use anyhow::{Context, Result};
use local_cloud::venv::{self, Packages};

use crate::optimised;

const PYTHON: Packages = Packages {
    name: "lxml and openpyxl",
    requirements: include_str!("../../../speed/requirements.txt"),
    complete: false,
};

/// Measures one of its parts, and prints.
pub fn measure(part: &str) -> Result<()> {
    match venv::ensure(&PYTHON, &|line| println!("{line}")) {
        Ok(python) => {
            optimised::release("speed", &[part, python.to_str().context("a path that is no text")?])
        }
        Err(error) => {
            println!("\nNot compared with Python: {error}");
            optimised::release("speed", &[part])
        }
    }
}
