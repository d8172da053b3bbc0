//! What SES tells of mails that came back or were called unwanted: the address gets none until its person
//! says so. What may pass, such as a full mailbox, stops nothing; SES tries again by itself.

use domain::{
    email::EmailAddress,
    mail::{MailPause, PauseReason},
};
use serde::Deserialize;

use crate::{App, MailError};

/// An event of SES, as its configuration set publishes it.
#[derive(Debug, Deserialize)]
#[serde(tag = "eventType")]
pub enum Feedback {
    /// A mail came back.
    Bounce {
        /// How.
        bounce: Bounce,
    },
    /// A mail was called unwanted.
    Complaint {
        /// By whom.
        complaint: Complaint,
    },
    /// Whatever else SES tells.
    #[serde(other)]
    Other,
}

/// How a mail came back.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bounce {
    bounce_type: String,
    bounced_recipients: Vec<Recipient>,
}

/// Who called a mail unwanted.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Complaint {
    complained_recipients: Vec<Recipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
}

/// Records it.
pub async fn record(app: &App, feedback: Feedback) -> Result<(), MailError> {
    let (reason, recipients) = match feedback {
        Feedback::Bounce { bounce } if bounce.bounce_type == "Permanent" => {
            (PauseReason::Bounce, bounce.bounced_recipients)
        }
        Feedback::Complaint { complaint } => (PauseReason::Complaint, complaint.complained_recipients),
        Feedback::Bounce { .. } | Feedback::Other => return Ok(()),
    };
    let pause = MailPause { reason, at: app.clock.now() };
    for recipient in recipients {
        match address(&recipient.email_address) {
            Some(address) => app.store.pause_mail(&address, &pause).await?,
            None => tracing::warn!("SES tells of an address that is none"),
        }
    }
    Ok(())
}

/// The address, which SES may give with a name: `Anna <anna@example.com>`.
fn address(text: &str) -> Option<EmailAddress> {
    let bare = text.rsplit_once('<').map_or(text, |(_, rest)| rest.trim_end_matches('>'));
    EmailAddress::parse(bare).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_with_and_without_a_name() {
        for text in ["anna@example.com", "Anna <anna@example.com>", "<Anna@Example.com>"] {
            assert_eq!(address(text).unwrap().as_str(), "anna@example.com");
        }
        assert_eq!(address("nobody"), None);
    }
}
