//! The invoices of the inbox.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    fetch::Step,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, Report, Status},
};
use serde::Deserialize;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, attribute, from_item, number, part, to_item},
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
        items
            .into_iter()
            .map(|item| from_item(item).map(|known: Known| (known.id, known.report)))
            .collect()
    }

    /// Adds an invoice. One that is there already stays as it is: this is the write that makes a repeated
    /// delivery harmless.
    pub async fn add_invoice(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::invoice(workspace, &invoice.id), invoice)?);
        match self
            .write(put.condition_expression("attribute_not_exists(pk)"))
            .await
        {
            Err(StoreError::Conflict) => Ok(()),
            other => other,
        }
    }

    /// Adds an invoice whose document could not be had, with the step that asks for it again.
    pub async fn add_awaited_invoice(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
        step: &Step,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::invoice(workspace, &invoice.id), invoice)?);
        let begin = self.put(to_item(&keys::step(workspace, &step.id), step)?);
        let count = self
            .update(&keys::nav_connection(workspace))
            .update_expression("ADD open_steps :one")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":one", number(1));
        let writes = vec![
            part!(put, put.condition_expression("attribute_not_exists(pk)")),
            part!(put, begin.condition_expression("attribute_not_exists(pk)")),
            part!(update, count),
        ];
        match self.transact(writes).await {
            Err(StoreError::Conflict) => Ok(()),
            other => other,
        }
    }

    /// Replaces what is here by a later state of the same invoice, if it is still `earlier`.
    pub async fn replace_invoice(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<(), StoreError> {
        self.write(self.replacement(workspace, earlier, later)?).await
    }

    /// Replaces an awaited invoice by what its document says, and ends the step that asked for it.
    pub async fn settle_invoice(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
        step: &Step,
    ) -> Result<(), StoreError> {
        let mut writes = vec![part!(put, self.replacement(workspace, earlier, later)?)];
        writes.extend(self.step_end(workspace, step)?);
        self.transact(writes).await
    }

    fn replacement(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<aws_sdk_dynamodb::types::builders::PutBuilder, StoreError> {
        Ok(self
            .put(to_item(&keys::invoice(workspace, &later.id), later)?)
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

    /// At most `limit` invoices with ids below `before` and not below `from`, the highest first: ids begin
    /// with the date of issue, so that dates are bounds.
    pub async fn invoices(
        &self,
        workspace: WorkspaceId,
        from: &str,
        before: &str,
        limit: i32,
    ) -> Result<InvoicePage, StoreError> {
        let answer = self
            .db
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :before")
            .expression_attribute_values(
                ":pk",
                AttributeValue::S(WorkspacePartition::Invoices.of(workspace)),
            )
            .expression_attribute_values(":from", AttributeValue::S(from.to_owned()))
            .expression_attribute_values(":before", AttributeValue::S(before.to_owned()))
            .scan_index_forward(false)
            .limit(limit)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items = answer.items.unwrap_or_default().into_iter();
        let mut invoices = items.map(from_item).collect::<Result<Vec<InboxInvoice>, _>>()?;
        invoices.retain(|invoice| invoice.id.as_str() != before);
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
