//! The Agent, asked for one document at a time: there is no list to ask for.

use std::time::Duration;

use szamlazz_agent::{
    Credentials, InvoiceNumber, InvoiceSelector,
    ops::query_xml::QueryInvoiceXml,
    wire::{AgentRequest as _, RawResponse},
};

use crate::{
    error::{Error, decision},
    link::Push,
};

/// Bytes of an answer, at most: a document with its PDF.
const ANSWER: usize = 16 * 1024 * 1024;
/// A number that no document bears: with it a key can be tried.
const NO_DOCUMENT: &str = "LEDGERPORT-CONNECTION-TEST";

/// The Agent's endpoint; cheap to clone.
#[derive(Clone, Debug)]
pub struct Agent {
    http: reqwest::Client,
    url: String,
}

/// A document that the Agent handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// It whole, in the form of a push.
    pub xml: Vec<u8>,
    /// Whether it holds a PDF.
    pub has_image: bool,
}

impl Agent {
    /// The Agent at an address, asked over `http`.
    pub fn new(http: reqwest::Client, url: impl Into<String>) -> Self {
        Self { http, url: url.into() }
    }

    /// The document of a number with its PDF, if there is one yet, and its payments.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn document(&self, key: &str, number: &str, patience: Duration) -> Result<Answer, Error> {
        let query = QueryInvoiceXml {
            include_pdf: true,
            ..QueryInvoiceXml::new(InvoiceSelector::InvoiceNumber(InvoiceNumber::new(number)))
        };
        // Keys are taken in lower case only.
        let credentials = Credentials::agent_key(key.trim().to_lowercase());
        let request = query.to_wire(&credentials).map_err(|_| Error::refused())?;
        let response = self
            .http
            .post(&self.url)
            .header(reqwest::header::CONTENT_TYPE, request.content_type)
            .timeout(patience)
            .body(request.body)
            .send()
            .await?;
        let status = response.status().as_u16();
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let body = read(response).await?;
        let raw = RawResponse::new(headers, body).with_status(status);
        let outcome = query.parse(&raw).err().and_then(decision);
        if let Some(error) = outcome {
            tracing::debug!(code = error.code(), "Számlázz.hu gave no document");
            return Err(error);
        }
        // Real answers lack what the schema demands, and the Agent's crate with it: the reader of pushes asks
        // for number and identifier only.
        match Push::read(raw.body()) {
            Ok(Push::Invoice(invoice)) if invoice.invoice.number == number => {
                Ok(Answer { xml: raw.body().to_vec(), has_image: invoice.invoice.has_image() })
            }
            _ => Err(Error::later("UNREADABLE")),
        }
    }

    /// Whether a key works: a document is asked for that nobody has.
    ///
    /// # Errors
    /// [`Error`]; that there is no such document is none.
    pub async fn try_key(&self, key: &str, patience: Duration) -> Result<(), Error> {
        match self.document(key, NO_DOCUMENT, patience).await {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > ANSWER {
            return Err(Error::later("UNREADABLE"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
