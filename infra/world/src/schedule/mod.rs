//! Seeded schedules: the same invoices under faults of NAV, crashes, lost answers, duplicates and overlapping
//! ticks. Whatever comes between, the inbox ends as if nothing had.

mod mail;
mod play;
mod weather;

use std::{collections::HashMap, ops::Range, sync::Arc};

use anyhow::{Result, ensure};
use harness::{Difference, without};
use serde_json::Value;
use tokio::{
    sync::{Mutex, OnceCell},
    task::JoinSet,
};

use crate::Cloud;
use play::Play;
use weather::Weather;

/// Kinds of plays: seeds of one kind have the same invoices, so that the undisturbed run is played once.
const PLAYS: u64 = 16;
/// Schedules played at a time.
const AT_ONCE: usize = 4;
/// What legitimately differs: moments of our own, and earlier reports that an outage hid.
const TIMES: [&str; 6] =
    ["failed_at", "learned_at", "begun_at", "finished_at", "superseded", "failing_since"];

/// The schedules of one process.
pub struct Schedules {
    cloud: Arc<Cloud>,
    undisturbed: Mutex<HashMap<u64, Arc<OnceCell<Value>>>>,
}

impl Schedules {
    /// Schedules over one cloud.
    pub fn new(cloud: Arc<Cloud>) -> Self {
        Self { cloud, undisturbed: Mutex::default() }
    }

    /// Plays the schedules of these seeds, some at a time.
    ///
    /// # Errors
    /// The first that ends differently.
    pub async fn play_all(self: &Arc<Self>, mut seeds: Range<u64>) -> Result<()> {
        let mut playing = JoinSet::new();
        loop {
            while playing.len() < AT_ONCE
                && let Some(seed) = seeds.next()
            {
                let schedules = self.clone();
                playing.spawn(async move { schedules.play(seed).await });
            }
            match playing.join_next().await {
                Some(played) => played??,
                None => return Ok(()),
            }
        }
    }

    /// Plays the schedule of a seed.
    ///
    /// # Errors
    /// The difference from the undisturbed run, or why the schedule does not come to its end.
    pub async fn play(&self, seed: u64) -> Result<()> {
        let kind = seed % PLAYS;
        let cell = self.undisturbed.lock().await.entry(kind).or_default().clone();
        let expected = cell
            .get_or_try_init(async || ended(Play::new(&self.cloud, kind, Weather::calm()).await?).await)
            .await?;
        let found = ended(Play::new(&self.cloud, kind, Weather::of(seed)).await?).await?;
        let difference = Difference::between(expected, &found);
        ensure!(difference.is_empty(), "seed {seed} ends differently:\n{difference}");
        Ok(())
    }
}

async fn ended(mut play: Play) -> Result<Value> {
    Ok(without(play.play().await?, &TIMES))
}
