//! What the Számla Agent can be asked for.

/// A function of the Agent, chosen by the name of the form's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Issues a document of any kind but a cancellation.
    Create,
    /// Cancels an invoice.
    Storno,
    /// Registers payments.
    CreditEntry,
    /// Gives a document's PDF.
    QueryPdf,
    /// Gives a document's data.
    QueryXml,
    /// Deletes a proforma.
    DeleteProforma,
    /// Asks NAV for a taxpayer.
    QueryTaxpayer,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 7] = [
        Action::Create,
        Action::Storno,
        Action::CreditEntry,
        Action::QueryPdf,
        Action::QueryXml,
        Action::DeleteProforma,
        Action::QueryTaxpayer,
    ];

    /// The name of the form's part.
    pub fn field(self) -> &'static str {
        match self {
            Action::Create => "action-xmlagentxmlfile",
            Action::Storno => "action-szamla_agent_st",
            Action::CreditEntry => "action-szamla_agent_kifiz",
            Action::QueryPdf => "action-szamla_agent_pdf",
            Action::QueryXml => "action-szamla_agent_xml",
            Action::DeleteProforma => "action-szamla_agent_dijbekero_torlese",
            Action::QueryTaxpayer => "action-szamla_agent_taxpayer",
        }
    }

    pub(crate) fn root(self) -> &'static str {
        match self {
            Action::Create => "xmlszamla",
            Action::Storno => "xmlszamlast",
            Action::CreditEntry => "xmlszamlakifiz",
            Action::QueryPdf => "xmlszamlapdf",
            Action::QueryXml => "xmlszamlaxml",
            Action::DeleteProforma => "xmlszamladbkdel",
            Action::QueryTaxpayer => "xmltaxpayer",
        }
    }

    /// Queries of data and credit entries name their errors in the body only (szamlazz-agent's error.rs, by
    /// tests on a live account); a taxpayer query answers with NAV's own body.
    pub(crate) fn has_header_errors(self) -> bool {
        !matches!(self, Action::QueryXml | Action::CreditEntry | Action::QueryTaxpayer)
    }
}
