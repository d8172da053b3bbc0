//! Contradictions inside a document. What was reported is kept; a contradiction is only pointed at.
//!
//! Tolerance: every reported amount may be rounded to its currency's unit (whole forints for HUF,
//! hundredths for others) and is then off by up to half a unit. So a sum of n amounts may differ from the
//! reported sum by (n + 1) / 2 units without anybody being wrong.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Document, Invoice, InvoiceSummary, Line, SummaryNormal};
use crate::codes::InvoiceCategory;

/// Two statements of one invoice that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Contradiction {
    /// Which statements.
    pub code: ContradictionCode,
    /// The element whose amount is `found`.
    pub element: &'static str,
    /// The amount in that element.
    pub found: Decimal,
    /// What follows from the other amounts.
    pub expected: Decimal,
    /// ISO 4217 code of both.
    pub currency: String,
    /// In a batch: which of its invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_index: Option<u32>,
}

/// Which statements contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContradictionCode {
    /// The net amounts by rate do not add up to the invoice's.
    NetByRate,
    /// The VAT amounts by rate do not add up to the invoice's.
    VatByRate,
    /// The gross amount of a rate is not its net and VAT.
    GrossOfRate,
    /// The gross amount is not net and VAT, or not the sum of a simplified invoice.
    Gross,
    /// The lines' net amounts do not add up to the invoice's.
    NetOfLines,
    /// The lines' VAT amounts do not add up to the invoice's.
    VatOfLines,
    /// The lines' gross amounts do not add up to the sums of a simplified invoice.
    GrossOfLines,
}

impl ContradictionCode {
    /// The code's name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::NetByRate => "NET_BY_RATE",
            Self::VatByRate => "VAT_BY_RATE",
            Self::GrossOfRate => "GROSS_OF_RATE",
            Self::Gross => "GROSS",
            Self::NetOfLines => "NET_OF_LINES",
            Self::VatOfLines => "VAT_OF_LINES",
            Self::GrossOfLines => "GROSS_OF_LINES",
        }
    }
}

/// All contradictions of a document, in the order of its invoices.
pub fn contradictions(document: &Document) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (batch_index, invoice) in document.invoices() {
        let mut check = Check { currency: String::new(), batch_index, found: &mut found };
        for amounts in [Amounts::Currency, Amounts::Huf] {
            check.currency = amounts.code(invoice);
            check.invoice(invoice, amounts);
        }
    }
    found
}

/// Which of the two amounts that NAV has of everything; older versions have only one of some.
#[derive(Clone, Copy)]
enum Amounts {
    Currency,
    Huf,
}

impl Amounts {
    fn code(self, invoice: &Invoice) -> String {
        match self {
            Self::Currency => invoice.invoice_head.invoice_detail.currency_code.clone(),
            Self::Huf => "HUF".to_owned(),
        }
    }

    fn of(self, currency: impl Into<Option<Decimal>>, huf: Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Currency => currency.into(),
            Self::Huf => huf,
        }
    }

    /// The element's name for these amounts.
    fn name(self, currency: &'static str, huf: &'static str) -> &'static str {
        match self {
            Self::Currency => currency,
            Self::Huf => huf,
        }
    }
}

struct Check<'f> {
    currency: String,
    batch_index: Option<u32>,
    found: &'f mut Vec<Contradiction>,
}

