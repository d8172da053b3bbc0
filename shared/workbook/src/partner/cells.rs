//! What is written for the parts of a partner, column by column.

use domain::{
    address::Address,
    partner::{BankAccount, Contact, EInvoicing, Partner, PaymentTerms},
};

use super::method;
use crate::record::Cell;

pub(super) fn identity(partner: &Partner) -> [Cell<'_>; 13] {
    [
        Cell::optional(&partner.code),
        Cell::Text(&partner.name),
        Cell::optional(&partner.short_name),
        Cell::Flag(partner.customer),
        Cell::Flag(partner.supplier),
        Cell::Flag(partner.person),
        Cell::optional(&partner.country),
        Cell::optional(&partner.tax_number),
        Cell::optional(&partner.eu_vat_number),
        Cell::optional(&partner.vat_group),
        Cell::optional(&partner.codice_fiscale),
        Cell::optional(&partner.regon),
        Cell::optional(&partner.incorporation),
    ]
}

pub(super) fn address(address: Option<&Address>) -> [Cell<'_>; 4] {
    address.map_or([Cell::Blank; 4], |address| {
        [&address.country, &address.postal_code, &address.city, &address.street].map(|part| Cell::Text(part))
    })
}

pub(super) fn contact(contact: Option<&Contact>) -> [Cell<'_>; 4] {
    contact.map_or([Cell::Blank; 4], |contact| {
        let [position, email, phone] =
            [&contact.position, &contact.email, &contact.phone].map(Cell::optional);
        [Cell::Text(&contact.name), position, email, phone]
    })
}

pub(super) fn bank_account(account: Option<&BankAccount>) -> [Cell<'_>; 4] {
    account.map_or([Cell::Blank; 4], |account| {
        let [bic, bank, currency] = [&account.bic, &account.bank, &account.currency].map(Cell::optional);
        [Cell::Text(&account.number), bic, bank, currency]
    })
}

pub(super) fn terms(terms: Option<PaymentTerms>) -> [Cell<'static>; 3] {
    terms.map_or([Cell::Blank; 3], |terms| {
        let days = Cell::Decimal(terms.days.into());
        [days, Cell::Flag(terms.end_of_month), Cell::Text(method::code(terms.method))]
    })
}

pub(super) fn books(partner: &Partner) -> [Cell<'_>; 4] {
    [
        Cell::optional(&partner.vat_key),
        Cell::account(&partner.receivable_account),
        Cell::account(&partner.payable_account),
        Cell::Flag(partner.cash_accounting),
    ]
}

pub(super) fn e_invoicing(to: Option<&EInvoicing>) -> [Cell<'_>; 4] {
    to.map_or([Cell::Blank; 4], |to| {
        [&to.address, &to.operator, &to.recipient_code, &to.certified_email].map(Cell::optional)
    })
}
