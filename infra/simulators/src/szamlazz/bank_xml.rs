//! Bank transactions and receipts as pushes write them: roots `banktranz` and `xmlnyugtaarchiv`.

use super::bank::{BankTransaction, Receipt};
use super::document::Document;
use super::item::{Item, Total};
use super::vat::Vat;
use super::xml::Writer;

/// Writes a bank transaction.
pub(crate) fn transaction(transaction: &BankTransaction) -> String {
    let mut writer = Writer::with_schema("banktranz");
    writer.leaf("id", transaction.id);
    writer.leaf("bankszamla", &transaction.bank_account);
    writer.leaf("erteknap", transaction.date);
    writer.leaf("irany", if transaction.incoming { "BE" } else { "KI" });
    writer.leaf("technikai", transaction.technical);
    writer.leaf("osszeg", transaction.amount.normalize());
    writer.leaf("devizanem", &transaction.currency);
    writer.open("partner");
    writer.leaf("nev", &transaction.partner);
    writer.leaf("bankszamla", &transaction.partner_account);
    writer.close();
    writer.leaf("kozlemeny", &transaction.memo);
    writer.finish()
}

/// Writes the receipts of a day.
pub(crate) fn receipts<'a>(receipts: impl Iterator<Item = &'a Receipt>) -> String {
    let mut writer = Writer::with_schema("xmlnyugtaarchiv");
    receipts.for_each(|one| receipt(&mut writer, one));
    writer.finish()
}

fn receipt(writer: &mut Writer, receipt: &Receipt) {
    writer.open("nyugta");
    writer.open("alap");
    writer.leaf("id", receipt.id);
    writer.leaf("nyugtaszam", &receipt.number);
    writer.leaf("tipus", if receipt.original.is_some() { "SN" } else { "NY" });
    writer.leaf("stornozott", receipt.reversed);
    writer.optional("stornozottNyugtaszam", receipt.original.as_ref());
    writer.leaf("kelt", receipt.issued);
    writer.leaf("fizmod", &receipt.payment_method);
    writer.leaf("penznem", &receipt.currency);
    writer.leaf("teszt", receipt.test);
    writer.leaf("adoszam", &receipt.tax_number);
    writer.close();
    writer.open("tetelek");
    receipt.items.iter().for_each(|one| item(writer, one));
    writer.close();
    if !receipt.payments.is_empty() {
        writer.open("kifizetesek");
        for payment in &receipt.payments {
            writer.open("kifizetes");
            writer.leaf("fizetoeszkoz", &payment.title);
            writer.leaf("osszeg", payment.amount.normalize());
            writer.close();
        }
        writer.close();
    }
    sums(writer, &receipt.items);
    writer.close();
}

fn item(writer: &mut Writer, item: &Item) {
    writer.open("tetel");
    writer.leaf("megnevezes", &item.name);
    writer.leaf("nettoEgysegar", item.unit_price.normalize());
    writer.leaf("mennyiseg", item.quantity.normalize());
    writer.leaf("mennyisegiEgyseg", &item.unit);
    writer.leaf("netto", item.net.normalize());
    vat(writer, &item.vat);
    writer.leaf("afa", item.vat_amount.normalize());
    writer.leaf("brutto", item.gross.normalize());
    writer.open("fokonyv");
    writer.leaf("arbevetel", &item.ledger.revenue);
    writer.leaf("afa", &item.ledger.vat);
    writer.close();
    writer.close();
}

fn vat(writer: &mut Writer, vat: &Vat) {
    writer.optional("afatipus", vat.code());
    writer.leaf("afakulcs", vat.percent());
}

fn sums(writer: &mut Writer, items: &[Item]) {
    writer.open("osszegek");
    for (key, total) in Document::totals_of(items) {
        writer.open("afakulcsossz");
        vat(writer, &key);
        amounts(writer, total);
    }
    writer.open("totalossz");
    amounts(writer, Document::total_of(items));
    writer.close();
}

fn amounts(writer: &mut Writer, total: Total) {
    writer.leaf("netto", total.net.normalize());
    writer.leaf("afa", total.vat.normalize());
    writer.leaf("brutto", total.gross.normalize());
    writer.close();
}
