//! Tells owners that a licence ends: 14, 3 and 0 days before, by a notice and by e-mail. It runs every hour
//! and goes through all licences; what was told is noted, so an outage or a crash only makes it later.

use domain::{
    clock::Clock,
    licence::to_tell,
    mail::{Mail, MailTemplate},
    notice::{Notice, NoticeCode},
    workspace::{Account, Workspace},
};
use serde_json::Value;
use store::{Store, StoreError, error::done_by_another, licences::ListedLicence, outbox::Outbox};
use thiserror::Error;

/// Licences read at once.
const PAGE: i32 = 500;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where licences are.
    pub store: Store,
    /// Announces mails.
    pub outbox: Outbox,
    /// The time.
    pub clock: Clock,
}

/// Why not all was told: the next hour's run goes on.
#[derive(Debug, Error)]
pub enum WatchError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Handles the tick of the schedule.
pub async fn handle(app: &App, _: Value) -> Result<(), WatchError> {
    let (mut after, mut outcome) = (String::new(), Ok(()));
    loop {
        let page = app.store.licences(&after, PAGE).await?;
        for licence in &page.items {
            // One that fails does not keep the others back.
            outcome = tell(app, licence).await.and(outcome);
        }
        match page.next_after() {
            Some(last) => after = last.workspace.to_string(),
            None => return outcome,
        }
    }
}

/// Tells the end of one licence, if its time has come and it was not told.
async fn tell(app: &App, licence: &ListedLicence) -> Result<(), WatchError> {
    let today = app.clock.now().to_zoned(licence.country.time_zone()).date();
    let Some(days) = to_tell(licence.until, today) else { return Ok(()) };
    if licence.told == Some((licence.until, days)) {
        return Ok(());
    }
    let Some(company) = app.store.workspace(licence.workspace).await? else { return Ok(()) };
    let owners = app.store.owners(licence.workspace).await?;
    let notice = Notice {
        id: format!("licence-ends-{}-{days}", licence.until),
        code: NoticeCode::LicenceEnds,
        reason: licence.until.to_string(),
        at: app.clock.now(),
        read_at: None,
    };
    let mails: Vec<Mail> = owners.iter().map(|owner| mail(licence, days, &company, owner, &notice)).collect();
    let told = app.store.tell_end(licence, days, &notice, &mails, &app.outbox).await;
    Ok(done_by_another(told)?)
}

fn mail(licence: &ListedLicence, days: i64, company: &Workspace, owner: &Account, notice: &Notice) -> Mail {
    let cause = format!("{}-{}", licence.workspace, notice.id);
    let template = if days == 0 { MailTemplate::LicenceEndsToday } else { MailTemplate::LicenceEnds };
    Mail::new(&cause, &owner.email, owner.language, template, notice.at)
        .with("company", &company.name)
        .with("until", licence.until)
}
