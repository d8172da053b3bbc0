//! What each action does once its caller is known.

use axum::body::Body;
use axum::http::Response;
use jiff::Timestamp;

use super::action::Action;
use super::answer::{self, Told};
use super::document::Held;
use super::invoice_xml::{self, Style};
use super::refusal::Refusal;
use super::request::{flag, required, settings, version};
use super::state::State;
use super::{create, pdf, query, rules, storno};
use crate::nav::Direction;
use crate::nav::xml::Element;

type Answered = Result<Response<Body>, Refusal>;

/// Does what is asked, for the books at a position.
pub(crate) fn handle(
    state: &mut State,
    position: usize,
    action: Action,
    root: &Element,
    address: &str,
    now: Timestamp,
) -> Answered {
    let caller = Caller { position, root, address, now };
    match action {
        Action::Create => caller.create(state),
        Action::Storno => caller.storno(state),
        Action::CreditEntry => {
            let credit = query::credit(&state.books[position], root)?;
            let books = &mut state.books[position];
            books.pay(credit.id, credit.payments, credit.is_additive, now);
            let held = books.with_id(credit.id).ok_or_else(|| Refusal::new(7))?;
            Ok(caller.told(held, false).answer())
        }
        Action::QueryPdf => {
            let held = query::asked(&state.books[position], root)?;
            Ok(caller.told(held, true).answer())
        }
        Action::QueryXml => {
            let held = query::asked(&state.books[position], root)?;
            Ok(answer::data(invoice_xml::write(held, Style::Answer, flag(root, "pdf"))))
        }
        Action::DeleteProforma => {
            let books = &mut state.books[position];
            for id in query::proformas(books, root)? {
                if let Some(held) = books.with_id_mut(id) {
                    held.gone = true;
                }
            }
            Ok(answer::deleted())
        }
        Action::QueryTaxpayer => {
            let number = required(root, "torzsszam")?;
            Ok(answer::taxpayer(state.taxpayer(&number)))
        }
    }
}

struct Caller<'r> {
    position: usize,
    root: &'r Element,
    address: &'r str,
    now: Timestamp,
}

impl Caller<'_> {
    fn told<'h>(&self, held: &'h Held, with_pdf: bool) -> Told<'h> {
        let url = format!("{}/vevo/{}", self.address, held.id);
        Told { held, url, with_pdf, version: version(self.root) }
    }

    /// The answer about a document that was issued, now or before.
    fn issued(&self, held: &Held) -> Answered {
        Ok(self.told(held, flag(settings(self.root), "szamlaLetoltes")).answer())
    }

    fn known(&self, state: &State, number: &str) -> Answered {
        let held = state.books[self.position].find(number).ok_or_else(|| Refusal::new(7))?;
        self.issued(held)
    }

    fn create(&self, state: &mut State) -> Answered {
        let books = &state.books[self.position];
        let wish = create::read(books, self.root, self.now)?;
        let verdict = rules::check(books, &wish, self.now)?;
        if wish.is_preview {
            return Ok(answer::preview(version(self.root), pdf::render(&wish.document)));
        }
        match verdict {
            rules::Verdict::Replay(number) => self.known(state, &number),
            rules::Verdict::New => {
                let prefix = wish.prefix.as_deref();
                let held = state.hold(self.position, Direction::Outbound, wish.document, prefix, self.now);
                self.issued(held)
            }
        }
    }

    fn storno(&self, state: &mut State) -> Answered {
        match storno::check(&state.books[self.position], self.root, self.now)? {
            storno::Verdict::Known(number) => self.known(state, &number),
            storno::Verdict::New(document) => {
                self.issued(state.hold(self.position, Direction::Outbound, *document, None, self.now))
            }
        }
    }
}
