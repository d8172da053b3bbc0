//! A small control surface for the developer's prompt, beside NAV's own paths:
//!
//! - `POST /control/invoices?tax_number=24680132` publishes the next demo invoice and shows it
//! - `GET /control/invoices?tax_number=24680132` lists what is published
//! - `POST /control/faults?kind=unavailable&times=3` switches a fault on: `unavailable`, `bad-gateway`,
//!   `gateway-timeout`, `html`, `maintenance`, `empty`, `reset`, `stall` (60 s), `rate-limit`,
//!   `corrupt-gzip`, `gzip-without-trailer`, `long-decimals`, `reformatted`, `duplicate-rows`,
//!   `signature-at-clock-change`, or an error code of NAV; `every=3` strikes every third request,
//!   `busier_than=2` the third at a time
//! - `DELETE /control/faults` switches all of them off

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::fault::FaultKind;
use super::load::RateLimit;
use super::published::{Direction, Document};
use super::server::Nav;
use super::{Fault, samples};

pub(crate) fn routes() -> Router<Arc<Nav>> {
    Router::new()
        .route("/control/invoices", get(list).post(publish))
        .route("/control/faults", post(add_fault).delete(clear_faults))
}

#[derive(Deserialize)]
struct Taxpayer {
    tax_number: String,
}

#[derive(Serialize)]
struct Shown {
    invoice_number: String,
    direction: &'static str,
    operation: &'static str,
    ins_date: String,
}

impl From<&Document> for Shown {
    fn from(document: &Document) -> Self {
        Shown {
            invoice_number: document.rows[0].invoice_number.clone(),
            direction: match document.invoice.direction {
                Direction::Inbound => "INBOUND",
                Direction::Outbound => "OUTBOUND",
            },
            operation: document.invoice.operation.code(),
            ins_date: document.invoice.ins_date.to_string(),
        }
    }
}

type Answer<T> = Result<Json<T>, (StatusCode, String)>;

async fn list(State(nav): State<Arc<Nav>>, Query(of): Query<Taxpayer>) -> Answer<Vec<Shown>> {
    let state = nav.lock();
    let ledger = state.ledger(&of.tax_number).ok_or_else(|| unknown(&of))?;
    Ok(Json(ledger.documents.iter().map(Shown::from).collect()))
}

async fn publish(State(nav): State<Arc<Nav>>, Query(of): Query<Taxpayer>) -> Answer<Shown> {
    let now = (nav.clock)();
    let mut state = nav.lock();
    let company = state.company(&of.tax_number).ok_or_else(|| unknown(&of))?.clone();
    let count = state.ledger(&of.tax_number).map_or(0, |ledger| ledger.documents.len());
    let mut invoice = samples::one(&company, count, 3, now);
    invoice.ins_date = now;
    let failed = |error: &dyn std::fmt::Display| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    state.publish(&of.tax_number, invoice.into_published()).map_err(|error| failed(&error))?;
    let published = state.ledger(&of.tax_number).and_then(|ledger| ledger.documents.last());
    published.map(|document| Json(document.into())).ok_or_else(|| failed(&"nothing was published"))
}

fn unknown(of: &Taxpayer) -> (StatusCode, String) {
    (StatusCode::NOT_FOUND, format!("no company with tax number {}\n", of.tax_number))
}

#[derive(Deserialize)]
struct Wanted {
    kind: String,
    times: Option<u32>,
    #[serde(default = "one")]
    every: u32,
    #[serde(default)]
    busier_than: u32,
}

fn one() -> u32 {
    1
}

async fn add_fault(
    State(nav): State<Arc<Nav>>,
    Query(wanted): Query<Wanted>,
) -> Result<StatusCode, (StatusCode, String)> {
    let kind = kind(&wanted.kind)
        .ok_or_else(|| (StatusCode::BAD_REQUEST, format!("kind: there is no fault {}\n", wanted.kind)))?;
    let fault = Fault::new(kind).every(wanted.every).busier_than(wanted.busier_than);
    nav.faults.add(Fault { times: wanted.times, ..fault });
    Ok(StatusCode::NO_CONTENT)
}

fn kind(name: &str) -> Option<FaultKind> {
    Some(match name {
        "unavailable" => FaultKind::Unavailable,
        "bad-gateway" => FaultKind::BadGateway,
        "gateway-timeout" => FaultKind::GatewayTimeout,
        "html" => FaultKind::Html,
        "maintenance" => FaultKind::Maintenance,
        "empty" => FaultKind::EmptyBody,
        "reset" => FaultKind::Reset,
        "stall" => FaultKind::Stall(Duration::from_mins(1)),
        "rate-limit" => FaultKind::RateLimit(RateLimit::default()),
        "corrupt-gzip" => FaultKind::CorruptGzip,
        "gzip-without-trailer" => FaultKind::GzipWithoutTrailer,
        "long-decimals" => FaultKind::LongDecimals,
        "reformatted" => FaultKind::Reformatted,
        "duplicate-rows" => FaultKind::DuplicateRows,
        "signature-at-clock-change" => FaultKind::SignatureAtClockChange,
        code if code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') => {
            FaultKind::Error(code.into())
        }
        _ => return None,
    })
}

async fn clear_faults(State(nav): State<Arc<Nav>>) -> StatusCode {
    nav.faults.clear();
    StatusCode::NO_CONTENT
}
