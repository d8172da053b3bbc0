//! Entries: what is debited and credited for a line.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::settle::Settled;
use crate::{invoice::Direction, ledger_account::AccountNumber};

/// An entry. Amounts of corrections and cancellations are below zero on their side (red storno).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingEntry {
    /// The account.
    #[schema(example = "528")]
    pub account: AccountNumber,
    /// The account on the other side.
    #[schema(example = "454")]
    pub counter_account: AccountNumber,
    /// In forints; 0 where it is a credit.
    #[schema(value_type = String, example = "100000")]
    pub debit: Decimal,
    /// In forints; 0 where it is a debit.
    #[schema(value_type = String, example = "0")]
    pub credit: Decimal,
    /// The same amount in the invoice's currency, where the document lets it be known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "250.00")]
    pub amount: Option<Decimal>,
    /// Whether it is the net amount, which the cost centre is of.
    pub base: bool,
}

/// An amount in forints and in the invoice's currency.
#[derive(Clone, Copy)]
struct Sum {
    huf: Decimal,
    own: Option<Decimal>,
}

/// The accounts of a line.
pub(super) struct Accounts<'a> {
    pub base: &'a AccountNumber,
    pub counter: &'a AccountNumber,
    pub vat: &'a AccountNumber,
    /// What VAT the buyer owes goes to.
    pub owed: &'a AccountNumber,
}

/// The amounts of a line.
pub(super) struct LineSums {
    pub huf: Settled,
    pub own: Option<Settled>,
    /// The VAT that the buyer owes, in forints and in the invoice's currency.
    pub self_assessed: Option<(Decimal, Option<Decimal>)>,
}

/// The entries of a line; those of nothing are left out. They balance: gross is net and VAT, and what the
/// buyer owes it deducts.
pub(super) fn entries(direction: Direction, accounts: &Accounts<'_>, sums: &LineSums) -> Vec<PostingEntry> {
    let own = |amount: fn(&Settled) -> Decimal| sums.own.as_ref().map(amount);
    let net = Sum { huf: sums.huf.net, own: own(|own| own.net) };
    let vat = Sum { huf: sums.huf.vat, own: own(|own| own.vat) };
    let gross = Sum { huf: sums.huf.gross, own: own(|own| own.gross) };
    let Accounts { base, counter, vat: vat_account, owed } = accounts;
    let is_base = |entry: PostingEntry| PostingEntry { base: true, ..entry };
    let mut entries = match direction {
        Direction::Inbound => vec![
            is_base(debit(base, counter, net)),
            debit(vat_account, counter, vat),
            credit(counter, base, gross),
        ],
        Direction::Outbound => vec![
            debit(counter, base, gross),
            is_base(credit(base, counter, net)),
            credit(vat_account, counter, vat),
        ],
    };
    if let Some((huf, own)) = sums.self_assessed {
        entries.extend([
            debit(vat_account, owed, Sum { huf, own }),
            credit(owed, vat_account, Sum { huf, own }),
        ]);
    }
    entries.retain(|entry| !(entry.debit.is_zero() && entry.credit.is_zero()));
    entries
}

fn debit(account: &AccountNumber, counter_account: &AccountNumber, sum: Sum) -> PostingEntry {
    PostingEntry {
        account: account.clone(),
        counter_account: counter_account.clone(),
        debit: sum.huf,
        credit: Decimal::ZERO,
        amount: sum.own,
        base: false,
    }
}

fn credit(account: &AccountNumber, counter_account: &AccountNumber, sum: Sum) -> PostingEntry {
    let entry = debit(account, counter_account, sum);
    PostingEntry { debit: Decimal::ZERO, credit: entry.debit, ..entry }
}
