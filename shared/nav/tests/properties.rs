//! No document panics, however damaged; what is accepted keeps its decimals digit by digit.

use std::ops::Range;

use nav::{
    Limits, Payload,
    invoice::{Document, checks::contradictions, read_document},
};
use proptest::{collection::vec, prelude::*};
use quick_xml::events::Event;
use rust_decimal::Decimal;
use serde_json::Value;

const SOUND: &str = include_str!("data/minimal.xml");
const EVERYTHING: &str = include_str!("data/every_element.xml");
const MARKUP: &str =
    "</?(line|a|base:a|quantity)( | a='>'|/)?>|1|&lt;|[ \r\n]|ő|<!-- -->|<!\\[CDATA\\[a\\]\\]>";

/// Reads; what is accepted must also serialise and be checked, and print decimals that read back alike.
fn read(document: &[u8]) -> Option<Document> {
    let document = read_document(document, &Limits::default()).ok()?;
    let _ = contradictions(&document);
    let json = serde_json::to_value(&document).expect("serialises");
    assert_decimals_read_back(&json);
    Some(document)
}

fn assert_decimals_read_back(value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(assert_decimals_read_back),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| match field {
            Value::String(text) if is_decimal(name) => {
                let decimal = Decimal::from_str_exact(text).expect("a decimal");
                assert_eq!(&decimal.to_string(), text, "{name}");
            }
            field => assert_decimals_read_back(field),
        }),
        _ => {}
    }
}

fn is_decimal(name: &str) -> bool {
    name.contains("Amount") || name.starts_with("unitPrice") || name == "quantity" || name == "exchangeRate"
}

fn unit_price(text: &str) -> Option<Decimal> {
    let xml = SOUND.replace("<unitPrice>100<", &format!("<unitPrice>{text}<"));
    let document = read(xml.as_bytes())?;
    document.invoices().next().expect("one").1.lines()[0].unit_price
}

/// Whether quick-xml, with all its checks, finds every tag closed by its own.
fn is_balanced(document: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(document);
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The same document with a blank in every end tag, so that no element is read at once.
fn with_blanks_in_end_tags(document: &[u8]) -> Vec<u8> {
    let mut blanked = Vec::new();
    let mut in_end_tag = false;
    for (at, &byte) in document.iter().enumerate() {
        if byte == b'>' && in_end_tag {
            blanked.push(b' ');
        }
        in_end_tag = document[at..].starts_with(b"</") || (in_end_tag && byte != b'>');
        blanked.push(byte);
    }
    blanked
}

/// The places inside the root element: a blank may change what a declaration says.
fn inside(document: &str) -> Range<usize> {
    document.find("<invoiceNumber>").expect("an invoice")..document.len()
}

fn assert_read_as_quick_xml_does(document: &[u8]) -> Result<(), TestCaseError> {
    let outcome = |document: &[u8]| read_document(document, &Limits::default()).map_err(|error| error.code());
    let found = outcome(document);
    prop_assert!(found.is_err() || is_balanced(document));
    prop_assert_eq!(found, outcome(&with_blanks_in_end_tags(document)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_do_not_panic(damage in vec((0..SOUND.len(), any::<u8>()), 1..6)) {
        let mut document = SOUND.as_bytes().to_vec();
        for (at, byte) in damage {
            document[at] = byte;
        }
        read(&document);
    }

    #[test]
    fn documents_with_markup_thrown_in_do_not_panic(
        at in 0..SOUND.len(),
        what in "(<[a-z/!?]{0,4}>?|&[a-z#0-9]{0,4};?|\\]\\]>|<!\\[CDATA\\[|-->|xmlns=\"\"|\u{0}){1,4}",
    ) {
        let mut document = SOUND.as_bytes().to_vec();
        document.splice(at..at, what.into_bytes());
        read(&document);
    }

    #[test]
    fn cut_off_documents_are_refused(at in 0..SOUND.trim_end().len()) {
        prop_assert!(read(&SOUND.as_bytes()[..at]).is_none());
    }

    #[test]
    fn moved_pieces_do_not_panic(
        from in 0..EVERYTHING.len(),
        length in 1..400usize,
        to in 0..EVERYTHING.len(),
    ) {
        let mut document = EVERYTHING.as_bytes().to_vec();
        let end = (from + length).min(document.len());
        let piece: Vec<u8> = document.drain(from..end).collect();
        let to = to.min(document.len());
        document.splice(to..to, piece);
        read(&document);
    }

    #[test]
    fn damaged_documents_are_read_as_quick_xml_does(
        damage in vec((inside(EVERYTHING), "[a-z<>/&; \r\t:1]|ő"), 0..3),
    ) {
        let mut document = EVERYTHING.as_bytes().to_vec();
        for (at, piece) in damage {
            document.splice(at..at + 1, piece.into_bytes());
        }
        assert_read_as_quick_xml_does(&document)?;
    }

    #[test]
    fn documents_with_tags_thrown_in_are_read_as_quick_xml_does(
        at in inside(SOUND),
        tags in vec(MARKUP, 1..6),
    ) {
        let mut document = SOUND.as_bytes().to_vec();
        document.splice(at..at, tags.concat().into_bytes());
        assert_read_as_quick_xml_does(&document)?;
    }

    #[test]
    fn documents_that_lack_a_piece_are_read_as_quick_xml_does(
        from in inside(EVERYTHING),
        length in 1..60usize,
    ) {
        let mut document = EVERYTHING.as_bytes().to_vec();
        document.drain(from..(from + length).min(EVERYTHING.len()));
        assert_read_as_quick_xml_does(&document)?;
    }

    #[test]
    fn any_bytes_do_not_panic(bytes in vec(any::<u8>(), 0..300), gzip: bool) {
        read(&bytes);
        let _ = Payload { bytes: [&[0x1f, 0x8b][..], &bytes].concat(), gzip }.unpack(&Limits::default());
    }

    #[test]
    fn decimals_keep_every_digit(digits in "-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,10})?") {
        let price = unit_price(&digits).expect("accepted");
        let negative_zero = price.is_zero() && digits.starts_with('-');
        prop_assert_eq!(price.to_string(), if negative_zero { price.to_string() } else { digits });
    }

    #[test]
    fn decimals_are_never_rounded(digits in "[1-9][0-9]{0,40}\\.[0-9]{1,40}") {
        let significant = digits.len() - 1;
        match unit_price(&digits) {
            Some(price) => prop_assert_eq!(price.to_string(), digits),
            None => prop_assert!(significant > 28, "{} digits refused", significant),
        }
    }

    #[test]
    fn texts_are_the_same_where_a_carriage_return_is_elsewhere(text in "[ -%'-;=-~ő]{1,40}") {
        let plain = SOUND.replace("Alma", &text);
        let returned = plain.replace("<InvoiceData", "<!-- \r --><InvoiceData");
        prop_assert_eq!(read(plain.as_bytes()).expect("reads"), read(returned.as_bytes()).expect("reads"));
    }

    #[test]
    fn base64_may_be_broken_anywhere(bytes in vec(any::<u8>(), 0..200), at in 0..200usize) {
        let mut text = base64_simd::STANDARD.encode_to_string(&bytes);
        prop_assert_eq!(&Payload::from_base64(&text, true).expect("decodes").bytes, &bytes);
        text.insert_str(at.min(text.len()), "\r\n");
        prop_assert_eq!(Payload::from_base64(&text, true).expect("decodes").bytes, bytes);
        text.push('!');
        prop_assert!(Payload::from_base64(&text, true).is_err());
    }
}
