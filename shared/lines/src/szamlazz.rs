//! Documents of Számlázz.hu.

use ::szamlazz::ItemLine;
use domain::{
    country::Country,
    invoice::{Amounts, InboxInvoice},
    posting::PostingLine,
    vat_key::{VatKey, VatKind},
};
use rust_decimal::Decimal;
use store::{StoreError, documents::Documents};

use crate::{LinesError, nav};

/// Whether Számlázz.hu's document is the one that counts: NAV has told of none.
pub fn is_source(invoice: &InboxInvoice) -> bool {
    invoice.report.is_none() && invoice.szamlazz.is_some()
}

/// The lines of the document, in its order, and forints for one unit of its currency.
///
/// # Errors
/// [`LinesError`].
pub async fn items(
    documents: &Documents,
    invoice: &InboxInvoice,
) -> Result<(Vec<ItemLine>, Option<Decimal>), LinesError> {
    let xml = nav::xml(documents, invoice).await?;
    // It could be read when it came.
    let corrupt = |error| StoreError::Corrupt(format!("{}: {error}", invoice.id));
    Ok(::szamlazz::lines(&xml).map_err(corrupt)?)
}

/// The lines as posting rules look at them.
pub fn lines(items: Vec<ItemLine>, exchange_rate: Option<Decimal>) -> Vec<PostingLine> {
    items.into_iter().zip(1..).map(|(item, number)| posting_line(item, number, exchange_rate)).collect()
}

fn posting_line(item: ItemLine, number: u64, exchange_rate: Option<Decimal>) -> PostingLine {
    let (vat_key, vat_kind, vat_rate) = treatment(item.vat_key.as_deref().unwrap_or("UNKNOWN"));
    let amounts = Amounts { net: item.net, vat: item.vat, gross: item.gross };
    let in_forints = exchange_rate == Some(Decimal::ONE);
    PostingLine {
        number,
        text: item.name.unwrap_or_default(),
        codes: item.code.into_iter().collect(),
        vat_key,
        vat_kind,
        vat_rate,
        amounts,
        amounts_huf: if in_forints { amounts } else { Amounts::default() },
        exchange_rate,
        supplied_on: None,
    }
}

/// The key under NAV's name, how it treats VAT, and its rate in percent. Számlázz.hu's older names are in the
/// vendor's list of VAT keys (docs.szamlazz.hu, vat-rates); what the table lacks keeps its own name.
fn treatment(told: &str) -> (String, VatKind, Option<Decimal>) {
    let key = match told {
        "F.AFA" => "FAD",
        "K.AFA" => "MARGIN_SCHEME_VAT",
        "TAHK" | "TEHK" | "ÁKK" => "ATK",
        other => other,
    };
    if let Some(known) = VatKey::of(Country::Hu, key) {
        return (key.to_owned(), known.kind, known.rate);
    }
    match key.parse::<Decimal>() {
        Ok(rate) => (key.to_owned(), VatKind::Rate, Some(rate)),
        Err(_) => (key.to_owned(), VatKind::OutOfScope, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_as_nav_names_them() {
        let (key, kind, rate) = treatment("27");
        assert_eq!((&*key, kind, rate), ("27", VatKind::Rate, Some(Decimal::from(27))));
        assert_eq!(treatment("F.AFA").1, VatKind::ReverseCharge);
        assert_eq!(treatment("TAHK").0, "ATK");
        assert_eq!(treatment("EUFAD37").1, VatKind::OutOfScope);
        assert_eq!(treatment("25.5").2, Some("25.5".parse().unwrap()));
        assert_eq!(treatment("EUT"), ("EUT".into(), VatKind::OutOfScope, None));
    }
}
