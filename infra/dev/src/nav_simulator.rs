//! The NAV simulator of the demo: a company's last month and this one, and a new invoice now and then.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use simulators::nav::{Company, NavConfig, NavSimulator, Operation, PublishedInvoice, samples};

use crate::clock;
use crate::szamlazz_simulator::DemoSzamlazz;

/// How long until another invoice appears.
const NEXT_INVOICE: Duration = Duration::from_secs(75);

/// NAV, with the demo company as its taxpayer.
pub struct DemoNav {
    simulator: NavSimulator,
    company: Company,
}

impl DemoNav {
    /// Listens on that port of 127.0.0.1, with the company's invoices of `today`'s month and the one before.
    /// Those that are yet to be recorded appear when their time comes.
    pub fn start(port: u16, today: &Zoned, szamlazz: &DemoSzamlazz) -> Result<Self> {
        local_cloud::check_port(port)?;
        let config = NavConfig {
            address: ([127, 0, 0, 1], port).into(),
            clock: Arc::new(|| clock::now().timestamp()),
        };
        let simulator = NavSimulator::start(config).context("the NAV simulator could not be started")?;
        let nav = Self { simulator, company: Company::demo() };
        nav.simulator.add_company(nav.company.clone());
        for first in [Self::first_day(today), today.date().first_of_month()] {
            for invoice in samples::month(&nav.company, first.year(), first.month()) {
                nav.publish(invoice.into_published(), szamlazz)?;
            }
        }
        Ok(nav)
    }

    /// Shows an invoice at NAV, and one that the company issued at Számlázz.hu, too.
    fn publish(&self, invoice: PublishedInvoice, szamlazz: &DemoSzamlazz) -> Result<()> {
        szamlazz.issue(&invoice)?;
        Ok(self.simulator.publish(&self.company.tax_number, invoice)?)
    }

    /// The issue date of the oldest invoice that it may have: the first day of last month.
    pub fn first_day(today: &Zoned) -> Date {
        let this_month = today.date().first_of_month();
        this_month.checked_sub(1.month()).unwrap_or(this_month)
    }

    pub fn company(&self) -> &Company {
        &self.company
    }

    pub fn base_url(&self) -> String {
        self.simulator.base_url()
    }

    /// How many digests it was asked for: more after every poll.
    pub fn digests(&self) -> usize {
        let asked = self.simulator.requests();
        asked.iter().filter(|request| request.operation == Operation::QueryInvoiceDigest).count()
    }

    /// Publishes another invoice of each direction now and then, for ever.
    pub async fn go_on(&self, szamlazz: &DemoSzamlazz) -> Result<()> {
        loop {
            tokio::time::sleep(NEXT_INVOICE).await;
            let now = clock::now().timestamp();
            let lines = (now.to_zoned(TimeZone::UTC).minute() % 5 + 1) as usize;
            let received = samples::many(&self.company, 1, lines, now);
            for invoice in received.into_iter().chain(samples::many_issued(&self.company, 1, lines, now)) {
                self.publish(invoice.into_published(), szamlazz)?;
            }
        }
    }
}
