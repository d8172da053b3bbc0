//! Marked secrets run through the system, its failures included, and are found nowhere.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use reqwest::Method;
use serde_json::json;
use simulators::nav::{Company, Fault, FaultKind, Operation};
use simulators::szamlazz as szamlazz_faults;

use crate::business::{Business, last_month, settings};
use crate::cloud::{Cloud, eventually, run};
use crate::mailbox::mailed;
use crate::people::mailed_password;
use crate::person::{MARK, Person, text};
use crate::search::Needle;
use crate::sources;
use crate::szamlazz;

#[test]
fn secrets_appear_nowhere() {
    run(async |cloud| {
        let business = Business::new(cloud, "kanari").await;
        let token = journey(&business).await;
        let link_key = at_szamlazz(&business).await;
        let password = temporary_password(&business).await;
        let sources = sources::all(cloud).await;
        let hash = nav::signature::password_hash(&business.company.password);
        let signature = token.rsplit('.').next().expect("a signature").to_owned();
        let needles = [
            Needle::new("a password or key", MARK),
            Needle::new("the hash that NAV takes for a password", &hash),
            Needle::new("an access token", &signature),
            Needle::new("a temporary password", &password),
            Needle::new("an Agent key", AGENT_KEY),
        ];
        let mut found: Vec<String> = needles.iter().flat_map(|needle| needle.find(&sources)).collect();
        // The answer that made it shows the key of a link, once.
        let elsewhere = Needle::new("the key of a link", &link_key).find(&sources);
        found.extend(elsewhere.into_iter().filter(|place| !place.contains("answers of the API")));
        assert!(found.is_empty(), "{found:#?}");
        for (place, least) in [
            ("Table", 10),
            ("object", 2),
            ("log group", 5),
            ("MiniStack's log", 1),
            ("mails", 1),
            ("answers", 1),
        ] {
            let there =
                sources.iter().filter(|source| source.name.starts_with(place) && !source.content.is_empty());
            assert!(there.count() >= least, "too little of {place} to look at");
        }
        let bytes: usize = sources.iter().map(|source| source.content.len()).sum();
        println!("canary: nothing in {} places with {bytes} bytes", sources.len());
    });
}

/// What the keys of all accounts at Számlázz.hu begin with: they are in lower case.
const AGENT_KEY: &str = "canarysecret0";

/// What a user of Számlázz.hu does, and what goes wrong meanwhile. Answers with the key of the link.
async fn at_szamlazz(business: &Business) -> String {
    let (cloud, owner, path) = (business.cloud, &business.owner, business.path("/connections/szamlazz"));
    let account = szamlazz::account(business);
    let key = &account.agent_key;
    for (wrong, status) in
        [(format!("{AGENT_KEY}wrong"), 422), (format!("{key} "), 200), (format!("{key}-"), 422)]
    {
        assert_eq!(owner.put(&path, &szamlazz::settings(Some(&wrong))).await.status, status);
    }
    let fault = |kind| szamlazz_faults::Fault::new(kind).of(account.tax_number()).times(1);
    for kind in [szamlazz_faults::FaultKind::Maintenance, szamlazz_faults::FaultKind::Html] {
        cloud.szamlazz.faults().add(fault(kind));
        assert_eq!(owner.put(&path, &szamlazz::settings(Some(key))).await.status, 503);
    }
    let link = szamlazz::connect(business, &account).await;
    szamlazz::push(business, &link, &[szamlazz::unreported(&account, 77)]).await;
    let wrong = cloud.http.post(&link.1).header("X-Szamlazzhu-Key", format!("{}x", link.0));
    assert_eq!(wrong.body("<x/>").send().await.expect("an answer").status(), 400);
    cloud.szamlazz.faults().add(fault(szamlazz_faults::FaultKind::BodyError(3)));
    let asked = owner.get(&path).await.expect(200);
    let announced = cloud
        .http
        .post(szamlazz::here(business, &text(&asked["payment_address"])))
        .body("szlahu_szamlaszam=X-77");
    assert_eq!(announced.send().await.expect("an answer").status(), 200);
    cloud.tick().await;
    eventually("the key is refused", async || {
        let now = owner.get(&path).await.expect(200);
        (now["agent"]["state"] == "stopped").then_some(())
    })
    .await;
    link.0
}

/// What Cognito mails to somebody who is invited; our mail tells of the invitation, and not of that.
async fn temporary_password(business: &Business) -> String {
    let guest = Person::stranger(business.cloud, &business.cloud.stack, "meghivott");
    let invitation = json!({ "email": guest.email, "role": "viewer", "language": "en" });
    business.owner.post(&business.path("/invitations"), &invitation).await.expect(201);
    mailed(business.cloud, &guest.email, &business.company.name).await;
    mailed_password(&mailed(business.cloud, &guest.email, "temporary password").await)
}

