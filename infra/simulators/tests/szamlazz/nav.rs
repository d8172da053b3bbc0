//! The same invoice at NAV and at Számlázz.hu.

use rust_decimal::Decimal;
use simulators::nav::samples::month;
use simulators::nav::{Direction, InvoiceOperation, PublishedInvoice};
use simulators::szamlazz::{FromNavError, Held, Kind, from_nav, push_body};
use szamlazz_adatkapcsolat::Document;

use crate::support::World;

/// The first text of an element of any prefix.
fn text(xml: &str, name: &str) -> String {
    let rest = xml.split_once(&format!("{name}>")).unwrap().1;
    rest.split_once("</").unwrap().0.to_owned()
}

#[test]
fn a_month_of_reports_becomes_documents_of_the_same_amounts() {
    let world = World::new();
    let mut told = 0;
    for (sample, id) in month(&simulators::nav::Company::demo(), 2026, 11).into_iter().zip(1..) {
        let (number, xml) = (sample.number.clone(), String::from_utf8(sample.xml.clone()).unwrap());
        let (direction, operation) = (sample.direction, sample.operation);
        let published = sample.into_published();
        if xml.contains("<batchInvoice>") {
            assert!(matches!(from_nav(&published), Err(FromNavError::Missing("invoice"))));
            continue;
        }
        let document = from_nav(&published).unwrap_or_else(|error| panic!("{number}: {error}"));
        assert_eq!(document.number, number);
        assert_eq!(document.supplier.taxpayer_id(), text(&xml, "taxpayerId"));
        assert_eq!(document.issued.to_string(), text(&xml, "invoiceIssueDate"));
        let gross: Decimal = text(&xml, "invoiceGrossAmount").parse().unwrap();
        assert_eq!(document.total().gross, gross, "{number}");
        assert_eq!(document.kind == Kind::Storno, operation == InvoiceOperation::Storno);
        let held = Held::new(id, direction, document, world.now());
        let pushed = Document::parse(&push_body(&held, true)).unwrap();
        pushed.validate().unwrap_or_else(|error| panic!("{number}: {error}"));
        told += 1;
    }
    assert!(told > 25, "{told}");
}

#[test]
fn what_is_no_invoice_is_refused() {
    let published = |xml: &str| {
        let at = "2026-11-20T10:00:00Z".parse().unwrap();
        PublishedInvoice::new(Direction::Inbound, InvoiceOperation::Create, xml, at)
    };
    assert!(matches!(from_nav(&published("no XML")), Err(FromNavError::NotXml(_))));
    assert!(matches!(from_nav(&published("<InvoiceData/>")), Err(FromNavError::Missing("invoice"))));
}
