//! The partitions of the table, so that deletion can name them all.

use domain::{ids::WorkspaceId, record::RecordKind};

/// The partitions of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkspacePartition {
    /// The workspace itself.
    Profile,
    /// One item per member.
    Members,
    /// One item per connection to an outside service.
    Connections,
    /// One item per step under way.
    Steps,
    /// One item per invoice.
    Invoices,
    /// One item per chain of corrections.
    Chains,
    /// One item per month that was reconciled with NAV.
    Reconciliations,
    /// One item per notice.
    Notices,
    /// One item per partner.
    Partners,
    /// One item per product.
    Products,
    /// One item per ledger account that is not as in the default chart.
    LedgerAccounts,
    /// One item per outbound document.
    Documents,
    /// One item per payment.
    Payments,
    /// One item per voucher, by register and date.
    Vouchers,
    /// The company's settings.
    Settings,
    /// One item per series of numbers.
    Series,
    /// The company's posting rules.
    PostingRules,
    /// One item per name under which a record is found.
    Names,
    /// One item per record that something uses.
    Usage,
    /// One item per change of a record.
    Changes,
    /// One item per remark on a record.
    Remarks,
    /// One item per partner and currency.
    Balances,
    /// One item per register and month.
    Turnovers,
    /// One item per file of an issued document.
    Files,
    /// One item per export to Excel.
    Exports,
    /// One item per import of an Excel file.
    Imports,
    /// One item per page of rows of an import of which something is to be told.
    ImportedRows,
    /// One item per kind of records that an import is at work on.
    ImportLocks,
    /// One item per address that is invited.
    Invitations,
    /// One item per entry of the audit log.
    Audit,
    /// One item per company of an office.
    Companies,
    /// One item per payment of the subscription.
    LicencePayments,
    /// One item per invoice or other document that Számlázz.hu told of.
    SzamlazzDocuments,
    /// One item per document of Számlázz.hu that found no record of NAV, or is not the company's.
    Unmatched,
    /// One item per piece of work with Számlázz.hu's Agent.
    AgentTasks,
    /// One item per bank transaction.
    BankTransactions,
    /// One item per receipt.
    Receipts,
}

impl WorkspacePartition {
    /// Every partition of a workspace.
    pub const ALL: [Self; 37] = [
        Self::Profile,
        Self::Members,
        Self::Connections,
        Self::Steps,
        Self::Invoices,
        Self::Chains,
        Self::Reconciliations,
        Self::Notices,
        Self::Partners,
        Self::Products,
        Self::LedgerAccounts,
        Self::Documents,
        Self::Payments,
        Self::Vouchers,
        Self::Settings,
        Self::Series,
        Self::PostingRules,
        Self::Names,
        Self::Usage,
        Self::Changes,
        Self::Remarks,
        Self::Balances,
        Self::Turnovers,
        Self::Files,
        Self::Exports,
        Self::Imports,
        Self::ImportedRows,
        Self::ImportLocks,
        Self::Invitations,
        Self::Audit,
        Self::Companies,
        Self::LicencePayments,
        Self::SzamlazzDocuments,
        Self::Unmatched,
        Self::AgentTasks,
        Self::BankTransactions,
        Self::Receipts,
    ];

    /// The partition of the records of a kind.
    pub fn of_kind(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Partner => Self::Partners,
            RecordKind::Product => Self::Products,
            RecordKind::LedgerAccount => Self::LedgerAccounts,
            RecordKind::Document => Self::Documents,
            RecordKind::Payment => Self::Payments,
            RecordKind::Voucher => Self::Vouchers,
            RecordKind::Settings => Self::Settings,
            RecordKind::Series => Self::Series,
            RecordKind::PostingRules => Self::PostingRules,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Profile => "PROFILE",
            Self::Members => "MEMBERS",
            Self::Connections => "CONNECTIONS",
            Self::Steps => "STEPS",
            Self::Invoices => "INVOICES",
            Self::Chains => "CHAINS",
            Self::Reconciliations => "RECONCILIATIONS",
            Self::Notices => "NOTICES",
            Self::Partners => "PARTNERS",
            Self::Products => "PRODUCTS",
            Self::LedgerAccounts => "LEDGER_ACCOUNTS",
            Self::Documents => "DOCUMENTS",
            Self::Payments => "PAYMENTS",
            Self::Vouchers => "VOUCHERS",
            Self::Settings => "SETTINGS",
            Self::Series => "SERIES",
            Self::PostingRules => "POSTING_RULES",
            Self::Names => "NAMES",
            Self::Usage => "USAGE",
            Self::Changes => "CHANGES",
            Self::Remarks => "REMARKS",
            Self::Balances => "BALANCES",
            Self::Turnovers => "TURNOVERS",
            Self::Files => "FILES",
            Self::Exports => "EXPORTS",
            Self::Imports => "IMPORTS",
            Self::ImportedRows => "IMPORTED_ROWS",
            Self::ImportLocks => "IMPORT_LOCKS",
            Self::Invitations => "INVITATIONS",
            Self::Audit => "AUDIT",
            Self::Companies => "COMPANIES",
            Self::LicencePayments => "LICENCE_PAYMENTS",
            Self::SzamlazzDocuments => "SZAMLAZZ_DOCUMENTS",
            Self::Unmatched => "UNMATCHED",
            Self::AgentTasks => "AGENT_TASKS",
            Self::BankTransactions => "BANK_TRANSACTIONS",
            Self::Receipts => "RECEIPTS",
        }
    }

    /// The partition key.
    pub fn of(self, workspace: WorkspaceId) -> String {
        format!("{workspace}#{}", self.name())
    }
}

/// The partitions that hold items of many workspaces. Their sort keys begin with the workspace's id: deletion
/// of a workspace has to visit them, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedPartition {
    /// One item per connection that NAV refuses.
    Stopped,
    /// One item per refused document.
    Refused,
    /// One item per licence, with its end.
    Licences,
    /// One item per request for deletion.
    Deletions,
    /// One item per workspace that has work with Számlázz.hu's Agent, with when it is due.
    AgentWork,
}

impl SharedPartition {
    /// Every one of them.
    pub const ALL: [Self; 5] =
        [Self::Stopped, Self::Refused, Self::Licences, Self::Deletions, Self::AgentWork];

    /// The partition key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stopped => "STOPPED",
            Self::Refused => "REFUSED",
            Self::Licences => "LICENCES",
            Self::Deletions => "DELETIONS",
            Self::AgentWork => "AGENT_WORK",
        }
    }
}
