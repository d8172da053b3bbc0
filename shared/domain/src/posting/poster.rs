//! Posting an invoice by rules.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    Assignment, InvoiceFacts, PostedLine, Posting, PostingDifference, PostingLine, PostingRule, PostingRules,
    PostingTotal, Uncovered, UncoveredReason, Why,
    entry::{Accounts, LineSums, entries},
    seen::{Seen, Wanted},
    settle::Settled,
};
use crate::{
    chart::Chart,
    country::Country,
    invoice::Direction,
    ledger_account::AccountNumber,
    vat_key::{VatKey, VatKind},
};

/// Keys of the law of the European Union under which the buyer owes the VAT, although the supplier's document
/// names them as exempt or outside the scope: intra-Community acquisitions (Áfa tv. 19-21. §, keys of 89. §)
/// and services received (Áfa tv. 37. § and 140. §).
const ACQUISITIONS: [&str; 3] = ["KBAET", "KBAUK", "EUFAD37"];

/// Posts invoices by one state of the rules and of the chart of accounts.
#[derive(Debug)]
pub struct Poster<'r> {
    rules: &'r PostingRules,
    wanted: Vec<Wanted>,
    /// Accounts that rules name and that take no entries.
    closed: BTreeSet<&'r AccountNumber>,
}

impl<'r> Poster<'r> {
    /// A poster by these rules. What entries cannot go to in this chart is not posted to.
    pub fn new(rules: &'r PostingRules, chart: &Chart) -> Self {
        let named = rules.named_accounts().into_iter();
        let closed = named.filter(|(field, account)| chart.check_postable(field, account).is_err());
        Self {
            rules,
            wanted: rules.rules.iter().map(Wanted::by).collect(),
            closed: closed.map(|(_, account)| account).collect(),
        }
    }

    /// Posts an invoice: each line by the first rule that covers it.
    pub fn post(&self, facts: &InvoiceFacts<'_>, lines: &[PostingLine]) -> Posting {
        let lines: Vec<_> = lines.iter().map(|line| self.line(facts, line)).collect();
        let all = lines.iter().flat_map(|line| &line.entries);
        let (debit, credit) = all.fold((Decimal::ZERO, Decimal::ZERO), |(debit, credit), entry| {
            (debit + entry.debit, credit + entry.credit)
        });
        let differences = differences(facts, &lines);
        Posting { lines, debit, credit, differences }
    }

    /// Why a line is posted as it is.
    pub fn why(&self, facts: &InvoiceFacts<'_>, line: &PostingLine) -> Why {
        let huf = Settled::huf(line, facts);
        let seen = Seen::new(facts, line, huf.as_ref());
        let mut passed_over = Vec::new();
        for (rule, wanted) in self.rules.rules.iter().zip(&self.wanted) {
            match seen.fails(rule, wanted) {
                Some(failed) => passed_over.push(seen.passed_over(rule, failed)),
                None => return Why { rule: Some(rule.named()), passed_over },
            }
        }
        Why { rule: None, passed_over }
    }

