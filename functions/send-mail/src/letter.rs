//! What a mail says: its texts in the language of whoever gets it, laid out as plain text and as HTML.

use askama::Template;
use domain::{language::Language, mail::Mail, wrong::is_longer};
use jiff::civil::Date;
use lambda::texts;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// The parts that every letter has.
struct Parts {
    language: Language,
    subject: String,
    greeting: String,
    /// What happened.
    text: String,
    /// What to do next.
    next: String,
    closing: String,
    footer: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'p> {
    parts: &'p Parts,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Plain<'p> {
    parts: &'p Parts,
}

/// The letter of a mail.
pub fn letter(mail: &Mail) -> Result<Letter, askama::Error> {
    let arguments = arguments(mail);
    of_texts(mail.language, mail.template.name(), &arguments)
}

/// The letter whose texts begin with `mail-` and this name.
pub fn of_texts(
    language: Language,
    name: &str,
    arguments: &[(String, String)],
) -> Result<Letter, askama::Error> {
    let told = |part: &str| texts::told(language, &format!("mail-{name}-{part}"), arguments);
    let short: Vec<_> = arguments.iter().map(|(name, value)| (name.clone(), cut(value))).collect();
    let common = |part: &str| texts::named(language, &format!("mail-{part}"));
    let parts = Parts {
        language,
        subject: texts::told(language, &format!("mail-{name}-subject"), &short),
        greeting: common("greeting"),
        text: told("text"),
        next: told("next"),
        closing: common("closing"),
        footer: common("footer"),
    };
    let (text, html) = (Plain { parts: &parts }.render()?, Html { parts: &parts }.render()?);
    Ok(Letter { subject: parts.subject, text, html })
}

/// The arguments as they are shown: roles by their names, days as people write them.
fn arguments(mail: &Mail) -> Vec<(String, String)> {
    let shown = |(name, value): &(String, String)| {
        let shown = match name.as_str() {
            "role" => texts::named(mail.language, &format!("role-{value}")),
            "until" => value.parse().map_or_else(|_| value.clone(), |day| date(mail.language, day)),
            _ => value.clone(),
        };
        (name.clone(), shown)
    };
    mail.arguments.iter().map(shown).collect()
}

/// Most characters of a name in a subject.
const SHORT: usize = 60;

/// What people entered, short enough for a subject.
fn cut(text: &str) -> String {
    if !is_longer(text, SHORT) {
        return text.to_owned();
    }
    text.chars().take(SHORT - 1).chain(['…']).collect()
}

/// A day as it is written in a language.
fn date(language: Language, day: Date) -> String {
    let format = match language {
        Language::Hu => "%Y. %m. %d.",
        Language::Fi => "%-d.%-m.%Y",
        Language::Pl => "%d.%m.%Y",
        Language::It => "%d/%m/%Y",
        Language::En => "%Y-%m-%d",
    };
    day.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use domain::{email::EmailAddress, mail::MailTemplate};
    use jiff::Timestamp;

    use super::*;

    fn mail(language: Language, template: MailTemplate) -> Mail {
        let to = EmailAddress::parse("anna@example.com").unwrap();
        Mail::new("cause", &to, language, template, Timestamp::UNIX_EPOCH)
            .with("company", "Fa & <b>Társa</b>")
            .with("by", "bela@example.com")
            .with("role", "bookkeeper")
            .with("days", 14)
            .with("until", "2026-12-27")
            .with("net", "4990")
            .with("currency", "HUF")
            .with("reason", "It is being audited")
    }

    #[test]
    fn every_letter_is_written_in_every_language_without_gaps() {
        for language in Language::ALL {
            for template in MailTemplate::ALL {
                let letter = letter(&mail(language, template)).unwrap();
                for part in [&letter.subject, &letter.text, &letter.html] {
                    assert!(!part.contains("mail-") && !part.contains("{ $"), "{language:?}: {part}");
                    assert!(!part.contains("role-"), "{language:?}: {part}");
                }
                assert!(letter.text.contains("Fa & <b>Társa</b>"), "{}", letter.text);
                assert!(!letter.html.contains("<b>"), "what people enter is text: {}", letter.html);
                assert!(letter.html.contains(&format!("lang=\"{}\"", language.code())));
                assert!(letter.subject.chars().count() <= 120, "{}", letter.subject);
            }
        }
    }

    #[test]
    fn a_long_name_is_cut_in_the_subject_and_whole_in_the_text() {
        let name = "Hosszú ".repeat(40);
        let mail = Mail {
            arguments: vec![("company".into(), name.clone())],
            ..mail(Language::En, MailTemplate::Deleted)
        };
        let letter = letter(&mail).unwrap();
        assert!(letter.subject.chars().count() < 80 && letter.subject.contains('…'), "{}", letter.subject);
        assert!(letter.text.contains(&name));
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let dates = Language::ALL.map(|language| date(language, jiff::civil::date(2026, 12, 7)));
        assert_eq!(dates, ["2026. 12. 07.", "07.12.2026", "7.12.2026", "07/12/2026", "2026-12-07"]);
    }
}
