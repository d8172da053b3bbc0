//! Every key of the table, in one place.
//!
//! A partition that belongs to a workspace begins with the workspace's id and goes on with one of
//! [`WorkspacePartition::ALL`], so that deletion can name them all. Beside them, a workspace's id stands in
//! [`SharedPartition::ALL`], in its slice, among its members' workspaces and its invited people's
//! invitations, among its office's companies, at the door through which its company registered, and at what
//! Számlázz.hu names it by: the hash of a link's key and the address of its payments.

mod partitions;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    email::EmailAddress,
    ids::{AccountId, JobId, WorkspaceId},
    invoice::InvoiceId,
    package::Package,
    record::{RecordId, RecordKind},
};
use jiff::Timestamp;

use crate::records::Name;

pub use partitions::{SharedPartition, WorkspacePartition};

/// Name of the partition key.
pub const PARTITION: &str = "pk";
/// Name of the sort key.
pub const SORT: &str = "sk";

/// Name of the index that lists a workspace's invoices, and its outbound documents, by date of issue.
pub const BY_ISSUE_DATE: &str = "ByIssueDate";
/// Name of that index's sort key.
pub const LISTED: &str = "listed";

/// The primary key of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Partition key.
    pub partition: String,
    /// Sort key.
    pub sort: String,
}

impl Key {
    fn new(partition: impl Into<String>, sort: impl Into<String>) -> Self {
        Self { partition: partition.into(), sort: sort.into() }
    }

    /// The key as attributes.
    pub fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            (PARTITION.to_owned(), AttributeValue::S(self.partition.clone())),
            (SORT.to_owned(), AttributeValue::S(self.sort.clone())),
        ])
    }
}

/// An account.
pub fn account(account: AccountId) -> Key {
    Key::new(account_partition(account), "PROFILE")
}

/// The partition of an account: its profile, the workspaces it is a member of, its social identities.
pub fn account_partition(account: AccountId) -> String {
    format!("ACCOUNT#{account}")
}

/// Prefix of the sort keys that list an account's workspaces.
pub const ACCOUNT_WORKSPACE: &str = "WORKSPACE#";

/// The entry of a workspace among an account's workspaces.
pub fn account_workspace(account: AccountId, workspace: WorkspaceId) -> Key {
    Key::new(account_partition(account), format!("{ACCOUNT_WORKSPACE}{workspace}"))
}

/// Which account an e-mail address belongs to.
pub fn email(email: &EmailAddress) -> Key {
    Key::new(email_partition(email), "ACCOUNT")
}

/// A workspace.
pub fn workspace(workspace: WorkspaceId) -> Key {
    Key::new(WorkspacePartition::Profile.of(workspace), "PROFILE")
}

/// What covers a workspace.
pub fn cover(workspace: WorkspaceId) -> Key {
    Key::new(WorkspacePartition::Profile.of(workspace), "COVER")
}

/// The entry of a licence among all.
pub fn listed_licence(workspace: WorkspaceId) -> Key {
    Key::new(SharedPartition::Licences.name(), workspace.to_string())
}

/// A payment of a subscription, by its reference.
pub fn licence_payment(workspace: WorkspaceId, reference: &str) -> Key {
    Key::new(WorkspacePartition::LicencePayments.of(workspace), reference)
}

/// What packages cost.
pub fn prices(package: Package) -> Key {
    Key::new("PRICES", package.name())
}

/// Which workspace a company registered through a door. `taxpayer` is the keyed hash of its tax number.
pub fn door(taxpayer: &str, package: Package) -> Key {
    Key::new(taxpayer_partition(taxpayer), format!("DOOR#{}", package.name()))
}

/// That a company was registered once. It outlives the workspace.
pub fn known_taxpayer(taxpayer: &str) -> Key {
    Key::new(taxpayer_partition(taxpayer), "KNOWN")
}

fn taxpayer_partition(taxpayer: &str) -> String {
    format!("TAXPAYER#{taxpayer}")
}

/// A company of an office, by the number that tells taxpayers apart.
pub fn company(office: WorkspaceId, taxpayer: &str) -> Key {
    Key::new(WorkspacePartition::Companies.of(office), taxpayer)
}

