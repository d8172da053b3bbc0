//! The user pool, as far as signed-in people need it. open-accounts makes its users.

use aws_sdk_cognitoidentityprovider::{
    Client,
    error::DisplayErrorContext,
    operation::{admin_user_global_sign_out::AdminUserGlobalSignOutError, get_user::GetUserError},
};
use axum::http::StatusCode;
use domain::ids::AccountId;
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

    /// The name of the user whose access token this is; none where Cognito does not know it.
    pub async fn user_of_token(&self, token: &str) -> Result<Option<String>, Problem> {
        match self.client.get_user().access_token(token).send().await {
            Ok(user) => Ok(Some(user.username)),
            Err(error) => match error.into_service_error() {
                GetUserError::NotAuthorizedException(_)
                | GetUserError::InvalidParameterException(_)
                | GetUserError::UserNotFoundException(_) => Ok(None),
                error => Err(unavailable(error)),
            },
        }
    }
}

fn unavailable(error: impl std::error::Error) -> Problem {
    tracing::error!(error = %DisplayErrorContext(error), "Cognito did not answer as it should");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
}
