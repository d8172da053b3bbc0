//! The data link: what it pushes, and how it is answered.

use domain::szamlazz::{BankTransaction, PushedInvoice, Receipt, Stream};
use sha2::{Digest as _, Sha256};
use szamlazz_adatkapcsolat::{
    Ack, AckError, ControlCode, Document, InvoiceAck, InvoiceDirection, ParseError, RootKind,
};

use crate::{invoice, money};

/// What a body is, as its root says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(RootKind);

/// A body that is not what the link pushes.
#[derive(Debug, thiserror::Error)]
#[error("not a push of Számlázz.hu: {0}")]
pub struct Refusal(String);

impl Refusal {
    pub(crate) fn because(error: ParseError) -> Self {
        Self(error.to_string())
    }

    /// It bears neither date of issue nor date of supply: nobody can tell where it belongs.
    pub(crate) fn undated() -> Self {
        Self("it bears no date".into())
    }

    pub(crate) fn no_invoice() -> Self {
        Self("it is no invoice".into())
    }
}

/// What was pushed.
#[derive(Debug)]
pub enum Push {
    /// An invoice or another document.
    Invoice(Box<PushedInvoice>),
    /// A bank transaction.
    Bank(Box<BankTransaction>),
    /// Receipts of a day, with the issuer's tax number where they bear it.
    Receipts(Vec<(Receipt, Option<String>)>),
}

/// What a body is by its root, without a look behind it.
///
/// # Errors
/// [`Refusal`] where it is no XML, or none of the four.
pub fn identify(body: &[u8]) -> Result<Kind, Refusal> {
    Document::identify(body).map(Kind).map_err(Refusal::because)
}

/// 128 bits of SHA-256 of a body, by which a repeated delivery is known.
pub fn digest(body: &[u8]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&Sha256::digest(body)[..16]);
    short
}

/// The answer to a key that nobody has: nothing more is pushed with it.
pub fn refuse_key(kind: Kind) -> Vec<u8> {
    ControlCode::KeyUnknown.to_xml(kind.0)
}

/// The answer by which Számlázz.hu ends a link.
pub fn stop(kind: Kind) -> Vec<u8> {
    ControlCode::Disconnect.to_xml(kind.0)
}

impl Push {
    /// Reads a body. Only what says which document it is has to be there.
    ///
    /// # Errors
    /// [`Refusal`] where it cannot be read: sent again, it could not be read either.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let document = Document::parse(body).map_err(Refusal::because)?;
        Ok(match document {
            Document::OutgoingInvoice(document) => Self::invoice(Stream::Outgoing, document)?,
            Document::IncomingInvoice(document) => Self::invoice(Stream::Incoming, document)?,
            Document::BankTransaction(transaction) => {
                Self::Bank(Box::new(money::bank_transaction(transaction)))
            }
            Document::Receipts(batch) => {
                Self::Receipts(batch.receipts.into_iter().map(money::receipt).collect())
            }
        })
    }

    fn invoice(stream: Stream, document: szamlazz_adatkapcsolat::InvoiceDocument) -> Result<Self, Refusal> {
        invoice::pushed(stream, document).map(|pushed| Self::Invoice(Box::new(pushed)))
    }

    /// The answer that it is stored, with the number under which an invoice is filed here.
    ///
    /// # Errors
    /// [`AckError`] where that number is not fit for XML.
    pub fn acknowledgement(&self) -> Result<Vec<u8>, AckError> {
        match self {
            Self::Invoice(invoice) => {
                let ack = InvoiceAck::accept(invoice.id).with_registration_number(invoice.file_number());
                ack.to_xml(match invoice.stream {
                    Stream::Incoming => InvoiceDirection::Incoming,
                    _ => InvoiceDirection::Outgoing,
                })
            }
            Self::Bank(_) => Ok(Ack::accept().to_bank_transaction_xml()),
            Self::Receipts(_) => Ok(Ack::accept().to_receipts_xml()),
        }
    }
}
