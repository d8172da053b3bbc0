//! The simple types of NAV's schemas that requests use: each a name and what it accepts.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

/// A simple type of the schema.
pub(crate) struct Facet {
    pub(crate) name: &'static str,
    pub(crate) accepts: fn(&str) -> bool,
}

macro_rules! facets {
    ($($constant:ident $name:literal $accepts:expr;)*) => {
        $(pub(crate) const $constant: Facet = Facet { name: $name, accepts: $accepts };)*
    };
}

facets! {
    ENTITY_ID "EntityIdType"
        |text| sized(text, 1, 30) && all(text, |c| c.is_ascii_alphanumeric() || "+_".contains(c));
    TIMESTAMP "GenericTimestampType" timestamp;
    INVOICE_TIMESTAMP "InvoiceTimestampType" |text| timestamp(text) && text >= "2010-01-01T00:00:00Z";
    INVOICE_DATE "InvoiceDateType" |text| date(text) && text >= "2010-01-01";
    TEXT_15 "AtomicStringType15" |text| sized(text, 1, 15);
    NOT_BLANK_15 "SimpleText15NotBlankType" |text| not_blank(text, 1, 15);
    NOT_BLANK_50 "SimpleText50NotBlankType" |text| not_blank(text, 1, 50);
    NOT_BLANK_200 "SimpleText200NotBlankType" |text| not_blank(text, 1, 200);
    NOT_BLANK_512 "SimpleText512NotBlankType" |text| not_blank(text, 1, 512);
    LOGIN "LoginType" |text| sized(text, 6, 15) && all(text, |c| c.is_ascii_alphanumeric());
    TAXPAYER_ID "TaxpayerIdType" |text| sized(text, 8, 8) && digits(text);
    SOFTWARE_ID "SoftwareIdType"
        |text| sized(text, 18, 18) && all(text, |c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-');
    SOFTWARE_OPERATION "SoftwareOperationType" |text| ["LOCAL_SOFTWARE", "ONLINE_SERVICE"].contains(&text);
    COUNTRY "CountryCodeType" |text| sized(text, 2, 2) && all(text, |c| c.is_ascii_uppercase());
    CURRENCY "CurrencyType" |text| sized(text, 3, 3) && all(text, |c| c.is_ascii_uppercase());
    PAGE "RequestPageType" |text| integer(text, 1, i32::MAX);
    INDEX "InvoiceIndexType" |text| integer(text, 1, 100);
    UNBOUNDED_INDEX "InvoiceUnboundedIndexType" |text| integer(text, 1, i32::MAX);
    DIRECTION "InvoiceDirectionType" |text| ["INBOUND", "OUTBOUND"].contains(&text);
    QUERY_NAME "QueryNameType" |text| not_blank(text, 5, 512);
    CATEGORY "InvoiceCategoryType" |text| ["NORMAL", "SIMPLIFIED", "AGGREGATE"].contains(&text);
    PAYMENT_METHOD "PaymentMethodType"
        |text| ["TRANSFER", "CASH", "CARD", "VOUCHER", "OTHER"].contains(&text);
    APPEARANCE "InvoiceAppearanceType" |text| ["PAPER", "ELECTRONIC", "EDI", "UNKNOWN"].contains(&text);
    SOURCE "SourceType" |text| ["WEB", "XML", "MGM", "OPG", "OSZ"].contains(&text);
    OPERATOR "QueryOperatorType" |text| ["EQ", "GT", "GTE", "LT", "LTE"].contains(&text);
    OPERATION "ManageInvoiceOperationType" |text| ["CREATE", "MODIFY", "STORNO"].contains(&text);
    MONEY "MonetaryType" money;
}

fn sized(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count())
}

fn all(text: &str, accepts: fn(char) -> bool) -> bool {
    text.chars().all(accepts)
}

fn digits(text: &str) -> bool {
    all(text, |c| c.is_ascii_digit())
}

/// The pattern `.*[^\s].*`, in which the dot takes no line break.
fn not_blank(text: &str, least: usize, most: usize) -> bool {
    sized(text, least, most) && !text.contains(['\n', '\r']) && !text.trim().is_empty()
}

fn integer(text: &str, least: i32, most: i32) -> bool {
    text.trim().parse::<i32>().is_ok_and(|number| (least..=most).contains(&number))
}

fn date(text: &str) -> bool {
    text.len() == 10 && text.is_ascii() && text.parse::<Date>().is_ok()
}

/// `\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z`
fn timestamp(text: &str) -> bool {
    let Some(body) = text.strip_suffix('Z') else {
        return false;
    };
    let (seconds, fraction) = body.split_once('.').unwrap_or((body, "0"));
    seconds.len() == 19
        && seconds.as_bytes()[10] == b'T'
        && sized(fraction, 1, 3)
        && digits(fraction)
        && text.parse::<Timestamp>().is_ok()
}

fn money(text: &str) -> bool {
    let text = text.trim();
    let plain = text.trim_start_matches(['-', '+']);
    all(plain, |c| c.is_ascii_digit() || c == '.')
        && text.parse::<Decimal>().is_ok_and(|number| {
            let number = number.normalize();
            number.scale() <= 2 && number.abs() < Decimal::from(10_u64.pow(16))
        })
}
