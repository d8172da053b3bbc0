//! A chain of corrections as one invoice: what remains of the original after all that changed it.
//!
//! The amounts of corrections and cancellations are differences, their lines go on with the numbering of the
//! original (specification 2, section on modifications), so the results are sums. A line that refers to an
//! earlier one with the operation MODIFY, as documents before 2023-09-18 may, is added to that one.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Invoice, Line, VatSums,
    vat_sums::{add, add_up},
};
use crate::codes::LineOperation;

/// What a chain comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainOutcome {
    /// The lines, by their number in the chain.
    pub lines: Vec<ChainLine>,
    /// The sums by VAT key.
    pub vat_summary: Vec<VatSums>,
    /// The totals in the invoice's currency.
    pub totals: ChainTotals,
    /// What does not fit together.
    pub problems: Vec<ChainProblem>,
}

/// Totals over a chain; what no document states is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChainTotals {
    /// Net of VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "100000.00")]
    pub net: Option<Decimal>,
    /// VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "27000.00")]
    pub vat: Option<Decimal>,
    /// Gross.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "127000.00")]
    pub gross: Option<Decimal>,
}

/// A line of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChainLine {
    /// Its number in the chain.
    pub number: u64,
    /// The place of the document that brought it among the documents of the chain, from 0.
    pub document: usize,
    /// The places of the documents that changed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed_by: Vec<usize>,
    /// Name of the product or service, as the latest document has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2")]
    pub quantity: Option<Decimal>,
    /// Unit, from NAV's list or in the sender's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "PIECE")]
    pub unit: Option<String>,
    /// The VAT key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "27")]
    pub vat_key: Option<String>,
    /// Net of VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "100000.00")]
    pub net: Option<Decimal>,
    /// VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "27000.00")]
    pub vat: Option<Decimal>,
    /// Gross.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "127000.00")]
    pub gross: Option<Decimal>,
}

/// What does not fit together in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum ChainProblem {
    /// No document with this place in the chain is there, although a later one is.
    IndexMissing {
        /// The place, from 1.
        index: u32,
    },
    /// Two documents bear the same place.
    IndexTwice {
        /// The place, from 1.
        index: u32,
    },
    /// A line changes one that is not there.
    LineUnknown {
        /// The place of the document among the documents of the chain, from 0.
        document: usize,
        /// The number it refers to.
        number: u64,
    },
    /// A line says it is new, with a number that the chain has already.
    LineTwice {
        /// The place of the document among the documents of the chain, from 0.
        document: usize,
        /// The number.
        number: u64,
    },
    /// A document is in another currency than the first: its amounts are left out.
    OtherCurrency {
        /// The place of the document among the documents of the chain, from 0.
        document: usize,
    },
}

/// What the documents of a chain come to, given in their order: the original first, where there is one.
pub fn outcome(documents: &[&Invoice]) -> ChainOutcome {
    let mut problems = index_problems(documents);
    let currency = documents.first().map(|first| &first.invoice_head.invoice_detail.currency_code);
    let mut lines: Vec<ChainLine> = Vec::new();
    let (mut sums, mut totals) = (Vec::new(), ChainTotals::default());
    for (place, document) in documents.iter().enumerate() {
        if Some(&document.invoice_head.invoice_detail.currency_code) != currency {
            problems.push(ChainProblem::OtherCurrency { document: place });
            continue;
        }
        sums.extend(document.invoice_summary.by_vat_key());
        totals.add(document);
        for line in document.lines() {
            problems.extend(take(&mut lines, place, line));
        }
    }
    lines.sort_by_key(|line| line.number);
    ChainOutcome { lines, vat_summary: add_up(sums), totals, problems }
}

