//! Documents that are wrong, or meant to harm: refused with a reason, in bounded time and memory.

use std::time::{Duration, Instant};

use nav::{
    Limits, Payload, ReadError,
    invoice::{Document, read_document},
};

const SOUND: &str = include_str!("data/minimal.xml");

fn read(xml: &str) -> Result<Document, ReadError> {
    read_document(xml.as_bytes(), &Limits::default())
}

fn code(xml: &str) -> &'static str {
    read(xml).expect_err("refused").code()
}

fn with(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    SOUND.replacen(from, to, 1)
}

fn description(text: &str) -> String {
    let document = read(&with("<lineDescription>Alma</lineDescription>", text)).expect("reads");
    let (_, invoice) = document.invoices().next().expect("one");
    invoice.lines()[0].line_description.clone().expect("a description")
}

#[test]
fn blanks_beside_entities_survive() {
    let text = description("<lineDescription>M8x40 &lt;horg.&gt; 8</lineDescription>");
    assert_eq!(text, "M8x40 <horg.> 8");
    assert_eq!(description("<lineDescription> a &amp; b\r\n </lineDescription>"), " a & b\n ");
    assert_eq!(description("<lineDescription>&#x151;&#32;<![CDATA[ <&> ]]>!</lineDescription>"), "ő  <&> !");
    assert_eq!(description("<lineDescription>a<!-- c --><?p i?>b</lineDescription>"), "ab");
}

#[test]
fn what_production_is_known_to_send_is_read() {
    let longer = with("<unitPrice>100</unitPrice>", "<unitPrice>+100.000000000000</unitPrice>");
    let document = read(&longer).expect("reads");
    let line = &document.invoices().next().expect("one").1.lines()[0];
    assert_eq!(line.unit_price.expect("a price").to_string(), "100.000000000000");
    let rate = with("<exchangeRate>1</exchangeRate>", "<exchangeRate> 25000.0000 </exchangeRate>");
    let document = read(&rate).expect("reads");
    let detail = &document.invoices().next().expect("one").1.invoice_head.invoice_detail;
    assert_eq!(detail.exchange_rate.expect("a rate").to_string(), "25000.0000");
    assert!(
        read(&with("<lineDescription>Alma</lineDescription>", "<lineDescription/><quantity></quantity>"))
            .is_ok()
    );
    assert!(read(&with("<line>", "<line><unknownThing><a>1</a></unknownThing>")).is_ok());
    let renamed = SOUND.replace("<base:", "<b:").replace("</base:", "</b:").replace("xmlns:base", "xmlns:b");
    assert_eq!(read(&renamed).expect("reads"), read(SOUND).expect("reads"));
    assert_eq!(read(&format!("\u{feff}{SOUND}")).expect("reads"), read(SOUND).expect("reads"));
}

#[test]
fn an_element_of_another_namespace_is_not_mistaken() {
    let foreign = with("<line>", "<line><x:quantity xmlns:x='urn:other'>9</x:quantity>");
    let document = read(&foreign).expect("reads");
    assert_eq!(document.invoices().next().expect("one").1.lines()[0].quantity, None);
}

#[test]
fn doctypes_and_entities_are_refused() {
    assert_eq!(code(&with("<InvoiceData", "<!DOCTYPE InvoiceData><InvoiceData")), "DOCTYPE_REFUSED");
    let bomb = "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><InvoiceData";
    assert_eq!(code(&with("<InvoiceData", bomb)), "DOCTYPE_REFUSED");
    assert_eq!(code(&with("Alma", "&a;")), "ENTITY_REFUSED");
    assert_eq!(code(&with("Alma", "&#0;")), "ENTITY_REFUSED");
    assert_eq!(code(&with("Alma", "&#1;")), "ENTITY_REFUSED");
    assert_eq!(code(&with("Alma", "&#x110000;")), "ENTITY_REFUSED");
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    let deep = format!("<line>{}", "<a>".repeat(1_000_000));
    assert_eq!(code(&with("<line>", &deep)), "NESTED_TOO_DEEP");
}

#[test]
fn too_much_is_refused() {
    assert_eq!(code(&with("Alma", &"x".repeat(20_000))), "TEXT_TOO_LONG");
    assert_eq!(code(&with("Alma", &"&amp;".repeat(20_000))), "TEXT_TOO_LONG");
    let line = "<line><lineNumber>1</lineNumber></line>";
    assert_eq!(code(&with("<line>", &format!("{}<line>", line.repeat(30_001)))), "TOO_MANY_ELEMENTS");
    let codes = format!(
        "<productCodes>{}</productCodes>",
        "<productCode><productCodeCategory>KN</productCodeCategory></productCode>".repeat(1_001)
    );
    let codes = with("<lineDescription>", &format!("{codes}<lineDescription>"));
    assert!(matches!(
        read_document(codes.as_bytes(), &Limits { items: 1_000, ..Limits::default() }),
        Err(ReadError::TooMany { element: "productCode", .. })
    ));
    let large = with("Alma", &"<!-- -->".repeat(2_000_000));
    assert_eq!(code(&large), "DOCUMENT_TOO_LARGE");
}

