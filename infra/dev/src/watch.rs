//! Tells of every poll what it brought.

use std::collections::HashSet;
use std::time::Duration;

use crate::clock;
use crate::demo::Demo;
use crate::nav_simulator::DemoNav;
use crate::screen::Screen;
use anyhow::Result;

/// A poll is over when NAV has not been asked for so long.
const QUIET: Duration = Duration::from_secs(2);
/// Polls are 3 minutes apart; a poll that takes longer than this is told of before it ends.
const LONGEST: u32 = 30;

/// A line per poll, for ever. `told` is how many digests NAV was asked for before the first.
pub async fn polls(demo: &Demo, nav: &DemoNav, mut told: usize, screen: &Screen) -> Result<()> {
    let api = demo.api()?;
    let mut seen = HashSet::new();
    loop {
        told = next_poll(nav, told).await;
        let invoices = api.invoices(&demo.workspace).await?;
        let all = invoices.len();
        let images = invoices.iter().filter(|invoice| invoice.image).count();
        let new: Vec<_> = invoices.into_iter().filter(|invoice| seen.insert(invoice.id.clone())).collect();
        let time = clock::now().strftime("%H:%M:%S").to_string();
        let example = new.first().map(|invoice| {
            let partner = if invoice.direction == "inbound" { &invoice.supplier } else { &invoice.customer };
            let partner = partner.name.as_deref().unwrap_or("a private person");
            format!(", the newest {} ({partner})", invoice.number)
        });
        screen.line(&format!(
            "{time}  poll: {} new{}, {all} in the inbox, {images} with a PDF",
            new.len(),
            example.unwrap_or_default()
        ));
        screen.step("Waiting for the next poll (every 3 minutes); Ctrl-C ends everything");
    }
}

/// Waits until NAV was asked again and then left alone for a while.
async fn next_poll(nav: &DemoNav, told: usize) -> usize {
    let mut known = told;
    let mut waited = 0;
    loop {
        tokio::time::sleep(QUIET).await;
        let asked = nav.digests();
        waited = if asked == told { 0 } else { waited + 1 };
        if asked != told && (asked == known || waited >= LONGEST) {
            return asked;
        }
        known = asked;
    }
}
