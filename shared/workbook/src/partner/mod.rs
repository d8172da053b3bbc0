//! Columns of partners.

mod cells;
mod method;
mod parts;

use domain::{
    country::Country,
    language::Language,
    partner::{Partner, PartnerProfile, PartnerRole, PartnerSource},
    wrong::Wrong,
};

use crate::{
    Kind,
    column::{
        Cells::{Coded, Decimal, Number, Text, YesNo},
        Column,
    },
    record::{Cell, Given, Record, account, flag, optional, parsed, required},
};

/// The columns. Of contacts and bank accounts it is the first.
pub const COLUMNS: &[Column] = &[
    Column::new("code", Text, 12),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("short_name", Text, 24),
    Column::new("customer", YesNo, 8).or("yes"),
    Column::new("supplier", YesNo, 8),
    Column::new("person", YesNo, 8),
    Column::new("country", Text, 8),
    Column::new("tax_number", Number, 18),
    Column::new("eu_vat_number", Number, 18),
    Column::new("vat_group", Number, 12),
    Column::new("codice_fiscale", Number, 20),
    Column::new("regon", Number, 16),
    Column::new("incorporation", Text, 18),
    Column::new("address_country", Text, 8).of("address.country").or("HU"),
    Column::new("zip", Number, 10).of("address.postal_code").or("000"),
    Column::new("city", Text, 20).of("address.city").or("0"),
    Column::new("street", Text, 30).of("address.street").or("0"),
    Column::new("mailing_country", Text, 8).of("mailing_address.country").or("HU"),
    Column::new("mailing_zip", Number, 10).of("mailing_address.postal_code").or("000"),
    Column::new("mailing_city", Text, 20).of("mailing_address.city").or("0"),
    Column::new("mailing_street", Text, 30).of("mailing_address.street").or("0"),
    Column::new("contact_name", Text, 24).of("contacts[0].name").or("0"),
    Column::new("contact_position", Text, 20).of("contacts[0].position"),
    Column::new("contact_email", Text, 28).of("contacts[0].email"),
    Column::new("contact_phone", Text, 18).of("contacts[0].phone"),
    Column::new("bank_account", Number, 32).of("bank_accounts[0].number").or("HU42117730161111101800000000"),
    Column::new("bic", Text, 14).of("bank_accounts[0].bic"),
    Column::new("bank", Text, 24).of("bank_accounts[0].bank"),
    Column::new("bank_currency", Text, 10).of("bank_accounts[0].currency"),
    Column::new("currency", Text, 10),
    Column::new("payment_days", Decimal, 10).of("payment_terms.days").or("0"),
    Column::new("end_of_month", YesNo, 10).of("payment_terms.end_of_month"),
    Column::new("payment_method", Coded(method::CODES), 16).of("payment_terms.method"),
    Column::new("vat_key", Text, 10),
    Column::new("receivable_account", Number, 14),
    Column::new("payable_account", Number, 14),
    Column::new("cash_accounting", YesNo, 12),
    Column::new("e_invoice_address", Number, 22).of("e_invoicing.address"),
    Column::new("e_invoice_operator", Number, 18).of("e_invoicing.operator"),
    Column::new("recipient_code", Number, 12).of("e_invoicing.recipient_code"),
    Column::new("certified_email", Text, 28).of("e_invoicing.certified_email"),
    Column::new("language", Coded(&["hu", "pl", "fi", "it", "en"]), 8),
    Column::new("note", Text, 40),
    Column::new("active", YesNo, 8),
];

/// What has no column.
pub(crate) const LEFT_OUT: &[&str] =
    &["workbook-left_out-contacts", "workbook-left_out-bank_accounts", "workbook-left_out-addresses"];

impl Record for Partner {
    const KIND: Kind = Kind::Partners;

    fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells = Vec::with_capacity(COLUMNS.len());
        cells.extend(cells::identity(self));
        cells.extend(cells::address(self.address.as_ref()));
        cells.extend(cells::address(self.mailing_address.as_ref()));
        cells.extend(cells::contact(self.contacts.first()));
        cells.extend(cells::bank_account(self.bank_accounts.first()));
        cells.push(Cell::optional(&self.currency));
        cells.extend(cells::terms(self.payment_terms));
        cells.extend(cells::books(self));
        cells.extend(cells::e_invoicing(self.e_invoicing.as_ref()));
        cells.push(self.language.map_or(Cell::Blank, |language| Cell::Text(language.code())));
        cells.push(Cell::optional(&self.note));
        cells.push(Cell::Flag(self.active));
        cells
    }

    fn left_out(&self) -> Vec<usize> {
        let further = |count: usize| count.saturating_sub(1);
        vec![further(self.contacts.len()), further(self.bank_accounts.len()), self.addresses.len()]
    }

    fn applied(base: Option<&Self>, mut cells: &[Given<'_>], home: Country) -> Result<Self, Wrong> {
        let cells = &mut cells;
        let mut partner = base.cloned().unwrap_or_else(blank);
        identity(&mut partner, take(cells)?);
        let of = partner.country.as_deref().unwrap_or(home.code());
        partner.address = parts::address(partner.address, take(cells)?, of);
        partner.mailing_address = parts::address(partner.mailing_address, take(cells)?, of);
        parts::contact(&mut partner.contacts, take(cells)?);
        parts::bank_account(&mut partner.bank_accounts, take(cells)?);
        let [currency] = take(cells)?;
        partner.currency = optional(partner.currency, currency);
        partner.payment_terms = parts::terms(partner.payment_terms, take(cells)?)?;
        books(&mut partner, take(cells)?)?;
        partner.e_invoicing = parts::e_invoicing(partner.e_invoicing, take(cells)?);
        let [language, note, active] = take(cells)?;
        partner.language = parsed("language", "cell-coded", partner.language, language, |code| {
            Language::ALL.into_iter().find(|language| language.code() == code)
        })?;
        partner.note = optional(partner.note, note);
        partner.active = flag(partner.active, true, active);
        partner.check(home)?;
        Ok(partner)
    }
}

/// The next cells of a row.
fn take<'c, 'a, const N: usize>(cells: &mut &'c [Given<'a>]) -> Result<&'c [Given<'a>; N], Wrong> {
    let (taken, rest) = cells.split_first_chunk().ok_or_else(|| Wrong::new("code", "row-short"))?;
    *cells = rest;
    Ok(taken)
}

fn identity(partner: &mut Partner, given: &[Given<'_>; 13]) {
    let [
        code,
        name,
        short_name,
        customer,
        supplier,
        person,
        country,
        tax_number,
        eu_vat_number,
        vat_group,
        codice_fiscale,
        regon,
        incorporation,
    ] = given;
    let text = |field: &mut Option<String>, given| *field = optional(field.take(), given);
    partner.name = required(std::mem::take(&mut partner.name), name);
    text(&mut partner.code, code);
    text(&mut partner.short_name, short_name);
    text(&mut partner.country, country);
    text(&mut partner.tax_number, tax_number);
    text(&mut partner.eu_vat_number, eu_vat_number);
    text(&mut partner.vat_group, vat_group);
    text(&mut partner.codice_fiscale, codice_fiscale);
    text(&mut partner.regon, regon);
    text(&mut partner.incorporation, incorporation);
    partner.customer = flag(partner.customer, false, customer);
    partner.supplier = flag(partner.supplier, false, supplier);
    partner.person = flag(partner.person, false, person);
}

fn books(partner: &mut Partner, given: &[Given<'_>; 4]) -> Result<(), Wrong> {
    let [vat_key, receivable, payable, cash_accounting] = given;
    partner.vat_key = optional(partner.vat_key.take(), vat_key);
    partner.receivable_account =
        account("receivable_account", partner.receivable_account.take(), receivable)?;
    partner.payable_account = account("payable_account", partner.payable_account.take(), payable)?;
    partner.cash_accounting = flag(partner.cash_accounting, false, cash_accounting);
    Ok(())
}

fn blank() -> Partner {
    let told = Partner::told(PartnerProfile::default(), PartnerRole::Customer, PartnerSource::Person);
    Partner { customer: false, ..told }
}
