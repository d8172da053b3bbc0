//! Where a document of Számlázz.hu belongs: which source an invoice has, and which company.

use jiff::civil::Date;

use super::{DocumentKind, PushedObject, Reason, Standing, Stream};
use crate::{
    connection::NavConnection,
    identifier::tax_number,
    invoice::{Direction, DocumentRef, InboxInvoice},
};

/// An invoice as Számlázz.hu tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PushedInvoice {
    /// By which stream: outgoing or incoming.
    pub stream: Stream,
    /// Its number there (`alap/id`).
    pub id: i64,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// A test account issued it.
    pub test: bool,
    /// It was deleted there.
    pub deleted: bool,
    /// The tax numbers that it bears on the company's side, 8 digits each: its own and its VAT group's.
    pub own: Vec<String>,
    /// Whether its supplier has a Hungarian tax number.
    pub hungarian: bool,
    /// The invoice as it would be if there were no other source.
    pub invoice: InboxInvoice,
}

/// What is known around a document.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The company's tax number.
    pub company: &'a str,
    /// Its connection to NAV.
    pub nav: Option<&'a NavConnection>,
    /// The invoice that the inbox has under the same supplier and number.
    pub there: Option<&'a InboxInvoice>,
}

/// The first 8 digits of a Hungarian tax number, by which NAV tells suppliers apart: of a VAT group where
/// there is one, as NAV does.
pub fn supplier_of(tax_number: Option<&str>, group: Option<&str>) -> Option<String> {
    [group, tax_number].into_iter().flatten().find_map(|number| {
        let number = tax_number::plain(number);
        let core = number.get(..8)?;
        core.bytes().all(|digit| digit.is_ascii_digit()).then(|| core.to_owned())
    })
}

/// The number under which a document is filed here; Számlázz.hu shows it beside the document.
pub fn file_number(stream: Stream, id: i64) -> String {
    match stream {
        Stream::Incoming => format!("LP-I-{id}"),
        _ => format!("LP-O-{id}"),
    }
}

/// How a document stands to the inbox.
pub fn decide(pushed: &PushedInvoice, around: &Surroundings<'_>) -> Standing {
    if pushed.deleted {
        return Standing::Deleted;
    }
    if !pushed.kind.is_invoice() {
        return Standing::NoInvoice;
    }
    if !is_the_companys(pushed, around.company) {
        return Standing::OtherCompany;
    }
    match around.there {
        Some(there) if there.report.is_some() => return Standing::Attached,
        // What is in the inbox already stays there.
        Some(there) if there.is_listed() => return Standing::Source,
        _ => {}
    }
    let from_nav = is_from_nav(around.nav, pushed.invoice.direction, pushed.invoice.issue_date);
    // What a test account issued is no invoice in law, whatever the source: a person may take it over.
    match from_nav || pushed.test {
        true => Standing::AwaitsNav,
        false => Standing::Source,
    }
}

/// Whether NAV is the source of invoices of that direction and date (rule R0-21).
fn is_from_nav(nav: Option<&NavConnection>, direction: Direction, issued: Date) -> bool {
    nav.is_some_and(|nav| nav.is_in_use() && nav.progress(direction).start <= issued)
}

/// What the company issued bears its number. What it received may leave the customer's number out.
fn is_the_companys(pushed: &PushedInvoice, company: &str) -> bool {
    let core = supplier_of(Some(company), None);
    match pushed.stream {
        Stream::Incoming if pushed.own.is_empty() => true,
        _ => core.is_some_and(|core| pushed.own.contains(&core)),
    }
}

impl PushedInvoice {
    /// The number under which it is filed here.
    pub fn file_number(&self) -> String {
        file_number(self.stream, self.id)
    }

    /// The invoice with its latest state lying there, so many bytes.
    pub fn at(mut self, object: &PushedObject, length: u64) -> Self {
        self.invoice.document = Some(DocumentRef { pack: object.0.clone(), offset: 0, length, gzip: false });
        if let Some(part) = &mut self.invoice.szamlazz {
            part.object = object.clone();
            part.image = part.image.take().map(|_| object.clone());
        }
        self
    }

    /// Why it has no place in the inbox, if it stands so.
    pub fn reason(&self, standing: Standing) -> Option<Reason> {
        match standing {
            Standing::OtherCompany => Some(Reason::OtherCompany),
            Standing::AwaitsNav if self.test => Some(Reason::Test),
            Standing::AwaitsNav if !self.hungarian => Some(Reason::NoTaxNumber),
            Standing::AwaitsNav => Some(Reason::NotAtNav),
            _ => None,
        }
    }
}
