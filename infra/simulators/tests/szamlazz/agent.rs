//! Round trips with the crate szamlazz-agent: its requests, its reading of the answers.

use rust_decimal::Decimal;
use simulators::nav::samples::partners;
use szamlazz_agent::ops::credit_entry::{CreditEntries, CreditEntry, RegisterCreditEntry};
use szamlazz_agent::ops::invoice::{Buyer, CreateInvoice, CreationOutcome, InvoiceHeader, InvoiceKind};
use szamlazz_agent::ops::proforma::{DeleteProforma, ProformaSelector};
use szamlazz_agent::ops::query_pdf::QueryInvoicePdf;
use szamlazz_agent::ops::query_xml::{InvoiceDocument, QueryInvoiceXml};
use szamlazz_agent::ops::storno::StornoInvoice;
use szamlazz_agent::ops::taxpayer::QueryTaxpayer;
use szamlazz_agent::types::ExchangeRate;
use szamlazz_agent::{
    Currency, DocumentType, ErrorCode, InvoiceNumber, InvoiceSelector, Language, LineItem, PaymentMethod,
    ResponseError, Rounding, VatRate,
};

use crate::support::{DAY, World};

fn create(kind: InvoiceKind, currency: Currency, vat: VatRate) -> CreateInvoice {
    let rounding = Rounding::minor_unit(&currency);
    let line = |name: &str, quantity: i64, price: i64, vat: VatRate| {
        LineItem::try_calculated(name, quantity.into(), "db", price.into(), vat, rounding).unwrap()
    };
    let items = vec![line("Falióra", 2, 6_490, vat.clone()), line("Kiszállítás", 1, 1_990, vat)];
    let header = InvoiceHeader {
        issue_date: Some(DAY),
        order_number: Some("ORD-1".into()),
        exchange_rate: (!currency.is_huf()).then(ExchangeRate::automatic_mnb),
        ..InvoiceHeader::new(DAY, DAY, PaymentMethod::Transfer, currency, Language::Hungarian)
    };
    let buyer = Buyer::new("Próba & Társa <Kft.>", "1073", "Budapest", "Kertész utca 1.");
    CreateInvoice {
        e_invoice: true,
        download_pdf: true,
        external_id: Some("shop:ORD-1:invoice".into()),
        ..CreateInvoice::new(kind, header, buyer, items)
    }
}

async fn issued(world: &World, request: &CreateInvoice) -> InvoiceNumber {
    match world.send(request).await.unwrap() {
        CreationOutcome::Issued(created) => created.invoice_number,
        other => panic!("{other:?}"),
    }
}

async fn queried(world: &World, selector: InvoiceSelector) -> InvoiceDocument {
    world.send(&QueryInvoiceXml { include_pdf: true, ..QueryInvoiceXml::new(selector) }).await.unwrap()
}

