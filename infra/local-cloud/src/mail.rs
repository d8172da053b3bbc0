//! Mail of the local cloud: SES sends nothing and remembers everything.

use anyhow::{Context, Result};
use aws_config::SdkConfig;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use serde_json::Value;

/// Lets SES send by this address, as the owner of the address would by following a link.
pub async fn verify_sender(config: &SdkConfig, address: &str) -> Result<()> {
    let create = aws_sdk_sesv2::Client::new(config).create_email_identity().email_identity(address);
    match create.send().await {
        Ok(_) => Ok(()),
        Err(error) if error.as_service_error().is_some_and(|error| error.is_already_exists_exception()) => {
            Ok(())
        }
        Err(error) => Err(error).context("SES did not take the sender"),
    }
}

/// Every mail that was sent, by SES or by Cognito: `To`, `Subject`, `BodyText`, `BodyHtml`.
pub async fn mails(endpoint: &str) -> Result<Vec<Value>> {
    let url = format!("{endpoint}/_ministack/ses/messages");
    let all: Value = transport::client()?.get(url).send().await?.json().await?;
    let accounts = all["messages"].as_object().into_iter().flatten();
    Ok(accounts.filter_map(|(_, mails)| mails.as_array().cloned()).flatten().collect())
}

/// Sends a text as anybody could who may use the sender.
pub async fn send(ses: &aws_sdk_sesv2::Client, from: &str, to: &str, text: &str) -> Result<()> {
    let content = || Content::builder().data(text).build();
    let message =
        Message::builder().subject(content()?).body(Body::builder().text(content()?).build()).build();
    let send = ses.send_email().from_email_address(from);
    let send = send.destination(Destination::builder().to_addresses(to).build());
    send.content(EmailContent::builder().simple(message).build()).send().await?;
    Ok(())
}
