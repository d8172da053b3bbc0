//! The table of numbers in ../shared/identifiers.json, where the machine has it.

use std::{collections::BTreeMap, fs, path::Path};

use domain::identifier::IdentifierKind;
use serde::Deserialize;

/// Numbers by kind.
#[derive(Deserialize)]
struct Table {
    types: BTreeMap<IdentifierKind, Vec<Row>>,
}

#[derive(Deserialize)]
struct Row {
    number: String,
    note: String,
    /// `valid` or `invalid`.
    ours: String,
}

#[test]
fn agrees_with_the_table() {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(file) = above.find_map(|folder| fs::read(folder.join("shared/identifiers.json")).ok()) else {
        println!("skipped: ../shared/identifiers.json is not here");
        return;
    };
    let table: Table = serde_json::from_slice(&file).unwrap();
    assert_eq!(table.types.len(), IdentifierKind::ALL.len());
    for (kind, rows) in table.types {
        for Row { number, note, ours } in rows {
            let answer = kind.check(&number);
            assert_eq!(answer.is_ok(), ours == "valid", "{kind} {number:?} ({note}): {answer:?}");
        }
    }
}
