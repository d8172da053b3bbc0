//! Invoices as their senders reported them (InvoiceData 3.0): every element of invoiceData.xsd, under NAV's
//! names. Reports of versions 1.0 to 2.0, which NAV hands out as they came, are read into the same types;
//! what they do not state is absent, never computed. What they state beyond is left out: the hash of the
//! electronic invoice, the last modification, a second kind of tax number of the customer.
//!
//! Amounts keep the digits that the document has ("1.00" prints as "1.00") and are never recomputed; the ones
//! without HUF in their name are in [`InvoiceDetail::currency_code`]. Where production does not keep to the
//! XSD, neither does the reader: unknown elements are skipped, decimals may be longer, codes may be new,
//! optional elements may be empty.

pub mod chain;
pub mod checks;
mod conventional;
mod detail;
mod document;
mod line;
mod line_extras;
mod old;
mod parties;
mod payload;
mod product_fee;
mod since_3_0;
mod summary;
mod vat_rate;
mod vat_sums;

pub use conventional::{AdditionalData, ConventionalInfo};
pub use detail::InvoiceDetail;
pub use document::{
    BatchInvoice, Document, Invoice, InvoiceHead, InvoiceMain, InvoiceReference, read_document,
};
pub use line::{
    InvoiceLines, Line, LineAmountsNormal, LineAmountsSimplified, LineGrossAmountData,
    LineModificationReference, LineNetAmountData, LineVatData, ProductCode,
};
pub use line_extras::{
    AdvanceData, AdvancePaymentData, AggregateInvoiceLineData, Aircraft, DieselOilPurchase, DiscountData,
    NewTransportMean, Vehicle, Vessel,
};
pub use parties::{
    Address, CustomerInfo, CustomerTaxNumber, CustomerVatData, DetailedAddress, FiscalRepresentative,
    SimpleAddress, SupplierInfo, TaxNumber,
};
pub use payload::Payload;
pub use product_fee::{
    CustomerDeclaration, PaymentEvidenceDocumentData, ProductFeeClause, ProductFeeData, ProductFeeSummary,
    ProductFeeTakeoverData,
};
pub use summary::{
    InvoiceSummary, SummaryByVatRate, SummaryGrossData, SummaryNormal, SummarySimplified, VatRateGrossData,
    VatRateNetData, VatRateVatData,
};
pub use vat_rate::{DetailedReason, VatAmountMismatch, VatRate};
pub use vat_sums::VatSums;
