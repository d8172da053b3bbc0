//! Writes an invoice as an InvoiceData 3.0 document.

use super::draft::{Advance, Amounts, Category, Draft, Item, Part, Vat};
use super::party::{Identity, Party};
use crate::nav::xml::{
    Namespace::{self, Base, Data},
    Writer,
};

const PREFIXES: &[(Namespace, &str)] = &[(Data, ""), (Namespace::Common, "common"), (Base, "base")];

pub(super) fn write(draft: &Draft<'_>) -> Vec<u8> {
    let mut writer = Writer::new(PREFIXES, Data, "InvoiceData");
    writer.leaf(Data, "invoiceNumber", &draft.number);
    writer.leaf(Data, "invoiceIssueDate", draft.issued);
    writer.leaf(Data, "completenessIndicator", false);
    writer.open(Data, "invoiceMain");
    for (part, index) in draft.parts.iter().zip(1..) {
        if draft.is_batch() {
            writer.open(Data, "batchInvoice");
            writer.leaf(Data, "batchIndex", index);
        }
        invoice(&mut writer, draft, part);
        if draft.is_batch() {
            writer.close();
        }
    }
    writer.finish().into_bytes()
}

fn invoice(writer: &mut Writer, draft: &Draft<'_>, part: &Part) {
    writer.open(Data, "invoice");
    if let Some((original, index)) = &part.modifies {
        writer.open(Data, "invoiceReference");
        writer.leaf(Data, "originalInvoiceNumber", original);
        writer.leaf(Data, "modifyWithoutMaster", false);
        writer.leaf(Data, "modificationIndex", index);
        writer.close();
    }
    writer.open(Data, "invoiceHead");
    supplier(writer, &draft.supplier);
    customer(writer, &draft.customer);
    detail(writer, draft);
    writer.close();
    writer.open(Data, "invoiceLines");
    writer.leaf(Data, "mergedItemIndicator", false);
    for (item, number) in part.items.iter().zip(1..) {
        line(writer, draft, item, number);
    }
    writer.close();
    summary(writer, draft, part);
    writer.close();
}

fn supplier(writer: &mut Writer, party: &Party<'_>) {
    writer.open(Data, "supplierInfo");
    tax_number(writer, "supplierTaxNumber", party);
    writer.leaf(Data, "supplierName", party.name);
    address(writer, "supplierAddress", party);
    writer.optional(Data, "supplierBankAccountNumber", party.bank_account);
    if party.exempt {
        writer.leaf(Data, "individualExemption", true);
    }
    writer.close();
}

/// A private person is reported without name, number and address.
fn customer(writer: &mut Writer, party: &Party<'_>) {
    writer.open(Data, "customerInfo");
    let status = match party.identity {
        Identity::Domestic { .. } => "DOMESTIC",
        Identity::European { .. } => "OTHER",
        Identity::PrivatePerson => "PRIVATE_PERSON",
    };
    writer.leaf(Data, "customerVatStatus", status);
    if !matches!(party.identity, Identity::PrivatePerson) {
        writer.open(Data, "customerVatData");
        match party.identity {
            Identity::European { vat_number } => writer.leaf(Data, "communityVatNumber", vat_number),
            _ => tax_number(writer, "customerTaxNumber", party),
        }
        writer.close();
        writer.leaf(Data, "customerName", party.name);
        address(writer, "customerAddress", party);
    }
    writer.close();
}

fn tax_number(writer: &mut Writer, name: &'static str, party: &Party<'_>) {
    if let Identity::Domestic { tax_number, vat_code, county_code } = party.identity {
        writer.open(Data, name);
        writer.leaf(Base, "taxpayerId", tax_number);
        writer.leaf(Base, "vatCode", vat_code);
        writer.leaf(Base, "countyCode", county_code);
        writer.close();
    }
}

