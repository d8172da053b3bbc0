//! What a partner's data have to be.

use super::{BankAccount, Contact, EInvoicing, Partner};
use crate::{
    country::Country,
    email::EmailAddress,
    identifier::{IdentifierKind, tax_number::plain},
    limits::BOOKS,
    vat_key::VatKey,
    wrong::{self, Wrong},
};

impl Partner {
    /// The partner with its numbers in their normal form, if all it says can be.
    pub fn checked(mut self, home: Country) -> Result<Self, Wrong> {
        self.check(home)?;
        Ok(self)
    }

    /// The same, where it stands.
    pub fn check(&mut self, home: Country) -> Result<(), Wrong> {
        wrong::text("name", &self.name, BOOKS.name)?;
        wrong::optional("short_name", self.short_name.as_deref(), BOOKS.name)?;
        wrong::optional("code", self.code.as_deref(), BOOKS.code)?;
        wrong::optional("incorporation", self.incorporation.as_deref(), BOOKS.code)?;
        wrong::optional("note", self.note.as_deref(), BOOKS.note)?;
        if !self.customer && !self.supplier {
            return Err(Wrong::new("customer", "partner-role"));
        }
        self.numbers(home)?;
        for (field, address) in [("address", &self.address), ("mailing_address", &self.mailing_address)] {
            address.as_ref().map_or(Ok(()), |address| address.check(field))?;
        }
        wrong::list("contacts", &self.contacts, BOOKS.contacts, Contact::check)?;
        bank_accounts("bank_accounts", &mut self.bank_accounts)?;
        if let Some(currency) = &self.currency {
            wrong::currency("currency", currency)?;
        }
        if self.payment_terms.is_some_and(|terms| terms.days > 999) {
            return Err(Wrong::new("payment_terms.days", "days-range"));
        }
        if self.vat_key.as_deref().is_some_and(|key| VatKey::of(home, key).is_none()) {
            return Err(Wrong::new("vat_key", "vat-unknown"));
        }
        self.e_invoicing.as_ref().map_or(Ok(()), EInvoicing::check)
    }

    fn numbers(&mut self, home: Country) -> Result<(), Wrong> {
        let country = self.country.clone().unwrap_or_else(|| home.code().to_owned());
        if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(Wrong::new("country", "address-country"));
        }
        let of_country = match country.as_str() {
            "HU" => Some(IdentifierKind::HuTax11),
            "FI" => Some(IdentifierKind::FiYtunnus),
            "IT" => Some(IdentifierKind::ItPartitaIva),
            "PL" => Some(IdentifierKind::PlNip),
            _ => None,
        };
        match of_country {
            // What invoices tell of a Hungarian company are often the first eight digits only.
            Some(IdentifierKind::HuTax11) if self.tax_number.as_deref().is_some_and(is_core) => {
                normal("tax_number", &mut self.tax_number, IdentifierKind::HuTax8)?;
            }
            Some(kind) => normal("tax_number", &mut self.tax_number, kind)?,
            None => wrong::optional("tax_number", self.tax_number.as_deref(), BOOKS.code)?,
        }
        normal("vat_group", &mut self.vat_group, IdentifierKind::HuTax8)?;
        normal("codice_fiscale", &mut self.codice_fiscale, IdentifierKind::ItCodiceFiscale)?;
        normal("regon", &mut self.regon, IdentifierKind::PlRegon)?;
        if let Some(number) = &mut self.eu_vat_number {
            *number = eu_vat_number(number)?;
        }
        Ok(())
    }
}

fn is_core(number: &str) -> bool {
    plain(number).trim_start_matches("HU").len() == 8
}

/// An EU VAT number in its normal form: NAV's `communityVatNumber`, and of our countries the national number.
fn eu_vat_number(number: &str) -> Result<String, Wrong> {
    let number = plain(number);
    let (country, rest) = number.split_at_checked(2).unwrap_or_default();
    let fits = country.bytes().all(|b| b.is_ascii_uppercase())
        && (2..=13).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then_some(()).ok_or_else(|| Wrong::new("eu_vat_number", "eu-vat-format"))?;
    let national = match country {
        "HU" => Some(IdentifierKind::HuTax8),
        "FI" => Some(IdentifierKind::FiYtunnus),
        "IT" => Some(IdentifierKind::ItPartitaIva),
        "PL" => Some(IdentifierKind::PlNip),
        _ => None,
    };
    if let Some(kind) = national {
        kind.check(&number).map_err(|error| Wrong::new("eu_vat_number", error.code()))?;
    }
    Ok(number)
}