/// What a user with marked secrets does, and what goes wrong meanwhile. Answers with an access token.
async fn journey(business: &Business) -> String {
    let (cloud, owner, company) = (business.cloud, &business.owner, &business.company);
    let path = business.path("/connections/nav");
    let config = cloud.ministack.sdk_config();
    let wrong = format!("{MARK}-wrong");
    let client = &cloud.stack.user_pool_client_id;
    let refused = local_cloud::sign_in(&config, client, &owner.email, &wrong).await;
    assert!(refused.is_err(), "a wrong password signs nobody in");

    let good = settings(company, last_month());
    let edited = |field: &str, value: serde_json::Value| {
        let mut body = good.clone();
        body[field] = value;
        body
    };
    for (body, status) in [
        (edited("login", json!(MARK)), 422),
        (edited("exchange_key", json!(format!("{MARK}-too-long"))), 422),
        (edited("password", json!({ "is": MARK })), 400),
        (edited("surplus", json!(MARK)), 400),
        (edited("password", json!(wrong)), 422),
        (edited("sign_key", json!(wrong)), 422),
    ] {
        assert_eq!(owner.put(&path, &body).await.status, status);
    }
    let fault = |kind| Fault::new(kind).of(&company.tax_number);
    for kind in [FaultKind::Unavailable, FaultKind::EmptyBody, FaultKind::Error("OPERATION_FAILED".into())] {
        cloud.nav.faults().add(fault(kind).times(1));
        assert_eq!(owner.put(&path, &good).await.status, 503);
    }
    owner.put(&path, &good).await.expect(200);
    let published = business.publish_new(3);
    cloud.nav.faults().add(fault(FaultKind::CorruptGzip).times(1));
    cloud.tick().await;
    let first = business.invoice(&published[0].number, |_| true).await;
    business.arrived(3).await;
    let xml = business.path(&format!("/invoices/{}/xml", text(&first["id"])));
    owner.call(Method::POST, &xml, None, &[]).await;
    let partner = business.path(&format!("/invoices/{}/partner", text(&first["id"])));
    cloud.nav.faults().add(fault(FaultKind::EmptyBody).on(Operation::QueryTaxpayer).times(1));
    assert_eq!(owner.get(&partner).await.status, 503);
    owner.call(Method::POST, &partner, None, &[]).await.expect(201);

    for kind in ["MAINTENANCE_MODE", "SOMETHING_NEW"] {
        cloud.nav.faults().add(fault(FaultKind::Error(kind.into())).times(2));
        eventually("a poll fails", async || {
            cloud.tick().await;
            let left = cloud.nav.faults().active().into_iter();
            let mut mine = left.filter(|fault| fault.tax_number.as_ref() == Some(&company.tax_number));
            mine.next().is_none().then_some(())
        })
        .await;
        eventually("it passes", async || {
            cloud.tick().await;
            business.connection().await.get("problem").is_none().then_some(())
        })
        .await;
    }
    let changed = Company { password: format!("{MARK}-changed"), ..company.clone() };
    cloud.nav.add_company(changed.clone());
    cloud.tick().await;
    eventually("it stops", async || (business.connection().await["state"] == "stopped").then_some(())).await;
    owner.put(&path, &settings(&changed, last_month())).await.expect(200);
    owner.get(&business.path("/notices")).await.expect(200);
    owner.token().await
}

#[test]
fn the_canary_finds_what_is_planted() {
    run(async |cloud| {
        let planted = "PLANTEDsecret-2026";
        plant(cloud, planted).await;
        let found = Needle::new("it", planted).find(&sources::all(cloud).await);
        for place in [
            "it plain in OutboxTable",
            "it base64 in OutboxTable",
            "it hexadecimal in OutboxTable",
            "it plain in object planted",
            "it plain in messages of every queue",
            "it plain in mails",
            "it plain in MiniStack's log",
            "it plain in log group",
            "it plain in answers of the API",
        ] {
            assert!(found.iter().any(|hit| hit.starts_with(place)), "{place} is missing in {found:#?}");
        }
    });
}

async fn plant(cloud: &Cloud, secret: &str) {
    use base64::Engine as _;
    let config = cloud.ministack.sdk_config();
    let text = |text: &str| AttributeValue::S(text.to_owned());
    // A partition that no sweep reads.
    let put = cloud.dynamodb().put_item().table_name(cloud.stack.resource("OutboxTable").expect("a table"));
    let put = put.item("pk", text("PLANTED")).item("sk", text("PLANTED"));
    let put = put.item("binary", AttributeValue::B(Blob::new(secret)));
    let put =
        put.item("packed", text(&base64::engine::general_purpose::STANDARD.encode(format!("x{secret}"))));
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    put.item("deep", AttributeValue::L(vec![text(&hexadecimal)])).send().await.expect("an item");

    let bucket = cloud.stack.resource("DocumentsBucket").expect("a bucket");
    let object = aws_sdk_s3::Client::new(&config).put_object().bucket(bucket).key("planted");
    object.body(secret.as_bytes().to_vec().into()).send().await.expect("an object");
    let queue = cloud.stack.resource("RelayFailureQueue").expect("a queue");
    cloud.sqs().send_message().queue_url(queue).message_body(secret).send().await.expect("a message");
    let ses = aws_sdk_sesv2::Client::new(&config);
    local_cloud::send(&ses, "ledgerport@example.com", "planted@example.com", secret).await.expect("a mail");
    // The function says which kind of work it does not know.
    let body = json!({ "work": secret }).to_string();
    let event =
        json!({ "Records": [{ "messageId": "1", "body": body, "attributes": { "MessageGroupId": "g" } }] });
    local_cloud::invoke(&config, &cloud.stack, "FetchInvoices", &event).await.expect("an answer");
    cloud.answers.lock().expect("no panic inside").push(secret.to_owned());
}
