//! Outbound documents: drafted, issued, corrected, cancelled.

pub mod draft;
pub mod fatturapa;
pub mod issue;
pub mod list;
