//! Merged cells and hidden rows of an .xlsx sheet, found without parsing it.

use std::io::Read;

use memchr::memmem;

use super::Note;
use crate::file_error::FileError;

/// Bytes looked at together, and how many of them a tag may be long.
const WINDOW: usize = 256 * 1024;
const TAG: usize = 1024;

/// What a person should know of the sheet.
pub(super) fn notes(mut sheet: impl Read) -> Result<Vec<Note>, FileError> {
    let mut scan = Scan::default();
    let mut window = vec![0; WINDOW];
    let (mut kept, mut seen) = (0, 0);
    loop {
        let read = sheet.read(&mut window[kept..])?;
        let end = kept + read;
        // A tag that the window cuts is looked at with the next one.
        let ready = if read == 0 { end } else { end.saturating_sub(TAG) };
        if ready > seen {
            scan.look(&window[..end], seen..ready);
        }
        if read == 0 {
            return Ok(scan.notes());
        }
        let from = ready.max(seen).saturating_sub(TAG);
        seen = ready.max(seen) - from;
        window.copy_within(from..end, 0);
        kept = end - from;
    }
}

#[derive(Default)]
struct Scan {
    merged: Option<String>,
    hidden: u32,
    first_hidden: Option<String>,
}

impl Scan {
    /// Looks for what begins in the range.
    fn look(&mut self, window: &[u8], range: std::ops::Range<usize>) {
        let from = &window[range.start..];
        for place in memmem::find_iter(from, b" hidden=\"").take_while(|place| *place < range.len()) {
            let value = &from[place + b" hidden=\"".len()..];
            let is_hidden = value.starts_with(b"1\"") || value.starts_with(b"true\"");
            if let Some(row) = row_of(&window[..range.start + place], value).filter(|_| is_hidden) {
                self.hidden += 1;
                self.first_hidden.get_or_insert(row);
            }
        }
        // They stand behind the rows.
        let behind = memmem::rfind(window, b"<row ").unwrap_or_default().max(range.start);
        if let (None, Some(place)) = (&self.merged, memmem::find(&window[behind..], b"<mergeCell "))
            && behind + place < range.end
        {
            self.merged = attribute(&window[behind + place..], b" ref=\"");
        }
    }

    fn notes(self) -> Vec<Note> {
        let merged =
            self.merged.map(|first| Note { code: "workbook-merged", arguments: vec![("first", first)] });
        let hidden = self.first_hidden.map(|first| Note {
            code: "workbook-hidden",
            arguments: vec![("count", self.hidden.to_string()), ("first", first)],
        });
        merged.into_iter().chain(hidden).collect()
    }
}

/// The number of the row whose tag is open at the end of `before`.
fn row_of(before: &[u8], after: &[u8]) -> Option<String> {
    let tag = &before[memchr::memrchr(b'<', before)?..];
    if !tag.starts_with(b"<row") || memchr::memchr(b'>', tag).is_some() {
        return None;
    }
    attribute(tag, b" r=\"").or_else(|| attribute(after, b" r=\"")).or_else(|| Some("?".to_owned()))
}

fn attribute(tag: &[u8], name: &[u8]) -> Option<String> {
    let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())];
    let value = &tag[memmem::find(tag, name)? + name.len()..];
    let value = &value[..memchr::memchr(b'"', value)?];
    std::str::from_utf8(value).ok().filter(|value| value.len() <= 40).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let most = self.1.min(to.len());
            self.0.read(&mut to[..most])
        }
    }

    #[test]
    fn rows_are_counted_once_wherever_a_window_ends() {
        let row = |number: u32| {
            let hidden = match number % 3 {
                0 if number.is_multiple_of(2) => "true",
                0 => "1",
                _ => "false",
            };
            format!(
                "<row r=\"{number}\" ht=\"12\" hidden=\"{hidden}\"><c><is><t> hidden=\"1\"</t></is></c></row>"
            )
        };
        let rows: String = (1..=6000).map(row).collect();
        let sheet = format!("<cols><col hidden=\"1\"/></cols>{rows}<mergeCell ref=\"B2:C3\"/>");
        for step in [1, 7, 1000, 1 << 20] {
            let notes = notes(Slow(sheet.as_bytes(), step)).unwrap();
            assert_eq!(notes[0].arguments, [("first", "B2:C3".to_owned())]);
            assert_eq!(
                notes[1].arguments,
                [("count", "2000".to_owned()), ("first", "3".to_owned())],
                "{step}"
            );
        }
    }
}