    fn decide(
        &self,
        facts: &InvoiceFacts<'_>,
        line: &PostingLine,
        huf: Option<&Settled>,
    ) -> Option<&'r PostingRule> {
        let seen = Seen::new(facts, line, huf);
        let mut rules = self.rules.rules.iter().zip(&self.wanted);
        rules.find_map(|(rule, wanted)| seen.fails(rule, wanted).is_none().then_some(rule))
    }

    fn line(&self, facts: &InvoiceFacts<'_>, line: &PostingLine) -> PostedLine {
        let huf = Settled::huf(line, facts);
        let blank = PostedLine {
            line: line.number,
            text: if line.text.is_empty() { facts.number.to_owned() } else { line.text.clone() },
            supplied_on: line.supplied_on.or(facts.delivery_date).unwrap_or(facts.issue_date),
            vat_key: line.vat_key.clone(),
            net: huf.map(|huf| huf.net),
            vat: huf.map(|huf| huf.vat),
            gross: huf.map(|huf| huf.gross),
            rule: None,
            account: None,
            counter_account: None,
            vat_accounts: Vec::new(),
            cost_centre: None,
            uncovered: None,
            entries: Vec::new(),
        };
        let Some(huf) = huf else {
            let uncovered = states_amounts(line).then(|| uncovered(UncoveredReason::Amount));
            return PostedLine { uncovered, ..blank };
        };
        if huf.is_zero() {
            return blank;
        }
        match self.decide(facts, line, Some(&huf)) {
            None => PostedLine { uncovered: Some(uncovered(UncoveredReason::NoRule)), ..blank },
            Some(rule) => self.posted(facts, line, huf, (rule, blank)),
        }
    }

    fn posted(
        &self,
        facts: &InvoiceFacts<'_>,
        line: &PostingLine,
        huf: Settled,
        (rule, blank): (&'r PostingRule, PostedLine),
    ) -> PostedLine {
        let treatment = Treatment::of(facts.direction, line, &rule.then);
        let accounts = self.accounts(facts.direction, &rule.then);
        let own = Settled::own(line, facts);
        let self_assessed = treatment.self_assessed(huf, own, facts.currency);
        let entries = entries(facts.direction, &accounts, &LineSums { huf, own, self_assessed });
        let named = PostedLine { rule: Some(rule.named()), vat_key: treatment.key, ..blank };
        if let Some(reason) = line.unclear_vat(rule.then.vat_key.is_some()) {
            return PostedLine { uncovered: Some(uncovered(reason)), ..named };
        }
        if let Some(closed) = entries.iter().map(|entry| &entry.account).find(|it| self.closed.contains(it)) {
            let account = Some(closed.clone());
            return PostedLine {
                uncovered: Some(Uncovered { account, ..uncovered(UncoveredReason::Account) }),
                ..named
            };
        }
        let vat_accounts = match (self_assessed, huf.vat.is_zero()) {
            (Some(_), _) => vec![accounts.vat.clone(), accounts.owed.clone()],
            (None, false) => vec![accounts.vat.clone()],
            (None, true) => Vec::new(),
        };
        PostedLine {
            account: Some(accounts.base.clone()),
            counter_account: Some(accounts.counter.clone()),
            vat_accounts,
            cost_centre: rule.then.cost_centre.clone(),
            entries,
            ..named
        }
    }

    fn accounts(&self, direction: Direction, then: &'r Assignment) -> Accounts<'r> {
        let usual = &self.rules.accounts;
        let (counter, vat) = match direction {
            Direction::Inbound => (&usual.suppliers, &usual.input_vat),
            Direction::Outbound => (&usual.customers, &usual.output_vat),
        };
        Accounts {
            base: &then.account,
            counter: then.counter_account.as_ref().unwrap_or(counter),
            vat: then.vat_account.as_ref().unwrap_or(vat),
            owed: &usual.output_vat,
        }
    }
}

/// Whether the document says that the line comes to something; some lines only say thank you.
fn states_amounts(line: &PostingLine) -> bool {
    let stated = [line.amounts, line.amounts_huf].map(|it| [it.net, it.vat, it.gross]);
    stated.iter().flatten().flatten().any(|amount| !amount.is_zero())
}

fn uncovered(reason: UncoveredReason) -> Uncovered {
    Uncovered { reason, account: None }
}

/// How a line's VAT is treated: by the rule's key, else by its own.
struct Treatment {
    key: String,
    is_owed_by_buyer: bool,
}

impl Treatment {
    fn of(direction: Direction, line: &PostingLine, then: &Assignment) -> Self {
        // Only Hungarian companies have invoices here: their documents come from NAV or for it.
        let given = then.vat_key.as_deref().and_then(|key| VatKey::of(Country::Hu, key));
        let (key, kind) = match given {
            Some(key) => (key.code.clone(), key.kind),
            None => (line.vat_key.clone(), line.vat_kind),
        };
        let reversed = kind == VatKind::ReverseCharge || ACQUISITIONS.contains(&key.as_str());
        Self { key, is_owed_by_buyer: direction == Direction::Inbound && reversed }
    }

    /// The VAT that the company owes as the buyer, in forints and in the invoice's currency; none where the
    /// supplier charged it.
    fn self_assessed(
        &self,
        huf: Settled,
        own: Option<Settled>,
        currency: Option<&str>,
    ) -> Option<(Decimal, Option<Decimal>)> {
        if !self.is_owed_by_buyer || !huf.vat.is_zero() {
            return None;
        }
        let own = own.zip(currency).and_then(|(own, currency)| own.self_assessed(currency));
        Some((huf.self_assessed("HUF")?, own))
    }
}

fn differences(facts: &InvoiceFacts<'_>, lines: &[PostedLine]) -> Vec<PostingDifference> {
    let sum =
        |amount: fn(&PostedLine) -> Option<Decimal>| -> Decimal { lines.iter().filter_map(amount).sum() };
    let stated = facts.stated;
    [
        (PostingTotal::Net, stated.net, sum(|line| line.net)),
        (PostingTotal::Vat, stated.vat, sum(|line| line.vat)),
        (PostingTotal::Gross, stated.gross, sum(|line| line.gross)),
    ]
    .into_iter()
    .filter_map(|(of, stated, lines)| {
        let (stated, by) = (stated?, lines.checked_sub(stated?)?);
        (!by.is_zero()).then_some(PostingDifference { of, stated, lines, by })
    })
    .collect()
}
