//! Password hash and request signature of NAV Online Számla 3.0 (interface specification, section 1.5).

use jiff::{Timestamp, tz::TimeZone};
use sha2::Digest as _;

/// SHA-512 of the technical user's password, as 128 upper-case hexadecimal digits.
pub fn password_hash(password: &str) -> String {
    upper_hex(&sha2::Sha512::digest(password))
}

/// SHA3-512 of request id, time (`yyyyMMddHHmmss` in UTC, fractions dropped) and signing key, as 128
/// upper-case hexadecimal digits: the signature of every query.
pub fn request_signature(request_id: &str, timestamp: Timestamp, sign_key: &str) -> String {
    signature_over(request_id, timestamp, sign_key, &[])
}

/// The signature of an operation that carries indexed content: each entry is an operation's name and its
/// content in base64, exactly as it stands in the request.
pub fn indexed_request_signature(
    request_id: &str,
    timestamp: Timestamp,
    sign_key: &str,
    entries: &[(&str, &str)],
) -> String {
    signature_over(request_id, timestamp, sign_key, entries)
}

fn signature_over(
    request_id: &str,
    timestamp: Timestamp,
    sign_key: &str,
    entries: &[(&str, &str)],
) -> String {
    let seconds = timestamp.to_zoned(TimeZone::UTC).strftime("%Y%m%d%H%M%S").to_string();
    let mut base = format!("{request_id}{seconds}{sign_key}");
    for (operation, content) in entries {
        base += &upper_hex(&sha3::Sha3_512::digest(format!("{operation}{content}")));
    }
    upper_hex(&sha3::Sha3_512::digest(base))
}

fn upper_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
