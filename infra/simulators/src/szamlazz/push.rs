//! The push ("Online pénzügyi adatkapcsolat"): what is due, and what becomes of each try.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};

use super::ack::{self, Ack};
use super::books::Books;
use super::document::Held;
use super::invoice_xml::{self, Style};
use super::queue::{Pending, Subject};
use super::sender::{Reply, Sender};
use super::server::Szamlazz;
use super::{account::Connection, bank_xml};
use crate::nav::Direction;

/// For how long after the first try a push is repeated.
const PATIENCE: SignedDuration = SignedDuration::from_hours(72);

/// What a connection is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Outgoing invoices and their kin, root `szamla`.
    Outgoing,
    /// Incoming invoices, root `szamlabe`.
    Incoming,
    /// Bank transactions, root `banktranz`.
    Bank,
    /// The receipts of a day, root `xmlnyugtaarchiv`.
    Receipts,
}

impl Stream {
    pub(crate) fn answer_root(self) -> &'static str {
        match self {
            Stream::Outgoing => "szamlavalasz",
            Stream::Incoming => "szamlabevalasz",
            Stream::Bank => "banktranzvalasz",
            Stream::Receipts => "nyugtavalasz",
        }
    }
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it.
    Accepted,
    /// KEY_ERR: an invoice is sent again when it changes, anything else never.
    KeyRefused,
    /// KEY_DEL: the connection is gone.
    Disconnected,
    /// There was no right answer; it is tried again.
    Failed(String),
    /// 72 hours after the first try it is given up, without another try.
    Dropped,
}

/// A try to deliver a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The account's tax number (8 digits).
    pub tax_number: String,
    /// What was sent.
    pub stream: Stream,
    /// The identifier in it; 0 for receipts.
    pub id: i64,
    /// What became of it.
    pub outcome: Outcome,
}

/// The body of a push: the whole current state of a document.
pub(crate) fn body(held: &Held, with_pdf: bool) -> Vec<u8> {
    invoice_xml::write(held, Style::Push, with_pdf).into_bytes()
}

struct Letter {
    connection: Connection,
    stream: Stream,
    id: i64,
    body: Vec<u8>,
}

/// What is to be sent; `None` where the connection does not want the stream or the subject is no more.
fn letter(books: &Books, subject: Subject) -> Option<Letter> {
    let connection = books.connection.clone()?;
    let (stream, wanted, id, body) = match subject {
        Subject::Invoice(id) => {
            let held = books.with_id(id)?;
            let (stream, wanted) = match held.direction {
                Direction::Outbound => (Stream::Outgoing, connection.outgoing),
                Direction::Inbound => (Stream::Incoming, connection.incoming),
            };
            (stream, wanted, id, body(held, connection.with_pdf))
        }
        Subject::Bank(id) => {
            let transaction = books.transactions.iter().find(|transaction| transaction.id == id)?;
            (Stream::Bank, connection.bank, id, bank_xml::transaction(transaction).into_bytes())
        }
        Subject::Receipts(day) => {
            let receipts = books.receipts.iter().filter(|receipt| receipt.issued == day);
            (Stream::Receipts, connection.receipts, 0, bank_xml::receipts(receipts).into_bytes())
        }
    };
    wanted.then_some(Letter { connection, stream, id, body })
}

/// Tries every push that is due, one after the other, oldest first.
///
/// # Errors
/// No client can be made on this machine.
pub(crate) async fn deliver(szamlazz: &Szamlazz) -> reqwest::Result<Vec<Delivery>> {
    let sender = szamlazz.sender()?;
    let now = (szamlazz.clock)();
    let due: Vec<_> = {
        let state = szamlazz.lock();
        let of = |books: &Books| books.pushes.due(now).into_iter();
        state.books.iter().enumerate().flat_map(|(at, books)| of(books).map(move |one| (at, one))).collect()
    };
    let mut deliveries = Vec::new();
    for (position, pending) in due {
        deliveries.extend(deliver_one(szamlazz, &sender, position, pending, now).await);
    }
    Ok(deliveries)
}

async fn deliver_one(
    szamlazz: &Szamlazz,
    sender: &Sender,
    position: usize,
    pending: Pending,
    now: Timestamp,
) -> Option<Delivery> {
    let (tax_number, letter) = {
        let mut state = szamlazz.lock();
        let books = &mut state.books[position];
        if !books.pushes.has(pending) {
            return None;
        }
        let tax_number = books.account.tax_number().to_owned();
        let Some(letter) = letter(books, pending.subject) else {
            books.pushes.remove(pending);
            return None;
        };
        (tax_number, letter)
    };
    let delivery = |outcome| Delivery { tax_number, stream: letter.stream, id: letter.id, outcome };
    if pending.first_try.is_some_and(|first| now.duration_since(first) > PATIENCE) {
        szamlazz.lock().books[position].pushes.remove(pending);
        return Some(delivery(Outcome::Dropped));
    }
    let key = &letter.connection.key;
    let url = format!("{}{}", letter.connection.url, if letter.connection.key_in_url { key } else { "" });
    let reply = sender.push(&url, key, letter.body.clone()).await;
    let outcome = settle(&mut szamlazz.lock().books[position], pending, &letter, reply, now);
    Some(delivery(outcome))
}

fn settle(
    books: &mut Books,
    pending: Pending,
    letter: &Letter,
    reply: Result<Reply, String>,
    now: Timestamp,
) -> Outcome {
    let read = reply.and_then(|reply| match reply.status {
        StatusCode::OK => ack::read(letter.stream, letter.id, &reply.body),
        status => Err(format!("HTTP {status}")),
    });
    match read {
        Ok(Ack::Accepted(registration_number)) => {
            books.pushes.remove(pending);
            if let (Some(number), Subject::Invoice(id)) = (registration_number, pending.subject)
                && let Some(held) = books.with_id_mut(id)
            {
                held.registration_number = Some(number);
            }
            Outcome::Accepted
        }
        Ok(Ack::KeyRefused) => {
            books.pushes.remove(pending);
            if !matches!(pending.subject, Subject::Invoice(_)) {
                books.pushes.never_again(pending.subject);
            }
            Outcome::KeyRefused
        }
        Ok(Ack::Disconnect) => {
            books.connection = None;
            books.pushes.clear();
            Outcome::Disconnected
        }
        Err(reason) => {
            books.pushes.try_later(pending, now, letter.connection.retry_every);
            Outcome::Failed(reason)
        }
    }
}
