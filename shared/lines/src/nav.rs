//! Documents of NAV.

use domain::{
    country::Country,
    invoice::{Amounts, InboxInvoice, Reading},
    posting::PostingLine,
    vat_key::{VatKey, VatKind},
};
use nav::{
    Limits, Payload,
    invoice::{Invoice, Line, VatRate, read_document},
};
use rust_decimal::Decimal;
use store::{StoreError, documents::Documents};

use crate::{LinesError, readable};

/// The document's XML, unpacked; also of a document that could not be read.
///
/// # Errors
/// [`LinesError::Awaited`] where there is none, [`LinesError::Refused`] where it cannot be unpacked.
pub async fn xml(documents: &Documents, invoice: &InboxInvoice) -> Result<Vec<u8>, LinesError> {
    let place = invoice.document.as_ref().ok_or(LinesError::Awaited)?;
    let payload = Payload { bytes: documents.read(place).await?, gzip: place.gzip };
    match payload.unpack(&Limits::default()) {
        Ok(xml) => Ok(xml.into_owned()),
        // Its bytes are kept, but unpacking them is what they were refused for.
        Err(_) if invoice.reading != Reading::Complete => Err(LinesError::Refused),
        Err(error) => Err(corrupt(invoice, error)),
    }
}

/// The invoice as its document states it.
///
/// # Errors
/// [`LinesError`].
pub async fn invoice(documents: &Documents, invoice: &InboxInvoice) -> Result<Invoice, LinesError> {
    readable(invoice)?;
    let xml = xml(documents, invoice).await?;
    let document = read_document(&xml, &Limits::default()).map_err(|error| corrupt(invoice, error))?;
    let found = document.into_invoice(invoice.batch_index);
    found.ok_or_else(|| corrupt(invoice, "its document holds no such invoice"))
}

/// It could be read when it came.
fn corrupt(invoice: &InboxInvoice, why: impl std::fmt::Display) -> LinesError {
    StoreError::Corrupt(format!("{}: {why}", invoice.id)).into()
}

/// The lines as posting rules look at them.
pub fn lines(invoice: &Invoice) -> Vec<PostingLine> {
    let of_invoice = invoice.invoice_head.invoice_detail.exchange_rate;
    invoice.lines().iter().map(|line| posting_line(line, of_invoice)).collect()
}

fn posting_line(line: &Line, of_invoice: Option<Decimal>) -> PostingLine {
    let (normal, simplified) = (&line.line_amounts_normal, &line.line_amounts_simplified);
    let rate = normal.as_ref().map(|normal| &normal.line_vat_rate);
    let rate = rate.or_else(|| simplified.as_ref()?.line_vat_rate.as_ref());
    let (vat_key, vat_kind, vat_rate) = match rate {
        Some(rate) => treatment(rate, normal.is_none()),
        None => ("UNKNOWN".to_owned(), VatKind::Unstated, None),
    };
    let (amounts, amounts_huf) = amounts(line);
    let aggregate = line.aggregate_invoice_line_data.as_ref();
    let codes = line.product_codes.iter();
    let codes = codes.flat_map(|code| [&code.product_code_value, &code.product_code_own_value]);
    PostingLine {
        number: line.line_number,
        text: line.line_description.as_deref().unwrap_or_default().trim().to_owned(),
        codes: codes.flatten().cloned().collect(),
        vat_key,
        vat_kind,
        vat_rate,
        amounts,
        amounts_huf,
        exchange_rate: aggregate.and_then(|line| line.line_exchange_rate).or(of_invoice),
        supplied_on: aggregate.map(|line| line.line_delivery_date),
    }
}

/// The key, how it treats VAT, and its rate in percent. A key that the table lacks is treated as its element
/// says, such as a rate of another year.
fn treatment(rate: &VatRate, of_gross: bool) -> (String, VatKind, Option<Decimal>) {
    let key = rate.key();
    if let Some(known) = VatKey::of(Country::Hu, &key) {
        return (key, known.kind, known.rate);
    }
    let percent = |rate: &Decimal| rate.checked_mul(Decimal::ONE_HUNDRED).map(|rate| rate.normalize());
    let (kind, rate) = match rate {
        VatRate::VatPercentage(rate) => (VatKind::Rate, percent(rate)),
        VatRate::VatContent(rate) => (VatKind::Content, percent(rate)),
        VatRate::VatAmountMismatch(mismatch) if mismatch.case == "REFUNDABLE_VAT" => {
            let kind = if of_gross { VatKind::Content } else { VatKind::Rate };
            (kind, percent(&mismatch.vat_rate))
        }
        // What becomes of such a VAT is not said.
        VatRate::VatAmountMismatch(_) => (VatKind::Unstated, None),
        VatRate::VatExemption(_) => (VatKind::Exempt, None),
        VatRate::VatOutOfScope(_) | VatRate::NoVatCharge(_) => (VatKind::OutOfScope, None),
        VatRate::VatDomesticReverseCharge(_) => (VatKind::ReverseCharge, None),
        VatRate::MarginSchemeIndicator(_) | VatRate::MarginSchemeVat(_) | VatRate::MarginSchemeNoVat(_) => {
            (VatKind::Margin, None)
        }
    };
    (key, kind, rate)
}

/// What the line states in the invoice's currency and in forints.
fn amounts(line: &Line) -> (Amounts, Amounts) {
    if let Some(normal) = &line.line_amounts_normal {
        let net = &normal.line_net_amount_data;
        let (vat, gross) = (normal.line_vat_data.as_ref(), normal.line_gross_amount_data.as_ref());
        let own = Amounts {
            net: Some(net.line_net_amount),
            vat: vat.and_then(|vat| vat.line_vat_amount),
            gross: gross.map(|gross| gross.line_gross_amount_normal),
        };
        let huf = Amounts {
            net: net.line_net_amount_huf,
            vat: vat.and_then(|vat| vat.line_vat_amount_huf),
            gross: gross.and_then(|gross| gross.line_gross_amount_normal_huf),
        };
        return (own, huf);
    }
    let Some(simplified) = &line.line_amounts_simplified else { return Default::default() };
    let gross = |gross| Amounts { gross, ..Amounts::default() };
    let huf = simplified.line_gross_amount_simplified_huf;
    (gross(Some(simplified.line_gross_amount_simplified)), gross(huf))
}

#[cfg(test)]
mod tests;
