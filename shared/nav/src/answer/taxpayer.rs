//! The answer to queryTaxpayer.

use super::Answer;
use crate::{
    Error,
    codes::{Incorporation, TaxpayerAddressKind},
    invoice::{DetailedAddress, TaxNumber},
    xml::element,
};

/// A taxpayer whose number NAV has given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxpayer {
    /// False where the tax number is no longer valid.
    pub valid: bool,
    /// When the data last changed, as NAV sent it (xs:dateTime, with or without an offset).
    pub info_date: Option<String>,
    /// Absent where the number is not valid.
    pub data: Option<TaxpayerData>,
}

element! {
    /// TaxpayerDataType.
    pub struct TaxpayerData {
        /// Full name.
        name: String = "taxpayerName",
        /// Short name.
        short_name: Option<String> = "taxpayerShortName",
        /// The whole tax number.
        tax_number: TaxNumber = "taxNumberDetail",
        /// Company, sole proprietor or private person.
        incorporation: Option<Incorporation> = "incorporation",
        /// Eight digits of the VAT group that the taxpayer is a member of.
        vat_group_membership: Option<String> = "vatGroupMembership",
        /// Headquarters, sites and branches.
        addresses: Vec<TaxpayerAddress> = "taxpayerAddressList" / "taxpayerAddressItem",
    }
}

element! {
    /// TaxpayerAddressItemType.
    pub struct TaxpayerAddress {
        /// Which kind of address.
        kind: TaxpayerAddressKind = "taxpayerAddressType",
        /// The address.
        address: DetailedAddress = "taxpayerAddress",
    }
}

element! {
    /// QueryTaxpayerResponseType.
    pub struct Body {
        /// When the data last changed.
        info_date: Option<String> = "infoDate",
        /// Absent where the number is unknown.
        validity: Option<bool> = "taxpayerValidity",
        /// The data.
        data: Option<TaxpayerData> = "taxpayerData",
    }
}

impl Answer for Taxpayer {
    const ROOT: &'static str = "QueryTaxpayerResponse";
    type Body = Body;

    fn from_body(body: Body) -> Result<Self, Error> {
        let valid = body.validity.ok_or(Error::NotFound)?;
        Ok(Self { valid, info_date: body.info_date, data: body.data })
    }
}