/// An invitation into a workspace.
pub fn invitation(workspace: WorkspaceId, email: &EmailAddress) -> Key {
    Key::new(WorkspacePartition::Invitations.of(workspace), email.fingerprint())
}

/// The entry of an invitation among those of an address.
pub fn invited(email: &EmailAddress, workspace: WorkspaceId) -> Key {
    Key::new(email_partition(email), format!("{INVITED}{workspace}"))
}

/// Prefix of the sort keys that list the invitations of an address.
pub const INVITED: &str = "INVITATION#";

/// The partition of an address: whose it is, its invitations, and whether it takes mail.
pub fn email_partition(email: &EmailAddress) -> String {
    format!("EMAIL#{}", email.fingerprint())
}

/// That an address gets no mail.
pub fn mail_pause(email: &EmailAddress) -> Key {
    Key::new(email_partition(email), "PAUSED")
}

/// A mail.
pub fn mail(mail: &str) -> Key {
    Key::new(format!("MAIL#{mail}"), "MAIL")
}

/// The account that a social identity was linked to, by its name in the user pool.
pub fn identity(name: &str) -> Key {
    Key::new(format!("IDENTITY#{name}"), "ACCOUNT")
}

/// The entry of a social identity among those of an account.
pub fn account_identity(account: AccountId, name: &str) -> Key {
    Key::new(account_partition(account), format!("{ACCOUNT_IDENTITY}{name}"))
}

/// Prefix of the sort keys that list an account's social identities.
pub const ACCOUNT_IDENTITY: &str = "IDENTITY#";

/// An entry of the audit log; `cause` tells entries of one moment apart.
pub fn audit(workspace: WorkspaceId, at: Timestamp, cause: &str) -> Key {
    Key::new(WorkspacePartition::Audit.of(workspace), format!("{}#{cause}", audit_sort(at)))
}

