//! What Számlázz.hu told of a document: its own item, and what it does to the inbox, in one transaction.

use aws_sdk_dynamodb::types::{TransactWriteItem, builders::PutBuilder};
use domain::{
    connection::NavConnection,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId},
    szamlazz::{AgentTask, SzamlazzConnection, SzamlazzDocument, SzamlazzPart, Unmatched},
    workspace::Workspace,
};

use crate::{
    error::StoreError,
    keys::{self, Key, PARTITION, SORT},
    table::{Item, Page, Store, attribute, from_item, part, to_item},
};

/// What is known around a document.
#[derive(Debug, Default)]
pub struct Recording {
    /// The company.
    pub company: Option<Workspace>,
    /// Its connection to NAV.
    pub nav: Option<NavConnection>,
    /// Its connection to Számlázz.hu.
    pub connection: Option<SzamlazzConnection>,
    /// What was told of the document before.
    pub document: Option<SzamlazzDocument>,
    /// The invoice of the same supplier and number.
    pub invoice: Option<InboxInvoice>,
}

/// What a document does to an invoice.
#[derive(Clone, Copy, Debug)]
pub enum InvoiceChange<'a> {
    /// Nothing.
    None,
    /// It makes one.
    New(&'a InboxInvoice),
    /// It brings image and payments to one that NAV told of.
    Attach {
        /// As it was read.
        earlier: &'a InboxInvoice,
        /// What it brings.
        part: &'a SzamlazzPart,
    },
    /// It is a later state of one that Számlázz.hu alone told of.
    Replace {
        /// As it was read.
        earlier: &'a InboxInvoice,
        /// As it is to be.
        later: &'a InboxInvoice,
    },
}

impl Store {
    /// What is known around a document, in one request. The writes that follow check that document and
    /// invoice are still as they were read.
    pub async fn recording(
        &self,
        workspace: WorkspaceId,
        document: &str,
        invoice: &InvoiceId,
    ) -> Result<Recording, StoreError> {
        let named = [
            keys::workspace(workspace),
            keys::nav_connection(workspace),
            keys::szamlazz_connection(workspace),
            keys::szamlazz_document(workspace, document),
            keys::invoice(workspace, invoice),
        ];
        let mut recording = Recording::default();
        for item in self.get_many(&named, None, true).await? {
            match named.iter().position(|key| is_at(&item, key)) {
                Some(0) => recording.company = Some(from_item(item)?),
                Some(1) => recording.nav = Some(from_item(item)?),
                Some(2) => recording.connection = Some(from_item(item)?),
                Some(3) => recording.document = Some(from_item(item)?),
                _ => recording.invoice = Some(from_item(item)?),
            }
        }
        Ok(recording)
    }

    /// Records the latest state of a document with what follows from it. `left` is the invoice that the
    /// document was part of before its number changed. A conflict says that a later state is here, or that
    /// somebody else changed the invoice.
    pub async fn record_document(
        &self,
        workspace: WorkspaceId,
        document: &SzamlazzDocument,
        change: InvoiceChange<'_>,
        left: Option<&InboxInvoice>,
        unmatched: Option<&Unmatched>,
        task: Option<&AgentTask>,
    ) -> Result<(), StoreError> {
        let name = SzamlazzDocument::name(document.stream, document.id);
        let item = to_item(&keys::szamlazz_document(workspace, &name), document)?;
        let put = self.put_latest(item, &document.object)?;
        let mut writes = vec![part!(put, put)];
        if let InvoiceChange::Replace { earlier, .. } = change {
            // Another document of that supplier and number: one of them waits.
            let other = earlier.szamlazz.as_ref().is_some_and(|part| part.id != document.id);
            writes.extend(self.matched(workspace, Some(earlier).filter(|_| other))?);
        }
        writes.extend(self.invoice_change(workspace, change)?);
        if let Some(left) = left {
            writes.push(self.leave_invoice(workspace, left)?);
        }
        let key = keys::unmatched(workspace, &name);
        writes.push(match unmatched {
            Some(unmatched) => part!(put, self.put(to_item(&key, unmatched)?)),
            None => part!(delete, self.delete(&key)),
        });
        if let Some(task) = task {
            writes.extend(self.begin_agent_task(workspace, task)?);
        }
        self.transact(writes).await
    }

