//! Documents as they are entered.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Document, DocumentKind, DocumentStatus, EnteredLine, Given, GivenVat, Line, PaymentMethod, PriceBasis,
    Settlement, VatSum,
    lines::{Sums, Terms, agrees, sums},
};
use crate::{
    country::Country,
    identifier::{IdentifierKind, reference},
    limits::BOOKS,
    partner::{Partner, PaymentTerms},
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
    /// When it is due; by the customer's or the company's terms where absent.
    pub due_date: Option<Date>,
    /// The currency, ISO 4217; the customer's or the workspace's where absent.
    #[schema(example = "EUR")]
    pub currency: Option<String>,
    /// What one unit of it is worth in the workspace's currency, where they differ.
    #[schema(value_type = Option<String>, example = "4.2537")]
    pub rate: Option<Decimal>,
    /// Whether the prices hold VAT.
    #[serde(default)]
    pub prices: PriceBasis,
    /// How it is to be paid; as the customer pays where absent.
    pub payment_method: Option<PaymentMethod>,
    /// The lines, 1 to 200.
    pub lines: Vec<EnteredLine>,
    /// The sums, for checking.
    #[serde(default)]
    pub given: Given,
    /// The VAT of each key as the issuing program worked it out, which may round in another way: up to half a
    /// unit for each line.
    #[serde(default)]
    pub vat_sums: Vec<GivenVat>,
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
    /// The draft that it makes, in the customer's currency and due by `terms` where it does not say.
    pub fn drafted(
        &self,
        country: Country,
        customer: &Partner,
        terms: PaymentTerms,
    ) -> Result<Document, Wrong> {
        self.check()?;
        let currency = self.currency.as_ref().or(customer.currency.as_ref());
        let currency = currency.map_or_else(|| country.currency().to_owned(), String::clone);
        let rate = self.rate(country, &currency)?;
        let supply_date = self.supply_date.unwrap_or(self.issue_date);
        let lines = Terms {
            country,
            supply_date,
            currency: &currency,
            prices: self.prices,
            rate,
            vat_sums: &self.vat_sums,
        };
        let worked = sums(&self.lines, &lines)?;
        agrees("given", &self.given, worked.totals)?;
        let due_date = self.due_date.unwrap_or_else(|| terms.due(self.issue_date));
        if due_date < self.issue_date {
            return Err(Wrong::new("due_date", "due-date-order"));
        }
        let draft = self.document(currency, worked, due_date);
        let (reference, rf_reference) = self.references(country)?;
        let payment_method = self.payment_method.unwrap_or(terms.method);
        Ok(Document { rate, payment_method, reference, rf_reference, ..draft })
    }

    /// The reference that was entered; in Finland a viite or its form of ISO 11649, with its check digits.
    fn references(&self, country: Country) -> Result<(Option<String>, Option<String>), Wrong> {
        let Some(entered) = self.reference.as_deref().filter(|_| country == Country::Fi) else {
            return Ok((self.reference.clone(), None));
        };
        let is_rf = entered.trim_start().to_uppercase().starts_with("RF");
        let kind = if is_rf { IdentifierKind::RfReference } else { IdentifierKind::FiViite };
        let number = kind.check(entered).map_err(|error| Wrong::new("reference", error.code()))?;
        match is_rf {
            true => Ok((Some(number.clone()), Some(number))),
            false => Ok((Some(number.clone()), reference::rf(&number))),
        }
    }

    fn document(&self, currency: String, worked: Sums, due_date: Date) -> Document {
        let Sums { lines, vat_summary, totals } = worked;
        Document {
            kind: self.kind,
            status: DocumentStatus::Draft,
            number: None,
            sequence: None,
            recorded: self.number.is_some(),
            base: self.base.clone(),
            corrections: Vec::new(),
            cancelled: false,
            partner: self.partner.clone(),
            buyer: None,
            issue_date: self.issue_date,
            supply_date: self.supply_date.unwrap_or(self.issue_date),
            due_date,
            currency,
            rate: None,
            prices: self.prices,
            payment_method: PaymentMethod::default(),
            lines,
            vat_summary,
            totals,
            settlement: Settlement::default(),
            reference: None,
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
        if self.number.is_none() && !self.vat_sums.is_empty() {
            return Err(Wrong::new("vat_sums", "vat-sums-draft"));
        }
        let dates = [
            ("issue_date", Some(self.issue_date)),
            ("supply_date", self.supply_date),
            ("due_date", self.due_date),
        ];
        for (field, date) in dates {
            if date.is_some_and(|date| !(2000..=2100).contains(&date.year())) {
                return Err(Wrong::new(field, "date-range"));
            }
        }
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

impl VatSum {
    fn add(&mut self, other: &Self) {
        self.amounts = self.amounts.plus(other.amounts);
        self.home_vat = self.home_vat.zip(other.home_vat).map(|(one, other)| one + other);
    }
}

impl Document {
    /// What cancels this document: its lines the other way round.
    pub fn cancellation(&self, base: RecordId, issue_date: Date) -> Self {
        let mut sums: Vec<VatSum> = Vec::new();
        for sum in &self.vat_summary {
            match sums.iter_mut().find(|other| other.vat_key == sum.vat_key) {
                Some(other) => other.add(sum),
                None => sums.push(sum.clone()),
            }
        }
        let lines = self.lines.iter().map(|line| Line {
            quantity: -line.quantity,
            amounts: line.amounts.negated(),
            ..line.clone()
        });
        let vat_summary = sums.into_iter().map(|sum| VatSum {
            amounts: sum.amounts.negated(),
            home_vat: sum.home_vat.map(|vat| Decimal::ZERO - vat),
            ..sum
        });
        Self {
            kind: DocumentKind::Cancellation,
            status: DocumentStatus::Draft,
            number: None,
            sequence: None,
            base: Some(base),
            corrections: Vec::new(),
            cancelled: false,
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
