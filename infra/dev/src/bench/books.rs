//! The books: what a document costs on its way from draft to paid, and what a page of a list costs.

use anyhow::{Result, anyhow};
use domain::ids::{AccountId, WorkspaceId};
use harness::{Counts, Fault};
use serde_json::Value;
use uuid::Uuid;
use world::{Cloud, Desk};

use super::{begin, world};

/// Documents, and entries of a page.
const DOCUMENTS: usize = 100;

/// Measures each step of so many documents of one line, and one page of their list.
pub async fn measure(cloud: &Cloud) -> Result<()> {
    let (workspace, owner) = (WorkspaceId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(7)));
    let world = world(cloud).await?;
    world.open_books(workspace, owner, begin()).await?;
    let desk = Desk::open(&world, workspace, owner, begin())?;
    println!("\nThe books, each of {DOCUMENTS} documents of one line");
    let begun = || world.plan.arm(Fault::None);

    begun();
    let mut documents = Vec::new();
    for number in 0..DOCUMENTS {
        documents.push(done(desk.draft(&number.to_string(), "100").await)?);
    }
    print("draft", &world.plan.counts(), DOCUMENTS);

    begun();
    for document in &mut documents {
        *document = done(desk.issue(document).await)?;
    }
    print("issue", &world.plan.counts(), DOCUMENTS);

    begun();
    for (number, document) in documents.iter().enumerate() {
        done(desk.pay(&number.to_string(), document, "125.50", "received").await)?;
    }
    print("payment", &world.plan.counts(), DOCUMENTS);

    for (what, path) in [
        ("page of documents", "/documents?limit=100"),
        ("page of payments", "/payments?limit=100"),
        ("page of partners", "/partners?limit=100"),
    ] {
        begun();
        done(desk.get(path).await)?;
        print(what, &world.plan.counts(), 1);
    }
    Ok(())
}

fn done(answer: Result<Value, Value>) -> Result<Value> {
    answer.map_err(|problem| anyhow!("{problem}"))
}

fn print(what: &str, counts: &Counts, number: usize) {
    let each = |count: f64| count / number as f64;
    println!(
        "  {what:<20} {:>8.2} AWS requests {:>8.2} write units {:>8.2} read units",
        each(counts.aws_requests() as f64),
        each(counts.write_units),
        each(counts.read_units)
    );
}
