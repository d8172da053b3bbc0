//! The simulator as its owner handles it.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::account::{Account, Connection, IpnSettings};
use super::bank::{BankTransaction, Receipt};
use super::books::Books;
use super::document::{Document, Held};
use super::ipn::{self, Notice};
use super::item::Payment;
use super::push::{self, Delivery};
use super::queue::Subject;
use super::server::{AGENT_PATH, Szamlazz, router};
use super::state::{RecordedRequest, Sends, State};
use super::{Clock, Faults, Gate};
use crate::common::Serving;
use crate::nav::{Direction, Taxpayer};

/// Where the simulator listens and what time it has.
pub struct SzamlazzConfig {
    /// The address to bind; port 0 takes a free one.
    pub address: SocketAddr,
    /// The simulator's clock.
    pub clock: Clock,
}

impl SzamlazzConfig {
    /// A free port of 127.0.0.1.
    pub fn local(clock: Clock) -> SzamlazzConfig {
        SzamlazzConfig { address: SocketAddr::from(([127, 0, 0, 1], 0)), clock }
    }
}

/// Why the simulator cannot do what its owner asks.
#[derive(Debug, thiserror::Error)]
pub enum SzamlazzError {
    /// No account with this Agent key was added.
    #[error("no account with this Agent key: add it first")]
    UnknownAccount,
    /// The account has no document of this number.
    #[error("the account has no document {0}")]
    UnknownDocument(String),
    /// The account has a document of this number already.
    #[error("the account has a document {0} already")]
    NumberTaken(String),
    /// This machine cannot make an HTTP client.
    #[error("no HTTP client can be made")]
    Http(#[from] reqwest::Error),
}

type Done<T> = Result<T, SzamlazzError>;

/// A running simulator; it stops when it is dropped.
pub struct SzamlazzSimulator {
    szamlazz: Arc<Szamlazz>,
    serving: Serving,
}

impl SzamlazzSimulator {
    /// Binds the address and serves. No runtime is needed around it.
    ///
    /// # Errors
    /// The address cannot be bound, or the thread or its runtime cannot be made.
    pub fn start(config: SzamlazzConfig) -> std::io::Result<SzamlazzSimulator> {
        let szamlazz = Arc::new(Szamlazz::new(config.clock));
        let serving = Serving::start("szamlazz-simulator", config.address, router(Arc::clone(&szamlazz)))?;
        Ok(SzamlazzSimulator { szamlazz, serving })
    }

    /// The address of the Agent: `http://127.0.0.1:PORT/szamla/`.
    pub fn agent_url(&self) -> String {
        format!("http://{}{AGENT_PATH}", self.serving.address)
    }

    /// Where a developer issues, pays and pushes over HTTP: `http://127.0.0.1:PORT/control`.
    pub fn control_url(&self) -> String {
        format!("http://{}/control", self.serving.address)
    }

    /// Adds an account. One with the same Agent key gets the new settings and keeps its documents.
    pub fn add_account(&self, account: Account) {
        self.szamlazz.lock().add_account(account);
    }

    /// Adds a taxpayer that the Agent finds.
    pub fn add_taxpayer(&self, taxpayer: Taxpayer) {
        self.szamlazz.lock().add_taxpayer(taxpayer);
    }

    /// Issues a document of any kind; without a number it gets the next one. A cancellation invoice reverses
    /// the document that [`Document::original`] names. The Agent's rules are not applied.
    ///
    /// # Errors
    /// The account is unknown, or has that number already.
    pub fn issue(&self, agent_key: &str, document: Document) -> Done<Held> {
        self.hold(agent_key, Direction::Outbound, document)
    }

    /// Records a document that the account received.
    ///
    /// # Errors
    /// The account is unknown, or has that number of that supplier already.
    pub fn record_incoming(&self, agent_key: &str, document: Document) -> Done<Held> {
        self.hold(agent_key, Direction::Inbound, document)
    }

