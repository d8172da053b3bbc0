//! What is shown of exports and imports alike.

use domain::{exchange::Failure, language::Language};
use jiff::{SignedDuration, Timestamp};
use lambda::{http::limit, problem::Problem, texts};
use serde::Serialize;
use store::documents::DownloadLink;
use utoipa::ToSchema;

/// Entries on a page, at most.
const MOST: usize = 100;
/// Entries on a page where the caller does not say.
const USUAL: usize = 50;

/// A file that can be downloaded.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileLink {
    /// Whoever has this address can download the file until it expires.
    #[schema(example = "https://bucket.s3.eu-central-1.amazonaws.com/exports/...")]
    url: String,
    /// When it expires.
    expires_at: Timestamp,
}

impl FileLink {
    /// As it is shown now.
    pub fn new(link: DownloadLink, now: Timestamp) -> Self {
        Self { url: link.url, expires_at: now + link.lifetime }
    }
}

/// Why an export or an import came to nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobFailure {
    /// Names the reason; stable.
    #[schema(example = "workbook-password")]
    code: String,
    /// What is wrong and what to do next, in the language of `Accept-Language`.
    detail: String,
}

impl JobFailure {
    /// In a language.
    pub fn new(failure: &Failure, language: Language) -> Self {
        let detail = texts::told(language, &failure.code, &failure.arguments);
        Self { code: failure.code.clone(), detail }
    }
}

/// How far work is.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobProgress {
    /// Rows dealt with.
    rows_done: u32,
    /// Rows in all.
    rows: u32,
    /// The share of them, 0 to 100.
    percent: u32,
    /// When it will be done, as far as it can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    estimated_end_at: Option<Timestamp>,
}

impl JobProgress {
    /// So many rows of so many since it began.
    pub fn new(rows_done: u32, rows: u32, since: Timestamp, now: Timestamp) -> Self {
        let percent = (u64::from(rows_done) * 100).checked_div(rows.into()).unwrap_or(100) as u32;
        let left = i64::from(rows.saturating_sub(rows_done));
        let taken = now.duration_since(since).as_millis() as i64;
        let rest = (taken * left).checked_div(rows_done.into());
        let estimated_end_at = rest.map(|rest| now + SignedDuration::from_millis(rest));
        Self { rows_done, rows, percent, estimated_end_at }
    }
}

/// A page of what is kept newest first, behind the entry that the cursor names, and where to go on.
pub fn page<T>(
    all: Vec<T>,
    id: impl Fn(&T) -> String,
    cursor: Option<&str>,
    asked: Option<usize>,
) -> Result<(Vec<T>, Option<String>), Problem> {
    let limit = limit(asked, USUAL, MOST)?;
    let from = match cursor {
        None => 0,
        Some(cursor) => {
            let last = all.iter().position(|entry| id(entry) == cursor);
            last.ok_or_else(|| Problem::field("cursor", "cursor-invalid"))? + 1
        }
    };
    let more = all.len() > from + limit;
    let page: Vec<T> = all.into_iter().skip(from).take(limit).collect();
    let next = page.last().filter(|_| more).map(id);
    Ok((page, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_estimated_by_what_the_rows_took() {
        let begun = Timestamp::UNIX_EPOCH;
        let progress = JobProgress::new(25, 100, begun, begun + SignedDuration::from_secs(10));
        assert_eq!(progress.percent, 25);
        assert_eq!(progress.estimated_end_at, Some(begun + SignedDuration::from_secs(40)));
        assert_eq!(JobProgress::new(0, 100, begun, begun).estimated_end_at, None);
        assert_eq!(JobProgress::new(0, 0, begun, begun).percent, 100);
    }

    #[test]
    fn pages_follow_each_other() {
        let all: Vec<u32> = (0..5).collect();
        let (mut cursor, mut seen) = (None, Vec::new());
        loop {
            let (page, next) = page(all.clone(), u32::to_string, cursor.as_deref(), Some(2)).unwrap();
            seen.extend(page);
            if next.is_none() {
                break;
            }
            cursor = next;
        }
        assert_eq!(seen, all);
        assert!(page(all, u32::to_string, Some("9"), None).is_err());
    }
}
