//! The lines of a document, some at a time.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::{http::limit, problem::Problem};

/// Lines on a page, at most.
const MOST_LINES: usize = 200;
/// Lines on a page where the caller does not say.
const USUAL_LINES: usize = 100;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct LinePage {
    /// Where the previous page ended.
    cursor: Option<usize>,
    /// How many at most, 1 to 200; 100 where absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// A page of lines whose bounds were checked.
pub struct CheckedPage {
    from: usize,
    limit: usize,
}

impl LinePage {
    /// The page, or what is wrong with it.
    pub fn checked(&self) -> Result<CheckedPage, Problem> {
        let limit = limit(self.limit, USUAL_LINES, MOST_LINES)?;
        Ok(CheckedPage { from: self.cursor.unwrap_or(0), limit })
    }
}

impl CheckedPage {
    /// The lines of the page, and where the next one begins, if there is one.
    pub fn of<T>(&self, lines: Vec<T>) -> (Vec<T>, Option<usize>) {
        let all = lines.len();
        let lines: Vec<T> = lines.into_iter().skip(self.from).take(self.limit).collect();
        let reached = self.from.saturating_add(lines.len());
        (lines, (reached < all).then_some(reached))
    }
}
