//! The simulated NAV, asked over HTTP.

mod requests;
mod support;
