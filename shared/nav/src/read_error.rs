//! Why a document or an answer could not be read.

/// A document that is refused, and why. Reading again gives the same error, except that NAV is known to
/// send a damaged payload once and a sound one later (nav-gov-hu/Online-Invoice issue 1097).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not well-formed XML.
    #[error("not well-formed XML at byte {position}: {detail}")]
    Malformed {
        /// Offset into the document.
        position: u64,
        /// The parser's reason.
        detail: String,
    },
    /// The document ends inside an element.
    #[error("the document ends before its last element does")]
    Truncated,
    /// Declared or actual encoding is not UTF-8, the only one NAV uses.
    #[error("the document is not in UTF-8")]
    NotUtf8,
    /// A DOCTYPE, which no invoice needs and through which entities are bombs.
    #[error("a DOCTYPE is not accepted")]
    Doctype,
    /// An entity other than the five of XML, or a reference to a character that XML forbids.
    #[error("the reference &{0}; is not accepted")]
    Reference(String),
    /// More elements inside each other than [`crate::Limits::depth`].
    #[error("more than {limit} elements inside each other")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A text longer than the limit for its element.
    #[error("the text of {element} is longer than {limit} bytes")]
    TextTooLong {
        /// The element's name in the XSD.
        element: &'static str,
        /// The limit in bytes.
        limit: usize,
    },
    /// More repetitions than [`crate::Limits::lines`] or [`crate::Limits::items`].
    #[error("more than {limit} repeated elements, the last one {element}")]
    TooMany {
        /// The element's name in the XSD.
        element: &'static str,
        /// The limit.
        limit: usize,
    },
    /// More bytes than [`crate::Limits::unpacked_bytes`], before or after unpacking.
    #[error("the document is larger than {limit} bytes unpacked")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Compressed content that does not unpack.
    #[error("the gzip content is damaged")]
    Gzip,
    /// The root element is not InvoiceData of a known interface version, nor Invoice of version 1.
    #[error("the root element is {0}, not InvoiceData")]
    NotAnInvoice(String),
    /// An element that the XSD requires is absent or empty.
    #[error("{element} is missing in {parent}")]
    Missing {
        /// The element that should contain it.
        parent: &'static str,
        /// The element's name in the XSD.
        element: &'static str,
    },
    /// An element that may occur once occurs twice.
    #[error("{element} occurs more than once")]
    Repeated {
        /// The element's name in the XSD.
        element: &'static str,
    },
    /// A value that is not of its element's type, or a number with more than 28 digits.
    #[error("{element} is not {expected}: {found:?}")]
    BadValue {
        /// The element's name in the XSD.
        element: &'static str,
        /// What stands there by the XSD, for example "a decimal number".
        expected: &'static str,
        /// What was found, cut to 40 characters.
        found: String,
    },
}

impl ReadError {
    /// A stable code in capitals for storing and comparing.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "MALFORMED_XML",
            Self::Truncated => "TRUNCATED_XML",
            Self::NotUtf8 => "NOT_UTF8",
            Self::Doctype => "DOCTYPE_REFUSED",
            Self::Reference(_) => "ENTITY_REFUSED",
            Self::TooDeep { .. } => "NESTED_TOO_DEEP",
            Self::TextTooLong { .. } => "TEXT_TOO_LONG",
            Self::TooMany { .. } => "TOO_MANY_ELEMENTS",
            Self::TooLarge { .. } => "DOCUMENT_TOO_LARGE",
            Self::Gzip => "DAMAGED_GZIP",
            Self::NotAnInvoice(_) => "NOT_AN_INVOICE",
            Self::Missing { .. } => "ELEMENT_MISSING",
            Self::Repeated { .. } => "ELEMENT_REPEATED",
            Self::BadValue { .. } => "BAD_VALUE",
        }
    }
}
