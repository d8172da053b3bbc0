//! The invoices of a month with what becomes of them, some at a time.

use domain::{
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp, civil::Date};
use lambda::problem::Problem;

use crate::App;

/// Invoices listed, and their documents read, at once.
const READ_AT_ONCE: u8 = 8;
/// How long a page goes on: it has to be answered within 29 s, and a stretch may take some of them.
const PAGE_TAKES: SignedDuration = SignedDuration::from_secs(10);

/// Where in a month, and when the page began.
pub struct Place {
    from: ListPlace,
    before: ListPlace,
    began: Timestamp,
}

impl Place {
    /// Before what was issued last in the month.
    pub fn end_of(month: Date, now: Timestamp) -> Self {
        let (from, before) = (ListPlace::before(month), ListPlace::behind(month.last_of_month()));
        Self { from, before, began: now }
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
    /// Whether the page has taken so long that it has to end here.
    pub late: bool,
}

/// The next invoices in front of a place, each with what `work` makes of it.
pub async fn stretch<T, F: Future<Output = Result<T, Problem>>>(
    app: &App,
    workspace: WorkspaceId,
    place: &mut Place,
    work: impl Fn(InboxInvoice) -> F,
) -> Result<Stretch<T>, Problem> {
    if place.from > place.before {
        return Ok(Stretch { invoices: Vec::new(), more: false, late: false });
    }
    let page = app.store.invoices(workspace, &place.from, &place.before, READ_AT_ONCE.into()).await?;
    if let Some(last) = page.invoices.last() {
        place.before = ListPlace::of(last);
    }
    let more = page.more && !page.invoices.is_empty();
    let worked = stream::iter(page.invoices.iter().cloned().map(work).collect::<Vec<_>>());
    let worked: Vec<T> = worked.buffered(READ_AT_ONCE.into()).try_collect().await?;
    let late = app.clock.now().duration_since(place.began) >= PAGE_TAKES;
    Ok(Stretch { invoices: page.invoices.into_iter().zip(worked).collect(), more, late })
}
