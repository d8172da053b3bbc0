//! Documents of every kind that NAV and Számlázz.hu tell of, told in any order.

use anyhow::Result;
use axum::http::StatusCode;
use domain::{fetch::FetchLimits, ids::WorkspaceId};
use harness::FaultPlan;
use jiff::{SignedDuration, Timestamp, civil::date, tz::TimeZone};
use rust_decimal::Decimal;
use serde_json::Value;
use simulators::{
    nav::{Company, Direction, PublishedInvoice, samples as nav_samples},
    szamlazz::{
        Account, Document, Held, Kind, Payment, from_nav, push_body, receipts_body, samples, storno_of,
        transaction_body,
    },
};
use uuid::Uuid;

use crate::{Cloud, Connection, Round, World};

/// In which order the two tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// NAV tells everything before Számlázz.hu begins.
    NavFirst,
    /// The other way round.
    SzamlazzFirst,
    /// Each in parts, which parts follows from the seed.
    Mixed(u64),
}

/// What one of the two tells.
#[derive(Clone)]
enum Telling {
    Nav(Box<PublishedInvoice>),
    Push(Vec<u8>),
}

/// Documents, the same ones for the same number.
pub struct MixedDocuments {
    nav: Vec<Telling>,
    szamlazz: Vec<Telling>,
}

/// Whose they are, and by which link they come.
const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::from_u128(0x1ed6e));
const KEY: &str = "0191b3a0000070008000000000000001wrld1";
/// 22 November 2026, 10 o'clock.
const BEGIN: i64 = 1_795_341_600;

/// Documents that are told before the queues are worked.
const AT_ONCE: usize = 50;

impl MixedDocuments {
    /// So many documents that were issued until a moment.
    fn new(count: usize, until: Timestamp) -> Result<Self> {
        let company = Company::demo();
        let from = until - SignedDuration::from_mins(30);
        let issued = nav_samples::many_issued(&company, count, 2, from);
        let received = nav_samples::many(&company, count, 2, from);
        let mut documents = Self { nav: Vec::new(), szamlazz: Vec::new() };
        for (n, (issued, received)) in issued.into_iter().zip(received).enumerate() {
            documents.add(n, issued.into_published(), received.into_published(), until)?;
        }
        Ok(documents)
    }

    /// What a world that is connected to both holds once they told so many documents in that order.
    pub async fn told(cloud: &Cloud, count: usize, order: Order) -> Result<Value> {
        let begin = Timestamp::from_second(BEGIN)?;
        let limits = FetchLimits { shards: 1, ..FetchLimits::default() };
        let mut world = World::new(cloud, FaultPlan::new(), begin, limits).await?;
        world.use_szamlazz().await?;
        let (company, account) = (Company::demo(), Account::demo());
        let connection = Connection {
            workspace: WORKSPACE,
            start: date(2026, 10, 1),
            watermark: begin - SignedDuration::from_mins(10),
            steps: Vec::new(),
            rechecked_on: None,
        };
        world.connect(&company, &connection).await?;
        world.szamlazz()?.add_account(account.clone());
        world.connect_szamlazz(WORKSPACE, Some(&account.agent_key), Some(KEY), connection.start).await?;
        Self::new(count, begin)?.play(&mut world, order).await
    }

