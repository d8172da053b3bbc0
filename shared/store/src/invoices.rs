//! The invoices of the inbox.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, builders::PutBuilder};
use domain::{
    fetch::Step,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, ListPlace, Report, Status},
};
use serde::Deserialize;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Item, Store, attribute, from_item, number, part, to_item},
};

/// A page of invoices, newest date of issue first.
#[derive(Debug)]
pub struct InvoicePage {
    /// The invoices.
    pub invoices: Vec<InboxInvoice>,
    /// Whether older ones follow.
    pub more: bool,
}

#[derive(Deserialize)]
struct Known {
    id: InvoiceId,
    report: Report,
}

impl Store {
    /// Which of these invoices are here, and from which report.
    pub async fn known_invoices(
        &self,
        workspace: WorkspaceId,
        invoices: &[InvoiceId],
    ) -> Result<HashMap<InvoiceId, Report>, StoreError> {
        let keys: Vec<_> = invoices.iter().map(|id| keys::invoice(workspace, id)).collect();
        let items = self.get_many(&keys, Some("id, report")).await?;
        items.into_iter().map(|item| from_item(item).map(|known: Known| (known.id, known.report))).collect()
    }

    /// Adds an invoice. A conflict says that it is there already: this is the write that makes a repeated
    /// delivery harmless.
    pub async fn add_invoice(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
    ) -> Result<(), StoreError> {
        let put = self.addition(workspace, invoice)?;
        self.put_with(put, self.refusal_change(workspace, None, invoice)?).await
    }

    /// Replaces what is here by a later state of the same invoice, if it is still `earlier`.
    pub async fn replace_invoice(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<(), StoreError> {
        let put = self.replacement(workspace, earlier, later)?;
        self.put_with(put, self.refusal_change(workspace, Some(earlier), later)?).await
    }

    /// One plain put, which costs half of a transaction, unless something is to be written with it.
    async fn put_with(&self, put: PutBuilder, change: Option<TransactWriteItem>) -> Result<(), StoreError> {
        match change {
            None => self.write(put).await,
            Some(change) => self.transact(vec![part!(put, put), change]).await,
        }
    }

    /// Adds an invoice whose document could not be had, or replaces `earlier` by it, with the step that asks
    /// for the document again.
    pub async fn await_document(
        &self,
        workspace: WorkspaceId,
        earlier: Option<&InboxInvoice>,
        invoice: &InboxInvoice,
        step: &Step,
    ) -> Result<(), StoreError> {
        let put = match earlier {
            None => self.addition(workspace, invoice)?,
            Some(earlier) => self.replacement(workspace, earlier, invoice)?,
        };
        let begin = self.put(to_item(&keys::step(workspace, &step.id), step)?);
        let count = self
            .update(&keys::nav_connection(workspace))
            .update_expression("ADD steps_begun :one")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":one", number(1));
        let mut writes = vec![part!(put, put), part!(put, begin), part!(update, count)];
        writes.extend(self.refusal_change(workspace, earlier, invoice)?);
        self.transact(writes).await
    }

    /// Replaces an awaited invoice by what its document says, and ends the step that asked for it.
    pub async fn settle_invoice(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
        step: &Step,
    ) -> Result<(), StoreError> {
        let put = self.replacement(workspace, earlier, later)?;
        let mut writes = vec![part!(put, put), self.step_end(workspace, step)?];
        writes.extend(self.refusal_change(workspace, Some(earlier), later)?);
        self.transact(writes).await
    }

    fn addition(&self, workspace: WorkspaceId, invoice: &InboxInvoice) -> Result<PutBuilder, StoreError> {
        let put = self.put(invoice_item(workspace, invoice)?);
        Ok(put.condition_expression("attribute_not_exists(pk)"))
    }

    fn replacement(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<PutBuilder, StoreError> {
        Ok(self
            .put(invoice_item(workspace, later)?)
            .condition_expression("report = :report AND reading = :reading AND #status = :status")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":report", attribute(&earlier.report)?)
            .expression_attribute_values(":reading", attribute(&earlier.reading)?)
            .expression_attribute_values(":status", attribute(&earlier.status)?))
    }

    /// The invoice.
    pub async fn invoice(
        &self,
        workspace: WorkspaceId,
        id: &InvoiceId,
    ) -> Result<Option<InboxInvoice>, StoreError> {
        self.get(&keys::invoice(workspace, id)).await
    }

    /// At most `limit` invoices in front of the place `before` and not in front of `from`, the latest date of
    /// issue first. The latest changes may be missing for a moment.
    pub async fn invoices(
        &self,
        workspace: WorkspaceId,
        from: &ListPlace,
        before: &ListPlace,
        limit: i32,
    ) -> Result<InvoicePage, StoreError> {
        let answer = self
            .db
            .query()
            .table_name(&self.table)
            .index_name(keys::BY_ISSUE_DATE)
            .key_condition_expression("pk = :pk AND listed BETWEEN :from AND :before")
            .expression_attribute_values(":pk", AttributeValue::S(WorkspacePartition::Invoices.of(workspace)))
            .expression_attribute_values(":from", AttributeValue::S(from.as_str().to_owned()))
            .expression_attribute_values(":before", AttributeValue::S(before.as_str().to_owned()))
            .scan_index_forward(false)
            .limit(limit)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items = answer.items.unwrap_or_default().into_iter();
        let mut invoices = items.map(from_item).collect::<Result<Vec<InboxInvoice>, _>>()?;
        invoices.retain(|invoice| ListPlace::of(invoice) < *before);
        Ok(InvoicePage { invoices, more })
    }

    /// Sets what people did with an invoice; a conflict says that there is no such invoice.
    pub async fn set_invoice_status(
        &self,
        workspace: WorkspaceId,
        id: &InvoiceId,
        status: Status,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::invoice(workspace, id))
            .update_expression("SET #status = :status")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":status", attribute(&status)?);
        self.apply(update).await
    }
}

/// The item of an invoice, with its place in the list.
fn invoice_item(workspace: WorkspaceId, invoice: &InboxInvoice) -> Result<Item, StoreError> {
    let mut item = to_item(&keys::invoice(workspace, &invoice.id), invoice)?;
    item.insert(keys::LISTED.to_owned(), AttributeValue::S(ListPlace::of(invoice).as_str().to_owned()));
    Ok(item)
}
