//! The lines.

use domain::{
    document::{Document, Line},
    wrong::Wrong,
};
use rust_decimal::Decimal;

use crate::{
    price::Price,
    terms::Terms,
    text::{
        self,
        Charset::{Ascii, Latin},
        fit,
    },
    vat,
    writer::Writer,
};

/// All lines; answers with what each comes to.
pub(crate) fn write_all(xml: &mut Writer, document: &Document, terms: &Terms) -> Result<Vec<Decimal>, Wrong> {
    let numbered = document.lines.iter().enumerate();
    numbered
        .map(|(place, line)| {
            let total = terms.euro(line.amounts.net);
            xml.inside("DettaglioLinee", |xml| {
                xml.text("NumeroLinea", &(place + 1).to_string());
                write(xml, line, total, document, terms)
            })
            .map_err(|wrong| wrong.inside(&format!("document.lines[{place}]")))?;
            Ok(total)
        })
        .collect()
}

fn write(
    xml: &mut Writer,
    line: &Line,
    total: Decimal,
    document: &Document,
    terms: &Terms,
) -> Result<(), Wrong> {
    let key = vat::key(&line.vat_key)?;
    let price = Price::of(line, total, key, document.prices, terms)?;
    if let Some(sku) = &line.sku {
        xml.inside("CodiceArticolo", |xml| {
            xml.text("CodiceTipo", "SKU");
            xml.text("CodiceValore", &fit("sku", sku, Latin, 35)?);
            Ok(())
        })?;
    }
    xml.text("Descrizione", &fit("name", &description(line), Latin, 1_000)?);
    xml.text("Quantita", &text::quantity("quantity", line.quantity.abs())?);
    xml.text("UnitaMisura", &fit("unit", &line.unit, Ascii, 10)?);
    xml.text("PrezzoUnitario", &text::price("unit_price", price.unit)?);
    if let Some(discount) = &price.discount {
        xml.inside("ScontoMaggiorazione", |xml| discount.write(xml))?;
    }
    xml.text("PrezzoTotale", &text::price("net", total)?);
    vat::rate(xml, key);
    if terms.rate.is_some() {
        xml.inside("AltriDatiGestionali", |xml| {
            xml.text("TipoDato", "DIVISA");
            xml.text("RiferimentoTesto", &document.currency);
            xml.text("RiferimentoNumero", &text::price("net", line.amounts.net * terms.sign)?);
            Ok(())
        })?;
    }
    Ok(())
}

fn description(line: &Line) -> String {
    let comment = line.comment.as_deref().map(|comment| format!(" - {comment}"));
    line.name.clone() + &comment.unwrap_or_default()
}
