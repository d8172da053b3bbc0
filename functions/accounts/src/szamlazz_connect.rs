//! Connecting a workspace to Számlázz.hu: try the Agent key, seal it, save; make links and remove them.

use axum::http::StatusCode;
use domain::{
    audit::{AuditAction, AuditEntry},
    country::Country,
    fetch::{NAV_BEGAN, today},
    ids::{AccountId, WorkspaceId},
    invoice::ListPlace,
    szamlazz::{Agent, AgentState, AgentTask, DataLink, ImageSweep, StartDates, SzamlazzConnection},
    workspace::{Connecting, Workspace},
};
use jiff::{Timestamp, civil::Date};
use lambda::{nav_access::PATIENCE, problem::Problem, szamlazz_access};
use store::StoreError;

use crate::{App, connect::SAVE_ATTEMPTS, szamlazz::SzamlazzSettings};

/// Hexadecimal digits of the address of payments.
const ADDRESS: usize = 40;
/// Removed and replaced links that are remembered: whoever pushes by one is told to stop, or to try again.
const FORMER_LINKS: usize = 10;

/// Tries a new key and saves the settings.
pub async fn connect(
    app: &App,
    workspace: WorkspaceId,
    by: AccountId,
    settings: SzamlazzSettings,
) -> Result<SzamlazzConnection, Problem> {
    connectable(app, workspace).await?;
    check(&settings.starts, app.clock.now())?;
    let agent = match settings.agent_key.as_deref().map(str::trim).filter(|key| !key.is_empty()) {
        Some(key) => Some(tried(app, workspace, key).await?),
        None => None,
    };
    save(app, workspace, by, AuditAction::Connected, |saved, now| {
        if agent.is_none() && !saved.is_some_and(SzamlazzConnection::is_in_use) {
            return Err(Problem::field("agent_key", "szamlazz-key-needed"));
        }
        let agent = agent.clone().or_else(|| saved.and_then(|saved| saved.agent.clone()));
        let sweep = needs_sweep(saved, agent.as_ref(), &settings.starts);
        let task = sweep.then(|| {
            let from = ListPlace::before(settings.starts.outgoing);
            AgentTask::Sweep(ImageSweep { before: ListPlace::behind(Date::MAX), from, due_at: now })
        });
        Ok((Changed { agent, starts: settings.starts, link: link_of(saved) }, task))
    })
    .await
}

/// An Agent key that works, sealed.
pub async fn tried(app: &App, workspace: WorkspaceId, key: &str) -> Result<Agent, Problem> {
    if key.len() > 100 || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Problem::field("agent_key", "agent-key-format"));
    }
    let tried = app.szamlazz.try_key(key, PATIENCE.unsigned_abs()).await;
    tried.map_err(|error| szamlazz_access::refusal(&error))?;
    let sealed = szamlazz_access::seal(&app.vault, workspace, key, app.ids.next()).await?;
    Ok(Agent { sealed, state: AgentState::Active, since: app.clock.now() })
}

/// The key with which a company registers, tried: nothing is registered with one that does not work.
pub async fn tried_at_the_door(
    app: &App,
    company: &Workspace,
    key: Option<String>,
) -> Result<Option<Agent>, Problem> {
    let Some(key) = key else { return Ok(None) };
    if company.country != Country::Hu {
        return Err(Problem::field("szamlazz_agent_key", "connection-hungarian"));
    }
    let tried = tried(app, company.id, key.trim()).await;
    tried.map(Some).map_err(|problem| problem.in_field(Some("szamlazz_agent_key".into())))
}

/// Connects a company that registered with its Számlázz.hu account. One that was registered before is not
/// connected by itself (rule R0-18).
pub async fn at_the_door(
    app: &App,
    company: &Workspace,
    by: AccountId,
    agent: Option<Agent>,
) -> Result<(), Problem> {
    let Some(agent) = agent.filter(|_| company.connecting == Connecting::Free) else { return Ok(()) };
    if app.store.szamlazz_connection(company.id).await?.is_some() {
        return Ok(());
    }
    let change = |_: Option<&SzamlazzConnection>, now| {
        Ok((Changed { agent: Some(agent.clone()), starts: from_today(now), link: None }, None))
    };
    save(app, company.id, by, AuditAction::Connected, change).await.map(drop)
}

fn from_today(now: Timestamp) -> StartDates {
    let today = today(now);
    StartDates { outgoing: today, incoming: today, bank: today, receipts: today }
}

/// What is to be saved.
struct Changed {
    agent: Option<Agent>,
    starts: StartDates,
    link: Option<DataLink>,
}

fn link_of(saved: Option<&SzamlazzConnection>) -> Option<DataLink> {
    saved.and_then(|saved| saved.link.clone())
}

/// Whether images of what is here already are to be asked for: by a new key, or since an earlier day.
fn needs_sweep(saved: Option<&SzamlazzConnection>, agent: Option<&Agent>, starts: &StartDates) -> bool {
    let Some(agent) = agent else { return false };
    saved.is_none_or(|saved| saved.agent.as_ref() != Some(agent) || starts.outgoing < saved.starts.outgoing)
}

