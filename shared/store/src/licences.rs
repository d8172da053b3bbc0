//! Licences: what covers a workspace, what packages cost, and which licences end.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    audit::AuditEntry,
    country::Country,
    ids::WorkspaceId,
    licence::{Cover, Licence},
    mail::Mail,
    notice::Notice,
    package::{Package, Price},
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, SharedPartition, WorkspacePartition},
    outbox::Outbox,
    table::{Page, Store, attribute, number, part, to_item},
};

/// A licence among all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListedLicence {
    /// Whose.
    pub workspace: WorkspaceId,
    /// The package.
    pub package: Package,
    /// Where the company is: days end there.
    pub country: Country,
    /// The last day.
    pub until: Date,
    /// Whether the company subscribed, and did not cancel.
    pub subscribed: bool,
    /// The end that was told last, and how many days before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub told: Option<(Date, i64)>,
}

/// A payment that an operator recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LicencePayment {
    /// The bank's, or the operator's own.
    pub reference: String,
    /// The net amount.
    pub net: Decimal,
    /// Its currency.
    pub currency: String,
    /// How many periods it pays.
    pub periods: u16,
    /// The last day that is paid for with it.
    pub paid_until: Date,
    /// When it was recorded.
    pub at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Prices {
    prices: Vec<Price>,
}

impl Store {
    /// What covers a workspace; none where there is no such workspace, or where it is being deleted.
    pub async fn cover(&self, workspace: WorkspaceId) -> Result<Option<Cover>, StoreError> {
        self.get(&keys::cover(workspace)).await
    }

    /// The licence of a workspace whose own it is.
    pub async fn licence(&self, workspace: WorkspaceId) -> Result<Option<Licence>, StoreError> {
        Ok(match self.cover(workspace).await? {
            Some(Cover::Own(licence)) => Some(licence),
            _ => None,
        })
    }

    /// Changes a licence. A conflict says that somebody else did so first.
    pub async fn change_licence(
        &self,
        workspace: WorkspaceId,
        before: &Licence,
        after: &Licence,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let mut writes = self.licence_change(workspace, before, after)?;
        writes.push(self.audit_put(workspace, entry, &after.version.to_string())?);
        self.transact(writes).await
    }

    /// Records a payment. A conflict says that it is recorded already, or that the licence changed meanwhile.
    pub async fn record_licence_payment(
        &self,
        workspace: WorkspaceId,
        (before, after): (&Licence, &Licence),
        payment: &LicencePayment,
        entry: &AuditEntry,
        mails: &[Mail],
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::licence_payment(workspace, &payment.reference), payment)?);
        let mut writes = self.licence_change(workspace, before, after)?;
        writes.push(part!(put, put.condition_expression("attribute_not_exists(pk)")));
        writes.push(self.audit_put(workspace, entry, &payment.reference)?);
        writes.extend(self.mail_puts(mails, outbox)?);
        self.transact(writes).await
    }

    /// A payment by its reference.
    pub async fn licence_payment(
        &self,
        workspace: WorkspaceId,
        reference: &str,
    ) -> Result<Option<LicencePayment>, StoreError> {
        self.get(&keys::licence_payment(workspace, reference)).await
    }

    /// The payments of a workspace, newest first.
    pub async fn licence_payments(&self, workspace: WorkspaceId) -> Result<Vec<LicencePayment>, StoreError> {
        let partition = WorkspacePartition::LicencePayments.of(workspace);
        self.newest_first(&partition, |payment: &LicencePayment| (payment.at, payment.reference.clone()))
            .await
    }

    /// At most `limit` licences whose workspaces come after one.
    pub async fn licences(&self, after: &str, limit: i32) -> Result<Page<ListedLicence>, StoreError> {
        self.page(SharedPartition::Licences.name(), after, limit).await
    }

    /// Tells that a licence ends: a notice, mails, and a note that it is told, in one. A conflict says that
    /// it is told already, or ends at another time.
    pub async fn tell_end(
        &self,
        licence: &ListedLicence,
        days: i64,
        notice: &Notice,
        mails: &[Mail],
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let told = (licence.until, days);
        let update = self
            .update(&keys::listed_licence(licence.workspace))
            .update_expression("SET told = :told")
            .condition_expression("#until = :until AND (attribute_not_exists(told) OR told <> :told)")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":until", attribute(&licence.until)?)
            .expression_attribute_values(":told", attribute(&told)?);
        let put = self.put(to_item(&keys::notice(licence.workspace, &notice.id), notice)?);
        let mut writes = vec![part!(update, update), part!(put, put)];
        writes.extend(self.mail_puts(mails, outbox)?);
        self.transact(writes).await
    }

    /// What a package costs.
    pub async fn prices(&self, package: Package) -> Result<Vec<Price>, StoreError> {
        let prices: Option<Prices> = self.get(&keys::prices(package)).await?;
        Ok(prices.map(|prices| prices.prices).unwrap_or_default())
    }

    /// Says what a package costs.
    pub async fn set_prices(&self, package: Package, prices: Vec<Price>) -> Result<(), StoreError> {
        self.write(self.put(to_item(&keys::prices(package), &Prices { prices })?)).await
    }

    /// The writes by which a workspace is covered from the start.
    pub(crate) fn cover_puts(
        &self,
        workspace: WorkspaceId,
        cover: &Cover,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = self.put(to_item(&keys::cover(workspace), cover)?);
        let mut writes = vec![part!(put, put.condition_expression("attribute_not_exists(pk)"))];
        if let Cover::Own(licence) = cover {
            let listed = listed(workspace, licence);
            writes.push(part!(put, self.put(to_item(&keys::listed_licence(workspace), &listed)?)));
        }
        Ok(writes)
    }

    fn licence_change(
        &self,
        workspace: WorkspaceId,
        before: &Licence,
        after: &Licence,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = self
            .put(to_item(&keys::cover(workspace), &Cover::Own(after.clone()))?)
            .condition_expression("version = :version")
            .expression_attribute_values(":version", number(before.version));
        let listed = listed(workspace, after);
        let update = self
            .update(&keys::listed_licence(workspace))
            .update_expression("SET #until = :until, subscribed = :subscribed")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":until", attribute(&listed.until)?)
            .expression_attribute_values(":subscribed", attribute(&listed.subscribed)?)
            .condition_expression("attribute_exists(pk)");
        Ok(vec![part!(put, put), part!(update, update)])
    }
}

fn listed(workspace: WorkspaceId, licence: &Licence) -> ListedLicence {
    let subscription = licence.subscription.as_ref();
    ListedLicence {
        workspace,
        package: licence.package,
        country: licence.country,
        until: licence.until(),
        subscribed: subscription.is_some_and(|subscription| subscription.cancelled_at.is_none()),
        told: None,
    }
}
