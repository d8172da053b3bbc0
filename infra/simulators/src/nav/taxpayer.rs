//! queryTaxpayer: name and address of a tax number.

use jiff::Timestamp;

use super::company::{Address, Taxpayer};
use super::digest::milliseconds;
use super::state::State;
use super::xml::{Element, Namespace, Writer};

/// An unknown number has no validity at all, one that is not in force has no data.
pub(crate) fn answer(state: &State, root: &Element, now: Timestamp, writer: &mut Writer) {
    let number = root.text_at(&["taxNumber"]).unwrap_or_default();
    writer.leaf(Namespace::Api, "infoDate", milliseconds(now));
    let Some(taxpayer) = state.taxpayer(number) else {
        return;
    };
    writer.leaf(Namespace::Api, "taxpayerValidity", taxpayer.valid);
    if taxpayer.valid {
        write(writer, taxpayer);
    }
}

pub(crate) fn write(writer: &mut Writer, taxpayer: &Taxpayer) {
    writer.open(Namespace::Api, "taxpayerData");
    writer.leaf(Namespace::Api, "taxpayerName", taxpayer.name.to_uppercase());
    writer.open(Namespace::Api, "taxNumberDetail");
    writer.leaf(Namespace::Base, "taxpayerId", &taxpayer.tax_number);
    writer.optional(Namespace::Base, "vatCode", taxpayer.vat_code.as_ref());
    writer.optional(Namespace::Base, "countyCode", taxpayer.county_code.as_ref());
    writer.close();
    writer.leaf(Namespace::Api, "incorporation", "ORGANIZATION");
    if let Some(address) = &taxpayer.address {
        seat(writer, address);
    }
    writer.close();
}

fn seat(writer: &mut Writer, address: &Address) {
    writer.open(Namespace::Api, "taxpayerAddressList");
    writer.open(Namespace::Api, "taxpayerAddressItem");
    writer.leaf(Namespace::Api, "taxpayerAddressType", "HQ");
    writer.open(Namespace::Api, "taxpayerAddress");
    writer.leaf(Namespace::Base, "countryCode", "HU");
    writer.leaf(Namespace::Base, "postalCode", &address.postal_code);
    writer.leaf(Namespace::Base, "city", address.city.to_uppercase());
    writer.leaf(Namespace::Base, "streetName", address.street.to_uppercase());
    writer.leaf(Namespace::Base, "publicPlaceCategory", address.category.to_uppercase());
    writer.leaf(Namespace::Base, "number", &address.number);
    writer.close();
    writer.close();
    writer.close();
}
