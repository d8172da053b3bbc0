//! A line's net, VAT and gross, where its document states only some of them.

use rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero};

use super::{InvoiceFacts, PostingLine};
use crate::{
    invoice::Amounts,
    money::{most_decimals, round},
    vat_key::VatKind,
};

/// The rate at which VAT is self-assessed, as such keys state none: Hungary's standard one (Áfa tv. 82. §).
const STANDARD_RATE: Decimal = Decimal::from_parts(27, 0, 0, false, 0);

/// Amounts in one currency. The gross amount is the sum of the other two, whatever the document says of it:
/// that is what makes each line balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub net: Decimal,
    pub vat: Decimal,
    pub gross: Decimal,
}

impl Settled {
    /// In forints: as stated, or by the exchange rate.
    pub fn huf(line: &PostingLine, facts: &InvoiceFacts<'_>) -> Option<Self> {
        let rate = facts.rate(line);
        let converted = |amount: Option<Decimal>| match (amount?, rate?) {
            (amount, rate) if rate == Decimal::ONE => Some(amount),
            (amount, rate) => amount.checked_mul(rate).map(|amount| round(amount, "HUF")),
        };
        let (huf, own) = (line.amounts_huf, line.amounts);
        let stated = Amounts {
            net: huf.net.or_else(|| converted(own.net)),
            vat: huf.vat.or_else(|| converted(own.vat)),
            gross: huf.gross.or_else(|| converted(own.gross)),
        };
        Self::of(stated, line, "HUF")
    }

    /// In the invoice's currency.
    pub fn own(line: &PostingLine, facts: &InvoiceFacts<'_>) -> Option<Self> {
        Self::of(line.amounts, line, facts.currency?)
    }

    fn of(stated: Amounts, line: &PostingLine, currency: &str) -> Option<Self> {
        let Amounts { net, vat, gross } = stated;
        let percent = line.vat_rate.unwrap_or_default();
        let charged = match line.vat_kind {
            VatKind::Rate => percent,
            _ => Decimal::ZERO,
        };
        let (net, vat) = match (line.vat_kind, net, vat, gross) {
            (VatKind::Content, .., Some(gross)) => {
                let vat = round(gross.checked_mul(percent)? / Decimal::ONE_HUNDRED, currency);
                (gross.checked_sub(vat)?, vat)
            }
            (_, Some(net), Some(vat), _) => (net, vat),
            (_, Some(net), None, Some(gross)) => (net, gross.checked_sub(net)?),
            (_, Some(net), None, None) => (net, part(net, charged, currency)?),
            (_, None, Some(vat), Some(gross)) => (gross.checked_sub(vat)?, vat),
            (_, None, None, Some(gross)) => {
                let whole = Decimal::ONE_HUNDRED.checked_add(charged)?;
                let share = gross.checked_mul(charged)?.checked_div(whole)?;
                let vat = round(share, currency);
                (gross.checked_sub(vat)?, vat)
            }
            (_, None, _, None) => return None,
        };
        let (net, vat) = (bounded(net, currency)?, bounded(vat, currency)?);
        Some(Self { net, vat, gross: net.checked_add(vat)? })
    }

    /// The VAT that the buyer owes on it.
    pub fn self_assessed(&self, currency: &str) -> Option<Decimal> {
        part(self.net, STANDARD_RATE, currency)
    }

    /// Whether there is nothing to post.
    pub fn is_zero(&self) -> bool {
        self.net.is_zero() && self.vat.is_zero()
    }
}

fn part(of: Decimal, percent: Decimal, currency: &str) -> Option<Decimal> {
    let part = of.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Some(round(part, currency))
}

/// An amount with no more decimals than the currency knows, and so few digits that a hundred thousand of them
/// add up exactly.
fn bounded(amount: Decimal, currency: &str) -> Option<Decimal> {
    let most = Decimal::from(10u64.pow(18));
    let amount = amount.round_dp_with_strategy(most_decimals(currency), MidpointAwayFromZero);
    (amount.abs() < most).then_some(amount)
}
