//! What can be asked.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{Writer, milliseconds};
use crate::{
    InvalidField,
    codes::InvoiceDirection,
    field::{is_taxpayer_id, is_text, require},
};

/// The longest range of a [`Window`]; beyond it NAV answers BAD_QUERY_PARAM_RANGE_EXCEEDED.
pub const MAX_WINDOW: SignedDuration = SignedDuration::from_hours(35 * 24);

/// One operation of the interface.
pub(crate) trait Query {
    /// Path below the base URL.
    const OPERATION: &'static str;

    /// The request's root element.
    fn root(&self) -> String {
        let (first, rest) = Self::OPERATION.split_at(1);
        format!("{}{rest}Request", first.to_ascii_uppercase())
    }

    fn check(&self) -> Result<(), InvalidField>;
    fn write(&self, xml: &mut Writer);
}

/// queryInvoiceDigest: a page of at most 100 rows.
///
/// Pages are no snapshot: rows can move between them and come twice. Stop on page >= available_page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestQuery {
    /// From 1.
    pub page: u32,
    /// Inbound needs the permission "Számlák lekérdezése".
    pub direction: InvoiceDirection,
    /// Which invoices.
    pub window: Window,
}

/// Which invoices a digest lists: exactly one of the three. Bounds are inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// By the time at which NAV stored the report, truncated to milliseconds: the key to poll by.
    Inserted {
        /// The earliest.
        from: Timestamp,
        /// The latest, at most [`MAX_WINDOW`] after `from`.
        to: Timestamp,
    },
    /// By issue date.
    Issued {
        /// The first day.
        from: Date,
        /// The last day, at most [`MAX_WINDOW`] after `from`.
        to: Date,
    },
    /// The corrective and cancellation invoices of one original.
    Original {
        /// The original's number.
        invoice_number: String,
    },
}

impl Query for DigestQuery {
    const OPERATION: &'static str = "queryInvoiceDigest";

    fn check(&self) -> Result<(), InvalidField> {
        check_page(self.page)?;
        check_direction(&self.direction)?;
        match &self.window {
            Window::Inserted { from, to } => check_range(to.duration_since(*from)),
            Window::Issued { from, to } => check_range(to.duration_since(*from)),
            Window::Original { invoice_number } => check_number(invoice_number),
        }
    }

    fn write(&self, xml: &mut Writer) {
        xml.text("page", &self.page.to_string());
        xml.text("invoiceDirection", self.direction.as_str());
        xml.inside("invoiceQueryParams", |xml| {
            xml.inside("mandatoryQueryParams", |xml| self.window.write(xml))
        });
    }
}

impl Window {
    fn write(&self, xml: &mut Writer) {
        match self {
            Self::Inserted { from, to } => xml.inside("insDate", |xml| {
                xml.text("dateTimeFrom", &milliseconds(*from));
                xml.text("dateTimeTo", &milliseconds(*to));
            }),
            Self::Issued { from, to } => xml.inside("invoiceIssueDate", |xml| {
                xml.text("dateFrom", &from.to_string());
                xml.text("dateTo", &to.to_string());
            }),
            Self::Original { invoice_number } => xml.text("originalInvoiceNumber", invoice_number),
        }
    }
}

/// queryInvoiceData: one invoice's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataQuery {
    /// The invoice's own number, at most 50 characters.
    pub invoice_number: String,
    /// From which side it is asked.
    pub direction: InvoiceDirection,
    /// Required by NAV for an inbound batch document.
    pub batch_index: Option<u32>,
    /// Eight digits. Inbound only; needed where two suppliers use the same number.
    pub supplier_tax_number: Option<String>,
}

impl Query for DataQuery {
    const OPERATION: &'static str = "queryInvoiceData";

