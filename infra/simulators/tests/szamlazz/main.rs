//! The simulated Számlázz.hu, asked and listened to over HTTP.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod agent;
mod captured;
mod control;
mod faults;
mod ipn;
mod nav;
mod our_client;
mod peers;
mod push;
#[path = "../nav/python.rs"]
mod python;
mod refusals;
mod repeats;
mod schema;
mod streams;
mod support;
