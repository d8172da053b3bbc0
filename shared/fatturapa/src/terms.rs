//! How the amounts of a document become those of its file.

use domain::{
    country::Country,
    document::{Document, DocumentKind, VatSum},
    money,
    wrong::Wrong,
};
use rust_decimal::Decimal;

const EURO: &str = "EUR";

/// In euro, and in a credit note the other way round.
pub(crate) struct Terms {
    /// What kind of document it is to SdI.
    pub(crate) kind: &'static str,
    /// -1 in a credit note, whose amounts SdI wants positive.
    pub(crate) sign: Decimal,
    /// What one unit of the document's currency is worth in euro, where it is another.
    pub(crate) rate: Option<Decimal>,
}

impl Terms {
    pub(crate) fn of(document: &Document) -> Result<Self, Wrong> {
        let lowers = document.totals.gross <= Decimal::ZERO;
        let (kind, sign) = match document.kind {
            DocumentKind::Invoice => ("TD01", Decimal::ONE),
            DocumentKind::Corrective | DocumentKind::Cancellation if lowers => {
                ("TD04", Decimal::NEGATIVE_ONE)
            }
            DocumentKind::Corrective | DocumentKind::Cancellation => ("TD05", Decimal::ONE),
        };
        let rate = document.rate.filter(|_| document.currency != EURO);
        if rate.is_none() && document.currency != EURO {
            return Err(Wrong::new("document.rate", "rate-missing").with("currency", Country::It.currency()));
        }
        Ok(Self { kind, sign, rate })
    }

    pub(crate) fn is_credit(&self) -> bool {
        self.sign.is_sign_negative()
    }

    /// An amount of the document in euro and cent.
    pub(crate) fn euro(&self, amount: Decimal) -> Decimal {
        money::round(self.exact(amount), EURO)
    }

    /// An amount of the document in euro, not rounded.
    pub(crate) fn exact(&self, amount: Decimal) -> Decimal {
        amount * self.sign * self.rate.unwrap_or(Decimal::ONE)
    }

    /// The net amount of a VAT key.
    pub(crate) fn net(&self, sum: &VatSum) -> Decimal {
        self.euro(sum.amounts.net)
    }

    /// The VAT of a VAT key: in euro as the document shows it.
    pub(crate) fn vat(&self, sum: &VatSum) -> Decimal {
        sum.home_vat.map_or_else(|| self.euro(sum.amounts.vat), |vat| vat * self.sign)
    }

    /// What the document comes to.
    pub(crate) fn gross(&self, document: &Document) -> Decimal {
        document.vat_summary.iter().map(|sum| self.net(sum) + self.vat(sum)).sum()
    }
}