    fn hold(&self, agent_key: &str, direction: Direction, document: Document) -> Done<Held> {
        let now = (self.szamlazz.clock)();
        let mut state = self.szamlazz.lock();
        let is_wanted = |books: &Books| books.account.agent_key == agent_key;
        let position = state.books.iter().position(is_wanted).ok_or(SzamlazzError::UnknownAccount)?;
        let is_taken = |held: &Held| {
            held.direction == direction
                && held.document.number == document.number
                && held.document.supplier.tax_number == document.supplier.tax_number
        };
        if !document.number.is_empty() && state.books[position].held.iter().any(is_taken) {
            return Err(SzamlazzError::NumberTaken(document.number));
        }
        Ok(state.hold(position, direction, document, None, now).clone())
    }

    fn with<T>(&self, agent_key: &str, act: impl FnOnce(&mut Books, Timestamp) -> T) -> Done<T> {
        let now = (self.szamlazz.clock)();
        let mut state = self.szamlazz.lock();
        state.books_mut(agent_key).map(|books| act(books, now)).ok_or(SzamlazzError::UnknownAccount)
    }

    /// Acts on a document, an outgoing one before an incoming one of the same number.
    fn with_document(
        &self,
        agent_key: &str,
        number: &str,
        act: impl FnOnce(&mut Books, i64, Timestamp),
    ) -> Done<()> {
        let unknown = || SzamlazzError::UnknownDocument(number.to_owned());
        self.with(agent_key, |books, now| {
            let id = position(books, number).map(|position| books.held[position].id).ok_or_else(unknown)?;
            act(books, id, now);
            Ok(())
        })?
    }

    /// Pays for a document by transfer, in its currency. A push and a notice become due.
    ///
    /// # Errors
    /// The account or the document is unknown.
    pub fn pay(&self, agent_key: &str, number: &str, amount: Decimal, date: Date) -> Done<()> {
        self.add_payment(agent_key, number, Payment::new(date, amount))
    }

    /// Adds a payment, such as one by a bank transaction. A push and a notice become due.
    ///
    /// # Errors
    /// The account or the document is unknown.
    pub fn add_payment(&self, agent_key: &str, number: &str, payment: Payment) -> Done<()> {
        self.with_document(agent_key, number, |books, id, now| books.pay(id, vec![payment], true, now))
    }

    /// Changes a document, such as its fields for the ledger. A push becomes due.
    ///
    /// # Errors
    /// The account or the document is unknown.
    pub fn change(&self, agent_key: &str, number: &str, change: impl FnOnce(&mut Document)) -> Done<()> {
        self.with_document(agent_key, number, |books, id, now| {
            if let Some(held) = books.with_id_mut(id) {
                change(&mut held.document);
            }
            books.push_later(Subject::Invoice(id), now);
        })
    }

    /// Books a transaction; its identifier, where it is 0, is given. A push becomes due.
    ///
    /// # Errors
    /// The account is unknown.
    pub fn book_transaction(&self, agent_key: &str, mut transaction: BankTransaction) -> Done<i64> {
        transaction.id = self.id_or_next(transaction.id);
        self.with(agent_key, |books, now| {
            let id = transaction.id;
            books.transactions.push(transaction);
            books.push_later(Subject::Bank(id), now);
            id
        })
    }

    /// Adds a receipt; its identifier, where it is 0, is given. The push of its day's receipts becomes due
    /// at the end of the day.
    ///
    /// # Errors
    /// The account is unknown.
    pub fn add_receipt(&self, agent_key: &str, mut receipt: Receipt) -> Done<i64> {
        receipt.id = self.id_or_next(receipt.id);
        self.with(agent_key, |books, now| {
            let (id, day) = (receipt.id, receipt.issued);
            books.receipts.push(receipt);
            books.push_later(Subject::Receipts(day), now);
            id
        })
    }

    fn id_or_next(&self, id: i64) -> i64 {
        if id == 0 { self.szamlazz.lock().next_id() } else { id }
    }

    /// A document by its number, an outgoing one before an incoming one.
    pub fn document(&self, agent_key: &str, number: &str) -> Option<Held> {
        let state = self.szamlazz.lock();
        let books = state.books(agent_key)?;
        Some(books.held[position(books, number)?].clone())
    }

