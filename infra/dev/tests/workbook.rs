//! `cargo dev workbook-sample` and `cargo dev workbook-check`, as programs.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};

fn dev(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dev")).args(arguments).output().unwrap()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The one object on stdout, and whether the program is content.
fn check(kind: &str, file: &Path) -> (Value, bool) {
    let checked = dev(&["workbook-check", kind, file.to_str().unwrap()]);
    let printed = serde_json::from_slice(&checked.stdout).unwrap_or_else(|_| panic!("{checked:?}"));
    (printed, checked.status.success())
}

#[test]
fn samples_of_every_kind_are_new_to_empty_books() {
    for kind in ["partners", "products", "accounts"] {
        let file = path(&format!("{kind}.xlsx"));
        let sampled = dev(&["workbook-sample", kind, "300", file.to_str().unwrap()]);
        assert!(sampled.status.success(), "{sampled:?}");
        let (printed, content) = check(kind, &file);
        let expected = json!({ "new": 300, "changed": 0, "unchanged": 0, "refused": 0, "problems": [] });
        assert_eq!((printed, content), (expected, true), "{kind}");
    }
}

#[test]
fn refused_rows_are_told_and_fail() {
    let file = path("refused.csv");
    std::fs::write(&file, "code;name;customer;tax_number\nA;Kőris;yes;13104575-2-42\nA;Nyár;yes;\n").unwrap();
    let (printed, content) = check("partners", &file);
    assert_eq!((&printed["new"], &printed["refused"], content), (&json!(1), &json!(1), false), "{printed}");
    let problem = &printed["problems"][0];
    assert_eq!((&problem["cell"], &problem["code"]), (&json!("CSV!A3"), &json!("row-repeated")));
    assert!(problem["message"].as_str().is_some_and(|message| message.contains("Row 2")), "{problem}");

    std::fs::write(&file, b"\x89PNG\r\n\x1a\n").unwrap();
    let (printed, content) = check("partners", &file);
    assert!(!content && printed["problems"][0]["code"] == "workbook-other", "{printed}");
}
