//! Each function's event.json, as `sam local invoke FUNCTION -e functions/.../event.json` sends it, is fed to
//! its handler. DynamoDB runs in the test's process; the events are chosen so that little else is asked.

use std::collections::BTreeSet;

use aws_lambda_events::sqs::SqsEvent;
use axum::{Router, body::to_bytes, http::StatusCode};
use domain::{
    address::Address,
    clock::{Clock, Ids},
    country::Country,
    email::EmailAddress,
    exchange::ExchangeLimits,
    fetch::FetchLimits,
    ids::{AccountId, WorkspaceId},
    language::Language,
    messages::{AgentMessage, ExportMessage, FetchMessage},
    package::Package,
    szamlazz::{PushedObject, SzamlazzLimits},
    workspace::{Account, Registration, Workspace},
};
use harness::{FaultPlan, Tables, sdk_config};
use jiff::Timestamp;
use lambda::{access::Staff, batch::Source};
use nav::{Client, ClientConfig, Limits, Software, SoftwareOperation};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{
    Store, documents::Documents, files::Files, outbox::Outbox, registrations::Taxpayer, vault::Vault,
};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{openapi, template, tree};

/// The account and the workspace that the events are about.
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(0x0191_b3a0_0000_7000_8000_0000_0000_00c1));
const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::from_u128(0x0191_b3a0_0000_7000_8000_0000_0000_0001));
/// Where nothing answers: an event that asks more than DynamoDB fails at once.
const NOWHERE: &str = "http://127.0.0.1:9";

fn text(function: &str) -> String {
    tree::read(&format!("functions/{function}/event.json"))
}

fn event<T: DeserializeOwned>(function: &str) -> T {
    serde_json::from_str(&text(function))
        .unwrap_or_else(|error| panic!("functions/{function}/event.json: {error}"))
}

/// The moment of the events.
fn now() -> Timestamp {
    "2026-11-22T10:03:02Z".parse().expect("a timestamp")
}

struct World {
    tables: Tables,
    aws: aws_config::SdkConfig,
    clock: Clock,
    ids: Ids,
}

impl World {
    async fn new() -> Self {
        Self {
            tables: Tables::from_template(&local_cloud::workspace::template()).await.expect("tables"),
            aws: sdk_config(NOWHERE, &FaultPlan::new()),
            clock: Clock::new(now),
            ids: Ids::new(|| Uuid::from_u128(7)),
        }
    }

    fn db(&self) -> aws_sdk_dynamodb::Client {
        self.tables.client(&FaultPlan::new())
    }

    fn store(&self) -> Store {
        Store::new(self.db(), "Table")
    }

    fn outbox(&self) -> Outbox {
        Outbox::new(self.db(), "OutboxTable")
    }

    fn documents(&self) -> Documents {
        Documents::new(aws_sdk_s3::Client::new(&self.aws), "documents")
    }

    fn files(&self) -> Files {
        Files::new(aws_sdk_s3::Client::new(&self.aws), "documents")
    }

    fn vault(&self) -> Vault {
        let kms = aws_sdk_kms::Client::new(&self.aws);
        Vault::new(self.store(), kms, "key".into(), "test".into(), self.clock.clone())
    }

    /// Anna, who owns a workspace.
    async fn people(&self) {
        let email = EmailAddress::parse("anna@example.com").expect("an address");
        let created_at = "2026-11-01T08:00:00Z".parse().expect("a timestamp");
        let account = Account::new(ACCOUNT, email, Language::Hu, created_at);
        self.store().claim_email(&account).await.expect("an account");
        let address = Address {
            country: "HU".into(),
            postal_code: "1054".into(),
            city: "Budapest".into(),
            street: "Honvéd utca 8.".into(),
        };
        let taxpayer = (Country::Hu, "10625790-2-44".to_owned());
        let workspace = Workspace::new(WORKSPACE, "Minta Kft.", taxpayer, address, created_at);
        let package = Package::Business;
        let registration = Registration::new(package, workspace, &account);
        let registered = self.store().register(&registration, package, &Taxpayer::default()).await;
        registered.expect("a workspace");
    }

    fn queue(&self) -> Source {
        Source::new(aws_sdk_sqs::Client::new(&self.aws), NOWHERE)
    }
}

/// Who works for the deployment.
fn staff() -> Staff {
    Staff { operators: "operators".into(), support: "support".into() }
}

fn nav() -> Client {
    let software = Software {
        id: "LEDGERPORT00000001".into(),
        name: "Ledgerport".into(),
        operation: SoftwareOperation::OnlineService,
        main_version: "0".into(),
        developer_name: "Ledgerport".into(),
        developer_contact: "ledgerport@example.com".into(),
        developer_country: None,
        developer_tax_number: None,
    };
    let config = ClientConfig { base_url: NOWHERE.into(), software, limits: Limits::default() };
    Client::new(transport::client().expect("an HTTP client"), config).expect("a client")
}

