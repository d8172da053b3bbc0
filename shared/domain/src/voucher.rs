//! Cash and bank vouchers, keyed by hand from paper: what went in or out of a register.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ledger_account::AccountNumber,
    limits::BOOKS,
    record::RecordId,
    wrong::{self, Wrong},
};

/// Which way the money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum VoucherDirection {
    /// Into the register.
    In,
    /// Out of the register.
    Out,
}

/// A voucher, in its register's currency. Register, date, direction and amount stay: who keyed them wrong
/// deletes the voucher and keys it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Voucher {
    /// The cash desk or bank account, by its code in the settings.
    #[schema(example = "CASH")]
    pub register: String,
    /// When.
    pub date: Date,
    /// Which way.
    pub direction: VoucherDirection,
    /// How much, more than nothing.
    #[schema(value_type = String, example = "25.40")]
    pub amount: Decimal,
    /// What it was for, 1 to 512 characters.
    #[schema(example = "Postage")]
    pub text: String,
    /// From or to whom.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner: Option<RecordId>,
    /// The outbound document that it is for; what is open of the document stays, because payments settle it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<RecordId>,
    /// The counter account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "529")]
    pub ledger_account: Option<AccountNumber>,
    /// The number printed on the paper, up to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "KP-2026/0117")]
    pub voucher_number: Option<String>,
    /// Whatever else is to be known, up to 2,000 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "The receipt is faded.")]
    pub note: Option<String>,
}

impl Voucher {
    /// The voucher, if all it says can be.
    pub fn checked(self) -> Result<Self, Wrong> {
        if !(1900..=2999).contains(&self.date.year()) {
            return Err(Wrong::new("date", "voucher-date"));
        }
        wrong::positive_amount("amount", self.amount)?;
        wrong::text("text", &self.text, BOOKS.voucher_text)?;
        wrong::optional("voucher_number", self.voucher_number.as_deref(), BOOKS.voucher_number)?;
        wrong::optional("note", self.note.as_deref(), BOOKS.note)?;
        Ok(self)
    }

    /// The voucher as it is changed.
    pub fn changed(&self, entered: Self) -> Result<Self, Wrong> {
        let kept = [
            ("register", self.register == entered.register),
            ("date", self.date == entered.date),
            ("direction", self.direction == entered.direction),
            ("amount", self.amount == entered.amount),
        ];
        match kept.into_iter().find(|(_, same)| !same) {
            Some((field, _)) => Err(Wrong::new(field, "voucher-kept")),
            None => entered.checked(),
        }
    }

    /// The amount as it counts towards the register's balance.
    pub fn signed(&self) -> Decimal {
        match self.direction {
            VoucherDirection::In => self.amount,
            VoucherDirection::Out => -self.amount,
        }
    }
}

/// What names a voucher: its place in the cashbook, and what tells it from others of that day. As a record's
/// identifier it is `CASH.2026-11-24.9f86d081884c7d659a2feaa0c55ad015`, so that vouchers are in the order of
/// registers, then dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherId {
    /// The register's code.
    pub register: String,
    /// The voucher's date.
    pub date: Date,
    /// The request that keyed it: no two vouchers have the same.
    pub request: RecordId,
}

impl VoucherId {
    /// The name of a voucher that a request keys.
    pub fn new(voucher: &Voucher, request: &RecordId) -> Self {
        Self { register: voucher.register.clone(), date: voucher.date, request: request.clone() }
    }

    /// The record's identifier.
    pub fn record(&self) -> RecordId {
        RecordId::of_parts(&[&self.register, &self.date.to_string(), self.request.as_str()])
    }

