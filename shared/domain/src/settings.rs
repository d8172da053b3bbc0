//! The company's settings.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    address::Address,
    identifier::IdentifierKind,
    language::Language,
    ledger_account::AccountNumber,
    limits::BOOKS,
    partner::{BankAccount, bank_accounts, email},
    record::RecordId,
    wrong::{self, Wrong},
};

/// What the company's documents say of it, and how they are made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    /// The name that documents show, if not the workspace's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Puuseppä")]
    pub trade_name: Option<String>,
    /// Where the company is, if not at the workspace's address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<Address>,
    /// Where mail goes, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mailing_address: Option<Address>,
    /// The address that documents are answered to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "office@example.fi")]
    pub email: Option<String>,
    /// The telephone number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "+358 9 123 4567")]
    pub phone: Option<String>,
    /// The web site.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "https://example.fi")]
    pub website: Option<String>,
    /// Bank accounts, the first is the one that documents show; at most 50.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub bank_accounts: Vec<BankAccount>,
    /// How documents are made.
    #[serde(default)]
    pub invoicing: Invoicing,
    /// Texts that documents show, by language and name, such as `footer`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    #[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub text_blocks: BTreeMap<Language, BTreeMap<String, String>>,
    /// Cash desks and bank accounts that vouchers are keyed for, at most 50.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub registers: Vec<Register>,
    /// The logo, if there is one; it is set by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo: Option<Logo>,
}

/// How documents are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Invoicing {
    /// Days until a document is due, where the customer has none of its own, 0 to 999.
    #[serde(default = "usual_days")]
    #[schema(example = 14, maximum = 999)]
    pub payment_days: u16,
    /// The language of documents, where the customer has none of its own; the country's where absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Language>,
    /// Penal interest in percent a year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "11.5")]
    pub penal_interest: Option<Decimal>,
    /// Italy's tax regime (regime fiscale), RF01 to RF19; RF01 where absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "RF01")]
    pub tax_regime: Option<String>,
    /// Italy's codice fiscale of the company, if it differs from the Partita IVA.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "RCCMNL83S18D969H")]
    pub codice_fiscale: Option<String>,
}

fn usual_days() -> u16 {
    14
}

impl Default for Invoicing {
    fn default() -> Self {
        Self {
            payment_days: usual_days(),
            language: None,
            penal_interest: None,
            tax_regime: None,
            codice_fiscale: None,
        }
    }
}

/// Where money is: a cash desk or a bank account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Register {
    /// Its code, 1 to 10 capital letters and digits; it stays.
    #[schema(example = "CASH")]
    pub code: String,
    /// Its name.
    #[schema(example = "Pääkassa")]
    pub name: String,
    /// Whether it is a cash desk or a bank account.
    pub kind: RegisterKind,
    /// Its currency, ISO 4217.
    #[schema(example = "EUR")]
    pub currency: String,
    /// What was in it before the first voucher.
    #[serde(default)]
    #[schema(value_type = String, example = "0")]
    pub opening: Decimal,
    /// Its ledger account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "381")]
    pub ledger_account: Option<AccountNumber>,
}

/// What kind of register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RegisterKind {
    /// A cash desk.
    Cash,
    /// A bank account.
    Bank,
}

/// The company's logo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Logo {
    /// `image/png` or `image/jpeg`.
    #[schema(example = "image/png")]
    pub content_type: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its width in pixels.
    pub width: usize,
    /// Its height in pixels.
    pub height: usize,
    /// SHA-256 of its bytes.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// When it was set.
    pub set_at: Timestamp,
}

/// The one record of settings.
pub fn id() -> RecordId {
    RecordId::of_parts(&["COMPANY"])
}

/// Names a register where it is noted that vouchers were keyed for it.
pub fn register_id(code: &str) -> RecordId {
    RecordId::of_parts(&["COMPANY", code])
}

impl Settings {
    /// The settings, if all they say can be.
    pub fn checked(mut self) -> Result<Self, Wrong> {
        wrong::optional("trade_name", self.trade_name.as_deref(), BOOKS.name)?;
        wrong::optional("phone", self.phone.as_deref(), 40)?;
        wrong::optional("website", self.website.as_deref(), 255)?;
        email("email", self.email.as_deref())?;
        for (field, address) in [("address", &self.address), ("mailing_address", &self.mailing_address)] {
            address.as_ref().map_or(Ok(()), |address| address.check(field))?;
        }
        bank_accounts("bank_accounts", &mut self.bank_accounts)?;
        self.invoicing = self.invoicing.checked()?;
        for (language, texts) in &self.text_blocks {
            let field = format!("text_blocks.{}", language.code());
            if texts.len() > 20 {
                return Err(Wrong::new(field, "list-length").with("most", 20));
            }
            for (name, text) in texts {
                wrong::text(&field, name, BOOKS.code)?;
                wrong::text(&format!("{field}.{name}"), text, BOOKS.note)?;
            }
        }
        wrong::list("registers", &self.registers, BOOKS.registers, Register::check)?;
        let mut codes: Vec<&str> = self.registers.iter().map(|register| register.code.as_str()).collect();
        codes.sort_unstable();
        if codes.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Wrong::new("registers", "register-twice"));
        }
        Ok(self)
    }

    /// The register of that code.
    pub fn register(&self, code: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.code == code)
    }

    /// The registers that other settings do not have any more, or have with another kind, currency or opening
    /// balance, which would shift every balance of the cashbook.
    pub fn registers_gone<'s>(&'s self, after: &'s Self) -> impl Iterator<Item = &'s Register> {
        let counted = |register: &'s Register| (register.kind, &register.currency, register.opening);
        self.registers.iter().filter(move |register| {
            after.register(&register.code).is_none_or(|now| counted(now) != counted(register))
        })
    }
}

impl Invoicing {
    fn checked(mut self) -> Result<Self, Wrong> {
        if self.payment_days > 999 {
            return Err(Wrong::new("invoicing.payment_days", "days-range"));
        }
        if self
            .penal_interest
            .is_some_and(|percent| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent))
        {
            return Err(Wrong::new("invoicing.penal_interest", "percent-range"));
        }
        let is_regime = |code: &str| {
            let number = code.strip_prefix("RF").and_then(|number| number.parse::<u8>().ok());
            code.len() == 4 && number.is_some_and(|number| matches!(number, 1 | 2 | 4..=20))
        };
        if self.tax_regime.as_deref().is_some_and(|code| !is_regime(code)) {
            return Err(Wrong::new("invoicing.tax_regime", "tax-regime-format"));
        }
        if let Some(code) = &mut self.codice_fiscale {
            *code = IdentifierKind::ItCodiceFiscale
                .check(code)
                .map_err(|error| Wrong::new("invoicing.codice_fiscale", error.code()))?;
        }
        Ok(self)
    }
}

impl Register {
    fn check(&self) -> Result<(), Wrong> {
        let plain = self.code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !plain || !(1..=10).contains(&self.code.len()) {
            return Err(Wrong::new("code", "register-code"));
        }
        wrong::text("name", &self.name, 80)?;
        wrong::currency("currency", &self.currency)?;
        wrong::signed_amount("opening", self.opening)
    }
}
