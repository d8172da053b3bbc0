//! The posting list: every entry of a month's invoices, and beside it what is not posted, for people to book
//! from. It is only written.

use std::io::Write;

use domain::{invoice::Direction, language::Language, ledger_account::AccountNumber};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};

use crate::{
    column::Texts,
    limits::WORKBOOK,
    write::{as_text, book, exact, head},
};

/// The invoice that a row is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowInvoice {
    /// Date of issue.
    pub issue_date: Date,
    /// Its number.
    pub number: String,
    /// Inbound or outbound.
    pub direction: Direction,
    /// The other party's name.
    pub partner: Option<String>,
    /// The other party's tax number.
    pub tax_number: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryRow {
    /// Of which invoice.
    pub invoice: RowInvoice,
    /// Date of supply.
    pub supplied_on: Date,
    /// The line's number within the document.
    pub line: u64,
    /// The line's text.
    pub text: String,
    /// The account.
    pub account: AccountNumber,
    /// The account on the other side.
    pub counter_account: AccountNumber,
    /// In forints.
    pub debit: Decimal,
    /// In forints.
    pub credit: Decimal,
    /// The VAT key.
    pub vat_key: String,
    /// The cost centre, of the net amount only.
    pub cost_centre: Option<String>,
    /// The amount in the invoice's currency.
    pub amount: Option<Decimal>,
    /// The rule's name.
    pub rule: String,
}

/// What is not posted, or not as the invoice states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenRow {
    /// Of which invoice.
    pub invoice: RowInvoice,
    /// The line's number, where it is about one.
    pub line: Option<u64>,
    /// The line's text.
    pub text: String,
    /// The line's net amount, or the difference, in forints.
    pub net: Option<Decimal>,
    /// The line's VAT key.
    pub vat_key: String,
    /// Why, in the workbook's language.
    pub reason: String,
}

/// A row of either sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Row {
    /// An entry.
    Entry(EntryRow),
    /// What is not posted.
    Open(OpenRow),
}

/// The columns of the entries: the names of their texts, and their widths.
const ENTRIES: [(&str, u32); 17] = [
    ("issue_date", 12),
    ("supplied_on", 12),
    ("invoice", 20),
    ("direction", 12),
    ("partner", 32),
    ("tax_number", 16),
    ("line", 7),
    ("text", 40),
    ("account", 12),
    ("counter_account", 14),
    ("debit", 14),
    ("credit", 14),
    ("vat_key", 14),
    ("cost_centre", 14),
    ("currency", 10),
    ("amount", 14),
    ("rule", 30),
];

/// The places of the sums among them.
const DEBIT: u16 = 10;
const CREDIT: u16 = 11;

/// The columns of what is not posted.
const OPEN: [(&str, u32); 10] = [
    ("issue_date", 12),
    ("invoice", 20),
    ("direction", 12),
    ("partner", 32),
    ("tax_number", 16),
    ("line", 7),
    ("text", 40),
    ("net", 14),
    ("vat_key", 14),
    ("reason", 80),
];

/// A cell.
enum Cell<'a> {
    Text(&'a str),
    Date(Date),
    Amount(Option<Decimal>),
    Count(Option<u64>),
}

/// A posting list that is being written, in constant memory.
pub struct PostingListWriter {
    book: Workbook,
    formats: Formats,
    inbound: String,
    outbound: String,
    total: String,
    balanced: String,
    entries: u32,
    open: u32,
    debit: Decimal,
    credit: Decimal,
}

struct Formats {
    text: Format,
    date: Format,
    amount: Format,
    head: Format,
}

impl PostingListWriter {
    /// A list with its headings in that language.
    ///
    /// # Errors
    /// Where the temporary files of its rows cannot be made.
    pub fn new(language: Language, made_at: Timestamp, text: &Texts<'_>) -> Result<Self, XlsxError> {
        let named = |name: &str| text(language, name);
        let mut book = book(made_at)?;
        let formats = Formats {
            text: as_text(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            amount: Format::new().set_num_format("#,##0.00"),
            head: head(),
        };
        let sheets = [("workbook-postings", &ENTRIES[..]), ("workbook-postings-open", &OPEN[..])];
        for (title, columns) in sheets {
            let sheet = book.add_worksheet_with_constant_memory()?;
            sheet.set_name(named(title))?.set_freeze_panes(1, 0)?;
            for ((name, width), at) in columns.iter().zip(0u16..) {
                sheet.set_column_width(at, *width)?;
                let heading = named(&format!("workbook-posting-{name}"));
                sheet.write_string_with_format(0, at, heading, &formats.head)?;
            }
        }
        Ok(Self {
            book,
            formats,
            inbound: named("workbook-inbound"),
            outbound: named("workbook-outbound"),
            total: named("workbook-postings-total"),
            balanced: named("workbook-postings-balanced"),
            entries: 0,
            open: 0,
            debit: Decimal::ZERO,
            credit: Decimal::ZERO,
        })
    }

    /// Writes a row below those of its sheet.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn row(&mut self, row: &Row) -> Result<(), XlsxError> {
        match row {
            Row::Entry(entry) => self.entry(entry),
            Row::Open(open) => self.open(open),
        }
    }

