//! The user pool, as far as signed-in people need it. open-accounts makes its users.

use aws_sdk_cognitoidentityprovider::{
    Client,
    error::DisplayErrorContext,
    operation::{
        admin_get_user::AdminGetUserError, admin_user_global_sign_out::AdminUserGlobalSignOutError,
        get_user::GetUserError,
    },
    types::AttributeType,
};
use axum::http::StatusCode;
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

    /// Ends every session of a user: none is prolonged any more. A user who is gone has none.
    pub async fn sign_out(&self, name: &str) -> Result<(), Problem> {
        let request = self.client.admin_user_global_sign_out().user_pool_id(&self.pool);
        match request.username(name).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.into_service_error() {
                AdminUserGlobalSignOutError::UserNotFoundException(_) => Ok(()),
                error => Err(unavailable(error)),
            },
        }
    }

    /// The name of the user of this pool whose access token this is; none where there is no such user.
    pub async fn user_of_token(&self, token: &str) -> Result<Option<String>, Problem> {
        let user = match self.client.get_user().access_token(token).send().await {
            Ok(user) => user,
            Err(error) => match error.into_service_error() {
                GetUserError::NotAuthorizedException(_)
                | GetUserError::InvalidParameterException(_)
                | GetUserError::UserNotFoundException(_) => return Ok(None),
                error => return Err(unavailable(error)),
            },
        };
        // GetUser answers for the tokens of any pool of the region: a user of another one may bear the name
        // of one of ours, but not its `sub`.
        let ours = self.client.admin_get_user().user_pool_id(&self.pool).username(&user.username);
        let ours = match ours.send().await {
            Ok(ours) => ours,
            Err(error) => match error.into_service_error() {
                AdminGetUserError::UserNotFoundException(_) => return Ok(None),
                error => return Err(unavailable(error)),
            },
        };
        let same =
            sub(&user.user_attributes).is_some_and(|theirs| sub(ours.user_attributes()) == Some(theirs));
        Ok(same.then_some(user.username))
    }
}

/// What tells a user from all others, of whatever pool.
fn sub(attributes: &[AttributeType]) -> Option<&str> {
    attributes.iter().find(|attribute| attribute.name == "sub")?.value.as_deref()
}

fn unavailable(error: impl std::error::Error) -> Problem {
    tracing::error!(error = %DisplayErrorContext(error), "Cognito did not answer as it should");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
}
