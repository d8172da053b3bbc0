//! Columns of products.

use domain::{
    country::Country,
    document::PriceBasis,
    product::{Product, ProductCode, ProductCodeCategory},
    vat_key::vat_keys,
    wrong::Wrong,
};
use rust_decimal::Decimal;

use crate::{
    column::{
        Cells::{Coded, Decimal as Amount, Number, Text, YesNo},
        Column, Kind,
    },
    record::{Cell, Given, Record, account, flag, optional, parsed, required},
};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::new("sku", Text, 18).required().or("0"),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("unit", Text, 10).required().or("0"),
    Column::new("vat_key", Number, 10).required().or(ANY_VAT_KEY),
    Column::new("price", Amount, 14),
    Column::new("price_basis", Coded(&["net", "gross"]), 10),
    Column::new("currency", Text, 10),
    Column::new("cost_price", Amount, 14),
    Column::new("code_category", Coded(CATEGORIES), 12).of("product_code.category").or("OTHER"),
    Column::new("code", Text, 16).of("product_code.code").or("0"),
    Column::new("barcode", Number, 16),
    Column::new("revenue_account", Number, 14),
    Column::new("cost_account", Number, 14),
    Column::new("category", Text, 20),
    Column::new("service", YesNo, 8),
    Column::new("stock", YesNo, 8),
    Column::new("note", Text, 40),
    Column::new("active", YesNo, 8),
];

const CATEGORIES: &[&str] =
    &["VTSZ", "SZJ", "KN", "AHK", "CSK", "KT", "EJ", "TESZOR", "PKWIU", "OWN", "OTHER"];

/// Stands in for a wrong VAT key: whichever the country has first.
const ANY_VAT_KEY: &str = "*";

impl Record for Product {
    const KIND: Kind = Kind::Products;

    fn cells(&self) -> Vec<Cell> {
        let code = self.product_code.as_ref();
        let basis = if self.price_basis == PriceBasis::Gross { "gross" } else { "net" };
        vec![
            Cell::text(&self.sku),
            Cell::text(&self.name),
            Cell::text(&self.unit),
            Cell::text(&self.vat_key),
            Cell::decimal(self.price),
            Cell::text(basis),
            Cell::optional(&self.currency),
            Cell::decimal(self.cost_price),
            code.map_or(Cell::Blank, |code| Cell::text(category_code(code.category))),
            code.map_or(Cell::Blank, |code| Cell::text(&code.code)),
            Cell::optional(&self.barcode),
            Cell::account(&self.revenue_account),
            Cell::account(&self.cost_account),
            Cell::optional(&self.category),
            Cell::flag(self.service),
            Cell::flag(self.stock),
            Cell::optional(&self.note),
            Cell::flag(self.active),
        ]
    }

    #[rustfmt::skip]
    fn applied(base: Option<&Self>, cells: &[Given], home: Country) -> Result<Self, Wrong> {
        let [sku, name, unit, vat_key, price, basis, currency, cost_price, code_category, code, barcode,
            revenue, cost, category, service, stock, note, active] = cells else {
            return Err(Wrong::new("sku", "row-short"));
        };
        let vat_key = required(base.map(|was| &was.vat_key), vat_key);
        let any_key = || vat_keys(home).first().map(|key| key.code.clone()).unwrap_or_default();
        let was_revenue = base.and_then(|was| was.revenue_account.as_ref());
        let was_cost = base.and_then(|was| was.cost_account.as_ref());
        let product = Self {
            sku: required(base.map(|was| &was.sku), sku),
            name: required(base.map(|was| &was.name), name),
            unit: required(base.map(|was| &was.unit), unit),
            vat_key: if vat_key == ANY_VAT_KEY { any_key() } else { vat_key },
            price: amount("price", base.and_then(|was| was.price), price)?,
            price_basis: price_basis(base, basis),
            currency: optional(base.and_then(|was| was.currency.as_ref()), currency),
            cost_price: amount("cost_price", base.and_then(|was| was.cost_price), cost_price)?,
            product_code: product_code(base.and_then(|was| was.product_code.as_ref()), code_category, code)?,
            barcode: optional(base.and_then(|was| was.barcode.as_ref()), barcode),
            revenue_account: account("revenue_account", was_revenue, revenue)?,
            cost_account: account("cost_account", was_cost, cost)?,
            category: optional(base.and_then(|was| was.category.as_ref()), category),
            service: flag(base.is_some_and(|was| was.service), false, service),
            stock: flag(base.is_some_and(|was| was.stock), false, stock),
            note: optional(base.and_then(|was| was.note.as_ref()), note),
            active: flag(base.is_none_or(|was| was.active), true, active),
        };
        product.checked(home)
    }
}

fn amount(field: &str, was: Option<Decimal>, given: &Given) -> Result<Option<Decimal>, Wrong> {
    parsed(field, "cell-decimal", was.as_ref(), given, |text| text.parse().ok())
}

fn price_basis(base: Option<&Product>, given: &Given) -> PriceBasis {
    match given {
        Given::Keep => base.map(|was| was.price_basis).unwrap_or_default(),
        Given::Set(text) if text == "gross" => PriceBasis::Gross,
        Given::Set(_) | Given::Clear => PriceBasis::Net,
    }
}

/// A code and its category stand together, or neither does.
fn product_code(
    was: Option<&ProductCode>,
    category: &Given,
    code: &Given,
) -> Result<Option<ProductCode>, Wrong> {
    let kind = was.map(|was| was.category);
    let kind = parsed("product_code.category", "cell-coded", kind.as_ref(), category, category_of)?;
    match (kind, optional(was.map(|was| &was.code), code)) {
        (None, None) => Ok(None),
        (Some(category), Some(code)) => Ok(Some(ProductCode { category, code })),
        (None, Some(_)) => Err(Wrong::new("product_code.category", "cell-required")),
        (Some(_), None) => Err(Wrong::new("product_code.code", "cell-required")),
    }
}

fn category_code(category: ProductCodeCategory) -> &'static str {
    use ProductCodeCategory as C;
    match category {
        C::Vtsz => "VTSZ",
        C::Szj => "SZJ",
        C::Kn => "KN",
        C::Ahk => "AHK",
        C::Csk => "CSK",
        C::Kt => "KT",
        C::Ej => "EJ",
        C::Teszor => "TESZOR",
        C::Pkwiu => "PKWIU",
        C::Own => "OWN",
        C::Other => "OTHER",
    }
}

fn category_of(code: &str) -> Option<ProductCodeCategory> {
    use ProductCodeCategory as C;
    let all = [C::Vtsz, C::Szj, C::Kn, C::Ahk, C::Csk, C::Kt, C::Ej, C::Teszor, C::Pkwiu, C::Own, C::Other];
    all.into_iter().find(|category| category_code(*category) == code)
}
