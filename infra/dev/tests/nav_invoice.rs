//! `cargo dev nav-invoice` against the seven cases of ../shared/nav/expected.json, through the
//! command itself.

use std::{path::Path, process::Command};

use serde_json::Value;

fn nav_invoice(files: &[&Path]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_dev")).arg("nav-invoice").args(files).output().expect("the command runs")
}

#[test]
fn the_seven_cases_come_out_equal() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let samples =
        above.map(|folder| folder.join("shared/nav")).find(|folder| folder.join("expected.json").is_file());
    let Some(samples) = samples else {
        println!("skipped: ../shared/nav is not here");
        return;
    };
    let expected = std::fs::read(samples.join("expected.json")).expect("readable");
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let cases = expected["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 7);
    for case in cases {
        let files = case["files"].as_array().expect("files");
        let files: Vec<_> = files
            .iter()
            .map(|file| samples.join("invoice-samples").join(file.as_str().expect("text")))
            .collect();
        let output = nav_invoice(&files.iter().map(|file| file.as_path()).collect::<Vec<_>>());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut shown: Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
        for invoice in shown.as_array_mut().expect("an array") {
            assert_eq!(invoice["invoiceOperation"], Value::Null);
            let file = Path::new(invoice["file"].as_str().expect("text")).file_name().expect("a name");
            invoice["file"] = file.to_string_lossy().into_owned().into();
        }
        let mut expected = case["expected"].clone();
        for invoice in expected.as_array_mut().expect("an array") {
            invoice["invoiceOperation"] = Value::Null;
        }
        assert_eq!(shown, expected, "case {}", case["id"]);
    }
}

#[test]
fn a_file_that_is_no_invoice_prints_nothing_on_stdout() {
    let output = nav_invoice(&[Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))]);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("Cargo.toml cannot be read") && error.contains("not well-formed"), "{error}");
}
