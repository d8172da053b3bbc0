//! What the XSD of 3.0 requires and older versions did not have: a document of 3.0 without it is refused.

use super::{Document, Invoice, InvoiceSummary, Line, VatRate};
use crate::ReadError;

/// Checks a document of 3.0.
pub(crate) fn require(document: &Document) -> Result<(), ReadError> {
    present(&document.completeness_indicator, "InvoiceData", "completenessIndicator")?;
    document.invoices().try_for_each(|(_, invoice)| terms(invoice))
}

fn present<T>(field: &Option<T>, parent: &'static str, element: &'static str) -> Result<(), ReadError> {
    if field.is_some() { Ok(()) } else { Err(ReadError::Missing { parent, element }) }
}

fn terms(invoice: &Invoice) -> Result<(), ReadError> {
    let (head, detail) = (&invoice.invoice_head, &invoice.invoice_head.invoice_detail);
    if let Some(reference) = &invoice.invoice_reference {
        present(&reference.modification_index, "invoiceReference", "modificationIndex")?;
    }
    if let Some(customer) = &head.customer_info {
        present(&customer.customer_vat_status, "customerInfo", "customerVatStatus")?;
    }
    present(&detail.invoice_delivery_date, "invoiceDetail", "invoiceDeliveryDate")?;
    present(&detail.exchange_rate, "invoiceDetail", "exchangeRate")?;
    if let Some(lines) = &invoice.invoice_lines {
        present(&lines.merged_item_indicator, "invoiceLines", "mergedItemIndicator")?;
    }
    invoice.lines().iter().try_for_each(line)?;
    summary(&invoice.invoice_summary)
}

fn line(line: &Line) -> Result<(), ReadError> {
    if let Some(normal) = &line.line_amounts_normal {
        present(&normal.line_net_amount_data.line_net_amount_huf, "lineNetAmountData", "lineNetAmountHUF")?;
        rate(&normal.line_vat_rate)?;
        if let Some(vat) = &normal.line_vat_data {
            present(&vat.line_vat_amount, "lineVatData", "lineVatAmount")?;
            present(&vat.line_vat_amount_huf, "lineVatData", "lineVatAmountHUF")?;
        }
        if let Some(gross) = &normal.line_gross_amount_data {
            present(&gross.line_gross_amount_normal_huf, "lineGrossAmountData", "lineGrossAmountNormalHUF")?;
        }
    }
    let Some(simplified) = &line.line_amounts_simplified else { return Ok(()) };
    let parent = "lineAmountsSimplified";
    present(&simplified.line_vat_rate, parent, "lineVatRate")?;
    simplified.line_vat_rate.as_ref().map_or(Ok(()), rate)?;
    present(&simplified.line_gross_amount_simplified_huf, parent, "lineGrossAmountSimplifiedHUF")
}

fn summary(summary: &InvoiceSummary) -> Result<(), ReadError> {
    if let Some(normal) = &summary.summary_normal {
        present(&normal.invoice_net_amount_huf, "summaryNormal", "invoiceNetAmountHUF")?;
        for sums in &normal.summary_by_vat_rate {
            rate(&sums.vat_rate)?;
            let (net, vat) = (&sums.vat_rate_net_data, &sums.vat_rate_vat_data);
            present(&net.vat_rate_net_amount_huf, "vatRateNetData", "vatRateNetAmountHUF")?;
            present(&vat.vat_rate_vat_amount_huf, "vatRateVatData", "vatRateVatAmountHUF")?;
            if let Some(gross) = &sums.vat_rate_gross_data {
                present(&gross.vat_rate_gross_amount_huf, "vatRateGrossData", "vatRateGrossAmountHUF")?;
            }
        }
    }
    for sums in &summary.summary_simplified {
        rate(&sums.vat_rate)?;
        present(&sums.vat_content_gross_amount_huf, "summarySimplified", "vatContentGrossAmountHUF")?;
    }
    let gross = summary.summary_gross_data.as_ref();
    gross.map_or(Ok(()), |gross| {
        present(&gross.invoice_gross_amount_huf, "summaryGrossData", "invoiceGrossAmountHUF")
    })
}

fn rate(rate: &VatRate) -> Result<(), ReadError> {
    match rate {
        VatRate::VatExemption(reason) => present(&reason.case, "vatExemption", "case"),
        VatRate::VatOutOfScope(reason) => present(&reason.case, "vatOutOfScope", "case"),
        _ => Ok(()),
    }
}
