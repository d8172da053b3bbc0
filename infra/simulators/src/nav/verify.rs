//! What NAV checks of every request before it looks at the query itself, in this order.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::answers::Refusal;
use super::operation::Operation;
use super::request::violation;
use super::state::State;
use super::xml::{Element, Namespace};

/// How far a request's time may be from NAV's, and how long a request id stays used.
pub(crate) const TOLERANCE: SignedDuration = SignedDuration::from_hours(24);

/// What identifies a request; neither the password hash nor the signature.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) request_id: String,
    pub(crate) tax_number: String,
    pub(crate) login: String,
}

/// Whether this is a request that the operation takes, by the schema.
pub(crate) fn schema(operation: Operation, root: &Element) -> Result<(), Refusal> {
    if root.namespace != Namespace::Api || !root.name.ends_with("Request") {
        return Err(Refusal::new("INVALID_REQUEST"));
    }
    if root.name != operation.request_root() {
        // A request of another operation: NAV answers as to a failure of its own.
        return Err(Refusal::new("OPERATION_FAILED"));
    }
    violation(operation, root).map_or(Ok(()), |violation| Err(Refusal::schema(violation)))
}

/// Versions, user, signature, time and request id. The root must be valid by the schema.
pub(crate) fn envelope(state: &State, root: &Element, now: Timestamp) -> Result<Caller, Refusal> {
    let text = |path: &[&str]| root.at(path).map_or("", |element| element.text.as_str());
    let crypto = |name: &str| root.at(&["user", name]).and_then(|element| element.attribute("cryptoType"));
    match text(&["header", "requestVersion"]) {
        "3.0" => {}
        "1.0" | "1.1" | "2.0" => return Err(Refusal::new("REQUEST_VERSION_NOT_ALLOWED")),
        _ => return Err(Refusal::new("INVALID_REQUEST_VERSION")),
    }
    require(matches!(text(&["header", "headerVersion"]), "1.0" | ""), "INVALID_HEADER_VERSION")?;
    require(crypto("passwordHash") == Some("SHA-512"), "INVALID_PASSWORD_HASH_CRYPTO")?;
    require(crypto("requestSignature") == Some("SHA3-512"), "INVALID_REQUEST_SIGNATURE_HASH_CRYPTO")?;

    let caller = Caller {
        request_id: text(&["header", "requestId"]).to_owned(),
        tax_number: text(&["user", "taxNumber"]).to_owned(),
        login: text(&["user", "login"]).to_owned(),
    };
    let user = state.user(&caller.login).ok_or_else(|| Refusal::new("INVALID_SECURITY_USER"))?;
    let hash = nav::signature::password_hash(&user.password);
    require(hash == text(&["user", "passwordHash"]), "INVALID_SECURITY_USER")?;
    require(state.is_registered(&caller.tax_number), "NOT_REGISTERED_CUSTOMER")?;
    require(user.tax_number == caller.tax_number, "INVALID_USER_RELATION")?;

    let sent = text(&["header", "timestamp"]).parse::<Timestamp>();
    let sent = sent.map_err(|_| Refusal::new("INVALID_TIMESTAMP"))?;
    let signature = nav::signature::request_signature(&caller.request_id, sent, &user.sign_key);
    require(signature == text(&["user", "requestSignature"]), "INVALID_REQUEST_SIGNATURE")?;
    require(now.duration_since(sent).abs() <= TOLERANCE, "INVALID_TIMESTAMP")?;
    require(!state.is_used(&caller, now), "REQUEST_ID_NOT_UNIQUE")?;
    Ok(caller)
}

pub(crate) fn require(condition: bool, code: &str) -> Result<(), Refusal> {
    if condition { Ok(()) } else { Err(Refusal::new(code)) }
}

/// Whether Hungary's clocks change at most an hour before or after `now`.
pub(crate) fn near_clock_change(now: Timestamp) -> bool {
    let hour = SignedDuration::from_hours(1);
    const HUNGARY: TimeZone = jiff::tz::get!("Europe/Budapest");
    HUNGARY.following(now - hour).next().is_some_and(|change| change.timestamp() <= now + hour)
}
