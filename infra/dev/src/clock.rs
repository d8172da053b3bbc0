//! The time: this command is an edge of the system, where it is read.

use jiff::Zoned;

/// Now, in this machine's time zone.
#[allow(clippy::disallowed_methods, reason = "the one place of this command where time is read")]
pub fn now() -> Zoned {
    Zoned::now()
}
