//! What may depend on what.

use std::collections::{BTreeMap, BTreeSet};

use crate::{cargo, tree};

/// The rules of bookkeeping data know no network and no runtime.
const NOT_IN_DOMAIN: [&str; 9] =
    ["aws", "axum", "hyper", "lambda", "rand", "reqwest", "tokio", "tower", "tracing"];

#[test]
fn the_domain_is_pure() {
    let domain = cargo::packages().iter().find(|package| package.folder == "shared/domain").unwrap();
    for dependency in &domain.dependencies {
        let begins = NOT_IN_DOMAIN.iter().find(|name| dependency.name.starts_with(*name));
        assert_eq!(begins, None, "shared/domain depends on {}", dependency.name);
    }
}

#[test]
fn dependencies_point_inwards() {
    let folders: BTreeMap<&str, &str> =
        cargo::packages().iter().map(|package| (package.name.as_str(), package.folder.as_str())).collect();
    for package in cargo::packages() {
        let forbidden: &[&str] = match package.folder.split('/').next() {
            Some("shared") => &["functions", "infra", "tests"],
            Some("functions") => &["functions", "infra", "tests"],
            Some("infra") => &["tests"],
            _ => &[],
        };
        let inside =
            package.dependencies.iter().filter_map(|dependency| folders.get(dependency.name.as_str()));
        for dependency in inside {
            let layer = dependency.split('/').next().unwrap_or_default();
            assert!(!forbidden.contains(&layer), "{} depends on {dependency}", package.folder);
        }
    }
}

#[test]
fn domain_stands_on_nothing_of_ours_and_store_on_domain() {
    let names: BTreeSet<&str> = cargo::packages().iter().map(|package| package.name.as_str()).collect();
    let alone = ["shared/domain", "shared/nav", "shared/transport"].map(|folder| (folder, &[][..]));
    let others = [
        ("shared/store", &["domain"][..]),
        ("shared/szamlazz", &["domain"]),
        ("shared/lines", &["domain", "nav", "store", "szamlazz"]),
    ];
    for (folder, allowed) in alone.into_iter().chain(others) {
        let package = cargo::packages().iter().find(|package| package.folder == folder).unwrap();
        let ours = package.dependencies.iter().filter(|dependency| !dependency.for_tests);
        let ours = ours.map(|dependency| dependency.name.as_str());
        let ours: Vec<&str> = ours.filter(|name| names.contains(name)).collect();
        assert!(ours.iter().all(|name| allowed.contains(name)), "{folder} depends on {ours:?}");
    }
}

#[test]
fn every_version_stands_in_the_root_manifest() {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in cargo::packages() {
        for dependency in &package.dependencies {
            versions.entry(&dependency.name).or_default().insert(&dependency.requirement);
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "asked for in several versions: {versions:#?}");
    for package in cargo::packages() {
        let manifest = tree::read(&format!("{}/Cargo.toml", package.folder));
        for (section, line) in entries(&manifest).filter(|(section, _)| section.ends_with("dependencies")) {
            let inherited = line.contains("workspace = true");
            assert!(inherited, "{} [{section}]: write `{line}` into the root's Cargo.toml", package.folder);
        }
        assert!(manifest.contains("[lints]\nworkspace = true"), "{} sets lints of its own", package.folder);
    }
}

#[test]
fn every_dependency_of_the_workspace_is_used() {
    let root = tree::read("Cargo.toml");
    let listed: BTreeSet<&str> = entries(&root)
        .filter(|(section, _)| *section == "workspace.dependencies")
        .map(|(_, line)| name(line))
        .collect();
    let used: BTreeSet<&str> = cargo::packages()
        .iter()
        .flat_map(|package| &package.dependencies)
        .map(|used| used.name.as_str())
        .collect();
    assert_eq!(listed, used, "left: the root's Cargo.toml; right: what members use");
}

/// There for a feature that unification carries to the crates that do use it, so that no code names them.
const SWITCHES: [&str; 1] = ["log"];

#[test]
fn every_dependency_of_a_member_is_used() {
    let mut unused = Vec::new();
    for package in cargo::packages() {
        let code: Vec<&str> = tree::below(&package.folder, ".rs").filter_map(|file| file.text()).collect();
        let named = package.dependencies.iter().filter(|named| !SWITCHES.contains(&named.name.as_str()));
        for dependency in named {
            let name = dependency.name.trim_end_matches("-rs").replace('-', "_");
            // In a path, an import, a macro's name or, as serde has it, a text.
            let uses = [format!("{name}::"), format!("use {name}"), format!("\"{name}\"")];
            let named = |code: &&str| uses.iter().any(|uses| code.contains(uses));
            if !code.iter().any(named) {
                let kind = if dependency.for_tests { " (tests)" } else { "" };
                unused.push(format!("{}{kind}: {}", package.folder, dependency.name));
            }
        }
    }
    assert!(unused.is_empty(), "remove from the manifests: {unused:#?}");
}

/// The entries of a manifest with their section.
fn entries(manifest: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    manifest.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return None;
        }
        let entry = line.contains('=') && !line.starts_with('#');
        entry.then_some((section, line))
    })
}

fn name(entry: &str) -> &str {
    entry.split(['.', ' ', '=']).next().unwrap_or_default()
}
