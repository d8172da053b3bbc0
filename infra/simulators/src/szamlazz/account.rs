//! Accounts: who may call the Agent, and where pushes and IPNs of an account go.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::party::Party;
use crate::nav::Company;

/// An account of one company.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The Agent key; only lower-case ones are accepted.
    pub agent_key: String,
    /// Login (`felhasznalo`).
    pub user: String,
    /// Password (`jelszo`).
    pub password: String,
    /// The company, supplier of what it issues.
    pub company: Party,
    /// The prefixes of invoice numbers (`szamlaszamElotag`); the first is used where none is asked for.
    pub prefixes: Vec<String>,
    /// The setting "Rendelésszám ismétlődésének tiltása": an order number is invoiced only once.
    pub refuses_repeated_orders: bool,
    /// Whether it is a test account.
    pub test: bool,
}

impl Account {
    /// An account of a company that NAV's simulator may know too. It lets order numbers repeat.
    pub fn new(agent_key: &str, company: &Company) -> Account {
        Account {
            agent_key: agent_key.into(),
            user: format!("{}@example.com", company.login),
            password: company.password.clone(),
            company: Party::from(company),
            prefixes: vec!["SIM".into()],
            refuses_repeated_orders: false,
            test: false,
        }
    }

    /// The account of [`Company::demo`].
    pub fn demo() -> Account {
        Account::new("demo0agent1key2of3zoldfa4lakberendezes5kft6", &Company::demo())
    }

    /// The first eight digits of the company's tax number.
    pub fn tax_number(&self) -> &str {
        self.company.taxpayer_id()
    }
}

/// Leaves the secrets out.
impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Account")
            .field("user", &self.user)
            .field("company", &self.company.name)
            .finish_non_exhaustive()
    }
}

/// A connection to a bookkeeping program ("Online pénzügyi adatkapcsolat").
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where the program listens.
    pub url: String,
    /// The customer's key there, at most 40 characters.
    pub key: String,
    /// Whether the key is also appended to the address, as it is.
    pub key_in_url: bool,
    /// Whether outgoing invoices are sent.
    pub outgoing: bool,
    /// Whether incoming invoices are sent.
    pub incoming: bool,
    /// Whether bank transactions are sent.
    pub bank: bool,
    /// Whether receipts are sent.
    pub receipts: bool,
    /// Whether invoices come with their PDF.
    pub with_pdf: bool,
    /// Documents of that day and later are sent when the connection is made; without it only new ones.
    pub from: Option<Date>,
    /// How long after a change the first try is due, at most 15 minutes.
    pub delay: SignedDuration,
    /// How long after a failed try the next is due. Számlázz.hu does not tell.
    pub retry_every: SignedDuration,
}

impl Connection {
    /// A connection of every stream, without PDFs, due at once and again 15 minutes after a failure.
    pub fn new(url: &str, key: &str) -> Connection {
        Connection {
            url: url.into(),
            key: key.into(),
            key_in_url: false,
            outgoing: true,
            incoming: true,
            bank: true,
            receipts: true,
            with_pdf: false,
            from: None,
            delay: SignedDuration::ZERO,
            retry_every: SignedDuration::from_mins(15),
        }
    }
}

/// Leaves the key out.
impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connection").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Where news of payments go (IPN).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpnSettings {
    /// The address.
    pub url: String,
    /// Whether the date of payment is told; off, until customer service switches it on.
    pub with_date: bool,
}

impl IpnSettings {
    /// The usual notices.
    pub fn new(url: &str) -> IpnSettings {
        IpnSettings { url: url.into(), with_date: false }
    }
}
