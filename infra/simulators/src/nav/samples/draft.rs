//! An invoice before it is written down, and its arithmetic.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::party::Party;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Vat {
    Percent(i64),
    Exempt(&'static str, &'static str),
    OutOfScope(&'static str, &'static str),
    DomesticReverseCharge,
}

impl Vat {
    pub(super) const AAM: Vat = Vat::Exempt("AAM", "Áfa tv. XIII. fejezet, alanyi adómentesség");
    pub(super) const TAM: Vat = Vat::Exempt("TAM", "Áfa tv. 86. § (1) bekezdés, tárgyi adómentesség");
    pub(super) const KBAET: Vat =
        Vat::Exempt("KBAET", "Áfa tv. 89. §, adómentes Közösségen belüli értékesítés");
    pub(super) const EUFAD37: Vat =
        Vat::OutOfScope("EUFAD37", "Áfa tv. 37. §, más tagállamban teljesített fordítottan adózó ügylet");

    /// The rate as a fraction; 0 for all but percentages.
    pub(super) fn rate(self) -> Decimal {
        match self {
            Vat::Percent(percent) => Decimal::new(percent, 2),
            _ => Decimal::ZERO,
        }
    }

    /// The VAT content of a gross price: 0.2126 of 27 %.
    pub(super) fn content(self) -> Decimal {
        let rate = self.rate();
        (rate / (Decimal::ONE + rate)).round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Normal,
    Simplified,
    Aggregate,
}

impl Category {
    pub(super) fn code(self) -> &'static str {
        match self {
            Category::Normal => "NORMAL",
            Category::Simplified => "SIMPLIFIED",
            Category::Aggregate => "AGGREGATE",
        }
    }
}

/// What an advance line says.
#[derive(Clone)]
pub(super) enum Advance {
    /// The advance itself.
    Paid,
    /// A deduction on the final invoice, with the number and the payment date of the advance invoice.
    Settled(String, Date),
}

/// A line; the price is net, or gross on a simplified invoice.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) description: String,
    pub(super) product: bool,
    pub(super) quantity: Decimal,
    pub(super) unit: &'static str,
    pub(super) price: Decimal,
    pub(super) vat: Vat,
    pub(super) advance: Option<Advance>,
    pub(super) delivered: Option<Date>,
    /// The line's number in the chain of an invoice and its modifications.
    pub(super) reference: Option<u32>,
}

impl Item {
    pub(super) fn advance(mut self, advance: Advance) -> Item {
        self.advance = Some(advance);
        self
    }

    pub(super) fn delivered(mut self, date: Date) -> Item {
        self.delivered = Some(date);
        self
    }

    pub(super) fn reference(mut self, number: u32) -> Item {
        self.reference = Some(number);
        self
    }
}

fn item(
    product: bool,
    description: &str,
    quantity: impl Into<Decimal>,
    unit: &'static str,
    price: impl Into<Decimal>,
    vat: Vat,
) -> Item {
    Item {
        description: description.to_owned(),
        product,
        quantity: quantity.into(),
        unit,
        price: price.into(),
        vat,
        advance: None,
        delivered: None,
        reference: None,
    }
}

pub(super) fn goods(
    text: &str,
    quantity: impl Into<Decimal>,
    unit: &'static str,
    price: impl Into<Decimal>,
    vat: Vat,
) -> Item {
    item(true, text, quantity, unit, price, vat)
}

pub(super) fn service(
    text: &str,
    quantity: impl Into<Decimal>,
    unit: &'static str,
    price: impl Into<Decimal>,
    vat: Vat,
) -> Item {
    item(false, text, quantity, unit, price, vat)
}

/// An invoice, or one invoice of a batch: what it modifies, if anything, and its lines.
#[derive(Clone)]
pub(super) struct Part {
    /// The number of the original invoice and the modification index.
    pub(super) modifies: Option<(String, u32)>,
    pub(super) items: Vec<Item>,
}

#[derive(Clone)]
pub(super) struct Draft<'a> {
    pub(super) number: String,
    pub(super) supplier: Party<'a>,
    pub(super) customer: Party<'a>,
    pub(super) issued: Date,
    pub(super) delivered: Date,
    pub(super) due: Option<Date>,
    pub(super) period: Option<(Date, Date)>,
    pub(super) utility: bool,
    pub(super) category: Category,
    pub(super) payment: &'static str,
    pub(super) appearance: &'static str,
    pub(super) currency: &'static str,
    pub(super) exchange_rate: Decimal,
    /// One, or for a batch document several.
    pub(super) parts: Vec<Part>,
}

impl Draft<'_> {
    pub(super) fn is_batch(&self) -> bool {
        self.parts.len() > 1
    }

    /// Forints are written whole, other currencies with two decimals.
    pub(super) fn amounts(&self, item: &Item) -> Amounts {
        let decimals = if self.currency == "HUF" { 0 } else { 2 };
        let net = round(item.quantity * item.price, decimals);
        let vat = round(net * item.vat.rate(), decimals);
        Amounts {
            net,
            vat,
            net_huf: round(net * self.exchange_rate, 2),
            vat_huf: round(vat * self.exchange_rate, 2),
        }
    }

    /// The totals by VAT, in order of first appearance.
    pub(super) fn totals(&self, part: &Part) -> Vec<(Vat, Amounts)> {
        let mut totals: Vec<(Vat, Amounts)> = Vec::new();
        for item in &part.items {
            let amounts = self.amounts(item);
            match totals.iter_mut().find(|(vat, _)| *vat == item.vat) {
                Some((_, total)) => *total = total.plus(amounts),
                None => totals.push((item.vat, amounts)),
            }
        }
        totals
    }
}

/// Net and VAT in the invoice's currency and in forints. On a simplified invoice net holds the gross.
#[derive(Clone, Copy, Default)]
pub(super) struct Amounts {
    pub(super) net: Decimal,
    pub(super) vat: Decimal,
    pub(super) net_huf: Decimal,
    pub(super) vat_huf: Decimal,
}

impl Amounts {
    pub(super) fn plus(self, other: Amounts) -> Amounts {
        Amounts {
            net: self.net + other.net,
            vat: self.vat + other.vat,
            net_huf: self.net_huf + other.net_huf,
            vat_huf: self.vat_huf + other.vat_huf,
        }
    }

    pub(super) fn gross(self) -> Decimal {
        self.net + self.vat
    }

    pub(super) fn gross_huf(self) -> Decimal {
        self.net_huf + self.vat_huf
    }
}

fn round(amount: Decimal, decimals: u32) -> Decimal {
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}
