//! The way of the product, from records to a workbook and back.

use std::{borrow::Borrow, fs::File, io::Write, path::Path};

use anyhow::{Result, ensure};
use domain::{country::Country, language::Language, partner::Partner};
use jiff::Timestamp;
use workbook::{Formulas, Kind, Options, Record as _, WORKBOOK, Writer, record::Cell};

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

/// Reads the workbook, every row as a partner that is valid, and tells how many.
pub fn read(path: &Path) -> Result<usize> {
    let options = Options { kind: Kind::Partners, formulas: Formulas::Refuse };
    let (mut valid, mut refused) = (0, 0);
    workbook::read(File::open(path)?, options, &WORKBOOK, &text, |layout, row| {
        match row.applied::<Partner>(layout, None, Country::Hu) {
            Ok(_) => valid += 1,
            Err(_) => refused += 1,
        }
        Ok(())
    })?;
    ensure!(refused == 0, "{refused} rows are refused");
    Ok(valid)
}

/// Writes the workbook.
pub fn write(partners: impl IntoIterator<Item = impl Borrow<Partner>>, to: impl Write + Send) -> Result<()> {
    let made_at = Timestamp::from_second(1_795_341_600)?;
    let mut writer = Writer::new(Kind::Partners, Language::En, made_at, &text)?;
    partners.into_iter().try_for_each(|partner| writer.record(partner.borrow()))?;
    Ok(writer.finish(&[], to)?)
}
