//! Long work, of which it is noted now and then how far it is.

use std::{pin::pin, time::Duration};

use tokio::time::timeout;

/// How often it is noted.
const NOTED_EVERY: Duration = Duration::from_secs(5);

/// Does the work and takes a note every few seconds. The work goes on where a note fails: the next one comes
/// in a moment.
pub async fn noted<W, N, E>(work: W, note: impl Fn() -> N) -> W::Output
where
    W: Future,
    N: Future<Output = Result<(), E>>,
    E: std::error::Error,
{
    let mut work = pin!(work);
    loop {
        if let Ok(done) = timeout(NOTED_EVERY, &mut work).await {
            return done;
        }
        if let Err(error) = note().await {
            tracing::warn!(%error, "it could not be noted how far long work is");
        }
    }
}
