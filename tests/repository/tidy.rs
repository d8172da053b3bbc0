//! The style that a machine can check. What is long, unfinished or out of place is named with its line.

use std::collections::BTreeSet;

use crate::tree::{self, File};

const MAIN_LINES: usize = 30;
const FILE_LINES: usize = 600;
/// Files beyond are listed where one is over the limit: they come next.
const LONG_FILE_LINES: usize = 400;
const COLUMNS: usize = 110;
const FILE_BYTES: usize = 256 * 1024;

/// Files that a program writes; nobody reads them from end to end.
const GENERATED: [&str; 2] = ["Cargo.lock", "openapi.json"];

fn code() -> impl Iterator<Item = &'static File> {
    tree::files().iter().filter(|file| file.path.ends_with(".rs"))
}

/// What runs for a customer.
fn product() -> impl Iterator<Item = &'static File> {
    ["shared", "functions"].into_iter().flat_map(|folder| tree::below(folder, ".rs"))
}

#[test]
fn mains_wire_and_run() {
    let mains = code().filter(|file| file.path.ends_with("/src/main.rs"));
    let mains: Vec<_> =
        mains.map(|file| (&file.path, file.bytes.split(|byte| *byte == b'\n').count() - 1)).collect();
    assert!(mains.len() > 5, "{mains:?}");
    let long: Vec<_> = mains.iter().filter(|(_, lines)| *lines > MAIN_LINES).collect();
    assert!(long.is_empty(), "more than {MAIN_LINES} lines: {long:?}");
}

#[test]
fn files_have_one_job() {
    let lines = |file: &'static File| (file.text().unwrap_or_default().lines().count(), file.path.as_str());
    let mut long: Vec<_> = code().map(lines).filter(|(lines, _)| *lines > LONG_FILE_LINES).collect();
    long.sort_unstable();
    let longest = long.last().map_or(0, |(lines, _)| *lines);
    assert!(longest <= FILE_LINES, "more than {FILE_LINES} lines, or soon: {long:#?}");
}

#[test]
fn lines_fit_a_screen() {
    let long: Vec<_> = code().flat_map(|file| file.lines(|line| line.chars().count() > COLUMNS)).collect();
    assert!(long.is_empty(), "more than {COLUMNS} columns: {long:#?}");
}

#[test]
fn nothing_is_unfinished() {
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|mark| mark.concat());
    let macros = [["todo", "!("], ["unimplemented", "!("], ["#[ig", "nore"]].map(|mark| mark.concat());
    let marked = |line: &str| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| marks.iter().any(|mark| mark == word))
            || macros.iter().any(|mark| line.contains(mark))
    };
    let texts = tree::files().iter().filter(|file| !GENERATED.contains(&file.path.as_str()));
    let found: Vec<_> = texts.flat_map(|file| file.lines(marked)).collect();
    assert!(found.is_empty(), "finish or file an issue: {found:#?}");
}

/// Money is decimal; a float would lose fillér.
#[test]
fn the_product_has_no_floats() {
    let float = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| word.ends_with("f32") || word.ends_with("f64"))
    };
    // A number in a workbook is a float by its format: there it is read and written, and nowhere else.
    let in_cells =
        ["shared/workbook/src/number.rs", "shared/workbook/src/value.rs", "shared/workbook/src/write.rs"];
    let others = product().filter(|file| !in_cells.contains(&file.path.as_str()));
    let found: Vec<_> = others.flat_map(|file| file.lines(float)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn shared_crates_document_everything() {
    for folder in tree::folders("shared") {
        let root = tree::read(&format!("shared/{folder}/src/lib.rs"));
        assert!(root.contains("#![deny(missing_docs)]"), "shared/{folder}/src/lib.rs");
    }
}

#[test]
fn every_module_says_what_it_is() {
    let modules = product().filter(|file| file.path.contains("/src/"));
    let silent: Vec<_> =
        modules.filter(|file| !file.bytes.starts_with(b"//!")).map(|file| &file.path).collect();
    assert!(silent.is_empty(), "begin with a //! line: {silent:#?}");
}

#[test]
fn the_readme_names_every_folder() {
    let readme = tree::read("README.md");
    let layers = ["functions", "shared", "infra"];
    let inner = layers.iter().flat_map(|layer| tree::folders(layer));
    let folders: BTreeSet<String> =
        inner.chain(layers.map(str::to_owned)).chain(["tests".to_owned()]).collect();
    let missing: Vec<_> = folders.iter().filter(|folder| !readme.contains(folder.as_str())).collect();
    assert!(missing.is_empty(), "README.md does not say where these are: {missing:?}");
}

#[test]
fn texts_exist_in_every_language() {
    let languages: BTreeSet<_> =
        domain::language::Language::ALL.map(|language| language.code().to_owned()).into();
    assert_eq!(languages.len(), 5);
    assert_eq!(tree::folders("shared/lambda/locales"), languages);
    let messages = |language: &str| -> BTreeSet<(String, String)> {
        let files = tree::below(&format!("shared/lambda/locales/{language}"), ".ftl");
        let named = files.flat_map(|file| {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            let lines = file.text().unwrap().lines().filter_map(|line| line.split_once(" ="));
            let keys = lines.map(|(key, _)| key).filter(|key| !key.starts_with([' ', '#', '[']));
            keys.map(|key| (name.to_owned(), key.to_owned())).collect::<Vec<_>>()
        });
        named.collect()
    };
    let english = messages("en");
    assert!(english.len() > 20, "{english:?}");
    for language in &languages {
        assert_eq!(messages(language), english, "left: {language}; right: en");
    }
}

/// Where packages come from is the machine's business.
#[test]
fn no_registry_is_named() {
    let hosts =
        [["crates", ".io"], ["pypi", ".org"], ["pythonhosted", ".org"], ["npmjs", ".org"], ["npmjs", ".com"]];
    let hosts = hosts.map(|host| host.concat()).to_vec();
    let hosts: Vec<String> = hosts.into_iter().chain([["deb.debian", ".org"].concat()]).collect();
    let named = |line: &str| hosts.iter().any(|host| line.contains(host));
    let texts = tree::files().iter().filter(|file| !file.path.ends_with(".lock"));
    let found: Vec<_> = texts.flat_map(|file| file.lines(named)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_file_is_heavy() {
    let light = |file: &&File| file.bytes.len() <= FILE_BYTES || GENERATED.contains(&file.path.as_str());
    let heavy: Vec<_> = tree::files().iter().filter(|file| !light(file)).map(|file| &file.path).collect();
    assert!(heavy.is_empty(), "over {FILE_BYTES} bytes: {heavy:?}");
}

/// What lies beside the repository is somebody else's and stays there.
#[test]
fn no_sample_from_outside_is_committed() {
    let outside = tree::root().join("../shared");
    if !outside.is_dir() {
        println!("skipped: {} is not here", outside.display());
        return;
    }
    let mut folders = vec![outside];
    let mut samples = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                samples.insert(std::fs::read(path).unwrap());
            }
        }
    }
    let copied = tree::files().iter().filter(|file| !file.bytes.is_empty() && samples.contains(&file.bytes));
    let copied: Vec<_> = copied.map(|file| &file.path).collect();
    assert!(copied.is_empty(), "copied from ../shared: {copied:?}");
}
