//! Which records the books keep, and by what each is found.

use domain::{
    chart::LedgerAccount,
    document::Document,
    partner::{self, Partner},
    payment::Payment,
    posting::PostingRules,
    product::Product,
    record::{self, RecordKind},
    series::Series,
    settings::Settings,
    voucher::Voucher,
};

use crate::records::{Name, Record};

impl Name {
    /// A code or number that one record bears. Blanks around it and its case do not count: whoever reads
    /// `inv-7` and `INV-7`, on paper or in a file, takes them for one document or product, although NAV would
    /// let a company number two invoices so.
    pub fn unique(field: &'static str, value: &str) -> Self {
        Self { field, value: record::found_by(value), unique: true }
    }

    /// A tax number, which several records may bear.
    pub fn tax_number(field: &'static str, number: &str) -> Self {
        Self { field, value: partner::found_by(number), unique: false }
    }
}

impl Record for Partner {
    const KIND: RecordKind = RecordKind::Partner;

    fn names(&self) -> Vec<Name> {
        let code = self.code.as_deref().map(|code| Name::unique("code", code));
        let tax_number = self.tax_number.as_deref().map(|number| Name::tax_number("tax_number", number));
        let eu_vat_number =
            self.eu_vat_number.as_deref().map(|number| Name::tax_number("eu_vat_number", number));
        [code, tax_number, eu_vat_number].into_iter().flatten().collect()
    }
}

impl Record for Product {
    const KIND: RecordKind = RecordKind::Product;

    fn names(&self) -> Vec<Name> {
        vec![Name::unique("sku", &self.sku)]
    }
}

impl Record for LedgerAccount {
    const KIND: RecordKind = RecordKind::LedgerAccount;
}

impl Record for Document {
    const KIND: RecordKind = RecordKind::Document;
    const LISTED: bool = true;

    fn names(&self) -> Vec<Name> {
        self.number.iter().map(|number| Name::unique("number", number)).collect()
    }

    fn listed(&self) -> Option<String> {
        Some(self.issue_date.to_string())
    }
}

impl Record for Payment {
    const KIND: RecordKind = RecordKind::Payment;
    const LISTED: bool = true;

    fn listed(&self) -> Option<String> {
        Some(self.date.to_string())
    }
}

impl Record for Voucher {
    const KIND: RecordKind = RecordKind::Voucher;
}

impl Record for Settings {
    const KIND: RecordKind = RecordKind::Settings;
}

impl Record for Series {
    const KIND: RecordKind = RecordKind::Series;
}

impl Record for PostingRules {
    const KIND: RecordKind = RecordKind::PostingRules;
}
