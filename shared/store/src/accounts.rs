//! Accounts and their e-mail addresses.

use std::collections::HashMap;

use domain::{email::EmailAddress, ids::AccountId, workspace::Account};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    table::{Store, attribute, from_item, part, to_item},
};

/// Whose an e-mail address is.
#[derive(Serialize, Deserialize)]
struct Claim {
    account: AccountId,
}

/// A social identity of an account.
#[derive(Serialize, Deserialize)]
struct Identity {
    name: String,
}

impl Store {
    /// The account.
    pub async fn account(&self, account: AccountId) -> Result<Option<Account>, StoreError> {
        self.get(&keys::account(account)).await
    }

    /// The account that an address belongs to.
    pub async fn account_of(&self, email: &EmailAddress) -> Result<Option<AccountId>, StoreError> {
        Ok(self.get::<Claim>(&keys::email(email)).await?.map(|claim| claim.account))
    }

    /// Makes the account unless its address already has one, and answers whose the address is then.
    pub async fn claim_email(&self, account: &Account) -> Result<AccountId, StoreError> {
        if let Some(owner) = self.account_of(&account.email).await? {
            return Ok(owner);
        }
        let claim = to_item(&keys::email(&account.email), &Claim { account: account.id })?;
        let profile = to_item(&keys::account(account.id), account)?;
        let writes = vec![
            part!(put, self.put(claim).condition_expression("attribute_not_exists(pk)")),
            part!(put, self.put(profile).condition_expression("attribute_not_exists(pk)")),
        ];
        match self.transact(writes).await {
            Ok(()) => Ok(account.id),
            Err(StoreError::Conflict) => self.account_of(&account.email).await?.ok_or(StoreError::Conflict),
            Err(error) => Err(error),
        }
    }

    /// Notes that the account's person was mailed a new temporary password.
    pub async fn note_invited_again(&self, account: AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.note(account, "invited_again_at", now).await
    }

    /// Notes that the account's person was mailed a code for a new password.
    pub async fn note_code_mailed(&self, account: AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.note(account, "code_mailed_at", now).await
    }

    /// Notes a moment on the account.
    async fn note(&self, account: AccountId, what: &str, now: Timestamp) -> Result<(), StoreError> {
        let update = self
            .update(&keys::account(account))
            .update_expression(format!("SET {what} = :now"))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", attribute(&now)?);
        self.apply(update).await
    }

    /// Refuses the account's tokens from now on: those that were issued before.
    pub async fn sign_out(&self, account: AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.note(account, "signed_out_at", now).await
    }

    /// The account that a social identity was linked to.
    pub async fn identity(&self, name: &str) -> Result<Option<AccountId>, StoreError> {
        Ok(self.get::<Claim>(&keys::identity(name)).await?.map(|claim| claim.account))
    }

    /// Links a social identity to an account. A conflict says that it is linked already.
    pub async fn link_identity(&self, name: &str, account: AccountId) -> Result<(), StoreError> {
        let claim = self.put(to_item(&keys::identity(name), &Claim { account })?);
        let listed = Identity { name: name.to_owned() };
        let listed = self.put(to_item(&keys::account_identity(account, name), &listed)?);
        let claim = claim.condition_expression("attribute_not_exists(pk)");
        self.transact(vec![part!(put, claim), part!(put, listed)]).await
    }

    /// The social identities that are linked to an account.
    pub async fn identities_of(&self, account: AccountId) -> Result<Vec<String>, StoreError> {
        let partition = keys::account_partition(account);
        let listed: Vec<Identity> = self.query(&partition, keys::ACCOUNT_IDENTITY).await?;
        Ok(listed.into_iter().map(|identity| identity.name).collect())
    }

    /// Takes a social identity from an account. A conflict says that it was not linked to it.
    pub async fn unlink_identity(&self, name: &str, account: AccountId) -> Result<(), StoreError> {
        let delete = self
            .delete(&keys::identity(name))
            .condition_expression("account = :account")
            .expression_attribute_values(":account", attribute(&account)?);
        let listed = self.delete(&keys::account_identity(account, name));
        self.transact(vec![part!(delete, delete), part!(delete, listed)]).await
    }

    /// The addresses of accounts, those that there are.
    pub async fn addresses_of(
        &self,
        accounts: &[AccountId],
    ) -> Result<HashMap<AccountId, EmailAddress>, StoreError> {
        let keys: Vec<_> = accounts.iter().copied().map(keys::account).collect();
        let found = self.get_many(&keys, None, false).await?.into_iter().map(from_item::<Account>);
        found.map(|account| account.map(|account| (account.id, account.email))).collect()
    }
}