/// Whether sources may be connected (rules R0-18 to R0-20).
async fn connectable(app: &App, workspace: WorkspaceId) -> Result<Workspace, Problem> {
    let company = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    if company.country != Country::Hu {
        return Err(Problem::new(StatusCode::CONFLICT, "connection-hungarian"));
    }
    if company.connecting == Connecting::PrepareFirst {
        return Err(Problem::new(StatusCode::CONFLICT, "connection-prepare-first"));
    }
    Ok(company)
}

fn check(starts: &StartDates, now: Timestamp) -> Result<(), Problem> {
    for (field, start) in [
        ("starts.outgoing", starts.outgoing),
        ("starts.incoming", starts.incoming),
        ("starts.bank", starts.bank),
        ("starts.receipts", starts.receipts),
    ] {
        if !(NAV_BEGAN..=today(now)).contains(&start) {
            return Err(Problem::field(field, "start-date-range"));
        }
    }
    Ok(())
}

/// Makes a key, and answers with it: nobody can read it afterwards.
pub async fn make_link(app: &App, workspace: WorkspaceId, by: AccountId) -> Result<String, Problem> {
    connectable(app, workspace).await?;
    let unregistered = || Problem::new(StatusCode::CONFLICT, "szamlazz-link-unregistered");
    let postfix = app.szamlazz_postfix.as_deref().ok_or_else(unregistered)?;
    let key = format!("{}{postfix}", app.ids.next().simple());
    let key_hash = app.vault.keyed_hash(&szamlazz_access::link_of(&key)).await?;
    save(app, workspace, by, AuditAction::Connected, |saved, now| {
        let starts = saved.map_or_else(|| from_today(now), |saved| saved.starts);
        let agent = saved.and_then(|saved| saved.agent.clone());
        let link = Some(DataLink { key_hash: key_hash.clone(), since: now });
        Ok((Changed { agent, starts, link }, None))
    })
    .await?;
    Ok(key)
}

/// Removes the link.
pub async fn remove_link(app: &App, workspace: WorkspaceId, by: AccountId) -> Result<(), Problem> {
    save(app, workspace, by, AuditAction::Disconnected, |saved, _| {
        let saved = saved.filter(|saved| saved.link.is_some()).ok_or_else(Problem::not_found)?;
        Ok((Changed { agent: saved.agent.clone(), starts: saved.starts, link: None }, None))
    })
    .await?;
    Ok(())
}

/// Removes key and link.
pub async fn remove(app: &App, workspace: WorkspaceId, by: AccountId) -> Result<(), Problem> {
    save(app, workspace, by, AuditAction::Disconnected, |saved, _| {
        let saved = saved.filter(|saved| saved.is_in_use()).ok_or_else(Problem::not_found)?;
        Ok((Changed { agent: None, starts: saved.starts, link: None }, None))
    })
    .await?;
    Ok(())
}

/// Saves what `change` makes of what is saved, with the task that it causes.
async fn save(
    app: &App,
    workspace: WorkspaceId,
    by: AccountId,
    action: AuditAction,
    change: impl Fn(Option<&SzamlazzConnection>, Timestamp) -> Result<(Changed, Option<AgentTask>), Problem>,
) -> Result<SzamlazzConnection, Problem> {
    let address = app.vault.keyed_hash(&szamlazz_access::payments_of(workspace)).await?;
    for _ in 0..SAVE_ATTEMPTS {
        let (saved, now) = (app.store.szamlazz_connection(workspace).await?, app.clock.now());
        let (Changed { agent, starts, link }, task) = change(saved.as_ref(), now)?;
        let former_link = saved.as_ref().and_then(|saved| saved.link.as_ref());
        let left = former_link.filter(|former| link.as_ref().is_none_or(|it| it.key_hash != former.key_hash));
        let former = saved.iter().flat_map(|saved| saved.former_links.iter().cloned());
        let mut former_links: Vec<String> = former.collect();
        former_links.extend(left.map(|link| link.key_hash.clone()));
        let surplus = former_links.len().saturating_sub(FORMER_LINKS);
        let connection = SzamlazzConnection {
            workspace,
            version: saved.as_ref().map_or(1, |saved| saved.version + 1),
            starts,
            agent,
            link,
            former_links: former_links.split_off(surplus),
            payment_address: address[..ADDRESS].to_owned(),
            connected_at: saved.as_ref().map_or(now, |saved| saved.connected_at),
        };
        let entry = AuditEntry::new(by, now, action, "Számlázz.hu");
        let store = &app.store;
        match store.save_szamlazz_connection(&connection, saved.as_ref(), &entry, task.as_ref()).await {
            Err(StoreError::Conflict) => {}
            other => return Ok(other.map(|()| connection)?),
        }
    }
    Err(Problem::conflict())
}
