//! What becomes of a document after it is issued.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Buyer, Document, DocumentKind, DocumentStatus};
use crate::{country::Country, identifier::reference, record::RecordId, wrong::Wrong};

/// What was paid and corrected of a document, and what is open, in its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settlement {
    /// The gross amounts of its corrections, mostly below zero.
    #[schema(value_type = String, example = "0.00")]
    pub corrected: Decimal,
    /// What the customer paid, less what was paid back.
    #[schema(value_type = String, example = "100.00")]
    pub paid: Decimal,
    /// What the customer still has to pay; below zero what is owed to the customer.
    #[schema(value_type = String, example = "172.21")]
    pub open: Decimal,
}

impl Document {
    /// Whether it may be changed.
    pub fn is_draft(&self) -> bool {
        self.status == DocumentStatus::Draft
    }

    /// The same document with its number, naming its buyer as it is now.
    pub fn issued(self, number: String, buyer: Buyer, country: Country) -> Self {
        let mut issued = Self { number: Some(number), buyer: Some(buyer), ..self };
        // A year and a place in it name one invoice, whatever its number looks like.
        if let (Country::Fi, DocumentKind::Invoice, Some(sequence), None) =
            (country, issued.kind, issued.sequence, &issued.reference)
        {
            issued.reference = reference::viite(&format!("{}{sequence}", issued.issue_date.year()));
            issued.rf_reference = issued.reference.as_deref().and_then(reference::rf);
        }
        issued.settled(Decimal::ZERO, Decimal::ZERO)
    }

    /// The same document after a payment of `paid`, below zero where it is taken back or paid back, and
    /// corrections of `corrected`.
    fn settled(mut self, paid: Decimal, corrected: Decimal) -> Self {
        let settlement = &mut self.settlement;
        settlement.paid += paid;
        settlement.corrected += corrected;
        settlement.open = match self.kind {
            DocumentKind::Invoice => self.totals.gross + settlement.corrected - settlement.paid,
            // A correction changes what is open of the invoice that it corrects.
            DocumentKind::Corrective | DocumentKind::Cancellation => Decimal::ZERO,
        };
        self.status = self.status_now();
        self
    }

    fn status_now(&self) -> DocumentStatus {
        let Settlement { corrected, open, .. } = self.settlement;
        let is_invoice = self.kind == DocumentKind::Invoice;
        let taken_back = !corrected.is_zero() && corrected == -self.totals.gross;
        if is_invoice && (self.cancelled || taken_back) {
            DocumentStatus::Credited
        } else if is_invoice && open.is_zero() {
            DocumentStatus::Paid
        } else {
            DocumentStatus::Issued
        }
    }

    /// The same document after a payment; below zero where it is paid back. No more is paid than is open, and
    /// no more paid back than was paid.
    pub fn with_payment(self, amount: Decimal) -> Result<Self, Wrong> {
        self.check_payable()?;
        let Settlement { open, paid, .. } = self.settlement;
        if amount > open.max(Decimal::ZERO) {
            return Err(Wrong::new("amount", "allocation-open").with("open", open.normalize()));
        }
        if -amount > paid.max(Decimal::ZERO) {
            return Err(Wrong::new("amount", "allocation-paid").with("paid", paid.normalize()));
        }
        Ok(self.settled(amount, Decimal::ZERO))
    }

    /// The same document without a payment that was taken back.
    pub fn without_payment(self, amount: Decimal) -> Result<Self, Wrong> {
        self.check_payable()?;
        Ok(self.settled(-amount, Decimal::ZERO))
    }

    fn check_payable(&self) -> Result<(), Wrong> {
        if self.is_draft() || self.kind != DocumentKind::Invoice {
            return Err(Wrong::new("document", "payment-document"));
        }
        Ok(())
    }

    /// The same document, which `correction` corrects or cancels.
    pub fn with_correction(mut self, id: RecordId, correction: &Self) -> Result<Self, Wrong> {
        let fits = self.kind == DocumentKind::Invoice
            && !self.is_draft()
            && self.currency == correction.currency
            && self.prices == correction.prices
            && self.partner == correction.partner;
        if !fits {
            return Err(Wrong::new("base", "document-base"));
        }
        if self.status == DocumentStatus::Credited {
            return Err(Wrong::new("base", "document-credited"));
        }
        if correction.issue_date < self.issue_date {
            return Err(Wrong::new("issue_date", "issue-date-order").with("date", self.issue_date));
        }
        let left = self.totals.gross + self.settlement.corrected + correction.totals.gross;
        let cancels = correction.kind == DocumentKind::Cancellation;
        if cancels && !left.is_zero() {
            return Err(Wrong::new("lines", "cancellation-incomplete"));
        }
        if left * self.totals.gross < Decimal::ZERO {
            return Err(Wrong::new("lines", "document-overcredited"));
        }
        self.corrections.push(id);
        self.cancelled |= cancels;
        Ok(self.settled(Decimal::ZERO, correction.totals.gross))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Amounts, PaymentMethod, PriceBasis};
    use super::*;

