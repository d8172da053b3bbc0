//! Imports: what 1,000 rows ask of AWS on their way from the file into the books, and what that costs.

use anyhow::{Context as _, Result, anyhow, ensure};
use axum::{Router, http::Request};
use domain::{
    address::Address,
    country::Country,
    exchange::{Import, ImportState, WorkbookKind},
    ids::{AccountId, JobId, WorkspaceId},
    language::Language,
    workspace::Workspace,
};
use harness::Fault;
use lambda::texts;
use serde_json::json;
use simulators::books;
use store::files;
use uuid::Uuid;
use workbook::{Kind, Writer};
use world::{Cloud, Round, World, api};

use super::{Measured, begin, print, world};

/// Rows of a file.
const ROWS: u32 = 1_000;
const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::from_u128(1));
const OWNER: AccountId = AccountId(Uuid::from_u128(7));

/// Measures a file of new partners, and the same file once more.
pub async fn measure(cloud: &Cloud) -> Result<()> {
    let mut world = world(cloud).await?;
    open(&world).await?;
    let file = tempfile::NamedTempFile::new()?;
    let mut writer = Writer::new(Kind::Partners, Language::Hu, begin(), &texts::named)?;
    (0..ROWS).try_for_each(|number| writer.record(&books::partner(number)))?;
    writer.finish(&[], file.as_file())?;
    for (number, what) in [(1, "new"), (2, "unchanged")] {
        let import = JobId(Uuid::from_u128(number));
        let asked = Import::new(import, WorkbookKind::Partners, "partners.xlsx".into(), OWNER, begin());
        world.store().add_import(WORKSPACE, &asked).await?;
        world.files().put(&files::upload(WORKSPACE, import), file.as_file(), "").await?;
        worked(&mut world, &format!("Dry run of {ROWS} {what} rows"), import, ImportState::Checked).await?;
        commit(&mut world, what, import).await?;
    }
    Ok(())
}

async fn commit(world: &mut World, what: &str, import: JobId) -> Result<()> {
    let check = world.store().import(WORKSPACE, import).await?.and_then(|import| import.check);
    let token = check.context("no dry run")?.token;
    let router: Router = workbooks::router().with_state(world.workbooks()).into();
    let path = format!("/workspaces/{WORKSPACE}/imports/{import}/commit");
    let request = Request::builder().method("POST").uri(path);
    let body = json!({ "token": token, "mode": "all-or-nothing" });
    world.plan.arm(Fault::None);
    let answer = api::send(&world.plan, router, Some(api::claims(OWNER, begin())), request, Some(body)).await;
    answer.map_err(|problem| anyhow!("{problem}"))?;
    let title = format!("Commit of {ROWS} {what} rows");
    worked(world, &title, import, ImportState::Committed).await
}

/// Works everything that is under way, and prints what it took.
async fn worked(world: &mut World, title: &str, import: JobId, state: ImportState) -> Result<()> {
    if state == ImportState::Checked {
        world.plan.arm(Fault::None);
    }
    let mut round = Round::default();
    world.drain(&mut round).await?;
    let now = world.store().import(WORKSPACE, import).await?.context("no import")?;
    ensure!(now.state == state, "the import is {:?}: {:?}", now.state, now.failure);
    let measured = Measured { rounds: &[round], times: 1.0 };
    print(title, world, &measured, "row", ROWS.into(), ("for 1,000 rows", f64::from(ROWS) / 1000.0));
    Ok(())
}

/// A Hungarian company and its owner.
async fn open(world: &World) -> Result<()> {
    let address = Address {
        country: "HU".into(),
        postal_code: "1054".into(),
        city: "Budapest".into(),
        street: "Honvéd utca 8.".into(),
    };
    let taxpayer = (Country::Hu, "10625790-2-44".to_owned());
    let company = Workspace::new(WORKSPACE, "Minta Kft.", taxpayer, address, begin());
    world.open_company(&company, OWNER, Language::Hu).await
}
