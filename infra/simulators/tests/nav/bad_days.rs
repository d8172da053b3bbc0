//! NAV's bad days, as our own client sees them: each kind of failure is a decision, never a wrong invoice.

use std::time::{Duration, Instant};

use nav::codes::InvoiceDirection;
use nav::invoice::{Document, read_document};
use nav::{
    Call, Client, ClientConfig, Credentials, DataQuery, DigestPage, DigestQuery, Error, InvoiceData, Limits,
    RequestId, RetryCause, Software, SoftwareOperation, StopReason, Window,
};
use simulators::nav::{Direction, Fault, FaultKind, InvoiceOperation, PublishedInvoice, RateLimit};

use crate::support::{World, invoice, time};

/// How long the client of these tests waits: NAV's 60 s in small.
const PATIENCE: Duration = Duration::from_millis(600);

/// A world with an invoice, and a client of it.
struct Day {
    world: World,
    client: Client,
    credentials: Credentials,
}

impl Day {
    fn new() -> Day {
        let world = World::new();
        world.publish(Direction::Inbound, "A-1", "2026-11-10T12:00:00Z");
        let company = &world.company;
        let credentials = Credentials {
            login: company.login.clone(),
            password: company.password.clone(),
            sign_key: company.sign_key.clone(),
            exchange_key: None,
            tax_number: company.tax_number.clone(),
            predecessor_tax_number: None,
        };
        let software = Software {
            id: "LEDGERPORT00000001".into(),
            name: "Ledgerport".into(),
            operation: SoftwareOperation::OnlineService,
            main_version: "1.0".into(),
            developer_name: "Ledgerport".into(),
            developer_contact: "test@example.com".into(),
            developer_country: None,
            developer_tax_number: None,
        };
        let config =
            ClientConfig { base_url: world.simulator.base_url(), software, limits: Limits::default() };
        let client = Client::new(transport::client().unwrap(), config).unwrap();
        Day { world, client, credentials }
    }

    fn with(kind: FaultKind) -> Day {
        let day = Day::new();
        day.strike(Fault::new(kind));
        day
    }

    fn strike(&self, fault: Fault) {
        self.world.simulator.faults().add(fault);
    }

    fn call(&self) -> Call {
        let request = self.world.request(simulators::nav::Operation::QueryInvoiceDigest, "");
        Call {
            request_id: RequestId::new(request.id).unwrap(),
            timestamp: time(&request.timestamp),
            timeout: PATIENCE,
        }
    }

    async fn digest(&self) -> Result<DigestPage, Error> {
        let window =
            Window::Inserted { from: time("2026-11-01T00:00:00Z"), to: time("2026-11-20T00:00:00Z") };
        let query = DigestQuery { page: 1, direction: InvoiceDirection::Inbound, window };
        self.client.query_invoice_digest(&self.credentials, &self.call(), &query).await
    }

    async fn data(&self) -> Result<InvoiceData, Error> {
        let query = DataQuery {
            invoice_number: "A-1".into(),
            direction: InvoiceDirection::Inbound,
            batch_index: None,
            supplier_tax_number: Some("99887764".into()),
        };
        self.client.query_invoice_data(&self.credentials, &self.call(), &query).await
    }

    async fn document(&self) -> Result<Document, nav::ReadError> {
        let limits = Limits::default();
        let data = self.data().await.unwrap();
        read_document(&data.payload.unpack(&limits)?, &limits)
    }
}

async fn assert_retried(kind: FaultKind, expected: RetryCause) {
    let day = Day::with(kind);
    for error in [day.digest().await.unwrap_err(), day.data().await.unwrap_err()] {
        match error {
            Error::RetryLater { cause, .. } => assert_eq!(cause, expected),
            other => panic!("not tried again: {other:?}"),
        }
    }
    day.world.simulator.faults().clear();
    assert_eq!(day.digest().await.unwrap().rows.len(), 1, "the next request is answered");
}

#[tokio::test]
async fn html_with_status_200() {
    assert_retried(FaultKind::Html, RetryCause::UnreadableAnswer).await;
}

