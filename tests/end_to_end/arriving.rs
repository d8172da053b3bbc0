//! The invoices of a company arrive: all of them, each once, with what their documents state.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::{SignedDuration, ToSpan};
use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::{Direction, Fault, FaultKind, Operation, samples, samples::SampleInvoice};

use crate::business::{Business, identities, identity, last_month, sample_month, settings};
use crate::cloud::{eventually, now, run};
use crate::person::text;

#[test]
fn every_sample_since_the_start_dates_arrives_once_with_all_it_states() {
    run(async |cloud| {
        let business = Business::new(cloud, "mintabolt").await;
        let month = sample_month(&business.company);
        business.publish(&month);
        let mut wanted = settings(&business.company, last_month());
        let inbound_from = last_month().saturating_add(9.days());
        wanted["inbound_from"] = json!(inbound_from.to_string());
        business.owner.put(&business.path("/connections/nav"), &wanted).await.expect(200);
        cloud.tick().await;

        let due = |sample: &&SampleInvoice| {
            sample.direction == Direction::Outbound || sample.issued >= inbound_from
        };
        let expected = identities(month.iter().filter(due));
        let all = identities(&month).len();
        assert!(all >= 25 && expected.len() > 15 && expected.len() < all, "{} of {all}", expected.len());
        let found = business.arrived(expected.len()).await;
        let ids: BTreeSet<_> = found.iter().map(identity).collect();
        assert_eq!(ids, expected.keys().cloned().collect());
        for invoice in &found {
            let sample = expected[&identity(invoice)];
            assert_eq!(invoice["reading"]["state"], "complete");
            assert_eq!(invoice["issue_date"], sample.issued.to_string());
            assert_eq!(invoice["status"], "new");
            xml_is_what_nav_has(&business, invoice, sample).await;
        }
        settled(&business).await;
        cloud.tick().await;
        what_the_large_one_states(&business).await;
        filters(&business, &found).await;
        business.arrived(expected.len()).await;
    });
}

async fn settled(business: &Business) {
    eventually("the past is fetched", async || {
        let connection = business.connection().await;
        (connection["under_way"] == json!([])).then_some(())
    })
    .await;
}

/// The presigned link needs no token, and gives the very bytes.
async fn xml_is_what_nav_has(business: &Business, invoice: &Value, sample: &SampleInvoice) {
    let path = business.path(&format!("/invoices/{}/xml", text(&invoice["id"])));
    let link = business.owner.call(Method::POST, &path, None, &[]).await.expect(200);
    let answer = business.cloud.http.get(text(&link["url"])).send().await.expect("a download");
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.expect("bytes");
    assert!(bytes == sample.xml, "{} is not what was published", sample.number);
    assert!(text(&link["expires_at"]) > now().to_string());
}

/// The hotel's thirty rooms: 120 lines.
async fn what_the_large_one_states(business: &Business) {
    let first = last_month();
    let number = format!("ZF-{}/{:02}009", first.year(), first.month());
    let listed = business.invoice(&number, |_| true).await;
    let path = business.path(&format!("/invoices/{}", text(&listed["id"])));
    let read = business.owner.get(&path).await.expect(200);
    let head = &read["document"]["invoiceHead"];
    assert_eq!(head["supplierInfo"]["supplierName"], business.company.name);
    assert_eq!(head["customerInfo"]["customerName"], listed["customer"]["name"]);
    assert_eq!(head["invoiceDetail"]["currencyCode"], "HUF");
    assert_eq!(read["line_count"], 120);
    assert!(read["document"]["invoiceLines"].is_null(), "lines come in pages");
    let normal = &read["document"]["invoiceSummary"]["summaryNormal"];
    assert_eq!(normal["summaryByVatRate"].as_array().map(Vec::len), Some(1));
    // 30 x (2 x 21350 + 2 x 8790 + 2.5 x 7600) + 5240 x (4.6 + ... + 7.5)
    assert_eq!(amount(&read["amounts"]["net"]), 3_329_460.0);
    assert_eq!(amount(&normal["invoiceNetAmount"]), 3_329_460.0);
    assert_eq!(
        amount(&read["amounts"]["gross"]),
        amount(&read["amounts"]["net"]) + amount(&read["amounts"]["vat"])
    );

    let (mut lines, mut cursor) = (Vec::new(), 0);
    for (asked, got) in [(50, 50), (50, 50), (50, 20)] {
        let page =
            business.owner.get(&format!("{path}/lines?limit={asked}&cursor={cursor}")).await.expect(200);
        let page_lines = page["lines"].as_array().expect("lines").clone();
        assert_eq!(page_lines.len(), got);
        lines.extend(page_lines);
        cursor = page["next_cursor"].as_u64().unwrap_or_default();
    }
    assert_eq!(cursor, 0, "the last page has no cursor");
    let numbers: Vec<_> = lines.iter().map(|line| line["lineNumber"].to_string()).collect();
    let expected: Vec<_> = (1..=120).map(|number| number.to_string()).collect();
    assert_eq!(numbers.iter().map(|number| number.trim_matches('"')).collect::<Vec<_>>(), expected);
    assert_eq!(lines[118]["lineDescription"], "Sötétítő függöny, 30. szoba");
    let answer = business.owner.get(&format!("{path}/lines?limit=201")).await;
    answer.problem(422, "limit-range", Some("limit"), "en");
}

fn amount(value: &Value) -> f64 {
    text(value).parse().expect("an amount")
}

