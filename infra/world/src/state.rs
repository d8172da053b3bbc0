//! What a world holds in the end, as a user would see it.

use anyhow::{Context as _, Result};
use domain::{
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
};
use jiff::civil::Date;
use nav::{Limits, Payload};
use serde_json::{Map, Value, json};

use crate::World;

/// The inbox of a workspace, its notices, and what is still under way.
#[derive(Clone, Debug)]
pub struct InboxState {
    /// Invoices by id, each with its document's XML in place of where it lies; the notices; the connection.
    pub state: Value,
    /// What is still to come, if anything.
    pub pending: Option<String>,
}

impl World {
    /// The inbox of a workspace with every document.
    pub async fn inbox(&self, workspace: WorkspaceId) -> Result<InboxState> {
        let store = self.store();
        let mut invoices = Map::new();
        for invoice in self.invoices(workspace).await? {
            invoices.insert(invoice.id.to_string(), self.with_document(invoice).await?);
        }
        let connection = store.nav_connection(workspace).await?.context("no connection")?;
        let pending = self.pending(workspace).await?;
        let notices: Vec<String> =
            store.notices(workspace).await?.into_iter().map(|notice| notice.id).collect();
        let mut chains = Map::new();
        for invoice in self.invoices(workspace).await? {
            let base = invoice.chain_base();
            if let Some(chain) = store.chain(workspace, &base).await? {
                let original = match store.invoice(workspace, &base).await? {
                    Some(original) => self.with_document(original).await?,
                    None => Value::Null,
                };
                chains.insert(base.to_string(), json!({ "chain": chain, "original": original }));
            }
        }
        let state = json!({
            "invoices": invoices,
            "chains": chains,
            "reconciliations": store.reconciliations(workspace).await?,
            "notices": notices,
            "connection": { "state": connection.state, "version": connection.version },
        });
        Ok(InboxState { state, pending })
    }

    /// What is still to come, if anything.
    pub async fn pending(&self, workspace: WorkspaceId) -> Result<Option<String>> {
        let store = self.store();
        let mut outbox = Vec::new();
        for partition in 0..store::keys::OUTBOX_PARTITIONS {
            let client = self.tables.client(&harness::FaultPlan::new());
            outbox.extend(store::outbox::Outbox::new(client, "OutboxTable").unsent(partition, 100).await?);
        }
        let steps = store.steps(workspace).await?;
        let connection = store.nav_connection(workspace).await?.context("no connection")?;
        Ok(match () {
            () if !outbox.is_empty() => Some(format!("{} events in the outbox", outbox.len())),
            () if !steps.is_empty() => Some(format!("{} steps", steps.len())),
            () if connection.failure.is_some() => Some("a failure is recorded".into()),
            () => None,
        })
    }

    /// Every invoice of a workspace.
    pub async fn invoices(&self, workspace: WorkspaceId) -> Result<Vec<InboxInvoice>> {
        let (store, first) = (self.store(), ListPlace::before(Date::ZERO));
        let (mut before, mut all) = (ListPlace::behind(Date::MAX), Vec::new());
        loop {
            let page = store.invoices(workspace, &first, &before, 500).await?;
            let last = page.invoices.last().map(ListPlace::of);
            all.extend(page.invoices);
            match last {
                Some(last) if page.more => before = last,
                _ => return Ok(all),
            }
        }
    }

    async fn with_document(&self, invoice: InboxInvoice) -> Result<Value> {
        let xml = match &invoice.document {
            None => None,
            Some(place) => {
                let payload = Payload { bytes: self.documents().read(place).await?, gzip: place.gzip };
                Some(String::from_utf8_lossy(&payload.unpack(&Limits::default())?).into_owned())
            }
        };
        let mut shown = serde_json::to_value(&invoice)?;
        shown["document"] = xml.into();
        // When it was found is no promise.
        shown["withdrawn_at"] = invoice.withdrawn_at.is_some().into();
        Ok(shown)
    }
}
