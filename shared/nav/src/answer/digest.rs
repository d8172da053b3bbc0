//! The answer to queryInvoiceDigest.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::Answer;
use crate::{
    Error,
    codes::{InvoiceAppearance, InvoiceCategory, InvoiceOperation, PaymentMethod, Source},
    xml::element,
};

element! {
    /// InvoiceDigestResultType: one page.
    pub struct DigestPage {
        /// The page asked for.
        current_page: u32 = "currentPage",
        /// The last page there is; 0 where nothing matches.
        available_page: u32 = "availablePage",
        /// At most 100, in no documented order.
        rows: Vec<DigestRow> = "invoiceDigest",
    }
}

element! {
    /// InvoiceDigestType: an invoice in short. There is no gross amount.
    pub struct DigestRow {
        /// The invoice's own number.
        invoice_number: String = "invoiceNumber",
        /// Position in a batch of corrective invoices, from 1.
        batch_index: Option<u32> = "batchIndex",
        /// Original, corrective or cancellation invoice.
        invoice_operation: InvoiceOperation = "invoiceOperation",
        /// Normal, simplified or aggregate.
        invoice_category: InvoiceCategory = "invoiceCategory",
        /// Date of issue.
        invoice_issue_date: Date = "invoiceIssueDate",
        /// Eight digits; of the VAT group where there is one.
        supplier_tax_number: String = "supplierTaxNumber",
        /// Eight digits of the group's member.
        supplier_group_member_tax_number: Option<String> = "supplierGroupMemberTaxNumber",
        /// The supplier's name.
        supplier_name: String = "supplierName",
        /// Eight digits; absent for foreign and private customers.
        customer_tax_number: Option<String> = "customerTaxNumber",
        /// Eight digits of the group's member.
        customer_group_member_tax_number: Option<String> = "customerGroupMemberTaxNumber",
        /// The customer's name.
        customer_name: Option<String> = "customerName",
        /// How it is paid.
        payment_method: Option<PaymentMethod> = "paymentMethod",
        /// When it is due.
        payment_date: Option<Date> = "paymentDate",
        /// Paper or electronic.
        invoice_appearance: Option<InvoiceAppearance> = "invoiceAppearance",
        /// How the report reached NAV.
        source: Option<Source> = "source",
        /// Date of supply.
        invoice_delivery_date: Option<Date> = "invoiceDeliveryDate",
        /// ISO 4217 code of the amounts without HUF in their name.
        currency: Option<String> = "currency",
        /// Net amount; absent on simplified invoices.
        invoice_net_amount: Option<Decimal> = "invoiceNetAmount",
        /// Net amount in HUF.
        invoice_net_amount_huf: Option<Decimal> = "invoiceNetAmountHUF",
        /// VAT; absent on simplified invoices.
        invoice_vat_amount: Option<Decimal> = "invoiceVatAmount",
        /// VAT in HUF.
        invoice_vat_amount_huf: Option<Decimal> = "invoiceVatAmountHUF",
        /// Of the report; absent where it was not sent by machine.
        transaction_id: Option<String> = "transactionId",
        /// Position in the report, 1 to 100.
        index: Option<u32> = "index",
        /// On corrective and cancellation invoices: the number of the first one.
        original_invoice_number: Option<String> = "originalInvoiceNumber",
        /// Position in the chain of corrections.
        modification_index: Option<u32> = "modificationIndex",
        /// When NAV stored it.
        ins_date: Timestamp = "insDate",
        /// Whether the report is the invoice itself.
        completeness_indicator: Option<bool> = "completenessIndicator",
    }
}

element! {
    /// QueryInvoiceDigestResponseType.
    pub struct Body {
        /// The page.
        result: DigestPage = "invoiceDigestResult",
    }
}

impl Answer for DigestPage {
    const ROOT: &'static str = "QueryInvoiceDigestResponse";
    type Body = Body;

    fn from_body(body: Body) -> Result<Self, Error> {
        Ok(body.result)
    }
}
