//! Exports to Excel files and imports from them: asked for here, worked off by export-workbook and
//! import-workbook.

mod commit;
mod exports;
mod imports;
mod problems;
mod rows;
mod undo;
mod view;

use axum::extract::FromRef;
use domain::{
    clock::{Clock, Ids},
    exchange::{ExchangeLimits, Import},
    ids::{JobId, WorkspaceId},
};
use lambda::{
    access::{Access, Caller},
    problem::Problem,
};
use store::{Store, files::Files, outbox::Outbox};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes work with.
#[derive(Clone)]
pub struct App {
    /// Where exports and imports are.
    pub store: Store,
    /// Announces them.
    pub outbox: Outbox,
    /// Where their files are.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
    /// Every bound.
    pub limits: ExchangeLimits,
}

impl FromRef<App> for Access {
    fn from_ref(app: &App) -> Self {
        Self::new(app.store.clone(), app.clock.clone())
    }
}

impl App {
    /// The identifier of what an account asks for: under an idempotency key always the same one.
    fn job(&self, workspace: WorkspaceId, caller: &Caller, what: &str, key: Option<&str>) -> JobId {
        match key {
            Some(key) => JobId::for_request(workspace, caller.account, what, key),
            None => JobId(self.ids.next()),
        }
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(exports::list, exports::create))
        .routes(routes!(exports::read))
        .routes(routes!(imports::list, imports::create))
        .routes(routes!(imports::read))
        .routes(routes!(problems::list))
        .routes(routes!(commit::commit))
        .routes(routes!(undo::undo))
        .routes(routes!(rows::list))
}

/// The import of that name.
async fn find(app: &App, workspace: WorkspaceId, import: JobId) -> Result<Import, Problem> {
    app.store.import(workspace, import).await?.ok_or_else(Problem::not_found)
}