#[tokio::test]
async fn html_with_status_502() {
    assert_retried(FaultKind::BadGateway, RetryCause::UnreadableAnswer).await;
}

#[tokio::test]
async fn html_with_status_503() {
    assert_retried(FaultKind::Unavailable, RetryCause::Maintenance).await;
}

#[tokio::test]
async fn html_with_status_504() {
    assert_retried(FaultKind::GatewayTimeout, RetryCause::Timeout).await;
}

#[tokio::test]
async fn maintenance_with_status_527() {
    assert_retried(FaultKind::Maintenance, RetryCause::Maintenance).await;
    let day = Day::with(FaultKind::Maintenance);
    let request = day.world.request(simulators::nav::Operation::QueryTaxpayer, "<taxNumber>1</taxNumber>");
    assert_eq!(day.world.send(&request).await.error(), (527, "MAINTENANCE_MODE"));
}

#[tokio::test]
async fn an_empty_body() {
    assert_retried(FaultKind::EmptyBody, RetryCause::UnreadableAnswer).await;
}

#[tokio::test]
async fn a_reset_of_the_connection() {
    assert_retried(FaultKind::Reset, RetryCause::Unreachable).await;
}

#[tokio::test]
async fn a_stall_longer_than_the_clients_patience() {
    let begun = Instant::now();
    assert_retried(FaultKind::Stall(PATIENCE * 10), RetryCause::Timeout).await;
    assert!(begun.elapsed() < PATIENCE * 6, "the client did not wait for NAV's end");
}

#[tokio::test]
async fn errors_of_the_client_with_status_500_stop_it() {
    for (code, expected) in [
        ("FORBIDDEN", StopReason::Forbidden),
        ("INVALID_USER_RELATION", StopReason::InvalidUserRelation),
        ("NOT_REGISTERED_CUSTOMER", StopReason::NotRegisteredCustomer),
    ] {
        let error = Day::with(FaultKind::Error(code.into())).digest().await.unwrap_err();
        assert!(matches!(&error, Error::StopAndTellOwner { reason, .. } if *reason == expected), "{error:?}");
    }
}