    fn check(&self) -> Result<(), InvalidField> {
        check_number(&self.invoice_number)?;
        check_direction(&self.direction)?;
        let batch_index = self.batch_index.is_none_or(|index| index >= 1 && i32::try_from(index).is_ok());
        require(batch_index, "batch_index", "1 or more")?;
        let supplier = self.supplier_tax_number.as_deref();
        require(supplier.is_none_or(is_taxpayer_id), "supplier_tax_number", "exactly 8 digits")?;
        let allowed = supplier.is_none() || self.direction == InvoiceDirection::Inbound;
        require(allowed, "supplier_tax_number", "only for inbound invoices")
    }

    fn write(&self, xml: &mut Writer) {
        xml.inside("invoiceNumberQuery", |xml| {
            xml.text("invoiceNumber", &self.invoice_number);
            xml.text("invoiceDirection", self.direction.as_str());
            xml.optional("batchIndex", self.batch_index.map(|index| index.to_string()).as_deref());
            xml.optional("supplierTaxNumber", self.supplier_tax_number.as_deref());
        });
    }
}

/// queryInvoiceCheck: asks with the fields of a [`DataQuery`].
pub(crate) struct CheckQuery<'q>(pub(crate) &'q DataQuery);

impl Query for CheckQuery<'_> {
    const OPERATION: &'static str = "queryInvoiceCheck";

    fn check(&self) -> Result<(), InvalidField> {
        self.0.check()
    }

    fn write(&self, xml: &mut Writer) {
        self.0.write(xml);
    }
}

/// queryInvoiceChainDigest: a page of at most 100 documents of one chain, the original and its corrections.
///
/// As with [`DigestQuery`], stop on page >= available_page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainDigestQuery {
    /// From 1.
    pub page: u32,
    /// The original's number, at most 50 characters: corrections refer to it, never to each other.
    pub invoice_number: String,
    /// From which side it is asked.
    pub direction: InvoiceDirection,
    /// Eight digits of the other party: the supplier of inbound, the customer of outbound invoices.
    pub tax_number: Option<String>,
}

impl Query for ChainDigestQuery {
    const OPERATION: &'static str = "queryInvoiceChainDigest";

    fn check(&self) -> Result<(), InvalidField> {
        check_page(self.page)?;
        check_number(&self.invoice_number)?;
        check_direction(&self.direction)?;
        require(self.tax_number.as_deref().is_none_or(is_taxpayer_id), "tax_number", "exactly 8 digits")
    }

    fn write(&self, xml: &mut Writer) {
        xml.text("page", &self.page.to_string());
        xml.inside("invoiceChainQuery", |xml| {
            xml.text("invoiceNumber", &self.invoice_number);
            xml.text("invoiceDirection", self.direction.as_str());
            xml.optional("taxNumber", self.tax_number.as_deref());
        });
    }
}

/// queryTaxpayer: name and addresses of a taxpayer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxpayerQuery {
    /// The first eight digits of the tax number.
    pub tax_number: String,
}

impl Query for TaxpayerQuery {
    const OPERATION: &'static str = "queryTaxpayer";

    fn check(&self) -> Result<(), InvalidField> {
        require(is_taxpayer_id(&self.tax_number), "tax_number", "exactly 8 digits")
    }

    fn write(&self, xml: &mut Writer) {
        xml.text("taxNumber", &self.tax_number);
    }
}

fn check_page(page: u32) -> Result<(), InvalidField> {
    require(page >= 1 && i32::try_from(page).is_ok(), "page", "1 or more")
}

fn check_direction(direction: &InvoiceDirection) -> Result<(), InvalidField> {
    require(!matches!(direction, InvoiceDirection::Other(_)), "direction", "INBOUND or OUTBOUND")
}

fn check_number(number: &str) -> Result<(), InvalidField> {
    require(is_text(number, 50), "invoice_number", "1 to 50 characters")
}

fn check_range(length: SignedDuration) -> Result<(), InvalidField> {
    require(length >= SignedDuration::ZERO, "window", "must not end before it begins")?;
    require(length <= MAX_WINDOW, "window", "at most 35 days")
}
