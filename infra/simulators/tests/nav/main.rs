//! The simulated NAV, asked over HTTP.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod bad_days;
mod chains;
mod control;
mod faults;
mod peer;
mod python;
mod queries;
mod requests;
mod samples;
mod schema;
mod support;
