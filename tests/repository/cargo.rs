//! The workspace as cargo sees it.

use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::tree;

/// A member of the workspace.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder from the root, with slashes.
    pub folder: String,
    /// Its programs.
    pub programs: Vec<String>,
    /// What it depends on.
    pub dependencies: Vec<Dependency>,
}

/// A dependency of a package.
#[derive(Debug)]
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// The version as the workspace asks for it.
    pub requirement: String,
    /// Whether only tests use it.
    pub for_tests: bool,
}

/// The members of the workspace.
pub fn packages() -> &'static [Package] {
    static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| {
        let metadata = metadata();
        array(&metadata["packages"]).map(package).collect()
    });
    &PACKAGES
}

fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let output = Command::new(cargo).args(arguments).current_dir(tree::root()).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn package(package: &Value) -> Package {
    let manifest = std::path::Path::new(text(&package["manifest_path"]));
    let folder = manifest.parent().and_then(|folder| folder.strip_prefix(tree::root()).ok());
    let folder = folder.unwrap_or_else(|| panic!("{} is not in the repository", manifest.display()));
    let programs =
        array(&package["targets"]).filter(|target| array(&target["kind"]).any(|kind| kind == "bin"));
    let dependencies = array(&package["dependencies"]).map(|dependency| Dependency {
        name: text(&dependency["name"]).to_owned(),
        requirement: text(&dependency["req"]).to_owned(),
        for_tests: dependency["kind"] == "dev",
    });
    Package {
        name: text(&package["name"]).to_owned(),
        folder: folder.to_string_lossy().replace('\\', "/"),
        programs: programs.map(|target| text(&target["name"]).to_owned()).collect(),
        dependencies: dependencies.collect(),
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
