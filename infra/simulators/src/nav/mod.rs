//! NAV Online Számla 3.0 as it behaves on the wire: queryInvoiceDigest, queryInvoiceData,
//! queryInvoiceChainDigest, queryInvoiceCheck and queryTaxpayer.
//!
//! It holds invoices that a test publishes, verifies each request as NAV does (schema order and facets,
//! versions, password hash, user relation, signature, time, request id) and answers with NAV's bodies and
//! HTTP statuses. [`Faults`] break the answers, a [`Gate`] cuts connections at chosen points. It serves on a
//! thread of its own, so that it answers while a test blocks. Operations that it does not have, such as
//! tokenExchange, answer 404 as unknown ones do.

mod answers;
mod chain;
mod company;
mod control;
mod data;
mod digest;
mod facets;
mod fault;
mod load;
mod operation;
mod published;
mod query;
mod request;
mod rewrite;
pub mod samples;
mod server;
mod state;
pub(crate) mod taxpayer;
mod verify;
pub(crate) mod xml;

use std::net::SocketAddr;
use std::sync::Arc;

use crate::common::{self, Serving};
use published::Standing;

pub use crate::common::{Clock, GateAction};
pub use answers::PrefixStyle;
pub use company::{Address, Company, Permissions, Taxpayer};
pub use fault::FaultKind;
pub use load::RateLimit;
pub use operation::Operation;
pub use published::{Direction, InvoiceOperation, PublishError, PublishedInvoice, Source};
pub use state::RecordedRequest;

/// A fault and the requests that it strikes.
pub type Fault = common::Fault<FaultKind, Operation>;

/// The faults that are switched on.
pub type Faults = common::Faults<FaultKind, Operation>;

/// Where a request stands.
pub type GatePoint = common::GatePoint<Operation>;

/// Decides what becomes of a request at each point.
pub type Gate = common::Gate<Operation>;

/// Where the simulator listens and what time it has.
pub struct NavConfig {
    /// The address to bind; port 0 takes a free one.
    pub address: SocketAddr,
    /// The simulator's clock.
    pub clock: Clock,
}

impl NavConfig {
    /// A free port of 127.0.0.1.
    pub fn local(clock: Clock) -> NavConfig {
        NavConfig { address: SocketAddr::from(([127, 0, 0, 1], 0)), clock }
    }
}

/// A running simulator; it stops when it is dropped.
pub struct NavSimulator {
    nav: Arc<server::Nav>,
    serving: Serving,
}

impl NavSimulator {
    /// Binds the address and serves. No runtime is needed around it.
    ///
    /// # Errors
    /// The address cannot be bound, or the thread or its runtime cannot be made.
    pub fn start(config: NavConfig) -> std::io::Result<NavSimulator> {
        let nav = Arc::new(server::Nav::new(config.clock));
        let serving = Serving::start("nav-simulator", config.address, server::router(Arc::clone(&nav)))?;
        Ok(NavSimulator { nav, serving })
    }

    /// The address that a client is given: `http://127.0.0.1:PORT/invoiceService/v3`.
    pub fn base_url(&self) -> String {
        format!("http://{}{}", self.serving.address, server::BASE_PATH)
    }

    /// Where a developer publishes demo invoices and switches faults over HTTP:
    /// `http://127.0.0.1:PORT/control` with `/invoices?tax_number=` (POST publishes the next one, GET lists)
    /// and `/faults?kind=&times=` (POST switches one on, DELETE all off).
    pub fn control_url(&self) -> String {
        format!("http://{}/control", self.serving.address)
    }

    /// Adds a taxpayer with a technical user. The same login again replaces the user (a changed password,
    /// other permissions); another login of the same tax number adds a second user.
    pub fn add_company(&self, company: Company) {
        self.nav.lock().add_company(company);
    }

    /// Adds a taxpayer that `queryTaxpayer` finds.
    pub fn add_taxpayer(&self, taxpayer: Taxpayer) {
        self.nav.lock().add_taxpayer(taxpayer);
    }

    /// Shows an invoice to a company. The other party of the invoice does not see it by that: publish it
    /// there too, in the other direction.
    ///
    /// # Errors
    /// The company is unknown, or the document lacks what a digest row needs.
    pub fn publish(&self, tax_number: &str, invoice: PublishedInvoice) -> Result<(), PublishError> {
        self.nav.lock().publish(tax_number, invoice)
    }

    /// Annuls every report of that number so far, technically: the digest goes on listing it (nav-gov-hu's
    /// Online-Invoice issue 333), its document is not handed out any more. Then the number can be reported
    /// anew.
    pub fn annul(&self, tax_number: &str, invoice_number: &str) {
        self.nav.lock().set_standing(tax_number, invoice_number, Standing::Annulled);
    }

    /// As [`NavSimulator::annul`], and the digest does not list the reports any more, as where an annulment
    /// is not followed by another report (issue 1019).
    pub fn withdraw(&self, tax_number: &str, invoice_number: &str) {
        self.nav.lock().set_standing(tax_number, invoice_number, Standing::Withdrawn);
    }

    /// The faults to switch.
    pub fn faults(&self) -> &Faults {
        &self.nav.faults
    }

    /// Asks `gate` before and after each request; `None` lets all pass.
    pub fn set_gate(&self, gate: Option<Gate>) {
        self.nav.lock().gate = gate;
    }

    /// Chooses the namespace prefixes of the answers.
    pub fn set_prefixes(&self, style: PrefixStyle) {
        self.nav.lock().style = style;
    }

    /// The requests since the start or the last clearing, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.nav.lock().requests.clone()
    }

    /// Forgets the recorded requests.
    pub fn clear_requests(&self) {
        self.nav.lock().requests.clear();
    }
}
