//! The Számlázz.hu simulator of the demo: the company's account, with the invoices that it issued.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::civil::Date;
use simulators::nav::{Company, Direction, PublishedInvoice};
use simulators::szamlazz::{Account, Connection, SzamlazzConfig, SzamlazzSimulator, from_nav};

use crate::clock;

/// What keys of links end in here.
pub const POSTFIX: &str = "demo1";
/// How often what is due is pushed.
const NEXT_PUSHES: Duration = Duration::from_secs(10);

/// Számlázz.hu, with the demo company's account.
pub struct DemoSzamlazz {
    simulator: SzamlazzSimulator,
    account: Account,
}

impl DemoSzamlazz {
    /// Listens on that port of 127.0.0.1.
    pub fn start(port: u16, company: &Company) -> Result<Self> {
        local_cloud::check_port(port)?;
        let config = SzamlazzConfig {
            address: ([127, 0, 0, 1], port).into(),
            clock: Arc::new(|| clock::now().timestamp()),
        };
        let started = SzamlazzSimulator::start(config);
        let simulator = started.context("the Számlázz.hu simulator could not be started")?;
        let account = Account { company: company.into(), ..Account::demo() };
        simulator.add_account(account.clone());
        Ok(Self { simulator, account })
    }

    /// Takes over an invoice that the company reported, as if its program had issued it. It issues neither
    /// batches nor what others issued.
    pub fn issue(&self, published: &PublishedInvoice) -> Result<()> {
        match from_nav(published) {
            Ok(document) if published.direction == Direction::Outbound => {
                self.simulator.issue(&self.account.agent_key, document)?;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub fn agent_key(&self) -> &str {
        &self.account.agent_key
    }

    pub fn agent_url(&self) -> String {
        self.simulator.agent_url()
    }

    pub fn control_url(&self) -> String {
        self.simulator.control_url()
    }

    /// Enters the key of a link, as the owner does at Számlázz.hu; what was issued since that day is pushed.
    pub fn link(&self, address: &str, key: &str, from: Date) -> Result<()> {
        let connection = Connection { with_pdf: true, from: Some(from), ..Connection::new(address, key) };
        Ok(self.simulator.connect(&self.account.agent_key, connection)?)
    }

    /// Pushes what is due, for ever.
    pub async fn go_on(&self) -> Result<()> {
        loop {
            self.simulator.push_due().await?;
            tokio::time::sleep(NEXT_PUSHES).await;
        }
    }
}