    fn amount(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn document(kind: DocumentKind, gross: &str) -> Document {
        Document {
            kind,
            status: DocumentStatus::Draft,
            number: None,
            sequence: None,
            recorded: false,
            base: None,
            corrections: Vec::new(),
            cancelled: false,
            partner: RecordId::parse("p").unwrap(),
            buyer: None,
            issue_date: date(2026, 11, 2),
            supply_date: date(2026, 11, 2),
            due_date: date(2026, 11, 16),
            currency: "EUR".into(),
            rate: None,
            prices: PriceBasis::Net,
            payment_method: PaymentMethod::Transfer,
            lines: Vec::new(),
            vat_summary: Vec::new(),
            totals: Amounts { gross: amount(gross), ..Amounts::default() },
            settlement: Settlement::default(),
            reference: None,
            rf_reference: None,
            order_reference: None,
            text: None,
        }
    }

    fn issued(kind: DocumentKind, gross: &str, country: Country) -> Document {
        let buyer = Buyer { name: "Puu Oy".into(), tax_number: None, address: None };
        document(kind, gross).issued("20260001".into(), buyer, country)
    }

    fn correction(id: &str) -> RecordId {
        RecordId::parse(id).unwrap()
    }

    #[test]
    fn a_finnish_document_bears_its_reference() {
        let buyer = Buyer { name: "Puu Oy".into(), tax_number: None, address: None };
        let draft = Document { sequence: Some(17), ..document(DocumentKind::Invoice, "10") };
        let finnish = draft.issued("2026-0017".into(), buyer, Country::Fi);
        assert_eq!(finnish.reference.as_deref(), Some("2026176"));
        assert!(finnish.rf_reference.unwrap().starts_with("RF"));
        assert_eq!(issued(DocumentKind::Invoice, "10", Country::Pl).reference, None);
    }

    #[test]
    fn payments_close_a_document_and_their_return_opens_it() {
        let open = issued(DocumentKind::Invoice, "100", Country::Pl);
        assert_eq!((open.status, open.settlement.open), (DocumentStatus::Issued, amount("100")));
        let part = open.with_payment(amount("40")).unwrap();
        assert_eq!((part.status, part.settlement.open), (DocumentStatus::Issued, amount("60")));
        let paid = part.with_payment(amount("60")).unwrap();
        assert_eq!(paid.status, DocumentStatus::Paid);
        assert_eq!(paid.clone().without_payment(amount("60")).unwrap().status, DocumentStatus::Issued);
        assert_eq!(paid.clone().with_payment(amount("1")).unwrap_err().code, "allocation-open");
        assert_eq!(paid.clone().with_payment(amount("-101")).unwrap_err().code, "allocation-paid");
        assert_eq!(paid.with_payment(amount("-60")).unwrap().settlement.open, amount("60"));
        assert!(document(DocumentKind::Invoice, "1").with_payment(amount("1")).is_err());
        assert!(issued(DocumentKind::Corrective, "1", Country::Pl).with_payment(amount("1")).is_err());
    }

    #[test]
    fn corrections_change_what_is_open_and_a_cancellation_takes_all() {
        let invoice = issued(DocumentKind::Invoice, "100", Country::It);
        let part = issued(DocumentKind::Corrective, "-30", Country::It);
        let corrected = invoice.with_correction(correction("c1"), &part).unwrap();
        assert_eq!((corrected.status, corrected.settlement.open), (DocumentStatus::Issued, amount("70")));

        let much = issued(DocumentKind::Corrective, "-71", Country::It);
        let wrong = corrected.clone().with_correction(correction("c2"), &much).unwrap_err();
        assert_eq!(wrong.code, "document-overcredited");

        let too_much = issued(DocumentKind::Cancellation, "-100", Country::It);
        let wrong = corrected.clone().with_correction(correction("c2"), &too_much).unwrap_err();
        assert_eq!(wrong.code, "cancellation-incomplete");
        let rest = issued(DocumentKind::Cancellation, "-70", Country::It);
        let credited = corrected.with_correction(correction("c2"), &rest).unwrap();
        assert_eq!((credited.status, credited.settlement.open), (DocumentStatus::Credited, amount("0")));
        assert_eq!(credited.corrections.len(), 2);
        assert_eq!(credited.with_correction(correction("c3"), &rest).unwrap_err().code, "document-credited");
    }

    #[test]
    fn what_was_paid_of_a_credited_document_is_owed_back() {
        let paid = issued(DocumentKind::Invoice, "100", Country::It).with_payment(amount("100")).unwrap();
        let cancellation = issued(DocumentKind::Cancellation, "-100", Country::It);
        let credited = paid.with_correction(correction("c"), &cancellation).unwrap();
        assert_eq!((credited.status, credited.settlement.open), (DocumentStatus::Credited, amount("-100")));
    }
}