fn agent() -> szamlazz::Agent {
    szamlazz::Agent::new(transport::client().expect("an HTTP client"), NOWHERE)
}

/// What a router answers to a function's event.
async fn answer(router: Router, function: &str) -> (StatusCode, Value) {
    let request = lambda_http::request::from_str(&text(function)).expect("an event of an HTTP API");
    let request = request.map(|body| axum::body::Body::from(body.to_vec()));
    let answer = lambda::http::finish(router).oneshot(request).await.expect("an answer");
    let (status, body) = (answer.status(), to_bytes(answer.into_body(), usize::MAX).await.expect("a body"));
    (status, serde_json::from_slice(&body).expect("JSON"))
}

#[test]
fn every_function_has_an_event() {
    let with_event: BTreeSet<String> = tree::below("functions", "/event.json")
        .filter_map(|file| file.path.split('/').nth(1).map(str::to_owned))
        .collect();
    assert_eq!(with_event, tree::folders("functions"));
}

#[test]
fn http_events_are_of_routes_of_the_template() {
    for (folder, function) in [
        ("accounts", "Accounts"),
        ("books", "Books"),
        ("hooks", "Hooks"),
        ("inbox", "Inbox"),
        ("licences", "Licences"),
        ("postings", "Postings"),
        ("workbooks", "Workbooks"),
    ] {
        let event: Value = event(folder);
        let context = &event["requestContext"];
        assert_eq!(event["routeKey"], context["routeKey"], "{folder}");
        assert_eq!(event["rawPath"], context["http"]["path"], "{folder}");
        let route = template::routes().into_iter().find(|route| {
            route.function == function && event["routeKey"] == format!("{} {}", route.method, route.path)
        });
        let route = route.unwrap_or_else(|| panic!("{folder}: {} is no route", event["routeKey"]));
        assert_eq!(context["http"]["method"], route.method, "{folder}");
        let mut path = route.path.to_owned();
        for (name, value) in event["pathParameters"].as_object().into_iter().flatten() {
            path = path.replace(&format!("{{{name}}}"), value.as_str().unwrap());
        }
        assert_eq!(event["rawPath"], path, "{folder}");
    }
}

#[tokio::test]
async fn accounts_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = accounts::App {
        store: world.store(),
        outbox: world.outbox(),
        vault: world.vault(),
        cognito: accounts::Cognito::new(
            aws_sdk_cognitoidentityprovider::Client::new(&world.aws),
            "pool".into(),
        ),
        nav: nav(),
        szamlazz: agent(),
        szamlazz_postfix: None,
        api_address: None,
        clock: world.clock.clone(),
        ids: world.ids.clone(),
        limits: domain::fetch::FetchLimits::default(),
        staff: staff(),
    };
    let (status, invitation) = answer(accounts::router().with_state(app).into(), "accounts").await;
    assert_eq!(status, StatusCode::CREATED, "{invitation}");
    assert_eq!(invitation["company"], "Minta Kft.");
    let email = EmailAddress::parse(invitation["email"].as_str().unwrap()).unwrap();
    assert!(world.store().invitation(WORKSPACE, &email).await.unwrap().is_some());
    let described: BTreeSet<_> =
        openapi::properties("NewInvitation").map(|(name, _)| name.as_str()).collect();
    let body: Value = serde_json::from_str(event::<Value>("accounts")["body"].as_str().unwrap()).unwrap();
    assert_eq!(body.as_object().unwrap().keys().map(String::as_str).collect::<BTreeSet<_>>(), described);
}

#[tokio::test]
async fn licences_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = licences::App {
        store: world.store(),
        outbox: world.outbox(),
        files: world.files(),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
        export_days: ExchangeLimits::default().export_days,
        staff: staff(),
    };
    let (status, licence) = answer(licences::router().with_state(app).into(), "licences").await;
    assert_eq!(status, StatusCode::OK, "{licence}");
    assert_eq!((&licence["state"], &licence["until"]), (&"trial".into(), &"2026-12-01".into()));
}

/// Nobody has this address, so nobody is asked for its user.
#[tokio::test]
async fn open_accounts_takes_its_event() {
    let world = World::new().await;
    let users = aws_sdk_cognitoidentityprovider::Client::new(&world.aws);
    let app = open_accounts::App {
        store: world.store(),
        queue: world.queue(),
        cognito: open_accounts::Cognito::new(users, "pool".into(), "client".into()),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
    };
    let answer = open_accounts::handle(&app, event("open-accounts")).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
}

