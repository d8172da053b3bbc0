//! Texts for people, from the fluent files under `locales/`.

use std::{borrow::Cow, collections::HashMap};

use domain::language::Language;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::Hu => langid!("hu"),
        Language::Pl => langid!("pl"),
        Language::Fi => langid!("fi"),
        Language::It => langid!("it"),
        Language::En => langid!("en"),
    }
}

/// The text of that name, in English where the language lacks it; none if there is no such text.
pub fn text(language: Language, name: &str, arguments: &[(&'static str, String)]) -> Option<String> {
    let arguments = arguments.iter().map(|(key, value)| (Cow::Borrowed(*key), value.as_str()));
    lookup(language, name, arguments)
}

/// The text of that name, which takes no arguments; nothing if there is none, as in what workbooks write.
pub fn named(language: Language, name: &str) -> String {
    text(language, name, &[]).unwrap_or_default()
}

/// The text of a code that was kept with its arguments; the code itself if there is none.
pub fn told(language: Language, code: &str, arguments: &[(impl AsRef<str>, String)]) -> String {
    let arguments =
        arguments.iter().map(|(key, value)| (Cow::Owned(key.as_ref().to_owned()), value.as_str()));
    lookup(language, code, arguments).unwrap_or_else(|| code.to_owned())
}

fn lookup<'v>(
    language: Language,
    name: &str,
    arguments: impl Iterator<Item = (Cow<'static, str>, &'v str)>,
) -> Option<String> {
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
        arguments.map(|(key, value)| (key, FluentValue::from(value))).collect();
    LOCALES.try_lookup_with_args(&identifier(language), name, &arguments)
}

/// What an error code of NAV, or of our client of NAV, means for the owner of the connection.
pub fn nav_reason(language: Language, code: &str) -> String {
    let known = text(language, &format!("nav-{code}"), &[]);
    known
        .or_else(|| text(language, "nav-other", &[("code", code.to_owned())]))
        .unwrap_or_else(|| code.to_owned())
}

/// The same for an owner whose settings were therefore not saved.
pub fn nav_refusal(language: Language, code: &str) -> String {
    let saved = text(language, "nav-nothing-saved", &[]).unwrap_or_default();
    format!("{} {saved}", nav_reason(language, code))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use domain::{
        country::Country,
        identifier::{IdentifierError, IdentifierKind},
        vat_key::{VatKey, vat_keys},
    };

    use super::*;

    fn names(language: Language) -> BTreeSet<(String, Vec<String>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.code());
        let files = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} is missing", folder.display()));
        let mut names = BTreeSet::new();
        for file in files {
            let content = fs::read_to_string(file.unwrap().path()).unwrap();
            for line in content.lines().filter(|line| !line.starts_with(['#', ' '])) {
                let Some((name, value)) = line.split_once(" = ") else {
                    continue;
                };
                let placeables = value.split("{ ").skip(1).filter_map(|rest| rest.split_once(" }"));
                let mut placeables: Vec<_> = placeables.map(|(name, _)| name.to_owned()).collect();
                placeables.sort();
                names.insert((name.to_owned(), placeables));
            }
        }
        names
    }

    #[test]
    fn every_text_exists_in_every_language_with_the_same_arguments() {
        let english = names(Language::En);
        assert!(english.len() > 40);
        for language in Language::ALL {
            assert_eq!(names(language), english, "{language:?}");
        }
    }

    #[test]
    fn every_vat_key_is_described_and_no_other() {
        let keys: BTreeSet<String> = Country::ALL.into_iter().flat_map(vat_keys).map(VatKey::text).collect();
        let described = names(Language::En).into_iter().map(|(name, _)| name);
        let described: BTreeSet<String> = described.filter(|name| name.starts_with("vat-key-")).collect();
        assert_eq!(described, keys);
        for key in &keys {
            assert!(text(Language::Hu, key, &[]).is_some_and(|text| !text.is_empty()), "{key}");
        }
    }

    #[test]
    fn an_unknown_code_of_nav_is_named() {
        assert!(nav_reason(Language::Hu, "SOME_NEW_CODE").contains("SOME_NEW_CODE"));
        assert_ne!(nav_reason(Language::Hu, "FORBIDDEN"), nav_reason(Language::Fi, "FORBIDDEN"));
    }

    #[test]
    fn every_reason_against_a_number_is_told() {
        use IdentifierError as E;
        let of_kinds = IdentifierKind::ALL.into_iter();
        let of_kinds = of_kinds.flat_map(|kind| [E::Length(kind), E::Digits(kind), E::CheckDigit(kind)]);
        let others = [
            E::Characters,
            E::Zeros,
            E::NeverIssued,
            E::VatCode,
            E::County,
            E::GiroBank,
            E::GiroAccount,
            E::IbanCountry,
            E::IbanLength { country: "HU", length: 28 },
            E::IbanStructure,
            E::IbanAccount,
            E::Office,
            E::CodiceFiscalePattern,
            E::Month,
            E::BirthDate,
            E::CheckLetter,
            E::RfPrefix,
        ];
        for error in of_kinds.chain(others) {
            assert!(text(Language::En, error.code(), &[]).is_some(), "{}", error.code());
        }
    }
}
