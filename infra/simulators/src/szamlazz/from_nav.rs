//! An invoice that the simulated NAV publishes, as Számlázz.hu would hold the same one.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::document::{Document, Kind};
use super::item::{Item, round};
use super::party::{Location, Party, Place};
use super::vat::Vat;
use crate::nav::xml::{Element, parse};
use crate::nav::{InvoiceOperation, PublishedInvoice};

/// Why a report cannot be told as a document.
#[derive(Debug, thiserror::Error)]
pub enum FromNavError {
    /// The content is no XML.
    #[error("the content is not XML: {0}")]
    NotXml(String),
    /// The content has no usable element of this name; Számlázz.hu makes no batches.
    #[error("the document has no usable {0}")]
    Missing(&'static str),
}

type Read<T> = Result<T, FromNavError>;

/// Makes the document of an InvoiceData 3.0 report, with the same number, parties, days, lines and amounts.
///
/// # Errors
/// The content is no invoice that this reads: of another version, or a batch.
pub fn from_nav(published: &PublishedInvoice) -> Read<Document> {
    let root = parse(&published.xml).map_err(|error| FromNavError::NotXml(error.to_string()))?;
    let invoice = root.at(&["invoiceMain", "invoice"]).ok_or(FromNavError::Missing("invoice"))?;
    let head = invoice.child("invoiceHead").ok_or(FromNavError::Missing("invoiceHead"))?;
    let detail = head.child("invoiceDetail").ok_or(FromNavError::Missing("invoiceDetail"))?;
    let part = |name| head.child(name).ok_or(FromNavError::Missing(name));
    let lines = invoice.child("invoiceLines").ok_or(FromNavError::Missing("invoiceLines"))?;
    let items = lines.children_named("line").map(item).collect::<Read<Vec<_>>>()?;
    let issued = date(&root, "invoiceIssueDate")?;
    let delivered = date(detail, "invoiceDeliveryDate")?;
    let document = Document::new(supplier(part("supplierInfo")?), customer(head)?, issued, items);
    let currency = detail.text_at(&["currencyCode"]).unwrap_or("HUF").to_owned();
    let is_foreign = currency != "HUF";
    let rate = detail.text_at(&["exchangeRate"]).and_then(|rate| rate.parse().ok());
    let original = invoice.text_at(&["invoiceReference", "originalInvoiceNumber"]);
    Ok(Document {
        number: root.text_at(&["invoiceNumber"]).ok_or(FromNavError::Missing("invoiceNumber"))?.into(),
        kind: match published.operation {
            InvoiceOperation::Create => Kind::Invoice,
            InvoiceOperation::Modify => Kind::Corrective,
            InvoiceOperation::Storno => Kind::Storno,
        },
        electronic: detail.text_at(&["invoiceAppearance"]) == Some("ELECTRONIC"),
        delivered,
        due: date(detail, "paymentDate").unwrap_or(issued),
        payment_method: method(detail.text_at(&["paymentMethod"])).into(),
        exchange_rate: rate.filter(|_| is_foreign),
        exchange_bank: is_foreign.then(|| "MNB".into()),
        currency,
        original: original.map(str::to_owned),
        ..document
    })
}

fn date(element: &Element, name: &'static str) -> Read<Date> {
    element.text_at(&[name]).and_then(|text| text.parse().ok()).ok_or(FromNavError::Missing(name))
}

fn method(code: Option<&str>) -> &'static str {
    match code {
        Some("CASH") => "készpénz",
        Some("CARD") => "bankkártya",
        Some("VOUCHER") => "utalvány",
        Some("OTHER") => "egyéb",
        _ => "átutalás",
    }
}

fn supplier(info: &Element) -> Party {
    Party {
        name: text(info, &["supplierName"]),
        place: place(info.child("supplierAddress")),
        tax_number: info.child("supplierTaxNumber").map(tax_number).unwrap_or_default(),
        bank_account: info.text_at(&["supplierBankAccountNumber"]).map(str::to_owned),
        ..Party::default()
    }
}

/// NAV publishes neither name nor address of a private person; Számlázz.hu's own are made up here.
fn customer(head: &Element) -> Read<Party> {
    let info = head.child("customerInfo").ok_or(FromNavError::Missing("customerInfo"))?;
    let data = info.child("customerVatData");
    let eu = data.and_then(|data| data.text_at(&["communityVatNumber"]));
    let private_person = info.text_at(&["customerVatStatus"]) == Some("PRIVATE_PERSON");
    let known = info.text_at(&["customerName"]).map(str::to_owned);
    let number = data.and_then(|data| data.child("customerTaxNumber")).map(tax_number);
    Ok(Party {
        name: known.unwrap_or_else(|| "Magánszemély".into()),
        place: place(info.child("customerAddress")),
        tax_number: number.unwrap_or_default(),
        eu_tax_number: eu.map(str::to_owned),
        location: if eu.is_some() { Location::European } else { Location::Hungary },
        private_person,
        ..Party::default()
    })
}

