//! A reconciliation as a table for spreadsheets: a row for each sum, and one for each difference.

use domain::{
    invoice::Direction,
    language::Language,
    reconciliation::{Difference, Group, Reconciliation, Totals, month_name},
};
use lambda::{problem::Problem, texts::text};
use rust_decimal::Decimal;
use store::StoreError;

/// What spreadsheets recognise UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns: the texts `csv-` and these names are their headings.
const COLUMNS: [&str; 11] = [
    "month",
    "what",
    "direction",
    "currency",
    "vat-key",
    "count",
    "net",
    "vat",
    "simplified-gross",
    "invoice",
    "supplier",
];

/// The table in a language.
pub fn csv(month: &Reconciliation, language: Language) -> Result<String, Problem> {
    let mut rows = Rows { month: month_name(month.month), language, rows: Vec::new() };
    for group in &month.groups {
        rows.group(group);
    }
    for (what, differences) in [("not-here", &month.not_here), ("not-at-nav", &month.not_at_nav)] {
        differences.named.iter().for_each(|difference| rows.difference(what, difference));
    }
    written(language, &rows.rows).map_err(|error| StoreError::Corrupt(error.to_string()).into())
}

fn written(language: Language, rows: &[[String; COLUMNS.len()]]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|column| label(language, column)))?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes)))
}

fn label(language: Language, name: &str) -> String {
    text(language, &format!("csv-{name}"), &[]).unwrap_or_else(|| name.to_owned())
}

/// Rows in the making.
struct Rows {
    month: String,
    language: Language,
    rows: Vec<[String; COLUMNS.len()]>,
}

impl Rows {
    fn group(&mut self, group: &Group) {
        for (what, totals) in [("nav", &group.nav), ("inbox", &group.inbox)] {
            let Totals { count, net, vat, .. } = totals;
            self.sums(group, what, "", [count.to_string(), net.to_string(), vat.to_string(), String::new()]);
        }
        for key in &group.documents {
            let amount = |amount: Decimal| amount.to_string();
            let amounts = [String::new(), amount(key.net), amount(key.vat), amount(key.simplified_gross)];
            self.sums(group, "documents", &key.key, amounts);
        }
        for (what, count) in [("unread", group.unread), ("withdrawn", group.withdrawn)] {
            if count > 0 {
                let empty = String::new;
                self.sums(group, what, "", [count.to_string(), empty(), empty(), empty()]);
            }
        }
    }

    fn sums(&mut self, group: &Group, what: &str, key: &str, amounts: [String; 4]) {
        let [count, net, vat, gross] = amounts;
        let first = self.first(what, group.direction);
        let [month, what, direction] = first;
        let (empty, currency) = (String::new, plain(&group.currency));
        let row = [month, what, direction, currency, plain(key), count, net, vat, gross, empty(), empty()];
        self.rows.push(row);
    }

    fn difference(&mut self, what: &str, difference: &Difference) {
        let [month, what, direction] = self.first(what, difference.direction);
        let (number, supplier) = (plain(&difference.number), plain(&difference.supplier));
        let [a, b, c, d, e, f] = std::array::from_fn(|_| String::new());
        self.rows.push([month, what, direction, a, b, c, d, e, f, number, supplier]);
    }

    fn first(&self, what: &str, direction: Direction) -> [String; 3] {
        let direction = label(self.language, direction.name());
        [self.month.clone(), label(self.language, what), direction]
    }
}

/// Text from outside that a spreadsheet does not take for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::{invoice::Amounts, reconciliation::Difference};
    use jiff::{Timestamp, civil::date};

    use super::*;

    #[test]
    fn every_sum_and_difference_has_its_row() {
        let mut month = Reconciliation::begin(date(2026, 10, 1), Timestamp::UNIX_EPOCH);
        let amounts = Amounts { net: Some(Decimal::new(10000, 2)), vat: Some(27.into()), gross: None };
        let group = month.group(Direction::Inbound, Some("HUF"));
        group.nav.add(&amounts);
        group.key("27").net += Decimal::new(10000, 2);
        let difference = Difference {
            direction: Direction::Inbound,
            number: "=1+1;x".into(),
            supplier: "12892312".into(),
            issue_date: date(2026, 10, 3),
        };
        month.not_here.add(difference, 10);
        let table = csv(&month, Language::En).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(lines[0].starts_with("\u{feff}Month;"));
        assert_eq!(lines[1], "2026-10;NAV;inbound;HUF;;1;100.00;27;;;");
        assert_eq!(lines[3], "2026-10;documents;inbound;HUF;27;;100.00;0;0;;");
        assert_eq!(lines[4], "2026-10;not in the inbox;inbound;;;;;;;\"'=1+1;x\";12892312");
    }

    #[test]
    fn every_heading_and_label_has_its_text() {
        let labels = ["nav", "inbox", "documents", "unread", "withdrawn", "not-here", "not-at-nav"];
        for name in COLUMNS.into_iter().chain(labels).chain(["inbound", "outbound"]) {
            assert!(text(Language::En, &format!("csv-{name}"), &[]).is_some(), "{name}");
        }
    }
}
