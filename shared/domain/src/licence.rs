//! Trial and subscription: whether a workspace may be worked in, decided in one place.

use jiff::{Timestamp, ToSpan as _, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

use crate::{
    access::Action,
    country::Country,
    ids::{AccountId, WorkspaceId},
    package::{Package, Period},
};

/// Days of a trial (rule R0-02).
pub const TRIAL_DAYS: i64 = 30;

/// Days before its last day on which the end of a licence is told.
pub const TOLD_BEFORE: [i64; 3] = [14, 3, 0];

/// What covers a workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "cover")]
pub enum Cover {
    /// Its own licence: the company registered.
    Own(Licence),
    /// That of the office whose company it is, or whose demo.
    Office {
        /// The workspace of the office.
        office: WorkspaceId,
        /// Whether it is the office's demo.
        #[serde(default)]
        demo: bool,
    },
}

/// What a registration gives a company, and what it subscribed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Licence {
    /// The package. It stays as it is.
    pub package: Package,
    /// Where the company is: days end there.
    pub country: Country,
    /// The company of the trial, which alone can subscribe (rule R0-15).
    pub tax_number: String,
    /// The last day of the trial.
    pub trial_until: Date,
    /// What was subscribed to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subscription: Option<Subscription>,
    /// One more with each change.
    pub version: u32,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subscription {
    /// Since when.
    pub since: Timestamp,
    /// Who subscribed.
    pub by: AccountId,
    /// What is paid at once.
    pub period: Period,
    /// The net price of a period, as it was on the day of subscribing.
    pub net: Decimal,
    /// Its currency.
    pub currency: String,
    /// The last day that is paid for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paid_until: Option<Date>,
    /// When it was cancelled: it ends with what is paid for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cancelled_at: Option<Timestamp>,
}

/// How a licence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LicenceState {
    /// In its trial.
    Trial,
    /// Paid for.
    Active,
    /// Paid for, and cancelled: it ends.
    Ending,
    /// Over: the workspace can be read and exported, nothing is lost.
    Lapsed,
}

/// Why an action is refused that the caller's role allows.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The licence is over.
    #[error("the licence has lapsed")]
    Lapsed,
    /// The package does not have it.
    #[error("the package does not have this")]
    Package,
    /// The demo is apart from live data.
    #[error("not in a demo")]
    Demo,
}

impl Licence {
    /// The licence that begins with a registration.
    pub fn trial(package: Package, country: Country, tax_number: String, now: Timestamp) -> Self {
        let today = now.to_zoned(country.time_zone()).date();
        let trial_until = today.saturating_add(TRIAL_DAYS.days());
        Self { package, country, tax_number, trial_until, subscription: None, version: 1 }
    }

    /// The day that it is there.
    pub fn today(&self, now: Timestamp) -> Date {
        now.to_zoned(self.country.time_zone()).date()
    }

    /// The last day on which the workspace can be worked in.
    pub fn until(&self) -> Date {
        let paid = self.subscription.as_ref().and_then(|subscription| subscription.paid_until);
        paid.map_or(self.trial_until, |paid| paid.max(self.trial_until))
    }

    /// How it stands.
    pub fn state(&self, now: Timestamp) -> LicenceState {
        let today = self.today(now);
        if today > self.until() {
            return LicenceState::Lapsed;
        }
        match &self.subscription {
            Some(Subscription { paid_until: Some(paid), cancelled_at, .. }) if today <= *paid => {
                if cancelled_at.is_some() {
                    LicenceState::Ending
                } else {
                    LicenceState::Active
                }
            }
            _ => LicenceState::Trial,
        }
    }

    /// Whether the workspace may be used for this now: the one place that decides.
    pub fn check(&self, action: Action, demo: bool, now: Timestamp) -> Result<(), Refusal> {
        if demo && !action.is_in_demo() {
            return Err(Refusal::Demo);
        }
        if action.feature().is_some_and(|feature| !self.package.has(feature)) {
            return Err(Refusal::Package);
        }
        if action.needs_licence() && self.state(now) == LicenceState::Lapsed {
            return Err(Refusal::Lapsed);
        }
        Ok(())
    }

    /// The licence after a payment of so many periods: they begin when what was paid, or the trial, is over,
    /// or today.
    pub fn paid(&self, subscription: &Subscription, periods: u16, now: Timestamp) -> Self {
        let yesterday = self.today(now).saturating_sub(1.day());
        let begin = self.until().max(yesterday);
        let paid_until = Some(subscription.period.after(begin, periods));
        let subscription = Some(Subscription { paid_until, ..subscription.clone() });
        Self { subscription, version: self.version + 1, ..self.clone() }
    }
}