    fn invoice_change(
        &self,
        workspace: WorkspaceId,
        change: InvoiceChange<'_>,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        Ok(match change {
            InvoiceChange::None => None,
            InvoiceChange::New(invoice) => Some(part!(put, self.new_invoice(workspace, invoice)?)),
            InvoiceChange::Attach { earlier, part } => {
                let update = self
                    .update(&keys::invoice(workspace, &earlier.id))
                    .update_expression("SET szamlazz = :part")
                    .expression_attribute_values(":part", attribute(part)?);
                let is = "attribute_exists(report) AND";
                let update = match &earlier.szamlazz {
                    None => update.condition_expression(format!("{is} attribute_not_exists(szamlazz)")),
                    Some(earlier) => update
                        .condition_expression(format!("{is} szamlazz.#object = :object"))
                        .expression_attribute_names("#object", "object")
                        .expression_attribute_values(":object", attribute(&earlier.object)?),
                };
                Some(part!(update, update))
            }
            InvoiceChange::Replace { earlier, later } => {
                Some(part!(put, self.replacement(workspace, earlier, later)?))
            }
        })
    }

    /// Takes a document's part out of an invoice: NAV's stays, one that Számlázz.hu alone told of goes.
    fn leave_invoice(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
    ) -> Result<TransactWriteItem, StoreError> {
        let key = keys::invoice(workspace, &invoice.id);
        let object = attribute(&invoice.szamlazz.as_ref().map(|part| &part.object))?;
        Ok(match invoice.report {
            Some(_) => part!(
                update,
                self.update(&key)
                    .update_expression("REMOVE szamlazz")
                    .condition_expression("szamlazz.#object = :object")
                    .expression_attribute_names("#object", "object")
                    .expression_attribute_values(":object", object)
            ),
            None => part!(
                delete,
                self.delete(&key)
                    .condition_expression("attribute_not_exists(report) AND szamlazz.#object = :object")
                    .expression_attribute_names("#object", "object")
                    .expression_attribute_values(":object", object)
            ),
        })
    }

    /// Lists what cannot be read, once however often it comes.
    pub async fn list_unmatched(
        &self,
        workspace: WorkspaceId,
        unmatched: &Unmatched,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::unmatched(workspace, &unmatched.name), unmatched)?);
        self.write(put.condition_expression("attribute_not_exists(pk)")).await
    }

    /// At most `limit` documents without a place, whose names come after one.
    pub async fn unmatched(
        &self,
        workspace: WorkspaceId,
        after: &str,
        limit: i32,
    ) -> Result<Page<Unmatched>, StoreError> {
        self.page(&keys::WorkspacePartition::Unmatched.of(workspace), after, limit).await
    }

    /// A document without a place.
    pub async fn unmatched_document(
        &self,
        workspace: WorkspaceId,
        name: &str,
    ) -> Result<Option<Unmatched>, StoreError> {
        self.get(&keys::unmatched(workspace, name)).await
    }

    /// Takes an invoice that waited for NAV into the inbox by its own data. A conflict says that NAV told of
    /// it meanwhile, or that a later state is here.
    pub async fn take_unmatched(
        &self,
        workspace: WorkspaceId,
        unmatched: &Unmatched,
        earlier: &InboxInvoice,
        later: &InboxInvoice,
    ) -> Result<(), StoreError> {
        let delete = self.delete(&keys::unmatched(workspace, &unmatched.name));
        self.transact(vec![
            part!(put, self.replacement(workspace, earlier, later)?),
            part!(delete, delete.condition_expression("attribute_exists(pk)")),
        ])
        .await
    }

    /// The write by which NAV's record ends the waiting of what Számlázz.hu told of before.
    pub(crate) fn matched(
        &self,
        workspace: WorkspaceId,
        earlier: Option<&InboxInvoice>,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let Some(earlier) = earlier.filter(|earlier| earlier.awaits_nav()) else { return Ok(None) };
        let Some(part) = &earlier.szamlazz else { return Ok(None) };
        let name = SzamlazzDocument::name(earlier.direction.into(), part.id);
        Ok(Some(part!(delete, self.delete(&keys::unmatched(workspace, &name)))))
    }

    pub(crate) fn new_invoice(
        &self,
        workspace: WorkspaceId,
        invoice: &InboxInvoice,
    ) -> Result<PutBuilder, StoreError> {
        let item = crate::invoices::invoice_item(workspace, invoice)?;
        Ok(self.put(item).condition_expression("attribute_not_exists(pk)"))
    }
}

fn is_at(item: &Item, key: &Key) -> bool {
    let is = |name: &str, value: &String| item.get(name).and_then(|found| found.as_s().ok()) == Some(value);
    is(PARTITION, &key.partition) && is(SORT, &key.sort)
}
