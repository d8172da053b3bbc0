//! What holds of every invoice and all rules.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{
    Assignment, Conditions, Poster, PostingLine, PostingRule, PostingRules,
    tests::{chart, facts, line, number, rule, rules},
};
use crate::{
    country::Country,
    invoice::{Amounts, Direction, Party},
    vat_key::vat_keys,
};

fn amount() -> impl Strategy<Value = Option<Decimal>> {
    let amount = (any::<i64>(), 0u32..5).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop::option::weighted(0.7, amount)
}

fn stated() -> impl Strategy<Value = Amounts> {
    (amount(), amount(), amount()).prop_map(|(net, vat, gross)| Amounts { net, vat, gross })
}

fn lines() -> impl Strategy<Value = Vec<PostingLine>> {
    let keys: Vec<&str> = vat_keys(Country::Hu).iter().map(|key| key.code.as_str()).collect();
    let one = (prop::sample::select(keys), stated(), stated(), "[abc]{0,3}", amount());
    let one = one.prop_map(|(key, amounts, amounts_huf, text, exchange_rate)| PostingLine {
        amounts,
        text,
        exchange_rate,
        ..line(key, amounts_huf)
    });
    prop::collection::vec(one, 0..12)
}

fn a_rule() -> impl Strategy<Value = PostingRule> {
    let accounts = prop::sample::select(vec!["526", "511", "911", "455", "465", "384"]);
    let optional = || prop::option::of(accounts.clone());
    let key = prop::option::of(prop::sample::select(vec!["27", "FAD", "AAM", "EUFAD37"]));
    let text = prop::option::of("[abc]{1,2}");
    (any::<bool>(), text, accounts.clone(), (optional(), optional()), key).prop_map(
        |(enabled, text, account, (counter, vat), key)| {
            let when = Conditions { text, ..Conditions::default() };
            let then = Assignment {
                account: number(account),
                counter_account: counter.map(number),
                vat_account: vat.map(number),
                cost_centre: None,
                vat_key: key.map(str::to_owned),
            };
            PostingRule { enabled, then, ..rule("r", account, when) }
        },
    )
}

fn many_rules() -> impl Strategy<Value = PostingRules> {
    prop::collection::vec(a_rule(), 0..6).prop_map(|mut all| {
        all.iter_mut().enumerate().for_each(|(place, rule)| rule.id = format!("r{place}"));
        rules(all)
    })
}

fn direction() -> impl Strategy<Value = Direction> {
    prop::sample::select(Direction::BOTH.to_vec())
}

proptest! {
    #[test]
    fn debits_equal_credits_on_every_invoice_and_every_line(
        lines in lines(), rules in many_rules(), direction in direction(),
        currency in prop::option::of(prop::sample::select(vec!["HUF", "EUR", "KWD"])),
    ) {
        let partner = Party::default();
        let invoice = super::InvoiceFacts { currency, ..facts(direction, &partner) };
        let posting = Poster::new(&rules, &chart()).post(&invoice, &lines);
        prop_assert_eq!(posting.debit, posting.credit);
        prop_assert_eq!(posting.lines.len(), lines.len());
        for line in &posting.lines {
            let debit: Decimal = line.entries.iter().map(|entry| entry.debit).sum();
            let credit: Decimal = line.entries.iter().map(|entry| entry.credit).sum();
            prop_assert_eq!(debit, credit);
            prop_assert_eq!(line.account.is_some(), !line.entries.is_empty());
            prop_assert!(line.entries.is_empty() || line.uncovered.is_none());
        }
    }

    #[test]
    fn the_first_enabled_rule_that_holds_decides(
        lines in lines(), rules in many_rules(), direction in direction(),
    ) {
        let partner = Party::default();
        let (invoice, chart) = (facts(direction, &partner), chart());
        let poster = Poster::new(&rules, &chart);
        let posting = poster.post(&invoice, &lines);
        for (line, posted) in lines.iter().zip(&posting.lines) {
            let text = line.text.as_str();
            let holds = |rule: &&PostingRule| {
                rule.enabled && rule.when.text.as_ref().is_none_or(|wanted| text.contains(wanted.as_str()))
            };
            let first = rules.rules.iter().find(holds).map(|rule| rule.id.as_str());
            let why = poster.why(&invoice, line);
            prop_assert_eq!(why.rule.as_ref().map(|rule| rule.id.as_str()), first);
            if posted.rule.is_some() {
                prop_assert_eq!(&posted.rule, &why.rule);
            }
        }
    }
}
