//! The table of NAV's errorCodes (specification 3.2): each gives a decision, whatever HTTP status it comes
//! with.

mod server;

use nav::{Error, RetryCause, StopReason};
use server::{Behaviour, call, call_at, client, credentials, digest_query, serve};

async fn error_for(status: u16, code: &str, time: Option<&str>) -> Error {
    let body = format!(
        "<GeneralErrorResponse xmlns='http://schemas.nav.gov.hu/OSA/3.0/api' \
         xmlns:c='http://schemas.nav.gov.hu/NTCA/1.0/common'><c:result><c:funcCode>ERROR</c:funcCode>\
         <c:errorCode>{code}</c:errorCode><c:message>Hiba</c:message></c:result></GeneralErrorResponse>"
    );
    let (url, _) = serve(Behaviour::Answer(status, "application/xml", body.into_bytes())).await;
    let call = time.map_or_else(call, call_at);
    client(url).query_invoice_digest(&credentials(), &call, &digest_query()).await.expect_err("an error")
}

#[tokio::test]
async fn every_code_gives_its_decision_at_every_status() {
    use StopReason::*;
    let message = || "Hiba".to_owned();
    let stop = |reason| Error::StopAndTellOwner { reason, message: message() };
    let later = |cause| Error::RetryLater { cause, message: message() };
    let now = |code: &str| Error::RetryNow { code: code.to_owned(), message: message() };
    let refused = |code: &str| Error::Refused { code: code.to_owned(), message: message() };
    let mut table = vec![
        ("REQUEST_ID_NOT_UNIQUE", now("REQUEST_ID_NOT_UNIQUE")),
        ("OPERATION_FAILED", later(RetryCause::OperationFailed)),
        ("MAINTENANCE_MODE", later(RetryCause::Maintenance)),
        ("SERVICE_UNAVAILABLE", later(RetryCause::Maintenance)),
        ("INVALID_SECURITY_USER", stop(InvalidSecurityUser)),
        ("FORBIDDEN", stop(Forbidden)),
        ("INVALID_USER_RELATION", stop(InvalidUserRelation)),
        ("NOT_REGISTERED_CUSTOMER", stop(NotRegisteredCustomer)),
        ("INVALID_CUSTOMER", stop(InvalidCustomer)),
        ("INVALID_REQUEST_SIGNATURE", stop(InvalidRequestSignature)),
    ];
    for code in [
        "INVALID_REQUEST",
        "INDEX_NOT_SEQUENTIAL",
        "INVALID_EXCHANGE_TOKEN",
        "INVALID_OPERATION",
        "REQUEST_VERSION_NOT_ALLOWED",
        "STATUS_QUERY_NOT_ALLOWED",
        "NOT_ALLOWED_EXCEPTION",
        "MULTIPLE_QUERY_RESULT_FOUND",
        "BAD_QUERY_PARAM_OVERLAP",
        "BAD_QUERY_PARAM_RANGE_EXCEEDED",
        "BAD_QUERY_PARAM_EQ_NOT_STANDALONE",
        "BAD_QUERY_PARAM_OPERATOR_COLLISION",
        "BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED",
        "BAD_QUERY_PARAM_SUPPLIER_EXPECTED",
        "INVALID_TIMESTAMP",
        "INVALID_PASSWORD_HASH_CRYPTO",
        "INVALID_REQUEST_SIGNATURE_HASH_CRYPTO",
        "INVALID_REQUEST_VERSION",
        "INVALID_HEADER_VERSION",
        "A_CODE_OF_TOMORROW",
    ] {
        table.push((code, refused(code)));
    }
    for (code, expected) in table {
        for status in [200, 400, 401, 500, 503] {
            assert_eq!(error_for(status, code, None).await, expected, "{code} with HTTP {status}");
        }
        assert_eq!(
            expected.code(),
            code.replace("MAINTENANCE_MODE", "MAINTENANCE").replace("SERVICE_UNAVAILABLE", "MAINTENANCE")
        );
    }
}

/// Hungary's clocks change at 01:00 UTC on 2026-03-29 and on 2026-10-25.
#[tokio::test]
async fn a_signature_refused_around_a_clock_change_is_tried_again() {
    for (time, retried) in [
        ("2026-10-24T22:59:59Z", false),
        ("2026-10-24T23:00:00Z", true),
        ("2026-10-25T01:00:00Z", true),
        ("2026-10-25T03:00:00Z", true),
        ("2026-10-25T03:00:01Z", false),
        ("2026-03-29T00:30:00Z", true),
        ("2026-07-01T12:00:00Z", false),
    ] {
        let error = error_for(400, "INVALID_REQUEST_SIGNATURE", Some(time)).await;
        assert_eq!(error.code(), "INVALID_REQUEST_SIGNATURE");
        assert_eq!(matches!(error, Error::RetryLater { .. }), retried, "{time}: {error:?}");
    }
}
