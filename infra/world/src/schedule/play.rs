//! One schedule: three acts in which NAV's records grow, the weather strikes, and then all is quiet again.

use anyhow::{Result, bail};
use domain::{
    fetch::{FetchLimits, Step, Window},
    ids::WorkspaceId,
    invoice::Direction,
};
use harness::{Fault as Crash, FaultPlan};
use jiff::{SignedDuration, Timestamp, civil::date};
use serde_json::Value;
use simulators::nav::{Company, samples};
use uuid::Uuid;

use super::{mail::Mail, weather::Weather};
use crate::{Cloud, Connection, World};

/// From the beginning of one act to that of the next, however long the quiet took.
const ACT: SignedDuration = SignedDuration::from_hours(72);
/// Ticks of an act under weather.
const TICKS: usize = 5;
/// Ticks within which all has to be quiet after an act.
const MOST_QUIET_TICKS: usize = 60;
/// Messages that one tick can cause, at most.
const MOST_MESSAGES: usize = 200;

/// A schedule in the making.
pub struct Play {
    world: World,
    kind: u64,
    workspace: WorkspaceId,
    weather: Weather,
    mail: Mail,
    acts: i32,
}

fn begin() -> Timestamp {
    Timestamp::from_second(1_795_341_600).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Play {
    /// A connected company with a past, at the beginning.
    pub async fn new(cloud: &Cloud, kind: u64, weather: Weather) -> Result<Self> {
        let limits = FetchLimits { shards: 1, requests: 6, step_requests: 9, ..FetchLimits::default() };
        let world = World::new(cloud, FaultPlan::new(), begin(), limits.clone()).await?;
        let workspace = WorkspaceId(Uuid::from_u128(0x5eed));
        let company = Company::demo();
        world.nav.add_company(company.clone());
        let month = 8 + (kind % 3) as i8;
        for sample in samples::month(&company, 2026, month).into_iter().skip(kind as usize % 5).step_by(2) {
            world.nav.publish(&company.tax_number, sample.into_published())?;
        }
        let window = Window { from: begin() - SignedDuration::from_hours(24 * 120), to: begin() };
        let steps = Direction::BOTH.map(|direction| Step::pages(direction, window, 1, begin(), &limits));
        let connection = Connection {
            workspace,
            start: date(2026, month, 5),
            watermark: begin() - SignedDuration::from_mins(10),
            steps: steps.to_vec(),
            rechecked_on: None,
        };
        world.connect(&company, &connection).await?;
        Ok(Self { world, kind, workspace, weather, mail: Mail::default(), acts: 0 })
    }

    /// Plays to the end; the state of the inbox then.
    pub async fn play(&mut self) -> Result<Value> {
        self.act("the past, and new invoices", |play| play.publish_new()).await?;
        self.act("what was annulled, sent again or late", |play| play.change()).await?;
        self.act("days later", |_| Ok(())).await?;
        Ok(self.world.inbox(self.workspace).await?.state)
    }

    /// New invoices, stored by NAV while the ticks go on.
    fn publish_new(&self) -> Result<()> {
        let company = Company::demo();
        let count = 3 + self.kind as usize % 4;
        for sample in samples::many(&company, count, 2, begin() - SignedDuration::from_mins(2)) {
            self.world.nav.publish(&company.tax_number, sample.into_published())?;
        }
        Ok(())
    }

    /// One of the new invoices is annulled, another sent again; a third was stored days ago and shows now.
    fn change(&self) -> Result<()> {
        let company = Company::demo();
        let from = begin() - SignedDuration::from_mins(2);
        let mut new = samples::many(&company, 2, 2, from).into_iter();
        if let Some(annulled) = new.next() {
            self.world.nav.annul(&company.tax_number, &annulled.number);
        }
        if let Some(again) = new.next() {
            self.world.nav.annul(&company.tax_number, &again.number);
            let mut published = again.into_published();
            published.ins_date = begin() + ACT;
            published.transaction_id = Some("SENTAGAIN".into());
            self.world.nav.publish(&company.tax_number, published)?;
        }
        for late in samples::many(&company, 1, 1, begin() - SignedDuration::from_hours(24 * 6)) {
            self.world.nav.publish(&company.tax_number, late.into_published())?;
        }
        Ok(())
    }

    /// Something happens at NAV, ticks go by under weather, then all becomes quiet and days pass.
    async fn act(&mut self, name: &str, happens: impl Fn(&Self) -> Result<()>) -> Result<()> {
        happens(self)?;
        for _ in 0..TICKS {
            if let Some(fault) = self.weather.of_nav() {
                self.world.nav.faults().add(fault);
            }
            self.tick().await?;
        }
        self.world.nav.faults().clear();
        let weather = std::mem::replace(&mut self.weather, Weather::calm());
        let quiet = self.until_quiet().await?;
        self.weather = weather;
        if let Some(pending) = quiet {
            bail!("{name}: not quiet after {MOST_QUIET_TICKS} ticks: {pending}");
        }
        self.acts += 1;
        let next = begin() + ACT * self.acts;
        self.world.clock.advance(next.duration_since(self.world.clock.now()));
        Ok(())
    }

    /// What is still to come after many ticks, if anything.
    async fn until_quiet(&mut self) -> Result<Option<String>> {
        let mut pending = None;
        for _ in 0..MOST_QUIET_TICKS {
            self.tick().await?;
            pending = self.world.pending(self.workspace).await?;
            if pending.is_none() {
                break;
            }
            self.world.clock.advance(SignedDuration::from_mins(30));
        }
        Ok(pending)
    }

    /// Three minutes pass; the slice is polled, by two at once now and then, and the steps are worked.
    async fn tick(&mut self) -> Result<()> {
        self.world.clock.advance(SignedDuration::from_mins(3));
        let slice = self.world.slice_event(&[self.workspace]);
        let overlapping = self.weather.strikes(4);
        let event = slice.clone();
        self.invoke(event, overlapping.then_some(slice)).await?;
        for _ in 0..MOST_MESSAGES {
            self.mail.collect(&self.world, &mut self.weather).await?;
            if self.mail.is_late(&mut self.weather) {
                return Ok(());
            }
            let Some(event) = self.mail.next(&mut self.weather) else { return Ok(()) };
            let overlapping = self.weather.strikes(6).then(|| event.clone());
            self.invoke(event, overlapping).await?;
        }
        bail!("a tick causes more than {MOST_MESSAGES} messages")
    }

    /// Invokes fetch-invoices as processes that have just started. What fails or crashes comes again only
    /// with a later tick, as a message that went to the dead-letter queue would.
    async fn invoke(
        &mut self,
        event: aws_lambda_events::sqs::SqsEvent,
        overlapping: Option<aws_lambda_events::sqs::SqsEvent>,
    ) -> Result<()> {
        self.world.plan.arm(Crash::None);
        self.world.plan.arm(self.weather.of_the_process());
        let one = self.world.fetch_invoices()?;
        match overlapping {
            None => drop(fetch_invoices::handle(&one, event).await),
            Some(second) => {
                let other = self.world.fetch_invoices()?;
                let (first, second) =
                    tokio::join!(fetch_invoices::handle(&one, event), fetch_invoices::handle(&other, second));
                drop((first, second));
            }
        }
        self.world.plan.revive();
        self.world.plan.arm(Crash::None);
        Ok(())
    }
}
