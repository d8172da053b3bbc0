//! Columns of partners.

use domain::{
    address::Address,
    country::Country,
    language::Language,
    partner::{BankAccount, Contact, Partner, PartnerProfile, PartnerRole, PartnerSource, PaymentTerms},
    wrong::Wrong,
};

use crate::{
    column::{
        Cells::{Coded, Decimal, Number, Text, YesNo},
        Column, Kind,
    },
    record::{Cell, Given, Record, account, flag, optional, parsed, required},
};

/// The columns. Of contacts and bank accounts it is the first.
pub const COLUMNS: &[Column] = &[
    Column::new("code", Text, 12),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("customer", YesNo, 8).or("yes"),
    Column::new("supplier", YesNo, 8),
    Column::new("person", YesNo, 8),
    Column::new("country", Text, 8),
    Column::new("tax_number", Number, 18),
    Column::new("eu_vat_number", Number, 18),
    Column::new("vat_group", Number, 12),
    Column::new("address_country", Text, 8).of("address.country").or("HU"),
    Column::new("zip", Number, 10).of("address.postal_code").or("000"),
    Column::new("city", Text, 20).of("address.city").or("0"),
    Column::new("street", Text, 30).of("address.street").or("0"),
    Column::new("contact_name", Text, 24).of("contacts[0].name").or("0"),
    Column::new("contact_email", Text, 28).of("contacts[0].email"),
    Column::new("contact_phone", Text, 18).of("contacts[0].phone"),
    Column::new("bank_account", Number, 32).of("bank_accounts[0].number").or("HU42117730161111101800000000"),
    Column::new("bic", Text, 14).of("bank_accounts[0].bic"),
    Column::new("currency", Text, 10),
    Column::new("payment_days", Decimal, 10).of("payment_terms.days").or("0"),
    Column::new("end_of_month", YesNo, 10).of("payment_terms.end_of_month"),
    Column::new("vat_key", Number, 10),
    Column::new("receivable_account", Number, 14),
    Column::new("payable_account", Number, 14),
    Column::new("language", Coded(&["hu", "pl", "fi", "it", "en"]), 8),
    Column::new("note", Text, 40),
    Column::new("active", YesNo, 8),
];

impl Record for Partner {
    const KIND: Kind = Kind::Partners;

    fn cells(&self) -> Vec<Cell> {
        let of_address = |part: fn(&Address) -> &String| {
            self.address.as_ref().map_or(Cell::Blank, |address| Cell::text(part(address)))
        };
        let contact = self.contacts.first();
        let bank = self.bank_accounts.first();
        let terms = self.payment_terms;
        vec![
            Cell::optional(&self.code),
            Cell::text(&self.name),
            Cell::flag(self.customer),
            Cell::flag(self.supplier),
            Cell::flag(self.person),
            Cell::optional(&self.country),
            Cell::optional(&self.tax_number),
            Cell::optional(&self.eu_vat_number),
            Cell::optional(&self.vat_group),
            of_address(|address| &address.country),
            of_address(|address| &address.postal_code),
            of_address(|address| &address.city),
            of_address(|address| &address.street),
            contact.map_or(Cell::Blank, |contact| Cell::text(&contact.name)),
            contact.map_or(Cell::Blank, |contact| Cell::optional(&contact.email)),
            contact.map_or(Cell::Blank, |contact| Cell::optional(&contact.phone)),
            bank.map_or(Cell::Blank, |bank| Cell::text(&bank.number)),
            bank.map_or(Cell::Blank, |bank| Cell::optional(&bank.bic)),
            Cell::optional(&self.currency),
            Cell::decimal(terms.map(|terms| terms.days.into())),
            terms.map_or(Cell::Blank, |terms| Cell::flag(terms.end_of_month)),
            Cell::optional(&self.vat_key),
            Cell::account(&self.receivable_account),
            Cell::account(&self.payable_account),
            self.language.map_or(Cell::Blank, |language| Cell::text(language.code())),
            Cell::optional(&self.note),
            Cell::flag(self.active),
        ]
    }

