//! One small capability, done right and wrong: store an invoice once, announce it once, move the watermark.

use crate::{is_refused_condition, put_new, template, text};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use harness::{Delivery, EndState, FaultPlan, Scenario, TableDefinition, Tables, Verdict};

/// What the handler does with an invoice that it finds stored already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Handler {
    /// Announces it again under its own identity: the write before may have been its own.
    Idempotent,
    /// The classic bug: takes it for somebody else's and leaves the announcement to them.
    TrustsTheCondition,
    /// Counts what it has announced by adding to what is there.
    CountsDeliveries,
    /// Fails.
    RefusesForever,
    /// Swallows its errors and reports success.
    HidesItsErrors,
}

pub struct StoreInvoice {
    pub handler: Handler,
}

pub struct World {
    tables: Tables,
    client: Client,
    plan: FaultPlan,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Scenario for StoreInvoice {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let definitions = TableDefinition::of_template(&template()).expect("the sample template is read");
        let tables = Tables::start(&definitions).await.expect("tables start");
        let client = tables.client(&plan);
        World { tables, client, plan }
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        match handle(&world.client, &world.plan, self.handler).await {
            Ok(()) => Delivery::Quiet,
            Err(_) if self.handler == Handler::HidesItsErrors => Delivery::Quiet,
            Err(error) => Delivery::Pending(error.to_string()),
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        EndState { state: world.tables.dump().expect("tables are read"), violations: Vec::new() }
    }
}

async fn handle(client: &Client, plan: &FaultPlan, handler: Handler) -> Result<(), Failure> {
    query_nav(plan)?;
    if let Err(error) = put_new(client, "Table", ("w", "invoice")).await {
        if !is_refused_condition(&error) || handler == Handler::RefusesForever {
            return Err(error.into());
        }
        if handler == Handler::TrustsTheCondition {
            return Ok(());
        }
    }
    announce(client).await?;
    if handler == Handler::CountsDeliveries {
        count(client).await?;
    }
    Ok(())
}

async fn announce(client: &Client) -> Result<(), Failure> {
    let put = client.put_item().table_name("OutboxTable");
    put.item("pk", text("w")).item("sk", text("invoice")).send().await?;
    Ok(())
}

async fn count(client: &Client) -> Result<(), Failure> {
    let update = client.update_item().table_name("Table").key("pk", text("w")).key("sk", text("count"));
    let update = update.update_expression("ADD announced :one");
    update.expression_attribute_values(":one", AttributeValue::N("1".to_owned())).send().await?;
    Ok(())
}

/// Stands for a client that tries once more when it gets no answer.
fn query_nav(plan: &FaultPlan) -> Result<(), Failure> {
    for _ in 0..2 {
        let before = plan.gate_before("NAV.queryInvoiceData");
        if before == Verdict::Proceed && plan.gate_after("NAV.queryInvoiceData") == Verdict::Proceed {
            return Ok(());
        }
    }
    Err("NAV does not answer".into())
}