    fn entry(&mut self, row: &EntryRow) -> Result<(), XlsxError> {
        self.entries += 1;
        self.debit = self.debit.saturating_add(row.debit);
        self.credit = self.credit.saturating_add(row.credit);
        let side = |amount: Decimal| Some(amount).filter(|amount| !amount.is_zero());
        let invoice = &row.invoice;
        let direction = if invoice.direction == Direction::Inbound { &self.inbound } else { &self.outbound };
        let cells = [
            Cell::Date(invoice.issue_date),
            Cell::Date(row.supplied_on),
            Cell::Text(&invoice.number),
            Cell::Text(direction),
            optional(&invoice.partner),
            optional(&invoice.tax_number),
            Cell::Count(Some(row.line)),
            Cell::Text(&row.text),
            Cell::Text(row.account.as_str()),
            Cell::Text(row.counter_account.as_str()),
            Cell::Amount(side(row.debit)),
            Cell::Amount(side(row.credit)),
            Cell::Text(&row.vat_key),
            optional(&row.cost_centre),
            optional(&invoice.currency),
            Cell::Amount(row.amount),
            Cell::Text(&row.rule),
        ];
        write(self.book.worksheet_from_index(0)?, self.entries, &cells, &self.formats)
    }

    fn open(&mut self, row: &OpenRow) -> Result<(), XlsxError> {
        self.open += 1;
        let invoice = &row.invoice;
        let direction = if invoice.direction == Direction::Inbound { &self.inbound } else { &self.outbound };
        let cells = [
            Cell::Date(invoice.issue_date),
            Cell::Text(&invoice.number),
            Cell::Text(direction),
            optional(&invoice.partner),
            optional(&invoice.tax_number),
            Cell::Count(row.line),
            Cell::Text(&row.text),
            Cell::Amount(row.net),
            Cell::Text(&row.vat_key),
            Cell::Text(&row.reason),
        ];
        write(self.book.worksheet_from_index(1)?, self.open, &cells, &self.formats)
    }

    /// Adds the sums of debit and credit, and what they differ by: nothing. Writes it all.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish<W: Write + Send>(mut self, to: W) -> Result<(), XlsxError> {
        let (sums, check) = (self.entries + 1, self.entries + 2);
        let sheet = self.book.worksheet_from_index(0)?;
        let bold = self.formats.amount.clone().set_bold();
        sheet.write_string_with_format(sums, DEBIT - 3, &self.total, &bold)?;
        for (letter, at, sum) in [("K", DEBIT, self.debit), ("L", CREDIT, self.credit)] {
            // Rows are counted from 1 in formulas, and the first is that of the headings. A sum of no rows
            // would be one of itself.
            let formula = match self.entries {
                0 => Formula::new("=0"),
                entries => Formula::new(format!("=SUM({letter}2:{letter}{})", entries + 1)),
            };
            sheet.write_formula_with_format(sums, at, formula.set_result(sum.to_string()), &bold)?;
        }
        sheet.write_string_with_format(check, DEBIT - 3, &self.balanced, &bold)?;
        let row = sums + 1;
        let balance =
            Formula::new(format!("=K{row}-L{row}")).set_result((self.debit - self.credit).to_string());
        sheet.write_formula_with_format(check, DEBIT, balance, &bold)?;
        if self.entries > 0 {
            sheet.autofilter(0, 0, self.entries, ENTRIES.len() as u16 - 1)?;
        }
        self.book.save_to_writer(to)
    }
}

fn optional(text: &Option<String>) -> Cell<'_> {
    Cell::Text(text.as_deref().unwrap_or_default())
}

fn write(sheet: &mut Worksheet, row: u32, cells: &[Cell<'_>], formats: &Formats) -> Result<(), XlsxError> {
    for (cell, at) in cells.iter().zip(0u16..) {
        match cell {
            Cell::Text("") | Cell::Amount(None) | Cell::Count(None) => {}
            Cell::Text(text) => {
                let text: String = text.chars().take(WORKBOOK.cell_length).collect();
                sheet.write_string_with_format(row, at, text, &formats.text)?;
            }
            Cell::Date(date) => match excel_date(*date) {
                Some(date) => drop(sheet.write_datetime_with_format(row, at, &date, &formats.date)?),
                None => drop(sheet.write_string_with_format(row, at, date.to_string(), &formats.text)?),
            },
            Cell::Amount(Some(amount)) => match exact(*amount) {
                Some(number) => drop(sheet.write_number_with_format(row, at, number, &formats.amount)?),
                None => drop(sheet.write_string(row, at, amount.normalize().to_string())?),
            },
            Cell::Count(Some(count)) => match exact(Decimal::from(*count)) {
                Some(number) => drop(sheet.write_number(row, at, number)?),
                None => drop(sheet.write_string(row, at, count.to_string())?),
            },
        }
    }
    Ok(())
}

/// The date as Excel counts days, from 1900 on.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or_default());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests;
