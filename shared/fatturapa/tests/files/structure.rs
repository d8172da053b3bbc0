//! What the file of each kind of document says.

use fatturapa::{file_name, xml};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use crate::samples::{self, Sample};

fn written(sample: &Sample) -> String {
    xml(&sample.invoice()).unwrap()
}

/// What all elements of that name hold.
fn all<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

/// What the first element of that name holds.
fn first<'x>(xml: &'x str, name: &str) -> &'x str {
    all(xml, name).first().copied().unwrap_or_else(|| panic!("no {name} in {xml}"))
}

/// The same of several elements, one after the other.
fn row<const N: usize>(xml: &str, names: [&str; N]) -> String {
    names.map(|name| first(xml, name)).join(" ")
}

fn sums(xml: &str) -> Vec<String> {
    let sums = all(xml, "DatiRiepilogo").into_iter();
    sums.map(|sum| row(sum, ["AliquotaIVA", "ImponibileImporto", "Imposta"])).collect()
}

fn recipient(xml: &str) -> String {
    row(xml, ["FormatoTrasmissione", "CodiceDestinatario"])
}

#[test]
fn a_domestic_invoice_names_both_and_refers_to_the_order() {
    let sample = samples::domestic();
    let xml = written(&sample);
    assert_eq!(file_name(&sample.invoice()).unwrap(), "IT01035310414_0001A.xml");
    assert!(xml.contains("versione=\"FPR12\""));
    assert_eq!(recipient(&xml), "FPR12 ABC1234");
    let seller = first(&xml, "CedentePrestatore");
    assert_eq!(
        row(seller, ["IdCodice", "Denominazione", "RegimeFiscale"]),
        "01035310414 Quercia &amp; Figli S.r.l. RF01"
    );
    let buyer = first(&xml, "CessionarioCommittente");
    assert_eq!(row(buyer, ["IdPaese", "IdCodice", "CAP", "Nazione"]), "IT 07643520567 20121 IT");
    assert_eq!(row(&xml, ["TipoDocumento", "Divisa", "Data", "Numero"]), "TD01 EUR 2026-11-02 FT-17/2026");
    assert_eq!(row(first(&xml, "DatiOrdineAcquisto"), ["IdDocumento"]), "ORD-7");
    let pieces: Vec<_> = all(&xml, "Causale").iter().map(|piece| piece.replace("&apos;", "'")).collect();
    assert!(pieces[0].starts_with("Consegna al piano - grazie per l'ordine. Consegna"));
    assert_eq!(pieces.iter().map(|piece| piece.chars().count()).collect::<Vec<_>>(), [200, 200, 91]);
}

#[test]
fn a_domestic_invoice_lists_lines_and_sums() {
    let xml = written(&samples::domestic());
    let lines = all(&xml, "DettaglioLinee");
    let prices = ["NumeroLinea", "Quantita", "PrezzoUnitario", "PrezzoTotale", "AliquotaIVA"];
    let rows: Vec<_> = lines.iter().map(|line| row(line, prices)).collect();
    assert_eq!(rows, ["1 2.00 120.505 210.88 22.00", "2 3.00 9.90 29.70 10.00", "3 1.00 -4.00 -4.00 10.00"]);
    assert_eq!(row(lines[0], ["CodiceValore", "Tipo", "Percentuale"]), "TAV-1 SC 12.50");
    assert_eq!(first(lines[0], "Descrizione"), "Tavolo di rovere - 60 EUR in meno");
    assert_eq!(sums(&xml), ["22.00 210.88 46.39", "10.00 25.70 2.57"]);
    assert_eq!(first(&xml, "ImportoTotaleDocumento"), "285.54");
    let payment = ["ModalitaPagamento", "DataScadenzaPagamento", "ImportoPagamento", "IBAN"];
    assert_eq!(row(&xml, payment), "MP05 2026-12-02 285.54 IT60X0542811101000000123456");
    assert_eq!(first(&xml, "CodicePagamento"), "RF18539007547034");
}

#[test]
fn what_bears_no_vat_says_why() {
    let sample = samples::natura();
    let xml = written(&sample);
    assert_eq!(all(&xml, "Natura"), ["N4", "N4"]);
    assert_eq!(sums(&xml), ["0.00 100.00 0.00", "22.00 50.00 11.00"]);
    assert_eq!(all(&xml, "RiferimentoNormativo"), ["DPR 633/1972 art. 10"]);
    // IVA per cassa, of a person in business.
    assert_eq!(all(&xml, "EsigibilitaIVA"), ["D", "D"]);
    assert_eq!(first(first(&xml, "CedentePrestatore"), "CodiceFiscale"), "RSSMRA85T10A562S");
    assert_eq!(file_name(&sample.invoice()).unwrap(), "ITRSSMRA85T10A562S_0001A.xml");
}

#[test]
fn customers_abroad_have_no_recipient_code() {
    let xml = written(&samples::abroad());
    assert_eq!(recipient(&xml), "FPR12 XXXXXXX");
    assert!(all(&xml, "PECDestinatario").is_empty());
    let buyer = first(&xml, "CessionarioCommittente");
    let parts = ["IdPaese", "IdCodice", "Denominazione", "CAP", "Comune", "Nazione"];
    assert_eq!(row(buyer, parts), "HU 13104575 Koris Kereskedelmi Kft. 00000 1054 Budapest HU");

    let mut greek = samples::abroad();
    greek.buyer.eu_vat_number = Some("EL094014298".into());
    greek.buyer.country = Some("GR".into());
    let greek = written(&greek);
    assert_eq!(row(first(&greek, "CessionarioCommittente"), ["IdPaese", "IdCodice"]), "GR 094014298");

    let person = written(&samples::person_abroad());
    assert_eq!(recipient(&person), "FPR12 XXXXXXX");
    assert_eq!(row(first(&person, "CessionarioCommittente"), ["IdPaese", "IdCodice"]), "FI 99999999999");
}

