//! Cognito's own messages in our words. Cognito puts the code, or the temporary password, and the user name
//! in the places that its event names.

use domain::language::Language;
use serde_json::{Value, json};

use crate::letter::of_texts;

/// The texts of a message begin with `mail-` and this name.
fn name(trigger: &str) -> &'static str {
    match trigger {
        "CustomMessage_AdminCreateUser" => "temporary-password",
        "CustomMessage_ForgotPassword" => "password-code",
        _ => "code",
    }
}

/// The event with our words in its answer. Where they cannot be written, Cognito's default ones stay:
/// somebody who waits for a password had better get one in English than none.
pub fn answered(mut event: Value) -> Value {
    let request = &event["request"];
    let text = |value: &Value, usual: &str| value.as_str().unwrap_or(usual).to_owned();
    let language = language(&request["userAttributes"]["locale"]);
    let arguments = [
        ("code".to_owned(), text(&request["codeParameter"], "{####}")),
        ("username".to_owned(), text(&request["usernameParameter"], "{username}")),
    ];
    let trigger = text(&event["triggerSource"], "");
    match of_texts(language, name(&trigger), &arguments) {
        Ok(letter) => {
            event["response"]["emailSubject"] = json!(letter.subject);
            event["response"]["emailMessage"] = json!(letter.html);
        }
        Err(error) => tracing::error!(%error, trigger, "Cognito writes in its own words"),
    }
    event
}

fn language(locale: &Value) -> Language {
    Language::accepted(locale.as_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cognito_finds_its_places_and_the_persons_language() {
        for (trigger, locale, username) in [
            ("CustomMessage_AdminCreateUser", "hu", true),
            ("CustomMessage_ForgotPassword", "fi", false),
            ("CustomMessage_VerifyUserAttribute", "pl", false),
            ("CustomMessage_Authentication", "xx", false),
        ] {
            let event = json!({
                "triggerSource": trigger,
                "request": {
                    "userAttributes": { "locale": locale }, "codeParameter": "{####}",
                    "usernameParameter": "{username}",
                },
                "response": { "smsMessage": null, "emailMessage": null, "emailSubject": null },
            });
            let answer = answered(event);
            let message = answer["response"]["emailMessage"].as_str().unwrap();
            assert!(message.contains("{####}"), "{message}");
            assert_eq!(message.contains("{username}"), username, "{message}");
            let language = Language::accepted(locale);
            assert!(message.contains(&format!("lang=\"{}\"", language.code())));
            assert!(message.len() < 20_000, "Cognito takes no longer one");
            assert!(answer["response"]["emailSubject"].as_str().is_some_and(|s| s.len() <= 140));
        }
    }
}
