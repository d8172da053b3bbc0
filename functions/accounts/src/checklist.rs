//! First steps, and the guided steps of a demo.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    checklist::{Facts, Step, steps},
    connection::NavConnection,
    country::Country,
    exchange::{ExportState, ImportState},
    ids::WorkspaceId,
    licence::Cover,
    szamlazz::SzamlazzConnection,
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use store::keys::WorkspacePartition;
use utoipa::ToSchema;

use crate::{App, demo};

/// What a workspace is asked to do first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Checklist {
    /// In order.
    steps: Vec<StepView>,
}

/// A step.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// Which; stable.
    step: Step,
    /// What to do, in the caller's language.
    text: String,
    /// Whether it is done. Nobody ticks it; it follows from the data.
    done: bool,
}

/// Read the first steps
///
/// Of a demo, its guided steps.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/checklist",
    operation_id = "getChecklist", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The steps", body = Checklist),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<Checklist>, Problem> {
    access.require(&caller, workspace, Action::ReadWorkspace).await?;
    let workspace = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    let steps = steps(&facts(&app, &workspace).await?);
    let view = |(step, done): (Step, bool)| {
        let text = texts::named(language, &format!("step-{}", step.name()));
        StepView { step, text, done }
    };
    Ok(Json(Checklist { steps: steps.into_iter().map(view).collect() }))
}

async fn facts(app: &App, workspace: &Workspace) -> Result<Facts, Problem> {
    let (id, samples) = (workspace.id, demo::samples());
    let entered = |partition: WorkspacePartition| app.store.has_others(id, partition, &samples);
    let licence = match app.store.cover(id).await? {
        Some(Cover::Own(licence)) => Some(licence.state(app.clock.now())),
        _ => None,
    };
    let nav = app.store.nav_connection(id).await?;
    let szamlazz = app.store.szamlazz_connection(id).await?;
    let connected = nav.as_ref().is_some_and(NavConnection::is_in_use)
        || szamlazz.as_ref().is_some_and(SzamlazzConnection::is_in_use);
    let exported = |state| matches!(state, ExportState::Ready | ExportState::Expired);
    let imported =
        |state| matches!(state, ImportState::Committed | ImportState::Undoing | ImportState::Undone);
    Ok(Facts {
        kind: workspace.kind,
        connecting: workspace.connecting,
        licence,
        settings: entered(WorkspacePartition::Settings).await?,
        chart: entered(WorkspacePartition::LedgerAccounts).await?,
        partners: entered(WorkspacePartition::Partners).await?,
        products: entered(WorkspacePartition::Products).await?,
        documents: entered(WorkspacePartition::Documents).await?,
        vouchers: entered(WorkspacePartition::Vouchers).await?,
        exports: app.store.exports(id).await?.iter().any(|export| exported(export.state)),
        imports: app.store.imports(id).await?.iter().any(|import| imported(import.state)),
        connected: (workspace.country == Country::Hu).then_some(connected),
        posting_rules: app.store.posting_rules(workspace).await?.data.is_in_use(),
    })
}
