//! Products: what is sold and bought.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    country::Country,
    document::PriceBasis,
    ledger_account::AccountNumber,
    limits::BOOKS,
    vat_key::VatKey,
    wrong::{self, Wrong},
};

/// The list that a product's classification is from (NAV's `productCodeCategory`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ProductCodeCategory {
    /// Customs tariff number (vámtarifaszám).
    Vtsz,
    /// Services register (SZJ).
    Szj,
    /// Combined nomenclature (CN).
    Kn,
    /// Excise product code (AHK).
    Ahk,
    /// Packaging product code (CSK).
    Csk,
    /// Environmental product code (KT).
    Kt,
    /// Construction register (EJ).
    Ej,
    /// Services by activity (TESZOR, CPA).
    Teszor,
    /// Poland's PKWiU.
    Pkwiu,
    /// The company's own.
    Own,
    /// Another list.
    Other,
}

/// A product's place in a classification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ProductClassification)]
pub struct ProductCode {
    /// Which classification.
    pub category: ProductCodeCategory,
    /// The code, 1 to 30 characters.
    #[schema(example = "94036010")]
    pub code: String,
}

/// A product or service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Product {
    /// The product's code, unique among products, 1 to 50 characters.
    #[schema(example = "TABLE-OAK")]
    pub sku: String,
    /// The name, 1 to 512 characters.
    #[schema(example = "Oak table")]
    pub name: String,
    /// In what unit it is counted.
    #[schema(example = "pcs")]
    pub unit: String,
    /// The VAT key.
    #[schema(example = "27")]
    pub vat_key: String,
    /// The price of one unit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "120.50")]
    pub price: Option<Decimal>,
    /// Whether the price holds VAT.
    #[serde(default)]
    pub price_basis: PriceBasis,
    /// The price's currency, ISO 4217; the workspace's where absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "EUR")]
    pub currency: Option<String>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "80.00")]
    pub cost_price: Option<Decimal>,
    /// Its place in a classification: VTSZ, TESZOR ...
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product_code: Option<ProductCode>,
    /// The bar code (GTIN), 8 to 14 digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "5901234123457")]
    pub barcode: Option<String>,
    /// The ledger account of the revenue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "911")]
    pub revenue_account: Option<AccountNumber>,
    /// The ledger account of the cost.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "814")]
    pub cost_account: Option<AccountNumber>,
    /// The company's own grouping, up to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Furniture")]
    pub category: Option<String>,
    /// Whether it is a service.
    #[serde(default)]
    pub service: bool,
    /// Whether stock is kept of it.
    #[serde(default)]
    pub stock: bool,
    /// Whatever else is to be known, up to 2,000 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Made to order")]
    pub note: Option<String>,
    /// Whether it is offered for new documents.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

impl Product {
    /// The product, if all it says can be.
    pub fn checked(self, home: Country) -> Result<Self, Wrong> {
        wrong::text("sku", &self.sku, BOOKS.code)?;
        wrong::text("name", &self.name, BOOKS.name)?;
        wrong::text("unit", &self.unit, BOOKS.code)?;
        wrong::optional("category", self.category.as_deref(), BOOKS.code)?;
        wrong::optional("note", self.note.as_deref(), BOOKS.note)?;
        if VatKey::of(home, &self.vat_key).is_none() {
            return Err(Wrong::new("vat_key", "vat-unknown"));
        }
        for (field, price) in [("price", self.price), ("cost_price", self.cost_price)] {
            price.map_or(Ok(()), |price| wrong::amount(field, price))?;
        }
        if let Some(currency) = &self.currency {
            wrong::currency("currency", currency)?;
        }
        if let Some(code) = &self.product_code {
            wrong::text("product_code.code", &code.code, 30)?;
        }
        let is_gtin =
            |code: &String| matches!(code.len(), 8 | 12..=14) && code.bytes().all(|b| b.is_ascii_digit());
        match &self.barcode {
            Some(barcode) if !is_gtin(barcode) => Err(Wrong::new("barcode", "barcode-format")),
            _ => Ok(self),
        }
    }
}
