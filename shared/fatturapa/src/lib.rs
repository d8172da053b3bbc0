//! Italian documents as FatturaPA XML, version 1.2 of the format (schema 1.2.3, Specifiche tecniche 1.9).
//!
//! An invoice is a TD01; a correction is a TD04 (credit note) where it lowers what is owed, with its amounts
//! the other way round, and a TD05 (debit note) where it raises it. All amounts are in euro, whatever the
//! document's currency: Divisa has to be EUR where the seller is established in Italy (art. 21, comma 2,
//! lett. l) of DPR 633/1972; FAQ of the Agenzia delle Entrate of 19 July 2019).
//!
//! What the file does not say, because the books do not know it: provinces (optional in the schema), the
//! stamp duty (bollo virtuale, 2 euro on documents over 77.47 euro without VAT), split payment
//! (EsigibilitaIVA S), withholding tax and pension funds.
#![deny(missing_docs)]

mod document;
mod line;
mod party;
mod price;
mod terms;
mod text;
mod vat;
mod writer;

use domain::{
    address::Address,
    document::Document,
    identifier::{IdentifierError, IdentifierKind},
    partner::Partner,
    settings::Settings,
    wrong::Wrong,
};

use crate::{party::Recipient, terms::Terms, text::Charset, writer::Writer};

/// The company that issued the document.
#[derive(Clone, Copy, Debug)]
pub struct Seller<'a> {
    /// The workspace's name.
    pub name: &'a str,
    /// Partita IVA, with or without `IT`.
    pub tax_number: &'a str,
    /// The workspace's address.
    pub address: &'a Address,
    /// The company's settings.
    pub settings: &'a Settings,
}

/// A document, and all that its file names.
#[derive(Clone, Copy, Debug)]
pub struct Invoice<'a> {
    /// Who issued it.
    pub seller: Seller<'a>,
    /// The customer, as it is now: what the document itself says of its buyer goes first.
    pub buyer: &'a Partner,
    /// The document, which has its number.
    pub document: &'a Document,
    /// The invoice that it corrects or cancels.
    pub base: Option<&'a Document>,
    /// What tells the seller's files apart, 1 to 5 letters and digits; as ProgressivoInvio could be of 10,
    /// but a file's name has room for 5.
    pub progressive: &'a str,
}

/// The document as XML in UTF-8. What is missing, or cannot be written, is named by its field, so that
/// whoever issues a document can ask before it is issued for good.
pub fn xml(invoice: &Invoice<'_>) -> Result<String, Wrong> {
    let number = document::number(invoice.document)?;
    let recipient = Recipient::of(invoice);
    let terms = Terms::of(invoice.document)?;
    let mut xml = Writer::begin(recipient.format);
    xml.inside("FatturaElettronicaHeader", |xml| {
        xml.inside("DatiTrasmissione", |xml| transmission(xml, invoice, &recipient))?;
        xml.inside("CedentePrestatore", |xml| party::seller(xml, &invoice.seller))?;
        xml.inside("CessionarioCommittente", |xml| party::buyer(xml, invoice))
    })?;
    xml.inside("FatturaElettronicaBody", |xml| document::write(xml, invoice, &number, &terms))?;
    Ok(xml.end())
}

/// The name that SdI wants the file to have: `IT01234567890_00001.xml`.
pub fn file_name(invoice: &Invoice<'_>) -> Result<String, Wrong> {
    Ok(format!("IT{}_{}.xml", transmitter(&invoice.seller)?, progressive(invoice.progressive)?))
}

fn transmission(xml: &mut Writer, invoice: &Invoice<'_>, recipient: &Recipient) -> Result<(), Wrong> {
    xml.inside("IdTrasmittente", |xml| {
        xml.text("IdPaese", "IT");
        xml.text("IdCodice", &transmitter(&invoice.seller)?);
        Ok(())
    })?;
    xml.text("ProgressivoInvio", progressive(invoice.progressive)?);
    xml.text("FormatoTrasmissione", recipient.format);
    xml.text("CodiceDestinatario", &recipient.code);
    if let Some(address) = &recipient.certified_email {
        let field = "buyer.e_invoicing.certified_email";
        xml.text("PECDestinatario", &text::fit(field, address, Charset::Ascii, 256)?);
    }
    Ok(())
}

/// SdI knows a sender by its codice fiscale: of most companies the same as the Partita IVA.
fn transmitter(seller: &Seller<'_>) -> Result<String, Wrong> {
    match &seller.settings.invoicing.codice_fiscale {
        Some(code) => Ok(code.clone()),
        None => tax_number(seller),
    }
}

fn tax_number(seller: &Seller<'_>) -> Result<String, Wrong> {
    let wrong = |error: IdentifierError| Wrong::new("seller.tax_number", error.code());
    IdentifierKind::ItPartitaIva.check(seller.tax_number).map_err(wrong)
}

fn progressive(progressive: &str) -> Result<&str, Wrong> {
    let plain = progressive.bytes().all(|b| b.is_ascii_alphanumeric());
    let fits = plain && (1..=5).contains(&progressive.len());
    fits.then_some(progressive).ok_or_else(|| Wrong::new("progressive", "fatturapa-progressive"))
}
