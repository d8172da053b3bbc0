//! The files of documents of each kind, and what cannot become one.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod refused;
mod samples;
mod structure;
