//! FatturaPA files before the official schema and a38, which nobody here wrote.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

#[path = "../../shared/fatturapa/tests/files/samples.rs"]
mod samples;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use local_cloud::venv::{self, Packages};

const CHECKERS: Packages = Packages {
    name: "the FatturaPA schema and a38",
    requirements: include_str!("fatturapa_files/requirements.txt"),
    complete: true,
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/repository/fatturapa_files/check.py");

#[test]
fn the_schema_and_a38_find_nothing_wrong() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not here");
        return;
    }
    let python = venv::ensure(&CHECKERS, &|line| println!("{line}")).unwrap();
    let check = |files: &[PathBuf]| Command::new(&python).arg(SCRIPT).args(files).output().unwrap();

    let written: Vec<(&str, String)> = samples::all()
        .iter()
        .map(|sample| (sample.name, fatturapa::xml(&sample.invoice()).unwrap()))
        .collect();
    let files: Vec<PathBuf> = written.iter().map(|(name, xml)| file(name, xml)).collect();
    let output = check(&files);
    assert!(output.status.success(), "{}", text(&output));

    // The schema finds a currency that is none, and a38 VAT that is not there without a reason.
    let (_, xml) = written.iter().find(|(name, _)| *name == "natura").unwrap();
    let damaged = xml.replace("<Divisa>EUR<", "<Divisa>EU<").replace("<Natura>N4</Natura>", "");
    let output = check(&[file("damaged", &damaged)]);
    let found = text(&output);
    assert_eq!(output.status.code(), Some(1), "{found}");
    assert!(found.contains("'EU' is not accepted") && found.contains("[00400]"), "{found}");
}

fn file(name: &str, xml: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fatturapa");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.xml"));
    fs::write(&path, xml).unwrap();
    path
}

fn text(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&text).into_owned()
}
