//! `cargo dev nav-invoice FILE...`: what the reader makes of NAV documents, as a JSON array on stdout.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use nav::{
    Limits, Payload,
    codes::{CustomerVatStatus, InvoiceAppearance, InvoiceCategory, PaymentMethod},
    invoice::{
        Document, Invoice, InvoiceReference, LineModificationReference, SummaryNormal, VatRate, read_document,
    },
};
use serde::Serialize;
use serde_json::{Value, json};

/// What is read.
#[derive(Args)]
pub struct Options {
    /// InvoiceData documents.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Prints one object per invoice of all files, or nothing and an error.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut described = Vec::new();
    for file in &options.files {
        described.extend(describe(file).with_context(|| format!("{} cannot be read", file.display()))?);
    }
    println!("{}", serde_json::to_string_pretty(&described)?);
    Ok(())
}

/// One object per invoice of a document; a batch gives one per batchInvoice.
pub fn describe(file: &Path) -> anyhow::Result<Vec<Value>> {
    let limits = Limits::default();
    let payload = Payload { bytes: fs::read(file)?, gzip: false };
    let document = read_document(&payload.unpack(&limits)?, &limits)?;
    let name = file.display().to_string();
    let invoices = document.invoices();
    invoices
        .map(|(batch, invoice)| Ok(serde_json::to_value(Shown::new(&name, &document, batch, invoice))?))
        .collect()
}

/// An invoice in short. The document's own booleans and numbers are texts, as they stand there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'d> {
    file: &'d str,
    /// Only the digest knows it.
    invoice_operation: Option<&'d str>,
    kind: &'static str,
    invoice_number: &'d str,
    invoice_issue_date: String,
    completeness_indicator: Option<String>,
    invoice_reference: Option<Value>,
    supplier_tax_number: String,
    supplier_group_member: Option<String>,
    supplier_name: &'d str,
    customer_vat_status: Option<&'d CustomerVatStatus>,
    customer_tax_number: Option<String>,
    customer_name: Option<&'d str>,
    invoice_category: &'d InvoiceCategory,
    invoice_delivery_date: Option<String>,
    currency_code: &'d str,
    exchange_rate: Option<String>,
    payment_method: Option<&'d PaymentMethod>,
    payment_date: Option<String>,
    invoice_appearance: &'d InvoiceAppearance,
    line_count: usize,
    merged_item_indicator: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    line_modification_references: Vec<Value>,
    line_numbers: Vec<String>,
    advance_lines: usize,
    lines_without_unit_price: usize,
    discount_lines: usize,
    #[serde(flatten)]
    sums: Option<Sums>,
    vat_summary: Vec<Value>,
    invoice_gross_amount: Option<String>,
    #[serde(rename = "invoiceGrossAmountHUF")]
    invoice_gross_amount_huf: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch_index: Option<String>,
}

/// What a simplified invoice does not have.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sums {
    invoice_net_amount: String,
    #[serde(rename = "invoiceNetAmountHUF")]
    invoice_net_amount_huf: Option<String>,
    invoice_vat_amount: String,
    #[serde(rename = "invoiceVatAmountHUF")]
    invoice_vat_amount_huf: String,
    #[serde(rename = "net+vat")]
    net_and_vat: String,
    sum_by_rate_net_matches: bool,
    sum_by_rate_vat_matches: bool,
}