/// What the sort keys of a moment's entries of the audit log begin with: they sort by time.
pub fn audit_sort(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// A request for the deletion of a workspace.
pub fn deletion(workspace: WorkspaceId) -> Key {
    Key::new(SharedPartition::Deletions.name(), workspace.to_string())
}

/// What stays of a deleted workspace.
pub fn deletion_record(workspace: WorkspaceId) -> Key {
    Key::new(DELETION_RECORDS, workspace.to_string())
}

/// The partition of these.
pub const DELETION_RECORDS: &str = "DELETED";

/// A member of a workspace.
pub fn member(workspace: WorkspaceId, account: AccountId) -> Key {
    Key::new(WorkspacePartition::Members.of(workspace), account.to_string())
}

/// The connection of a workspace to NAV.
pub fn nav_connection(workspace: WorkspaceId) -> Key {
    Key::new(WorkspacePartition::Connections.of(workspace), "NAV")
}

/// The connection of a workspace to Számlázz.hu.
pub fn szamlazz_connection(workspace: WorkspaceId) -> Key {
    Key::new(WorkspacePartition::Connections.of(workspace), SZAMLAZZ)
}

/// The sort key of that.
pub const SZAMLAZZ: &str = "SZAMLAZZ";

/// Whose data link a key belongs to, by the keyed hash of the key.
pub fn data_link(key_hash: &str) -> Key {
    Key::new(format!("LINK#{key_hash}"), "WORKSPACE")
}

/// Whose payments are announced at an address.
pub fn payment_address(address: &str) -> Key {
    Key::new(format!("PAYMENTS#{address}"), "WORKSPACE")
}

/// A document that Számlázz.hu told of.
pub fn szamlazz_document(workspace: WorkspaceId, name: &str) -> Key {
    Key::new(WorkspacePartition::SzamlazzDocuments.of(workspace), name)
}

/// A document that found no record of NAV.
pub fn unmatched(workspace: WorkspaceId, name: &str) -> Key {
    Key::new(WorkspacePartition::Unmatched.of(workspace), name)
}

/// A piece of work with Számlázz.hu's Agent.
pub fn agent_task(workspace: WorkspaceId, name: &str) -> Key {
    Key::new(WorkspacePartition::AgentTasks.of(workspace), name)
}

/// That a workspace has work with the Agent.
pub fn agent_work(workspace: WorkspaceId) -> Key {
    Key::new(SharedPartition::AgentWork.name(), workspace.to_string())
}

/// A bank transaction. Numbers grow, so the latest comes last.
pub fn bank_transaction(workspace: WorkspaceId, id: i64) -> Key {
    Key::new(WorkspacePartition::BankTransactions.of(workspace), in_order(id))
}

/// A receipt.
pub fn receipt(workspace: WorkspaceId, id: i64) -> Key {
    Key::new(WorkspacePartition::Receipts.of(workspace), in_order(id))
}

/// A number as a sort key.
pub fn in_order(id: i64) -> String {
    format!("{id:020}")
}

/// A step under way.
pub fn step(workspace: WorkspaceId, step: &str) -> Key {
    Key::new(WorkspacePartition::Steps.of(workspace), step)
}

/// An invoice.
pub fn invoice(workspace: WorkspaceId, invoice: &InvoiceId) -> Key {
    Key::new(WorkspacePartition::Invoices.of(workspace), invoice.as_str())
}

/// A chain of corrections, named by its original.
pub fn chain(workspace: WorkspaceId, base: &InvoiceId) -> Key {
    Key::new(WorkspacePartition::Chains.of(workspace), base.as_str())
}

/// A month that was reconciled with NAV, by its name such as `2026-10`.
pub fn reconciliation(workspace: WorkspaceId, month: &str) -> Key {
    Key::new(WorkspacePartition::Reconciliations.of(workspace), month)
}

/// A notice.
pub fn notice(workspace: WorkspaceId, notice: &str) -> Key {
    Key::new(WorkspacePartition::Notices.of(workspace), notice)
}

/// A record of the books.
pub fn record(workspace: WorkspaceId, kind: RecordKind, id: &RecordId) -> Key {
    Key::new(WorkspacePartition::of_kind(kind).of(workspace), id.as_str())
}

/// The company's logo.
pub fn logo(workspace: WorkspaceId) -> Key {
    Key::new(WorkspacePartition::Settings.of(workspace), "LOGO")
}

/// What a partner owes in a currency.
pub fn balance(workspace: WorkspaceId, partner: &RecordId, currency: &str) -> Key {
    let sort = format!("{}{currency}", balance_prefix(partner));
    Key::new(WorkspacePartition::Balances.of(workspace), sort)
}

/// What the sort keys of a partner's balances begin with.
pub fn balance_prefix(partner: &RecordId) -> String {
    format!("{partner}#")
}

/// A remark on a record; remarks are in the order of their identifiers.
pub fn remark(workspace: WorkspaceId, kind: RecordKind, record: &RecordId, remark: &str) -> Key {
    let sort = format!("{}{remark}", remark_prefix(kind, record));
    Key::new(WorkspacePartition::Remarks.of(workspace), sort)
}

/// What the sort keys of a record's remarks begin with.
pub fn remark_prefix(kind: RecordKind, record: &RecordId) -> String {
    format!("{}#{record}#", kind.name())
}

/// What went in and out of a register in a month, such as `2026-11`.
pub fn turnover(workspace: WorkspaceId, register: &str, month: &str) -> Key {
    let sort = format!("{}{month}", turnover_prefix(register));
    Key::new(WorkspacePartition::Turnovers.of(workspace), sort)
}

/// What the sort keys of a register's turnovers begin with.
pub fn turnover_prefix(register: &str) -> String {
    format!("{register}#")
}

/// A name of a record.
pub fn name(workspace: WorkspaceId, kind: RecordKind, name: &Name, record: &RecordId) -> Key {
    let sort = name_prefix(kind, name.field, &name.value);
    let sort = if name.unique { sort } else { format!("{sort}{record}") };
    Key::new(WorkspacePartition::Names.of(workspace), sort)
}

/// What the sort keys of a name begin with.
pub fn name_prefix(kind: RecordKind, field: &str, value: &str) -> String {
    let value = value.replace('%', "%25").replace('#', "%23");
    format!("{}#{field}#{value}#", kind.name())
}

/// The mark of a record that something uses.
pub fn usage(workspace: WorkspaceId, kind: RecordKind, id: &RecordId) -> Key {
    Key::new(WorkspacePartition::Usage.of(workspace), format!("{}#{id}", kind.name()))
}

/// The mark of a ledger account that entries went to.
pub fn posted(workspace: WorkspaceId, account: &RecordId) -> Key {
    Key::new(WorkspacePartition::Usage.of(workspace), format!("{}{account}", posted_prefix()))
}

/// What the sort keys of such marks begin with.
pub fn posted_prefix() -> &'static str {
    "posted#"
}