#[test]
fn amounts_are_in_euro() {
    let xml = written(&samples::in_dollars());
    assert_eq!(all(&xml, "Divisa"), ["EUR"]);
    assert_eq!(sums(&xml), ["22.00 203.72 44.82", "0.00 7.86 0.00"]);
    assert_eq!(
        row(&xml, ["PrezzoUnitario", "RiferimentoTesto", "RiferimentoNumero"]),
        "29.10285714 USD 233.33"
    );
    let buyer = first(&xml, "CessionarioCommittente");
    assert_eq!(row(buyer, ["IdPaese", "IdCodice"]), "US 123456789");
    assert_eq!(row(&xml, ["ImportoTotaleDocumento", "ModalitaPagamento"]), "256.40 MP08");
    assert!(all(&xml, "IBAN").is_empty());
}

#[test]
fn a_person_has_a_codice_fiscale_and_an_administration_a_short_code() {
    let person = written(&samples::person());
    assert_eq!(recipient(&person), "FPR12 0000000");
    assert_eq!(first(&person, "PECDestinatario"), "maria.rossi@pec.example.it");
    let buyer = first(&person, "CessionarioCommittente");
    assert_eq!(row(buyer, ["CodiceFiscale", "Denominazione"]), "RSSMRA85T10A562S Maria Rossi");
    assert!(all(buyer, "IdFiscaleIVA").is_empty());

    let administration = written(&samples::administration());
    assert!(administration.contains("versione=\"FPA12\""));
    assert_eq!(recipient(&administration), "FPA12 UFXYZ1");
    assert!(all(&administration, "PECDestinatario").is_empty());
}

#[test]
fn gross_prices_become_net_ones() {
    let xml = written(&samples::gross());
    let lines = all(&xml, "DettaglioLinee").into_iter();
    let prices: Vec<_> = lines.map(|line| row(line, ["PrezzoUnitario", "PrezzoTotale"])).collect();
    assert_eq!(prices[2..], ["0.80 0.80", "8.18857143 57.32", "10.00 0.00"]);
    assert_eq!(sums(&xml), ["22.00 59.73 13.14"]);
    assert_eq!(all(&xml, "Arrotondamento"), ["0.01"]);
    assert_eq!(row(&xml, ["ImportoTotaleDocumento", "ModalitaPagamento"]), "72.87 MP19");
}

#[test]
fn a_percentage_of_many_decimals_becomes_an_amount() {
    let xml = written(&samples::fine_discount());
    assert!(all(&xml, "Percentuale").is_empty());
    assert_eq!(row(&xml, ["PrezzoUnitario", "Importo", "PrezzoTotale"]), "0.0375 0.01249988 25.00");
}

#[test]
fn a_credit_note_has_its_amounts_the_other_way_round() {
    let xml = written(&samples::credit_note());
    assert_eq!(row(&xml, ["TipoDocumento", "ImportoTotaleDocumento"]), "TD04 114.80");
    assert_eq!(row(first(&xml, "DatiFattureCollegate"), ["IdDocumento", "Data"]), "FT-16/2026 2026-11-02");
    let lines = all(&xml, "DettaglioLinee").into_iter();
    let rows: Vec<_> = lines.map(|line| row(line, ["Quantita", "PrezzoUnitario", "PrezzoTotale"])).collect();
    assert_eq!(rows, ["1.00 100.00 100.00", "1.00 -10.00 -10.00", "1.00 5.00 5.00"]);
    assert_eq!(sums(&xml), ["22.00 90.00 19.80", "0.00 5.00 0.00"]);
    assert!(all(&xml, "DatiPagamento").is_empty());
}

#[test]
fn a_correction_that_raises_what_is_owed_is_a_debit_note() {
    let xml = written(&samples::debit_note());
    assert_eq!(
        row(&xml, ["TipoDocumento", "ImportoTotaleDocumento", "ImportoPagamento"]),
        "TD05 30.50 30.50"
    );
    assert_eq!(first(first(&xml, "DatiFattureCollegate"), "IdDocumento"), "FT-16/2026");
}

proptest! {
    /// Whatever is off by more than a cent (check 00423) is refused, so that what is written is consistent.
    #[test]
    fn every_gross_price_has_a_net_one(
        lines in prop::collection::vec((1i64..10_000_000, 0i64..10_000_000, 0i64..=10_000), 1..20),
    ) {
        let hundredths = |number: i64| Decimal::new(number, 2);
        let lines = lines.into_iter().map(|(quantity, price, percent)| {
            json!({ "name": "Sedia", "unit": "pz", "vat_key": "22", "quantity": hundredths(quantity),
                "unit_price": hundredths(price), "discount_percent": hundredths(percent) })
        });
        let sample = samples::gross_of(&lines.collect());
        let xml = written(&sample);
        let gross = format!("{:.2}", sample.document.totals.gross);
        prop_assert_eq!(first(&xml, "ImportoTotaleDocumento"), gross);
    }
}
