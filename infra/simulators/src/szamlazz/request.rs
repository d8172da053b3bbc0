//! A request to the Agent: the form, the XML in it, and whose it is.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::action::Action;
use super::refusal::Refusal;
use super::state::State;
use super::xml::Writer;
use crate::nav::xml::{Element, parse};

/// Elements that hold credentials.
const CREDENTIALS: [&str; 3] = ["felhasznalo", "jelszo", "szamlaagentkulcs"];

/// The part of a form that names an action.
pub(crate) struct Part {
    pub(crate) action: Action,
    is_file: bool,
    content: Bytes,
}

/// Finds the first part that names an action.
pub(crate) async fn part(headers: &HeaderMap, body: Bytes) -> Option<Part> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = multer::parse_boundary(content_type).ok()?;
    let body = futures::stream::once(async { Ok::<_, std::convert::Infallible>(body) });
    let mut form = multer::Multipart::new(body, boundary);
    while let Ok(Some(field)) = form.next_field().await {
        let action = Action::ALL.into_iter().find(|action| field.name() == Some(action.field()));
        if let Some(action) = action {
            let is_file = field.file_name().is_some();
            return Some(Part { action, is_file, content: field.bytes().await.ok()? });
        }
    }
    None
}

impl Part {
    /// The XML: 53 where the part is no file, 57 where it cannot be read or is another action's.
    pub(crate) fn xml(&self) -> Result<Element, Refusal> {
        if !self.is_file {
            return Err(Refusal::new(53));
        }
        match parse(&self.content) {
            Ok(root) if root.name == self.action.root() => Ok(root),
            Ok(root) => Err(Refusal::because(57, format!("Hibás XML: váratlan gyökérelem: {}.", root.name))),
            Err(error) => Err(Refusal::because(57, format!("Hibás XML: {error}"))),
        }
    }
}

/// Where the credentials and settings are: queries have them beside the rest.
pub(crate) fn settings(root: &Element) -> &Element {
    root.child("beallitasok").unwrap_or(root)
}

/// The version of the answer that is asked for; 1 without a word.
pub(crate) fn version(root: &Element) -> u8 {
    settings(root).text_at(&["valaszVerzio"]).and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// The position of the caller's books: by the key, in either of its places, or by login and password.
pub(crate) fn authenticate(state: &State, root: &Element) -> Result<usize, Refusal> {
    let text = |name| settings(root).text_at(&[name]).unwrap_or_default();
    let (key, user, password) = (text("szamlaagentkulcs"), text("felhasznalo"), text("jelszo"));
    // Shops from before the keys send the key as login and as password.
    let key = if key.is_empty() && user == password { user } else { key };
    let known = state.books.iter().position(|books| match key {
        "" => books.account.user == user && books.account.password == password,
        key => books.account.agent_key == key && !key.bytes().any(|byte| byte.is_ascii_uppercase()),
    });
    let given = !(key.is_empty() && user.is_empty());
    known.filter(|_| given).ok_or_else(|| Refusal::new(3))
}

/// A request as it is remembered: no credentials, the same text for the same content.
pub(crate) fn without_credentials(root: &Element) -> String {
    let mut writer = Writer::bare();
    copy(&mut writer, root);
    writer.finish()
}

fn copy(writer: &mut Writer, element: &Element) {
    if CREDENTIALS.contains(&element.name.as_str()) {
        return;
    }
    if element.children.is_empty() {
        return writer.leaf(&element.name, element.text.trim());
    }
    writer.start(&element.name);
    element.children.iter().for_each(|child| copy(writer, child));
    writer.end(&element.name);
}

/// A text; empty ones are none.
pub(crate) fn text(element: &Element, name: &str) -> Option<String> {
    element.text_at(&[name]).map(str::to_owned)
}

/// A text that must be there: 7 without it.
pub(crate) fn required(element: &Element, name: &str) -> Result<String, Refusal> {
    text(element, name).ok_or_else(|| Refusal::missing(name))
}

pub(crate) fn flag(element: &Element, name: &str) -> bool {
    matches!(element.text_at(&[name]), Some("true" | "1"))
}

/// A day: 57 where it is none.
pub(crate) fn date(element: &Element, name: &str) -> Result<Option<Date>, Refusal> {
    let Some(text) = element.text_at(&[name]) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Refusal::unreadable(name))
}

/// A number: 57 where it is none.
pub(crate) fn number(element: &Element, name: &str) -> Result<Option<Decimal>, Refusal> {
    let Some(text) = element.text_at(&[name]) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Refusal::unreadable(name))
}
