//! Invoices as a list shows them.

use domain::{
    invoice::{Amounts, Direction, InboxInvoice, InvoiceId, Operation, Party, Reading, Report, Status},
    language::Language,
    szamlazz::{Paid, SzamlazzPart, file_number},
};
use jiff::{Timestamp, civil::Date};
use lambda::texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An invoice in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceView {
    /// The invoice.
    pub id: InvoiceId,
    /// Inbound or outbound.
    pub direction: Direction,
    /// Its number.
    #[schema(example = "2026/00123")]
    pub number: String,
    /// Its place within a batch document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_index: Option<u32>,
    /// New, corrective (amounts are differences) or cancellation.
    pub operation: Operation,
    /// The invoice that a correction or cancellation refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_number: Option<String>,
    /// Which modification of the original this is, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modification_index: Option<u32>,
    /// Date of issue.
    pub issue_date: Date,
    /// Date of supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_date: Option<Date>,
    /// When payment is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_date: Option<Date>,
    /// NAV's payment method.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "TRANSFER")]
    pub payment_method: Option<String>,
    /// Who supplied.
    pub supplier: Party,
    /// Who bought.
    pub customer: Party,
    /// Currency of `amounts`, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "HUF")]
    pub currency: Option<String>,
    /// In the invoice's currency.
    pub amounts: Amounts,
    /// In forints, as reported.
    pub amounts_huf: Amounts,
    /// What knows of it: NAV, Számlázz.hu or both.
    pub sources: Vec<Source>,
    /// The report at NAV; absent where NAV has not told of the invoice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// Whether its image, a PDF, can be linked to.
    pub image: bool,
    /// How far it is paid, as Számlázz.hu knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Paid>,
    /// The order that it was issued for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_number: Option<String>,
    /// The number under which Számlázz.hu shows that it is filed here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "LP-O-123456")]
    pub file_number: Option<String>,
    /// Whether the document could be had and read.
    pub reading: ReadingView,
    /// What contradicts itself inside the document; the amounts are as reported.
    pub contradictions: Vec<String>,
    /// What people did with it.
    pub status: Status,
    /// The other member of the company's VAT group that the invoice belongs to, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "12892312")]
    pub other_member: Option<String>,
    /// When it was found that NAV does not count the invoice as valid any more: its issuer annulled the
    /// report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
    /// It was issued before the day from which invoices arrive: it is shown in its chain only.
    pub before_start: bool,
    /// Earlier reports of the same invoice, the latest last: this one took their place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<Report>,
}

/// What knows of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// NAV.
    Nav,
    /// Számlázz.hu.
    Szamlazz,
}

impl Source {
    /// Whether it knows of the invoice.
    pub fn knows(self, invoice: &InboxInvoice) -> bool {
        match self {
            Self::Nav => invoice.report.is_some(),
            Self::Szamlazz => invoice.szamlazz.is_some(),
        }
    }
}

/// Whether the document could be had and read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingView {
    /// `complete`, `awaited` or `refused`.
    #[schema(example = "complete")]
    state: &'static str,
    /// Why it is not complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// What that means, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl ReadingView {
    fn new(reading: Reading, language: Language) -> Self {
        match reading {
            Reading::Complete => Self { state: "complete", code: None, text: None },
            Reading::Awaited { code } => Self {
                state: "awaited",
                code: Some(code),
                text: texts::text(language, "document-awaited", &[]),
            },
            Reading::Refused { code, .. } => Self {
                state: "refused",
                code: Some(code),
                text: texts::text(language, "document-refused", &[]),
            },
        }
    }
}

impl InvoiceView {
    /// The invoice for a reader of that language.
    pub fn new(invoice: InboxInvoice, language: Language) -> Self {
        let sources = [Source::Nav, Source::Szamlazz].into_iter().filter(|source| source.knows(&invoice));
        let (sources, image) = (sources.collect(), invoice.has_image());
        let part = invoice.szamlazz;
        Self {
            sources,
            image,
            paid: part.as_ref().and_then(SzamlazzPart::paid),
            file_number: part.as_ref().map(|part| file_number(invoice.direction.into(), part.id)),
            order_number: part.and_then(|part| part.order_number),
            id: invoice.id,
            direction: invoice.direction,
            number: invoice.number,
            batch_index: invoice.batch_index,
            operation: invoice.operation,
            original_number: invoice.original_number,
            modification_index: invoice.modification_index,
            issue_date: invoice.issue_date,
            delivery_date: invoice.delivery_date,
            payment_date: invoice.payment_date,
            payment_method: invoice.payment_method,
            supplier: invoice.supplier,
            customer: invoice.customer,
            currency: invoice.currency,
            amounts: invoice.amounts,
            amounts_huf: invoice.amounts_huf,
            report: invoice.report,
            reading: ReadingView::new(invoice.reading, language),
            contradictions: invoice.contradictions,
            status: invoice.status,
            other_member: invoice.other_member,
            withdrawn_at: invoice.withdrawn_at,
            before_start: invoice.before_start,
            superseded: invoice.superseded.into_iter().map(|earlier| earlier.report).collect(),
        }
    }
}
