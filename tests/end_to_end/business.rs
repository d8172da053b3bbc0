//! A company at NAV, and its workspace with an owner.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use local_cloud::Stack;
use serde_json::{Value, json};
use simulators::nav::{Company, Direction, Permissions, samples, samples::SampleInvoice};

use crate::cloud::{Cloud, eventually, now};
use crate::person::{MARK, Person, text};

static COMPANIES: AtomicU32 = AtomicU32::new(1);

/// What an invoice is known by: direction, number, place in a batch.
pub type Identity = (String, String, Option<u64>);

pub struct Business {
    pub cloud: &'static Cloud,
    pub owner: Person,
    pub company: Company,
    pub workspace: String,
}

impl Business {
    /// A company that NAV knows, with a workspace that is not connected yet.
    pub async fn new(cloud: &'static Cloud, name: &str) -> Self {
        Self::at(cloud, &cloud.stack, name).await
    }

    pub async fn at(cloud: &'static Cloud, stack: &Stack, name: &str) -> Self {
        let company = company(name);
        cloud.nav.add_company(company.clone());
        let owner = Person::at(cloud, stack, name).await;
        let made = owner.post("/workspaces", &description(&company)).await.expect(201);
        Self { cloud, owner, company, workspace: text(&made["id"]) }
    }

    /// A connected one, to which everything since the first of last month arrives.
    pub async fn connected(cloud: &'static Cloud, name: &str) -> Self {
        let business = Self::new(cloud, name).await;
        business.connect().await;
        business
    }

    pub async fn connect(&self) -> Value {
        let settings = settings(&self.company, last_month());
        self.owner.put(&self.path("/connections/nav"), &settings).await.expect(200)
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/workspaces/{}{rest}", self.workspace)
    }

    pub async fn connection(&self) -> Value {
        self.owner.get(&self.path("/connections/nav")).await.expect(200)
    }

    /// Shows invoices to the company at NAV.
    pub fn publish(&self, invoices: &[SampleInvoice]) {
        for invoice in invoices {
            let published = invoice.clone().into_published();
            self.cloud.nav.publish(&self.company.tax_number, published).expect("a published invoice");
        }
    }

    /// Some plain invoices of this moment that NAV does not show yet; they differ from those of another
    /// moment.
    pub fn samples(&self, count: usize) -> Vec<SampleInvoice> {
        // Recorded in the past: a series runs a second per invoice ahead.
        let from = moment() - SignedDuration::from_secs(count as i64);
        samples::many(&self.company, count, 2, from)
    }

    /// Shows some plain invoices.
    pub fn publish_new(&self, count: usize) -> Vec<SampleInvoice> {
        let invoices = self.samples(count);
        self.publish(&invoices);
        invoices
    }

    /// The whole inbox, or what passes a filter, page by page.
    pub async fn invoices(&self, filter: &str) -> Vec<Value> {
        self.owner.listed(&self.path(&format!("/invoices?{filter}")), "invoices").await
    }

    /// Answers with the inbox once it holds so many.
    pub async fn arrived(&self, count: usize) -> Vec<Value> {
        let what = format!("{count} invoices of {}", self.company.name);
        eventually(&what, async || {
            let found = self.invoices("limit=100").await;
            assert!(found.len() <= count, "{} instead of {count} invoices", found.len());
            (found.len() == count).then_some(found)
        })
        .await
    }

    /// The invoice of that number, once it is there and passes.
    pub async fn invoice(&self, number: &str, passes: impl Fn(&Value) -> bool) -> Value {
        eventually(&format!("invoice {number}"), async || {
            let found = self.invoices("limit=100").await;
            found.into_iter().find(|invoice| invoice["number"] == number && passes(invoice))
        })
        .await
    }
}

/// A made-up company with a tax number of its own.
pub fn company(name: &str) -> Company {
    let number = COMPANIES.fetch_add(1, Ordering::Relaxed);
    let digits = format!("1{number:06}");
    let weights = [9, 7, 3, 1, 9, 7, 3];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    Company {
        tax_number: format!("{digits}{}", (10 - sum % 10) % 10),
        name: format!("{name} {number} Kft."),
        login: format!("technikai{number:06}"),
        password: format!("{MARK}-p{number}"),
        sign_key: format!("{MARK}-s{number}"),
        exchange_key: format!("{MARK}{number:04}"),
        permissions: Permissions::QueryInvoices,
        ..Company::demo()
    }
}

/// The company as `POST /workspaces` takes it.
pub fn description(company: &Company) -> Value {
    json!({
        "package": "bookkeeping",
        "name": company.name,
        "tax_number": format!("{}-{}-{}", company.tax_number, company.vat_code, company.county_code),
        "address": {
            "country": "HU", "postal_code": "1073", "city": "Budapest", "street": "Kertész utca 12",
        },
    })
}

/// Its technical user as `PUT /workspaces/{workspace}/connections/nav` takes it.
pub fn settings(company: &Company, from: Date) -> Value {
    json!({
        "login": company.login,
        "password": company.password,
        "sign_key": company.sign_key,
        "exchange_key": company.exchange_key,
        "inbound_from": from.to_string(),
        "outbound_from": from.to_string(),
    })
}

/// The first day of last month: all samples from then on are recorded, none is older than two NAV windows.
pub fn last_month() -> Date {
    let today = now().to_zoned(TimeZone::UTC).date();
    today.first_of_month().checked_sub(1.month()).expect("a month")
}

/// Last month of a company.
pub fn sample_month(company: &Company) -> Vec<SampleInvoice> {
    let first = last_month();
    samples::month(company, first.year(), first.month())
}

/// A moment of the last minutes, in whole seconds and never twice: sample numbers come from it.
fn moment() -> Timestamp {
    static BASE: LazyLock<i64> = LazyLock::new(|| now().as_second());
    static USED: AtomicU32 = AtomicU32::new(0);
    let used = USED.fetch_add(1, Ordering::Relaxed);
    Timestamp::from_second(*BASE - i64::from(used)).expect("a second")
}

/// What the inbox should hold of these samples: a batch counts for each invoice in it.
pub fn identities<'a>(
    samples: impl IntoIterator<Item = &'a SampleInvoice>,
) -> BTreeMap<Identity, &'a SampleInvoice> {
    let each = samples.into_iter().flat_map(|sample| {
        let direction = match sample.direction {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        };
        let batch = String::from_utf8_lossy(&sample.xml).matches("<batchInvoice>").count() as u64;
        let indexes: Vec<_> = if batch == 0 { vec![None] } else { (1..=batch).map(Some).collect() };
        let number = sample.number.clone();
        indexes.into_iter().map(move |index| ((direction.to_owned(), number.clone(), index), sample))
    });
    each.collect()
}

/// What an invoice of the inbox is known by.
pub fn identity(invoice: &Value) -> Identity {
    (text(&invoice["direction"]), text(&invoice["number"]), invoice["batch_index"].as_u64())
}
