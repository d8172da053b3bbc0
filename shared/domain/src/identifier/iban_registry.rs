//! The countries of the IBAN registry, release 101, as ISO 13616-2 has it kept.

use Characters::{Any, Digits, Letters};

/// What stands in a part of an account number.
#[derive(Clone, Copy)]
pub(super) enum Characters {
    /// Digits (`n` in the registry).
    Digits,
    /// Capitals (`a`).
    Letters,
    /// Capitals and digits (`c`).
    Any,
}

impl Characters {
    /// Whether this capital or digit may stand there.
    pub(super) fn include(self, character: u8) -> bool {
        match self {
            Self::Digits => character.is_ascii_digit(),
            Self::Letters => character.is_ascii_uppercase(),
            Self::Any => character.is_ascii_alphanumeric(),
        }
    }
}

/// The parts of a country's account number: how many characters, and which.
pub(super) type Structure = [(usize, Characters)];

/// The country, ISO 3166-1 alpha-2 (or `XK`), and what follows it and the check digits.
pub(super) const COUNTRIES: &[(&str, &Structure)] = &[
    ("AD", &[(8, Digits), (12, Any)]),
    ("AE", &[(19, Digits)]),
    ("AL", &[(8, Digits), (16, Any)]),
    ("AT", &[(16, Digits)]),
    ("AZ", &[(4, Letters), (20, Any)]),
    ("BA", &[(16, Digits)]),
    ("BE", &[(12, Digits)]),
    ("BG", &[(4, Letters), (6, Digits), (8, Any)]),
    ("BH", &[(4, Letters), (14, Any)]),
    ("BI", &[(23, Digits)]),
    ("BR", &[(23, Digits), (1, Letters), (1, Any)]),
    ("BY", &[(4, Any), (4, Digits), (16, Any)]),
    ("CH", &[(5, Digits), (12, Any)]),
    ("CR", &[(18, Digits)]),
    ("CY", &[(8, Digits), (16, Any)]),
    ("CZ", &[(20, Digits)]),
    ("DE", &[(18, Digits)]),
    ("DJ", &[(23, Digits)]),
    ("DK", &[(14, Digits)]),
    ("DO", &[(4, Any), (20, Digits)]),
    ("EE", &[(16, Digits)]),
    ("EG", &[(25, Digits)]),
    ("ES", &[(20, Digits)]),
    ("FI", &[(14, Digits)]),
    ("FK", &[(2, Letters), (12, Digits)]),
    ("FO", &[(14, Digits)]),
    ("FR", &[(10, Digits), (11, Any), (2, Digits)]),
    ("GB", &[(4, Letters), (14, Digits)]),
    ("GE", &[(2, Letters), (16, Digits)]),
    ("GI", &[(4, Letters), (15, Any)]),
    ("GL", &[(14, Digits)]),
    ("GR", &[(7, Digits), (16, Any)]),
    ("GT", &[(24, Any)]),
    ("HN", &[(4, Letters), (20, Digits)]),
    ("HR", &[(17, Digits)]),
    ("HU", &[(24, Digits)]),
    ("IE", &[(4, Letters), (14, Digits)]),
    ("IL", &[(19, Digits)]),
    ("IQ", &[(4, Letters), (15, Digits)]),
    ("IS", &[(22, Digits)]),
    ("IT", &[(1, Letters), (10, Digits), (12, Any)]),
    ("JO", &[(4, Letters), (4, Digits), (18, Any)]),
    ("KW", &[(4, Letters), (22, Any)]),
    ("KZ", &[(3, Digits), (13, Any)]),
    ("LB", &[(4, Digits), (20, Any)]),
    ("LC", &[(4, Letters), (24, Any)]),
    ("LI", &[(5, Digits), (12, Any)]),
    ("LT", &[(16, Digits)]),
    ("LU", &[(3, Digits), (13, Any)]),
    ("LV", &[(4, Letters), (13, Any)]),
    ("LY", &[(21, Digits)]),
    ("MC", &[(10, Digits), (11, Any), (2, Digits)]),
    ("MD", &[(20, Any)]),
    ("ME", &[(18, Digits)]),
    ("MK", &[(3, Digits), (10, Any), (2, Digits)]),
    ("MN", &[(16, Digits)]),
    ("MR", &[(23, Digits)]),
    ("MT", &[(4, Letters), (5, Digits), (18, Any)]),
    ("MU", &[(4, Letters), (19, Digits), (3, Letters)]),
    ("NI", &[(4, Letters), (20, Digits)]),
    ("NL", &[(4, Letters), (10, Digits)]),
    ("NO", &[(11, Digits)]),
    ("OM", &[(3, Digits), (16, Any)]),
    ("PK", &[(4, Letters), (16, Any)]),
    ("PL", &[(24, Digits)]),
    ("PS", &[(4, Letters), (21, Any)]),
    ("PT", &[(21, Digits)]),
    ("QA", &[(4, Letters), (21, Any)]),
    ("RO", &[(4, Letters), (16, Any)]),
    ("RS", &[(18, Digits)]),
    ("RU", &[(14, Digits), (15, Any)]),
    ("SA", &[(2, Digits), (18, Any)]),
    ("SC", &[(4, Letters), (20, Digits), (3, Letters)]),
    ("SD", &[(14, Digits)]),
    ("SE", &[(20, Digits)]),
    ("SI", &[(15, Digits)]),
    ("SK", &[(20, Digits)]),
    ("SM", &[(1, Letters), (10, Digits), (12, Any)]),
    ("SO", &[(19, Digits)]),
    ("ST", &[(21, Digits)]),
    ("SV", &[(4, Letters), (20, Digits)]),
    ("TL", &[(19, Digits)]),
    ("TN", &[(20, Digits)]),
    ("TR", &[(6, Digits), (16, Any)]),
    ("UA", &[(6, Digits), (19, Any)]),
    ("VA", &[(18, Digits)]),
    ("VG", &[(4, Letters), (16, Digits)]),
    ("XK", &[(16, Digits)]),
    ("YE", &[(4, Letters), (4, Digits), (18, Any)]),
];