impl<'d> Shown<'d> {
    fn new(file: &'d str, document: &'d Document, batch_index: Option<u32>, invoice: &'d Invoice) -> Self {
        let head = &invoice.invoice_head;
        let (supplier, customer, detail) =
            (&head.supplier_info, head.customer_info.as_ref(), &head.invoice_detail);
        let (lines, summary) = (invoice.lines(), &invoice.invoice_summary);
        let gross = summary.summary_gross_data.as_ref();
        Self {
            file,
            invoice_operation: None,
            kind: if batch_index.is_some() { "batchInvoice" } else { "invoice" },
            invoice_number: &document.invoice_number,
            invoice_issue_date: document.invoice_issue_date.to_string(),
            completeness_indicator: document.completeness_indicator.as_ref().map(ToString::to_string),
            invoice_reference: invoice.invoice_reference.as_ref().map(reference),
            supplier_tax_number: supplier.supplier_tax_number.to_string(),
            supplier_group_member: supplier.group_member_tax_number.as_ref().map(ToString::to_string),
            supplier_name: &supplier.supplier_name,
            customer_vat_status: customer.and_then(|customer| customer.customer_vat_status.as_ref()),
            customer_tax_number: customer
                .and_then(|customer| Some(customer.customer_vat_data.as_ref()?.to_string())),
            customer_name: customer.and_then(|customer| customer.customer_name.as_deref()),
            invoice_category: &detail.invoice_category,
            invoice_delivery_date: detail.invoice_delivery_date.as_ref().map(ToString::to_string),
            currency_code: &detail.currency_code,
            exchange_rate: detail.exchange_rate.as_ref().map(ToString::to_string),
            payment_method: detail.payment_method.as_ref(),
            payment_date: detail.payment_date.map(|date| date.to_string()),
            invoice_appearance: &detail.invoice_appearance,
            line_count: lines.len(),
            merged_item_indicator: invoice
                .invoice_lines
                .as_ref()
                .and_then(|lines| lines.merged_item_indicator.as_ref().map(ToString::to_string)),
            line_modification_references: lines
                .iter()
                .filter_map(|line| line.line_modification_reference.as_ref().map(line_reference))
                .collect(),
            line_numbers: lines.iter().map(|line| line.line_number.to_string()).collect(),
            advance_lines: lines
                .iter()
                .filter(|line| line.advance_data.as_ref().is_some_and(|advance| advance.advance_indicator))
                .count(),
            lines_without_unit_price: lines.iter().filter(|line| line.unit_price.is_none()).count(),
            discount_lines: lines.iter().filter(|line| line.line_discount_data.is_some()).count(),
            sums: summary.summary_normal.as_ref().map(sums),
            vat_summary: vat_summary(invoice),
            invoice_gross_amount: gross.map(|gross| gross.invoice_gross_amount.to_string()),
            invoice_gross_amount_huf: gross
                .and_then(|gross| gross.invoice_gross_amount_huf.map(|huf| huf.to_string())),
            batch_index: batch_index.map(|index| index.to_string()),
        }
    }
}

fn reference(reference: &InvoiceReference) -> Value {
    json!({
        "originalInvoiceNumber": reference.original_invoice_number,
        "modifyWithoutMaster": reference.modify_without_master.to_string(),
        "modificationIndex": reference.modification_index.as_ref().map(ToString::to_string),
    })
}

fn line_reference(reference: &LineModificationReference) -> Value {
    json!({
        "lineNumberReference": reference.line_number_reference.to_string(),
        "lineOperation": reference.line_operation,
    })
}

fn sums(normal: &SummaryNormal) -> Sums {
    let rates = &normal.summary_by_vat_rate;
    let net = rates.iter().map(|rate| rate.vat_rate_net_data.vat_rate_net_amount).sum();
    let vat = rates.iter().map(|rate| rate.vat_rate_vat_data.vat_rate_vat_amount).sum();
    Sums {
        invoice_net_amount: normal.invoice_net_amount.to_string(),
        invoice_net_amount_huf: normal.invoice_net_amount_huf.as_ref().map(ToString::to_string),
        invoice_vat_amount: normal.invoice_vat_amount.to_string(),
        invoice_vat_amount_huf: normal.invoice_vat_amount_huf.to_string(),
        net_and_vat: (normal.invoice_net_amount + normal.invoice_vat_amount).to_string(),
        sum_by_rate_net_matches: normal.invoice_net_amount == net,
        sum_by_rate_vat_matches: normal.invoice_vat_amount == vat,
    }
}

fn vat_summary(invoice: &Invoice) -> Vec<Value> {
    let summary = &invoice.invoice_summary;
    let by_rate = summary.summary_normal.iter().flat_map(|normal| &normal.summary_by_vat_rate).map(|rate| {
        let (net, vat, gross) =
            (&rate.vat_rate_net_data, &rate.vat_rate_vat_data, rate.vat_rate_gross_data.as_ref());
        json!({
            "rate": as_texts(&rate.vat_rate),
            "vatRateNetAmount": net.vat_rate_net_amount,
            "vatRateNetAmountHUF": net.vat_rate_net_amount_huf,
            "vatRateVatAmount": vat.vat_rate_vat_amount,
            "vatRateVatAmountHUF": vat.vat_rate_vat_amount_huf,
            "vatRateGrossAmount": gross.map(|gross| gross.vat_rate_gross_amount),
            "vatRateGrossAmountHUF": gross.and_then(|gross| gross.vat_rate_gross_amount_huf),
        })
    });
    let simplified = summary.summary_simplified.iter().map(|sum| {
        json!({
            "rate": as_texts(&sum.vat_rate),
            "vatContentGrossAmount": sum.vat_content_gross_amount,
            "vatContentGrossAmountHUF": sum.vat_content_gross_amount_huf,
        })
    });
    by_rate.chain(simplified).collect()
}

/// The rate with its booleans as texts.
fn as_texts(rate: &VatRate) -> Value {
    match rate {
        VatRate::VatDomesticReverseCharge(flag) => json!({ "vatDomesticReverseCharge": flag.to_string() }),
        VatRate::NoVatCharge(flag) => json!({ "noVatCharge": flag.to_string() }),
        rate => json!(rate),
    }
}
