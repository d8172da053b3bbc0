//! The columns of each kind of workbook, as one table per kind.

use domain::{exchange::WorkbookKind, language::Language};

use crate::{account, partner, product};

/// The columns of a kind of workbook.
pub trait Columns: Copy {
    /// The columns in the order in which they are written.
    fn columns(self) -> &'static [Column];

    /// The names of the texts for what a record has and no column holds.
    fn left_out(self) -> &'static [&'static str];

    /// The name of the text that is the column's heading: `workbook-partner-tax_number`.
    fn heading(self, column: &Column) -> String;

    /// The name of the text that explains the column.
    fn help(self, column: &Column) -> String {
        format!("{}-help", self.heading(column))
    }

    /// The column that holds a field of the record, such as `address.city`.
    fn place_of(self, field: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.field == field)
    }

    /// The column of a heading in any language, or of its name.
    fn place_of_heading(self, heading: &str, text: &Texts<'_>) -> Option<usize> {
        let wanted = plain(heading);
        let is_it = |column: &Column| {
            let named = self.heading(column);
            plain(column.name) == wanted
                || Language::ALL
                    .into_iter()
                    .any(|language| is_called(&plain(&text(language, &named)), &wanted))
        };
        self.columns().iter().position(is_it)
    }
}

impl Columns for WorkbookKind {
    fn columns(self) -> &'static [Column] {
        match self {
            Self::Partners => partner::COLUMNS,
            Self::Products => product::COLUMNS,
            Self::LedgerAccounts => account::COLUMNS,
        }
    }

    fn left_out(self) -> &'static [&'static str] {
        match self {
            Self::Partners => partner::LEFT_OUT,
            Self::Products | Self::LedgerAccounts => &[],
        }
    }

    fn heading(self, column: &Column) -> String {
        let one = match self {
            Self::Partners => "partner",
            Self::Products => "product",
            Self::LedgerAccounts => "account",
        };
        format!("workbook-{one}-{}", column.name)
    }
}

/// The text of that name in that language.
pub type Texts<'a> = dyn Fn(Language, &str) -> String + 'a;

/// Whether a column of that heading is called so; one that says a second name in brackets goes by either.
fn is_called(heading: &str, wanted: &str) -> bool {
    let both = heading.strip_suffix(')').and_then(|both| both.split_once(" ("));
    heading == wanted || both.is_some_and(|(first, second)| first == wanted || second == wanted)
}

fn plain(heading: &str) -> String {
    let words = heading.trim_end_matches([' ', '*']).split_whitespace();
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, which never changes.
    pub name: &'static str,
    /// The field of the record, as the domain names it when it is wrong.
    pub field: &'static str,
    /// What its cells hold.
    pub cells: Cells,
    /// Whether a new record needs it.
    pub required: bool,
    /// What stands in its place, after it was found wrong, while the rest of the row is checked; nothing if
    /// empty.
    pub stand_in: &'static str,
    /// Its width in characters.
    pub width: u8,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Words.
    Text,
    /// A number that is a name: leading zeros count.
    Number,
    /// A number to reckon with.
    Decimal,
    /// Yes or no, in any of our languages.
    YesNo,
    /// One of these codes.
    Coded(&'static [&'static str]),
}

impl Cells {
    /// What may stand there: the name of a text, or the codes.
    pub(crate) fn expected(self) -> Expected {
        match self {
            Self::Text => Expected::Named("workbook-text"),
            Self::Number => Expected::Named("workbook-number"),
            Self::Decimal => Expected::Named("workbook-decimal"),
            Self::YesNo => Expected::Named("workbook-yes_no"),
            Self::Coded(codes) => Expected::Codes(codes),
        }
    }
}

/// What may stand in a cell.
pub(crate) enum Expected {
    /// What the text of that name says.
    Named(&'static str),
    /// One of these.
    Codes(&'static [&'static str]),
}

impl Column {
    /// A column of that name and content, of the field of the same name.
    pub(crate) const fn new(name: &'static str, cells: Cells, width: u8) -> Self {
        Self { name, field: name, cells, required: false, stand_in: "", width }
    }

    /// The same, of another field.
    pub(crate) const fn of(self, field: &'static str) -> Self {
        Self { field, ..self }
    }

    /// The same, which a new record needs.
    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, with what stands in for a wrong value.
    pub(crate) const fn or(self, stand_in: &'static str) -> Self {
        Self { stand_in, ..self }
    }
}
