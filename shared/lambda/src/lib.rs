//! The glue that every function needs: configuration, logs, HTTP answers, SQS batches, access.
#![deny(missing_docs)]

pub mod access;
pub mod batch;
pub mod created;
pub mod edge;
pub mod http;
pub mod line_page;
pub mod nav_access;
pub mod problem;
pub mod progress;
pub mod records;
pub mod szamlazz_access;
pub mod table;
pub mod texts;
