//! The operations of NAV that are simulated, and what each is called.

/// A simulated operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `queryInvoiceDigest`
    QueryInvoiceDigest,
    /// `queryInvoiceData`
    QueryInvoiceData,
    /// `queryInvoiceChainDigest`
    QueryInvoiceChainDigest,
    /// `queryInvoiceCheck`
    QueryInvoiceCheck,
    /// `queryTaxpayer`
    QueryTaxpayer,
}

impl Operation {
    /// All of them.
    pub const ALL: [Operation; 5] = [
        Operation::QueryInvoiceDigest,
        Operation::QueryInvoiceData,
        Operation::QueryInvoiceChainDigest,
        Operation::QueryInvoiceCheck,
        Operation::QueryTaxpayer,
    ];

    /// The last part of the address.
    pub fn path(self) -> &'static str {
        match self {
            Operation::QueryInvoiceDigest => "queryInvoiceDigest",
            Operation::QueryInvoiceData => "queryInvoiceData",
            Operation::QueryInvoiceChainDigest => "queryInvoiceChainDigest",
            Operation::QueryInvoiceCheck => "queryInvoiceCheck",
            Operation::QueryTaxpayer => "queryTaxpayer",
        }
    }

    /// The root element of a request.
    pub fn request_root(self) -> &'static str {
        match self {
            Operation::QueryInvoiceDigest => "QueryInvoiceDigestRequest",
            Operation::QueryInvoiceData => "QueryInvoiceDataRequest",
            Operation::QueryInvoiceChainDigest => "QueryInvoiceChainDigestRequest",
            Operation::QueryInvoiceCheck => "QueryInvoiceCheckRequest",
            Operation::QueryTaxpayer => "QueryTaxpayerRequest",
        }
    }

    pub(crate) fn response_root(self) -> &'static str {
        match self {
            Operation::QueryInvoiceDigest => "QueryInvoiceDigestResponse",
            Operation::QueryInvoiceData => "QueryInvoiceDataResponse",
            Operation::QueryInvoiceChainDigest => "QueryInvoiceChainDigestResponse",
            Operation::QueryInvoiceCheck => "QueryInvoiceCheckResponse",
            Operation::QueryTaxpayer => "QueryTaxpayerResponse",
        }
    }
}
