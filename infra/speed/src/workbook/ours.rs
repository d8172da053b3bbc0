//! The way of the product, from records to a workbook and back.

use std::{borrow::Borrow, fs::File, io::Write, path::Path};

use anyhow::{Result, ensure};
use domain::{country::Country, language::Language, partner::Partner};
use jiff::Timestamp;
use workbook::{Books, Columns as _, Kind, Known, Options, Record as _, WORKBOOK, Writer, record::Cell};

/// Every text is the last part of its name: `workbook-partner-tax_number` is headed `tax_number`.
fn text(_: Language, name: &str) -> String {
    name.rsplit('-').next().unwrap_or(name).to_owned()
}

/// The headings of a workbook of partners.
pub fn headings() -> Vec<String> {
    Kind::Partners.columns().iter().map(|column| column.name.to_owned()).collect()
}

/// What is written of the partners.
pub fn cells(partners: &[Partner]) -> Vec<Vec<Cell<'_>>> {
    partners.iter().map(|partner| partner.cells()).collect()
}

/// Reads the workbook, lays every row over empty books, and tells how many make a partner.
pub fn read(path: &Path) -> Result<usize> {
    let mut known = Known::<Partner>::new()?;
    let books = Books { known: &mut known, chart: None, home: Country::Hu, room: None };
    let options = Options::of(Kind::Partners);
    let file = File::open(path)?;
    let (_, counts) = workbook::check(file, &options, &WORKBOOK, &text, books, |_, _| Ok(()))?;
    ensure!(counts.rows() == counts.new, "not every row is taken: {counts:?}");
    Ok(counts.new as usize)
}

/// Writes the workbook.
pub fn write(partners: impl IntoIterator<Item = impl Borrow<Partner>>, to: impl Write + Send) -> Result<()> {
    let made_at = Timestamp::from_second(1_795_341_600)?;
    let mut writer = Writer::new(Kind::Partners, Language::En, made_at, &text)?;
    partners.into_iter().try_for_each(|partner| writer.record(partner.borrow()))?;
    Ok(writer.finish(&[], to)?)
}
