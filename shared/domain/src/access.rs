//! Who may do what in a workspace: the one table of roles and actions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::package::Feature;

/// A member's role in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the business: may do everything.
    Owner,
    /// Keeps the books and issues documents.
    Bookkeeper,
    /// Looks at the books and changes nothing.
    Viewer,
    /// Somebody of the operator's support, invited to look at what the owner asks about: changes nothing.
    Support,
    /// Keeps the books from a linked office: issues no documents, which are the company's own.
    Accountant,
}

/// What a route does in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read the workspace's own data, its members, its licence and its first steps.
    ReadWorkspace,
    /// Leave the workspace.
    Leave,
    /// Invite people, change their roles, remove them.
    ManageMembers,
    /// Read who did what.
    ReadAudit,
    /// Subscribe and cancel.
    ManageLicence,
    /// Ask for the deletion of the workspace, and withdraw that.
    RequestDeletion,
    /// Read which companies an office has.
    ReadCompanies,
    /// Add companies to an office, and join them.
    ManageCompanies,
    /// Open the demo of an office.
    OpenDemo,
    /// Read the state of the connection to NAV. Its secrets are shown to nobody.
    ReadConnection,
    /// Set the connection to NAV, and end the preparation before it.
    ManageConnection,
    /// Remove the connection to NAV, with its secrets.
    RemoveConnection,
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
    /// Read and export the books, and look up at NAV who the partner of an invoice is.
    ReadBooks,
    /// Change partners, products, ledger accounts, vouchers and payments.
    ManageBooks,
    /// Change the posting rules, and try some.
    ManagePostingRules,
    /// Draft, issue and cancel documents, and set their numbers.
    IssueDocuments,
    /// Change the company's settings.
    ManageSettings,
    /// Upload Excel files, commit and undo them.
    ImportBooks,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Bookkeeper, Self::Viewer, Self::Support, Self::Accountant];

    /// The role's name, as it is serialised; its text bears it behind `role-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Bookkeeper => "bookkeeper",
            Self::Viewer => "viewer",
            Self::Support => "support",
            Self::Accountant => "accountant",
        }
    }

    /// Whether a member of this role may do it.
    pub fn allows(self, action: Action) -> bool {
        use Action as A;
        match action {
            A::ReadWorkspace | A::ReadConnection | A::ReadInvoices | A::ReadNotices | A::ReadBooks => true,
            A::Leave => true,
            A::ProcessInvoices
            | A::RequestReconciliation
            | A::ManageNotices
            | A::ManageBooks
            | A::ManagePostingRules
            | A::ImportBooks
            | A::ReadCompanies => matches!(self, Self::Owner | Self::Bookkeeper | Self::Accountant),
            A::IssueDocuments | A::OpenDemo => matches!(self, Self::Owner | Self::Bookkeeper),
            A::ManageMembers
            | A::ReadAudit
            | A::ManageLicence
            | A::RequestDeletion
            | A::ManageCompanies
            | A::ManageConnection
            | A::RemoveConnection
            | A::ManageSettings => self == Self::Owner,
        }
    }
}

impl Action {
    /// Whether it needs a licence that is in force. The rest works for ever: nobody is locked out of data.
    pub fn needs_licence(self) -> bool {
        use Action as A;
        match self {
            A::ManageCompanies
            | A::OpenDemo
            | A::ManageConnection
            | A::ProcessInvoices
            | A::RequestReconciliation
            | A::ManageBooks
            | A::ManagePostingRules
            | A::IssueDocuments
            | A::ManageSettings
            | A::ImportBooks => true,
            A::ReadWorkspace
            | A::Leave
            | A::ManageMembers
            | A::ReadAudit
            | A::ManageLicence
            | A::RequestDeletion
            | A::ReadCompanies
            | A::ReadConnection
            | A::RemoveConnection
            | A::ReadInvoices
            | A::ReadNotices
            | A::ManageNotices
            | A::ReadBooks => false,
        }
    }

    /// What the package has to have for it, where not every package has it.
    pub fn feature(self) -> Option<Feature> {
        match self {
            Self::ReadCompanies | Self::ManageCompanies => Some(Feature::ManyCompanies),
            Self::OpenDemo => Some(Feature::DemoWorkspace),
            _ => None,
        }
    }

    /// Whether it can be tried in a demo: nothing of it reaches others, or the bill.
    pub fn is_in_demo(self) -> bool {
        use Action as A;
        !matches!(
            self,
            A::ManageConnection
                | A::RemoveConnection
                | A::RequestReconciliation
                | A::ReadCompanies
                | A::ManageCompanies
                | A::OpenDemo
                | A::ManageMembers
                | A::ManageLicence
                | A::RequestDeletion
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_look_change_nothing() {
        for role in [Role::Viewer, Role::Support] {
            for action in [
                Action::ManageMembers,
                Action::ManageConnection,
                Action::ProcessInvoices,
                Action::ManageNotices,
                Action::ManageBooks,
                Action::ManagePostingRules,
                Action::IssueDocuments,
                Action::ManageSettings,
                Action::ImportBooks,
                Action::RequestDeletion,
            ] {
                assert!(Role::Owner.allows(action) && !role.allows(action));
            }
            assert!(role.allows(Action::ReadInvoices) && role.allows(Action::ReadBooks));
        }
    }

    #[test]
    fn those_who_keep_the_books_run_no_business() {
        for role in [Role::Bookkeeper, Role::Accountant] {
            assert!(role.allows(Action::ManageBooks) && role.allows(Action::ImportBooks));
            assert!(role.allows(Action::ManagePostingRules));
            for action in [Action::ManageMembers, Action::ManageLicence, Action::ReadAudit] {
                assert!(!role.allows(action));
            }
        }
        assert!(Role::Bookkeeper.allows(Action::IssueDocuments));
        assert!(!Role::Accountant.allows(Action::IssueDocuments));
    }

    #[test]
    fn roles_are_named_as_they_are_serialised() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
    }
}
