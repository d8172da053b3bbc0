//! Official and real samples in ../shared/nav, where the machine has them.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of samples beside the repository, or beside a folder above it (a worktree's); `None`, saying
/// that the test is skipped, where there is none.
pub fn samples() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder =
        above.map(|folder| folder.join("shared/nav")).find(|folder| folder.join("expected.json").is_file());
    if folder.is_none() {
        println!("skipped: ../shared/nav is not here");
    }
    folder
}

/// A JSON file below the samples.
pub fn json(path: &str) -> Option<serde_json::Value> {
    let text = fs::read(samples()?.join(path)).expect("sample is readable");
    Some(serde_json::from_slice(&text).expect("sample is JSON"))
}

/// A file below the samples.
pub fn file(path: &str) -> Option<Vec<u8>> {
    Some(fs::read(samples()?.join(path)).expect("sample is readable"))
}

/// The files of a folder below the samples, by name.
pub fn files(folder: &str, extension: &str) -> Vec<(String, Vec<u8>)> {
    let Some(samples) = samples() else {
        return Vec::new();
    };
    let mut files: Vec<_> = fs::read_dir(samples.join(folder))
        .expect("folder is readable")
        .map(|entry| entry.expect("entry is readable").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let name = path.file_name().expect("has a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("sample is readable"))
        })
        .collect();
    files.sort();
    files
}
