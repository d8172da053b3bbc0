//! Payments that were made and received, and what they are for.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    document::PaymentMethod,
    limits::BOOKS,
    record::RecordId,
    wrong::{self, Wrong},
};

/// Which way the money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaymentDirection {
    /// From the partner.
    Received,
    /// To the partner.
    Made,
}

/// A payment. It is not changed but taken back and entered again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Payment {
    /// From or to whom.
    pub partner: RecordId,
    /// Which way.
    pub direction: PaymentDirection,
    /// When.
    pub date: Date,
    /// How much, more than nothing.
    #[schema(value_type = String, example = "172.21")]
    pub amount: Decimal,
    /// In which currency, ISO 4217.
    #[schema(example = "EUR")]
    pub currency: String,
    /// How.
    #[serde(default)]
    pub method: PaymentMethod,
    /// The payer's reference, up to 140 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "RF882026176")]
    pub reference: Option<String>,
    /// Whatever else is to be known, up to 2,000 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Paid by the parent company")]
    pub note: Option<String>,
    /// The outbound invoices that it is for, at most 20; what is left of it stays on account.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub allocations: Vec<Allocation>,
}

/// A part of a payment that is for one invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Allocation {
    /// The invoice.
    pub document: RecordId,
    /// How much, more than nothing.
    #[schema(value_type = String, example = "172.21")]
    pub amount: Decimal,
}

impl Payment {
    /// The payment, if all it says can be.
    pub fn checked(self) -> Result<Self, Wrong> {
        wrong::currency("currency", &self.currency)?;
        wrong::positive_amount("amount", self.amount)?;
        wrong::money("amount", self.amount, &self.currency)?;
        wrong::optional("reference", self.reference.as_deref(), 140)?;
        wrong::optional("note", self.note.as_deref(), BOOKS.note)?;
        wrong::list("allocations", &self.allocations, BOOKS.allocations, |part| {
            wrong::positive_amount("amount", part.amount)?;
            wrong::money("amount", part.amount, &self.currency)
        })?;
        for (place, part) in self.allocations.iter().enumerate() {
            if self.allocations[..place].iter().any(|other| other.document == part.document) {
                return Err(Wrong::new(format!("allocations[{place}].document"), "allocation-twice"));
            }
        }
        if self.allocations.iter().map(|part| part.amount).sum::<Decimal>() > self.amount {
            return Err(Wrong::new("allocations", "allocation-sum").with("amount", self.amount.normalize()));
        }
        Ok(self)
    }

    /// An amount of it as it counts towards what the partner paid.
    pub fn paid(&self, amount: Decimal) -> Decimal {
        match self.direction {
            PaymentDirection::Received => amount,
            PaymentDirection::Made => -amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn payment(amount: i64, parts: &[(&str, i64)]) -> Payment {
        let part = |(document, amount): &(&str, i64)| Allocation {
            document: RecordId::parse(document).unwrap(),
            amount: Decimal::from(*amount),
        };
        Payment {
            partner: RecordId::parse("p").unwrap(),
            direction: PaymentDirection::Received,
            date: date(2026, 11, 24),
            amount: Decimal::from(amount),
            currency: "EUR".into(),
            method: PaymentMethod::Transfer,
            reference: None,
            note: None,
            allocations: parts.iter().map(part).collect(),
        }
    }

    #[test]
    fn no_more_is_allocated_than_there_is() {
        let code = |payment: Payment| payment.checked().map(|_| ()).map_err(|wrong| wrong.code);
        assert_eq!(code(payment(100, &[("a", 60), ("b", 40)])), Ok(()));
        assert_eq!(code(payment(100, &[("a", 60)])), Ok(()), "the rest stays on account");
        assert_eq!(code(payment(100, &[("a", 60), ("b", 41)])), Err("allocation-sum"));
        assert_eq!(code(payment(100, &[("a", 1), ("a", 1)])), Err("allocation-twice"));
        assert_eq!(code(payment(0, &[])), Err("amount-zero"));
        assert_eq!(code(payment(5, &[("a", -1)])), Err("amount-negative"));
    }
}