fn text(element: &Element, path: &[&str]) -> String {
    element.text_at(path).unwrap_or_default().to_owned()
}

fn tax_number(element: &Element) -> String {
    let parts = ["taxpayerId", "vatCode", "countyCode"];
    let parts: Vec<_> = parts.iter().filter_map(|part| element.text_at(&[part])).collect();
    parts.join("-")
}

fn place(address: Option<&Element>) -> Place {
    let Some(address) = address.and_then(|address| address.children.first()) else {
        return Place::default();
    };
    let street = match address.text_at(&["additionalAddressDetail"]) {
        Some(detail) => detail.to_owned(),
        None => ["streetName", "publicPlaceCategory", "number"].map(|part| text(address, &[part])).join(" "),
    };
    let country = text(address, &["countryCode"]);
    Place {
        country: if country == "HU" { "Magyarország".into() } else { country },
        postal_code: text(address, &["postalCode"]),
        city: text(address, &["city"]),
        address: street,
    }
}

fn item(line: &Element) -> Read<Item> {
    let number = |path: &[&str]| line.text_at(path).and_then(|text| text.parse::<Decimal>().ok());
    let quantity = number(&["quantity"]).unwrap_or(Decimal::ONE);
    let unit = line.text_at(&["unitOfMeasureOwn"]).or(line.text_at(&["unitOfMeasure"]));
    let named = |name| Item::new(&text(line, &["lineDescription"]), quantity, name, Decimal::ZERO, 0);
    let item = named(match unit {
        None | Some("PIECE") => "db",
        Some(unit) => unit,
    });
    let price = |net: Decimal| number(&["unitPrice"]).unwrap_or(net);
    if let Some(simple) = line.child("lineAmountsSimplified") {
        let gross = number(&["lineAmountsSimplified", "lineGrossAmountSimplified"]);
        let gross = gross.ok_or(FromNavError::Missing("lineGrossAmountSimplified"))?;
        let vat = simple.child("lineVatRate").and_then(vat).ok_or(FromNavError::Missing("lineVatRate"))?;
        let net = round(gross * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + vat.percent()));
        let unit_price = round(net / if quantity.is_zero() { Decimal::ONE } else { quantity });
        return Ok(Item { vat, net, vat_amount: gross - net, gross, unit_price, ..item });
    }
    let amounts = line.child("lineAmountsNormal").ok_or(FromNavError::Missing("lineAmountsNormal"))?;
    let net = number(&["lineAmountsNormal", "lineNetAmountData", "lineNetAmount"]);
    let net = net.ok_or(FromNavError::Missing("lineNetAmount"))?;
    let tax = number(&["lineAmountsNormal", "lineVatData", "lineVatAmount"]).unwrap_or_default();
    let gross = number(&["lineAmountsNormal", "lineGrossAmountData", "lineGrossAmountNormal"]);
    let vat = amounts.child("lineVatRate").and_then(vat).ok_or(FromNavError::Missing("lineVatRate"))?;
    let gross = gross.unwrap_or(net + tax);
    Ok(Item { vat, net, vat_amount: tax, gross, unit_price: price(net), ..item })
}

/// The key of a line's rate: NAV's cases are codes of Számlázz.hu too.
fn vat(rate: &Element) -> Option<Vat> {
    let number = |name: &str| rate.text_at(&[name]).and_then(|text| text.parse::<Decimal>().ok());
    if let Some(fraction) = number("vatPercentage") {
        return Some(Vat::Percent((fraction * Decimal::ONE_HUNDRED).normalize()));
    }
    if let Some(content) = number("vatContent") {
        // 0.2126 of the gross price is 27 % of the net price.
        let percent = content * Decimal::ONE_HUNDRED / (Decimal::ONE - content);
        return Some(Vat::Percent(percent.round()));
    }
    if let Some(case) = rate.text_at(&["vatExemption", "case"]).or(rate.text_at(&["vatOutOfScope", "case"])) {
        return Vat::read(case);
    }
    match () {
        () if rate.child("vatDomesticReverseCharge").is_some() => Vat::read("F.AFA"),
        () if rate.child("marginSchemeIndicator").is_some() => Vat::read("K.AFA"),
        () => None,
    }
}
