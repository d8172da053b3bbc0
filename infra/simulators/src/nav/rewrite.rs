//! Documents as NAV rewrites them: the same facts in other bytes. Those of older versions are left alone.

use super::xml::{Element, Namespace, Writer, parse};

type Prefixes = &'static [(Namespace, &'static str)];

const USUAL: Prefixes = &[(Namespace::Data, ""), (Namespace::Base, "base"), (Namespace::Common, "common")];
const OTHER: Prefixes = &[(Namespace::Data, "ns2"), (Namespace::Base, ""), (Namespace::Common, "ns3")];

/// With more decimals than the schema admits (issue 1088).
pub(crate) fn long_decimals(xml: &[u8]) -> Vec<u8> {
    rewrite(xml, USUAL, lengthen)
}

/// With other prefixes, longer decimals, indicators that nobody reported, and without empty elements (issue
/// 1097).
pub(crate) fn reformatted(xml: &[u8]) -> Vec<u8> {
    rewrite(xml, OTHER, |root| {
        lengthen(root);
        drop_empty(root);
        indicate(root);
    })
}

fn rewrite(xml: &[u8], prefixes: Prefixes, change: impl Fn(&mut Element)) -> Vec<u8> {
    match parse(xml) {
        Ok(mut root) if root.namespace == Namespace::Data => {
            change(&mut root);
            let mut writer = Writer::new(prefixes, Namespace::Data, "InvoiceData");
            root.children.iter().for_each(|child| writer.copy(child));
            writer.finish().into_bytes()
        }
        _ => xml.to_vec(),
    }
}

fn lengthen(element: &mut Element) {
    const DECIMALS: [&str; 6] =
        ["quantity", "unitPrice", "unitPriceHUF", "exchangeRate", "vatPercentage", "vatContent"];
    let decimal = element.name.contains("Amount") || DECIMALS.contains(&element.name.as_str());
    if decimal && element.children.is_empty() && !element.text.is_empty() {
        element.text = longer(&element.text);
    }
    element.children.iter_mut().for_each(lengthen);
}

/// 0.270000 for 0.27 and 25000.0000 for 25000.
fn longer(number: &str) -> String {
    match number.split_once('.') {
        Some((_, fraction)) => format!("{number}{}", "0".repeat(6_usize.saturating_sub(fraction.len()))),
        None => format!("{number}.0000"),
    }
}

fn drop_empty(element: &mut Element) {
    element.children.iter_mut().for_each(drop_empty);
    element.children.retain(|child| !(child.children.is_empty() && child.text.trim().is_empty()));
}

fn indicate(element: &mut Element) {
    match element.name.as_str() {
        "supplierInfo" => add(element, "individualExemption", "exciseLicenceNum"),
        "invoiceDetail" => add(element, "cashAccountingIndicator", "invoiceAppearance"),
        _ => element.children.iter_mut().for_each(indicate),
    }
}

/// Adds a flag that is not set in front of another element, or at the end.
fn add(parent: &mut Element, name: &str, before: &str) {
    if parent.child(name).is_none() {
        let place = parent.children.iter().position(|child| child.name == before);
        let flag = Element {
            namespace: Namespace::Data,
            name: name.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
            text: "false".to_owned(),
        };
        parent.children.insert(place.unwrap_or(parent.children.len()), flag);
    }
}
