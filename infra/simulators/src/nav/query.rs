//! The filters of queryInvoiceDigest.

use jiff::{SignedDuration, Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::answers::Refusal;
use super::published::{Direction, Document, Row};
use super::verify::require;
use super::xml::Element;

const LONGEST_RANGE: SignedDuration = SignedDuration::from_hours(35 * 24);

enum Mandatory {
    Issued(Date, Date),
    Inserted(Timestamp, Timestamp),
    Original(String),
}

/// A digest query whose parameters agree with each other.
pub(crate) struct Query<'a> {
    pub(crate) page: usize,
    pub(crate) direction: Direction,
    mandatory: Mandatory,
    additional: Option<&'a Element>,
    relations: Vec<Relation<'a>>,
    transaction: Option<&'a Element>,
}

struct Relation<'a> {
    field: &'a str,
    operator: &'a str,
    value: &'a str,
}

impl<'a> Query<'a> {
    /// Reads a request that is valid by the schema.
    pub(crate) fn read(root: &'a Element) -> Result<Query<'a>, Refusal> {
        let broken = || Refusal::new("INVALID_REQUEST");
        let params = root.child("invoiceQueryParams").ok_or_else(broken)?;
        let relations = params.child("relationalQueryParams").map_or(Vec::new(), relations);
        agree(&relations)?;
        Ok(Query {
            page: root.text_at(&["page"]).and_then(|page| page.parse().ok()).ok_or_else(broken)?,
            direction: Direction::of(root.text_at(&["invoiceDirection"]).unwrap_or_default()),
            mandatory: mandatory(params)?,
            additional: params.child("additionalQueryParams"),
            relations,
            transaction: params.child("transactionQueryParams"),
        })
    }

    pub(crate) fn selects(&self, document: &Document, row: &Row) -> bool {
        self.direction == document.invoice.direction
            && match &self.mandatory {
                Mandatory::Issued(from, to) => (*from..=*to).contains(&row.issue_date),
                Mandatory::Inserted(from, to) => (*from..=*to).contains(&document.invoice.ins_date),
                Mandatory::Original(number) => {
                    row.reference.as_ref().is_some_and(|reference| reference.original == *number)
                }
            }
            && self.additional.is_none_or(|params| self.additionally(params, document, row))
            && self.relations.iter().all(|relation| relation.holds(row))
            && self.transaction.is_none_or(|params| of_transaction(params, document))
    }

    /// Tax number, group member and name are those of the other party.
    fn additionally(&self, params: &Element, document: &Document, row: &Row) -> bool {
        let outbound = self.direction == Direction::Outbound;
        params.children.iter().all(|param| {
            let has = |value: Option<&str>| value == Some(param.text.as_str());
            match param.name.as_str() {
                "taxNumber" if outbound => has(row.customer_tax_number.as_deref()),
                "taxNumber" => has(Some(&row.supplier_tax_number)),
                "groupMemberTaxNumber" if outbound => has(row.customer_group_member.as_deref()),
                "groupMemberTaxNumber" => has(row.supplier_group_member.as_deref()),
                "name" if outbound => begins(row.customer_name.as_deref(), &param.text),
                "name" => begins(Some(&row.supplier_name), &param.text),
                "invoiceCategory" => has(Some(&row.category)),
                "paymentMethod" => has(row.payment_method.as_deref()),
                "invoiceAppearance" => has(row.appearance.as_deref()),
                "source" => has(Some(document.invoice.source.code())),
                "currency" => has(row.currency.as_deref()),
                _ => false,
            }
        })
    }
}

fn begins(name: Option<&str>, start: &str) -> bool {
    name.is_some_and(|name| name.to_lowercase().starts_with(&start.to_lowercase()))
}

fn of_transaction(params: &Element, document: &Document) -> bool {
    let invoice = &document.invoice;
    params.text_at(&["transactionId"]) == Some(&document.transaction_id)
        && params.text_at(&["index"]).is_none_or(|index| index.parse() == Ok(invoice.index))
        && params.text_at(&["invoiceOperation"]).is_none_or(|code| code == invoice.operation.code())
}

fn mandatory(params: &Element) -> Result<Mandatory, Refusal> {
    let text = |path: &[&str]| params.text_at(&[&["mandatoryQueryParams"], path].concat());
    if let (Some(from), Some(to)) =
        (text(&["invoiceIssueDate", "dateFrom"]), text(&["invoiceIssueDate", "dateTo"]))
    {
        let (from, to): (Date, Date) = (parsed(from)?, parsed(to)?);
        range(to.duration_since(from))?;
        return Ok(Mandatory::Issued(from, to));
    }
    if let (Some(from), Some(to)) = (text(&["insDate", "dateTimeFrom"]), text(&["insDate", "dateTimeTo"])) {
        let (from, to): (Timestamp, Timestamp) = (parsed(from)?, parsed(to)?);
        range(to.duration_since(from))?;
        return Ok(Mandatory::Inserted(from, to));
    }
    let number = text(&["originalInvoiceNumber"]).ok_or_else(|| Refusal::new("INVALID_REQUEST"))?;
    Ok(Mandatory::Original(number.to_owned()))
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| Refusal::new("INVALID_REQUEST"))
}

fn range(length: SignedDuration) -> Result<(), Refusal> {
    require(!length.is_negative(), "BAD_QUERY_PARAM_OVERLAP")?;
    require(length <= LONGEST_RANGE, "BAD_QUERY_PARAM_RANGE_EXCEEDED")
}

fn relations(params: &Element) -> Vec<Relation<'_>> {
    params
        .children
        .iter()
        .filter_map(|param| {
            let (operator, value) = param.text_at(&["queryOperator"]).zip(param.text_at(&["queryValue"]))?;
            Some(Relation { field: &param.name, operator, value })
        })
        .collect()
}

/// EQ stands alone; otherwise at most one lower and one upper bound of a field.
fn agree(relations: &[Relation<'_>]) -> Result<(), Refusal> {
    for (position, relation) in relations.iter().enumerate() {
        for other in relations[position + 1..].iter().filter(|other| other.field == relation.field) {
            let standalone = relation.operator != "EQ" && other.operator != "EQ";
            require(standalone, "BAD_QUERY_PARAM_EQ_NOT_STANDALONE")?;
            let opposite = relation.operator.starts_with('G') != other.operator.starts_with('G');
            require(opposite, "BAD_QUERY_PARAM_OPERATOR_COLLISION")?;
        }
    }
    Ok(())
}

impl Relation<'_> {
    /// A row without the value is not selected.
    fn holds(&self, row: &Row) -> bool {
        match self.field {
            "invoiceDelivery" => self.compares::<Date>(row.delivery_date.as_deref()),
            "paymentDate" => self.compares::<Date>(row.payment_date.as_deref()),
            "invoiceNetAmount" => self.compares::<Decimal>(row.net.as_deref()),
            "invoiceNetAmountHUF" => self.compares::<Decimal>(row.net_huf.as_deref()),
            "invoiceVatAmount" => self.compares::<Decimal>(row.vat.as_deref()),
            "invoiceVatAmountHUF" => self.compares::<Decimal>(row.vat_huf.as_deref()),
            _ => false,
        }
    }

    fn compares<T: std::str::FromStr + PartialOrd>(&self, value: Option<&str>) -> bool {
        let parsed = value.and_then(|value| value.parse::<T>().ok()).zip(self.value.parse::<T>().ok());
        parsed.is_some_and(|(value, bound)| match self.operator {
            "EQ" => value == bound,
            "GT" => value > bound,
            "GTE" => value >= bound,
            "LT" => value < bound,
            _ => value <= bound,
        })
    }
}
