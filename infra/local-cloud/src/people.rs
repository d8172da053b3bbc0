//! People of a stack's user pool: what the mails of Cognito are for on AWS.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use aws_config::SdkConfig;
use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::error::DisplayErrorContext;
use aws_sdk_cognitoidentityprovider::types::{AuthFlowType, MessageActionType};

use crate::Stack;

/// Gives a person that signed up a password, as if the mailed one had been replaced by it. The address is
/// compared as Cognito keeps it: letter by letter on the local cloud, whatever the case on AWS.
pub async fn set_password(config: &SdkConfig, stack: &Stack, email: &str, password: &str) -> Result<()> {
    let (cognito, name) = (Client::new(config), user_name(config, stack, email).await?);
    let set = cognito.admin_set_user_password().user_pool_id(&stack.user_pool_id).username(name);
    set.password(password).permanent(true).send().await.context("the password was not set")?;
    Ok(())
}

/// Adds a person that signed up to a group of the user pool, by the group's logical id.
pub async fn add_to_group(config: &SdkConfig, stack: &Stack, email: &str, group: &str) -> Result<()> {
    let (cognito, name) = (Client::new(config), user_name(config, stack, email).await?);
    let add = cognito.admin_add_user_to_group().user_pool_id(&stack.user_pool_id).username(name);
    add.group_name(stack.resource(group)?).send().await.context("the group took no member")?;
    Ok(())
}

/// How long an account may take to be opened: signing up is worked off behind a queue.
const OPENED: Duration = Duration::from_secs(60);

async fn user_name(config: &SdkConfig, stack: &Stack, email: &str) -> Result<String> {
    let (cognito, begun) = (Client::new(config), Instant::now());
    loop {
        let list = cognito.list_users().user_pool_id(&stack.user_pool_id);
        let users = list.filter(format!("email = \"{email}\"")).send().await?;
        if let Some(name) = users.users().first().and_then(|user| user.username()) {
            return Ok(name.to_owned());
        }
        if begun.elapsed() > OPENED {
            bail!("{email} is not in the user pool");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Signs in by password and answers with an access token, which lives 5 minutes.
pub async fn sign_in(config: &SdkConfig, client_id: &str, email: &str, password: &str) -> Result<String> {
    let request = Client::new(config).initiate_auth().client_id(client_id);
    let request = request.auth_flow(AuthFlowType::UserPasswordAuth);
    let request = request.auth_parameters("USERNAME", email).auth_parameters("PASSWORD", password);
    let answer = request.send().await.map_err(|error| {
        anyhow::anyhow!("{email} could not sign in: {}", DisplayErrorContext(error.into_service_error()))
    })?;
    let tokens = answer.authentication_result.context("Cognito wants more than a password")?;
    tokens.access_token.context("Cognito sent no access token")
}

/// Makes a user of that name, as a social provider would, and answers with an access token of it.
pub async fn made_user(config: &SdkConfig, stack: &Stack, name: &str, password: &str) -> Result<String> {
    let cognito = Client::new(config);
    let create = cognito.admin_create_user().user_pool_id(&stack.user_pool_id).username(name);
    create.message_action(MessageActionType::Suppress).send().await.context("the user was not made")?;
    let set = cognito.admin_set_user_password().user_pool_id(&stack.user_pool_id).username(name);
    set.password(password).permanent(true).send().await.context("the password was not set")?;
    sign_in(config, &stack.user_pool_client_id, name, password).await
}
