//! News of payments (IPN): a form to the account's address, every 3 minutes, at most ten times.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};

use super::account::IpnSettings;
use super::document::Held;
use super::form;
use super::sender::Reply;
use super::server::Szamlazz;

const AGAIN: SignedDuration = SignedDuration::from_mins(3);
const MOST_TRIES: u32 = 10;

/// A try to tell of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The account's tax number (8 digits).
    pub tax_number: String,
    /// The document's number.
    pub number: String,
    /// Which try it was, from 1 to 10.
    pub attempt: u32,
    /// Whether it was taken.
    pub taken: bool,
}

struct Pending {
    id: i64,
    due: Timestamp,
    tries: u32,
    revision: u64,
}

/// The notices of an account that are still to be taken.
#[derive(Default)]
pub(crate) struct Queue {
    pending: Vec<Pending>,
    revisions: u64,
}

impl Queue {
    /// Makes a notice of a document due; one that waits is forgotten, for it would tell the same.
    pub(crate) fn add(&mut self, id: i64, due: Timestamp) {
        self.revisions += 1;
        self.pending.retain(|pending| pending.id != id);
        self.pending.push(Pending { id, due, tries: 0, revision: self.revisions });
    }

    pub(crate) fn len(&self) -> usize {
        self.pending.len()
    }

    fn due(&self, now: Timestamp) -> Vec<(u64, i64)> {
        let due = self.pending.iter().filter(|pending| pending.due <= now);
        due.map(|pending| (pending.revision, pending.id)).collect()
    }

    /// Counts a try; gives its number.
    fn tried(&mut self, revision: u64, taken: bool, now: Timestamp) -> u32 {
        let Some(place) = self.pending.iter().position(|pending| pending.revision == revision) else {
            return 0;
        };
        let pending = &mut self.pending[place];
        pending.tries += 1;
        pending.due = now + AGAIN;
        let tries = pending.tries;
        if taken || tries >= MOST_TRIES {
            self.pending.remove(place);
        }
        tries
    }
}

/// The form that tells how much of a document has been paid so far.
pub(crate) fn body(held: &Held, with_date: bool) -> String {
    let document = &held.document;
    let mut fields = vec![
        ("szlahu_szamlaszam", document.number.clone()),
        ("szlahu_dijbekero_szama", document.proforma.clone().unwrap_or_default()),
        ("szlahu_rendelesszam", document.order_number.clone().unwrap_or_default()),
        ("szlahu_bruttovegosszeg", document.total().gross.normalize().to_string()),
        ("szlahu_kifizetettbrutto", document.paid().normalize().to_string()),
        ("szlahu_fizetesmod", document.payment_method.clone()),
    ];
    if let Some(payment) = document.payments.last().filter(|_| with_date) {
        fields.push(("szlahu_kifizdat", payment.date.to_string()));
    }
    form::encode_all(&fields)
}

/// Tries every notice that is due.
///
/// # Errors
/// No client can be made on this machine.
pub(crate) async fn deliver(szamlazz: &Szamlazz) -> reqwest::Result<Vec<Notice>> {
    let sender = szamlazz.sender()?;
    let now = (szamlazz.clock)();
    let mut notices = Vec::new();
    for (position, revision, settings, number, form) in collect(szamlazz, now) {
        let reply = sender.form(&settings.url, form).await;
        let taken = matches!(reply, Ok(Reply { status: StatusCode::OK, .. }));
        let mut state = szamlazz.lock();
        let books = &mut state.books[position];
        let attempt = books.notices.tried(revision, taken, now);
        let tax_number = books.account.tax_number().to_owned();
        notices.push(Notice { tax_number, number, attempt, taken });
    }
    Ok(notices)
}

fn collect(szamlazz: &Szamlazz, now: Timestamp) -> Vec<(usize, u64, IpnSettings, String, String)> {
    let state = szamlazz.lock();
    let mut due = Vec::new();
    for (position, books) in state.books.iter().enumerate() {
        let Some(settings) = &books.ipn else { continue };
        for (revision, id) in books.notices.due(now) {
            if let Some(held) = books.with_id(id) {
                let form = body(held, settings.with_date);
                due.push((position, revision, settings.clone(), held.document.number.clone(), form));
            }
        }
    }
    due
}
