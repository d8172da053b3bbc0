//! First steps: what a new workspace is asked to do, and whether it is done. Nobody ticks a step; it follows
//! from the data.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    licence::LicenceState,
    workspace::{Connecting, WorkspaceKind},
};

/// A step. Its texts begin with `step-` and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Enter or import the company's own settings.
    CompanyData,
    /// Adapt the chart of accounts, or import one.
    Chart,
    /// Enter or import partners.
    Partners,
    /// Enter or import products.
    Products,
    /// End the preparation.
    Prepared,
    /// Connect NAV or Számlázz.hu.
    Connection,
    /// Set posting rules, and switch at least one on.
    PostingRules,
    /// Subscribe before the trial ends.
    Subscription,
    /// In a demo: enter a partner.
    TryPartner,
    /// In a demo: draft an invoice to a partner.
    TryDocument,
    /// In a demo: key a cash voucher.
    TryVoucher,
    /// In a demo: export to Excel.
    TryExport,
    /// In a demo: import a file that was exported.
    TryImport,
}

impl Step {
    /// Its name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::CompanyData => "company-data",
            Self::Chart => "chart",
            Self::Partners => "partners",
            Self::Products => "products",
            Self::Prepared => "prepared",
            Self::Connection => "connection",
            Self::PostingRules => "posting-rules",
            Self::Subscription => "subscription",
            Self::TryPartner => "try-partner",
            Self::TryDocument => "try-document",
            Self::TryVoucher => "try-voucher",
            Self::TryExport => "try-export",
            Self::TryImport => "try-import",
        }
    }
}

/// What is known of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Whether it is a demo.
    pub kind: WorkspaceKind,
    /// Whether sources may be connected.
    pub connecting: Connecting,
    /// How its licence stands; none where another workspace's covers it.
    pub licence: Option<LicenceState>,
    /// Whether its settings were entered.
    pub settings: bool,
    /// Whether an account of the chart was changed.
    pub chart: bool,
    /// Whether there is a partner that was not there from the start.
    pub partners: bool,
    /// The same of a product.
    pub products: bool,
    /// The same of a document.
    pub documents: bool,
    /// The same of a voucher.
    pub vouchers: bool,
    /// Whether an export was finished.
    pub exports: bool,
    /// Whether an import was committed.
    pub imports: bool,
    /// Whether a source of invoices is connected, where there is one for the country.
    pub connected: Option<bool>,
    /// Whether a posting rule is switched on.
    pub posting_rules: bool,
}

/// The steps of a workspace, in order, each with whether it is done.
pub fn steps(facts: &Facts) -> Vec<(Step, bool)> {
    if facts.kind == WorkspaceKind::Demo {
        return vec![
            (Step::TryPartner, facts.partners),
            (Step::TryDocument, facts.documents),
            (Step::TryVoucher, facts.vouchers),
            (Step::TryExport, facts.exports),
            (Step::TryImport, facts.imports),
        ];
    }
    let mut steps = vec![
        (Step::CompanyData, facts.settings),
        (Step::Chart, facts.chart),
        (Step::Partners, facts.partners),
        (Step::Products, facts.products),
    ];
    if facts.connecting == Connecting::PrepareFirst {
        steps.push((Step::Prepared, false));
    }
    // Posting rules are for invoices that arrive.
    if let Some(connected) = facts.connected {
        steps.extend([(Step::Connection, connected), (Step::PostingRules, facts.posting_rules)]);
    }
    let subscribed = |state| matches!(state, LicenceState::Active | LicenceState::Ending);
    steps.extend(facts.licence.map(|state| (Step::Subscription, subscribed(state))));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Facts = Facts {
        kind: WorkspaceKind::Live,
        connecting: Connecting::Free,
        licence: Some(LicenceState::Trial),
        settings: false,
        chart: false,
        partners: false,
        products: false,
        documents: false,
        vouchers: false,
        exports: false,
        imports: false,
        connected: Some(false),
        posting_rules: false,
    };

    #[test]
    fn steps_tick_themselves() {
        assert!(steps(&NEW).iter().all(|(_, done)| !done));
        let facts =
            Facts { settings: true, partners: true, connected: Some(true), posting_rules: true, ..NEW };
        let done: Vec<_> =
            steps(&facts).into_iter().filter(|(_, done)| *done).map(|(step, _)| step).collect();
        assert_eq!(done, [Step::CompanyData, Step::Partners, Step::Connection, Step::PostingRules]);
    }

    #[test]
    fn each_workspace_has_the_steps_that_concern_it() {
        let has = |facts: &Facts, wanted| steps(facts).iter().any(|(step, _)| *step == wanted);
        assert!(has(&Facts { connecting: Connecting::PrepareFirst, ..NEW }, Step::Prepared));
        assert!(!has(&NEW, Step::Prepared));
        let abroad = Facts { connected: None, ..NEW };
        assert!(!has(&abroad, Step::Connection) && !has(&abroad, Step::PostingRules), "no NAV in Finland");
        assert!(has(&NEW, Step::PostingRules));
        assert!(!has(&Facts { licence: None, ..NEW }, Step::Subscription), "its office subscribes");
        let demo = Facts { kind: WorkspaceKind::Demo, ..NEW };
        assert!(has(&demo, Step::TryVoucher) && !has(&demo, Step::Subscription));
    }
}
