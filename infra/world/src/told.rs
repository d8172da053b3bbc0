//! What a world holds of Számlázz.hu's documents, as a user would see it.

use anyhow::{Context as _, Result};
use domain::{
    ids::WorkspaceId,
    invoice::InboxInvoice,
    szamlazz::{AgentTask, SzamlazzPart, Unmatched},
};
use serde_json::{Map, Value, json};
use store::keys::WorkspacePartition;

use crate::World;

/// Entries of a list that are looked at.
const MOST: i32 = 2_000;

impl World {
    /// Every invoice, those that wait for NAV too, with image and payments; what is unmatched; bank
    /// transactions, receipts, notices.
    pub async fn told(&self, workspace: WorkspaceId) -> Result<Value> {
        let mut invoices = Map::new();
        for invoice in self.every_invoice(workspace)? {
            invoices.insert(invoice.id.to_string(), self.shown(&invoice).await?);
        }
        let store = self.store();
        let unmatched = store.unmatched(workspace, "", MOST).await?.items.into_iter();
        let notices = store.notices(workspace).await?.into_iter();
        let unmatched = unmatched.map(|Unmatched { name, number, reason, .. }| json!([name, number, reason]));
        Ok(json!({
            "invoices": invoices,
            "unmatched": unmatched.collect::<Vec<_>>(),
            "transactions": store.bank_transactions(workspace, None, MOST).await?.items,
            "receipts": store.receipts(workspace, None, MOST).await?.items,
            "notices": notices.map(|notice| notice.id).collect::<Vec<_>>(),
        }))
    }

    /// Every invoice that has an item, listed or not.
    pub fn every_invoice(&self, workspace: WorkspaceId) -> Result<Vec<InboxInvoice>> {
        let partition = WorkspacePartition::Invoices.of(workspace);
        let dump = self.tables.dump()?;
        let items = dump["Table"].as_object().context("a table")?.iter();
        let items = items.filter(|(key, _)| key.contains(&partition));
        items
            .map(|(_, item)| {
                let item: serde_dynamo::Item = serde_json::from_value(item.clone())?;
                Ok(serde_dynamo::from_item(item)?)
            })
            .collect()
    }

    async fn shown(&self, invoice: &InboxInvoice) -> Result<Value> {
        let part = invoice.szamlazz.as_ref();
        let image = match part.and_then(|part| part.image.as_ref()) {
            None => None,
            Some(object) => {
                let xml = self.files().whole(&object.0).await?.context("the object of an image")?;
                let pdf = szamlazz::image(&xml)?.context("an image")?;
                Some(String::from_utf8_lossy(&pdf).into_owned())
            }
        };
        Ok(json!({
            "number": invoice.number,
            "listed": invoice.is_listed(),
            "status": invoice.status,
            "reported": invoice.report.is_some(),
            "document": invoice.document.is_some(),
            "amounts": invoice.amounts,
            "supplier": invoice.supplier,
            "withdrawn": invoice.withdrawn_at.is_some(),
            "part": part.map(|part| json!([part.id, part.kind, part.credit_entries, part.gross])),
            "paid": part.and_then(SzamlazzPart::paid),
            "image": image,
        }))
    }

    /// What is still to be done with Számlázz.hu or NAV, if anything.
    pub async fn under_way(&self, workspace: WorkspaceId) -> Result<Option<String>> {
        let store = self.store();
        let tasks = store.agent_tasks(workspace, "", MOST).await?.items;
        let now = self.clock.now();
        let is_waited_for = |task: &&AgentTask| match task {
            AgentTask::Query(_) => task.due_at().is_some(),
            AgentTask::Check(_) | AgentTask::Sweep(_) => task.due_at().is_some_and(|at| at <= now),
        };
        let waiting = tasks.iter().filter(is_waited_for).count();
        let polling = match store.nav_connection(workspace).await? {
            Some(_) => self.pending(workspace).await?,
            None => None,
        };
        Ok(polling.or_else(|| (waiting > 0).then(|| format!("{waiting} tasks"))))
    }
}
