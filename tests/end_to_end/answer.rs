//! An answer of the API, and what every problem document must be.

use reqwest::header::{CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap};
use serde_json::Value;

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub fn new(status: u16, headers: HeaderMap, text: String) -> Self {
        let json = serde_json::from_str(&text).unwrap_or_default();
        Self { status, headers, text, json }
    }

    /// The body, where the answer has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// Checks the document of a problem (RFC 9457) and answers with its sentence.
    #[track_caller]
    pub fn problem(&self, status: u16, kind: &str, field: Option<&str>, language: &str) -> String {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.json["status"], status, "{}", self.text);
        assert_eq!(self.json["type"], format!("urn:ledgerport:problem:{kind}"), "{}", self.text);
        assert_eq!(self.json["field"].as_str(), field, "{}", self.text);
        assert!(!self.json["title"].as_str().unwrap_or_default().is_empty(), "{}", self.text);
        let header = |name| self.headers.get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header(CONTENT_TYPE), Some("application/problem+json"));
        assert_eq!(header(CONTENT_LANGUAGE), Some(language), "{}", self.text);
        let detail = self.json["detail"].as_str().unwrap_or_default();
        assert!(detail.len() > 20 && detail.contains(' '), "no sentence: {}", self.text);
        detail.to_owned()
    }
}
