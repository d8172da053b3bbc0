//! A span of NAV's records, window by window and page by page: the past of a new connection, or what one poll
//! had no time for.

use domain::fetch::{Span, Step, Task};
use nav::Error;

use super::{finish, go_on, wait_for_nav};
use crate::{
    FetchError,
    page::{Listing, take_in},
    session::Session,
};

/// How far the pages of a span were worked.
pub enum Worked {
    /// To the end.
    Done,
    /// To this point: the budget or the time ran out.
    UpTo(Span),
    /// To this point, where NAV failed.
    Failed(Span, Error),
}

/// Works the step's span and writes how far it came.
pub async fn work(session: &Session<'_>, step: &Step, span: Span) -> Result<(), FetchError> {
    match work_span(session, span).await? {
        Worked::Done => finish(session, step).await,
        Worked::UpTo(span) => go_on(session, step, Task::Pages(span)).await,
        Worked::Failed(span, error) => wait_for_nav(session, step, Task::Pages(span), &error).await,
    }
}

/// Works pages until the span ends, the budget runs out or NAV fails. The only error of NAV that is returned
/// as such is the one that stops the connection.
pub async fn work_span(session: &Session<'_>, mut span: Span) -> Result<Worked, FetchError> {
    while session.requests_left() > 0 {
        match work_page(session, &mut span).await {
            Ok(None) => break,
            Ok(Some(available)) => match span.after(available, &session.app.limits) {
                Some(next) => span = next,
                None => return Ok(Worked::Done),
            },
            Err(FetchError::Nav(error)) if !matches!(error, Error::StopAndTellOwner { .. }) => {
                return Ok(Worked::Failed(span, error));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Worked::UpTo(span))
}

/// Works the span's page. Answers with the number of the last page, or with nothing where the page could not
/// be finished.
async fn work_page(session: &Session<'_>, span: &mut Span) -> Result<Option<u32>, FetchError> {
    let mut listing = Listing::default();
    let window = span.window(&session.app.limits);
    let available = listing.add_page(session, span.direction, window, span.page).await?;
    let taken = take_in(session, span.direction, listing.rows(|_| true)).await?;
    span.brought |= taken.brought > 0;
    if !taken.finished {
        return Ok(None);
    }
    span.taken += taken.brought as u32;
    Ok(Some(available))
}
