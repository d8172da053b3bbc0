//! Who sells and who buys.

use domain::{address::Address, identifier::tax_number, wrong::Wrong};

use crate::{
    Invoice, Seller,
    text::{Charset::Latin, fit},
    writer::Writer,
};

/// The code of customers abroad, to whom SdI delivers nothing.
const ABROAD: &str = "XXXXXXX";
/// The code of who has none: SdI delivers to the certified address, or to the Agenzia delle Entrate's portal.
const NO_CODE: &str = "0000000";
/// What identifies a private person abroad, whose tax number nobody asks for (AssoSoftware, 7 May 2019).
const PERSON_ABROAD: &str = "99999999999";

/// Where SdI delivers the document.
pub(crate) struct Recipient {
    /// FPA12 to the public administration, FPR12 to all others.
    pub(crate) format: &'static str,
    pub(crate) code: String,
    /// SdI takes it only where there is no code (check 00426).
    pub(crate) certified_email: Option<String>,
}

impl Recipient {
    /// The public administration's codes have 6 characters, all others 7 (check 00427).
    pub(crate) fn of(invoice: &Invoice<'_>) -> Self {
        let e_invoicing = invoice.buyer.e_invoicing.as_ref();
        let code = e_invoicing.and_then(|ways| ways.recipient_code.as_deref());
        let (code, certified_email) = match code {
            Some(code) => (code.to_ascii_uppercase(), None),
            None if country(invoice) != "IT" => (ABROAD.to_owned(), None),
            None => (NO_CODE.to_owned(), e_invoicing.and_then(|ways| ways.certified_email.clone())),
        };
        Self { format: if code.len() == 6 { "FPA12" } else { "FPR12" }, code, certified_email }
    }
}

pub(crate) fn seller(xml: &mut Writer, seller: &Seller<'_>) -> Result<(), Wrong> {
    let settings = seller.settings;
    xml.inside("DatiAnagrafici", |xml| {
        vat_number(xml, "IT", &crate::tax_number(seller)?)?;
        if let Some(code) = &settings.invoicing.codice_fiscale {
            xml.text("CodiceFiscale", code);
        }
        name(xml, "seller.name", settings.trade_name.as_deref().unwrap_or(seller.name))?;
        xml.text("RegimeFiscale", regime(seller));
        Ok(())
    })?;
    place(xml, "seller.address", settings.address.as_ref().unwrap_or(seller.address))
}

/// RF01 is the ordinary regime.
pub(crate) fn regime<'a>(seller: &Seller<'a>) -> &'a str {
    seller.settings.invoicing.tax_regime.as_deref().unwrap_or("RF01")
}

pub(crate) fn buyer(xml: &mut Writer, invoice: &Invoice<'_>) -> Result<(), Wrong> {
    xml.inside("DatiAnagrafici", |xml| {
        let codice_fiscale = invoice.buyer.codice_fiscale.as_deref();
        match buyer_number(invoice) {
            Some((country, number)) => vat_number(xml, country, &number)?,
            None if codice_fiscale.is_none() => {
                return Err(Wrong::new("buyer.tax_number", "fatturapa-buyer-number"));
            }
            None => {}
        }
        if let Some(code) = codice_fiscale {
            xml.text("CodiceFiscale", code);
        }
        name(xml, "buyer.name", buyer_name(invoice))
    })?;
    let address = address(invoice).ok_or_else(|| Wrong::new("buyer.address", "fatturapa-buyer-address"))?;
    place(xml, "buyer.address", address)
}

fn address<'a>(invoice: &Invoice<'a>) -> Option<&'a Address> {
    let named = invoice.document.buyer.as_ref().and_then(|buyer| buyer.address.as_ref());
    named.or(invoice.buyer.address.as_ref())
}

fn country<'a>(invoice: &Invoice<'a>) -> &'a str {
    let of_address = || address(invoice).map(|address| address.country.as_str());
    invoice.buyer.country.as_deref().or_else(of_address).unwrap_or("IT")
}

/// Partita IVA, EU VAT number or another country's tax number, after its country.
fn buyer_number<'a>(invoice: &Invoice<'a>) -> Option<(&'a str, String)> {
    let (partner, country) = (invoice.buyer, country(invoice));
    let named = invoice.document.buyer.as_ref().and_then(|buyer| buyer.tax_number.as_deref());
    let national = named.or(partner.tax_number.as_deref()).map(|number| (country, tax_number::plain(number)));
    let european = partner.eu_vat_number.as_deref().and_then(|number| {
        let (prefix, rest) = number.split_at_checked(2)?;
        // VAT numbers of Greece do not begin with its code of ISO 3166-1.
        Some((if prefix == "EL" { "GR" } else { prefix }, rest.to_owned()))
    });
    if country == "IT" {
        return national.or(european);
    }
    let person = || partner.person.then(|| (country, PERSON_ABROAD.to_owned()));
    european.or(national).or_else(person)
}

/// The name that the document gives, the short one where that has no room.
fn buyer_name<'a>(invoice: &Invoice<'a>) -> &'a str {
    let partner = invoice.buyer;
    let name = invoice.document.buyer.as_ref().map_or(partner.name.as_str(), |buyer| &buyer.name);
    match &partner.short_name {
        Some(short) if name.chars().count() > MOST_OF_NAME => short,
        _ => name,
    }
}

const MOST_OF_NAME: usize = 80;

fn vat_number(xml: &mut Writer, country: &str, number: &str) -> Result<(), Wrong> {
    xml.inside("IdFiscaleIVA", |xml| {
        xml.text("IdPaese", country);
        xml.text("IdCodice", &fit("buyer.tax_number", number, Latin, 28)?);
        Ok(())
    })
}

/// A person's name stays whole, too: where a first name ends nobody can tell.
fn name(xml: &mut Writer, field: &str, name: &str) -> Result<(), Wrong> {
    xml.inside("Anagrafica", |xml| {
        xml.text("Denominazione", &fit(field, name, Latin, MOST_OF_NAME)?);
        Ok(())
    })
}

/// A postal code that is not Italian goes to the city: CAP, five digits, is then all zeros.
fn place(xml: &mut Writer, field: &str, address: &Address) -> Result<(), Wrong> {
    let is_italian = address.country == "IT";
    let is_cap = address.postal_code.len() == 5 && address.postal_code.bytes().all(|b| b.is_ascii_digit());
    if is_italian && !is_cap {
        return Err(Wrong::new(format!("{field}.postal_code"), "fatturapa-postal-code"));
    }
    let (code, city) = if is_italian {
        (address.postal_code.as_str(), address.city.clone())
    } else {
        ("00000", format!("{} {}", address.postal_code, address.city))
    };
    xml.inside("Sede", |xml| {
        xml.text("Indirizzo", &fit(&format!("{field}.street"), &address.street, Latin, 60)?);
        xml.text("CAP", code);
        xml.text("Comune", &fit(&format!("{field}.city"), &city, Latin, 60)?);
        xml.text("Nazione", &address.country);
        Ok(())
    })
}