fn code<T: std::fmt::Debug>(answer: Result<T, ResponseError>) -> ErrorCode {
    match answer.unwrap_err() {
        ResponseError::Api(error) => error.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_invoice_is_issued_found_paid_and_cancelled() {
    let world = World::new();
    let request = create(InvoiceKind::invoice(), Currency::HUF, VatRate::percent(27));
    let CreationOutcome::Issued(created) = world.send(&request).await.unwrap() else { panic!() };
    let number = created.invoice_number;
    assert_eq!(number.as_str(), "E-SIM-2026-1");
    assert_eq!(created.gross_total, Some(Decimal::from(19_012)));
    assert_eq!(created.outstanding, created.gross_total);
    assert_eq!(created.payment_method, Some(PaymentMethod::Transfer));
    let pdf = created.pdf.unwrap();
    assert!(pdf.as_bytes().starts_with(b"%PDF-1.4"));
    assert!(String::from_utf8_lossy(pdf.as_bytes()).contains("E-SIM-2026-1"));
    let seen = world.client.get(created.customer_account_url.unwrap()).send().await.unwrap();
    assert_eq!(seen.bytes().await.unwrap(), pdf.as_bytes());

    let found = queried(&world, InvoiceSelector::ExternalId("shop:ORD-1:invoice".into())).await;
    assert_eq!(Some(found.info.id), created.document_id);
    assert_eq!(found.info.order_number.as_deref(), Some("ORD-1"));
    assert_eq!((found.info.document_type, found.info.reversed), (DocumentType::Invoice, None));
    assert_eq!(found.buyer.name, "Próba & Társa <Kft.>");
    assert_eq!(found.totals.total.gross, Decimal::from(19_012));
    assert_eq!(found.pdf.unwrap().as_bytes(), pdf.as_bytes());

    let mut entries = CreditEntries::new();
    entries.push(CreditEntry::new(DAY, PaymentMethod::Card, 9_012.into())).unwrap();
    let register = RegisterCreditEntry { entries, ..RegisterCreditEntry::new(number.clone()) };
    let balance = world.send(&register).await.unwrap();
    assert_eq!(balance.outstanding, Some(Decimal::from(10_000)));
    let again = world.send(&RegisterCreditEntry { additive: true, ..register.clone() }).await.unwrap();
    assert_eq!(again.outstanding, Some(Decimal::from(988)));
    assert_eq!(queried(&world, InvoiceSelector::InvoiceNumber(number.clone())).await.credit_entries.len(), 2);

    let storno = StornoInvoice::new(number.clone());
    let first = world.send(&storno).await.unwrap().into_numbered().unwrap();
    assert!(first.reverses(&number));
    let second = world.send(&storno).await.unwrap().into_numbered().unwrap();
    assert_eq!(first.invoice_number, second.invoice_number);
    let cancelling = queried(&world, InvoiceSelector::InvoiceNumber(first.invoice_number.clone())).await;
    assert_eq!(cancelling.info.document_type, DocumentType::Storno);
    assert_eq!(cancelling.info.referenced_invoice_number, Some(number.clone()));
    assert_eq!(cancelling.info.economic_event_id, Some(found.info.id));
    assert_eq!(queried(&world, InvoiceSelector::InvoiceNumber(number)).await.info.reversed, Some(true));
    assert_eq!(code(world.send(&register).await), ErrorCode::PaymentOnReversedInvoice);
    let of_storno = StornoInvoice::new(first.invoice_number);
    assert_eq!(code(world.send(&of_storno).await), ErrorCode::StornoOfReversalInvoice);
}

#[tokio::test]
async fn a_proforma_is_used_up_by_its_invoice_or_deleted() {
    let world = World::new();
    let proforma = create(InvoiceKind::Proforma, Currency::HUF, VatRate::percent(27));
    let first = issued(&world, &proforma).await;
    assert_eq!(first.as_str(), "D-SIM-1");
    let no_op = world.send(&StornoInvoice::new(first.clone())).await.unwrap().into_numbered().unwrap();
    assert!(!no_op.reverses(&first) && no_op.invoice_number == first);
    let kind = InvoiceKind::Invoice { proforma_number: Some(first.clone()) };
    issued(&world, &create(kind, Currency::HUF, VatRate::percent(27))).await;
    let gone = QueryInvoiceXml::new(InvoiceSelector::InvoiceNumber(first.clone()));
    assert_eq!(code(world.send(&gone).await), ErrorCode::MissingData);
    let delete = |number| DeleteProforma::new(ProformaSelector::InvoiceNumber(number));
    assert_eq!(code(world.send(&delete(first)).await), ErrorCode::ProformaNotFound);
    let second = issued(&world, &proforma).await;
    world.send(&delete(second.clone())).await.unwrap();
    assert_eq!(code(world.send(&delete(second)).await), ErrorCode::ProformaNotFound);
}

#[tokio::test]
async fn foreign_money_exempt_lines_and_other_kinds() {
    let world = World::new();
    let prepayment = issued(&world, &create(InvoiceKind::prepayment(), Currency::EUR, VatRate::Eut)).await;
    let kind = InvoiceKind::Final { prepayment_number: Some(prepayment.clone()), proforma_number: None };
    let last = issued(&world, &create(kind, Currency::EUR, VatRate::Eut)).await;
    let found = queried(&world, InvoiceSelector::OrderNumber("ORD-1".into())).await;
    assert_eq!((&found.info.invoice_number, found.info.document_type), (&last, DocumentType::Final));
    assert!(found.info.exchange_rate.unwrap() > Decimal::ONE);
    assert_eq!(found.items[0].vat_rate(), VatRate::Eut);
    let unknown = Some("E-SIM-1999-1".into());
    let kind = InvoiceKind::Final { prepayment_number: unknown, proforma_number: None };
    let refused = world.send(&create(kind, Currency::EUR, VatRate::Eut)).await;
    assert_eq!(code(refused), ErrorCode::PrepaymentInvoiceNotIdentifiable);
    let kind = InvoiceKind::Corrective { corrected_number: last.clone() };
    issued(&world, &create(kind, Currency::EUR, VatRate::Eut)).await;
    assert_eq!(code(world.send(&StornoInvoice::new(last)).await), ErrorCode::HasCorrectiveInvoice);
    let note = issued(&world, &create(InvoiceKind::DeliveryNote, Currency::HUF, VatRate::percent(5))).await;
    assert_eq!(note.as_str(), "SL-SIM-1");
}

#[tokio::test]
async fn previews_make_no_document_and_pdfs_are_handed_out() {
    let world = World::new();
    let mut request = create(InvoiceKind::invoice(), Currency::HUF, VatRate::percent(27));
    let number = issued(&world, &request).await;
    request.header.preview_pdf = Some(true);
    let outcome = world.send(&request).await.unwrap();
    assert!(matches!(outcome, CreationOutcome::Preview(_)), "{outcome:?}");
    assert_eq!(world.simulator.documents(world.key()).len(), 1);
    let document = world.simulator.document(world.key(), number.as_str()).unwrap().document;
    let pdf = world.send(&QueryInvoicePdf::new(InvoiceSelector::InvoiceNumber(number))).await.unwrap();
    assert_eq!(pdf.pdf.as_bytes(), simulators::szamlazz::pdf(&document));
    let missing = QueryInvoicePdf::new(InvoiceSelector::ExternalId("nobody's".into()));
    assert_eq!(code(world.send(&missing).await), ErrorCode::MissingData);
}

#[tokio::test]
async fn taxpayers_are_looked_up() {
    let world = World::new();
    let taxpayer = partners().remove(0);
    world.simulator.add_taxpayer(taxpayer.clone());
    let found = world.send(&QueryTaxpayer::new(taxpayer.tax_number.clone()).unwrap()).await.unwrap();
    assert_eq!((found.valid, found.tax_number), (Some(true), Some(taxpayer.tax_number)));
    assert_eq!(found.name, Some(taxpayer.name.to_uppercase()));
    let nobody = world.send(&QueryTaxpayer::new("11111111").unwrap()).await.unwrap();
    assert_eq!(nobody.valid, Some(false));
}
