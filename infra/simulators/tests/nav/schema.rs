//! Whether documents are valid by NAV's schemas, as libxml2 sees it.

use std::path::Path;
use std::process::Command;

use simulators::nav::{Direction, InvoiceOperation, Operation, Permissions, PrefixStyle, PublishedInvoice};

use crate::python::{python, run, script};
use crate::support::{World, digest, inserted, invoice, issued, shared, time};

/// Checks documents against a schema of the shared folder; skipped where there is no folder or no Python.
pub fn assert_valid(schema: &str, name: &str, documents: &[(String, Vec<u8>)]) {
    let (Some(shared), Some(python)) = (shared(), python()) else {
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    for (title, document) in documents {
        std::fs::write(folder.join(format!("{title}.xml")), document).unwrap();
    }
    let schema = shared.join("xsd").join(schema);
    let output = run(Command::new(python).arg(script("validate.py")).arg(schema).arg(&folder));
    assert_eq!(output.unwrap_or_else(|fault| panic!("{fault}")).trim(), documents.len().to_string());
}

async fn answers(style: PrefixStyle) -> Vec<(String, Vec<u8>)> {
    let world = World::new();
    let company = &world.company;
    world.simulator.set_prefixes(style);
    for sample in simulators::nav::samples::month(company, 2026, 11) {
        world.simulator.publish(&company.tax_number, sample.into_published()).unwrap();
    }
    world.publish(Direction::Outbound, "TWICE", "2026-11-19T10:00:00Z");
    world.publish(Direction::Outbound, "TWICE", "2026-11-19T11:00:00Z");
    let plain = invoice("PLAIN", "99887764");
    let mut plain = PublishedInvoice::new(
        Direction::Inbound,
        InvoiceOperation::Create,
        plain,
        time("2026-11-19T10:00:00Z"),
    );
    plain.gzip = false;
    world.simulator.publish(&company.tax_number, plain).unwrap();
    let period = issued("2026-11-01", "2026-11-30");
    let number = |number: &str, direction: &str| {
        format!("<invoiceNumber>{number}</invoiceNumber><invoiceDirection>{direction}</invoiceDirection>")
    };
    let taxpayer = |number: &str| format!("<taxNumber>{number}</taxNumber>");
    let mut denied = world.request(Operation::QueryInvoiceDigest, &digest(1, "INBOUND", &period));
    denied.company.password = "wrong".into();
    let mut answers = vec![
        ("digest-in", world.digest(1, "INBOUND", &period).await),
        ("digest-out", world.digest(1, "OUTBOUND", &period).await),
        (
            "digest-none",
            world.digest(1, "INBOUND", &inserted("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")).await,
        ),
        ("data-gzip", world.data(&number("ZF-2026/11003", "OUTBOUND")).await),
        ("data-plain", world.data(&number("PLAIN", "INBOUND")).await),
        ("data-none", world.data(&number("NOT THERE", "INBOUND")).await),
        ("data-twice", world.data(&number("TWICE", "OUTBOUND")).await),
        ("chain", world.chain(1, &number("ZF-2026/11003", "OUTBOUND")).await),
        ("chain-batch", world.chain(1, &number("DB-2026/11201", "INBOUND")).await),
        ("chain-none", world.chain(1, &number("NOT THERE", "INBOUND")).await),
        ("check", world.check(&number("PLAIN", "INBOUND")).await),
        ("check-none", world.check(&number("NOT THERE", "INBOUND")).await),
        ("range", world.digest(1, "INBOUND", &issued("2026-01-01", "2026-11-30")).await),
        ("schema", world.digest(0, "INBOUND", &period).await),
        ("user", world.send(&denied).await),
        ("not-xml", world.post(Operation::QueryInvoiceData, "no XML at all").await),
        ("taxpayer", world.send(&world.request(Operation::QueryTaxpayer, &taxpayer("24680132"))).await),
        ("nobody", world.send(&world.request(Operation::QueryTaxpayer, &taxpayer("11111111"))).await),
    ];
    let own = simulators::nav::Company { permissions: Permissions::QueryOwnInvoices, ..company.clone() };
    world.simulator.add_company(own);
    answers.push(("forbidden", world.digest(1, "INBOUND", &period).await));
    answers
        .into_iter()
        .map(|(name, answer)| (format!("{style:?}-{name}"), answer.body.into_bytes()))
        .collect()
}

/// The rows of the official invoice samples: 25 documents of one invoice and a batch of three.
#[tokio::test]
async fn the_official_invoices_can_be_published() {
    let Some(folder) = shared() else { return };
    let world = World::new();
    let mut published = 0;
    for entry in std::fs::read_dir(folder.join("invoice-samples")).unwrap() {
        let xml = std::fs::read(entry.unwrap().path()).unwrap();
        let ins_date = time("2026-11-10T12:00:00Z");
        let invoice = PublishedInvoice::new(Direction::Outbound, InvoiceOperation::Create, xml, ins_date);
        world.simulator.publish(&world.company.tax_number, invoice).unwrap();
        published += 1;
    }
    let answer = world.digest(1, "OUTBOUND", &inserted("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z")).await;
    assert_eq!((published, answer.texts("invoiceNumber").len()), (26, 28));
    assert_valid("invoiceApi.xsd", "official", &[("digest".into(), answer.body.into_bytes())]);
}

#[tokio::test]
async fn every_kind_of_answer_is_valid_by_the_schema() {
    let mut all = Vec::new();
    for style in [PrefixStyle::DefaultApi, PrefixStyle::DefaultCommon, PrefixStyle::Everywhere] {
        all.extend(answers(style).await);
    }
    assert_valid("invoiceApi.xsd", "answers", &all);
}
