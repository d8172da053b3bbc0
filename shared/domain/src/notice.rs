//! Notices: what the system has to tell the people of a workspace.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A notice to the owners of a workspace. Its sentence is made when it is read, in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Derived from the cause, so that one cause is told once.
    pub id: String,
    /// The name of the text.
    pub code: NoticeCode,
    /// What it is about: the code of what went wrong, such as NAV's `INVALID_SECURITY_USER`, the number of
    /// the invoice, or a day.
    pub reason: String,
    /// When it happened.
    pub at: Timestamp,
    /// When somebody marked it as read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub read_at: Option<Timestamp>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeCode {
    /// NAV refuses the technical user: polling has stopped until the owner enters working credentials.
    NavConnectionStopped,
    /// The issuer annulled the report of an inbound invoice technically: NAV does not count it as valid any
    /// more.
    InvoiceWithdrawn,
    /// The same of an outbound invoice, which the company itself issued.
    OwnInvoiceWithdrawn,
    /// The licence ends on the day that is the reason; then the workspace can be read and exported.
    LicenceEnds,
    /// Számlázz.hu refuses the Agent key: it is asked no more until the owner enters one that works.
    AgentStopped,
    /// Számlázz.hu did not hand out the document that is the reason, however often it may be asked.
    DocumentNotFetched,
}

impl NoticeCode {
    /// The code's name, as it is serialised; its text bears it behind `notice-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NavConnectionStopped => "nav-connection-stopped",
            Self::InvoiceWithdrawn => "invoice-withdrawn",
            Self::OwnInvoiceWithdrawn => "own-invoice-withdrawn",
            Self::LicenceEnds => "licence-ends",
            Self::AgentStopped => "agent-stopped",
            Self::DocumentNotFetched => "document-not-fetched",
        }
    }
}
