//! The user pool. Cognito holds the passwords and writes the mails; public sign-up there is switched off.

use aws_sdk_cognitoidentityprovider::{
    Client,
    error::DisplayErrorContext,
    operation::admin_create_user::AdminCreateUserError,
    types::{AttributeType, DeliveryMediumType, MessageActionType},
};
use domain::workspace::Account;
use lambda::problem::Problem;

/// The user pool of the deployment.
#[derive(Clone, Debug)]
pub struct Cognito {
    client: Client,
    pool: String,
}

impl Cognito {
    /// The pool of that id.
    pub fn new(client: Client, pool: String) -> Self {
        Self { client, pool }
    }

    /// Makes the account's user, to whom Cognito mails a temporary password. False says that it was there.
    pub async fn invite(&self, account: &Account) -> Result<bool, Problem> {
        match self.create(account, None).await {
            Ok(()) => Ok(true),
            Err(AdminCreateUserError::UsernameExistsException(_)) => Ok(false),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Mails a new temporary password to a user who has not signed in yet; nothing to one who has.
    pub async fn invite_again(&self, account: &Account) -> Result<(), Problem> {
        match self.create(account, Some(MessageActionType::Resend)).await {
            Ok(()) | Err(AdminCreateUserError::UnsupportedUserStateException(_)) => Ok(()),
            Err(error) => Err(unavailable(error)),
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

fn unavailable(error: AdminCreateUserError) -> Problem {
    tracing::error!(error = %DisplayErrorContext(error), "Cognito did not take the user");
    Problem::new(axum::http::StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
}
