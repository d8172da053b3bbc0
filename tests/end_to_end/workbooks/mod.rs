//! Excel files: exported, imported, refused, undone.

mod commits;
mod exports;
pub mod files;
mod problems;
mod round_trip;
mod undo;

use reqwest::Method;
use serde_json::{Value, json};

use crate::books::Books;
use crate::cloud::eventually;
use crate::person::text;

/// Asks for an import and puts its file to the address in the answer.
pub async fn uploaded(books: &Books<'_>, kind: &str, name: &str, file: &[u8]) -> Value {
    let asked = json!({ "kind": kind, "file_name": name, "bytes": file.len() });
    let import = books.make("/imports", &asked).await;
    assert_eq!(import["state"], "awaiting-file");
    put(books, &import, file).await;
    import
}

/// Puts a file to the address of an import.
pub async fn put(books: &Books<'_>, import: &Value, file: &[u8]) {
    let put = books.owner.http().put(text(&import["upload"]["url"])).body(file.to_vec());
    let answer = put.send().await.expect("S3 answers");
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
}

/// The import once it is of one of these states.
pub async fn reached(books: &Books<'_>, import: &Value, states: &[&str]) -> Value {
    let path = format!("/imports/{}", text(&import["id"]));
    eventually(&format!("an import becomes {states:?}"), async || {
        let now = books.get(&path).await;
        states.contains(&now["state"].as_str().unwrap_or_default()).then_some(now)
    })
    .await
}

/// Imports a file as far as its dry run.
pub async fn checked(books: &Books<'_>, kind: &str, name: &str, file: &[u8]) -> Value {
    let import = uploaded(books, kind, name, file).await;
    reached(books, &import, &["checked", "refused"]).await
}

/// Asks for the commit of a dry run.
pub async fn commit(books: &Books<'_>, checked: &Value, mode: &str) -> crate::answer::Answer {
    let path = format!("/imports/{}/commit", text(&checked["id"]));
    books.post(&path, &json!({ "token": checked["token"], "mode": mode })).await
}

/// Commits a dry run, to the end.
pub async fn committed(books: &Books<'_>, checked: &Value, mode: &str) -> Value {
    commit(books, checked, mode).await.expect(202);
    reached(books, checked, &["committed", "checked"]).await
}

/// Undoes an import, to the end.
pub async fn undone(books: &Books<'_>, import: &Value) -> Value {
    let path = books.path(&format!("/imports/{}/undo", text(&import["id"])));
    books.owner.call(Method::POST, &path, None, &[]).await.expect(202);
    reached(books, import, &["undone"]).await
}

/// The file of an export.
pub async fn exported(books: &Books<'_>, kind: &str, language: &str) -> Vec<u8> {
    let asked = books.post("/exports", &json!({ "kind": kind, "language": language })).await.expect(202);
    let path = format!("/exports/{}", text(&asked["id"]));
    let ready = eventually("an export", async || {
        let now = books.get(&path).await;
        assert_ne!(now["state"], "failed", "{now}");
        (now["state"] == "ready").then_some(now)
    })
    .await;
    let file = download(books, &ready["file"]).await;
    assert_eq!(ready["bytes"], file.len());
    file
}

/// What a link downloads, without signing in.
pub async fn download(books: &Books<'_>, link: &Value) -> Vec<u8> {
    let answer = books.owner.http().get(text(&link["url"])).send().await.expect("S3 answers");
    assert!(answer.status().is_success());
    answer.bytes().await.expect("a file").to_vec()
}

/// Counts of a dry run.
pub fn counts(new: u32, changed: u32, unchanged: u32, refused: u32) -> Value {
    json!({ "new": new, "changed": changed, "unchanged": unchanged, "refused": refused })
}

/// The outcomes of an import's rows: names, outcomes and reasons, all pages.
pub async fn rows(books: &Books<'_>, import: &Value) -> Vec<(String, String, Option<String>)> {
    let path = books.path(&format!("/imports/{}/rows?", text(&import["id"])));
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = books.owner.get(&format!("{path}{cursor}")).await.expect(200);
        for row in page["rows"].as_array().expect("rows") {
            found.push((text(&row["name"]), text(&row["outcome"]), row["code"].as_str().map(str::to_owned)));
        }
        match page["next_cursor"].as_u64() {
            Some(next) => cursor = format!("cursor={next}"),
            None => return found,
        }
    }
}
