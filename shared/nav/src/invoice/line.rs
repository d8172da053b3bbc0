//! Lines and their amounts.

use rust_decimal::Decimal;

use super::{
    AdditionalData, AdvanceData, AggregateInvoiceLineData, ConventionalInfo, DieselOilPurchase, DiscountData,
    NewTransportMean, ProductFeeClause, ProductFeeData, VatRate, old,
};
use crate::{
    codes::{LineNature, LineOperation, MarginScheme, UnitOfMeasure},
    xml::element,
};

element! {
    /// LinesType.
    pub struct InvoiceLines {
        /// The report sums lines up to be smaller; since version 3.0.
        merged_item_indicator: Option<bool> = "mergedItemIndicator",
        /// The lines, in the document's order.
        lines: Vec<Line> = "line",
    }
}

element! {
    /// LineType: a product or service.
    pub struct Line {
        /// From 1 in each document.
        line_number: u64 = "lineNumber",
        /// On corrective invoices: where the line stands in the chain.
        line_modification_reference: Option<LineModificationReference> = "lineModificationReference",
        /// Numbers of connected lines.
        references_to_other_lines: Vec<u64> = "referencesToOtherLines" / "referenceToOtherLine",
        /// Advance payment.
        advance_data: Option<Box<AdvanceData>> = "advanceData",
        /// Before version 3.0: the line is an advance, or counts one against the price.
        advance_indicator: Option<bool> = "advanceIndicator",
        /// Product codes.
        product_codes: Vec<ProductCode> = "productCodes" / "productCode",
        /// The quantity is in a natural unit.
        line_expression_indicator: Option<bool> = "lineExpressionIndicator",
        /// Goods or services.
        line_nature_indicator: Option<LineNature> = "lineNatureIndicator",
        /// Name of the product or service.
        line_description: Option<String> = "lineDescription",
        /// Quantity.
        quantity: Option<Decimal> = "quantity",
        /// Unit, from NAV's list; in version 1.0 in the sender's words.
        unit_of_measure: Option<UnitOfMeasure> = "unitOfMeasure",
        /// Unit, in the sender's words.
        unit_of_measure_own: Option<String> = "unitOfMeasureOwn",
        /// Price of one unit: net, on simplified invoices gross.
        unit_price: Option<Decimal> = "unitPrice",
        /// The same in HUF.
        unit_price_huf: Option<Decimal> = "unitPriceHUF",
        /// Discount that is not in the price.
        line_discount_data: Option<Box<DiscountData>> = "lineDiscountData",
        /// Amounts on normal and aggregate invoices.
        line_amounts_normal: Option<LineAmountsNormal> = "lineAmountsNormal",
        /// Amounts on simplified invoices.
        line_amounts_simplified: Option<Box<LineAmountsSimplified>> = "lineAmountsSimplified",
        /// An intermediated service.
        intermediated_service: Option<bool> = "intermediatedService",
        /// Own date and rate, on aggregate invoices.
        aggregate_invoice_line_data: Option<AggregateInvoiceLineData> = "aggregateInvoiceLineData",
        /// New means of transport.
        new_transport_mean: Option<Box<NewTransportMean>> = "newTransportMean",
        /// A deposit on bottles or containers.
        deposit_indicator: Option<bool> = "depositIndicator",
        /// Before version 3.0: which margin scheme.
        margin_scheme_indicator: Option<MarginScheme> = "marginSchemeIndicator",
        /// Before version 3.0: numbers of the road transport control system EKÁER.
        ekaer_ids: Vec<String> = "ekaerIds" / "ekaerId",
        /// Liable to the environmental product fee.
        obligated_for_product_fee: Option<bool> = "obligatedForProductFee",
        /// Excise duty on gas, electricity and coal, in HUF.
        gpc_excise: Option<Decimal> = "GPCExcise",
        /// Purchase of gas oil.
        diesel_oil_purchase: Option<Box<DieselOilPurchase>> = "dieselOilPurchase",
        /// Liable to the public health product tax.
        neta_declaration: Option<bool> = "netaDeclaration",
        /// Clause on the environmental product fee.
        product_fee_clause: Option<Box<ProductFeeClause>> = "productFeeClause",
        /// Product fee inside the line.
        line_product_fee_content: Vec<ProductFeeData> = "lineProductFeeContent",
        /// References by agreed names.
        conventional_line_info: Option<Box<ConventionalInfo>> = "conventionalLineInfo",
        /// Named values.
        additional_line_data: Vec<AdditionalData> = "additionalLineData",
    }
}

element! {
    /// LineModificationReferenceType.
    pub struct LineModificationReference {
        /// Number of the line in the chain of corrections.
        line_number_reference: u64 = "lineNumberReference",
        /// Whether it is a new one.
        line_operation: LineOperation = "lineOperation",
    }
}

element! {
    /// ProductCodeType.
    pub struct ProductCode {
        /// VTSZ, SZJ, KN, AHK, CSK, KT, EJ, TESZOR, OWN or OTHER.
        product_code_category: String = "productCodeCategory",
        /// The code.
        product_code_value: Option<String> = "productCodeValue",
        /// The sender's own code.
        product_code_own_value: Option<String> = "productCodeOwnValue",
    }
}

element! {
    /// LineAmountsNormalType.
    pub struct LineAmountsNormal before V2: old::LineAmountsNormal; {
        /// Net.
        line_net_amount_data: LineNetAmountData = "lineNetAmountData",
        /// How it is taxed.
        line_vat_rate: VatRate = "lineVatRate",
        /// VAT.
        line_vat_data: Option<LineVatData> = "lineVatData",
        /// Gross.
        line_gross_amount_data: Option<LineGrossAmountData> = "lineGrossAmountData",
    }
}

element! {
    /// LineNetAmountDataType.
    pub struct LineNetAmountData {
        /// Net.
        line_net_amount: Decimal = "lineNetAmount",
        /// Net in HUF; since version 2.0.
        line_net_amount_huf: Option<Decimal> = "lineNetAmountHUF",
    }
}

element! {
    /// LineVatDataType.
    pub struct LineVatData {
        /// VAT; versions before 2.0 may have it in HUF only.
        line_vat_amount: Option<Decimal> = "lineVatAmount",
        /// VAT in HUF; versions before 2.0 may not have it.
        line_vat_amount_huf: Option<Decimal> = "lineVatAmountHUF",
    }
}

element! {
    /// LineGrossAmountDataType.
    pub struct LineGrossAmountData {
        /// Gross.
        line_gross_amount_normal: Decimal = "lineGrossAmountNormal",
        /// Gross in HUF; since version 2.0.
        line_gross_amount_normal_huf: Option<Decimal> = "lineGrossAmountNormalHUF",
    }
}

element! {
    /// LineAmountsSimplifiedType.
    pub struct LineAmountsSimplified before V3: old::LineAmountsSimplified; {
        /// How it is taxed; versions before 3.0 may leave it out.
        line_vat_rate: Option<VatRate> = "lineVatRate",
        /// Gross.
        line_gross_amount_simplified: Decimal = "lineGrossAmountSimplified",
        /// Gross in HUF; since version 2.0.
        line_gross_amount_simplified_huf: Option<Decimal> = "lineGrossAmountSimplifiedHUF",
    }
}
