//! The HTTP side: routes, and one request from its bytes to its answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State as Shared};
use axum::http::{Response, StatusCode};
use axum::routing::post;
use jiff::Timestamp;

use super::answers::{Refusal, maintenance, refused, start, xml};
use super::fault::FaultKind;
use super::load::{InFlight, Throttle};
use super::operation::Operation;
use super::state::{RecordedRequest, State};
use super::verify::{Caller, near_clock_change};
use super::xml::{Element, Writer, parse};
use super::{Clock, Faults, GateAction, GatePoint, chain, data, digest, taxpayer, verify};
use crate::common::{self, Cut, empty, html};

/// What a fault can be limited to.
type Asked<'r> = common::Asked<'r, Operation>;

/// The path under which NAV offers its operations.
pub(crate) const BASE_PATH: &str = "/invoiceService/v3";

/// The largest request that NAV takes.
const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// What handlers and the owner of the simulator share.
pub(crate) struct Nav {
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) state: Mutex<State>,
    in_flight: InFlight,
    throttle: Throttle,
}

impl Nav {
    pub(crate) fn new(clock: Clock) -> Nav {
        Nav {
            clock,
            faults: Faults::default(),
            state: Mutex::default(),
            in_flight: InFlight::default(),
            throttle: Throttle::default(),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_dropped_at(&self, point: GatePoint) -> bool {
        let gate = self.lock().gate.clone();
        gate.is_some_and(|gate| gate(point) == GateAction::Drop)
    }
}

pub(crate) fn router(nav: Arc<Nav>) -> Router {
    Router::new()
        .route(&format!("{BASE_PATH}/{{operation}}"), post(operation).fallback(not_allowed))
        .merge(super::control::routes())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(nav)
}

async fn not_allowed(Shared(nav): Shared<Arc<Nav>>, Path(name): Path<String>) -> Response<Body> {
    match find(&name) {
        Some(_) => refused(nav.lock().prefixes(), None, &Refusal::new("NOT_ALLOWED_EXCEPTION")),
        None => empty(StatusCode::NOT_FOUND),
    }
}

fn find(name: &str) -> Option<Operation> {
    Operation::ALL.into_iter().find(|operation| operation.path() == name)
}

async fn operation(
    Shared(nav): Shared<Arc<Nav>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response<Body> {
    let Some(operation) = find(&name) else {
        return empty(StatusCode::NOT_FOUND);
    };
    let now = (nav.clock)();
    let root = parse(&body).ok();
    let tax_number = record(&nav, operation, root.as_ref(), now);
    if nav.is_dropped_at(GatePoint::Before(operation)) {
        cut.close();
        return empty(StatusCode::OK);
    }
    let ticket = nav.in_flight.enter(tax_number.as_deref());
    let asked = Asked { operation, tax_number: tax_number.as_deref(), in_flight: ticket.count };
    if !has_waited(&nav, asked, &cut).await {
        return empty(StatusCode::OK);
    }
    if let Some(fault) = nav.faults.take(asked, FaultKind::is_transport) {
        return break_transport(&nav, fault, root.as_ref(), &cut).await;
    }
    let response = respond(&nav, asked, root.as_ref());
    if nav.is_dropped_at(GatePoint::After(operation)) {
        cut.close();
    }
    response
}

/// Waits as long as latency and rate limit want; false where the limit cuts the request off.
async fn has_waited(nav: &Nav, asked: Asked<'_>, cut: &Cut) -> bool {
    tokio::time::sleep(nav.faults.latency()).await;
    let limit = nav.faults.take(asked, |kind| matches!(kind, FaultKind::RateLimit(_)));
    let Some(FaultKind::RateLimit(limit)) = limit else { return true };
    let wait = nav.throttle.wait(limit, Instant::now());
    tokio::time::sleep(wait.min(limit.longest)).await;
    if wait > limit.longest {
        cut.reset();
    }
    wait <= limit.longest
}

fn record(nav: &Nav, operation: Operation, root: Option<&Element>, at: Timestamp) -> Option<String> {
    let text = |path: &[&str]| root.and_then(|root| root.text_at(path)).map(str::to_owned);
    let tax_number = text(&["user", "taxNumber"]);
    let request_id = text(&["header", "requestId"]);
    nav.lock().record(RecordedRequest { operation, tax_number: tax_number.clone(), request_id, at });
    tax_number
}

async fn break_transport(nav: &Nav, fault: FaultKind, root: Option<&Element>, cut: &Cut) -> Response<Body> {
    match fault {
        FaultKind::Stall(duration) => {
            tokio::time::sleep(duration).await;
            cut.close();
        }
        FaultKind::Reset => cut.reset(),
        FaultKind::Unavailable => {
            let text = "No server is available to handle this request.";
            return html(StatusCode::SERVICE_UNAVAILABLE, "503 Service Unavailable", text);
        }
        FaultKind::BadGateway => {
            let text = "The server returned an invalid or incomplete response.";
            return html(StatusCode::BAD_GATEWAY, "502 Bad Gateway", text);
        }
        FaultKind::Html => {
            return html(StatusCode::OK, "Karbantartás", "A rendszer átmenetileg nem érhető el.");
        }
        FaultKind::Maintenance => return maintenance(nav.lock().prefixes(), root),
        FaultKind::GatewayTimeout => {
            let text = "The server didn't respond in time.";
            return html(StatusCode::GATEWAY_TIMEOUT, "504 Gateway Time-out", text);
        }
        _ => {}
    }
    empty(StatusCode::OK)
}

fn respond(nav: &Nav, asked: Asked<'_>, root: Option<&Element>) -> Response<Body> {
    let now = (nav.clock)();
    let mut state = nav.lock();
    let prefixes = state.prefixes();
    let Some(root) = root else {
        return refused(prefixes, None, &Refusal::new("INVALID_REQUEST"));
    };
    let answered = verify::schema(asked.operation, root).and_then(|()| {
        injected(nav, asked, now)?;
        let caller = verify::envelope(&state, root, now)?;
        let mut writer = start(prefixes, asked.operation, root);
        answer(nav, &state, asked, &caller, root, &mut writer)?;
        state.use_id(&caller, now);
        Ok(writer.finish())
    });
    match answered {
        Ok(body) => xml(StatusCode::OK, body),
        Err(refusal) => refused(prefixes, Some(root), &refusal),
    }
}

/// The error that a fault puts in the place of the answer.
fn injected(nav: &Nav, asked: Asked<'_>, now: Timestamp) -> Result<(), Refusal> {
    let strikes = |kind: &FaultKind| match kind {
        FaultKind::Error(_) => true,
        FaultKind::SignatureAtClockChange => near_clock_change(now),
        _ => false,
    };
    match nav.faults.take(asked, strikes) {
        Some(FaultKind::Error(code)) => Err(Refusal::new(&code)),
        Some(_) => Err(Refusal::new("INVALID_REQUEST_SIGNATURE")),
        None => Ok(()),
    }
}

fn answer(
    nav: &Nav,
    state: &State,
    asked: Asked<'_>,
    caller: &Caller,
    root: &Element,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let now = (nav.clock)();
    let content = |wanted: &dyn Fn(&FaultKind) -> bool| nav.faults.take(asked, wanted);
    match asked.operation {
        Operation::QueryInvoiceDigest => {
            let repeat = content(&|kind| *kind == FaultKind::DuplicateRows).is_some();
            digest::answer(state, caller, root, now, repeat, writer)?;
        }
        Operation::QueryInvoiceData => {
            let fault = content(&|kind| kind.is_about(data::asked_number(root)));
            data::answer(state, caller, root, now, fault.as_ref(), writer)?;
        }
        Operation::QueryInvoiceChainDigest => {
            let empty = FaultKind::EmptyChain(chain::asked_number(root).to_owned());
            let empty = content(&|kind| *kind == empty).is_some();
            chain::answer(state, caller, root, now, empty, writer)?;
        }
        Operation::QueryInvoiceCheck => data::check(state, caller, root, now, writer)?,
        Operation::QueryTaxpayer => taxpayer::answer(state, root, now, writer),
    }
    Ok(())
}