fn address(writer: &mut Writer, name: &'static str, party: &Party<'_>) {
    writer.open(Data, name);
    writer.open(Base, "detailedAddress");
    writer.leaf(Base, "countryCode", party.country);
    writer.leaf(Base, "postalCode", party.postal_code);
    writer.leaf(Base, "city", party.city);
    writer.leaf(Base, "streetName", party.street);
    writer.leaf(Base, "publicPlaceCategory", party.category);
    writer.leaf(Base, "number", party.number);
    writer.close();
    writer.close();
}

fn detail(writer: &mut Writer, draft: &Draft<'_>) {
    writer.open(Data, "invoiceDetail");
    writer.leaf(Data, "invoiceCategory", draft.category.code());
    writer.leaf(Data, "invoiceDeliveryDate", draft.delivered);
    if let Some((start, end)) = draft.period {
        writer.leaf(Data, "invoiceDeliveryPeriodStart", start);
        writer.leaf(Data, "invoiceDeliveryPeriodEnd", end);
        writer.leaf(Data, "periodicalSettlement", true);
    }
    writer.leaf(Data, "currencyCode", draft.currency);
    writer.leaf(Data, "exchangeRate", draft.exchange_rate);
    if draft.utility {
        writer.leaf(Data, "utilitySettlementIndicator", true);
    }
    writer.leaf(Data, "paymentMethod", draft.payment);
    writer.optional(Data, "paymentDate", draft.due);
    writer.leaf(Data, "invoiceAppearance", draft.appearance);
    writer.close();
}

fn line(writer: &mut Writer, draft: &Draft<'_>, item: &Item, number: u32) {
    writer.open(Data, "line");
    writer.leaf(Data, "lineNumber", number);
    if let Some(reference) = item.reference {
        writer.open(Data, "lineModificationReference");
        writer.leaf(Data, "lineNumberReference", reference);
        writer.leaf(Data, "lineOperation", "CREATE");
        writer.close();
    }
    if let Some(data) = &item.advance {
        advance(writer, draft, data);
    }
    writer.leaf(Data, "lineExpressionIndicator", true);
    writer.leaf(Data, "lineNatureIndicator", if item.product { "PRODUCT" } else { "SERVICE" });
    writer.leaf(Data, "lineDescription", &item.description);
    writer.leaf(Data, "quantity", item.quantity);
    writer.leaf(Data, "unitOfMeasure", item.unit);
    writer.leaf(Data, "unitPrice", item.price);
    writer.leaf(Data, "unitPriceHUF", (item.price * draft.exchange_rate).normalize());
    line_amounts(writer, draft, item);
    if let Some(date) = item.delivered {
        writer.open(Data, "aggregateInvoiceLineData");
        writer.leaf(Data, "lineExchangeRate", draft.exchange_rate);
        writer.leaf(Data, "lineDeliveryDate", date);
        writer.close();
    }
    writer.close();
}

fn advance(writer: &mut Writer, draft: &Draft<'_>, advance: &Advance) {
    writer.open(Data, "advanceData");
    writer.leaf(Data, "advanceIndicator", true);
    if let Advance::Settled(number, paid) = advance {
        writer.open(Data, "advancePaymentData");
        writer.leaf(Data, "advanceOriginalInvoice", number);
        writer.leaf(Data, "advancePaymentDate", paid);
        writer.leaf(Data, "advanceExchangeRate", draft.exchange_rate);
        writer.close();
    }
    writer.close();
}

fn line_amounts(writer: &mut Writer, draft: &Draft<'_>, item: &Item) {
    let amounts = draft.amounts(item);
    if draft.category == Category::Simplified {
        writer.open(Data, "lineAmountsSimplified");
        vat_rate(writer, "lineVatRate", draft.category, item.vat);
        writer.leaf(Data, "lineGrossAmountSimplified", amounts.net);
        writer.leaf(Data, "lineGrossAmountSimplifiedHUF", amounts.net_huf);
        return writer.close();
    }
    writer.open(Data, "lineAmountsNormal");
    pair(writer, "lineNetAmountData", ["lineNetAmount", "lineNetAmountHUF"], [amounts.net, amounts.net_huf]);
    vat_rate(writer, "lineVatRate", draft.category, item.vat);
    pair(writer, "lineVatData", ["lineVatAmount", "lineVatAmountHUF"], [amounts.vat, amounts.vat_huf]);
    let names = ["lineGrossAmountNormal", "lineGrossAmountNormalHUF"];
    pair(writer, "lineGrossAmountData", names, [amounts.gross(), amounts.gross_huf()]);
    writer.close();
}

