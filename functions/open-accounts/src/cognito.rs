//! The user pool. Cognito holds the passwords; public sign-up there is switched off.

use aws_sdk_cognitoidentityprovider::{
    Client,
    error::DisplayErrorContext,
    operation::{
        admin_create_user::AdminCreateUserError, admin_get_user::AdminGetUserError,
        forgot_password::ForgotPasswordError,
    },
    types::{AttributeType, DeliveryMediumType, MessageActionType, UserStatusType},
};
use domain::{ids::AccountId, workspace::Account};
use thiserror::Error;

/// The user pool of the deployment.
#[derive(Clone, Debug)]
pub struct Cognito {
    client: Client,
    pool: String,
    app: String,
}

/// The user pool did not do as asked: try again later.
#[derive(Debug, Error)]
#[error("Cognito: {0}")]
pub struct CognitoError(String);

/// How a user stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    Nobody,
    /// It has not chosen a password yet.
    Invited,
    /// It has.
    Confirmed,
}

impl Cognito {
    /// The pool of that id, and its client, through which people ask for codes.
    pub fn new(client: Client, pool: String, app: String) -> Self {
        Self { client, pool, app }
    }

    /// Makes the account's user, to whom Cognito mails a temporary password. False says that it was there.
    pub async fn invite(&self, account: &Account) -> Result<bool, CognitoError> {
        match self.create(account, None).await {
            Ok(()) => Ok(true),
            Err(AdminCreateUserError::UsernameExistsException(_)) => Ok(false),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Mails a new temporary password to a user who has not signed in yet; nothing to one who has.
    pub async fn invite_again(&self, account: &Account) -> Result<(), CognitoError> {
        match self.create(account, Some(MessageActionType::Resend)).await {
            Ok(()) | Err(AdminCreateUserError::UnsupportedUserStateException(_)) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// How the account's user stands.
    pub async fn standing(&self, account: AccountId) -> Result<Standing, CognitoError> {
        let request = self.client.admin_get_user().user_pool_id(&self.pool).username(account.to_string());
        match request.send().await {
            Ok(user) if user.user_status == Some(UserStatusType::ForceChangePassword) => {
                Ok(Standing::Invited)
            }
            Ok(_) => Ok(Standing::Confirmed),
            Err(error) => match error.into_service_error() {
                AdminGetUserError::UserNotFoundException(_) => Ok(Standing::Nobody),
                error => Err(unavailable(error)),
            },
        }
    }

    /// Mails a code with which the user sets a new password. False says that none can be mailed.
    pub async fn mail_code(&self, account: AccountId) -> Result<bool, CognitoError> {
        let request = self.client.forgot_password().client_id(&self.app).username(account.to_string());
        let Err(error) = request.send().await else { return Ok(true) };
        match error.into_service_error() {
            // Who asked too often, is disabled, or has no address that works gets none, however often it is
            // tried.
            error @ (ForgotPasswordError::LimitExceededException(_)
            | ForgotPasswordError::NotAuthorizedException(_)
            | ForgotPasswordError::InvalidParameterException(_)
            | ForgotPasswordError::CodeDeliveryFailureException(_)
            | ForgotPasswordError::UserNotFoundException(_)) => {
                tracing::warn!(%account, error = %DisplayErrorContext(error), "no code was mailed");
                Ok(false)
            }
            error => Err(unavailable(error)),
        }
    }

    async fn create(
        &self,
        account: &Account,
        action: Option<MessageActionType>,
    ) -> Result<(), AdminCreateUserError> {
        let request =
            self.client.admin_create_user().user_pool_id(&self.pool).username(account.id.to_string());
        let attributes = [
            ("email", account.email.as_str()),
            ("email_verified", "true"),
            ("locale", account.language.code()),
        ];
        let attributes = attributes
            .into_iter()
            .filter_map(|(name, value)| AttributeType::builder().name(name).value(value).build().ok());
        let request = request.set_user_attributes(Some(attributes.collect())).set_message_action(action);
        let request = request.desired_delivery_mediums(DeliveryMediumType::Email);
        request.send().await.map(|_| ()).map_err(|error| error.into_service_error())
    }
}

fn unavailable(error: impl std::error::Error) -> CognitoError {
    CognitoError(DisplayErrorContext(error).to_string())
}
