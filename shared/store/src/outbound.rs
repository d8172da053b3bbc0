//! Outbound documents and payments: what is issued, corrected and paid, with the partner's balance in the
//! same write.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    document::Document,
    ids::WorkspaceId,
    payment::Payment,
    record::{Actor, ChangeAction, RecordId, Recorded},
    series::Series,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, number, part, to_item},
};

/// A record before and after.
#[derive(Clone, Debug)]
pub struct Step<T> {
    /// As it was read.
    pub before: Recorded<T>,
    /// As it will be.
    pub after: T,
}

/// A document that gets its number.
#[derive(Debug)]
pub struct Issue {
    /// The document with its number.
    pub document: Recorded<Document>,
    /// The draft that it was; none where it is new.
    pub draft: Option<Recorded<Document>>,
    /// The series that the number is from; none where another program gave it.
    pub series: Option<Step<Series>>,
    /// The invoice that it corrects.
    pub base: Option<Step<Document>>,
    /// The fingerprint of the request, where the document is new.
    pub request: Option<String>,
    /// The file that the law wants of it.
    pub file: Option<IssuedFile>,
}

/// A file of an issued document, which stays as it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedFile {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What a partner owes in a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// ISO 4217.
    pub currency: String,
    /// Issued and corrected, less what was paid; below zero what is owed to the partner.
    pub open: Decimal,
}

impl Store {
    /// Issues a document: all of it or nothing. A conflict says that the draft, the series or the corrected
    /// invoice changed, or that another document has the number.
    pub async fn issue(&self, workspace: WorkspaceId, issue: &Issue, by: Actor) -> Result<(), StoreError> {
        let document = &issue.document;
        let mut writes = match &issue.draft {
            Some(draft) => self.change(workspace, draft, document, ChangeAction::Issued, by)?,
            None => self.addition(workspace, document, by, issue.request.as_deref())?,
        };
        if let Some(series) = &issue.series {
            writes.push(self.series_put(workspace, series, by)?);
        }
        if let Some(base) = &issue.base {
            let after = base.before.changed(by.at, base.after.clone());
            writes.extend(self.change(workspace, &base.before, &after, ChangeAction::Corrected, by)?);
        }
        if let Some(file) = &issue.file {
            let key = keys::file(workspace, &document.id);
            writes.push(part!(put, self.put(to_item(&key, file)?)));
        }
        let Document { partner, currency, totals, .. } = &document.data;
        writes.push(self.balance_change(workspace, partner, currency, totals.gross)?);
        self.transact(writes).await
    }

    /// The file of an issued document, if it has one.
    pub async fn issued_file(
        &self,
        workspace: WorkspaceId,
        document: &RecordId,
    ) -> Result<Option<IssuedFile>, StoreError> {
        self.get(&keys::file(workspace, document)).await
    }

    /// The next number of a series moves with each document; only what people set is in the trail.
    fn series_put(
        &self,
        workspace: WorkspaceId,
        series: &Step<Series>,
        by: Actor,
    ) -> Result<TransactWriteItem, StoreError> {
        let after = series.before.changed(by.at, series.after.clone());
        Ok(part!(put, self.record_change(workspace, series.before.version, &after)?))
    }

    fn balance_change(
        &self,
        workspace: WorkspaceId,
        partner: &RecordId,
        currency: &str,
        amount: Decimal,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = self
            .update(&keys::balance(workspace, partner, currency))
            .update_expression("SET #currency = :currency ADD #open :amount")
            .expression_attribute_names("#currency", "currency")
            .expression_attribute_names("#open", "open")
            .expression_attribute_values(":currency", AttributeValue::S(currency.to_owned()))
            .expression_attribute_values(":amount", number(amount));
        Ok(part!(update, update))
    }

    /// Records a payment with what it changes of the invoices that it is for. A conflict says that it is
    /// there already, or that an invoice changed.
    pub async fn pay(
        &self,
        workspace: WorkspaceId,
        payment: &Recorded<Payment>,
        invoices: &[Step<Document>],
        by: Actor,
        request: &str,
    ) -> Result<(), StoreError> {
        let mut writes = self.addition(workspace, payment, by, Some(request))?;
        writes.extend(self.settlement(workspace, invoices, by)?);
        let Payment { partner, currency, amount, .. } = &payment.data;
        writes.push(self.balance_change(workspace, partner, currency, -payment.data.paid(*amount))?);
        self.transact(writes).await
    }

    /// Takes a payment back. A conflict says that it is gone already, or that an invoice changed.
    pub async fn take_back(
        &self,
        workspace: WorkspaceId,
        payment: &Recorded<Payment>,
        invoices: &[Step<Document>],
        by: Actor,
    ) -> Result<(), StoreError> {
        let mut writes = self.removal(workspace, payment, by)?;
        writes.extend(self.settlement(workspace, invoices, by)?);
        let Payment { partner, currency, amount, .. } = &payment.data;
        writes.push(self.balance_change(workspace, partner, currency, payment.data.paid(*amount))?);
        self.transact(writes).await
    }

    fn settlement(
        &self,
        workspace: WorkspaceId,
        invoices: &[Step<Document>],
        by: Actor,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut writes = Vec::new();
        for invoice in invoices {
            let after = invoice.before.changed(by.at, invoice.after.clone());
            writes.extend(self.change(workspace, &invoice.before, &after, ChangeAction::Paid, by)?);
        }
        Ok(writes)
    }

    /// What a partner owes, by currency.
    pub async fn balances(
        &self,
        workspace: WorkspaceId,
        partner: &RecordId,
    ) -> Result<Vec<Balance>, StoreError> {
        let partition = WorkspacePartition::Balances.of(workspace);
        let items = self.items(&partition, &keys::balance_prefix(partner)).await?;
        items
            .iter()
            .map(|item| balance(item).ok_or_else(|| StoreError::Corrupt("a balance".into())))
            .collect()
    }
}

/// A balance of DynamoDB's own exact number, which would lose digits on its way through a float.
fn balance(item: &crate::table::Item) -> Option<Balance> {
    let currency = item.get("currency")?.as_s().ok()?.clone();
    let open = item.get("open")?.as_n().ok()?.parse().ok()?;
    Some(Balance { currency, open })
}
