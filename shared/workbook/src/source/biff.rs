//! The records of an .xls ([MS-XLS] 2.1.4), as far as they have to be known before calamine reads them.

use crate::file_error::FileError;

/// Parts of one record that may follow it: Excel makes them 8,224 bytes long, and calamine's time grows with
/// the square of their number.
const CONTINUED: u32 = 20_000;

const CONTINUE: u16 = 0x003C;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;

/// A record: its type and where its data stands in the stream.
#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    from: usize,
    to: usize,
}

/// What has to be known of a stream.
#[derive(Default)]
pub(super) struct Checked {
    pub password: bool,
    pub links: bool,
    pub sheets: Vec<usize>,
    texts: Vec<u32>,
}

/// What a sheet comes to.
#[derive(Default)]
pub(super) struct Measured {
    pub cells: u64,
    pub bytes: u64,
    pub formulas: Vec<(u32, u32)>,
    corners: Option<[u16; 4]>,
}

impl Measured {
    /// The cells of the area in which any is.
    pub fn area(&self) -> u64 {
        self.corners.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }

    fn cell(&mut self, row: u16, columns: [u16; 2]) {
        let [top, left, bottom, right] = self.corners.unwrap_or([row, columns[0], row, columns[0]]);
        self.cells += 1 + u64::from(columns[1].saturating_sub(columns[0]));
        self.corners = Some([
            top.min(row),
            left.min(columns[0]),
            bottom.max(row),
            right.max(columns[0]).max(columns[1]),
        ]);
    }
}

/// Looks at the workbook's own records. Names are taken out: nothing here needs them.
pub(super) fn check(stream: &mut [u8]) -> Result<Checked, FileError> {
    let mut checked = Checked::default();
    let mut at = 0;
    let mut continued = 0;
    while let Some(record) = record(stream, at)? {
        at = record.to;
        continued = if record.kind == CONTINUE { continued + 1 } else { 0 };
        if continued > CONTINUED {
            return Err(FileError::broken("a record in too many parts"));
        }
        let data = &stream[record.from..record.to];
        match record.kind {
            0x002F => checked.password |= u16_at(data, 0)? != 0,
            // BoundSheet8: where the sheet's records begin.
            0x0085 => checked.sheets.push(u32_at(data, 0)? as usize),
            // SupBook of another file; these two marks stand for this one and for functions.
            0x01AE => checked.links |= !matches!(u16_at(data, 2)?, 0x0401 | 0x3A01),
            0x00FC => checked.texts = texts(stream, record)?,
            0x0018 => stream[record.from - 4..record.from - 2].fill(0),
            END => return Ok(checked),
            _ => {}
        }
    }
    Err(cut_off())
}

/// Looks at a sheet's records. The bounds that it declares are taken out, for room would be made for them,
/// and so are formulas, of which only the place is wanted.
pub(super) fn measure(stream: &mut [u8], from: usize, checked: &Checked) -> Result<Measured, FileError> {
    let mut measured = Measured::default();
    let mut at = from;
    let mut depth = 0u32;
    while let Some(record) = record(stream, at)? {
        at = record.to;
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => {
                measured.formulas.sort_unstable();
                measured.formulas.dedup();
                return Ok(measured);
            }
            END => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => stream[record.from..record.to].fill(0),
            kind => cell(stream, kind, record, checked, &mut measured)?,
        }
    }
    Err(cut_off())
}

fn cell(
    stream: &mut [u8],
    kind: u16,
    record: Record,
    checked: &Checked,
    measured: &mut Measured,
) -> Result<(), FileError> {
    let data = &mut stream[record.from..record.to];
    match kind {
        // The text of the formula before it.
        0x0207 => measured.bytes += data.len() as u64 * 2,
        // Number, Label, BoolErr, RString, Rk, LabelSst, MulRk, Formula
        0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
            let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
            let last = if kind == 0x00BD { u16_at(data, data.len().saturating_sub(2))? } else { column };
            measured.cell(row, [column, last]);
            match kind {
                0x0204 | 0x00D6 => measured.bytes += data.len() as u64 * 2,
                0x00FD => {
                    let text = checked.texts.get(u32_at(data, 6)? as usize);
                    measured.bytes += u64::from(text.copied().unwrap_or_default());
                }
                0x0006 => {
                    measured.formulas.push((row.into(), column.into()));
                    data.iter_mut().skip(20).take(2).for_each(|byte| *byte = 0);
                }
                _ => {}
            }
        }
        _ => {}
    }
    Ok(())
}

fn record(stream: &[u8], at: usize) -> Result<Option<Record>, FileError> {
    if at == stream.len() {
        return Ok(None);
    }
    let rest = stream.get(at..).ok_or_else(cut_off)?;
    let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
    let from = at + 4;
    if from + length > stream.len() {
        return Err(cut_off());
    }
    Ok(Some(Record { kind, from, to: from + length }))
}

/// The bytes that each shared text comes to at most ([MS-XLS] 2.4.265, 2.5.293).
fn texts(stream: &[u8], first: Record) -> Result<Vec<u32>, FileError> {
    let mut parts = Parts { stream, part: first };
    parts.skip(8)?;
    let mut texts = Vec::new();
    while parts.more()? {
        let head = parts.take(3)?;
        let (length, flags) = (u32::from(u16_at(head, 0)?), head[2]);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(u16_at(parts.take(2)?, 0)?) * 4 };
        let more = if flags & 4 == 0 { 0 } else { u32_at(parts.take(4)?, 0)? as usize };
        parts.skip_letters(length as usize, flags & 1 != 0)?;
        parts.skip(runs)?;
        parts.skip(more)?;
        texts.push(length * 3);
    }
    Ok(texts)
}

/// The data of a record and of those that continue it.
struct Parts<'a> {
    stream: &'a [u8],
    part: Record,
}

impl<'a> Parts<'a> {
    fn left(&self) -> usize {
        self.part.to - self.part.from
    }

    /// Whether anything is left, in this part or in the next.
    fn more(&mut self) -> Result<bool, FileError> {
        while self.left() == 0 {
            match record(self.stream, self.part.to)? {
                Some(next) if next.kind == CONTINUE => self.part = next,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn take(&mut self, bytes: usize) -> Result<&'a [u8], FileError> {
        if self.left() < bytes {
            return Err(cut_off());
        }
        let taken = &self.stream[self.part.from..self.part.from + bytes];
        self.part.from += bytes;
        Ok(taken)
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), FileError> {
        while bytes > 0 {
            if !self.more()? {
                return Err(cut_off());
            }
            let now = bytes.min(self.left());
            self.take(now)?;
            bytes -= now;
        }
        Ok(())
    }

    /// Letters of one byte or two; a part that continues them says anew which.
    fn skip_letters(&mut self, mut letters: usize, mut wide: bool) -> Result<(), FileError> {
        while letters > 0 {
            let width = if wide { 2 } else { 1 };
            let now = letters.min(self.left() / width);
            self.take(now * width)?;
            letters -= now;
            if letters > 0 {
                self.part.from = self.part.to;
                if !self.more()? {
                    return Err(cut_off());
                }
                wide = self.take(1)?[0] & 1 != 0;
            }
        }
        Ok(())
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, FileError> {
    let bytes = bytes.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or_else(cut_off)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, FileError> {
    let bytes = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or_else(cut_off)
}

fn cut_off() -> FileError {
    FileError::broken("a record is cut off")
}
