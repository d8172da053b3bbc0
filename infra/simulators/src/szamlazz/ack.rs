//! The answer to a push, read as strictly as Számlázz.hu may.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::push::Stream;
use crate::nav::xml::parse;

/// What the receiver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ack {
    /// It has it, under this number of its own.
    Accepted(Option<String>),
    /// KEY_ERR: it does not know the key.
    KeyRefused,
    /// KEY_DEL: it wants no more.
    Disconnect,
}

/// Reads an answer to the push of a document with an identifier.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(stream: Stream, id: i64, body: &[u8]) -> Result<Ack, String> {
    let wanted = stream.answer_root();
    let root = parse(body).map_err(|error| format!("no XML: {error}"))?;
    if root.name != wanted {
        return Err(format!("root {} instead of {wanted}", root.name));
    }
    let namespace = namespace(body).unwrap_or_default();
    if namespace != format!("http://www.szamlazz.hu/{wanted}") {
        return Err(format!("namespace {namespace:?}"));
    }
    match root.text_at(&["hibakod"]) {
        Some("KEY_ERR") => return Ok(Ack::KeyRefused),
        Some("KEY_DEL") => return Ok(Ack::Disconnect),
        Some(code) => return Err(format!("hibakod {code}")),
        None => {}
    }
    if matches!(stream, Stream::Bank | Stream::Receipts) {
        return Ok(Ack::Accepted(None));
    }
    match root.text_at(&["alap", "id"]) {
        Some(echoed) if echoed == id.to_string() => {
            Ok(Ack::Accepted(root.text_at(&["alap", "iktatoszam"]).map(str::to_owned)))
        }
        echoed => Err(format!("alap/id {echoed:?} instead of {id}")),
    }
}

/// The namespace of the root.
fn namespace(body: &[u8]) -> Option<String> {
    let mut reader = NsReader::from_str(std::str::from_utf8(body).ok()?.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(bound), Event::Start(_) | Event::Empty(_)) => {
                return Some(bound.0.to_owned());
            }
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
}