#[tokio::test]
async fn signatures_refused_at_a_clock_change() {
    let day = Day::with(FaultKind::SignatureAtClockChange);
    for (now, refused) in [
        ("2026-10-24T23:59:59Z", false),
        ("2026-10-25T00:00:00Z", true),
        ("2026-10-25T01:59:59Z", true),
        ("2026-10-25T02:00:00Z", false),
        ("2027-03-28T01:30:00Z", true),
    ] {
        day.world.set_time(time(now));
        match day.digest().await {
            Ok(_) => assert!(!refused, "{now}"),
            Err(Error::RetryLater { cause: RetryCause::SignatureAtClockChange, .. }) => {
                assert!(refused, "{now}");
            }
            Err(other) => panic!("{now}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn request_ids_taken_though_sent_once() {
    let day = Day::new();
    day.strike(Fault::new(FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into())).every(3));
    let mut answers = Vec::new();
    for _ in 0..9 {
        answers.push(day.digest().await);
    }
    let struck = |answer: &Result<_, _>| matches!(answer, Err(Error::RetryNow { .. }));
    let expected = [false, false, true].repeat(3);
    assert_eq!(answers.iter().map(struck).collect::<Vec<_>>(), expected, "a new id passes at once");
}

#[tokio::test]
async fn request_ids_taken_under_load() {
    let day = Day::new();
    day.world.simulator.faults().set_latency(Duration::from_millis(100));
    day.strike(Fault::new(FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into())).busier_than(2));
    let answers = tokio::join!(day.digest(), day.digest(), day.digest(), day.digest());
    let answers = [answers.0, answers.1, answers.2, answers.3];
    let struck = answers.iter().filter(|answer| matches!(answer, Err(Error::RetryNow { .. }))).count();
    assert_eq!(struck, 2, "{answers:?}");
    assert!(day.digest().await.is_ok(), "one at a time passes");
}

#[tokio::test]
async fn requests_beyond_the_rate_wait_and_are_cut_off() {
    let day = Day::new();
    let limit = RateLimit {
        per: Duration::from_millis(100),
        delay: Duration::from_millis(120),
        longest: Duration::from_millis(300),
    };
    day.strike(Fault::new(FaultKind::RateLimit(limit)));
    let ask = async || {
        let begun = Instant::now();
        (day.digest().await.map(drop), begun.elapsed())
    };
    let (first, second, third, fourth) = tokio::join!(ask(), ask(), ask(), ask());
    let mut answers = [first, second, third, fourth];
    answers.sort_by_key(|(_, took)| *took);
    for (number, (answer, took)) in answers.iter().enumerate() {
        assert!(*took >= limit.longest.min(limit.delay * number as u32), "{number}: {took:?}");
        let cut = matches!(answer, Err(Error::RetryLater { cause: RetryCause::Unreachable, .. }));
        assert_eq!(cut, number == 3, "{number}: {answer:?}");
    }
    tokio::time::sleep(limit.per).await;
    let (answer, took) = ask().await;
    assert!(answer.is_ok() && took < limit.delay, "a request in its time does not wait: {took:?}");
}

#[tokio::test]
async fn damaged_gzip_is_refused_and_sound_the_next_time() {
    let day = Day::new();
    day.strike(Fault::new(FaultKind::CorruptGzip).times(1));
    assert_eq!(day.document().await.unwrap_err(), nav::ReadError::Gzip);
    assert_eq!(day.document().await.unwrap().invoice_number, "A-1");
}

#[tokio::test]
async fn gzip_without_its_trailer_is_read() {
    let day = Day::new();
    let sound = day.document().await.unwrap();
    day.strike(Fault::new(FaultKind::GzipWithoutTrailer));
    assert_eq!(day.document().await.unwrap(), sound);
}

#[tokio::test]
async fn decimals_outside_the_schema_keep_their_value() {
    let day = Day::new();
    day.strike(Fault::new(FaultKind::LongDecimals));
    let document = day.document().await.unwrap();
    let (_, invoice) = document.invoices().next().unwrap();
    let sums = invoice.invoice_summary.summary_normal.as_ref().unwrap();
    assert_eq!(sums.invoice_net_amount.to_string(), "1000.0000");
    let rate = serde_json::to_value(&sums.summary_by_vat_rate[0].vat_rate).unwrap();
    assert_eq!(rate["vatPercentage"], "0.270000");
}

/// A document with an empty tag, which a later answer does not have any more.
#[tokio::test]
async fn another_answer_has_other_bytes_for_the_same_document() {
    let day = Day::new();
    let xml = invoice("A-1", "99887764").replace("<customerName>", "<customerAddress/><customerName>");
    let ins_date = time("2026-11-10T12:00:00Z");
    let published = PublishedInvoice::new(Direction::Inbound, InvoiceOperation::Create, xml, ins_date);
    day.world.simulator.annul(&day.world.company.tax_number, "A-1");
    day.world.simulator.publish(&day.world.company.tax_number, published).unwrap();
    let bytes = async || {
        let payload = day.data().await.unwrap().payload;
        payload.unpack(&Limits::default()).unwrap().into_owned()
    };
    let first = bytes().await;
    day.strike(Fault::new(FaultKind::Reformatted));
    let second = bytes().await;
    assert_ne!(first, second);
    let document = |xml: &[u8]| {
        let document = read_document(xml, &Limits::default()).unwrap();
        let mut value = serde_json::to_value(document).unwrap();
        normalise(&mut value);
        value
    };
    assert_eq!(document(&first), document(&second));
    let text = String::from_utf8(second.clone()).unwrap();
    assert!(!text.contains("customerAddress") && text.contains("<ns2:individualExemption>false<"), "{text}");
}

/// Leaves out flags that are not set, and zeros at the end of numbers.
fn normalise(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|_, field| *field != serde_json::Value::Bool(false));
            fields.values_mut().for_each(normalise);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(normalise),
        serde_json::Value::String(text) if text.contains('.') => {
            let short = text.trim_end_matches('0').trim_end_matches('.').to_owned();
            *text = short;
        }
        _ => {}
    }
}
