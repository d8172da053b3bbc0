//! The user pool, as far as signed-in people need it. open-accounts makes its users.

use aws_sdk_cognitoidentityprovider::{
    Client,
    error::DisplayErrorContext,
    operation::{admin_user_global_sign_out::AdminUserGlobalSignOutError, get_user::GetUserError},
    types::AttributeType,
};
use axum::http::StatusCode;
use domain::{email::EmailAddress, ids::AccountId};
use lambda::problem::Problem;

/// The user pool of the deployment.
#[derive(Clone, Debug)]
pub struct Cognito {
    client: Client,
    pool: String,
}

/// Somebody who signed in through a social provider.
#[derive(Clone, Debug)]
pub struct SocialUser {
    /// The name in the user pool, such as `Google_1234`.
    pub name: String,
    /// The address, where the provider has checked that it is the person's.
    pub email: Option<EmailAddress>,
}

impl Cognito {
    /// The pool of that id.
    pub fn new(client: Client, pool: String) -> Self {
        Self { client, pool }
    }

    /// Ends every session of the account's user: none is prolonged any more. A user who signs in through
    /// social providers only has none here.
    pub async fn sign_out(&self, account: AccountId) -> Result<(), Problem> {
        let request = self.client.admin_user_global_sign_out().user_pool_id(&self.pool);
        match request.username(account.to_string()).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.into_service_error() {
                AdminUserGlobalSignOutError::UserNotFoundException(_) => Ok(()),
                error => Err(unavailable(error)),
            },
        }
    }

    /// Whose access token this is; none where Cognito does not know it.
    pub async fn user_of_token(&self, token: &str) -> Result<Option<SocialUser>, Problem> {
        match self.client.get_user().access_token(token).send().await {
            Ok(user) => Ok(Some(social_user(user.username, &user.user_attributes))),
            Err(error) => match error.into_service_error() {
                GetUserError::NotAuthorizedException(_)
                | GetUserError::InvalidParameterException(_)
                | GetUserError::UserNotFoundException(_) => Ok(None),
                error => Err(unavailable(error)),
            },
        }
    }

    /// The user of that name.
    pub async fn user(&self, name: &str) -> Result<SocialUser, Problem> {
        let request = self.client.admin_get_user().user_pool_id(&self.pool).username(name);
        let user = request.send().await.map_err(unavailable)?;
        Ok(social_user(user.username, &user.user_attributes.unwrap_or_default()))
    }
}

/// Providers' word on whether an address was checked is kept apart from Cognito's own attribute: with that one
/// an alias would move from the account that has it.
const CHECKED: &str = "custom:email_checked";

fn social_user(name: String, attributes: &[AttributeType]) -> SocialUser {
    let value = |name: &str| {
        let mut named = attributes.iter().filter(|attribute| attribute.name == name);
        named.next().and_then(|attribute| attribute.value.as_deref())
    };
    let checked = value(CHECKED) == Some("true");
    let email = value("email").filter(|_| checked).and_then(|email| EmailAddress::parse(email).ok());
    SocialUser { name, email }
}

fn unavailable(error: impl std::error::Error) -> Problem {
    tracing::error!(error = %DisplayErrorContext(error), "Cognito did not answer as it should");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
}
