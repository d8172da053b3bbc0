//! Bank transactions and receipts in the domain's terms.

use domain::szamlazz::{BankTransaction, Flow, Receipt};
use szamlazz_adatkapcsolat::{ReceiptDocument, TransactionDirection};

use crate::invoice::{plain, text};

pub(crate) fn bank_transaction(told: szamlazz_adatkapcsolat::BankTransaction) -> BankTransaction {
    let partner = told.partner.unwrap_or_default();
    BankTransaction {
        id: told.id,
        account: text(told.bank_account),
        value_date: told.value_date,
        flow: match told.direction {
            Some(TransactionDirection::Incoming) => Some(Flow::In),
            Some(TransactionDirection::Outgoing) => Some(Flow::Out),
            _ => None,
        },
        kind: text(told.transaction_type),
        technical: told.technical.unwrap_or_default(),
        amount: plain(told.amount),
        currency: text(told.currency),
        partner: text(partner.name),
        partner_account: text(partner.bank_account),
        narrative: text(told.memo),
    }
}

/// A receipt, and its issuer's tax number.
pub(crate) fn receipt(told: ReceiptDocument) -> (Receipt, Option<String>) {
    let gross = told.totals.grand.and_then(|total| plain(total.gross));
    let receipt = Receipt {
        id: told.info.id,
        number: text(told.info.receipt_number),
        date: told.info.issue_date,
        cancels: text(told.info.reversed_receipt_number),
        payment_method: text(told.info.payment_method),
        currency: text(told.info.currency),
        gross,
    };
    (receipt, text(told.info.tax_number))
}