fn summary(writer: &mut Writer, draft: &Draft<'_>, part: &Part) {
    let totals = draft.totals(part);
    // A simplified invoice names no VAT, and its net amounts are gross already.
    let simplified = draft.category == Category::Simplified;
    let total = totals.iter().fold(Amounts::default(), |sum, (_, amounts)| {
        sum.plus(if simplified { Amounts { vat: 0.into(), vat_huf: 0.into(), ..*amounts } } else { *amounts })
    });
    writer.open(Data, "invoiceSummary");
    if simplified {
        for (vat, amounts) in &totals {
            writer.open(Data, "summarySimplified");
            vat_rate(writer, "vatRate", draft.category, *vat);
            writer.leaf(Data, "vatContentGrossAmount", amounts.net);
            writer.leaf(Data, "vatContentGrossAmountHUF", amounts.net_huf);
            writer.close();
        }
    } else {
        writer.open(Data, "summaryNormal");
        totals.iter().for_each(|(vat, amounts)| by_rate(writer, draft, *vat, *amounts));
        writer.leaf(Data, "invoiceNetAmount", total.net);
        writer.leaf(Data, "invoiceNetAmountHUF", total.net_huf);
        writer.leaf(Data, "invoiceVatAmount", total.vat);
        writer.leaf(Data, "invoiceVatAmountHUF", total.vat_huf);
        writer.close();
    }
    let names = ["invoiceGrossAmount", "invoiceGrossAmountHUF"];
    pair(writer, "summaryGrossData", names, [total.gross(), total.gross_huf()]);
    writer.close();
}

fn by_rate(writer: &mut Writer, draft: &Draft<'_>, vat: Vat, amounts: Amounts) {
    writer.open(Data, "summaryByVatRate");
    vat_rate(writer, "vatRate", draft.category, vat);
    let net = [amounts.net, amounts.net_huf];
    pair(writer, "vatRateNetData", ["vatRateNetAmount", "vatRateNetAmountHUF"], net);
    let tax = [amounts.vat, amounts.vat_huf];
    pair(writer, "vatRateVatData", ["vatRateVatAmount", "vatRateVatAmountHUF"], tax);
    let gross = [amounts.gross(), amounts.gross_huf()];
    pair(writer, "vatRateGrossData", ["vatRateGrossAmount", "vatRateGrossAmountHUF"], gross);
    writer.close();
}

fn vat_rate(writer: &mut Writer, name: &'static str, category: Category, vat: Vat) {
    writer.open(Data, name);
    match vat {
        Vat::Percent(_) if category == Category::Simplified => writer.leaf(Data, "vatContent", vat.content()),
        Vat::Percent(_) => writer.leaf(Data, "vatPercentage", vat.rate()),
        Vat::Exempt(case, reason) => reasoned(writer, "vatExemption", case, reason),
        Vat::OutOfScope(case, reason) => reasoned(writer, "vatOutOfScope", case, reason),
        Vat::DomesticReverseCharge => writer.leaf(Data, "vatDomesticReverseCharge", true),
    }
    writer.close();
}

fn reasoned(writer: &mut Writer, name: &'static str, case: &str, reason: &str) {
    writer.open(Data, name);
    writer.leaf(Data, "case", case);
    writer.leaf(Data, "reason", reason);
    writer.close();
}

fn pair(writer: &mut Writer, name: &'static str, names: [&str; 2], amounts: [rust_decimal::Decimal; 2]) {
    writer.open(Data, name);
    names.iter().zip(amounts).for_each(|(name, amount)| writer.leaf(Data, name, amount));
    writer.close();
}
