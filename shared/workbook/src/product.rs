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
    Kind,
    column::{
        Cells::{Coded, Decimal as Amount, Number, Text, YesNo},
        Column,
    },
    record::{Cell, Given, Record, account, flag, optional, parsed, required},
};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::new("sku", Text, 18).required().or("0"),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("unit", Text, 10).required().or("0"),
    Column::new("vat_key", Text, 10).required().or(ANY_VAT_KEY),
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

    fn cells(&self) -> Vec<Cell<'_>> {
        let code = self.product_code.as_ref();
        let basis = if self.price_basis == PriceBasis::Gross { "gross" } else { "net" };
        vec![
            Cell::Text(&self.sku),
            Cell::Text(&self.name),
            Cell::Text(&self.unit),
            Cell::Text(&self.vat_key),
            Cell::decimal(self.price),
            Cell::Text(basis),
            Cell::optional(&self.currency),
            Cell::decimal(self.cost_price),
            code.map_or(Cell::Blank, |code| Cell::Text(category_code(code.category))),
            code.map_or(Cell::Blank, |code| Cell::Text(&code.code)),
            Cell::optional(&self.barcode),
            Cell::account(&self.revenue_account),
            Cell::account(&self.cost_account),
            Cell::optional(&self.category),
            Cell::Flag(self.service),
            Cell::Flag(self.stock),
            Cell::optional(&self.note),
            Cell::Flag(self.active),
        ]
    }

    #[rustfmt::skip]
    fn applied(base: Option<&Self>, cells: &[Given<'_>], home: Country) -> Result<Self, Wrong> {
        let [sku, name, unit, vat_key, price, basis, currency, cost_price, code_category, code, barcode,
            revenue, cost, category, service, stock, note, active] = cells else {
            return Err(Wrong::new("sku", "row-short"));
        };
        let was = base.cloned().unwrap_or_else(blank);
        let vat_key = required(was.vat_key, vat_key);
        let any_key = || vat_keys(home).first().map(|key| key.code.clone()).unwrap_or_default();
        let product = Self {
            sku: required(was.sku, sku),
            name: required(was.name, name),
            unit: required(was.unit, unit),
            vat_key: if vat_key == ANY_VAT_KEY { any_key() } else { vat_key },
            price: amount("price", was.price, price)?,
            price_basis: price_basis(was.price_basis, basis),
            currency: optional(was.currency, currency),
            cost_price: amount("cost_price", was.cost_price, cost_price)?,
            product_code: product_code(was.product_code, code_category, code)?,
            barcode: optional(was.barcode, barcode),
            revenue_account: account("revenue_account", was.revenue_account, revenue)?,
            cost_account: account("cost_account", was.cost_account, cost)?,
            category: optional(was.category, category),
            service: flag(was.service, false, service),
            stock: flag(was.stock, false, stock),
            note: optional(was.note, note),
            active: flag(was.active, true, active),
        };
        product.checked(home)
    }
}

fn blank() -> Product {
    Product {
        sku: String::new(),
        name: String::new(),
        unit: String::new(),
        vat_key: String::new(),
        price: None,
        price_basis: PriceBasis::Net,
        currency: None,
        cost_price: None,
        product_code: None,
        barcode: None,
        revenue_account: None,
        cost_account: None,
        category: None,
        service: false,
        stock: false,
        note: None,
        active: true,
    }
}

fn amount(field: &str, was: Option<Decimal>, given: &Given<'_>) -> Result<Option<Decimal>, Wrong> {
    parsed(field, "cell-decimal", was, given, |text| text.parse().ok())
}

fn price_basis(was: PriceBasis, given: &Given<'_>) -> PriceBasis {
    match given {
        Given::Keep => was,
        Given::Set(text) if text == "gross" => PriceBasis::Gross,
        Given::Set(_) | Given::Clear => PriceBasis::Net,
    }
}

/// A code and its category stand together, or neither does.
fn product_code(
    was: Option<ProductCode>,
    category: &Given<'_>,
    code: &Given<'_>,
) -> Result<Option<ProductCode>, Wrong> {
    let (was_category, was_code) = was.map(|was| (was.category, was.code)).unzip();
    let category = parsed("product_code.category", "cell-coded", was_category, category, category_of)?;
    match (category, optional(was_code, code)) {
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
