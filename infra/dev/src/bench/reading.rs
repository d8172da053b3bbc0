//! Payload to typed invoice, against a bare pass over the same bytes and against lxml.

use anyhow::Result;

use super::speed;

pub fn measure() -> Result<()> {
    speed::measure("nav")
}
