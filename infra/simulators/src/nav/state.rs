//! What the simulated NAV remembers.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::Gate;
use super::answers::{PrefixStyle, Prefixes};
use super::company::{Company, Taxpayer};
use super::operation::Operation;
use super::published::{Document, PublishError, PublishedInvoice, Standing};
use super::verify::{Caller, TOLERANCE};

/// How many requests are remembered for `requests()`; older ones are forgotten.
const MOST_RECORDED: usize = 200_000;

/// A request that arrived, whatever became of it. It holds no credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRequest {
    /// The operation by its address.
    pub operation: Operation,
    /// The taxpayer that the request names, if it could be read.
    pub tax_number: Option<String>,
    /// The request id, if it could be read.
    pub request_id: Option<String>,
    /// When it arrived, by the simulator's clock.
    pub at: Timestamp,
}

/// The documents of a company, in order of publication.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) documents: Vec<Document>,
    by_number: HashMap<String, Vec<usize>>,
}

impl Ledger {
    fn add(&mut self, document: Document) {
        let number = document.rows[0].invoice_number.clone();
        self.by_number.entry(number).or_default().push(self.documents.len());
        self.documents.push(document);
    }

    pub(crate) fn with_number<'a>(&'a self, number: &str) -> impl Iterator<Item = &'a Document> + use<'a> {
        let positions = self.by_number.get(number).map_or(&[][..], Vec::as_slice);
        positions.iter().map(|position| &self.documents[*position])
    }
}

#[derive(Default)]
pub(crate) struct State {
    users: HashMap<String, Company>,
    ledgers: HashMap<String, Ledger>,
    taxpayers: BTreeMap<String, Taxpayer>,
    used_ids: HashMap<(String, String), Timestamp>,
    pub(crate) requests: Vec<RecordedRequest>,
    pub(crate) gate: Option<Gate>,
    pub(crate) style: PrefixStyle,
    answers: usize,
    transactions: u64,
}

impl State {
    pub(crate) fn add_company(&mut self, company: Company) {
        self.taxpayers.insert(company.tax_number.clone(), Taxpayer::from(&company));
        self.ledgers.entry(company.tax_number.clone()).or_default();
        self.users.insert(company.login.clone(), company);
    }

    pub(crate) fn add_taxpayer(&mut self, taxpayer: Taxpayer) {
        self.taxpayers.insert(taxpayer.tax_number.clone(), taxpayer);
    }

    pub(crate) fn user(&self, login: &str) -> Option<&Company> {
        self.users.get(login)
    }

    /// Any technical user of a taxpayer.
    pub(crate) fn company(&self, tax_number: &str) -> Option<&Company> {
        self.users.values().find(|company| company.tax_number == tax_number)
    }

    pub(crate) fn taxpayer(&self, tax_number: &str) -> Option<&Taxpayer> {
        self.taxpayers.get(tax_number)
    }

    pub(crate) fn is_registered(&self, tax_number: &str) -> bool {
        self.ledgers.contains_key(tax_number)
    }

    pub(crate) fn ledger(&self, tax_number: &str) -> Option<&Ledger> {
        self.ledgers.get(tax_number)
    }

    pub(crate) fn publish(
        &mut self,
        tax_number: &str,
        mut invoice: PublishedInvoice,
    ) -> Result<(), PublishError> {
        let unknown = || PublishError::UnknownCompany(tax_number.to_owned());
        let ledger = self.ledgers.get_mut(tax_number).ok_or_else(unknown)?;
        let made_up = format!("SIM{:013}", self.transactions + 1);
        let transaction_id = invoice.transaction_id.take().unwrap_or(made_up);
        ledger.add(Document::new(invoice, transaction_id)?);
        self.transactions += 1;
        Ok(())
    }

    pub(crate) fn set_standing(&mut self, tax_number: &str, invoice_number: &str, standing: Standing) {
        let Some(ledger) = self.ledgers.get_mut(tax_number) else { return };
        for position in ledger.by_number.get(invoice_number).into_iter().flatten() {
            ledger.documents[*position].standing = standing;
        }
    }

    pub(crate) fn record(&mut self, request: RecordedRequest) {
        if self.requests.len() >= MOST_RECORDED {
            self.requests.drain(..MOST_RECORDED / 2);
        }
        self.requests.push(request);
    }

    pub(crate) fn is_used(&self, caller: &Caller, now: Timestamp) -> bool {
        let key = (caller.tax_number.clone(), caller.request_id.clone());
        self.used_ids.get(&key).is_some_and(|at| now.duration_since(*at).abs() <= TOLERANCE)
    }

    /// Uses up the request id; only successful requests do.
    pub(crate) fn use_id(&mut self, caller: &Caller, now: Timestamp) {
        self.used_ids.insert((caller.tax_number.clone(), caller.request_id.clone()), now);
        if self.used_ids.len().is_multiple_of(10_000) {
            self.used_ids.retain(|_, at| now.duration_since(*at).abs() <= TOLERANCE);
        }
    }

    pub(crate) fn prefixes(&mut self) -> Prefixes {
        self.answers = self.answers.wrapping_add(1);
        self.style.prefixes(self.answers)
    }
}
