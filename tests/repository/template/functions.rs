//! Folders, programs, functions and their environment agree.

use std::collections::{BTreeMap, BTreeSet};

use super::{functions, template};
use crate::{cargo, tree};

/// Reads `NAV_...` for every function that calls `nav_access::client`.
const NAV_ACCESS: &str = "shared/lambda/src/nav_access.rs";

#[test]
fn folders_programs_and_functions_agree() {
    let folders = tree::folders("functions");
    let packages: BTreeMap<&str, &cargo::Package> = cargo::packages()
        .iter()
        .filter_map(|package| Some((package.folder.strip_prefix("functions/")?, package)))
        .collect();
    assert_eq!(folders, packages.keys().map(|name| (*name).to_owned()).collect(), "folders; packages");
    for (folder, package) in packages {
        assert_eq!((package.name.as_str(), package.programs.as_slice()), (folder, &[folder.to_owned()][..]));
    }
    let in_template: BTreeMap<String, String> = template()
        .functions()
        .unwrap()
        .into_iter()
        .map(|function| (function.logical_id, function.binary))
        .collect();
    let expected = folders.iter().map(|folder| (tree::pascal_case(folder), folder.clone()));
    assert_eq!(in_template, expected.collect(), "left: the template; right: functions/");
    for (id, properties) in functions() {
        assert_eq!(properties["CodeUri"], format!("functions/{}", in_template[id]), "{id}");
    }
}

#[test]
fn each_function_is_given_the_variables_that_its_code_reads() {
    let globals = &template().json()["Globals"]["Function"];
    assert_eq!(keys(globals), BTreeSet::from(["RUST_LOG".to_owned()]), "tracing reads it in every function");
    for function in template().functions().unwrap() {
        let properties = &template().json()["Resources"][&function.logical_id]["Properties"];
        let mut read = BTreeSet::new();
        for file in tree::below(&format!("functions/{}/src", function.binary), ".rs") {
            let text = file.text().unwrap();
            read.extend(variables(text));
            if text.contains("nav_access::client(") {
                read.extend(variables(&tree::read(NAV_ACCESS)));
            }
        }
        assert_eq!(
            keys(properties),
            read,
            "{}: the template gives the left, the code reads the right",
            function.binary
        );
    }
}

/// The variables are found by the one call that reads them; nothing else may look into the environment, but
/// for tests.
#[test]
fn nothing_but_the_edge_reads_the_environment() {
    let code = ["functions", "shared"].into_iter().flat_map(|folder| tree::below(folder, ".rs"));
    let code = code.filter(|file| !file.path.contains("/tests/"));
    let reads = |line: &str| ["env::var", "env::vars", "var_os("].iter().any(|call| line.contains(call));
    let found: Vec<String> = code.flat_map(|file| file.lines(reads)).collect();
    assert!(
        found.iter().all(|line| line.starts_with("shared/lambda/src/edge.rs:")),
        "read variables with lambda::edge::env: {found:#?}"
    );
    let shared = tree::below("shared", ".rs").filter(|file| !file.path.ends_with("lambda/src/edge.rs"));
    let shared = shared.filter(|file| !variables(file.text().unwrap()).is_empty());
    let shared: Vec<_> = shared.map(|file| file.path.as_str()).collect();
    assert_eq!(shared, [NAV_ACCESS], "this test knows one shared place that reads variables");
}

fn keys(function: &serde_json::Value) -> BTreeSet<String> {
    let variables = function["Environment"]["Variables"].as_object().into_iter().flatten();
    variables.map(|(name, _)| name.clone()).collect()
}

/// The names in `env("NAME")` and `edge::number("NAME")`.
fn variables(code: &str) -> BTreeSet<String> {
    let calls = ["env(\"", "edge::number(\""].into_iter().flat_map(|call| code.split(call).skip(1));
    calls.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
}
