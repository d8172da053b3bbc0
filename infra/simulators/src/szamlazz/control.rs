//! A small control surface for the developer's prompt, beside the Agent's path:
//!
//! - `GET /control/documents?tax_number=24680132` lists what the company's account holds
//! - `POST /control/documents?tax_number=24680132` issues the next sample invoice and shows it
//! - `POST /control/pay?tax_number=24680132&number=E-SIM-2026-1` pays what is left of a document
//! - `POST /control/push` delivers pushes and notices that are due, and tells how many there were

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::books::{Books, today};
use super::document::Held;
use super::item::Payment;
use super::server::Szamlazz;
use super::{ipn, push, samples};
use crate::nav::Direction;

pub(crate) fn routes() -> Router<Arc<Szamlazz>> {
    Router::new()
        .route("/control/documents", get(list).post(issue))
        .route("/control/pay", post(pay))
        .route("/control/push", post(push_now))
}

#[derive(Deserialize)]
struct Company {
    tax_number: String,
}

#[derive(Deserialize)]
struct Wanted {
    tax_number: String,
    number: String,
}

#[derive(Serialize)]
struct Shown {
    number: String,
    kind: &'static str,
    direction: &'static str,
    gross: String,
    paid: String,
    reversed: bool,
}

impl From<&Held> for Shown {
    fn from(held: &Held) -> Self {
        Shown {
            number: held.document.number.clone(),
            kind: held.document.kind.code(),
            direction: match held.direction {
                Direction::Inbound => "INBOUND",
                Direction::Outbound => "OUTBOUND",
            },
            gross: held.document.total().gross.to_string(),
            paid: held.document.paid().to_string(),
            reversed: held.reversed_by.is_some(),
        }
    }
}

#[derive(Serialize)]
struct Delivered {
    pushes: usize,
    accepted: usize,
    notices: usize,
}

type Answer<T> = Result<Json<T>, (StatusCode, String)>;

fn unknown(what: &str) -> (StatusCode, String) {
    (StatusCode::NOT_FOUND, format!("there is no {what}\n"))
}

fn no_account(tax_number: &str) -> (StatusCode, String) {
    unknown(&format!("account of tax number {tax_number}"))
}

async fn list(State(szamlazz): State<Arc<Szamlazz>>, Query(of): Query<Company>) -> Answer<Vec<Shown>> {
    let state = szamlazz.lock();
    let books = state.of_company(&of.tax_number).ok_or_else(|| no_account(&of.tax_number))?;
    Ok(Json(books.held.iter().map(Shown::from).collect()))
}

async fn issue(State(szamlazz): State<Arc<Szamlazz>>, Query(of): Query<Company>) -> Answer<Shown> {
    let now = (szamlazz.clock)();
    let mut state = szamlazz.lock();
    let is_meant = |books: &Books| books.account.tax_number() == of.tax_number;
    let position = state.books.iter().position(is_meant).ok_or_else(|| no_account(&of.tax_number))?;
    let books = &state.books[position];
    let document = samples::one(&books.account, books.held.len(), today(now));
    Ok(Json(state.hold(position, Direction::Outbound, document, None, now).into()))
}

async fn pay(State(szamlazz): State<Arc<Szamlazz>>, Query(wanted): Query<Wanted>) -> Answer<Shown> {
    let now = (szamlazz.clock)();
    let mut state = szamlazz.lock();
    let key = state.of_company(&wanted.tax_number).map(|books| books.account.agent_key.clone());
    let books = key.and_then(|key| state.books_mut(&key)).ok_or_else(|| no_account(&wanted.tax_number))?;
    let held = books.find(&wanted.number).ok_or_else(|| unknown(&format!("document {}", wanted.number)))?;
    let (id, left) = (held.id, held.document.total().gross - held.document.paid());
    books.pay(id, vec![Payment::new(today(now), left)], true, now);
    let held = books.with_id(id).ok_or_else(|| unknown("such document"))?;
    Ok(Json(held.into()))
}

async fn push_now(State(szamlazz): State<Arc<Szamlazz>>) -> Answer<Delivered> {
    let failed = |error: reqwest::Error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    let pushes = push::deliver(&szamlazz).await.map_err(failed)?;
    let notices = ipn::deliver(&szamlazz).await.map_err(failed)?;
    let accepted = pushes.iter().filter(|push| push.outcome == push::Outcome::Accepted).count();
    Ok(Json(Delivered { pushes: pushes.len(), accepted, notices: notices.len() }))
}