async fn filters(business: &Business, all: &[Value]) {
    let count = |passes: &dyn Fn(&Value) -> bool| all.iter().filter(|invoice| passes(invoice)).count();
    let day = last_month().saturating_add(14.days()).to_string();
    let issued = |invoice: &Value| text(&invoice["issue_date"]);
    let power = |invoice: &Value| invoice["supplier"]["name"] == "Fényforrás Áramszolgáltató Zrt.";
    let cases: [(String, usize); 9] = [
        ("direction=inbound".into(), count(&|it| it["direction"] == "inbound")),
        ("direction=outbound&limit=4".into(), count(&|it| it["direction"] == "outbound")),
        (format!("issued_from={day}&limit=3"), count(&|it| issued(it) >= day)),
        (format!("issued_to={day}&limit=3"), count(&|it| issued(it) <= day)),
        (format!("issued_from={day}&issued_to={day}"), count(&|it| issued(it) == day)),
        ("partner=22903815&limit=1".into(), count(&power)),
        ("partner=F%C3%89NYFORR%C3%81S".into(), count(&power)),
        ("text=zf-&limit=7".into(), count(&|it| it.to_string().contains("ZF-"))),
        ("status=processed".into(), 0),
    ];
    for (filter, expected) in &cases {
        let found = business.invoices(filter).await;
        let ids: BTreeSet<_> = found.iter().map(|invoice| text(&invoice["id"])).collect();
        assert_eq!((found.len(), ids.len()), (*expected, *expected), "{filter}");
        assert!(
            *expected > 0 || filter.starts_with("status") || filter.starts_with("partner"),
            "{filter} is idle"
        );
        assert!(found.windows(2).all(|pair| issued(&pair[0]) >= issued(&pair[1])), "newest first");
    }
    let wrong = |query: &str| business.path(&format!("/invoices?{query}"));
    for (query, status, kind, field) in [
        ("issued_from=2026-02-02&issued_to=2026-02-01", 422, "period-order", Some("issued_to")),
        ("limit=0", 422, "limit-range", Some("limit")),
        ("cursor=..%2F..", 422, "cursor-invalid", Some("cursor")),
        ("direction=sideways", 400, "query", Some("direction")),
        ("color=red", 400, "query", Some("color")),
    ] {
        business.owner.get(&wrong(query)).await.problem(status, kind, field, "en");
    }
    let one = business.path(&format!("/invoices/{}/status", text(&all[0]["id"])));
    business.owner.put(&one, &json!({ "status": "processed" })).await.expect(204);
    let processed = business.invoices("status=processed").await;
    assert_eq!(processed.iter().map(identity).collect::<Vec<_>>(), [identity(&all[0])]);
    assert_eq!(business.invoices("status=new&limit=100").await.len(), all.len() - 1);
    business.owner.put(&one, &json!({ "status": "new" })).await.expect(204);
    assert!(business.invoices("status=processed").await.is_empty());
}

#[test]
fn an_invoice_that_nav_shows_late_arrives_on_a_later_tick() {
    run(async |cloud| {
        let business = Business::connected(cloud, "kesei").await;
        settled(&business).await;
        let recorded = now() - SignedDuration::from_mins(40);
        let late = samples::many(&business.company, 1, 3, recorded).remove(0);
        let mut published = late.clone().into_published();
        published.visible_from = Some(now() + SignedDuration::from_secs(4));
        cloud.nav.publish(&business.company.tax_number, published).expect("published");
        // Moves the watermark past the moment at which NAV says it recorded the late one.
        let punctual = business.publish_new(1);
        cloud.tick().await;
        business.invoice(&punctual[0].number, |_| true).await;
        eventually("the late invoice", async || {
            cloud.tick().await;
            tokio::time::sleep(Duration::from_secs(1)).await;
            let found = business.invoices("limit=100").await;
            found.iter().any(|invoice| invoice["number"] == late.number).then_some(())
        })
        .await;
        business.arrived(2).await;
    });
}

#[test]
fn a_list_that_fails_half_way_is_read_to_its_end_on_the_next_tick() {
    run(async |cloud| {
        let business = Business::connected(cloud, "felbehagyott").await;
        settled(&business).await;
        let published = business.samples(130);
        let second_page = Fault::new(FaultKind::Error("OPERATION_FAILED".into()))
            .of(&business.company.tax_number)
            .on(Operation::QueryInvoiceDigest)
            .after(2);
        cloud.nav.faults().add(second_page.times(1));
        business.publish(&published);
        cloud.tick().await;
        eventually("the whole list", async || {
            let found = business.invoices("limit=100").await;
            if found.len() < published.len() {
                cloud.tick().await;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            (found.len() == published.len()).then_some(())
        })
        .await;
        let found = business.arrived(published.len()).await;
        let ids: BTreeSet<_> = found.iter().map(identity).collect();
        assert_eq!(ids, identities(&published).into_keys().collect());
        let left = cloud.nav.faults().active().into_iter();
        let left = left.filter(|fault| fault.tax_number.as_ref() == Some(&business.company.tax_number));
        assert_eq!(left.count(), 0, "the list did not fail");
    });
}

#[test]
fn rows_that_nav_repeats_over_pages_arrive_once() {
    run(async |cloud| {
        let business = Business::new(cloud, "lapozo").await;
        let repeat = Fault::new(FaultKind::DuplicateRows).of(&business.company.tax_number);
        cloud.nav.faults().add(repeat);
        let published = business.publish_new(230);
        business.connect().await;
        cloud.tick().await;
        let found = business.arrived(230).await;
        settled(&business).await;
        let ids: BTreeSet<_> = found.iter().map(identity).collect();
        assert_eq!(ids, identities(&published).into_keys().collect());
        assert_eq!(business.invoices("limit=33").await.len(), 230, "all pages of the list");
        let fetched = cloud.nav.requests().into_iter().filter(|request| {
            request.tax_number.as_deref() == Some(&business.company.tax_number)
                && request.operation == Operation::QueryInvoiceData
        });
        println!("230 invoices took {} data requests", fetched.count());
    });
}
