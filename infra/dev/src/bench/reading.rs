//! Payload to typed invoice, against a bare pass over the same bytes and against lxml: the program `speed`,
//! built as a release as the functions are.

use anyhow::{Context, Result};
use local_cloud::venv::{self, Packages};

use crate::optimised;

const LXML: Packages =
    Packages { name: "lxml", requirements: include_str!("../../../speed/requirements.txt"), complete: false };

pub fn measure() -> Result<()> {
    match venv::ensure(&LXML, &|line| println!("{line}")) {
        Ok(python) => optimised::release("speed", &[python.to_str().context("a path that is no text")?]),
        Err(error) => {
            println!("\nNot compared with lxml: {error}");
            optimised::release("speed", &[])
        }
    }
}
