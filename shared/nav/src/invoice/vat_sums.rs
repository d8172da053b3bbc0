//! An invoice's sums by VAT key, as its document states them.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{InvoiceSummary, VatRate};

/// What a document sums up for one VAT key, in the invoice's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct VatSums {
    /// The VAT key, see [`VatRate::key`].
    #[schema(example = "27")]
    pub key: String,
    /// Net of VAT; absent on simplified invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "100000.00")]
    pub net: Option<Decimal>,
    /// VAT; absent on simplified invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "27000.00")]
    pub vat: Option<Decimal>,
    /// Gross, on simplified invoices only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub simplified_gross: Option<Decimal>,
}

impl VatRate {
    /// The VAT key as bookkeepers name it: the rate in percent (`27`), the VAT content of a simplified
    /// invoice (`content 21.26`), the case of an exemption (`AAM`, `EUFAD37` ...; `UNKNOWN`
    /// on documents before version 3.0, which have no cases), `FAD` for domestic reverse charge,
    /// and NAV's own code for the rest.
    pub fn key(&self) -> String {
        let percent = |rate: &Decimal| (rate * Decimal::ONE_HUNDRED).normalize();
        match self {
            Self::VatPercentage(rate) => percent(rate).to_string(),
            Self::VatContent(rate) => format!("content {}", percent(rate)),
            Self::VatExemption(reason) | Self::VatOutOfScope(reason) => {
                reason.case.clone().unwrap_or_else(|| "UNKNOWN".to_owned())
            }
            Self::VatDomesticReverseCharge(_) => "FAD".to_owned(),
            Self::MarginSchemeIndicator(scheme) => scheme.to_string(),
            Self::VatAmountMismatch(mismatch) => {
                format!("{} {}", percent(&mismatch.vat_rate), mismatch.case)
            }
            Self::MarginSchemeVat(_) => "MARGIN_SCHEME_VAT".to_owned(),
            Self::MarginSchemeNoVat(_) => "MARGIN_SCHEME_NO_VAT".to_owned(),
            Self::NoVatCharge(_) => "NO_VAT_CHARGE".to_owned(),
        }
    }
}

impl InvoiceSummary {
    /// The sums by VAT key, in the document's order.
    pub fn by_vat_key(&self) -> Vec<VatSums> {
        let normal = self.summary_normal.iter().flat_map(|summary| &summary.summary_by_vat_rate);
        let normal = normal.map(|sums| VatSums {
            key: sums.vat_rate.key(),
            net: Some(sums.vat_rate_net_data.vat_rate_net_amount),
            vat: Some(sums.vat_rate_vat_data.vat_rate_vat_amount),
            simplified_gross: None,
        });
        let simplified = self.summary_simplified.iter().map(|sums| VatSums {
            key: sums.vat_rate.key(),
            net: None,
            vat: None,
            simplified_gross: Some(sums.vat_content_gross_amount),
        });
        normal.chain(simplified).collect()
    }
}

/// Adds sums of the same key to each other; keys stay in the order in which they first came.
pub(super) fn add_up(sums: impl IntoIterator<Item = VatSums>) -> Vec<VatSums> {
    let mut added: Vec<VatSums> = Vec::new();
    for sum in sums {
        match added.iter_mut().find(|known| known.key == sum.key) {
            None => added.push(sum),
            Some(known) => {
                known.net = add(known.net, sum.net);
                known.vat = add(known.vat, sum.vat);
                known.simplified_gross = add(known.simplified_gross, sum.simplified_gross);
            }
        }
    }
    added
}

/// The sum of what is stated; nothing where neither is, or where the sum leaves 28 digits.
pub(super) fn add(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    match (one, other) {
        (Some(one), Some(other)) => one.checked_add(other),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{codes::MarginScheme, invoice::DetailedReason};

    #[test]
    fn keys_are_those_of_bookkeepers() {
        let reason = |case: &str| DetailedReason { case: Some(case.into()), reason: None };
        assert_eq!(VatRate::VatPercentage(Decimal::new(2700, 4)).key(), "27");
        assert_eq!(VatRate::VatPercentage(Decimal::ZERO).key(), "0");
        assert_eq!(VatRate::VatContent(Decimal::new(2126, 4)).key(), "content 21.26");
        assert_eq!(VatRate::VatExemption(reason("AAM")).key(), "AAM");
        assert_eq!(VatRate::VatOutOfScope(reason("EUFAD37")).key(), "EUFAD37");
        assert_eq!(VatRate::VatDomesticReverseCharge(true).key(), "FAD");
        assert_eq!(VatRate::MarginSchemeIndicator(MarginScheme::Artwork).key(), "ARTWORK");
    }
}
