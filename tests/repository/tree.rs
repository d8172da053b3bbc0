//! The files of the repository.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// A file, by its path from the root.
#[derive(Debug)]
pub struct File {
    /// With slashes.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl File {
    /// The content, where it is text.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// The numbered lines that `wanted` picks, as `path:line: text`.
    pub fn lines(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = self.text().unwrap_or_default().lines().enumerate();
        lines
            .filter(|(_, line)| wanted(line))
            .map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim()))
            .collect()
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    local_cloud::workspace::root()
}

/// A file's text.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What git tracks, and what it would track at the next `git add`.
pub fn files() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let git = Command::new("git").args(listing).current_dir(root()).output();
        let git = git.expect("the tests of the repository need git");
        assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
        let paths = String::from_utf8(git.stdout).expect("paths are UTF-8");
        // What is deleted and not yet committed is listed and not there.
        let files = paths.split_terminator('\0').filter_map(|path| {
            let bytes = std::fs::read(root().join(path)).ok()?;
            Some(File { path: path.to_owned(), bytes })
        });
        files.collect()
    });
    &FILES
}

/// The files below a folder that end in `ending`.
pub fn below(folder: &str, ending: &str) -> impl Iterator<Item = &'static File> + use<> {
    let (folder, ending) = (format!("{folder}/"), ending.to_owned());
    files().iter().filter(move |file| file.path.starts_with(&folder) && file.path.ends_with(&ending))
}

/// The names of the folders in a folder.
pub fn folders(folder: &str) -> BTreeSet<String> {
    let below = below(folder, "").filter_map(|file| file.path[folder.len() + 1..].split_once('/'));
    below.map(|(name, _)| name.to_owned()).collect()
}

/// `poll-invoices` as the template names it: `PollInvoices`.
pub fn pascal_case(name: &str) -> String {
    let capitalised = name.split('-').flat_map(|word| {
        let (first, rest) = word.split_at(1);
        [first.to_uppercase(), rest.to_owned()]
    });
    capitalised.collect()
}
