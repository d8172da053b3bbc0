//! What the documents of the inbox's invoices say line by line, whichever source they came from.
//!
//! Lines are not stored: a document is read again when somebody looks.
#![deny(missing_docs)]

pub mod nav;
pub mod szamlazz;

use domain::{
    invoice::{InboxInvoice, Reading},
    posting::{InvoiceFacts, NotPosted, Outcome, Poster, PostingLine},
};
use store::{StoreError, documents::Documents};
use thiserror::Error;

/// Why there are no lines: what to do about it.
#[derive(Debug, Error)]
pub enum LinesError {
    /// Wait: the source has not handed out the document yet, and is asked again by itself.
    #[error("the document is awaited")]
    Awaited,
    /// Look at the source: the document cannot be read, now or later.
    #[error("the document is refused")]
    Refused,
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The lines of an invoice in the order of its document; none where a correction has none.
///
/// # Errors
/// [`LinesError`].
pub async fn read(documents: &Documents, invoice: &InboxInvoice) -> Result<Vec<PostingLine>, LinesError> {
    readable(invoice)?;
    if szamlazz::is_source(invoice) {
        let (items, exchange_rate) = szamlazz::items(documents, invoice).await?;
        return Ok(szamlazz::lines(items, exchange_rate));
    }
    Ok(nav::lines(&nav::invoice(documents, invoice).await?))
}

/// Posts an invoice by rules, or tells why it is not posted.
///
/// # Errors
/// Our own side's.
pub async fn post(
    documents: &Documents,
    invoice: &InboxInvoice,
    poster: &Poster<'_>,
) -> Result<Outcome, StoreError> {
    Ok(match lines_to_post(documents, invoice).await? {
        Ok(lines) => Outcome::Posted(poster.post(&InvoiceFacts::from(invoice), &lines)),
        Err(reason) => Outcome::NotPosted(reason),
    })
}

/// The lines of an invoice that is posted, or why it is not.
///
/// # Errors
/// Our own side's.
pub async fn lines_to_post(
    documents: &Documents,
    invoice: &InboxInvoice,
) -> Result<Result<Vec<PostingLine>, NotPosted>, StoreError> {
    if let Some(reason) = NotPosted::of(invoice) {
        return Ok(Err(reason));
    }
    Ok(match read(documents, invoice).await {
        Ok(lines) if lines.is_empty() => Err(NotPosted::NoLines),
        Ok(lines) => Ok(lines),
        Err(LinesError::Awaited) => Err(NotPosted::Awaited),
        Err(LinesError::Refused) => Err(NotPosted::Refused),
        // One document must not keep the month's others from being posted.
        Err(LinesError::Store(error @ StoreError::Corrupt(_))) => {
            tracing::error!(invoice = %invoice.id, %error, "a document cannot be read again");
            Err(NotPosted::Refused)
        }
        Err(LinesError::Store(error)) => return Err(error),
    })
}

/// Whether the document could be read when it came.
fn readable(invoice: &InboxInvoice) -> Result<(), LinesError> {
    match invoice.reading {
        Reading::Complete => Ok(()),
        Reading::Awaited { .. } => Err(LinesError::Awaited),
        Reading::Refused { .. } => Err(LinesError::Refused),
    }
}
