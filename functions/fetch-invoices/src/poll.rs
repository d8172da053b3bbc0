//! One direction of one connection: what NAV stored since the watermark comes into the inbox, and only then
//! the watermark moves.

use domain::{
    connection::{Progress, Seen, Sighting},
    fetch::{Poll, Step, Window, poll},
    invoice::Direction,
};

use crate::{
    FetchError, done_by_another,
    page::{Listing, take_in},
    session::Session,
};

/// Polls one direction.
pub async fn poll_direction(session: &Session<'_>, direction: Direction) -> Result<(), FetchError> {
    let progress = session.connection.progress(direction);
    match poll(progress, session.app.clock.now(), &session.app.limits) {
        Poll::CatchUp(window) => hand_over(session, direction, window, Vec::new()).await,
        Poll::Window(window) => poll_window(session, direction, window).await,
    }
}

async fn poll_window(session: &Session<'_>, direction: Direction, window: Window) -> Result<(), FetchError> {
    let (mut listing, mut listed, mut pages) = (Listing::default(), 0, 1);
    while listed < pages {
        let most = session.app.limits.pages.min(listed + session.requests_left() as u32);
        if pages > most {
            return hand_over(session, direction, window, listing.sightings()).await;
        }
        // The first page tells how many there are.
        let available = listing.add_pages(session, direction, window, listed + 1..=pages).await?;
        (listed, pages) = (pages, available);
    }
    let progress = session.connection.progress(direction);
    let sightings = listing.sightings();
    let unseen = progress.seen.unseen(&sightings);
    let taken = take_in(session, direction, listing.rows(|report| unseen.contains(report))).await?;
    let brought = taken.brought > 0;
    // Pages shift while NAV goes on; beyond the overlap nothing would see what slipped over their border.
    let long = window.to.duration_since(window.from) > session.app.limits.overlap * 2;
    if !taken.finished || (listed > 1 && brought && long) {
        return hand_over(session, direction, window, sightings).await;
    }
    let moved = moved(session, direction, window, sightings);
    let stale = window.to.duration_since(progress.watermark) > session.app.limits.watermark_age;
    if !(brought || stale || moved.seen.adds_to(&progress.seen)) {
        return Ok(());
    }
    Ok(done_by_another(session.app.store.move_watermark(session.connection, direction, &moved).await)?)
}

/// Leaves a window that is more than one poll can do to a step, and lets the polling go on from its end. The
/// step lists it from the beginning: what is in the inbox already costs it only the listing.
async fn hand_over(
    session: &Session<'_>,
    direction: Direction,
    window: Window,
    sightings: Vec<Sighting>,
) -> Result<(), FetchError> {
    let app = session.app;
    let step = Step::pages(direction, window, session.connection.version, app.clock.now(), &app.limits);
    let moved = moved(session, direction, window, sightings);
    Ok(done_by_another(app.store.hand_over(session.connection, direction, &moved, &step, &app.outbox).await)?)
}

/// Progress up to the end of a window, remembering the reports that the next window shows again.
fn moved(
    session: &Session<'_>,
    direction: Direction,
    window: Window,
    mut sightings: Vec<Sighting>,
) -> Progress {
    let again = window.to - session.app.limits.overlap;
    sightings.retain(|(at, _)| *at >= again);
    let start = session.connection.progress(direction).start;
    Progress { start, watermark: window.to, seen: Seen::of(&sightings) }
}
