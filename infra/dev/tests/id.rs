//! `cargo dev id` against the table in ../shared/identifiers.json, through the command itself.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

fn id(kind: &str, numbers: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dev"));
    let output = command.args(["id", kind, "--"]).args(numbers).output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").lines().map(str::to_owned).collect()
}

#[test]
fn each_number_is_a_line() {
    let lines = id("fi_viite", &["1232", "", "-1232", "1233"]);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert_eq!((lines[0].as_str(), lines[2].as_str()), ("valid", "valid"));
    assert_eq!(lines[3], "invalid: the check digit is wrong");
    assert!(lines[1].starts_with("invalid: "), "{lines:?}");
}

#[test]
fn the_table_comes_out_equal() {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(table) = above.find_map(|folder| fs::read(folder.join("shared/identifiers.json")).ok()) else {
        println!("skipped: ../shared/identifiers.json is not here");
        return;
    };
    let table: Value = serde_json::from_slice(&table).expect("JSON");
    for (kind, rows) in table["types"].as_object().expect("types") {
        let rows = rows.as_array().expect("rows");
        let numbers: Vec<_> = rows.iter().map(|row| row["number"].as_str().expect("a number")).collect();
        let expected: Vec<_> = rows.iter().map(|row| row["ours"].as_str().expect("a verdict")).collect();
        let lines = id(kind, &numbers);
        let verdicts: Vec<_> = lines.iter().map(|line| line.split(": ").next().expect("a word")).collect();
        assert_eq!(verdicts, expected, "{kind}: {lines:#?}");
    }
}
