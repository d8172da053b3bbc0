//! Accounts and their e-mail addresses.

use domain::{email::EmailAddress, ids::AccountId, workspace::Account};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    table::{Store, part, to_item},
};

/// Whose an e-mail address is.
#[derive(Serialize, Deserialize)]
struct Claim {
    account: AccountId,
}

impl Store {
    /// The account.
    pub async fn account(&self, account: AccountId) -> Result<Option<Account>, StoreError> {
        self.get(&keys::account(account)).await
    }

    /// The account that an address belongs to.
    pub async fn account_of(&self, email: &EmailAddress) -> Result<Option<AccountId>, StoreError> {
        Ok(self
            .get::<Claim>(&keys::email(email))
            .await?
            .map(|claim| claim.account))
    }

    /// Makes the account unless its address already has one, and answers whose the address is then.
    pub async fn claim_email(&self, account: &Account) -> Result<AccountId, StoreError> {
        if let Some(owner) = self.account_of(&account.email).await? {
            return Ok(owner);
        }
        let claim = to_item(&keys::email(&account.email), &Claim { account: account.id })?;
        let profile = to_item(&keys::account(account.id), account)?;
        let writes = vec![
            part!(
                put,
                self.put(claim).condition_expression("attribute_not_exists(pk)")
            ),
            part!(
                put,
                self.put(profile).condition_expression("attribute_not_exists(pk)")
            ),
        ];
        match self.transact(writes).await {
            Ok(()) => Ok(account.id),
            Err(StoreError::Conflict) => self.account_of(&account.email).await?.ok_or(StoreError::Conflict),
            Err(error) => Err(error),
        }
    }
}