/// Gaps and repetitions in the places of the corrections. Documents before version 2.0 have none.
fn index_problems(documents: &[&Invoice]) -> Vec<ChainProblem> {
    let references = documents.iter().filter_map(|document| document.invoice_reference.as_ref());
    let mut indexes: Vec<u32> = references.filter_map(|reference| reference.modification_index).collect();
    indexes.sort_unstable();
    let twice = indexes.windows(2).filter(|pair| pair[0] == pair[1]);
    let twice: Vec<_> = twice.map(|pair| ChainProblem::IndexTwice { index: pair[0] }).collect();
    let last = indexes.last().copied().unwrap_or_default();
    let missing = (1..last).filter(|index| indexes.binary_search(index).is_err());
    missing.take(MOST_GAPS).map(|index| ChainProblem::IndexMissing { index }).chain(twice).collect()
}

/// Gaps that are named, at most.
const MOST_GAPS: usize = 20;

/// Takes a line of a document into the chain; answers with what does not fit.
fn take(lines: &mut Vec<ChainLine>, document: usize, line: &Line) -> Option<ChainProblem> {
    let reference = line.line_modification_reference.as_ref();
    let number = reference.map_or(line.line_number, |reference| reference.line_number_reference);
    let changes = reference.is_some_and(|reference| reference.line_operation == LineOperation::Modify);
    let known = lines.iter_mut().find(|known| known.number == number);
    match (known, changes) {
        (Some(known), true) => {
            known.change(document, ChainLine::new(number, document, line));
            None
        }
        (None, false) => {
            lines.push(ChainLine::new(number, document, line));
            None
        }
        (None, true) => {
            lines.push(ChainLine::new(number, document, line));
            Some(ChainProblem::LineUnknown { document, number })
        }
        (Some(_), false) => {
            lines.push(ChainLine::new(number, document, line));
            Some(ChainProblem::LineTwice { document, number })
        }
    }
}

impl ChainLine {
    fn new(number: u64, document: usize, line: &Line) -> Self {
        let normal = line.line_amounts_normal.as_ref();
        let simplified = line.line_amounts_simplified.as_ref();
        let rate = normal.map(|amounts| &amounts.line_vat_rate);
        let rate = rate.or(simplified.and_then(|amounts| amounts.line_vat_rate.as_ref()));
        let gross = normal.and_then(|amounts| amounts.line_gross_amount_data.as_ref());
        let vat = normal.and_then(|amounts| amounts.line_vat_data.as_ref());
        let unit = line.unit_of_measure.as_ref().map(ToString::to_string);
        Self {
            number,
            document,
            changed_by: Vec::new(),
            description: line.line_description.clone(),
            quantity: line.quantity,
            unit: line.unit_of_measure_own.clone().or(unit),
            vat_key: rate.map(super::VatRate::key),
            net: normal.map(|amounts| amounts.line_net_amount_data.line_net_amount),
            vat: vat.and_then(|data| data.line_vat_amount),
            gross: gross
                .map(|data| data.line_gross_amount_normal)
                .or(simplified.map(|amounts| amounts.line_gross_amount_simplified)),
        }
    }

    /// Adds the differences of a later document, and takes over what it says anew.
    fn change(&mut self, document: usize, later: Self) {
        self.changed_by.push(document);
        self.description = later.description.or_else(|| self.description.take());
        self.unit = later.unit.or_else(|| self.unit.take());
        self.vat_key = later.vat_key.or_else(|| self.vat_key.take());
        self.quantity = add(self.quantity, later.quantity);
        self.net = add(self.net, later.net);
        self.vat = add(self.vat, later.vat);
        self.gross = add(self.gross, later.gross);
    }
}

impl ChainTotals {
    fn add(&mut self, document: &Invoice) {
        let summary = &document.invoice_summary;
        let normal = summary.summary_normal.as_ref();
        let gross = summary.summary_gross_data.as_ref();
        self.net = add(self.net, normal.map(|sums| sums.invoice_net_amount));
        self.vat = add(self.vat, normal.map(|sums| sums.invoice_vat_amount));
        self.gross = add(self.gross, gross.map(|sums| sums.invoice_gross_amount));
    }
}
