//! What a row says of the parts of a partner that have several columns, laid over what is there.

use domain::{
    address::Address,
    partner::{BankAccount, Contact, EInvoicing, PaymentTerms},
    wrong::Wrong,
};

use super::method;
use crate::record::{Given, flag, optional, parsed, required};

/// The address with what is given; none where nothing is left of it. A new one without a country is in `of`.
pub(super) fn address(was: Option<Address>, given: &[Given<'_>; 4], of: &str) -> Option<Address> {
    if is_kept(given) || (was.is_none() && !is_set(given)) {
        return was;
    }
    let [country, zip, city, street] = given;
    let was = was.unwrap_or_else(|| Address {
        country: of.to_owned(),
        postal_code: String::new(),
        city: String::new(),
        street: String::new(),
    });
    let address = Address {
        country: optional(Some(was.country), country).unwrap_or_else(|| of.to_owned()),
        postal_code: required(was.postal_code, zip),
        city: required(was.city, city),
        street: required(was.street, street),
    };
    let is_blank = address.postal_code.is_empty() && address.city.is_empty() && address.street.is_empty();
    (!is_blank || matches!(country, Given::Set(_))).then_some(address)
}

/// Lays a row over the first contact. Whoever clears the name and fills in nothing else takes it away.
pub(super) fn contact(contacts: &mut Vec<Contact>, given: &[Given<'_>; 4]) {
    let [name, position, email, phone] = given;
    over_first(contacts, given, |was| Contact {
        name: required(was.name, name),
        position: optional(was.position, position),
        email: optional(was.email, email),
        phone: optional(was.phone, phone),
    });
}

/// Lays a row over the first bank account. Whoever clears the number and fills in nothing else takes it away.
pub(super) fn bank_account(accounts: &mut Vec<BankAccount>, given: &[Given<'_>; 4]) {
    let [number, bic, bank, currency] = given;
    over_first(accounts, given, |was| BankAccount {
        number: required(was.number, number),
        bic: optional(was.bic, bic),
        bank: optional(was.bank, bank),
        currency: optional(was.currency, currency),
    });
}

/// Changes the first entry, makes it, or takes it away; the first of the given is what it is named by.
fn over_first<T: Default>(entries: &mut Vec<T>, given: &[Given<'_>; 4], change: impl FnOnce(T) -> T) {
    match entries.first_mut() {
        Some(_) if given[0] == Given::Clear && !is_set(given) => drop(entries.remove(0)),
        Some(first) => *first = change(std::mem::take(first)),
        None if is_set(given) => entries.push(change(T::default())),
        None => {}
    }
}

/// The terms with what is given; none without days.
pub(super) fn terms(
    was: Option<PaymentTerms>,
    given: &[Given<'_>; 3],
) -> Result<Option<PaymentTerms>, Wrong> {
    let [days, end, method] = given;
    let days =
        parsed("payment_terms.days", "days-range", was.map(|was| was.days), days, |text| text.parse().ok())?;
    let was_method = was.map(|was| was.method);
    let method = parsed("payment_terms.method", "cell-coded", was_method, method, method::of)?;
    let Some(days) = days else {
        let needed = *end == Given::Set("yes".into()) || matches!(given[2], Given::Set(_));
        return if needed { Err(Wrong::new("payment_terms.days", "cell-required")) } else { Ok(None) };
    };
    let end_of_month = flag(was.is_some_and(|was| was.end_of_month), false, end);
    Ok(Some(PaymentTerms { days, end_of_month, method: method.unwrap_or_default() }))
}

/// The ways of electronic invoices with what is given; none where none is left.
pub(super) fn e_invoicing(was: Option<EInvoicing>, given: &[Given<'_>; 4]) -> Option<EInvoicing> {
    if is_kept(given) {
        return was;
    }
    let [address, operator, recipient_code, certified_email] = given;
    let was = was.unwrap_or_default();
    let now = EInvoicing {
        address: optional(was.address, address),
        operator: optional(was.operator, operator),
        recipient_code: optional(was.recipient_code, recipient_code),
        certified_email: optional(was.certified_email, certified_email),
    };
    (now != EInvoicing::default()).then_some(now)
}

fn is_kept(given: &[Given<'_>]) -> bool {
    given.iter().all(|given| *given == Given::Keep)
}

fn is_set(given: &[Given<'_>]) -> bool {
    given.iter().any(|given| matches!(given, Given::Set(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEP: Given = Given::Keep;
    const CLEAR: Given = Given::Clear;

    fn set(text: &str) -> Given<'_> {
        Given::Set(text.to_owned().into())
    }

    #[test]
    fn a_bank_account_goes_with_its_number_only() {
        let account = |number: &str| BankAccount { number: number.into(), ..BankAccount::default() };
        let both = vec![BankAccount { bic: Some("NDEAFIHH".into()), ..account("1") }, account("2")];
        let after = |given| {
            let mut accounts = both.clone();
            bank_account(&mut accounts, &given);
            accounts
        };
        assert_eq!(after([KEEP; 4]), both);
        assert_eq!(after([CLEAR, KEEP, KEEP, KEEP]), [account("2")]);
        assert_eq!(after([KEEP, CLEAR, KEEP, KEEP]), [account("1"), account("2")]);
        assert_eq!(after([CLEAR, set("X"), KEEP, KEEP])[0].number, "", "which the domain refuses");
        let mut none = Vec::new();
        bank_account(&mut none, &[CLEAR, KEEP, CLEAR, KEEP]);
        assert_eq!(none, []);
    }

    #[test]
    fn terms_need_days() {
        let required = Wrong::new("payment_terms.days", "cell-required");
        assert_eq!(terms(None, &[KEEP, KEEP, set("cash")]), Err(required.clone()));
        assert_eq!(terms(None, &[KEEP, set("yes"), KEEP]), Err(required));
        assert_eq!(terms(None, &[KEEP, set("no"), KEEP]), Ok(None));
        let was = Some(PaymentTerms { end_of_month: true, ..PaymentTerms::of_days(8) });
        assert_eq!(terms(was, &[CLEAR, KEEP, KEEP]), Ok(None));
        let cash = terms(was, &[KEEP, KEEP, set("cash")]).unwrap().unwrap();
        assert_eq!((cash.days, cash.end_of_month, Some(cash.method)), (8, true, method::of("cash")));
    }

    #[test]
    fn an_address_that_is_cleared_is_none() {
        let new = address(None, &[KEEP, set("00100"), set("Helsinki"), set("Katu 1")], "FI");
        assert_eq!(new.as_ref().unwrap().country, "FI");
        assert_eq!(address(new.clone(), &[KEEP; 4], "HU"), new);
        assert_eq!(address(new, &[KEEP, CLEAR, CLEAR, CLEAR], "HU"), None);
        assert_eq!(address(None, &[CLEAR; 4], "HU"), None);
    }

    #[test]
    fn e_invoicing_without_a_way_is_none() {
        let empty = Some(EInvoicing::default());
        assert_eq!(e_invoicing(empty.clone(), &[KEEP; 4]), empty, "an untouched row changes nothing");
        let one = e_invoicing(None, &[set("0037"), KEEP, KEEP, KEEP]);
        assert_eq!(one.as_ref().unwrap().address.as_deref(), Some("0037"));
        assert_eq!(e_invoicing(one, &[CLEAR, KEEP, KEEP, KEEP]), None);
    }
}
