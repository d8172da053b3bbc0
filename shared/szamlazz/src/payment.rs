//! Announcements of payments (IPN). They carry no key, so they prove nothing: they only say which document is
//! to be asked for.

use szamlazz_ipn::PaymentNotification;

/// Characters of a document's number, at most.
const NUMBER: usize = 100;

/// The number of the document whose payments changed; none where the body names none that could be one.
pub fn announced(body: &[u8]) -> Option<String> {
    let number = PaymentNotification::from_form_bytes(body).ok()?.document_number;
    let number = number.trim();
    let plausible = !number.is_empty()
        && number.chars().count() <= NUMBER
        && !number.chars().any(|character| character.is_control());
    plausible.then(|| number.to_owned())
}
