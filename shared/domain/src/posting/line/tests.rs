//! What an invoice states, and whether it is posted at all.

use serde_json::{Value, json};

use super::*;

/// An invoice of Számlázz.hu with what is changed of it.
fn invoice(changes: Value) -> InboxInvoice {
    let mut invoice = json!({
        "id": "inbound-9f86d081884c7d659a2feaa0c55ad015",
        "direction": "inbound",
        "number": "E-1",
        "operation": "create",
        "issue_date": "2026-10-20",
        "supplier": {},
        "customer": {},
        "currency": "EUR",
        "amounts": { "net": "10", "vat": "2.7", "gross": "12.7" },
        "amounts_huf": { "net": "4000", "vat": "1080", "gross": "5080" },
        "reading": { "state": "complete" },
        "status": "new",
    });
    for (field, value) in changes.as_object().unwrap() {
        invoice[field] = value.clone();
    }
    serde_json::from_value(invoice).unwrap()
}

fn report() -> Value {
    json!({ "transaction": "T", "index": 1, "at": "2026-10-20T10:00:00Z" })
}

#[test]
fn only_what_the_invoice_itself_states_in_forints_counts() {
    let stated = |changes| InvoiceFacts::from(&invoice(changes)).stated.vat;
    assert_eq!(stated(json!({})), None, "our own conversion");
    assert_eq!(stated(json!({ "report": report() })), Some(1080.into()));
    assert_eq!(stated(json!({ "currency": "HUF" })), Some(Decimal::new(27, 1)));
}

#[test]
fn why_an_invoice_is_not_posted() {
    let withdrawn = "2026-10-21T10:00:00Z";
    for (changes, why) in [
        (json!({}), None),
        (json!({ "withdrawn_at": withdrawn }), Some(NotPosted::Deleted)),
        (json!({ "withdrawn_at": withdrawn, "report": report() }), Some(NotPosted::Withdrawn)),
        (json!({ "other_member": "12892312" }), Some(NotPosted::OtherMember)),
        (json!({ "before_start": true }), Some(NotPosted::BeforeStart)),
        (json!({ "reading": { "state": "awaited", "code": "X" } }), Some(NotPosted::Awaited)),
    ] {
        assert_eq!(NotPosted::of(&invoice(changes.clone())), why, "{changes}");
    }
}
