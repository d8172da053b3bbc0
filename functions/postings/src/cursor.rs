//! Where a list of rows goes on: an invoice may have more of them than a page.

use domain::invoice::ListPlace;
use lambda::problem::Problem;

/// A place in the list: behind an invoice, or behind some rows of it.
pub struct Cursor {
    /// The invoice.
    pub invoice: ListPlace,
    /// How many of its rows are done with; none where all are.
    pub rows: Option<usize>,
}

impl Cursor {
    /// Reads a cursor from a request.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let invalid = || Problem::field("cursor", "cursor-invalid");
        let (invoice, rows) = match text.split_once('.') {
            None => (text, None),
            Some((invoice, rows)) => (invoice, Some(rows.parse().map_err(|_| invalid())?)),
        };
        Ok(Self { invoice: ListPlace::parse(invoice).ok_or_else(invalid)?, rows })
    }

    /// The cursor as text.
    pub fn name(&self) -> String {
        let invoice = self.invoice.as_str();
        self.rows.map_or_else(|| invoice.to_owned(), |rows| format!("{invoice}.{rows}"))
    }

    /// In front of what the list goes on with.
    pub fn bound(&self) -> ListPlace {
        match self.rows {
            None => self.invoice.clone(),
            Some(_) => self.invoice.just_behind(),
        }
    }

    /// Rows of that invoice that earlier pages had.
    pub fn shown(&self, invoice: &ListPlace) -> usize {
        self.rows.filter(|_| self.invoice == *invoice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INVOICE: &str = "2026-11-03-inbound-9f86d081884c7d659a2feaa0c55ad015";

    #[test]
    fn a_list_goes_on_behind_an_invoice_or_within_it() {
        let behind = Cursor::parse(INVOICE).unwrap_or_else(|_| panic!("a cursor"));
        assert_eq!((behind.name().as_str(), behind.rows), (INVOICE, None));
        assert_eq!(behind.bound(), behind.invoice, "the invoice itself is done with");
        let within = Cursor::parse(&format!("{INVOICE}.120")).unwrap_or_else(|_| panic!("a cursor"));
        assert_eq!(within.name(), format!("{INVOICE}.120"));
        assert!(within.bound() > within.invoice, "the invoice comes again");
        assert_eq!((within.shown(&behind.invoice), behind.shown(&behind.invoice)), (120, 0));
        let next = ListPlace::parse("2026-11-03-inbound-9f86d081884c7d659a2feaa0c55ad016");
        assert!(next.is_some_and(|next| next > within.bound() && within.shown(&next) == 0));
    }

    #[test]
    fn other_texts_are_no_cursors() {
        for text in ["", "2026-11-03", &format!("{INVOICE}.x"), &format!("{INVOICE}~"), ".5"] {
            assert!(Cursor::parse(text).is_err(), "{text}");
        }
    }
}