    /// What the account holds, in order of issue and recording.
    pub fn documents(&self, agent_key: &str) -> Vec<Held> {
        self.szamlazz.lock().books(agent_key).map(|books| books.held.clone()).unwrap_or_default()
    }

    /// Makes or replaces the account's connection. Documents since its start date become due.
    ///
    /// # Errors
    /// The account is unknown.
    pub fn connect(&self, agent_key: &str, connection: Connection) -> Done<()> {
        self.with(agent_key, |books, now| {
            books.pushes.clear();
            let from = connection.from;
            books.connection = Some(connection);
            let since = |day: Date| from.is_some_and(|from| day >= from);
            let documents = books.held.iter().filter(|held| since(held.document.issued));
            let mut subjects: Vec<_> = documents.map(|held| Subject::Invoice(held.id)).collect();
            let transactions = books.transactions.iter().filter(|one| since(one.date));
            subjects.extend(transactions.map(|transaction| Subject::Bank(transaction.id)));
            let receipts = books.receipts.iter().filter(|receipt| since(receipt.issued));
            subjects.extend(receipts.map(|receipt| Subject::Receipts(receipt.issued)));
            subjects.into_iter().for_each(|subject| books.push_later(subject, now));
        })
    }

    /// The account's connection, if it has one (still).
    pub fn connection(&self, agent_key: &str) -> Option<Connection> {
        self.szamlazz.lock().books(agent_key)?.connection.clone()
    }

    /// Sets where the account's notices go; `None` sends no more.
    ///
    /// # Errors
    /// The account is unknown.
    pub fn set_ipn(&self, agent_key: &str, settings: Option<IpnSettings>) -> Done<()> {
        self.with(agent_key, |books, _| books.ipn = settings)
    }

    /// Tries every push that is due by the simulator's clock, of every account, one after the other.
    ///
    /// # Errors
    /// No HTTP client can be made; a receiver that fails is no error.
    pub async fn push_due(&self) -> Done<Vec<Delivery>> {
        Ok(push::deliver(&self.szamlazz).await?)
    }

    /// Tries every notice that is due by the simulator's clock, of every account.
    ///
    /// # Errors
    /// No HTTP client can be made; a receiver that fails is no error.
    pub async fn ipn_due(&self) -> Done<Vec<Notice>> {
        Ok(ipn::deliver(&self.szamlazz).await?)
    }

    /// How many pushes of an account are still to be delivered, due or not.
    pub fn pending_pushes(&self, agent_key: &str) -> usize {
        self.szamlazz.lock().books(agent_key).map_or(0, |books| books.pushes.len())
    }

    /// When the next push of any account is due.
    pub fn next_push(&self) -> Option<Timestamp> {
        self.szamlazz.lock().books.iter().filter_map(|books| books.pushes.next()).min()
    }

    /// How many notices of an account are still to be taken, due or not.
    pub fn pending_notices(&self, agent_key: &str) -> usize {
        self.szamlazz.lock().books(agent_key).map_or(0, |books| books.notices.len())
    }

    /// The faults to switch.
    pub fn faults(&self) -> &Faults {
        &self.szamlazz.faults
    }

    /// Asks `gate` before and after each request to the Agent; `None` lets all pass.
    pub fn set_gate(&self, gate: Option<Gate>) {
        self.szamlazz.lock().gate = gate;
    }

    /// The requests to the Agent since the start or the last clearing, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.read(|state| state.requests.clone())
    }

    /// The same with equal ones counted, the most sent first.
    pub fn sends(&self) -> Vec<Sends> {
        self.read(State::sends)
    }

    /// Forgets the recorded requests.
    pub fn clear_requests(&self) {
        self.szamlazz.lock().requests.clear();
    }

    fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.szamlazz.lock())
    }
}

fn position(books: &Books, number: &str) -> Option<usize> {
    let of = |direction| {
        let is_meant = move |held: &Held| held.direction == direction && held.document.number == number;
        books.held.iter().position(is_meant)
    };
    of(Direction::Outbound).or_else(|| of(Direction::Inbound))
}
