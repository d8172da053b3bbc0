//! The operations.

use std::sync::Arc;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE};

use crate::{
    Call, ChainDigestPage, ChainDigestQuery, Credentials, DataQuery, DigestPage, DigestQuery, Error,
    InvalidField, InvoiceData, Limits, Software, Taxpayer, TaxpayerQuery,
    answer::{self, Answer, InvoiceCheck},
    field::require,
    request::{self, CheckQuery, Query},
};

/// What all calls of a deployment share.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// For example `https://api.onlineszamla.nav.gov.hu/invoiceService/v3`, with or without a slash at the
    /// end.
    pub base_url: String,
    /// Who asks.
    pub software: Software,
    /// Limits on answers.
    pub limits: Limits,
}

/// A client for any number of taxpayers; cheap to clone.
///
/// NAV limits requests per address (specification 1.6.11): keep a second between calls that leave through the
/// same address, and let a timeout be over 60 s where nobody waits.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    config: Arc<ClientConfig>,
}

impl Client {
    /// A client over `http`, whose own settings (proxies, TLS, connection pool) are kept.
    ///
    /// # Errors
    /// [`InvalidField`] where the address is no HTTP address or the software breaks NAV's facets.
    pub fn new(http: reqwest::Client, mut config: ClientConfig) -> Result<Self, InvalidField> {
        let base_url = config.base_url.trim_end_matches('/').to_owned();
        let is_http =
            reqwest::Url::parse(&base_url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        require(is_http, "base_url", "an http or https address")?;
        config.software.check()?;
        config.base_url = base_url;
        Ok(Self { http, config: Arc::new(config) })
    }

    /// One page of the list of invoices (queryInvoiceDigest).
    ///
    /// # Errors
    /// [`Error`]; an empty page is none.
    pub async fn query_invoice_digest(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &DigestQuery,
    ) -> Result<DigestPage, Error> {
        self.ask(credentials, call, query).await
    }

    /// One invoice's document as its sender reported it (queryInvoiceData).
    ///
    /// # Errors
    /// [`Error::NotFound`] where NAV has none, and the others of [`Error`].
    pub async fn query_invoice_data(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &DataQuery,
    ) -> Result<InvoiceData, Error> {
        self.ask(credentials, call, query).await
    }

    /// Whether NAV has a valid invoice of that number, on which the taxpayer is supplier or customer
    /// (queryInvoiceCheck). A report that was annulled technically is none.
    ///
    /// # Errors
    /// [`Error`]; an unknown number is none.
    pub async fn query_invoice_check(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &DataQuery,
    ) -> Result<bool, Error> {
        let InvoiceCheck(exists) = self.ask(credentials, call, &CheckQuery(query)).await?;
        Ok(exists)
    }

    /// One page of the original and the corrections of a chain (queryInvoiceChainDigest).
    ///
    /// # Errors
    /// [`Error`]; an empty page is none.
    pub async fn query_invoice_chain_digest(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &ChainDigestQuery,
    ) -> Result<ChainDigestPage, Error> {
        self.ask(credentials, call, query).await
    }

    /// A taxpayer's public data (queryTaxpayer).
    ///
    /// # Errors
    /// [`Error::NotFound`] where the tax number was never given out, and the others of [`Error`].
    pub async fn query_taxpayer(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &TaxpayerQuery,
    ) -> Result<Taxpayer, Error> {
        self.ask(credentials, call, query).await
    }

    async fn ask<Q: Query, A: Answer>(
        &self,
        credentials: &Credentials,
        call: &Call,
        query: &Q,
    ) -> Result<A, Error> {
        credentials.check()?;
        query.check()?;
        let body = request::build(query, credentials, call, &self.config.software);
        let answer = self.post(Q::OPERATION, body, call).await;
        let outcome = answer.and_then(|(status, body)| self.read(status, &body, call.timestamp));
        let code = outcome.as_ref().err().map_or("OK", Error::code);
        tracing::debug!(operation = Q::OPERATION, request_id = %call.request_id, code, "NAV answered");
        outcome
    }

    async fn post(&self, operation: &str, body: String, call: &Call) -> Result<(u16, Vec<u8>), Error> {
        let mut response = self
            .http
            .post(format!("{}/{operation}", self.config.base_url))
            .header(CONTENT_TYPE, "application/xml")
            .header(ACCEPT, "application/xml")
            .timeout(call.timeout)
            .body(body)
            .send()
            .await?;
        let mut answer = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if answer.len() + chunk.len() > self.config.limits.answer_bytes {
                let limit = self.config.limits.answer_bytes;
                return Err(Error::unreadable(format_args!("an answer of more than {limit} bytes")));
            }
            answer.extend_from_slice(&chunk);
        }
        Ok((response.status().as_u16(), answer))
    }

    fn read<A: Answer>(&self, status: u16, body: &[u8], called_at: Timestamp) -> Result<A, Error> {
        answer::read(status, body, called_at, self.config.limits)
    }
}
