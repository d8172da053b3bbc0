//! Supplier, customer, fiscal representative, and their addresses and tax numbers.

use std::fmt;

use super::old;
use crate::{
    codes::CustomerVatStatus,
    xml::{choice, element},
};

element! {
    /// TaxNumberType: a Hungarian tax number in its parts.
    pub struct TaxNumber {
        /// The first eight digits: the taxpayer, or the VAT group.
        taxpayer_id: String = "taxpayerId",
        /// One digit: how the taxpayer is taxed.
        vat_code: Option<String> = "vatCode",
        /// Two digits: the tax office.
        county_code: Option<String> = "countyCode",
    }
}

impl fmt::Display for TaxNumber {
    /// With dashes, as far as its parts are known: `99999999-2-41`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.taxpayer_id)?;
        let parts = [&self.vat_code, &self.county_code];
        parts.into_iter().flatten().try_for_each(|part| write!(f, "-{part}"))
    }
}

element! {
    /// CustomerTaxNumberType: a tax number, and that of the VAT group's member who bought.
    pub struct CustomerTaxNumber {
        /// The first eight digits: the taxpayer, or the VAT group.
        taxpayer_id: String = "taxpayerId",
        /// One digit: how the taxpayer is taxed.
        vat_code: Option<String> = "vatCode",
        /// Two digits: the tax office.
        county_code: Option<String> = "countyCode",
        /// The group's member.
        group_member_tax_number: Option<TaxNumber> = "groupMemberTaxNumber",
    }
}

impl fmt::Display for CustomerTaxNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.taxpayer_id)?;
        let parts = [&self.vat_code, &self.county_code];
        parts.into_iter().flatten().try_for_each(|part| write!(f, "-{part}"))
    }
}

choice! {
    /// CustomerVatDataType: by which number the customer is known to a tax authority.
    pub enum CustomerVatData {
        /// Hungarian.
        CustomerTaxNumber(CustomerTaxNumber) = "customerTaxNumber",
        /// Of another member state of the EU.
        CommunityVatNumber(String) = "communityVatNumber",
        /// Of a third country.
        ThirdStateTaxId(String) = "thirdStateTaxId",
    }
}

impl fmt::Display for CustomerVatData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CustomerTaxNumber(number) => number.fmt(f),
            Self::CommunityVatNumber(number) | Self::ThirdStateTaxId(number) => f.write_str(number),
        }
    }
}

element! {
    /// SupplierInfoType: who sold.
    pub struct SupplierInfo {
        /// Tax number, or that of the VAT group.
        supplier_tax_number: TaxNumber = "supplierTaxNumber",
        /// The group's member who sold.
        group_member_tax_number: Option<TaxNumber> = "groupMemberTaxNumber",
        /// EU VAT number.
        community_vat_number: Option<String> = "communityVatNumber",
        /// Name.
        supplier_name: String = "supplierName",
        /// Address.
        supplier_address: Option<Address> = "supplierAddress",
        /// Bank account in Hungarian form or IBAN.
        supplier_bank_account_number: Option<String> = "supplierBankAccountNumber",
        /// Exempt from VAT as a person.
        individual_exemption: Option<bool> = "individualExemption",
        /// Number of the excise licence.
        excise_licence_num: Option<String> = "exciseLicenceNum",
    }
}

element! {
    /// CustomerInfoType: who bought. Of a private person NAV takes neither name nor address.
    pub struct CustomerInfo before V3: old::CustomerInfo; {
        /// Domestic taxable, private, or other; since version 3.0.
        customer_vat_status: Option<CustomerVatStatus> = "customerVatStatus",
        /// Tax number of one kind.
        customer_vat_data: Option<CustomerVatData> = "customerVatData",
        /// Name.
        customer_name: Option<String> = "customerName",
        /// Address.
        customer_address: Option<Address> = "customerAddress",
        /// Bank account in Hungarian form or IBAN.
        customer_bank_account_number: Option<String> = "customerBankAccountNumber",
    }
}

element! {
    /// FiscalRepresentativeType: who answers for a foreign supplier.
    pub struct FiscalRepresentative {
        /// Tax number.
        tax_number: TaxNumber = "fiscalRepresentativeTaxNumber",
        /// Name.
        name: String = "fiscalRepresentativeName",
        /// Address.
        address: Option<Address> = "fiscalRepresentativeAddress",
        /// Bank account opened for the supplier.
        bank_account_number: Option<String> = "fiscalRepresentativeBankAccountNumber",
    }
}

choice! {
    /// AddressType.
    pub enum Address {
        /// Street and number in one text.
        SimpleAddress(SimpleAddress) = "simpleAddress",
        /// In parts.
        DetailedAddress(DetailedAddress) = "detailedAddress",
    }
}

element! {
    /// SimpleAddressType.
    pub struct SimpleAddress {
        /// ISO 3166 alpha-2.
        country_code: String = "countryCode",
        /// Province.
        region: Option<String> = "region",
        /// 0000 where there is none.
        postal_code: String = "postalCode",
        /// Town.
        city: String = "city",
        /// Street, number and the rest.
        additional_address_detail: String = "additionalAddressDetail",
    }
}

element! {
    /// DetailedAddressType.
    pub struct DetailedAddress {
        /// ISO 3166 alpha-2.
        country_code: String = "countryCode",
        /// Province.
        region: Option<String> = "region",
        /// 0000 where there is none.
        postal_code: String = "postalCode",
        /// Town.
        city: String = "city",
        /// Name of the street.
        street_name: String = "streetName",
        /// Street, square, road ...
        public_place_category: String = "publicPlaceCategory",
        /// House number.
        number: Option<String> = "number",
        /// Building.
        building: Option<String> = "building",
        /// Staircase.
        staircase: Option<String> = "staircase",
        /// Floor.
        floor: Option<String> = "floor",
        /// Door.
        door: Option<String> = "door",
        /// Lot number.
        lot_number: Option<String> = "lotNumber",
    }
}