/// A file of an issued document.
pub fn file(workspace: WorkspaceId, document: &RecordId) -> Key {
    Key::new(WorkspacePartition::Files.of(workspace), document.as_str())
}

/// An export.
pub fn export(workspace: WorkspaceId, export: JobId) -> Key {
    Key::new(WorkspacePartition::Exports.of(workspace), export.to_string())
}

/// An import.
pub fn import(workspace: WorkspaceId, import: JobId) -> Key {
    Key::new(WorkspacePartition::Imports.of(workspace), import.to_string())
}

/// What is to be told of a page of rows of an import: the page that made that sequence of it.
pub fn imported_rows(workspace: WorkspaceId, import: JobId, sequence: u32) -> Key {
    let sort = format!("{}{sequence:010}", imported_rows_prefix(import));
    Key::new(WorkspacePartition::ImportedRows.of(workspace), sort)
}

/// What the sort keys of an import's pages begin with.
pub fn imported_rows_prefix(import: JobId) -> String {
    format!("{import}#")
}

/// Which import is at work on a kind of records.
pub fn import_lock(workspace: WorkspaceId, kind: RecordKind) -> Key {
    Key::new(WorkspacePartition::ImportLocks.of(workspace), kind.name())
}

/// The change that made a version of a record.
pub fn change(workspace: WorkspaceId, kind: RecordKind, id: &RecordId, version: u32) -> Key {
    Key::new(WorkspacePartition::Changes.of(workspace), change_sort(kind, id, version))
}

/// The sort key of a change.
pub fn change_sort(kind: RecordKind, id: &RecordId, version: u32) -> String {
    format!("{}#{id}#{version:010}", kind.name())
}

/// The entry of a connection among those that NAV refuses.
pub fn stopped(workspace: WorkspaceId) -> Key {
    Key::new(SharedPartition::Stopped.name(), workspace.to_string())
}

/// The entry of a document among those that were refused.
pub fn refused(workspace: WorkspaceId, invoice: &InvoiceId) -> Key {
    Key::new(SharedPartition::Refused.name(), format!("{}{invoice}", refused_prefix(workspace)))
}

/// What the sort keys of a workspace's refused documents begin with.
pub fn refused_prefix(workspace: WorkspaceId) -> String {
    format!("{workspace}#")
}

/// A slice: the connections that one message polls.
pub fn slice(shard: u8, slice: &str) -> Key {
    Key::new(shard_partition(shard), slice)
}

/// The slices of a shard.
pub fn shard_partition(shard: u8) -> String {
    format!("SLICES#{shard}")
}

/// When a slice was last polled. Apart from the slices, which every tick reads.
pub fn heartbeat(slice: &str) -> Key {
    Key::new(HEARTBEATS, slice)
}

/// The partition of the heartbeats.
pub const HEARTBEATS: &str = "HEARTBEATS";

/// A wrapped data key.
pub fn data_key(deployment: &str, epoch: &str) -> Key {
    Key::new(format!("DATAKEY#{deployment}"), epoch)
}

/// Partitions of the outbox table.
pub const OUTBOX_PARTITIONS: u8 = 4;

/// An event in the outbox table; spread by its id.
pub fn outbox(event: &str) -> Key {
    let partition = event.bytes().fold(0u8, u8::wrapping_add) % OUTBOX_PARTITIONS;
    Key::new(outbox_partition(partition), event)
}

/// A partition of the outbox table.
pub fn outbox_partition(partition: u8) -> String {
    format!("OUTBOX#{partition}")
}
