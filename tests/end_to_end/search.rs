//! Looks for a secret in everything that the cloud keeps, in the forms that a careless line would give it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::sources::Source;

/// The forms of one secret.
pub struct Needle {
    name: String,
    forms: Vec<(&'static str, String)>,
}

impl Needle {
    /// Plain, in base64 at each of the three alignments, in hexadecimal and percent-encoded. The secret has
    /// letters, digits and dashes only, so that escaping for JSON, XML and addresses leaves it as it is.
    pub fn new(name: &str, secret: &str) -> Self {
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let mut forms = vec![
            ("plain", secret.to_owned()),
            ("hexadecimal", hex.to_uppercase()),
            ("hexadecimal", hex),
            ("percent-encoded", percent.to_lowercase()),
            ("percent-encoded", percent),
        ];
        forms.extend((0..3).map(|shift| ("base64", in_base64(secret, shift))));
        Self { name: name.to_owned(), forms }
    }

    /// Where it is found, and how it is written there.
    pub fn find(&self, sources: &[Source]) -> Vec<String> {
        let hits = sources.iter().flat_map(|source| {
            let text = String::from_utf8_lossy(&source.content);
            let found = self.forms.iter().filter(move |(_, form)| text.contains(form.as_str()));
            found.map(|(how, _)| format!("{} {how} in {}", self.name, source.name))
        });
        hits.collect()
    }
}

/// The characters that are the same whatever stands around the secret, which begins at byte `shift` of three.
fn in_base64(secret: &str, shift: usize) -> String {
    let padded = [&vec![0; shift], secret.as_bytes()].concat();
    let encoded = STANDARD.encode(&padded);
    let first = (8 * shift).div_ceil(6);
    let last = 8 * padded.len() / 6;
    encoded[first..last].to_owned()
}

#[test]
fn a_secret_is_found_in_every_form() {
    let needle = Needle::new("it", "CANARYsecret");
    for before in ["", "a", "ab", "abc"] {
        let text = format!("{before}CANARYsecret-and-more");
        for content in [text.clone(), STANDARD.encode(&text)] {
            let source = Source { name: content.clone(), content: content.into_bytes() };
            assert_eq!(needle.find(&[source]).len(), 1, "{before}");
        }
    }
    let clean = Source { name: "clean".into(), content: b"CANARY secret".to_vec() };
    assert!(needle.find(&[clean]).is_empty());
}