fn normal(field: &str, number: &mut Option<String>, kind: IdentifierKind) -> Result<(), Wrong> {
    if let Some(number) = number {
        *number = kind.check(number).map_err(|error| Wrong::new(field, error.code()))?;
    }
    Ok(())
}

/// Brings bank accounts into their normal form.
pub(crate) fn bank_accounts(field: &str, accounts: &mut [BankAccount]) -> Result<(), Wrong> {
    wrong::list(field, accounts, BOOKS.bank_accounts, BankAccount::check)?;
    for (place, account) in accounts.iter_mut().enumerate() {
        account.number = normal_account(&account.number)
            .map_err(|code| Wrong::new(format!("{field}[{place}].number"), code))?;
    }
    Ok(())
}

/// A Hungarian account number has digits only, every other is an IBAN.
fn normal_account(number: &str) -> Result<String, &'static str> {
    let digits = number.chars().filter(|c| c.is_alphanumeric()).all(|c| c.is_ascii_digit());
    let kind = if digits { IdentifierKind::HuGiro } else { IdentifierKind::Iban };
    kind.check(number).map_err(crate::identifier::IdentifierError::code)
}

impl BankAccount {
    fn check(&self) -> Result<(), Wrong> {
        wrong::optional("bank", self.bank.as_deref(), 80)?;
        if let Some(currency) = &self.currency {
            wrong::currency("currency", currency)?;
        }
        let is_bic =
            |bic: &String| matches!(bic.len(), 8 | 11) && bic.bytes().all(|b| b.is_ascii_alphanumeric());
        match &self.bic {
            Some(bic) if !is_bic(bic) => Err(Wrong::new("bic", "bic-format")),
            _ => Ok(()),
        }
    }
}

impl Contact {
    fn check(&self) -> Result<(), Wrong> {
        wrong::text("name", &self.name, 80)?;
        wrong::optional("position", self.position.as_deref(), 80)?;
        wrong::optional("phone", self.phone.as_deref(), 40)?;
        email("email", self.email.as_deref())
    }
}

impl EInvoicing {
    fn check(&self) -> Result<(), Wrong> {
        wrong::optional("e_invoicing.address", self.address.as_deref(), BOOKS.code)?;
        wrong::optional("e_invoicing.operator", self.operator.as_deref(), BOOKS.code)?;
        email("e_invoicing.certified_email", self.certified_email.as_deref())?;
        let is_code =
            |code: &String| matches!(code.len(), 6 | 7) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        match &self.recipient_code {
            Some(code) if !is_code(code) => {
                Err(Wrong::new("e_invoicing.recipient_code", "recipient-code-format"))
            }
            _ => Ok(()),
        }
    }
}

/// An e-mail address where there is one.
pub(crate) fn email(field: &str, address: Option<&str>) -> Result<(), Wrong> {
    match address {
        Some(address) if EmailAddress::parse(address).is_err() => Err(Wrong::new(field, "email-invalid")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_eu_vat_number_is_the_national_one_behind_its_country() {
        for number in ["HU12892312", "FI20774740", "IT01035310414", "PL5130231812", "DE811569869"] {
            assert_eq!(eu_vat_number(number).unwrap(), number);
        }
        assert_eq!(eu_vat_number("fi 2077474-0").unwrap(), "FI20774740");
        let code = |number| eu_vat_number(number).err().map(|wrong| wrong.code);
        for (number, code_of) in [
            ("HU12892313", IdentifierKind::HuTax8),
            ("FI20774741", IdentifierKind::FiYtunnus),
            ("IT00743110158", IdentifierKind::ItPartitaIva),
            ("PL8567346216", IdentifierKind::PlNip),
        ] {
            assert_eq!(code(number), code_of.check(&number[2..]).err().map(|error| error.code()), "{number}");
        }
        assert_eq!(code("HUHU12892312"), Some("tax-number-digits"));
        assert_eq!(code("20774740"), Some("eu-vat-format"));
    }
}
