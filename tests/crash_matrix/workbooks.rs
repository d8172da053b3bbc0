//! Crashes while a workbook is written, checked, committed and undone: every row once, none lost.

mod races;

use std::{io::Write as _, sync::Arc};

use axum::{Router, http::Method};
use domain::{
    chart::LedgerAccount,
    exchange::{ExchangeLimits, Export, ExportState, Import, ImportState, WorkbookKind},
    ids::JobId,
    partner::Partner,
    record::RecordKind,
};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix, without};
use serde_json::{Value, json};
use store::files;
use uuid::Uuid;
use world::{Cloud, Round, World};

use crate::{
    api, cloud,
    scenario::{OWNER, WORKSPACE, begin, limits},
};

const JOB: JobId = JobId(Uuid::from_u128(0xE1));

/// A customer without a code that names an account, a supplier, a change of the customer of the books, and a
/// row that is refused.
const FILE: &[u8] = b"code;name;customer;supplier;payable_account;note\n\
    ;Kuusi Oy;yes;;;\n\
    S-1;Koivu Oy;;yes;2871;\n\
    K-1;;;;;changed\n\
    S-2;Haapa Oy;;;;\n";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Export,
    Commit,
    Undo,
}

struct Doing {
    cloud: Arc<Cloud>,
    work: Work,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_export_ends_alike() {
    let doing = Doing { cloud: cloud().await.clone(), work: Work::Export };
    crash_matrix("export of partners", doing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_import_ends_alike() {
    let doing = Doing { cloud: cloud().await.clone(), work: Work::Commit };
    crash_matrix("import checked and committed", doing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_undoing_ends_alike() {
    let doing = Doing { cloud: cloud().await.clone(), work: Work::Undo };
    crash_matrix("import undone", doing).await;
}

/// Two rows at most are a transaction, and each transaction is a message of its own.
fn small_steps() -> ExchangeLimits {
    ExchangeLimits { writes_at_once: 6, step_seconds: 0, ..ExchangeLimits::default() }
}

/// A request to the routes of workbooks, under a key: a repeated one makes no second export.
async fn asks(world: &World, path: &str, body: Option<Value>) -> Result<Value, Value> {
    let router: Router = workbooks::router().with_state(world.workbooks()).into();
    let path = format!("/workspaces/{WORKSPACE}{path}");
    api::call(&world.plan, router, Some(api::claims(OWNER)), (Method::POST, &path), body).await
}

async fn import(world: &World) -> Import {
    world.store().import(WORKSPACE, JOB).await.unwrap().unwrap()
}

/// Everything that is under way is worked, and the commit asked for as soon as there is a dry run.
async fn commit(world: &mut World) -> Result<(), Value> {
    world.drain(&mut Round::default()).await.unwrap();
    let now = import(world).await;
    if now.state == ImportState::Checked {
        let token = now.check.map(|check| check.token);
        let body = json!({ "token": token, "mode": "valid-rows" });
        asks(world, &format!("/imports/{JOB}/commit"), Some(body)).await?;
        world.drain(&mut Round::default()).await.unwrap();
    }
    Ok(())
}

async fn upload(world: &World, bytes: &[u8]) {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    world.files().put(&files::upload(WORKSPACE, JOB), &file, "text/csv").await.unwrap();
}

async fn add_account(world: &World, number: &str) {
    let (name, description, vat_key) = ("Ostovelat".into(), None, None);
    let account = LedgerAccount { name, description, vat_key, active: true, removed: false };
    let account = domain::record::Recorded::new(id(number), begin(), account);
    let by = domain::record::Actor::person(OWNER, begin());
    world.store().add_account(WORKSPACE, &account, None, None, by).await.unwrap();
}

async fn ask(world: &World, kind: WorkbookKind) {
    let asked = Import::new(JOB, kind, "master data.csv".into(), OWNER, begin());
    world.store().add_import(WORKSPACE, &asked).await.unwrap();
}

impl Scenario for Doing {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let mut world = World::new(&self.cloud, plan, begin(), limits()).await.unwrap();
        world.exchange = small_steps();
        world.open_books(WORKSPACE, OWNER, begin()).await.unwrap();
        let (store, by) = (world.store(), domain::record::Actor::person(OWNER, begin()));
        add_account(&world, "2871").await;
        let customer = store.record::<Partner>(WORKSPACE, &id(world::CUSTOMER)).await.unwrap().unwrap();
        let coded = Partner { code: Some("K-1".into()), ..customer.data.clone() };
        store.change_record(WORKSPACE, &customer, coded, by).await.unwrap();
        if self.work != Work::Export {
            ask(&world, WorkbookKind::Partners).await;
            upload(&world, FILE).await;
        }
        if self.work == Work::Undo {
            commit(&mut world).await.unwrap();
            assert_eq!(import(&world).await.state, ImportState::Committed);
        }
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        let asked = match self.work {
            Work::Export => {
                let export = json!({ "kind": "partners", "language": "fi" });
                asks(world, "/exports", Some(export)).await.map(drop)
            }
            Work::Commit => commit(world).await,
            Work::Undo => asks(world, &format!("/imports/{JOB}/undo"), None).await.map(drop),
        };
        if let Err(problem) = asked {
            return Delivery::Pending(problem.to_string());
        }
        world.drain(&mut Round::default()).await.unwrap();
        let ended = match self.work {
            Work::Export => exports(world).await.iter().all(|export| export.state == ExportState::Ready),
            Work::Commit => import(world).await.state == ImportState::Committed,
            Work::Undo => import(world).await.state == ImportState::Undone,
        };
        if ended { Delivery::Quiet } else { Delivery::Pending("it has not ended".into()) }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let (store, mut violations) = (world.store(), Vec::new());
        let partners = store.all_records::<Partner>(WORKSPACE).await.unwrap();
        let mut trails = Vec::new();
        for partner in &partners {
            let trail = store.changes(WORKSPACE, RecordKind::Partner, &partner.id, 0, 100).await.unwrap();
            trails.push(trail.items);
        }
        let told = store.imported_rows(WORKSPACE, JOB, 0, 100).await.unwrap().items;
        let told: Vec<_> = told.into_iter().flat_map(|(_, rows)| rows).collect();
        if store.import_at_work(WORKSPACE, WorkbookKind::Partners).await.unwrap().is_some() {
            violations.push("the partners stay locked".to_owned());
        }
        let import = store.import(WORKSPACE, JOB).await.unwrap();
        if let Some(commit) = import.as_ref().and_then(|import| import.commit.as_ref()) {
            let counts = (commit.new, commit.changed, commit.unchanged, commit.failed);
            if counts != (2, 1, 0, 0) {
                violations.push(format!("{counts:?} are committed"));
            }
        }
        let mut files = Vec::new();
        for export in exports(world).await {
            let file = world.files().read(&files::export(WORKSPACE, export.id), 0, 1 << 20).await.unwrap();
            files.push(json!({ "kind": export.kind, "rows": export.rows, "bytes": file.len() }));
        }
        let state = json!({
            "partners": partners, "trails": trails, "told": told, "import": import, "exports": files,
        });
        // How often something was begun is no promise.
        let state = without(state, &["sequence", "attempts", "results", "upload"]);
        EndState { state, violations }
    }
}

fn id(text: &str) -> domain::record::RecordId {
    domain::record::RecordId::parse(text).unwrap()
}

async fn exports(world: &World) -> Vec<Export> {
    world.store().exports(WORKSPACE).await.unwrap()
}
