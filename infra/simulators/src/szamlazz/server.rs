//! The HTTP side: routes, and one request to the Agent from its bytes to its answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State as Shared};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::{get, post};

use super::action::Action;
use super::answer::{down, refused};
use super::fault::FaultKind;
use super::handle::handle;
use super::refusal::Refusal;
use super::request::{Part, authenticate, part, version, without_credentials};
use super::sender::Sender;
use super::state::{RecordedRequest, State};
use super::{Clock, Faults, GateAction, GatePoint, answer, pdf};
use crate::common::{Asked, Cut, empty, html, plain};
use crate::nav::xml::Element;

/// The path of the Agent.
pub(crate) const AGENT_PATH: &str = "/szamla/";

const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// What handlers and the owner of the simulator share.
pub(crate) struct Szamlazz {
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    state: Mutex<State>,
    sender: Mutex<Option<Sender>>,
}

impl Szamlazz {
    pub(crate) fn new(clock: Clock) -> Szamlazz {
        Szamlazz { clock, faults: Faults::default(), state: Mutex::default(), sender: Mutex::default() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client for pushes and notices, made on first use.
    pub(crate) fn sender(&self) -> reqwest::Result<Sender> {
        let mut sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        match &*sender {
            Some(sender) => Ok(sender.clone()),
            None => Ok(sender.insert(Sender::new()?).clone()),
        }
    }

    fn is_dropped_at(&self, point: GatePoint) -> bool {
        let gate = self.lock().gate.clone();
        gate.is_some_and(|gate| gate(point) == GateAction::Drop)
    }
}

pub(crate) fn router(szamlazz: Arc<Szamlazz>) -> Router {
    Router::new()
        .route(AGENT_PATH, post(agent))
        .route("/vevo/{id}", get(show))
        .merge(super::control::routes())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(szamlazz)
}

/// What the customer sees behind the link of a document: its PDF.
async fn show(Shared(szamlazz): Shared<Arc<Szamlazz>>, Path(id): Path<i64>) -> Response<Body> {
    let state = szamlazz.lock();
    match state.books.iter().find_map(|books| books.with_id(id)) {
        Some(held) => plain(StatusCode::OK, "application/pdf", pdf::render(&held.document)),
        None => empty(StatusCode::NOT_FOUND),
    }
}

async fn agent(
    Shared(szamlazz): Shared<Arc<Szamlazz>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let Some(part) = part(&headers, body).await else {
        return refused(Action::Create, 1, &Refusal::new(53), true);
    };
    let action = part.action;
    let root = part.xml();
    let tax_number = record(&szamlazz, &part, root.as_ref().ok());
    if szamlazz.is_dropped_at(GatePoint::Before(action)) {
        cut.close();
        return empty(StatusCode::OK);
    }
    tokio::time::sleep(szamlazz.faults.latency()).await;
    let asked = Asked { operation: action, tax_number: tax_number.as_deref(), in_flight: 1 };
    let fault = szamlazz.faults.take(asked, |_| true);
    let version = root.as_ref().map_or(1, version);
    let mut response = match fault {
        Some(FaultKind::AfterEffect(kind)) => {
            respond(&szamlazz, action, root, &headers);
            broken(*kind, action, version, &cut).await
        }
        Some(kind) => return broken(kind, action, version, &cut).await,
        None => respond(&szamlazz, action, root, &headers),
    };
    if szamlazz.is_dropped_at(GatePoint::After(action)) {
        cut.close();
    }
    set_session(&szamlazz, &headers, &mut response);
    response
}

/// Gives a session to a caller that has none. Nobody needs it: every request has credentials.
fn set_session(szamlazz: &Szamlazz, headers: &HeaderMap, response: &mut Response<Body>) {
    let cookies = headers.get_all(header::COOKIE);
    if cookies.iter().any(|cookie| cookie.to_str().is_ok_and(|cookie| cookie.contains("JSESSIONID="))) {
        return;
    }
    let session = szamlazz.lock().next_session();
    answer::header(response, "set-cookie", &format!("JSESSIONID={session}; Path=/; HttpOnly"));
}

fn record(szamlazz: &Szamlazz, part: &Part, root: Option<&Element>) -> Option<String> {
    let at = (szamlazz.clock)();
    let mut state = szamlazz.lock();
    let position = root.and_then(|root| authenticate(&state, root).ok());
    let tax_number = position.map(|position| state.books[position].account.tax_number().to_owned());
    state.record(RecordedRequest {
        action: Some(part.action),
        tax_number: tax_number.clone(),
        xml: root.map(without_credentials).unwrap_or_default(),
        at,
    });
    tax_number
}

async fn broken(kind: FaultKind, action: Action, version: u8, cut: &Cut) -> Response<Body> {
    match kind {
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
        FaultKind::Maintenance => return refused(action, version, &Refusal::new(1), true),
        FaultKind::HeaderError(code) => return refused(action, version, &Refusal::new(code), true),
        FaultKind::BodyError(code) => return refused(action, version, &Refusal::new(code), false),
        FaultKind::Down => return down(),
        // It has taken effect already.
        FaultKind::AfterEffect(_) | FaultKind::EmptyBody => {}
    }
    empty(StatusCode::OK)
}

fn respond(
    szamlazz: &Szamlazz,
    action: Action,
    root: Result<Element, Refusal>,
    headers: &HeaderMap,
) -> Response<Body> {
    let now = (szamlazz.clock)();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let version = root.as_ref().map_or(1, version);
    let answered = root.and_then(|root| {
        let mut state = szamlazz.lock();
        let position = authenticate(&state, &root)?;
        handle(&mut state, position, action, &root, &format!("http://{host}"), now)
    });
    answered.unwrap_or_else(|refusal| refused(action, version, &refusal, action.has_header_errors()))
}