    #[rustfmt::skip]
    fn applied(base: Option<&Self>, cells: &[Given], home: Country) -> Result<Self, Wrong> {
        let [code, name, customer, supplier, person, country, tax_number, eu_vat_number, vat_group,
            address_country, zip, city, street, contact_name, contact_email, contact_phone,
            bank_account, bic, currency, days, end_of_month, vat_key, receivable, payable,
            language, note, active] = cells else {
            return Err(Wrong::new("code", "row-short"));
        };
        let mut partner = base.cloned().unwrap_or_else(blank);
        let text = |field: &mut Option<String>, given| *field = optional(field.as_ref(), given);
        partner.name = required(Some(&partner.name), name);
        text(&mut partner.code, code);
        text(&mut partner.country, country);
        text(&mut partner.tax_number, tax_number);
        text(&mut partner.eu_vat_number, eu_vat_number);
        text(&mut partner.vat_group, vat_group);
        text(&mut partner.currency, currency);
        text(&mut partner.vat_key, vat_key);
        text(&mut partner.note, note);
        partner.customer = flag(partner.customer, false, customer);
        partner.supplier = flag(partner.supplier, false, supplier);
        partner.person = flag(partner.person, false, person);
        partner.active = flag(partner.active, true, active);
        let of = partner.country.clone().unwrap_or_else(|| home.code().into());
        partner.address = address(partner.address.take(), [address_country, zip, city, street], of);
        contact(&mut partner.contacts, contact_name, contact_email, contact_phone);
        bank(&mut partner.bank_accounts, bank_account, bic);
        partner.payment_terms = terms(partner.payment_terms, days, end_of_month)?;
        partner.receivable_account =
            account("receivable_account", partner.receivable_account.as_ref(), receivable)?;
        partner.payable_account = account("payable_account", partner.payable_account.as_ref(), payable)?;
        partner.language = parsed("language", "cell-coded", partner.language.as_ref(), language, |code| {
            Language::ALL.into_iter().find(|language| language.code() == code)
        })?;
        partner.checked(home)
    }
}

fn blank() -> Partner {
    let told = Partner::told(PartnerProfile::default(), PartnerRole::Customer, PartnerSource::Person);
    Partner { customer: false, ..told }
}

/// The address with what is given; none where nothing is left of it.
fn address(was: Option<Address>, given: [&Given; 4], of: String) -> Option<Address> {
    if was.is_none() && !given.iter().any(|given| matches!(given, Given::Set(_))) {
        return None;
    }
    let was = was.unwrap_or_else(|| Address {
        country: of.clone(),
        postal_code: String::new(),
        city: String::new(),
        street: String::new(),
    });
    let [country, zip, city, street] = given;
    let address = Address {
        country: optional(Some(&was.country), country).unwrap_or(of),
        postal_code: required(Some(&was.postal_code), zip),
        city: required(Some(&was.city), city),
        street: required(Some(&was.street), street),
    };
    let is_blank = address.postal_code.is_empty() && address.city.is_empty() && address.street.is_empty();
    (!is_blank || matches!(country, Given::Set(_))).then_some(address)
}

fn contact(contacts: &mut Vec<Contact>, name: &Given, email: &Given, phone: &Given) {
    let was = contacts.first().cloned().unwrap_or_default();
    let contact = Contact {
        name: required(Some(&was.name), name),
        position: was.position,
        email: optional(was.email.as_ref(), email),
        phone: optional(was.phone.as_ref(), phone),
    };
    let is_blank = contact.name.is_empty() && contact.email.is_none() && contact.phone.is_none();
    put_first(contacts, contact, is_blank);
}

fn bank(accounts: &mut Vec<BankAccount>, number: &Given, bic: &Given) {
    let was = accounts.first().cloned().unwrap_or_default();
    let account = BankAccount {
        number: required(Some(&was.number), number),
        bic: optional(was.bic.as_ref(), bic),
        ..was
    };
    let is_blank = account.number.is_empty() && account.bic.is_none();
    put_first(accounts, account, is_blank);
}

/// Puts an entry in the place of the first, or takes the first away.
fn put_first<T>(entries: &mut Vec<T>, entry: T, is_blank: bool) {
    match (entries.first_mut(), is_blank) {
        (Some(_), true) => drop(entries.remove(0)),
        (Some(first), false) => *first = entry,
        (None, true) => {}
        (None, false) => entries.push(entry),
    }
}

fn terms(was: Option<PaymentTerms>, days: &Given, end: &Given) -> Result<Option<PaymentTerms>, Wrong> {
    let was_days = was.map(|was| was.days);
    let days = parsed("payment_terms.days", "days-range", was_days.as_ref(), days, |text| text.parse().ok())?;
    if days.is_none() && *end == Given::Set("yes".into()) {
        return Err(Wrong::new("payment_terms.days", "cell-required"));
    }
    let new = || PaymentTerms::of_days(0);
    Ok(days.map(|days| {
        let was = was.unwrap_or_else(new);
        PaymentTerms { days, end_of_month: flag(was.end_of_month, false, end), ..was }
    }))
}
