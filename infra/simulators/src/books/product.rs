//! Products.

use domain::{
    document::PriceBasis,
    ledger_account::AccountNumber,
    product::{Product, ProductCode, ProductCodeCategory},
};
use rust_decimal::Decimal;

use super::{numbers, pick::Pick};

const GOODS: [(&str, &str); 6] = [
    ("Falióra", "91052100"),
    ("Képkeret", "44140010"),
    ("Tölgyfa komód", "94035000"),
    ("Szőnyeg", "57024100"),
    ("Függőlámpa", "94051150"),
    ("Tükör, kerek", "70099200"),
];
const SERVICES: [(&str, &str); 3] =
    [("Összeszerelés", "33.19.10"), ("Házhoz szállítás", "49.41.19"), ("Lakberendezés", "74.12.11")];
const COLOURS: [&str; 5] = ["fehér", "fűzöld", "vörös", "kék", "őszi barna"];

/// The product of that place: of every five, one is a service.
pub fn product(n: u32) -> Product {
    let mut pick = Pick::new(2, n);
    let service = n % 5 == 4;
    let (name, code) = if service { pick.of(&SERVICES) } else { pick.of(&GOODS) };
    let category = if service { ProductCodeCategory::Teszor } else { ProductCodeCategory::Vtsz };
    let price = Decimal::new(i64::from(100 + pick.below(9_999_900)), 2).normalize();
    Product {
        sku: format!("{n:08}"),
        name: format!("{name}, {} ({n})", pick.of(&COLOURS)),
        unit: if service { "óra" } else { "db" }.into(),
        vat_key: pick.of(&["27", "27", "27", "18", "5"]).into(),
        price: Some(price),
        price_basis: pick.of(&[PriceBasis::Net, PriceBasis::Gross]),
        currency: Some(pick.of(&["HUF", "EUR"]).into()),
        cost_price: Some((price * Decimal::new(62, 2)).round_dp(4).normalize()),
        product_code: Some(ProductCode { category, code: code.into() }),
        barcode: (!service).then(|| numbers::gtin(n)),
        revenue_account: AccountNumber::parse("911").ok(),
        cost_account: AccountNumber::parse("814").ok(),
        category: Some(if service { "Szolgáltatás" } else { "Lakberendezés" }.into()),
        service,
        stock: !service,
        note: pick
            .once_in(4)
            .then(|| format!("Méret: {} cm\nSúly: {} kg", 10 + pick.below(200), 1 + pick.below(40))),
        active: !pick.once_in(50),
    }
}
