//! Ways of payment by their codes.

use domain::document::PaymentMethod::{self, Card, Cash, CashOnDelivery, DirectDebit, Other, Transfer};

/// The codes.
pub(super) const CODES: &[&str] = &["transfer", "cash", "card", "direct-debit", "cash-on-delivery", "other"];

/// The code of a way.
pub(super) fn code(method: PaymentMethod) -> &'static str {
    match method {
        Transfer => "transfer",
        Cash => "cash",
        Card => "card",
        DirectDebit => "direct-debit",
        CashOnDelivery => "cash-on-delivery",
        Other => "other",
    }
}

/// The way of a code.
pub(super) fn of(text: &str) -> Option<PaymentMethod> {
    let all = [Transfer, Cash, Card, DirectDebit, CashOnDelivery, Other];
    all.into_iter().find(|method| code(*method) == text)
}