    /// The document of position `n`: half of them are told by both.
    fn add(
        &mut self,
        n: usize,
        issued: PublishedInvoice,
        received: PublishedInvoice,
        at: Timestamp,
    ) -> Result<()> {
        let id = n as i64 + 1;
        let held = |direction, document| Held::new(id, direction, document, at);
        let day = at.to_zoned(TimeZone::UTC).date();
        let own = Document { number: format!("D-{n}"), ..samples::one(&Account::demo(), n, day) };
        match n % 10 {
            0 | 1 => {
                let document = from_nav(&issued)?;
                self.push(&held(Direction::Outbound, document.clone()), true);
                let paid = Payment::new(day, document.total().gross);
                self.push(
                    &held(Direction::Outbound, Document { payments: vec![paid], ..document }),
                    n.is_multiple_of(2),
                );
                self.tell(issued);
            }
            2 | 3 => {
                self.push(&held(Direction::Outbound, from_nav(&issued)?), true);
                self.tell(issued);
            }
            4 | 5 => {
                let part = Payment::new(day, Decimal::from(100));
                let document = Document { payments: vec![part], ..from_nav(&received)? };
                self.push(&held(Direction::Inbound, document), true);
                self.tell(received);
            }
            6 => self.tell(issued),
            7 => self.push(
                &held(Direction::Outbound, Document { number: format!("X-{n}"), ..from_nav(&issued)? }),
                true,
            ),
            8 => {
                let kind = if n % 20 == 8 { Kind::Proforma } else { Kind::DeliveryNote };
                self.push(&held(Direction::Outbound, Document { kind, ..own }), true);
            }
            _ => {
                let storno = Document { number: format!("ST-{n}"), ..storno_of(&from_nav(&issued)?) };
                self.push(&held(Direction::Outbound, storno), false);
                let transaction = samples::transaction(&held(Direction::Outbound, own), day);
                let numbered = simulators::szamlazz::BankTransaction { id, ..transaction };
                self.szamlazz.push(Telling::Push(transaction_body(&numbered)));
                let receipt =
                    simulators::szamlazz::Receipt { id, ..samples::receipt(&Account::demo(), n, day) };
                self.szamlazz.push(Telling::Push(receipts_body(&[receipt])));
            }
        }
        Ok(())
    }

    fn tell(&mut self, published: PublishedInvoice) {
        self.nav.push(Telling::Nav(Box::new(published)));
    }

    fn push(&mut self, held: &Held, with_pdf: bool) {
        self.szamlazz.push(Telling::Push(push_body(held, with_pdf)));
    }

    /// Tells them in that order to a world that is connected to both, and answers with what it holds then.
    async fn play(&self, world: &mut World, order: Order) -> Result<Value> {
        for part in self.in_order(order).chunks(AT_ONCE) {
            let mut pushes = false;
            for telling in part {
                match telling {
                    Telling::Nav(published) => {
                        let ins_date = world.clock.now();
                        let published = PublishedInvoice { ins_date, ..(**published).clone() };
                        world.nav.publish(&Company::demo().tax_number, published)?;
                    }
                    Telling::Push(body) => {
                        // Two states of one document must not have the same moment.
                        world.clock.advance(SignedDuration::from_millis(10));
                        let (status, _) = world.push(KEY, body.clone()).await?;
                        anyhow::ensure!(status == StatusCode::OK, "a push was answered with {status}");
                        pushes = true;
                    }
                }
            }
            if pushes {
                world.drain(&mut Round::default()).await?;
            }
            world.tick().await?;
        }
        for _ in 0..20 {
            if world.under_way(WORKSPACE).await?.is_none() {
                break;
            }
            world.tick().await?;
        }
        world.told(WORKSPACE).await
    }

    fn in_order(&self, order: Order) -> Vec<Telling> {
        let (nav, szamlazz) = (self.nav.iter(), self.szamlazz.iter());
        match order {
            Order::NavFirst => nav.chain(szamlazz).cloned().collect(),
            Order::SzamlazzFirst => szamlazz.chain(nav).cloned().collect(),
            Order::Mixed(seed) => {
                let mut random = fastrand::Rng::with_seed(seed);
                let (mut nav, mut szamlazz) = (nav.peekable(), szamlazz.peekable());
                let mut mixed = Vec::new();
                // Each of the two keeps its own order: the later state of a document comes later.
                while nav.peek().is_some() || szamlazz.peek().is_some() {
                    let next = if random.bool() {
                        nav.next().or_else(|| szamlazz.next())
                    } else {
                        szamlazz.next().or_else(|| nav.next())
                    };
                    mixed.extend(next.cloned());
                    // An acknowledgement was lost: it comes again.
                    if random.u8(..8) == 0 && matches!(next, Some(Telling::Push(_))) {
                        mixed.extend(next.cloned());
                    }
                }
                mixed
            }
        }
    }
}
