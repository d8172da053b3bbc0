//! Answers: NAV's error codes with their HTTP statuses and Hungarian texts, and the frame of each body.

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::operation::Operation;
use super::request::echo;
use super::xml::{Element, Namespace, Writer};
use crate::common::plain;

/// The prefixes of an answer; clients must read by namespace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrefixStyle {
    /// The api namespace without a prefix, the common one as `ns2`: what NAV usually sends.
    #[default]
    DefaultApi,
    /// The common namespace without a prefix, the api one as `ns2`.
    DefaultCommon,
    /// A prefix everywhere, the api namespace as `ns3`.
    Everywhere,
    /// Another of the three with each answer.
    Changing,
}

impl PrefixStyle {
    pub(crate) fn prefixes(self, count: usize) -> &'static [(Namespace, &'static str)] {
        use Namespace::{Api, Base, Common};
        match self {
            PrefixStyle::DefaultApi => &[(Api, ""), (Common, "ns2"), (Base, "ns3")],
            PrefixStyle::DefaultCommon => &[(Common, ""), (Api, "ns2"), (Base, "ns3")],
            PrefixStyle::Everywhere => &[(Common, "ns2"), (Api, "ns3"), (Base, "ns4")],
            PrefixStyle::Changing => [
                PrefixStyle::DefaultApi.prefixes(0),
                PrefixStyle::DefaultCommon.prefixes(0),
                PrefixStyle::Everywhere.prefixes(0),
            ][count % 3],
        }
    }
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    /// Schema violations, each a technicalValidationMessages element.
    pub(crate) violations: Vec<String>,
}

impl Refusal {
    pub(crate) fn new(code: &str) -> Refusal {
        Refusal { code: code.to_owned(), violations: Vec::new() }
    }