    /// Takes a record's identifier apart, if it is one of a voucher.
    pub fn of(id: &RecordId) -> Option<Self> {
        let mut parts = id.as_str().split('.');
        let (register, date, request) = (parts.next()?, parts.next()?, parts.next()?);
        let request = RecordId::parse(request).filter(|_| parts.next().is_none())?;
        let id = Self { register: register.to_owned(), date: date.parse().ok()?, request };
        (id.date.to_string() == date).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn voucher() -> Voucher {
        Voucher {
            register: "CASH".into(),
            date: date(2026, 11, 24),
            direction: VoucherDirection::Out,
            amount: Decimal::new(2540, 2),
            text: "Postage".into(),
            partner: None,
            document: None,
            ledger_account: None,
            voucher_number: None,
            note: None,
        }
    }

    fn refusal(voucher: Result<Voucher, Wrong>) -> Option<(String, &'static str)> {
        voucher.err().map(|wrong| (wrong.field, wrong.code))
    }

    #[test]
    fn what_cannot_be_is_named() {
        let refused = |change: fn(&mut Voucher)| {
            let mut voucher = voucher();
            change(&mut voucher);
            refusal(voucher.checked())
        };
        let wrong = |field: &str, code| Some((field.to_owned(), code));
        assert_eq!(refused(|_| {}), None);
        assert_eq!(refused(|voucher| voucher.amount = Decimal::ZERO), wrong("amount", "amount-zero"));
        assert_eq!(refused(|voucher| voucher.amount = -Decimal::ONE), wrong("amount", "amount-negative"));
        assert_eq!(refused(|voucher| voucher.date = date(206, 11, 24)), wrong("date", "voucher-date"));
        assert_eq!(refused(|voucher| voucher.text = " ".into()), wrong("text", "text-length"));
        assert_eq!(refused(|voucher| voucher.text = "x".repeat(513)), wrong("text", "text-length"));
        let long = refused(|voucher| voucher.voucher_number = Some("1".repeat(51)));
        assert_eq!(long, wrong("voucher_number", "text-length"));
    }

    #[test]
    fn what_moved_money_stays() {
        let kept = |change: fn(&mut Voucher)| {
            let mut entered = voucher();
            change(&mut entered);
            refusal(voucher().changed(entered)).map(|(field, code)| (field, code == "voucher-kept"))
        };
        let refused = |field: &str| Some((field.to_owned(), true));
        assert_eq!(kept(|voucher| voucher.register = "BANK".into()), refused("register"));
        assert_eq!(kept(|voucher| voucher.date = date(2026, 11, 25)), refused("date"));
        assert_eq!(kept(|voucher| voucher.direction = VoucherDirection::In), refused("direction"));
        assert_eq!(kept(|voucher| voucher.amount = Decimal::ONE), refused("amount"));
        assert_eq!(kept(|voucher| voucher.amount = Decimal::new(254, 1)), None, "the same amount");
        assert_eq!(kept(|voucher| voucher.text = "Stamps".into()), None);
        assert_eq!(kept(|voucher| voucher.text.clear()), Some(("text".into(), false)));
    }

    #[test]
    fn other_identifiers_are_not_vouchers() {
        let others =
            ["CASH", "CASH.2026-11-24", "CASH.2026-11-31.1f", "CASH.2026-11-24.1f.2", "CASH.20261124.1f"];
        for other in others {
            assert_eq!(VoucherId::of(&RecordId::parse(other).unwrap()), None, "{other}");
        }
    }

    fn ids() -> impl Strategy<Value = VoucherId> {
        ("[A-Z0-9]{1,10}", (1900i16..3000, 1i8..13, 1i8..29), "[0-9a-f]{32}").prop_map(
            |(register, (year, month, day), request)| VoucherId {
                register,
                date: date(year, month, day),
                request: RecordId::parse(&request).unwrap(),
            },
        )
    }

    proptest! {
        #[test]
        fn identifiers_are_plain_and_read_back(id in ids()) {
            prop_assert_eq!(RecordId::parse(id.record().as_str()), Some(id.record()));
            prop_assert_eq!(VoucherId::of(&id.record()), Some(id));
        }

        #[test]
        fn identifiers_are_in_the_order_of_registers_and_dates(one in ids(), mut other in ids()) {
            prop_assert_eq!(one.record() < other.record(), order(&one) < order(&other));
            other.register.clone_from(&one.register);
            prop_assert_eq!(one.record() < other.record(), order(&one) < order(&other));
        }
    }

    fn order(id: &VoucherId) -> (&str, Date, &RecordId) {
        (&id.register, id.date, &id.request)
    }
}