/// Which of [`TOLD_BEFORE`] is to be told on a day of a licence that ends with `until`: the nearest that has
/// come. None long before, and none when it is over.
pub fn to_tell(until: Date, today: Date) -> Option<i64> {
    let left = today.until(until).map_or(i64::MAX, |span| i64::from(span.get_days()));
    if left < 0 {
        return None;
    }
    TOLD_BEFORE.into_iter().filter(|days| left <= *days).min()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, civil::date};
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn trial() -> Licence {
        // Half past midnight in Budapest.
        let now = at("2026-11-26T23:30:00Z");
        Licence::trial(Package::Business, Country::Hu, "12892312-2-41".into(), now)
    }

    fn subscription() -> Subscription {
        Subscription {
            since: at("2026-12-01T10:00:00Z"),
            by: AccountId(Uuid::nil()),
            period: Period::Month,
            net: Decimal::from(4990),
            currency: "HUF".into(),
            paid_until: None,
            cancelled_at: None,
        }
    }

    #[test]
    fn r0_02_a_trial_lasts_30_days_and_ends_with_the_day_where_the_company_is() {
        let licence = trial();
        assert_eq!(licence.until(), date(2026, 12, 27));
        assert_eq!(licence.state(at("2026-12-27T22:59:59Z")), LicenceState::Trial);
        assert_eq!(licence.state(at("2026-12-27T23:00:00Z")), LicenceState::Lapsed);
    }

    #[test]
    fn what_is_lapsed_is_read_and_exported_and_not_worked_in() {
        let (licence, later) = (trial(), at("2027-02-01T00:00:00Z"));
        for action in
            [Action::ReadBooks, Action::ReadInvoices, Action::ManageLicence, Action::RequestDeletion]
        {
            assert_eq!(licence.check(action, false, later), Ok(()), "{action:?}");
        }
        for action in [Action::ManageBooks, Action::ImportBooks, Action::IssueDocuments] {
            assert_eq!(licence.check(action, false, later), Err(Refusal::Lapsed), "{action:?}");
            assert_eq!(licence.check(action, false, at("2026-12-01T00:00:00Z")), Ok(()), "{action:?}");
        }
    }

    #[test]
    fn a_package_has_what_it_has_and_a_demo_stays_apart() {
        let (licence, now) = (trial(), at("2026-12-01T00:00:00Z"));
        assert_eq!(licence.check(Action::ManageCompanies, false, now), Err(Refusal::Package));
        let office = Licence { package: Package::Bookkeeping, ..licence };
        assert_eq!(office.check(Action::ManageCompanies, false, now), Ok(()));
        assert_eq!(office.check(Action::ManageConnection, true, now), Err(Refusal::Demo));
        assert_eq!(office.check(Action::ManageBooks, true, now), Ok(()));
    }

    #[test]
    fn what_is_paid_begins_behind_the_trial_or_today_and_ends_with_its_period() {
        let licence = trial().paid(&subscription(), 1, at("2026-12-01T10:00:00Z"));
        assert_eq!(licence.until(), date(2027, 1, 27));
        assert_eq!(licence.state(at("2026-12-02T10:00:00Z")), LicenceState::Active);
        let again = licence.subscription.clone().unwrap();
        let licence = licence.paid(&again, 2, at("2027-01-02T10:00:00Z"));
        assert_eq!(licence.until(), date(2027, 3, 27));
        let late = trial().paid(&subscription(), 1, at("2027-05-10T10:00:00Z"));
        assert_eq!(late.until(), date(2027, 6, 9));
        let cancelled_at = Some(at("2027-01-02T10:00:00Z"));
        let ending = Subscription { cancelled_at, ..late.subscription.clone().unwrap() };
        let ending = Licence { subscription: Some(ending), ..late };
        assert_eq!(ending.state(at("2027-06-09T10:00:00Z")), LicenceState::Ending);
        assert_eq!(ending.state(at("2027-06-10T10:00:00Z")), LicenceState::Lapsed);
    }

    #[test]
    fn its_end_is_told_14_3_and_0_days_before() {
        let until = date(2026, 12, 27);
        let told = |days: i64| to_tell(until, until.saturating_sub(days.days()));
        assert_eq!(
            [15, 14, 13, 4, 3, 2, 1, 0, -1].map(told),
            [None, Some(14), Some(14), Some(14), Some(3), Some(3), Some(3), Some(0), None]
        );
        let now = at("2026-12-27T12:00:00Z") + SignedDuration::from_hours(1);
        assert_eq!(to_tell(trial().until(), trial().today(now)), Some(0));
    }
}
