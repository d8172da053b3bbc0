//! Bank transactions and receipts. Each delivery is the whole state: the latest one stands.

use aws_sdk_dynamodb::types::builders::PutBuilder;
use domain::{
    ids::WorkspaceId,
    szamlazz::{BankTransaction, PushedObject, Receipt},
};

use crate::{
    error::StoreError,
    keys::{self, Key, WorkspacePartition},
    table::{Item, Page, Store, attribute, from_item, to_item},
};

impl Store {
    /// Records a bank transaction. A conflict says that a later state is here.
    pub async fn record_bank_transaction(
        &self,
        workspace: WorkspaceId,
        transaction: &BankTransaction,
        object: &PushedObject,
    ) -> Result<(), StoreError> {
        self.record_latest(&keys::bank_transaction(workspace, transaction.id), transaction, object).await
    }

    /// Records a receipt. A conflict says that a later state is here.
    pub async fn record_receipt(
        &self,
        workspace: WorkspaceId,
        receipt: &Receipt,
        object: &PushedObject,
    ) -> Result<(), StoreError> {
        self.record_latest(&keys::receipt(workspace, receipt.id), receipt, object).await
    }

    async fn record_latest(
        &self,
        key: &Key,
        value: &impl serde::Serialize,
        object: &PushedObject,
    ) -> Result<(), StoreError> {
        let mut item = to_item(key, value)?;
        item.insert("object".into(), attribute(object)?);
        self.write(self.put_latest(item, object)?).await
    }

    /// A put of the state that a delivery tells, unless that of a later one is there.
    pub(super) fn put_latest(&self, item: Item, object: &PushedObject) -> Result<PutBuilder, StoreError> {
        let put = self.put(item).condition_expression("attribute_not_exists(pk) OR #object < :object");
        let put = put.expression_attribute_names("#object", "object");
        Ok(put.expression_attribute_values(":object", attribute(object)?))
    }

    /// At most `limit` bank transactions, the latest first, from in front of one on.
    pub async fn bank_transactions(
        &self,
        workspace: WorkspaceId,
        before: Option<i64>,
        limit: i32,
    ) -> Result<Page<BankTransaction>, StoreError> {
        self.page_back(&WorkspacePartition::BankTransactions.of(workspace), before, limit).await
    }

    /// The bank transactions of these numbers that are here.
    pub async fn bank_transactions_of(
        &self,
        workspace: WorkspaceId,
        ids: &[i64],
    ) -> Result<Vec<BankTransaction>, StoreError> {
        let named: Vec<_> = ids.iter().map(|id| keys::bank_transaction(workspace, *id)).collect();
        self.get_many(&named, None, false).await?.into_iter().map(from_item).collect()
    }

    /// At most `limit` receipts, the latest first, from in front of one on.
    pub async fn receipts(
        &self,
        workspace: WorkspaceId,
        before: Option<i64>,
        limit: i32,
    ) -> Result<Page<Receipt>, StoreError> {
        self.page_back(&WorkspacePartition::Receipts.of(workspace), before, limit).await
    }

    async fn page_back<T: serde::de::DeserializeOwned>(
        &self,
        partition: &str,
        before: Option<i64>,
        limit: i32,
    ) -> Result<Page<T>, StoreError> {
        // Behind every number.
        let before = before.map_or_else(|| "~".to_owned(), keys::in_order);
        self.page_before(partition, &before, limit).await
    }
}
