//! The developer's command: a module for each subcommand, and what they share.

mod api;
pub mod bench;
mod clock;
pub mod command;
mod demo;
pub mod id;
pub mod inbox;
pub mod nav_invoice;
mod nav_simulator;
mod optimised;
pub mod screen;
pub mod soak;
mod szamlazz_simulator;
pub mod up;
mod watch;
pub mod workbook;
