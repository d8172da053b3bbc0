//! Mails: each is named after its cause, so that one cause is told once.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{email::EmailAddress, hex::hex, language::Language};

/// A mail that is to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mail {
    /// Named after its cause and whom it goes to.
    pub id: String,
    /// Whom.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub template: MailTemplate,
    /// What its texts need to know, by name.
    pub arguments: Vec<(String, String)>,
    /// When its cause was.
    pub at: Timestamp,
    /// When its sending was last begun: whoever comes at the same time leaves it alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub begun_at: Option<Timestamp>,
}

/// What a mail says. Its texts begin with `mail-` and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MailTemplate {
    /// Somebody invites you.
    Invitation,
    /// The licence ends in some days.
    LicenceEnds,
    /// The licence ends today.
    LicenceEndsToday,
    /// A payment was recorded.
    Paid,
    /// The deletion of the workspace was asked for.
    DeletionRequested,
    /// Support refused the deletion.
    DeletionRefused,
    /// The workspace is deleted.
    Deleted,
}

impl MailTemplate {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Invitation,
        Self::LicenceEnds,
        Self::LicenceEndsToday,
        Self::Paid,
        Self::DeletionRequested,
        Self::DeletionRefused,
        Self::Deleted,
    ];

    /// Its name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::LicenceEnds => "licence-ends",
            Self::LicenceEndsToday => "licence-ends-today",
            Self::Paid => "paid",
            Self::DeletionRequested => "deletion-requested",
            Self::DeletionRefused => "deletion-refused",
            Self::Deleted => "deleted",
        }
    }
}

impl Mail {
    /// A mail for a cause, such as `invitation-…-2`.
    pub fn new(
        cause: &str,
        to: &EmailAddress,
        language: Language,
        template: MailTemplate,
        at: Timestamp,
    ) -> Self {
        let id =
            hex(&Sha256::new().chain_update(cause).chain_update("\0").chain_update(to.as_str()).finalize()
                [..16]);
        Self { id, to: to.clone(), language, template, arguments: Vec::new(), at, begun_at: None }
    }

    /// With something that its texts need to know.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Why an address gets no mail any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailPause {
    /// Why.
    pub reason: PauseReason,
    /// Since when.
    pub at: Timestamp,
}

/// What came back from an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PauseReason {
    /// It does not exist, or takes nothing.
    Bounce,
    /// Its person called our mail unwanted.
    Complaint,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_is_one_mail_to_each() {
        let mail = |cause, to| {
            let to = EmailAddress::parse(to).unwrap();
            Mail::new(cause, &to, Language::Hu, MailTemplate::Deleted, Timestamp::UNIX_EPOCH).id
        };
        assert_eq!(mail("a", "anna@example.com"), mail("a", "anna@example.com"));
        assert_ne!(mail("a", "anna@example.com"), mail("b", "anna@example.com"));
        assert_ne!(mail("a", "anna@example.com"), mail("a", "bela@example.com"));
    }

    #[test]
    fn templates_are_named_as_they_are_serialised() {
        for template in MailTemplate::ALL {
            assert_eq!(serde_json::to_value(template).unwrap(), template.name());
        }
    }
}