impl Check<'_> {
    fn invoice(&mut self, invoice: &Invoice, amounts: Amounts) {
        let summary = &invoice.invoice_summary;
        if let Some(normal) = &summary.summary_normal {
            self.rates(normal, amounts);
            self.gross(normal, summary, amounts);
            if invoice.invoice_head.invoice_detail.invoice_category == InvoiceCategory::Normal {
                self.lines(invoice.lines(), normal, amounts);
            }
        }
        if !summary.summary_simplified.is_empty() {
            self.simplified(invoice, amounts);
        }
    }

    fn rates(&mut self, normal: &SummaryNormal, amounts: Amounts) {
        let rates = &normal.summary_by_vat_rate;
        let net = |rate: &super::SummaryByVatRate| {
            amounts.of(
                rate.vat_rate_net_data.vat_rate_net_amount,
                rate.vat_rate_net_data.vat_rate_net_amount_huf,
            )
        };
        let vat = |rate: &super::SummaryByVatRate| {
            amounts.of(
                rate.vat_rate_vat_data.vat_rate_vat_amount,
                rate.vat_rate_vat_data.vat_rate_vat_amount_huf,
            )
        };
        // Version 1.0 may have no sums by rate.
        if !rates.is_empty() {
            let (name, total) = invoice_net(normal, amounts);
            self.compare(ContradictionCode::NetByRate, name, total, rates.iter().map(net));
            let (name, total) = invoice_vat(normal, amounts);
            self.compare(ContradictionCode::VatByRate, name, total, rates.iter().map(vat));
        }
        for rate in rates {
            if let Some(gross) = &rate.vat_rate_gross_data {
                let name = amounts.name("vatRateGrossAmount", "vatRateGrossAmountHUF");
                let total = amounts.of(gross.vat_rate_gross_amount, gross.vat_rate_gross_amount_huf);
                self.compare(ContradictionCode::GrossOfRate, name, total, [net(rate), vat(rate)].into_iter());
            }
        }
    }

    fn gross(&mut self, normal: &SummaryNormal, summary: &InvoiceSummary, amounts: Amounts) {
        if let Some((name, gross)) = invoice_gross(summary, amounts) {
            let parts = [invoice_net(normal, amounts).1, invoice_vat(normal, amounts).1];
            self.compare(ContradictionCode::Gross, name, gross, parts.into_iter());
        }
    }

    /// Only where every line has the amount: a line without says nothing about its share.
    fn lines(&mut self, lines: &[Line], normal: &SummaryNormal, amounts: Amounts) {
        let net = |line: &Line| {
            let net = &line.line_amounts_normal.as_ref()?.line_net_amount_data;
            amounts.of(net.line_net_amount, net.line_net_amount_huf)
        };
        let vat = |line: &Line| {
            let vat = line.line_amounts_normal.as_ref()?.line_vat_data.as_ref()?;
            amounts.of(vat.line_vat_amount, vat.line_vat_amount_huf)
        };
        let (name, total) = invoice_net(normal, amounts);
        self.compare_lines(ContradictionCode::NetOfLines, name, total, lines, net);
        let (name, total) = invoice_vat(normal, amounts);
        self.compare_lines(ContradictionCode::VatOfLines, name, total, lines, vat);
    }

    fn simplified(&mut self, invoice: &Invoice, amounts: Amounts) {
        let summary = &invoice.invoice_summary;
        let sums = summary.summary_simplified.iter();
        let sums = sums.map(|sum| amounts.of(sum.vat_content_gross_amount, sum.vat_content_gross_amount_huf));
        if let Some((name, gross)) = invoice_gross(summary, amounts) {
            self.compare(ContradictionCode::Gross, name, gross, sums.clone());
        }
        let gross = |line: &Line| {
            let line = line.line_amounts_simplified.as_ref()?;
            amounts.of(line.line_gross_amount_simplified, line.line_gross_amount_simplified_huf)
        };
        if let Some(total) = add(sums) {
            let name = amounts.name("vatContentGrossAmount", "vatContentGrossAmountHUF");
            self.compare_lines(ContradictionCode::GrossOfLines, name, Some(total), invoice.lines(), gross);
        }
    }

    fn compare_lines(
        &mut self,
        code: ContradictionCode,
        element: &'static str,
        total: Option<Decimal>,
        lines: &[Line],
        amount: impl Fn(&Line) -> Option<Decimal>,
    ) {
        if !lines.is_empty() {
            self.compare(code, element, total, lines.iter().map(&amount));
        }
    }

    /// Only where the sum and each of its parts are stated.
    fn compare(
        &mut self,
        code: ContradictionCode,
        element: &'static str,
        found: Option<Decimal>,
        parts: impl Iterator<Item = Option<Decimal>> + Clone,
    ) {
        let tolerance = self.tolerance(parts.clone().count());
        // A sum that leaves 28 digits cannot be compared; NAV's amounts have 18.
        let (Some(found), Some(expected)) = (found, add(parts)) else { return };
        if found.checked_sub(expected).is_some_and(|gap| gap.abs() > tolerance) {
            let (currency, batch_index) = (self.currency.clone(), self.batch_index);
            self.found.push(Contradiction { code, element, found, expected, currency, batch_index });
        }
    }

    /// Half a unit for each amount added and for their sum.
    fn tolerance(&self, amounts: usize) -> Decimal {
        let half_unit = if self.currency == "HUF" { Decimal::new(5, 1) } else { Decimal::new(5, 3) };
        half_unit * Decimal::from(amounts + 1)
    }
}

fn add(mut parts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))
}

/// The name of an element, and its amount if the document has it.
type Named = (&'static str, Option<Decimal>);

fn invoice_net(normal: &SummaryNormal, amounts: Amounts) -> Named {
    let name = amounts.name("invoiceNetAmount", "invoiceNetAmountHUF");
    (name, amounts.of(normal.invoice_net_amount, normal.invoice_net_amount_huf))
}

fn invoice_vat(normal: &SummaryNormal, amounts: Amounts) -> Named {
    let name = amounts.name("invoiceVatAmount", "invoiceVatAmountHUF");
    (name, amounts.of(normal.invoice_vat_amount, Some(normal.invoice_vat_amount_huf)))
}

fn invoice_gross(summary: &InvoiceSummary, amounts: Amounts) -> Option<Named> {
    let gross = summary.summary_gross_data.as_ref()?;
    let name = amounts.name("invoiceGrossAmount", "invoiceGrossAmountHUF");
    Some((name, amounts.of(gross.invoice_gross_amount, gross.invoice_gross_amount_huf)))
}
