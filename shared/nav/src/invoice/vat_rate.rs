//! How a line or a sum is taxed.

use rust_decimal::Decimal;

use super::old;
use crate::{
    codes::MarginScheme,
    xml::{choice, element},
};

choice! {
    /// VatRateType: exactly one of eight (specification 2, section on VatRateType), or of the two by which
    /// versions before 3.0 tell the margin scheme.
    pub enum VatRate {
        /// The rate, 0.27 for 27 %.
        VatPercentage(Decimal) = "vatPercentage",
        /// The VAT content of a gross amount, on simplified invoices.
        VatContent(Decimal) = "vatContent",
        /// Exempt: AAM, TAM, KBAET, KBAUK, EAM, NAM, UNKNOWN.
        VatExemption(DetailedReason) = "vatExemption",
        /// Outside the Hungarian VAT Act: ATK, EUFAD37, EUFADE, EUE, HO, UNKNOWN.
        VatOutOfScope(DetailedReason) = "vatOutOfScope",
        /// Domestic reverse charge.
        VatDomesticReverseCharge(bool) = "vatDomesticReverseCharge",
        /// Margin scheme.
        MarginSchemeIndicator(MarginScheme) = "marginSchemeIndicator",
        /// The tax charged differs from the rate on the base.
        VatAmountMismatch(VatAmountMismatch) = "vatAmountMismatch",
        /// No VAT charged by section 17 of the VAT Act.
        NoVatCharge(bool) = "noVatCharge",
        /// Before version 3.0: margin scheme with VAT passed on.
        MarginSchemeVat(bool) = "marginSchemeVat",
        /// Before version 3.0: margin scheme without VAT passed on.
        MarginSchemeNoVat(bool) = "marginSchemeNoVat",
    }
}

element! {
    /// DetailedReasonType.
    pub struct DetailedReason before V3: old::Reason; {
        /// The case's code; since version 3.0.
        case: Option<String> = "case",
        /// The same in the sender's words.
        reason: Option<String> = "reason",
    }
}

element! {
    /// VatAmountMismatchType.
    pub struct VatAmountMismatch {
        /// Rate or content.
        vat_rate: Decimal = "vatRate",
        /// REFUNDABLE_VAT, NONREFUNDABLE_VAT or UNKNOWN.
        case: String = "case",
    }
}