/// A mail that is not there any more was sent.
#[tokio::test]
async fn send_mail_takes_its_event() {
    let world = World::new().await;
    let ses = aws_sdk_sesv2::Client::new(&world.aws);
    let app = send_mail::App {
        store: world.store(),
        queue: world.queue(),
        sender: Some(send_mail::Sender::new(ses, "ledgerport@example.com".into(), "set".into())),
        clock: world.clock.clone(),
    };
    let trigger: send_mail::Trigger = event("send-mail");
    assert!(matches!(trigger, send_mail::Trigger::Queue(_)), "{trigger:?}");
    let answer = serde_json::to_value(send_mail::handle(&app, trigger).await.unwrap()).unwrap();
    assert_eq!(answer, serde_json::json!({ "batchItemFailures": [] }));
}

#[tokio::test]
async fn watch_licences_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let (store, outbox, clock) = (world.store(), world.outbox(), world.clock.clone());
    let app = watch_licences::App { store, outbox, clock };
    watch_licences::handle(&app, event("watch-licences")).await.unwrap();
    let notices = world.store().notices(WORKSPACE).await.unwrap();
    assert_eq!(notices[0].id, "licence-ends-2026-12-01-14");
}

/// Nobody asked for this deletion.
#[tokio::test]
async fn delete_workspace_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = delete_workspace::App {
        limits: delete_workspace::STEP,
        store: world.store(),
        vault: world.vault(),
        queue: world.queue(),
        outbox: world.outbox(),
        files: world.files(),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
    };
    let answer = delete_workspace::handle(&app, event("delete-workspace")).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
    assert!(world.store().cover(WORKSPACE).await.unwrap().is_some());
}

#[tokio::test]
async fn inbox_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = inbox::App {
        store: world.store(),
        documents: world.documents(),
        files: world.files(),
        clock: world.clock.clone(),
    };
    let (status, page) = answer(inbox::router().with_state(app).into(), "inbox").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(page, serde_json::json!({ "invoices": [] }));
}

#[tokio::test]
async fn postings_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app =
        postings::App { store: world.store(), documents: world.documents(), clock: world.clock.clone() };
    let (status, page) = answer(postings::router().with_state(app).into(), "postings").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(page, serde_json::json!({ "month": "2026-10", "rows": [] }));
}

#[tokio::test]
async fn books_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = books::App {
        store: world.store(),
        vault: world.vault(),
        nav: nav(),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
    };
    let (status, page) = answer(books::router().with_state(app).into(), "books").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(page, serde_json::json!({ "partners": [] }));
}

#[tokio::test]
async fn workbooks_takes_its_event() {
    let world = World::new().await;
    world.people().await;
    let app = workbooks::App {
        store: world.store(),
        outbox: world.outbox(),
        files: world.files(),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
        limits: ExchangeLimits::default(),
    };
    let (status, page) = answer(workbooks::router().with_state(app).into(), "workbooks").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(page, serde_json::json!({ "imports": [] }));
}

/// The file of an import that nobody knows any more is nobody's.
#[tokio::test]
async fn import_workbook_takes_its_event() {
    let world = World::new().await;
    let batch: SqsEvent = event("import-workbook");
    let notice: Value = serde_json::from_str(batch.records[0].body.as_deref().unwrap()).unwrap();
    let place = notice["Records"][0]["s3"]["object"]["key"].as_str().unwrap();
    assert!(store::files::uploaded(place).is_some_and(|(workspace, _)| workspace == WORKSPACE), "{place}");
    let app = import_workbook::App {
        store: world.store(),
        queue: world.queue(),
        outbox: world.outbox(),
        files: world.files(),
        clock: world.clock.clone(),
        limits: ExchangeLimits::default(),
    };
    let answer = import_workbook::handle(&app, batch).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
}

#[tokio::test]
async fn export_workbook_takes_its_event() {
    let world = World::new().await;
    let batch: SqsEvent = event("export-workbook");
    let message: ExportMessage = serde_json::from_str(batch.records[0].body.as_deref().unwrap()).unwrap();
    assert_eq!(message.workspace, WORKSPACE);
    let app = export_workbook::App {
        store: world.store(),
        queue: world.queue(),
        documents: world.documents(),
        files: world.files(),
        clock: world.clock.clone(),
        limits: ExchangeLimits::default(),
    };
    let answer = export_workbook::handle(&app, batch).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
}

/// Nobody's payments are announced at this address.
#[tokio::test]
async fn hooks_takes_its_event() {
    let world = World::new().await;
    let (store, clock) = (world.store(), world.clock.clone());
    let app = hooks::App {
        links: hooks::Links::new(store.clone(), world.vault(), clock.clone()).into(),
        store,
        files: world.files(),
        clock,
        limits: SzamlazzLimits::default(),
    };
    let (status, problem) = answer(hooks::router(&app.limits).with_state(app).into(), "hooks").await;
    assert_eq!(
        (status, &problem["type"]),
        (StatusCode::NOT_FOUND, &"urn:ledgerport:problem:not-found".into())
    );
}

