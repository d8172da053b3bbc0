//! Who may do what in a workspace: the one table of roles and actions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A member's role in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the business: may do everything.
    Owner,
    /// Looks at the books and changes nothing.
    Viewer,
}

/// What a route does in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read the workspace's own data and its members.
    ReadWorkspace,
    /// Add and remove members.
    ManageMembers,
    /// Read the state of the connection to NAV. Its secrets are shown to nobody.
    ReadConnection,
    /// Set or remove the connection to NAV.
    ManageConnection,
    /// Read invoices and their XML.
    ReadInvoices,
    /// Mark invoices as processed.
    ProcessInvoices,
    /// Have a month reconciled with NAV anew.
    RequestReconciliation,
    /// Read notices.
    ReadNotices,
    /// Mark notices as read.
    ManageNotices,
    /// Read the books, and look up at NAV who the partner of an invoice is.
    ReadBooks,
    /// Change partners, products, ledger accounts, vouchers and payments.
    ManageBooks,
    /// Draft, issue and cancel documents, and set their numbers.
    IssueDocuments,
    /// Change the company's settings.
    ManageSettings,
    /// Upload Excel files, commit and undo them.
    ImportBooks,
}

impl Role {
    /// Whether a member of this role may do it.
    pub fn allows(self, action: Action) -> bool {
        use Action::{
            ImportBooks, IssueDocuments, ManageBooks, ManageConnection, ManageMembers, ManageNotices,
            ManageSettings, ProcessInvoices, ReadBooks, ReadConnection, ReadInvoices, ReadNotices,
            ReadWorkspace, RequestReconciliation,
        };
        match action {
            ReadWorkspace | ReadConnection | ReadInvoices | ReadNotices | ReadBooks => true,
            ManageMembers
            | ManageConnection
            | ProcessInvoices
            | RequestReconciliation
            | ManageNotices
            | ManageBooks
            | IssueDocuments
            | ManageSettings
            | ImportBooks => self == Self::Owner,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_viewer_changes_nothing() {
        for action in [
            Action::ManageMembers,
            Action::ManageConnection,
            Action::ProcessInvoices,
            Action::ManageNotices,
            Action::ManageBooks,
            Action::IssueDocuments,
            Action::ManageSettings,
            Action::ImportBooks,
        ] {
            assert!(Role::Owner.allows(action));
            assert!(!Role::Viewer.allows(action));
        }
        assert!(Role::Viewer.allows(Action::ReadInvoices) && Role::Viewer.allows(Action::ReadBooks));
    }
}