    pub(crate) fn schema(violation: String) -> Refusal {
        Refusal { code: "INVALID_REQUEST".to_owned(), violations: vec![violation] }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self.code.as_str() {
            "INVALID_SECURITY_USER" => StatusCode::UNAUTHORIZED,
            "NOT_REGISTERED_CUSTOMER"
            | "INVALID_CUSTOMER"
            | "INVALID_USER_RELATION"
            | "FORBIDDEN"
            | "STATUS_QUERY_NOT_ALLOWED"
            | "OPERATION_FAILED"
            | "NOT_ALLOWED_EXCEPTION" => StatusCode::INTERNAL_SERVER_ERROR,
            "MAINTENANCE_MODE" | "SERVICE_UNAVAILABLE" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

const MESSAGES: &[(&str, &str)] = &[
    ("INVALID_REQUEST", "Helytelen kérés!"),
    ("OPERATION_FAILED", "Feldolgozás sikertelen!"),
    ("INVALID_CUSTOMER", "Érvénytelen adózó, a folyamat nem folytatható!"),
    ("INVALID_SECURITY_USER", "Helytelen authentikációs adatok!"),
    ("NOT_REGISTERED_CUSTOMER", "Nem regisztrált felhasználó!"),
    ("INVALID_USER_RELATION", "Helytelen felhasználói kapcsolat!"),
    ("REQUEST_ID_NOT_UNIQUE", "A megadott kérés azonosítója már létezik!"),
    ("INVALID_REQUEST_SIGNATURE", "Érvénytelen kérés aláírás!"),
    ("FORBIDDEN", "Jogosultság szükséges!"),
    ("REQUEST_VERSION_NOT_ALLOWED", "A kérés verziószáma már nem támogatott!"),
    ("MULTIPLE_QUERY_RESULT_FOUND", "A lekérdezett számla többször is szerepel érvényesként a rendszerben."),
    ("BAD_QUERY_PARAM_OVERLAP", "A lekérdező paraméterben dátumátfedés nem engedélyezett."),
    (
        "BAD_QUERY_PARAM_RANGE_EXCEEDED",
        "A lekérdező paraméter által meghatározott intervallum hossza legfeljebb 35 nap lehet.",
    ),
    ("BAD_QUERY_PARAM_EQ_NOT_STANDALONE", "Lekérdező paraméterben egyenlőség csak önmagában adható meg."),
    (
        "BAD_QUERY_PARAM_OPERATOR_COLLISION",
        "Lekérdező paraméterben azonos jellegű relációs operátor nem adható meg.",
    ),
    (
        "BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED",
        "A kiállító adószámára szűrés csak vevő oldali lekérdezésben használható!",
    ),
    (
        "BAD_QUERY_PARAM_SUPPLIER_EXPECTED",
        "A keresett számlaszámra több érvényes találat is található, \
         a keresést szűkíteni kell a kiállító adószámára!",
    ),
    ("INVALID_PASSWORD_HASH_CRYPTO", "Érvénytelen jelszó hash algoritmus!"),
    ("INVALID_REQUEST_SIGNATURE_HASH_CRYPTO", "Érvénytelen kérés aláíró hash algoritmus!"),
    ("INVALID_REQUEST_VERSION", "Érvénytelen kérés verziószám!"),
    ("INVALID_HEADER_VERSION", "Érvénytelen header verziószám!"),
    ("INVALID_TIMESTAMP", "Érvénytelen kérés időbélyeg!"),
    ("SERVICE_UNAVAILABLE", "A hívott operáció karbantartás miatt átmenetileg nem szolgál ki kéréseket!"),
];

/// NAV's Hungarian text of an error code; a code that it does not list stands for itself.
fn message(code: &str) -> &str {
    MESSAGES.iter().find(|(known, _)| *known == code).map_or(code, |(_, text)| text)
}

pub(crate) type Prefixes = &'static [(Namespace, &'static str)];

/// Starts the answer of an operation: header and software of the request come back.
pub(crate) fn start(prefixes: Prefixes, operation: Operation, request: &Element) -> Writer {
    let mut writer = Writer::new(prefixes, Namespace::Api, operation.response_root());
    if let Some((header, software)) = echo(request) {
        writer.copy(header);
        writer.open(Namespace::Common, "result");
        writer.leaf(Namespace::Common, "funcCode", "OK");
        writer.close();
        writer.copy(software);
    }
    writer
}

/// A GeneralErrorResponse, or a GeneralExceptionResponse where the request has no header and software that
/// could stand in an answer.
pub(crate) fn refused(prefixes: Prefixes, request: Option<&Element>, refusal: &Refusal) -> Response<Body> {
    let Some((header, software)) = request.and_then(echo) else {
        return exception(prefixes, refusal);
    };
    let mut writer = Writer::new(prefixes, Namespace::Api, "GeneralErrorResponse");
    writer.copy(header);
    writer.open(Namespace::Common, "result");
    result(&mut writer, &refusal.code, message(&refusal.code));
    writer.close();
    writer.copy(software);
    for violation in &refusal.violations {
        writer.open(Namespace::Api, "technicalValidationMessages");
        writer.leaf(Namespace::Common, "validationResultCode", "ERROR");
        writer.leaf(Namespace::Common, "validationErrorCode", "SCHEMA_VIOLATION");
        writer.leaf(Namespace::Common, "message", one_line(violation));
        writer.close();
    }
    xml(refusal.status(), writer.finish())
}

/// What NAV itself answers while everything is maintained: a status of its own, 527.
pub(crate) fn maintenance(prefixes: Prefixes, request: Option<&Element>) -> Response<Body> {
    let mut response = refused(prefixes, request, &Refusal::new("MAINTENANCE_MODE"));
    if let Ok(status) = StatusCode::from_u16(527) {
        *response.status_mut() = status;
    }
    response
}

fn exception(prefixes: Prefixes, refusal: &Refusal) -> Response<Body> {
    let mut writer = Writer::new(prefixes, Namespace::Common, "GeneralExceptionResponse");
    let violation = refusal.violations.first().map(|violation| one_line(violation));
    let text = violation.as_deref().unwrap_or_else(|| message(&refusal.code));
    result(&mut writer, &refusal.code, text);
    xml(refusal.status(), writer.finish())
}

fn result(writer: &mut Writer, code: &str, text: &str) {
    writer.leaf(Namespace::Common, "funcCode", "ERROR");
    writer.leaf(Namespace::Common, "errorCode", code);
    writer.leaf(Namespace::Common, "message", text);
}

/// A message takes at most 1024 characters and no line break.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1024).collect()
}

pub(crate) fn xml(status: StatusCode, body: String) -> Response<Body> {
    plain(status, "application/xml;charset=UTF-8", body)
}