/// The bucket does not answer, so the push is to be recorded again.
#[tokio::test]
async fn record_pushes_takes_its_event() {
    let world = World::new().await;
    let batch: SqsEvent = event("record-pushes");
    let body = batch.records[0].body.as_deref().unwrap();
    let created = lambda::created::objects_created(body).unwrap();
    let place = PushedObject::read(&created[0].key);
    assert!(place.is_some_and(|(workspace, _)| workspace == WORKSPACE), "{created:?}");
    let app = record_pushes::App {
        store: world.store(),
        files: world.files(),
        queue: world.queue(),
        clock: world.clock.clone(),
    };
    let answer = record_pushes::handle(&app, batch).await.unwrap();
    assert_eq!(answer.batch_item_failures.len(), 1, "{answer:?}");
}

/// The workspace has nothing to ask for.
#[tokio::test]
async fn query_szamlazz_takes_its_event() {
    let world = World::new().await;
    let batch: SqsEvent = event("query-szamlazz");
    let message: AgentMessage = serde_json::from_str(batch.records[0].body.as_deref().unwrap()).unwrap();
    assert_eq!(message.workspace, WORKSPACE);
    let app = query_szamlazz::App {
        store: world.store(),
        files: world.files(),
        vault: world.vault(),
        queue: world.queue(),
        agent: agent(),
        clock: world.clock.clone(),
        limits: SzamlazzLimits::default(),
    };
    let answer = query_szamlazz::handle(&app, batch).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
}

#[tokio::test]
async fn poll_invoices_takes_its_event() {
    let world = World::new().await;
    let app = poll_invoices::App {
        store: world.store(),
        sqs: aws_sdk_sqs::Client::new(&world.aws),
        queue: NOWHERE.into(),
        agent_queue: NOWHERE.into(),
    };
    poll_invoices::handle(&app, event("poll-invoices")).await.unwrap();
}

#[tokio::test]
async fn fetch_invoices_takes_its_event() {
    let world = World::new().await;
    let batch: SqsEvent = event("fetch-invoices");
    let body = batch.records[0].body.as_deref().unwrap();
    let FetchMessage::Slice { slice, tick, workspaces } = serde_json::from_str(body).unwrap() else {
        panic!("{body} is no slice");
    };
    let attribute = |name: &str| batch.records[0].attributes[name].clone();
    assert_eq!(attribute("MessageGroupId"), slice);
    assert_eq!(attribute("MessageDeduplicationId"), format!("{slice}-{}", tick.as_second()));
    assert!(now().duration_since(tick) < FetchLimits::default().tick_age, "the handler would drop the tick");
    assert!(workspaces.contains(&WORKSPACE));
    let app = fetch_invoices::App {
        store: world.store(),
        outbox: world.outbox(),
        documents: world.documents(),
        vault: world.vault(),
        nav: nav(),
        clock: world.clock.clone(),
        ids: world.ids.clone(),
        limits: FetchLimits::default(),
        pace: fetch_invoices::Pace::unlimited().into(),
        permits: fetch_invoices::permits(),
    };
    // The workspaces of the slice are not connected: there is nothing to ask NAV for.
    let answer = fetch_invoices::handle(&app, batch).await.unwrap();
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
}

#[tokio::test]
async fn relay_events_takes_its_event() {
    let trigger: relay_events::Trigger = event("relay-events");
    let relay_events::Trigger::Stream(stream) = &trigger else { panic!("not read as a stream's records") };
    let image = stream.records[0].change.new_image.clone();
    let outbox: store::outbox::OutboxEvent = serde_dynamo::from_item(image).unwrap();
    let message: FetchMessage = serde_json::from_str(&outbox.body).unwrap();
    assert!(matches!(message, FetchMessage::Step { workspace: WORKSPACE, .. }), "{message:?}");
    let number = stream.records[0].change.sequence_number.clone();

    // No queue answers, so the record is to be delivered again, by its number.
    let world = World::new().await;
    let app = relay_events::App {
        outbox: world.outbox(),
        sqs: aws_sdk_sqs::Client::new(&world.aws),
        queues: relay_events::Queues {
            steps: NOWHERE.into(),
            exports: NOWHERE.into(),
            imports: NOWHERE.into(),
            mails: NOWHERE.into(),
            deletions: NOWHERE.into(),
            addresses: NOWHERE.into(),
        },
    };
    let outcome = serde_json::to_value(relay_events::handle(&app, trigger).await.unwrap()).unwrap();
    assert_eq!(outcome, serde_json::json!({ "batchItemFailures": [{ "itemIdentifier": number }] }));
}
