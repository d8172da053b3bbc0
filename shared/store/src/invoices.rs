//! The invoices of the inbox.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, builders::PutBuilder};
use domain::{
    fetch::Step,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, ListPlace, Report, Status},
    notice::Notice,
};
use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    error::StoreError,
    keys::{self, Key, WorkspacePartition},
    table::{Item, Store, attribute, from_item, part, to_item},
};

/// A page of invoices, newest date of issue first.
#[derive(Debug)]
pub struct InvoicePage {
    /// The invoices.
    pub invoices: Vec<InboxInvoice>,
    /// Whether older ones follow.
    pub more: bool,
}

/// An invoice of which the inbox has a report.
#[derive(Debug, Deserialize)]
pub struct Known {
    /// The invoice.
    pub id: InvoiceId,
    /// The report; none where Számlázz.hu alone told of it.
    #[serde(default)]
    pub report: Option<Report>,
    /// Whether it is here for its chain only.
    #[serde(default)]
    pub before_start: bool,
}

impl Known {
    /// When NAV stored that report.
    pub fn reported_at(&self) -> Option<Timestamp> {
        self.report.as_ref().map(|report| report.at)
    }
}

impl Store {
    /// Which of these invoices are here, and from which report.
    pub async fn known_invoices(
        &self,
        workspace: WorkspaceId,
        invoices: &[InvoiceId],
    ) -> Result<HashMap<InvoiceId, Known>, StoreError> {
        let items = self
            .get_many(&invoice_keys(workspace, invoices), Some("id, report, before_start"), false)
            .await?;
        items.into_iter().map(|item| from_item(item).map(|known: Known| (known.id.clone(), known))).collect()
    }

    /// Those of these invoices that are here, in no order. The latest changes may be missing for a moment.
    pub async fn invoices_of(
        &self,
        workspace: WorkspaceId,
        invoices: &[InvoiceId],
    ) -> Result<Vec<InboxInvoice>, StoreError> {
        let items = self.get_many(&invoice_keys(workspace, invoices), None, false).await?;
        items.into_iter().map(from_item).collect()
    }

    /// Writes an invoice: a new one, or a later state in place of `earlier`, with the steps that it causes.
    /// The next tick announces them. A conflict says that another state is here: this is the condition that
    /// makes a repeated delivery harmless.
    pub async fn put_invoice(
        &self,
        workspace: WorkspaceId,
        earlier: Option<&InboxInvoice>,
        invoice: &InboxInvoice,
        steps: &[Step],
    ) -> Result<(), StoreError> {
        let put = match earlier {
            None => self.new_invoice(workspace, invoice)?,
            Some(earlier) => self.replacement(workspace, earlier, invoice)?,
        };
        let refusal = self.refusal_change(workspace, earlier, invoice)?;
        let matched = self.matched(workspace, earlier)?;
        // One plain put costs half of a transaction.
        if steps.is_empty() && refusal.is_none() && matched.is_none() {
            return self.write(put).await;
        }
        let mut writes = vec![part!(put, put)];
        writes.extend(refusal.into_iter().chain(matched));
        if !steps.is_empty() {
            writes.push(self.count_steps(workspace, steps.len())?);
        }
        for step in steps {
            writes.push(part!(put, self.put(to_item(&keys::step(workspace, &step.id), step)?)));
        }
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

    /// Notes that NAV counts an invoice as withdrawn and tells the owner, or that it counts as valid again.
    /// A conflict says that another report took its place, or that it is noted already.
    pub async fn set_withdrawn(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
        notice: Option<&Notice>,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::invoice(workspace, &invoice.id))
            .expression_attribute_values(":report", attribute(&invoice.report)?);
        let Some(notice) = notice else {
            let valid = update
                .update_expression("REMOVE withdrawn_at")
                .condition_expression("report = :report AND attribute_exists(withdrawn_at)");
            return self.apply(valid).await;
        };
        let withdrawn = update
            .update_expression("SET withdrawn_at = :at")
            .condition_expression("report = :report AND attribute_not_exists(withdrawn_at)")
            .expression_attribute_values(":at", attribute(&notice.at)?);
        let note = self.put(to_item(&keys::notice(workspace, &notice.id), notice)?);
        self.transact(vec![part!(update, withdrawn), part!(put, note)]).await
    }

    /// A put in place of an invoice that is still as it was read.
    pub(crate) fn replacement(
        &self,
        workspace: WorkspaceId,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<PutBuilder, StoreError> {
        let mut condition = "reading = :reading AND #status = :status".to_owned();
        let mut put = self
            .put(invoice_item(workspace, later)?)
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":reading", attribute(&earlier.reading)?)
            .expression_attribute_values(":status", attribute(&earlier.status)?);
        match &earlier.report {
            None => condition += " AND attribute_not_exists(report)",
            Some(report) => {
                condition += " AND report = :report";
                put = put.expression_attribute_values(":report", attribute(report)?);
            }
        }
        match &earlier.szamlazz {
            None => condition += " AND attribute_not_exists(szamlazz)",
            Some(part) => {
                condition += " AND szamlazz.#object = :object AND attribute_";
                condition += if part.awaits_nav { "exists" } else { "not_exists" };
                condition += "(szamlazz.awaits_nav)";
                put = put
                    .expression_attribute_names("#object", "object")
                    .expression_attribute_values(":object", attribute(&part.object)?);
            }
        }
        Ok(put.condition_expression(condition))
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

fn invoice_keys(workspace: WorkspaceId, invoices: &[InvoiceId]) -> Vec<Key> {
    invoices.iter().map(|id| keys::invoice(workspace, id)).collect()
}

/// The item of an invoice, with its place in the list if lists show it.
pub(crate) fn invoice_item(workspace: WorkspaceId, invoice: &InboxInvoice) -> Result<Item, StoreError> {
    let mut item = to_item(&keys::invoice(workspace, &invoice.id), invoice)?;
    if invoice.is_listed() {
        item.insert(keys::LISTED.to_owned(), AttributeValue::S(ListPlace::of(invoice).as_str().to_owned()));
    }
    Ok(item)
}
