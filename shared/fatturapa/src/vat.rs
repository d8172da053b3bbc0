//! VAT keys and their sums.

use domain::{
    country::Country,
    document::{Document, VatSum},
    vat_key::{VatKey, VatKind},
    wrong::Wrong,
};
use rust_decimal::Decimal;

use crate::{
    terms::Terms,
    text::{self, Charset::Latin, fit},
    writer::Writer,
};

/// The sums of each VAT key. `totals` is what each line comes to, `due` when the VAT is owed. Prices with
/// VAT may come to a cent more or less line by line than together: Arrotondamento says so (check 00422).
pub(crate) fn write_sums(
    xml: &mut Writer,
    document: &Document,
    totals: &[Decimal],
    terms: &Terms,
    due: &str,
) -> Result<(), Wrong> {
    for (place, sum) in document.vat_summary.iter().enumerate() {
        let lines = document.lines.iter().zip(totals).filter(|(line, _)| line.vat_key == sum.vat_key);
        let of_lines: Decimal = lines.map(|(_, total)| *total).sum();
        xml.inside("DatiRiepilogo", |xml| write_sum(xml, sum, of_lines, terms, due))
            .map_err(|wrong| wrong.inside(&format!("document.vat_summary[{place}]")))?;
    }
    Ok(())
}

fn write_sum(
    xml: &mut Writer,
    sum: &VatSum,
    of_lines: Decimal,
    terms: &Terms,
    due: &str,
) -> Result<(), Wrong> {
    let key = key(&sum.vat_key)?;
    let net = terms.net(sum);
    rate(xml, key);
    if net != of_lines {
        xml.text("Arrotondamento", &text::price("net", net - of_lines)?);
    }
    xml.text("ImponibileImporto", &text::amount("net", net)?);
    xml.text("Imposta", &text::amount("vat", terms.vat(sum))?);
    xml.text("EsigibilitaIVA", due);
    if natura(key).is_some() {
        xml.text("RiferimentoNormativo", &fit("vat_key", provision(key), Latin, 100)?);
    }
    Ok(())
}

/// The provision, without the name of the code list that the key's source ends with.
fn provision(key: &VatKey) -> &str {
    key.source.split("; Natura").next().unwrap_or_default()
}

pub(crate) fn key(code: &str) -> Result<&'static VatKey, Wrong> {
    VatKey::of(Country::It, code).ok_or_else(|| Wrong::new("vat_key", "vat-unknown"))
}

pub(crate) fn rate(xml: &mut Writer, key: &VatKey) {
    xml.text("AliquotaIVA", &format!("{:.2}", percent(key)));
    if let Some(natura) = natura(key) {
        xml.text("Natura", natura);
    }
}

pub(crate) fn percent(key: &VatKey) -> Decimal {
    key.rate.filter(|_| key.kind == VatKind::Rate).unwrap_or_default()
}

/// Why there is no VAT: the keys without a rate are named after it.
fn natura(key: &VatKey) -> Option<&str> {
    (key.kind != VatKind::Rate).then_some(key.code.as_str())
}

#[cfg(test)]
mod tests {
    use domain::vat_key::vat_keys;

    use super::*;

    #[test]
    fn every_italian_key_without_a_rate_has_its_provision() {
        let keys = vat_keys(Country::It).iter().filter(|key| natura(key).is_some());
        let provisions: Vec<_> =
            keys.map(|key| fit("vat_key", provision(key), Latin, 100).unwrap()).collect();
        assert!(provisions.len() > 15);
        assert!(provisions.iter().all(|text| text.starts_with('D') && !text.contains("Natura")));
    }
}
