//! Documents as they are entered.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Amounts, Document, DocumentKind, DocumentStatus, EnteredLine, Given, Line, PaymentMethod, PriceBasis,
    Settlement, VatSum,
    lines::{Terms, agrees, sums},
};
use crate::{
    country::Country,
    limits::BOOKS,
    record::RecordId,
    wrong::{self, Wrong},
};

/// A document that is drafted, or that another program issued.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number, where another program issued it; it is then kept as it was.
    #[schema(example = "SZ-2026-17")]
    pub number: Option<String>,
    /// The invoice that it corrects or cancels.
    pub base: Option<RecordId>,
    /// The customer.
    pub partner: RecordId,
    /// The date of issue.
    pub issue_date: Date,
    /// The date of supply; that of issue where absent.
    pub supply_date: Option<Date>,
    /// When it is due; after the customer's or the company's days where absent.
    pub due_date: Option<Date>,
    /// The currency, ISO 4217; the workspace's where absent.
    #[schema(example = "EUR")]
    pub currency: Option<String>,
    /// What one unit of it is worth in the workspace's currency, where they differ.
    #[schema(value_type = Option<String>, example = "4.2537")]
    pub rate: Option<Decimal>,
    /// Whether the prices hold VAT.
    #[serde(default)]
    pub prices: PriceBasis,
    /// How it is to be paid.
    #[serde(default)]
    pub payment_method: PaymentMethod,
    /// The lines, 1 to 200.
    pub lines: Vec<EnteredLine>,
    /// The sums, for checking.
    #[serde(default)]
    pub given: Given,
    /// The payer's reference, where the document does not make its own.
    #[schema(example = "1232")]
    pub reference: Option<String>,
    /// The buyer's order, up to 70 characters.
    #[schema(example = "PO-4711")]
    pub order_reference: Option<String>,
    /// A text that the document shows, up to 2,000 characters.
    #[schema(example = "Thank you for your order")]
    pub text: Option<String>,
}

impl NewDocument {
    /// The draft that it makes, due after `payment_days` where it does not say.
    pub fn drafted(&self, country: Country, payment_days: u16) -> Result<Document, Wrong> {
        self.check()?;
        let currency = self.currency.clone().unwrap_or_else(|| country.currency().to_owned());
        let rate = self.rate(country, &currency)?;
        let supply_date = self.supply_date.unwrap_or(self.issue_date);
        let terms = Terms { country, supply_date, currency: &currency, prices: self.prices, rate };
        let worked = sums(&self.lines, &terms)?;
        agrees("given", &self.given, worked.totals)?;
        let span = jiff::Span::new().days(i64::from(payment_days));
        let due_date = self.due_date.unwrap_or_else(|| self.issue_date.saturating_add(span));
        if due_date < self.issue_date {
            return Err(Wrong::new("due_date", "due-date-order"));
        }
        Ok(self.document(
            currency,
            rate,
            (supply_date, due_date),
            (worked.lines, worked.vat_summary, worked.totals),
        ))
    }

    fn document(
        &self,
        currency: String,
        rate: Option<Decimal>,
        (supply_date, due_date): (Date, Date),
        (lines, vat_summary, totals): (Vec<Line>, Vec<VatSum>, Amounts),
    ) -> Document {
        Document {
            kind: self.kind,
            status: DocumentStatus::Draft,
            number: None,
            sequence: None,
            recorded: self.number.is_some(),
            base: self.base.clone(),
            corrections: Vec::new(),
            partner: self.partner.clone(),
            buyer: None,
            issue_date: self.issue_date,
            supply_date,
            due_date,
            currency,
            rate,
            prices: self.prices,
            payment_method: self.payment_method,
            lines,
            vat_summary,
            totals,
            settlement: Settlement::default(),
            reference: self.reference.clone(),
            rf_reference: None,
            order_reference: self.order_reference.clone(),
            text: self.text.clone(),
        }
    }

    fn check(&self) -> Result<(), Wrong> {
        if self.lines.is_empty() || self.lines.len() > BOOKS.document_lines {
            return Err(Wrong::new("lines", "list-size").with("most", BOOKS.document_lines));
        }
        wrong::optional("number", self.number.as_deref(), BOOKS.document_number)?;
        wrong::optional("reference", self.reference.as_deref(), 35)?;
        wrong::optional("order_reference", self.order_reference.as_deref(), 70)?;
        wrong::optional("text", self.text.as_deref(), BOOKS.document_text)?;
        match (self.kind, &self.base) {
            (DocumentKind::Invoice, Some(_)) => Err(Wrong::new("base", "document-base-invoice")),
            (DocumentKind::Corrective | DocumentKind::Cancellation, None) => {
                Err(Wrong::new("base", "document-base-missing"))
            }
            _ => Ok(()),
        }
    }

    fn rate(&self, country: Country, currency: &str) -> Result<Option<Decimal>, Wrong> {
        wrong::currency("currency", currency)?;
        if currency == country.currency() {
            return Ok(None);
        }
        let rate = self.rate.filter(|rate| *rate > Decimal::ZERO && *rate < Decimal::from(1_000_000));
        rate.map(Some).ok_or_else(|| Wrong::new("rate", "rate-missing").with("currency", country.currency()))
    }
}

impl Document {
    /// What cancels this document: its lines the other way round.
    pub fn cancellation(&self, base: RecordId, issue_date: Date) -> Self {
        let lines = self.lines.iter().map(|line| Line {
            quantity: -line.quantity,
            amounts: line.amounts.negated(),
            ..line.clone()
        });
        let vat_summary = self.vat_summary.iter().map(|sum| VatSum {
            vat_key: sum.vat_key.clone(),
            amounts: sum.amounts.negated(),
            home_vat: sum.home_vat.map(|vat| -vat),
        });
        Self {
            kind: DocumentKind::Cancellation,
            status: DocumentStatus::Draft,
            number: None,
            sequence: None,
            base: Some(base),
            corrections: Vec::new(),
            issue_date,
            due_date: issue_date,
            lines: lines.collect(),
            vat_summary: vat_summary.collect(),
            totals: self.totals.negated(),
            settlement: Settlement::default(),
            reference: None,
            rf_reference: None,
            ..self.clone()
        }
    }
}
