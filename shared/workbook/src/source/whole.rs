//! Sheets that are held in memory.

use calamine::{Data, DataRef, Range};

use super::sheet::{Cells, Found};
use crate::file_error::FileError;

/// A sheet with all its cells.
pub(super) struct Whole {
    pub name: String,
    pub values: Range<Data>,
    /// Where formulas are, in order.
    pub formulas: Vec<(u32, u32)>,
}

impl Whole {
    /// The cells from the first that holds anything to the last.
    pub fn cells(&self) -> WholeCells<'_> {
        let area = bounds(&self.values);
        WholeCells { sheet: self, area, next: area.map_or((0, 0), |(begin, _)| begin) }
    }
}

fn bounds(range: &Range<Data>) -> Option<Area> {
    Some((range.start()?, range.end()?))
}

/// The places of the first and the last cell.
type Area = ((u32, u32), (u32, u32));

/// The cells of such a sheet, in their order.
pub(super) struct WholeCells<'a> {
    sheet: &'a Whole,
    area: Option<Area>,
    next: (u32, u32),
}

impl<'a> Cells<'a> for WholeCells<'a> {
    fn next(&mut self) -> Result<Option<Found<'a>>, FileError> {
        let Some((begin, end)) = self.area else { return Ok(None) };
        let place = self.next;
        if place.0 > end.0 {
            return Ok(None);
        }
        self.next = if place.1 == end.1 { (place.0 + 1, begin.1) } else { (place.0, place.1 + 1) };
        let formula = self.sheet.formulas.binary_search(&place).is_ok();
        let value = self.sheet.values.get_value(place).map_or(DataRef::Empty, borrowed);
        Ok(Some(Found { place, value, formula }))
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
