//! LibreOffice opens what we write, and what it saves changes nothing.

use std::{
    fmt::Debug,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use domain::partner::Partner;
use simulators::books;
use workbook::Record;

use super::{account, folder, language, read_over, samples, skip, write};

/// The formats in which it saves: the file's ending, and how it calls the format.
const FORMATS: &[(&str, &str)] = &[
    ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
    ("xls", "xls:MS Excel 97"),
    ("ods", "ods:calc8"),
    ("csv", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false"),
];

/// Texts that could be taken for something else. Of a carriage return before a line's end it makes one end.
const ODD: [&str; 18] = [
    "a\rb",
    "x\ty",
    " before",
    "after ",
    "_x000D_",
    "=1+1",
    "'quoted",
    "#clear#",
    "\u{1}x",
    "\u{FFFE}",
    "1.17737E+23",
    "2026-11-25",
    "0012",
    "-",
    "a\u{a0}b",
    "x\n\n",
    "https://example.com",
    "mailto:a@b.example",
];

#[test]
fn what_libreoffice_saves_changes_nothing() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return skip("soffice (LibreOffice Calc) is not here");
    }
    let odd = ODD.map(|note| Partner { note: Some(note.into()), ..books::partner(0) });
    // Other formats have no control characters, and end every line alike.
    check("odd", &odd, &FORMATS[..1]);
    check("partners", &samples(books::partner), FORMATS);
    let ambiguous = books::product(456);
    assert_eq!(ambiguous.cost_price.map(|price| price.to_string()).as_deref(), Some("946.833"));
    let products: Vec<_> = samples(books::product).into_iter().chain([ambiguous]).collect();
    check("products", &products, FORMATS);
    check("accounts", &samples(account), FORMATS);
}

fn check<T: Record + PartialEq + Debug>(name: &str, records: &[T], formats: &[(&str, &str)]) {
    let folder = folder(&format!("libreoffice-{name}"));
    let ours = folder.join("ours.xlsx");
    write(records, language(T::KIND), &ours);
    for (ending, format) in formats {
        let saved = saved(&ours, format, &folder.join(ending)).with_extension(ending);
        let found = read_over(records, &saved);
        assert_eq!(found.len(), records.len(), "{}", saved.display());
        for (was, is) in records.iter().zip(&found) {
            assert_eq!(is, was, "{}", saved.display());
        }
    }
}

/// Opens a file and saves it into a folder, with settings of its own.
fn saved(file: &Path, format: &str, into: &Path) -> PathBuf {
    fs::create_dir_all(into).unwrap();
    let settings = format!("-env:UserInstallation=file://{}", into.join("settings").display());
    let run = Command::new("soffice")
        .args([&settings, "--headless", "--convert-to", format, "--outdir"])
        .args([into, file])
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    into.join(file.file_name().unwrap())
}
