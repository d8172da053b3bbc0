//! A reconciliation as a table for spreadsheets: a row for each sum, and one for each difference.

use domain::{
    invoice::Direction,
    language::Language,
    reconciliation::{Difference, Group, Reconciliation, Totals, month_name},
};
use lambda::{problem::Problem, table, texts::text};
use rust_decimal::Decimal;
use store::StoreError;

/// The columns: the texts `csv-` and these names are their headings.
const COLUMNS: [&str; 12] = [
    "month",
    "what",
    "direction",
    "currency",
    "vat-key",
    "count",
    "net",
    "vat",
    "simplified-gross",
    "date",
    "invoice",
    "supplier",
];

/// The table in a language.
pub fn csv(month: &Reconciliation, language: Language) -> Result<String, Problem> {
    let mut rows = Vec::new();
    for group in &month.groups {
        rows.extend(of_group(group, language));
    }
    for (what, differences) in [("not-here", &month.not_here), ("not-at-nav", &month.not_at_nav)] {
        if differences.count > 0 {
            rows.push(Row { what, count: differences.count.to_string(), ..Row::default() });
        }
        rows.extend(differences.named.iter().map(|difference| of_difference(what, difference)));
    }
    let month = month_name(month.month);
    written(&month, &rows, language).map_err(|error| StoreError::Corrupt(error.to_string()).into())
}

fn written(month: &str, rows: &[Row], language: Language) -> Result<String, csv::Error> {
    let headings = COLUMNS.map(|column| label(language, column));
    table::written(headings, rows.iter().map(|row| row.cells(month, language)))
}

fn label(language: Language, name: &str) -> String {
    text(language, &format!("csv-{name}"), &[]).unwrap_or_else(|| name.to_owned())
}

/// An amount as spreadsheets of that language read it: with a decimal comma everywhere but in English.
fn amount(amount: Decimal, language: Language) -> String {
    let plain = amount.to_string();
    if language == Language::En { plain } else { plain.replace('.', ",") }
}

/// A row, before its labels are put into a language.
#[derive(Default)]
struct Row {
    what: &'static str,
    direction: Option<Direction>,
    currency: String,
    key: String,
    count: String,
    net: String,
    vat: String,
    simplified_gross: String,
    date: String,
    invoice: String,
    supplier: String,
}

impl Row {
    fn cells(&self, month: &str, language: Language) -> [String; COLUMNS.len()] {
        let direction = self.direction.map(|direction| label(language, direction.name()));
        [
            month.to_owned(),
            label(language, self.what),
            direction.unwrap_or_default(),
            table::plain(&self.currency),
            table::plain(&self.key),
            self.count.clone(),
            self.net.clone(),
            self.vat.clone(),
            self.simplified_gross.clone(),
            self.date.clone(),
            table::plain(&self.invoice),
            table::plain(&self.supplier),
        ]
    }
}

fn of_group(group: &Group, language: Language) -> Vec<Row> {
    let row = |what| Row {
        what,
        direction: Some(group.direction),
        currency: group.currency.clone(),
        ..Row::default()
    };
    let totals = |what, totals: &Totals| Row {
        count: totals.count.to_string(),
        net: amount(totals.net, language),
        vat: amount(totals.vat, language),
        ..row(what)
    };
    let mut rows = vec![totals("nav", &group.nav), totals("inbox", &group.inbox)];
    rows.extend(group.documents.iter().map(|key| Row {
        key: key.key.clone(),
        net: amount(key.net, language),
        vat: amount(key.vat, language),
        simplified_gross: amount(key.simplified_gross, language),
        ..row("documents")
    }));
    let counts = [("unread", group.unread), ("withdrawn", group.withdrawn)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    rows.extend(counts.map(|(what, count)| Row { count: count.to_string(), ..row(what) }));
    rows
}

fn of_difference(what: &'static str, difference: &Difference) -> Row {
    Row {
        what,
        direction: Some(difference.direction),
        date: difference.issue_date.to_string(),
        invoice: difference.number.clone(),
        supplier: difference.supplier.clone(),
        ..Row::default()
    }
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
        assert_eq!(lines.len(), 6);
        assert!(lines[0].starts_with("\u{feff}Month;"));
        assert_eq!(lines[1], "2026-10;NAV;inbound;HUF;;1;100.00;27;;;;");
        assert_eq!(lines[3], "2026-10;documents;inbound;HUF;27;;100.00;0;0;;;");
        assert_eq!(lines[4], "2026-10;not in the inbox;;;;1;;;;;;");
        assert_eq!(lines[5], "2026-10;not in the inbox;inbound;;;;;;;2026-10-03;\"'=1+1;x\";12892312");
        assert!(csv(&month, Language::Hu).unwrap().contains(";100,00;"));
    }

    #[test]
    fn every_heading_and_label_has_its_text() {
        let labels = ["nav", "inbox", "documents", "unread", "withdrawn", "not-here", "not-at-nav"];
        for name in COLUMNS.into_iter().chain(labels).chain(["inbound", "outbound"]) {
            assert!(text(Language::En, &format!("csv-{name}"), &[]).is_some(), "{name}");
        }
    }
}
