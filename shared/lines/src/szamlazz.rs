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
    PostingLine {
        number,
        text: item.name.unwrap_or_default(),
        codes: item.code.into_iter().collect(),
        vat_key,
        vat_kind,
        vat_rate,
        amounts: Amounts { net: item.net, vat: item.vat, gross: item.gross },
        // It states no other currency's: an invoice in forints is one whose currency they are.
        amounts_huf: Amounts::default(),
        exchange_rate,
        supplied_on: None,
    }
}

/// The key under NAV's name, how it treats VAT, and its rate in percent. Számlázz.hu's older names are in the
/// vendor's list of VAT keys (docs.szamlazz.hu, vat-rates); what the table lacks keeps its own name, and
/// how it treats VAT is for a person to say.
fn treatment(told: &str) -> (String, VatKind, Option<Decimal>) {
    let key = match told {
        "F.AFA" => "FAD",
        "K.AFA" => "MARGIN_SCHEME_VAT",
        "TAHK" | "TEHK" | "ÁKK" => "ATK",
        // Goods supplied within the Union, and exported from it.
        "EU" | "EUT" => "KBAET",
        "EUK" | "EUKT" => "EAM",
        "MAA" => "TAM",
        other => other,
    };
    if let Some(known) = VatKey::of(Country::Hu, key) {
        return (key.to_owned(), known.kind, known.rate);
    }
    match key.parse::<Decimal>() {
        Ok(rate) => (key.to_owned(), VatKind::Rate, Some(rate)),
        Err(_) => (key.to_owned(), VatKind::Unstated, None),
    }
}

#[cfg(test)]
mod tests;
