//! Invitations: listed in the workspace and with the address, together with the mail that tells of them.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    audit::AuditEntry,
    email::EmailAddress,
    ids::WorkspaceId,
    invitation::Invitation,
    mail::Mail,
    messages::{AddressMessage, Wish},
    workspace::Membership,
};
use uuid::Uuid;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    outbox::{Outbox, OutboxEvent},
    table::{Store, number, part, to_item},
};

/// The condition that an item is of a sequence.
macro_rules! at_sequence {
    ($write:expr, $before:expr) => {
        $write
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number($before.sequence))
    };
}

impl Store {
    /// The invitation of an address into a workspace.
    pub async fn invitation(
        &self,
        workspace: WorkspaceId,
        email: &EmailAddress,
    ) -> Result<Option<Invitation>, StoreError> {
        self.get(&keys::invitation(workspace, email)).await
    }

    /// The invitations into a workspace, newest first.
    pub async fn invitations(&self, workspace: WorkspaceId) -> Result<Vec<Invitation>, StoreError> {
        let partition = WorkspacePartition::Invitations.of(workspace);
        self.newest_first(&partition, |invitation: &Invitation| {
            (invitation.at, invitation.email.as_str().to_owned())
        })
        .await
    }

    /// The invitations of an address.
    pub async fn invitations_of(&self, email: &EmailAddress) -> Result<Vec<Invitation>, StoreError> {
        self.query(&keys::email_partition(email), keys::INVITED).await
    }

    /// Invites an address, which is given an account where it has none. `before` is the invitation that this
    /// one takes the place of. A conflict says that somebody else did so first, or that the workspace is
    /// gone.
    pub async fn invite(
        &self,
        invitation: &Invitation,
        before: Option<&Invitation>,
        entry: &AuditEntry,
        mail: Option<&Mail>,
        (outbox, random): (&Outbox, Uuid),
    ) -> Result<(), StoreError> {
        let Invitation { workspace, email, language, .. } = invitation;
        let item = to_item(&keys::invitation(*workspace, email), invitation)?;
        let put = match before {
            None => self.put(item).condition_expression("attribute_not_exists(pk)"),
            Some(before) => at_sequence!(self.put(item), before),
        };
        let listed = self.put(to_item(&keys::invited(email, *workspace), invitation)?);
        let address = AddressMessage { wish: Wish::SignUp, email: email.clone(), language: *language };
        let mut writes = vec![
            part!(put, put),
            part!(put, listed),
            self.exists(&keys::cover(*workspace))?,
            self.audit_put(*workspace, entry, email.as_str())?,
            outbox.entry(&OutboxEvent::address(&address, random)?)?,
        ];
        writes.extend(self.mail_puts(mail.map_or(&[], std::slice::from_ref), outbox)?);
        self.transact(writes).await
    }

    /// Makes the invited person a member. A conflict says that the invitation is not there any more, or that
    /// the person is a member already, or that the workspace is gone.
    pub async fn accept(
        &self,
        invitation: &Invitation,
        membership: &Membership,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let workspace = invitation.workspace;
        let mut writes = vec![self.exists(&keys::cover(workspace))?];
        writes.extend(self.new_membership(membership)?);
        writes.extend(self.invitation_deletes(invitation)?);
        writes.push(self.audit_put(workspace, entry, membership.email.as_str())?);
        self.transact(writes).await
    }

    /// Takes an invitation back, or declines it. A conflict says that it is not there any more.
    pub async fn end_invitation(
        &self,
        invitation: &Invitation,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let Invitation { workspace, email, .. } = invitation;
        let gone = Invitation { gone: true, sequence: invitation.sequence + 1, ..invitation.clone() };
        let mut item = to_item(&keys::invitation(*workspace, email), &gone)?;
        item.insert(
            "expires".to_owned(),
            number((invitation.mailed_at + Invitation::REMEMBERED).as_second()),
        );
        let put = self.put(item);
        let writes = vec![
            part!(put, at_sequence!(put, invitation)),
            part!(delete, self.delete(&keys::invited(email, *workspace))),
            self.audit_put(*workspace, entry, email.as_str())?,
        ];
        self.transact(writes).await
    }

    fn invitation_deletes(&self, invitation: &Invitation) -> Result<[TransactWriteItem; 2], StoreError> {
        let Invitation { workspace, email, .. } = invitation;
        let delete = at_sequence!(self.delete(&keys::invitation(*workspace, email)), invitation);
        Ok([part!(delete, delete), part!(delete, self.delete(&keys::invited(email, *workspace)))])
    }
}