#[test]
fn namespace_declarations_cannot_be_piled_up() {
    let many: String = (0..100_000).map(|number| format!(" xmlns:p{number}='urn:{number}'")).collect();
    let started = Instant::now();
    assert_eq!(code(&with("<line>", &format!("<line{many}>"))), "MALFORMED_XML");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn wrong_values_name_their_element() {
    for (from, to, element) in [
        ("<unitPrice>100</unitPrice>", "<unitPrice>1_00</unitPrice>", "unitPrice"),
        ("<unitPrice>100</unitPrice>", "<unitPrice>1e3</unitPrice>", "unitPrice"),
        ("<unitPrice>100</unitPrice>", "<unitPrice>1,5</unitPrice>", "unitPrice"),
        (
            "<unitPrice>100</unitPrice>",
            "<unitPrice>99999999999999999999999999999999</unitPrice>",
            "unitPrice",
        ),
        (
            "<unitPrice>100</unitPrice>",
            "<unitPrice>0.1234567890123456789012345678901</unitPrice>",
            "unitPrice",
        ),
        ("2026-01-15", "2026-02-30", "invoiceIssueDate"),
        ("<lineNumber>1<", "<lineNumber>-1<", "lineNumber"),
        (">false<", ">nem<", "completenessIndicator"),
    ] {
        match read(&with(from, to)) {
            Err(ReadError::BadValue { element: found, .. }) => assert_eq!(found, element, "{to}"),
            other => panic!("{to}: {other:?}"),
        }
    }
    let long = with("<unitPrice>100</unitPrice>", &format!("<unitPrice>{}</unitPrice>", "x".repeat(9_000)));
    assert!(read(&long).expect_err("refused").to_string().len() < 150, "a value is cut in messages");
}

#[test]
fn missing_and_repeated_elements_are_named() {
    let missing = read(&with("<currencyCode>HUF</currencyCode>", ""));
    let parent = "invoiceDetail";
    assert_eq!(missing, Err(ReadError::Missing { parent, element: "currencyCode" }));
    let twice = read(&with("<invoiceNumber>", "<invoiceNumber>X</invoiceNumber><invoiceNumber>"));
    assert_eq!(twice, Err(ReadError::Repeated { element: "invoiceNumber" }));
}

#[test]
fn what_is_no_invoice_is_said_so() {
    assert_eq!(code(&SOUND.replace("OSA/3.0/data", "OSA/4.0/data")), "NOT_AN_INVOICE");
    assert_eq!(code("<html><body>503</body></html>"), "NOT_AN_INVOICE");
    assert_eq!(code("<InvoiceData/>"), "NOT_AN_INVOICE");
    assert_eq!(code(""), "TRUNCATED_XML");
    assert_eq!(code("Service unavailable"), "MALFORMED_XML");
    assert_eq!(code(&format!("{SOUND}<more/>")), "MALFORMED_XML");
    assert_eq!(code(&with("UTF-8", "ISO-8859-2")), "NOT_UTF8");
    let mut bytes = SOUND.as_bytes().to_vec();
    let at = SOUND.find("Alma<").expect("there");
    bytes[at] = 0xff;
    assert_eq!(read_document(&bytes, &Limits::default()).expect_err("refused").code(), "NOT_UTF8");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut packed).expect("room");
    packed.truncate(length);
    packed
}

fn unpack(bytes: Vec<u8>, gzip: bool) -> Result<Vec<u8>, ReadError> {
    Payload { bytes, gzip }.unpack(&Limits::default()).map(|unpacked| unpacked.into_owned())
}

#[test]
fn gzip_without_its_trailer_is_unpacked_but_a_wrong_checksum_is_not() {
    for text in [SOUND.repeat(50), "a".to_owned()] {
        let packed = gzip(text.as_bytes());
        for cut in 0..=8 {
            let cut_off = packed[..packed.len() - cut].to_vec();
            assert_eq!(unpack(cut_off, true).expect("unpacks"), text.as_bytes(), "cut by {cut}");
        }
        assert_eq!(unpack(packed[..packed.len() - 9].to_vec(), true), Err(ReadError::Gzip));
        let mut wrong = packed.clone();
        let checksum = wrong.len() - 8;
        wrong[checksum] ^= 1;
        assert_eq!(unpack(wrong, true), Err(ReadError::Gzip));
    }
}

#[test]
fn the_bytes_count_more_than_the_indicator() {
    assert_eq!(unpack(gzip(b"<a/>"), false).expect("unpacks"), b"<a/>");
    assert_eq!(unpack(b"<a/>".to_vec(), true).expect("plain"), b"<a/>");
    assert_eq!(unpack(Vec::new(), true), Err(ReadError::Gzip));
    let named = [&[0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3][..], b"a.xml\0", &gzip(b"<a/>")[10..]].concat();
    assert_eq!(unpack(named[..named.len() - 8].to_vec(), true).expect("unpacks"), b"<a/>");
}

#[test]
fn gzip_bombs_are_refused_at_the_limit() {
    let limit = Limits::default().unpacked_bytes;
    let mut bomb = gzip(&vec![b' '; 60_000_000]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(unpack(bomb.clone(), true), Err(ReadError::TooLarge { limit }));
    let length = bomb.len() - 4;
    bomb[length..].copy_from_slice(&100u32.to_le_bytes());
    assert_eq!(unpack(bomb, true), Err(ReadError::TooLarge { limit }), "with a length that lies");
    let most = gzip(&vec![b' '; limit]);
    assert_eq!(unpack(most, true).expect("fits").len(), limit);
    assert_eq!(unpack(vec![b' '; limit + 1], false), Err(ReadError::TooLarge { limit }));
}
