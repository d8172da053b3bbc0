//! The invoice's sums, as reported.

use rust_decimal::Decimal;

use super::{VatRate, old};
use crate::xml::element;

element! {
    /// SummaryType: normal or simplified, and perhaps the gross amount.
    pub struct InvoiceSummary before V2: old::InvoiceSummary; {
        /// On normal and aggregate invoices.
        summary_normal: Option<SummaryNormal> = "summaryNormal",
        /// On simplified invoices, by VAT content.
        summary_simplified: Vec<SummarySimplified> = "summarySimplified",
        /// Gross.
        summary_gross_data: Option<SummaryGrossData> = "summaryGrossData",
    }
}

element! {
    /// SummaryNormalType.
    pub struct SummaryNormal {
        /// By rate.
        summary_by_vat_rate: Vec<SummaryByVatRate> = "summaryByVatRate",
        /// Net.
        invoice_net_amount: Decimal = "invoiceNetAmount",
        /// Net in HUF; versions before 2.0 may not have it.
        invoice_net_amount_huf: Option<Decimal> = "invoiceNetAmountHUF",
        /// VAT.
        invoice_vat_amount: Decimal = "invoiceVatAmount",
        /// VAT in HUF.
        invoice_vat_amount_huf: Decimal = "invoiceVatAmountHUF",
    }
}

element! {
    /// SummaryByVatRateType.
    pub struct SummaryByVatRate before V2: old::SummaryByVatRate; {
        /// The rate.
        vat_rate: VatRate = "vatRate",
        /// Net.
        vat_rate_net_data: VatRateNetData = "vatRateNetData",
        /// VAT.
        vat_rate_vat_data: VatRateVatData = "vatRateVatData",
        /// Gross.
        vat_rate_gross_data: Option<VatRateGrossData> = "vatRateGrossData",
    }
}

element! {
    /// VatRateNetDataType.
    pub struct VatRateNetData {
        /// Net.
        vat_rate_net_amount: Decimal = "vatRateNetAmount",
        /// Net in HUF; versions before 2.0 may not have it.
        vat_rate_net_amount_huf: Option<Decimal> = "vatRateNetAmountHUF",
    }
}

element! {
    /// VatRateVatDataType.
    pub struct VatRateVatData {
        /// VAT.
        vat_rate_vat_amount: Decimal = "vatRateVatAmount",
        /// VAT in HUF; versions before 2.0 may not have it.
        vat_rate_vat_amount_huf: Option<Decimal> = "vatRateVatAmountHUF",
    }
}

element! {
    /// VatRateGrossDataType.
    pub struct VatRateGrossData {
        /// Gross.
        vat_rate_gross_amount: Decimal = "vatRateGrossAmount",
        /// Gross in HUF; versions before 2.0 may not have it.
        vat_rate_gross_amount_huf: Option<Decimal> = "vatRateGrossAmountHUF",
    }
}

element! {
    /// SummarySimplifiedType.
    pub struct SummarySimplified before V3: old::SummarySimplified; {
        /// The VAT content.
        vat_rate: VatRate = "vatRate",
        /// Gross.
        vat_content_gross_amount: Decimal = "vatContentGrossAmount",
        /// Gross in HUF; versions before 2.0 may not have it.
        vat_content_gross_amount_huf: Option<Decimal> = "vatContentGrossAmountHUF",
    }
}

element! {
    /// SummaryGrossDataType.
    pub struct SummaryGrossData {
        /// Gross.
        invoice_gross_amount: Decimal = "invoiceGrossAmount",
        /// Gross in HUF; versions before 2.0 may not have it.
        invoice_gross_amount_huf: Option<Decimal> = "invoiceGrossAmountHUF",
    }
}
