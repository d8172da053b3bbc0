//! An answer of the API, and what every problem document must be.

use reqwest::header::{AsHeaderName, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap};
use serde_json::Value;

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub fn new(status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { status, headers, bytes, text, json }
    }

    /// A header's text, where the answer has it.
    pub fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
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
        assert_eq!(self.header(CONTENT_TYPE), Some("application/problem+json"));
        assert_eq!(self.header(CONTENT_LANGUAGE), Some(language), "{}", self.text);
        let detail = self.json["detail"].as_str().unwrap_or_default();
        assert!(detail.len() > 20 && detail.contains(' '), "no sentence: {}", self.text);
        detail.to_owned()
    }
}
