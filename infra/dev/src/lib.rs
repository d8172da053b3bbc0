//! The developer's command.

pub mod nav_invoice;
