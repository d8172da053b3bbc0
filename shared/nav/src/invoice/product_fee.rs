//! The environmental product fee (Act LXXXV of 2011), on lines and in sum. Amounts are in HUF.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Address, ProductCode, TaxNumber};
use crate::xml::{choice, element};

choice! {
    /// ProductFeeClauseType.
    pub enum ProductFeeClause {
        /// The liability is taken over.
        ProductFeeTakeoverData(ProductFeeTakeoverData) = "productFeeTakeoverData",
        /// The customer declared an exemption.
        CustomerDeclaration(CustomerDeclaration) = "customerDeclaration",
    }
}

element! {
    /// ProductFeeTakeoverDataType.
    pub struct ProductFeeTakeoverData {
        /// 01 or 02_aa to 02_gb: direction and legal base.
        takeover_reason: String = "takeoverReason",
        /// Fee taken over.
        takeover_amount: Option<Decimal> = "takeoverAmount",
    }
}

element! {
    /// CustomerDeclarationType.
    pub struct CustomerDeclaration {
        /// BATTERY, PACKAGING, OTHER_PETROL ...
        product_stream: String = "productStream",
        /// Kilograms.
        product_fee_weight: Option<Decimal> = "productFeeWeight",
    }
}

element! {
    /// ProductFeeDataType.
    pub struct ProductFeeData {
        /// KT or CSK code.
        product_fee_code: ProductCode = "productFeeCode",
        /// Quantity that is liable.
        product_fee_quantity: Decimal = "productFeeQuantity",
        /// DARAB (piece) or KG.
        product_fee_measuring_unit: String = "productFeeMeasuringUnit",
        /// HUF per unit.
        product_fee_rate: Decimal = "productFeeRate",
        /// The fee.
        product_fee_amount: Decimal = "productFeeAmount",
    }
}

element! {
    /// ProductFeeSummaryType.
    pub struct ProductFeeSummary {
        /// REFUND or DEPOSIT.
        product_fee_operation: String = "productFeeOperation",
        /// By product.
        product_fee_data: Vec<ProductFeeData> = "productFeeData",
        /// The sum.
        product_charge_sum: Decimal = "productChargeSum",
        /// The document that proves the payment.
        payment_evidence_document_data: Option<Box<PaymentEvidenceDocumentData>> =
            "paymentEvidenceDocumentData",
    }
}

element! {
    /// PaymentEvidenceDocumentDataType.
    pub struct PaymentEvidenceDocumentData {
        /// Number of the document.
        evidence_document_no: String = "evidenceDocumentNo",
        /// Its date.
        evidence_document_date: Date = "evidenceDocumentDate",
        /// Who was liable.
        obligated_name: String = "obligatedName",
        /// Address.
        obligated_address: Address = "obligatedAddress",
        /// Tax number.
        obligated_tax_number: TaxNumber = "obligatedTaxNumber",
    }
}
