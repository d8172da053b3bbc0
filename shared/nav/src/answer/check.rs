//! The answer to queryInvoiceCheck.

use super::Answer;
use crate::{Error, xml::element};

/// Whether the number belongs to a valid invoice.
pub(crate) struct InvoiceCheck(pub(crate) bool);

element! {
    /// QueryInvoiceCheckResponseType.
    pub struct Body {
        /// The answer.
        result: bool = "invoiceCheckResult",
    }
}

impl Answer for InvoiceCheck {
    const ROOT: &'static str = "QueryInvoiceCheckResponse";
    type Body = Body;

    fn from_body(body: Body) -> Result<Self, Error> {
        Ok(Self(body.result))
    }
}
