//! What can go wrong with a request to the Agent. Requests are not counted while they are being answered: a
//! fault that waits for a busy account never strikes.

use std::time::Duration;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The connection is held for this long and then closed without an answer.
    Stall(Duration),
    /// HTTP 503 with an HTML page.
    Unavailable,
    /// HTTP 502 with an HTML page.
    BadGateway,
    /// HTTP 200 with an HTML page.
    Html,
    /// HTTP 200 with an empty body.
    EmptyBody,
    /// The connection is reset (TCP RST) without an answer.
    Reset,
    /// Error 1: the service is being maintained, try later.
    Maintenance,
    /// The header `szlahu_down` and nothing else.
    Down,
    /// An error of this code, such as 135, 136 or 164, by header and body whatever the action usually does.
    HeaderError(u16),
    /// An error of this code by the body only.
    BodyError(u16),
    /// The request takes effect, and then this happens instead of its answer.
    AfterEffect(Box<FaultKind>),
}

impl FaultKind {
    /// The same after the request took effect.
    pub fn after_effect(self) -> FaultKind {
        FaultKind::AfterEffect(Box::new(self))
    }
}
