//! The archive that .xlsx, .xlsb and .ods files are: what it is, and whether it may be opened at all.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Seek},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::{ZipArchive, read::ZipFile};

use super::Note;
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
};

/// How an archive begins, also one that was cut off.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Which of the formats an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Ods,
}

/// Checks the directory of an archive against the limits and tells what it is. That no part is larger than
/// the directory says, the archive's reader ensures while it unpacks.
pub(super) fn check<R: Read + Seek>(source: R, limits: &Limits) -> Result<(Format, Vec<Note>), FileError> {
    let mut archive = ZipArchive::new(BufReader::new(source))?;
    if archive.len() > limits.parts {
        return Err(FileError::too_large(Limit::Parts, limits));
    }
    let mut names = Vec::new();
    let mut declared = 0u64;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place)?;
        let name = part.name()?.replace('\\', "/").to_lowercase();
        if is_held(&name) && part.size() > limits.held_bytes {
            return Err(FileError::too_large(Limit::HeldBytes, limits));
        }
        declared = declared.saturating_add(part.size());
        names.push(name);
    }
    if declared > limits.unpacked_bytes {
        return Err(FileError::too_large(Limit::UnpackedBytes, limits));
    }
    let format = format(&mut archive, &names)?;
    for (place, name) in names.iter().enumerate() {
        if name.ends_with("sharedstrings.xml") {
            check_count(archive.by_index(place)?)?;
        }
    }
    Ok((format, notes(&names)))
}

/// Whether a part is read into memory: all but sheets, pictures and the like.
fn is_held(name: &str) -> bool {
    let is_sheet = name.contains("worksheets/") || name == "content.xml";
    !is_sheet && [".xml", ".bin", ".rels"].iter().any(|ending| name.ends_with(ending))
}

fn format<R: Read + Seek>(archive: &mut ZipArchive<R>, names: &[String]) -> Result<Format, FileError> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("mimetype") {
        let mut kind = Vec::new();
        archive.by_name("mimetype")?.take(64).read_to_end(&mut kind)?;
        let is_sheet = kind.strip_suffix(b"-template").unwrap_or(&kind) == SPREADSHEET;
        return if is_sheet { Ok(Format::Ods) } else { Err(FileError::Other("OpenDocument")) };
    }
    match () {
        () if has("xl/workbook.bin") => Ok(Format::Xlsb),
        () if within("word/") => Err(FileError::Other("DOCX")),
        () if within("ppt/") => Err(FileError::Other("PPTX")),
        () if has("[content_types].xml") => Ok(Format::Xlsx),
        () => Err(FileError::Other("ZIP")),
    }
}

fn notes(names: &[String]) -> Vec<Note> {
    let any = |is_it: fn(&str) -> bool| names.iter().any(|name| is_it(name));
    let macros = any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/"));
    let links = any(|name| name.contains("externallinks/"));
    let told = [(macros, "workbook-macros"), (links, "workbook-links")];
    told.into_iter().filter(|(found, _)| *found).map(|(_, code)| Note::new(code)).collect()
}

/// Room for as many shared texts as the part claims to hold is made before they are read: each takes at
/// least the five bytes of `<si/>`.
fn check_count<R: Read>(part: ZipFile<'_, R>) -> Result<(), FileError> {
    let most = part.size() / 5;
    let mut claimed = None;
    each_element(BufReader::new(part), |element| {
        if element.local_name().as_ref() == "sst" {
            claimed = Some(attribute(element, "uniqueCount")?);
        }
        Ok(claimed.is_none())
    })?;
    let Some(Some(claimed)) = claimed else { return Ok(()) };
    match claimed.trim().parse::<u64>() {
        Ok(count) if count <= most => Ok(()),
        _ => Err(FileError::Unreadable(format!("{claimed} shared texts"))),
    }
}

/// Gives each element of a part to `each` until that answers `false`.
pub(super) fn each_element(
    part: impl BufRead,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<bool, FileError>,
) -> Result<(), FileError> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) if !each(&element)? => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An element's attribute of that local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, FileError> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(FileError::broken)?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0)?.into_owned()));
        }
    }
    Ok(None)
}

/// The parts of an archive by the relationships that the workbook's part names them with.
pub(super) fn targets<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    workbook: &str,
) -> Result<HashMap<String, String>, FileError> {
    let mut targets = HashMap::new();
    let Some(place) = place_of(archive, &format!("xl/_rels/{workbook}.rels"))? else { return Ok(targets) };
    each_element(BufReader::new(archive.by_index(place)?), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id")?, attribute(element, "Target")?) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, path);
        }
        Ok(true)
    })?;
    Ok(targets)
}

/// The place of a part in the directory, whatever the case of its name.
pub(super) fn place_of<R: Read + Seek>(
    archive: &ZipArchive<R>,
    path: &str,
) -> Result<Option<usize>, FileError> {
    for (place, name) in archive.file_names().enumerate() {
        if name?.replace('\\', "/").eq_ignore_ascii_case(path) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
