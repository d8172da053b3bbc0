//! The invoices of a month with what becomes of them, some at a time.

use domain::{
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::civil::Date;
use lambda::problem::Problem;

use crate::App;

/// Invoices listed at once.
const LISTED_AT_ONCE: i32 = 25;
/// Documents read at once.
const READ_AT_ONCE: usize = 8;

/// Where in a month.
pub struct Place {
    from: ListPlace,
    before: ListPlace,
}

impl Place {
    /// Before what was issued last in the month.
    pub fn end_of(month: Date) -> Self {
        Self { from: ListPlace::before(month), before: ListPlace::behind(month.last_of_month()) }
    }

    /// The same, at most up to there.
    pub fn up_to(self, place: ListPlace) -> Self {
        Self { before: self.before.min(place), ..self }
    }
}

/// Invoices with what became of them.
pub struct Stretch<T> {
    /// The latest date of issue first.
    pub invoices: Vec<(InboxInvoice, T)>,
    /// Whether there may be more of them.
    pub more: bool,
}

/// The next invoices in front of a place, each with what `work` makes of it.
pub async fn stretch<T, F: Future<Output = Result<T, Problem>>>(
    app: &App,
    workspace: WorkspaceId,
    place: &mut Place,
    work: impl Fn(InboxInvoice) -> F,
) -> Result<Stretch<T>, Problem> {
    if place.from > place.before {
        return Ok(Stretch { invoices: Vec::new(), more: false });
    }
    let page = app.store.invoices(workspace, &place.from, &place.before, LISTED_AT_ONCE).await?;
    if let Some(last) = page.invoices.last() {
        place.before = ListPlace::of(last);
    }
    let more = page.more && !page.invoices.is_empty();
    let worked = stream::iter(page.invoices.iter().cloned().map(work).collect::<Vec<_>>());
    let worked: Vec<T> = worked.buffered(READ_AT_ONCE).try_collect().await?;
    Ok(Stretch { invoices: page.invoices.into_iter().zip(worked).collect(), more })
}
