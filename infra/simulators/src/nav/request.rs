//! What a request must look like: the order and the facets of NAV's invoiceApi.xsd and common.xsd for the
//! simulated operations, as data, and the check of a document against it.

use super::facets::{
    APPEARANCE, CATEGORY, COUNTRY, CURRENCY, DIRECTION, ENTITY_ID, Facet, INDEX, INVOICE_DATE,
    INVOICE_TIMESTAMP, LOGIN, MONEY, NOT_BLANK_15, NOT_BLANK_50, NOT_BLANK_200, NOT_BLANK_512, OPERATION,
    OPERATOR, PAGE, PAYMENT_METHOD, QUERY_NAME, SOFTWARE_ID, SOFTWARE_OPERATION, SOURCE, TAXPAYER_ID,
    TEXT_15, TIMESTAMP, UNBOUNDED_INDEX,
};
use super::operation::Operation;
use super::xml::{Element, Namespace};

enum Content {
    Text(Facet),
    /// A not blank text of at most 512 with the attribute cryptoType.
    Crypto,
    Sequence(&'static [Rule]),
    Choice(&'static [Rule]),
}

struct Rule {
    namespace: Namespace,
    name: &'static str,
    least: usize,
    most: usize,
    content: Content,
}

const fn api(name: &'static str, content: Content) -> Rule {
    Rule { namespace: Namespace::Api, name, least: 1, most: 1, content }
}

const fn common(name: &'static str, content: Content) -> Rule {
    Rule { namespace: Namespace::Common, name, least: 1, most: 1, content }
}

impl Rule {
    const fn optional(mut self) -> Rule {
        self.least = 0;
        self
    }

    /// As xs:maxOccurs="2" of the relational query parameters.
    const fn up_to_two(mut self) -> Rule {
        self.least = 0;
        self.most = 2;
        self
    }

    fn takes(&self, element: &Element) -> bool {
        element.namespace == self.namespace && element.name == self.name
    }
}

use Content::{Choice, Crypto, Sequence, Text};

static HEADER: Rule = common(
    "header",
    Sequence(&[
        common("requestId", Text(ENTITY_ID)),
        common("timestamp", Text(TIMESTAMP)),
        common("requestVersion", Text(TEXT_15)),
        common("headerVersion", Text(TEXT_15)).optional(),
    ]),
);

static USER: Rule = common(
    "user",
    Sequence(&[
        common("login", Text(LOGIN)),
        common("passwordHash", Crypto),
        common("taxNumber", Text(TAXPAYER_ID)),
        common("predecessorTaxNumber", Text(TAXPAYER_ID)).optional(),
        common("requestSignature", Crypto),
    ]),
);

static SOFTWARE: Rule = api(
    "software",
    Sequence(&[
        api("softwareId", Text(SOFTWARE_ID)),
        api("softwareName", Text(NOT_BLANK_50)),
        api("softwareOperation", Text(SOFTWARE_OPERATION)),
        api("softwareMainVersion", Text(NOT_BLANK_15)),
        api("softwareDevName", Text(NOT_BLANK_512)),
        api("softwareDevContact", Text(NOT_BLANK_200)),
        api("softwareDevCountryCode", Text(COUNTRY)).optional(),
        api("softwareDevTaxNumber", Text(NOT_BLANK_50)).optional(),
    ]),
);

static TAXPAYER_PAYLOAD: &[Rule] = &[api("taxNumber", Text(TAXPAYER_ID))];

static NUMBER_PAYLOAD: &[Rule] = &[api(
    "invoiceNumberQuery",
    Sequence(&[
        api("invoiceNumber", Text(NOT_BLANK_50)),
        api("invoiceDirection", Text(DIRECTION)),
        api("batchIndex", Text(UNBOUNDED_INDEX)).optional(),
        api("supplierTaxNumber", Text(TAXPAYER_ID)).optional(),
    ]),
)];

static CHAIN_PAYLOAD: &[Rule] = &[
    api("page", Text(PAGE)),
    api(
        "invoiceChainQuery",
        Sequence(&[
            api("invoiceNumber", Text(NOT_BLANK_50)),
            api("invoiceDirection", Text(DIRECTION)),
            api("taxNumber", Text(TAXPAYER_ID)).optional(),
        ]),
    ),
];

static DIGEST_PAYLOAD: &[Rule] = &[
    api("page", Text(PAGE)),
    api("invoiceDirection", Text(DIRECTION)),
    api(
        "invoiceQueryParams",
        Sequence(&[
            api("mandatoryQueryParams", Choice(MANDATORY)),
            api("additionalQueryParams", Sequence(ADDITIONAL)).optional(),
            api("relationalQueryParams", Sequence(RELATIONAL)).optional(),
            api("transactionQueryParams", Sequence(TRANSACTION)).optional(),
        ]),
    ),
];

const MANDATORY: &[Rule] = &[
    api(
        "invoiceIssueDate",
        Sequence(&[api("dateFrom", Text(INVOICE_DATE)), api("dateTo", Text(INVOICE_DATE))]),
    ),
    api(
        "insDate",
        Sequence(&[api("dateTimeFrom", Text(INVOICE_TIMESTAMP)), api("dateTimeTo", Text(INVOICE_TIMESTAMP))]),
    ),
    api("originalInvoiceNumber", Text(NOT_BLANK_50)),
];

const ADDITIONAL: &[Rule] = &[
    api("taxNumber", Text(TAXPAYER_ID)).optional(),
    api("groupMemberTaxNumber", Text(TAXPAYER_ID)).optional(),
    api("name", Text(QUERY_NAME)).optional(),
    api("invoiceCategory", Text(CATEGORY)).optional(),
    api("paymentMethod", Text(PAYMENT_METHOD)).optional(),
    api("invoiceAppearance", Text(APPEARANCE)).optional(),
    api("source", Text(SOURCE)).optional(),
    api("currency", Text(CURRENCY)).optional(),
];

const DATE_RELATION: Content =
    Sequence(&[api("queryOperator", Text(OPERATOR)), api("queryValue", Text(INVOICE_DATE))]);
const MONEY_RELATION: Content =
    Sequence(&[api("queryOperator", Text(OPERATOR)), api("queryValue", Text(MONEY))]);

const RELATIONAL: &[Rule] = &[
    api("invoiceDelivery", DATE_RELATION).up_to_two(),
    api("paymentDate", DATE_RELATION).up_to_two(),
    api("invoiceNetAmount", MONEY_RELATION).up_to_two(),
    api("invoiceNetAmountHUF", MONEY_RELATION).up_to_two(),
    api("invoiceVatAmount", MONEY_RELATION).up_to_two(),
    api("invoiceVatAmountHUF", MONEY_RELATION).up_to_two(),
];

const TRANSACTION: &[Rule] = &[
    api("transactionId", Text(ENTITY_ID)),
    api("index", Text(INDEX)).optional(),
    api("invoiceOperation", Text(OPERATION)).optional(),
];

fn payload(operation: Operation) -> &'static [Rule] {
    match operation {
        Operation::QueryInvoiceDigest => DIGEST_PAYLOAD,
        Operation::QueryInvoiceData | Operation::QueryInvoiceCheck => NUMBER_PAYLOAD,
        Operation::QueryInvoiceChainDigest => CHAIN_PAYLOAD,
        Operation::QueryTaxpayer => TAXPAYER_PAYLOAD,
    }
}

/// The first place where a request departs from the schema, in the words of a Java validator.
pub(crate) fn violation(operation: Operation, root: &Element) -> Option<String> {
    let envelope = [&HEADER, &USER, &SOFTWARE];
    let rules: Vec<&Rule> = envelope.into_iter().chain(payload(operation)).collect();
    sequence(root, &rules).err()
}

/// Header and software of a request, each only if it may stand in an answer.
pub(crate) fn echo(root: &Element) -> Option<(&Element, &Element)> {
    let valid =
        |rule: &Rule| root.children.iter().find(|child| rule.takes(child) && check(child, rule).is_ok());
    Some((valid(&HEADER)?, valid(&SOFTWARE)?))
}

fn check(element: &Element, rule: &Rule) -> Result<(), String> {
    let crypto = matches!(rule.content, Crypto);
    if let Some((name, _)) = element.attributes.iter().find(|(name, _)| !crypto || name != "cryptoType") {
        return Err(format!("Attribute '{name}' is not allowed to appear in element '{}'.", element.name));
    }
    match &rule.content {
        Text(facet) => value(element, facet),
        Crypto => {
            value(element, &NOT_BLANK_512)?;
            match element.attribute("cryptoType").map(NOT_BLANK_50.accepts) {
                Some(true) => Ok(()),
                _ => Err(format!("Attribute 'cryptoType' must appear on element '{}'.", element.name)),
            }
        }
        Sequence(rules) => sequence(element, &rules.iter().collect::<Vec<_>>()),
        Choice(rules) => choice(element, rules),
    }
}

fn value(element: &Element, facet: &Facet) -> Result<(), String> {
    if element.children.is_empty() && (facet.accepts)(&element.text) {
        return Ok(());
    }
    let Element { name, text, .. } = element;
    Err(format!("The value '{text}' of element '{name}' is not valid with respect to type '{}'.", facet.name))
}

fn sequence(element: &Element, rules: &[&Rule]) -> Result<(), String> {
    only_elements(element)?;
    let mut children = element.children.iter().peekable();
    for rule in rules {
        let mut count = 0;
        while count < rule.most
            && let Some(child) = children.next_if(|child| rule.takes(child))
        {
            check(child, rule)?;
            count += 1;
        }
        if count < rule.least {
            return Err(unexpected(element, children.next(), rule.name));
        }
    }
    match children.next() {
        Some(child) => Err(unexpected(element, Some(child), "no child element")),
        None => Ok(()),
    }
}

fn choice(element: &Element, rules: &[Rule]) -> Result<(), String> {
    only_elements(element)?;
    let names = || rules.iter().map(|rule| rule.name).collect::<Vec<_>>().join(", ");
    let mut children = element.children.iter();
    let first = children.next().ok_or_else(|| unexpected(element, None, &names()))?;
    let rule = rules.iter().find(|rule| rule.takes(first));
    check(first, rule.ok_or_else(|| unexpected(element, Some(first), &names()))?)?;
    match children.next() {
        Some(second) => Err(unexpected(element, Some(second), "no child element")),
        None => Ok(()),
    }
}

fn only_elements(element: &Element) -> Result<(), String> {
    match element.text.trim() {
        "" => Ok(()),
        _ => Err(format!("Element '{}' cannot have character content.", element.name)),
    }
}

fn unexpected(parent: &Element, found: Option<&Element>, expected: &str) -> String {
    match found {
        Some(found) => format!(
            "Invalid content was found starting with element '{}'. One of '{{{expected}}}' is expected.",
            found.name
        ),
        None => format!(
            "The content of element '{}' is not complete. One of '{{{expected}}}' is expected.",
            parent.name
        ),
    }
}
