//! `cargo dev inbox`: the demo inbox as a table.

use anyhow::Result;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Cell, CellAlignment, Table};

use crate::api::Invoice;
use crate::demo::Demo;

/// Prints the whole inbox.
pub fn run() -> Result<()> {
    let demo = Demo::read()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let invoices = runtime.block_on(async { demo.api()?.invoices(&demo.workspace).await })?;
    println!("{}", table(&invoices));
    println!("{} invoices", invoices.len());
    Ok(())
}

fn table(invoices: &[Invoice]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "Issued", "Way", "Number", "Partner", "Net", "VAT", "Gross", "Currency", "Status", "PDF", "Paid",
    ]);
    for invoice in invoices {
        let partner = if invoice.direction == "inbound" { &invoice.supplier } else { &invoice.customer };
        let amounts = [&invoice.amounts.net, &invoice.amounts.vat, &invoice.amounts.gross];
        let texts = [&invoice.issue_date, &invoice.direction, &invoice.number].map(Cell::new);
        let mut row = Vec::from(texts);
        row.push(Cell::new(partner.name.as_deref().unwrap_or("(private person)")));
        row.extend(
            amounts.map(|amount| {
                Cell::new(amount.as_deref().unwrap_or("-")).set_alignment(CellAlignment::Right)
            }),
        );
        row.push(Cell::new(invoice.currency.as_deref().unwrap_or("-")));
        row.push(Cell::new(&invoice.status));
        row.push(Cell::new(if invoice.image { "yes" } else { "-" }));
        row.push(Cell::new(invoice.paid.as_ref().map_or("-", |paid| &paid.state)));
        table.add_row(row);
    }
    table
}
