//! The simulated NAV, asked over HTTP.

mod faults;
mod peer;
mod python;
mod queries;
mod requests;
mod samples;
mod schema;
mod support;
