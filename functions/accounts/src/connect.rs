//! Connecting a workspace to NAV: check what was entered, try it at NAV, seal the secrets, save.

use axum::http::StatusCode;
use domain::{
    audit::{AuditAction, AuditEntry},
    connection::{ConnectionState, NavConnection, Progress, Seen},
    country::Country,
    fetch::{NAV_BEGAN, Step, Window, first_report, today},
    identifier::tax_number::TaxNumber,
    ids::{AccountId, WorkspaceId},
    invoice::Direction,
    workspace::Connecting,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use lambda::{
    nav_access::{self, NavSecrets, PATIENCE},
    problem::Problem,
};
use nav::{Credentials, DigestQuery, codes::InvoiceDirection};
use store::{StoreError, connections::Start};

use crate::{App, connection::NavSettings};

/// How often saving is tried when others change slices or progress at the same moment.
pub const SAVE_ATTEMPTS: u32 = 5;

/// Tries the settings at NAV and saves them.
pub async fn connect(
    app: &App,
    workspace: WorkspaceId,
    by: AccountId,
    settings: NavSettings,
) -> Result<NavConnection, Problem> {
    let company = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    if company.country != Country::Hu {
        return Err(Problem::new(StatusCode::CONFLICT, "connection-hungarian"));
    }
    if company.connecting == Connecting::PrepareFirst {
        return Err(Problem::new(StatusCode::CONFLICT, "connection-prepare-first"));
    }
    let tax_number =
        TaxNumber::parse(&company.tax_number).map_err(|error| Problem::field("tax_number", error.code()))?;
    let saved = app.store.nav_connection(workspace).await?;
    check(&settings, app.clock.now())?;
    let secrets = secrets(app, &settings, saved.as_ref()).await?;
    try_at_nav(app, &secrets.credentials(&settings.login, tax_number.core())).await?;
    let sealed = secrets.seal(&app.vault, workspace, app.ids.next()).await?;
    for _ in 0..SAVE_ATTEMPTS {
        let saved = app.store.nav_connection(workspace).await?;
        let connection =
            connection(app, workspace, tax_number.core(), &settings, sealed.clone(), saved.as_ref());
        match save(app, connection, saved.as_ref(), Some(by)).await {
            Err(StoreError::Conflict) => {}
            other => return Ok(other?),
        }
    }
    Err(Problem::conflict())
}

fn check(settings: &NavSettings, now: Timestamp) -> Result<(), Problem> {
    let login = settings.login.as_bytes();
    if !(6..=15).contains(&login.len()) || !login.iter().all(u8::is_ascii_alphanumeric) {
        return Err(Problem::field("login", "login-format"));
    }
    if settings.exchange_key.as_ref().is_some_and(|key| key.len() != 16) {
        return Err(Problem::field("exchange_key", "exchange-key-format"));
    }
    let today = today(now);
    for (field, start) in [("inbound_from", settings.inbound_from), ("outbound_from", settings.outbound_from)]
    {
        if !(NAV_BEGAN..=today).contains(&start) {
            return Err(Problem::field(field, "start-date-range"));
        }
    }
    Ok(())
}

/// The secrets as entered; what was left out is as saved.
async fn secrets(
    app: &App,
    settings: &NavSettings,
    saved: Option<&NavConnection>,
) -> Result<NavSecrets, Problem> {
    let all_entered = settings.password.is_some() && settings.sign_key.is_some();
    let saved = match saved.filter(|saved| saved.is_in_use() && !all_entered) {
        Some(connection) => Some(NavSecrets::open(&app.vault, connection).await?),
        None => None,
    };
    let chosen = |entered: &Option<String>, saved: Option<String>| {
        entered.clone().filter(|text| !text.trim().is_empty()).or(saved)
    };
    Ok(NavSecrets {
        password: chosen(&settings.password, saved.as_ref().map(|saved| saved.password.clone()))
            .ok_or_else(|| Problem::field("password", "password-missing"))?,
        sign_key: chosen(&settings.sign_key, saved.as_ref().map(|saved| saved.sign_key.clone()))
            .ok_or_else(|| Problem::field("sign_key", "sign-key-missing"))?,
        exchange_key: chosen(&settings.exchange_key, saved.and_then(|saved| saved.exchange_key.clone())),
    })
}

/// Asks NAV for the last hour in both directions: so that a permission for one only is found now.
async fn try_at_nav(app: &App, credentials: &Credentials) -> Result<(), Problem> {
    let now = app.clock.now();
    let ask = |direction| async move {
        let window = nav::Window::Inserted { from: now - SignedDuration::from_hours(1), to: now };
        let query = DigestQuery { page: 1, direction, window };
        let call = nav_access::call(&app.clock, &app.ids, PATIENCE);
        app.nav.query_invoice_digest(credentials, &call, &query).await
    };
    let asked = futures::future::try_join(ask(InvoiceDirection::Inbound), ask(InvoiceDirection::Outbound));
    match tokio::time::timeout(PATIENCE.unsigned_abs(), asked).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(nav_access::refusal(&error).nav_unsaved()),
        Err(_) => Err(Problem::nav(StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT").nav_unsaved()),
    }
}

/// The connection as it is to be: progress goes on where it stands.
fn connection(
    app: &App,
    workspace: WorkspaceId,
    tax_number: &str,
    settings: &NavSettings,
    sealed: Vec<u8>,
    saved: Option<&NavConnection>,
) -> NavConnection {
    let now = app.clock.now();
    let progress = |direction: Direction, start: Date| match saved {
        Some(saved) => Progress { start, ..saved.progress(direction).clone() },
        None => Progress { start, watermark: now, seen: Seen::default() },
    };
    NavConnection {
        workspace,
        version: saved.map_or(1, |saved| saved.version + 1),
        tax_number: tax_number.to_owned(),
        login: settings.login.clone(),
        sealed,
        state: ConnectionState::Active,
        slice: saved.and_then(|saved| saved.slice.clone()),
        inbound: progress(Direction::Inbound, settings.inbound_from),
        outbound: progress(Direction::Outbound, settings.outbound_from),
        steps_begun: saved.map_or(0, |saved| saved.steps_begun),
        steps_settled: saved.map_or(0, |saved| saved.steps_settled),
        failure: None,
        rechecked_on: saved.map_or_else(|| today(now), |saved| saved.rechecked_on),
        reconciled: saved.and_then(|saved| saved.reconciled),
        connected_at: saved.map_or(now, |saved| saved.connected_at),
    }
}

/// Saves the connection with the steps that fetch what lies before the polling, and gives it a slice.
pub async fn save(
    app: &App,
    mut connection: NavConnection,
    saved: Option<&NavConnection>,
    by: Option<AccountId>,
) -> Result<NavConnection, StoreError> {
    let (now, limits) = (app.clock.now(), &app.limits);
    let entry = by.map(|by| AuditEntry::new(by, now, AuditAction::Connected, "NAV"));
    let mut start = Start { entry, ..Start::default() };
    for direction in Direction::BOTH {
        let Progress { start: wanted, watermark, .. } = *connection.progress(direction);
        let earlier = saved.is_none_or(|saved| wanted < saved.progress(direction).start);
        // From the watermark less the overlap on, the polling sees to it.
        let window = Window { from: first_report(wanted), to: watermark - limits.overlap };
        if earlier && window.from < window.to {
            start.steps.push(Step::pages(direction, window, connection.version, now, limits));
        }
    }
    connection.steps_begun += start.steps.len() as u32;
    if connection.slice.is_none() {
        let fresh = app.ids.next().to_string();
        let slice = app.store.slice_with_room(connection.workspace, &fresh, limits).await?;
        connection.slice = Some(slice.clone());
        start.join = Some(slice);
    }
    app.store.save_connection(&connection, saved, &start, &app.outbox, limits).await?;
    Ok(connection)
}
