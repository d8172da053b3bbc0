//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the repository.
pub fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap_or(crate_folder).to_path_buf()
}

/// The template of the deployed system.
pub fn template() -> PathBuf {
    root().join("template.yaml")
}

/// What the local cloud keeps between runs: the Python environment, logs, the demo's login.
pub fn state() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(target).join("local-cloud")
}
