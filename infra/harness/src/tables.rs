use crate::{FaultPlan, HarnessError, TableDefinition, sdk_config};
use aws_sdk_dynamodb::Client;
use dynoxide::Database;
use serde_json::{Map, Value, json};
use std::path::Path;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// DynamoDB in the test's process, in memory, with the template's tables: one for each test or matrix point.
///
/// It speaks DynamoDB's protocol on a free local port and stops when it is dropped.
pub struct Tables {
    pub(crate) database: Database,
    names: Vec<String>,
    endpoint: String,
    _stops_when_dropped: oneshot::Sender<()>,
}

impl Tables {
    /// Starts an engine with every table that the template declares; each is named by its logical id.
    pub async fn from_template(template: &Path) -> Result<Self, HarnessError> {
        Self::start(&TableDefinition::of_template(template)?).await
    }

    /// Starts an engine with the given tables. A matrix reads the template once and starts many.
    pub async fn start(tables: &[TableDefinition]) -> Result<Self, HarnessError> {
        let database = Database::memory()?;
        for table in tables {
            database.create_table(serde_json::from_value(table.request.clone())?)?;
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move {
            // Err means that the sender was dropped, which is how Tables stops its server.
            let _ = stopped.await;
        };
        tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database.clone(), stopped));
        let names = tables.iter().map(|table| table.name.clone()).collect();
        Ok(Self { database, names, endpoint, _stops_when_dropped: stop })
    }

    /// The base URL, for a client that is not made here.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// A client whose every attempt passes the plan. Setting up and looking want a plan of their own.
    pub fn client(&self, plan: &FaultPlan) -> Client {
        Client::new(&sdk_config(&self.endpoint, plan))
    }

    /// Every item of every table: `{table: {key: item}}`, items in DynamoDB's JSON, sets and keys sorted. A
    /// key is the values of the key attributes, partition key first, joined by ` | `.
    pub fn dump(&self) -> Result<Value, HarnessError> {
        let mut dump = Map::new();
        for name in &self.names {
            dump.insert(name.clone(), self.items(name)?);
        }
        Ok(Value::Object(dump))
    }

    fn items(&self, table: &str) -> Result<Value, HarnessError> {
        let keys = self.key_attributes(table)?;
        let mut items = Map::new();
        let mut request = json!({ "TableName": table });
        loop {
            let page = serde_json::to_value(self.database.scan(serde_json::from_value(request.clone())?)?)?;
            for item in page["Items"].as_array().into_iter().flatten() {
                items.insert(key_of(item, &keys), item.clone());
            }
            match page.get("LastEvaluatedKey") {
                Some(last) if !last.is_null() => request["ExclusiveStartKey"] = last.clone(),
                _ => return Ok(Value::Object(items)),
            }
        }
    }

    /// Puts an item as a dump has it.
    pub fn put(&self, table: &str, item: &Value) -> Result<(), HarnessError> {
        let request = json!({ "TableName": table, "Item": item });
        self.database.put_item(serde_json::from_value(request)?)?;
        Ok(())
    }

    fn key_attributes(&self, table: &str) -> Result<Vec<String>, HarnessError> {
        let request = serde_json::from_value(json!({ "TableName": table }))?;
        let description = serde_json::to_value(self.database.describe_table(request)?)?;
        let schema = description["Table"]["KeySchema"].as_array().cloned().unwrap_or_default();
        Ok(schema.iter().filter_map(|key| key["AttributeName"].as_str()).map(str::to_owned).collect())
    }
}

fn key_of(item: &Value, keys: &[String]) -> String {
    let value = |key: &String| {
        let typed = item[key].as_object().and_then(|typed| typed.values().next());
        typed.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    keys.iter().map(value).collect::<Vec<_>>().join(" | ")
}
