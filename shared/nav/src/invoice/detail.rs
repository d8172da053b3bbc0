//! The invoice's own terms.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{AdditionalData, ConventionalInfo};
use crate::{
    codes::{InvoiceAppearance, InvoiceCategory, PaymentMethod},
    xml::element,
};

element! {
    /// InvoiceDetailType.
    pub struct InvoiceDetail {
        /// Normal, simplified or aggregate; of a corrective invoice that of the original.
        invoice_category: InvoiceCategory = "invoiceCategory",
        /// Date of supply; versions before 2.0 may leave it out.
        invoice_delivery_date: Option<Date> = "invoiceDeliveryDate",
        /// First day, where the supply is a period.
        invoice_delivery_period_start: Option<Date> = "invoiceDeliveryPeriodStart",
        /// Last day, where the supply is a period.
        invoice_delivery_period_end: Option<Date> = "invoiceDeliveryPeriodEnd",
        /// Date of supply for the books.
        invoice_accounting_delivery_date: Option<Date> = "invoiceAccountingDeliveryDate",
        /// Settled by periods.
        periodical_settlement: Option<bool> = "periodicalSettlement",
        /// The supplier is a small taxpayer.
        small_business_indicator: Option<bool> = "smallBusinessIndicator",
        /// ISO 4217 code of the amounts without HUF in their name.
        currency_code: String = "currencyCode",
        /// HUF for one unit of the currency; 1 for HUF. Versions before 2.0 may leave it out.
        exchange_rate: Option<Decimal> = "exchangeRate",
        /// A utility's settlement.
        utility_settlement_indicator: Option<bool> = "utilitySettlementIndicator",
        /// Issued by the customer.
        self_billing_indicator: Option<bool> = "selfBillingIndicator",
        /// How it is paid.
        payment_method: Option<PaymentMethod> = "paymentMethod",
        /// When it is due.
        payment_date: Option<Date> = "paymentDate",
        /// VAT is due on payment.
        cash_accounting_indicator: Option<bool> = "cashAccountingIndicator",
        /// Paper or electronic.
        invoice_appearance: InvoiceAppearance = "invoiceAppearance",
        /// References by agreed names.
        conventional_invoice_info: Option<Box<ConventionalInfo>> = "conventionalInvoiceInfo",
        /// Named values.
        additional_invoice_data: Vec<AdditionalData> = "additionalInvoiceData",
    }
}
