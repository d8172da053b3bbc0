//! Postings as people read them: with reasons in their language.

use domain::{
    invoice::{Direction, InboxInvoice, InvoiceId, Operation, Party},
    language::Language,
    posting::{NotPosted, PostedLine, PostingDifference, RuleName},
};
use jiff::civil::Date;
use lambda::texts;
use serde::Serialize;
use utoipa::ToSchema;

/// An invoice, as far as its posting names it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvoiceName {
    /// The invoice.
    id: InvoiceId,
    /// Its number.
    #[schema(example = "2026/00123")]
    number: String,
    /// Inbound or outbound.
    direction: Direction,
    /// New, corrective (amounts are differences) or cancellation.
    operation: Operation,
    /// Date of issue.
    issue_date: Date,
    /// The other party.
    partner: Party,
    /// Its currency, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "HUF")]
    currency: Option<String>,
}

impl InvoiceName {
    pub fn of(invoice: &InboxInvoice) -> Self {
        Self {
            id: invoice.id.clone(),
            number: invoice.number.clone(),
            direction: invoice.direction,
            operation: invoice.operation,
            issue_date: invoice.issue_date,
            partner: invoice.other_party().clone(),
            currency: invoice.currency.clone(),
        }
    }
}

/// Why an invoice is not posted at all.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NotPostedView {
    /// Why; stable.
    reason: NotPosted,
    /// What that means, in the caller's language.
    explanation: String,
}

impl NotPostedView {
    pub fn new(reason: NotPosted, language: Language) -> Self {
        Self { reason, explanation: texts::named(language, reason.text()) }
    }
}

/// A line with what it is posted to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedLineView {
    #[serde(flatten)]
    line: PostedLine,
    /// Why it is not posted, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
}

impl PostedLineView {
    pub fn new(line: PostedLine, language: Language) -> Self {
        let explanation = line.uncovered.as_ref().map(|uncovered| {
            let account = uncovered.account.as_ref().map(ToString::to_string).unwrap_or_default();
            texts::told(language, uncovered.reason.text(), &[("account", account)])
        });
        Self { line, explanation }
    }

    /// The rule that decided the line.
    pub fn rule(&self) -> Option<&RuleName> {
        self.line.rule.as_ref()
    }

    /// Why it is posted, or not posted, as it is.
    pub fn reason(&self, language: Language) -> String {
        match (&self.explanation, self.rule()) {
            (Some(explanation), _) => explanation.clone(),
            (None, Some(rule)) => texts::told(language, "posting-why-rule", &[("rule", rule.name.clone())]),
            (None, None) => texts::named(language, "posting-why-nothing"),
        }
    }
}

/// A difference between an invoice and its lines.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DifferenceView {
    #[serde(flatten)]
    difference: PostingDifference,
    /// The same in words, in the caller's language.
    explanation: String,
}

impl DifferenceView {
    pub fn new(difference: PostingDifference, language: Language) -> Self {
        let explanation = texts::told(language, difference.of.text(), &difference.arguments());
        Self { difference, explanation }
    }
}
