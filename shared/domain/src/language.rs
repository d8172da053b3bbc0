//! The languages in which the product speaks to people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language of the interface.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Hungarian.
    Hu,
    /// Polish.
    Pl,
    /// Finnish.
    Fi,
    /// Italian.
    It,
    /// English, where no other is asked for.
    #[default]
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::Hu, Self::Pl, Self::Fi, Self::It, Self::En];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hu => "hu",
            Self::Pl => "pl",
            Self::Fi => "fi",
            Self::It => "it",
            Self::En => "en",
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110, section 12.5.4).
    pub fn accepted(header: &str) -> Self {
        let mut wanted: Vec<(u16, Self)> = header.split(',').filter_map(preference).collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map_or_else(Self::default, |(_, language)| *language)
    }
}

/// One entry of the header: its weight in thousandths and the language, if it is one of ours.
fn preference(entry: &str) -> Option<(u16, Language)> {
    let mut parts = entry.split(';').map(str::trim);
    let primary = parts.next()?.split('-').next()?.to_ascii_lowercase();
    let language = Language::ALL.into_iter().find(|language| language.code() == primary)?;
    let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
        None => 1000,
        Some(text) => thousandths(text)?,
    };
    (weight > 0).then_some((weight, language))
}

fn thousandths(quality: &str) -> Option<u16> {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let digits = fraction.get(..fraction.len().min(3))?;
    let fraction: u16 = if digits.is_empty() { 0 } else { format!("{digits:0<3}").parse().ok()? };
    Some(whole * 1000 + fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_heaviest_language_we_speak() {
        assert_eq!(Language::accepted("de-DE,hu;q=0.8,en;q=0.5"), Language::Hu);
        assert_eq!(Language::accepted("en;q=0.2, fi-FI;q=0.9"), Language::Fi);
        assert_eq!(Language::accepted("pl"), Language::Pl);
        assert_eq!(Language::accepted("it;q=0,hu;q=0.1"), Language::Hu);
        assert_eq!(Language::accepted(""), Language::En);
        assert_eq!(Language::accepted("é;q=ű,*"), Language::En);
    }
}
