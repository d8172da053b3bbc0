//! What the simulated Számlázz.hu remembers.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::account::Account;
use super::action::Action;
use super::books::Books;
use super::document::Document;
use super::{Gate, Held};
use crate::nav::{Direction, Taxpayer};

/// How many requests are remembered; older ones are forgotten.
const MOST_RECORDED: usize = 200_000;

/// A request that arrived, whatever became of it. It holds no credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRequest {
    /// The function by the name of the form's part, if there was one.
    pub action: Option<Action>,
    /// The account's tax number (8 digits), if the credentials are some account's.
    pub tax_number: Option<String>,
    /// The request without credentials, comments, prefixes and blanks between elements; empty if it could not
    /// be read.
    pub xml: String,
    /// When it arrived, by the simulator's clock.
    pub at: Timestamp,
}

/// A request with the number of times that it was sent. Számlázz.hu lets the same one come five times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sends {
    /// The first of them.
    pub request: RecordedRequest,
    /// How many there are in all.
    pub times: usize,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) books: Vec<Books>,
    pub(crate) requests: Vec<RecordedRequest>,
    pub(crate) gate: Option<Gate>,
    taxpayers: BTreeMap<String, Taxpayer>,
    sessions: u64,
    last_id: i64,
}

impl State {
    /// Adds an account, or changes the settings of the one with this key.
    pub(crate) fn add_account(&mut self, account: Account) {
        match self.books_mut(&account.agent_key) {
            Some(books) => books.account = account,
            None => self.books.push(Books::new(account)),
        }
    }

    pub(crate) fn books_mut(&mut self, agent_key: &str) -> Option<&mut Books> {
        self.books.iter_mut().find(|books| books.account.agent_key == agent_key)
    }

    pub(crate) fn books(&self, agent_key: &str) -> Option<&Books> {
        self.books.iter().find(|books| books.account.agent_key == agent_key)
    }

    /// The books of the company with a tax number (8 digits).
    pub(crate) fn of_company(&self, tax_number: &str) -> Option<&Books> {
        self.books.iter().find(|books| books.account.tax_number() == tax_number)
    }

    pub(crate) fn add_taxpayer(&mut self, taxpayer: Taxpayer) {
        self.taxpayers.insert(taxpayer.tax_number.clone(), taxpayer);
    }

    pub(crate) fn taxpayer(&self, tax_number: &str) -> Option<&Taxpayer> {
        self.taxpayers.get(tax_number)
    }

    pub(crate) fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        500_000 + self.last_id
    }

    /// Holds a document in the books at a position.
    pub(crate) fn hold(
        &mut self,
        position: usize,
        direction: Direction,
        document: Document,
        prefix: Option<&str>,
        now: Timestamp,
    ) -> &Held {
        let id = self.next_id();
        self.books[position].hold(id, direction, document, prefix, now)
    }

    pub(crate) fn next_session(&mut self) -> String {
        self.sessions += 1;
        format!("{:032X}", self.sessions)
    }

    pub(crate) fn record(&mut self, request: RecordedRequest) {
        if self.requests.len() >= MOST_RECORDED {
            self.requests.drain(..MOST_RECORDED / 2);
        }
        self.requests.push(request);
    }

    /// The recorded requests with how often each was sent, most often first.
    pub(crate) fn sends(&self) -> Vec<Sends> {
        let mut sends: BTreeMap<_, Sends> = BTreeMap::new();
        for request in &self.requests {
            let field = request.action.map(Action::field);
            let first = || Sends { request: request.clone(), times: 0 };
            sends.entry((&request.tax_number, field, &request.xml)).or_insert_with(first).times += 1;
        }
        let mut sends: Vec<_> = sends.into_values().collect();
        sends.sort_by_key(|sends| std::cmp::Reverse(sends.times));
        sends
    }
}
