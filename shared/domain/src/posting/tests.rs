//! What lines are posted to, case by case.

use jiff::{Timestamp, civil::date};
use rust_decimal::Decimal;

use super::{
    Assignment, Condition, Conditions, Coverage, InvoiceFacts, PostedLine, Poster, Posting, PostingLine,
    PostingRule, PostingRules, PostingTotal, UncoveredReason, changes,
};
use crate::{
    chart::{Chart, LedgerAccount},
    country::Country,
    invoice::{Amounts, Direction, Party},
    ledger_account::AccountNumber,
    record::{RecordId, Recorded},
    vat_key::{VatKey, VatKind},
};

pub(super) fn number(text: &str) -> AccountNumber {
    AccountNumber::parse(text).unwrap()
}

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn chart() -> Chart {
    Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, Vec::new())
}

pub(super) fn amounts(net: &str, vat: &str, gross: &str) -> Amounts {
    let amount = |text: &str| (!text.is_empty()).then(|| decimal(text));
    Amounts { net: amount(net), vat: amount(vat), gross: amount(gross) }
}

/// A line in forints under a key of the Hungarian table.
pub(super) fn line(key: &str, huf: Amounts) -> PostingLine {
    let known = VatKey::of(Country::Hu, key).unwrap();
    PostingLine {
        number: 1,
        text: "Internet előfizetés".into(),
        codes: vec!["NET-100".into(), "61.10.4".into()],
        vat_key: known.code.clone(),
        vat_kind: known.kind,
        vat_rate: known.rate,
        amounts: huf,
        amounts_huf: huf,
        exchange_rate: Some(Decimal::ONE),
        supplied_on: None,
    }
}

pub(super) fn rule(id: &str, account: &str, when: Conditions) -> PostingRule {
    let account = number(account);
    let then =
        Assignment { account, counter_account: None, vat_account: None, cost_centre: None, vat_key: None };
    PostingRule { id: id.into(), name: format!("Rule {id}"), enabled: true, when, then }
}

pub(super) fn rules(rules: Vec<PostingRule>) -> PostingRules {
    PostingRules { rules, ..PostingRules::default() }
}

fn telekom() -> Party {
    Party { name: Some("Magyar Telekom Nyrt.".into()), tax_number: Some("10773381-2-44".into()) }
}

pub(super) fn facts(direction: Direction, partner: &Party) -> InvoiceFacts<'_> {
    InvoiceFacts {
        direction,
        number: "2026/17",
        partner,
        issue_date: date(2026, 10, 20),
        delivery_date: Some(date(2026, 10, 15)),
        currency: Some("HUF"),
        stated: Amounts::default(),
    }
}

fn posted(direction: Direction, rules: &PostingRules, line: PostingLine) -> PostedLine {
    let partner = telekom();
    let posting = Poster::new(rules, &chart()).post(&facts(direction, &partner), &[line]);
    assert_eq!(posting.debit, posting.credit);
    posting.lines.into_iter().next().unwrap()
}

/// Each entry as `526 D 1000`.
fn told(line: &PostedLine) -> Vec<String> {
    let side = |it: &super::PostingEntry| match it.debit.is_zero() {
        true => format!("K {}", it.credit.normalize()),
        false => format!("T {}", it.debit.normalize()),
    };
    line.entries.iter().map(|entry| format!("{} {}", entry.account, side(entry))).collect()
}

fn all(account: &str) -> PostingRules {
    rules(vec![rule("all", account, Conditions::default())])
}

#[test]
fn inbound_invoices_go_to_454_and_466() {
    let line = posted(Direction::Inbound, &all("526"), line("27", amounts("1000", "270", "1270")));
    assert_eq!(told(&line), ["526 T 1000", "466 T 270", "454 K 1270"]);
    assert_eq!((line.account.unwrap(), line.counter_account.unwrap()), (number("526"), number("454")));
    assert_eq!(line.vat_accounts, [number("466")]);
    let bases: Vec<bool> = line.entries.iter().map(|entry| entry.base).collect();
    assert_eq!(bases, [true, false, false]);
}

#[test]
fn outbound_invoices_go_to_311_and_467() {
    let line = posted(Direction::Outbound, &all("911"), line("5", amounts("1000", "50", "1050")));
    assert_eq!(told(&line), ["311 T 1050", "911 K 1000", "467 K 50"]);
    assert_eq!(line.vat_accounts, [number("467")]);
}

#[test]
fn what_the_buyer_owes_goes_to_466_and_467_and_not_to_454() {
    for key in ["FAD", "KBAET", "EUFAD37"] {
        let line = posted(Direction::Inbound, &all("526"), line(key, amounts("1001", "0", "1001")));
        assert_eq!(told(&line), ["526 T 1001", "454 K 1001", "466 T 270", "467 K 270"], "{key}");
        assert_eq!(line.vat_accounts, [number("466"), number("467")], "{key}");
    }
    let sold = posted(Direction::Outbound, &all("911"), line("FAD", amounts("1001", "", "")));
    assert_eq!(told(&sold), ["311 T 1001", "911 K 1001"], "the buyer's VAT is not the seller's");
    let exempt = posted(Direction::Inbound, &all("526"), line("AAM", amounts("1001", "", "")));
    assert_eq!(told(&exempt), ["526 T 1001", "454 K 1001"]);
    assert!(exempt.vat_accounts.is_empty());
}

#[test]
fn a_rule_names_another_key_accounts_and_a_cost_centre() {
    let mut by = all("161");
    by.rules[0].then = Assignment {
        account: number("161"),
        counter_account: Some(number("455")),
        vat_account: Some(number("465")),
        cost_centre: Some("TELEP".into()),
        vat_key: Some("FAD".into()),
    };
    let line = posted(Direction::Inbound, &by, line("AAM", amounts("100000", "0", "100000")));
    assert_eq!(told(&line), ["161 T 100000", "455 K 100000", "465 T 27000", "467 K 27000"]);
    assert_eq!((line.vat_key.as_str(), line.cost_centre.as_deref()), ("FAD", Some("TELEP")));
}

#[test]
fn a_supplier_who_charged_the_vat_is_owed_it_once() {
    let mut by = all("526");
    by.rules[0].then.vat_key = Some("FAD".into());
    let line = posted(Direction::Inbound, &by, line("27", amounts("1000", "270", "1270")));
    assert_eq!(told(&line), ["526 T 1000", "466 T 270", "454 K 1270"]);
}

#[test]
fn simplified_invoices_hold_their_vat() {
    let line = posted(Direction::Inbound, &all("526"), line("content 21.26", amounts("", "", "12700")));
    assert_eq!(told(&line), ["526 T 10000", "466 T 2700", "454 K 12700"]);
}

#[test]
fn what_is_not_stated_is_computed_to_whole_forints() {
    let table = [
        ("27", amounts("1002", "", ""), ["526 T 1002", "466 T 271", "454 K 1273"]),
        ("18", amounts("1002", "", "1183"), ["526 T 1002", "466 T 181", "454 K 1183"]),
        ("27", amounts("", "", "1270"), ["526 T 1000", "466 T 270", "454 K 1270"]),
        ("27", amounts("", "270", "1270"), ["526 T 1000", "466 T 270", "454 K 1270"]),
        ("27", amounts("100.50", "27.14", "127.64"), ["526 T 100.5", "466 T 27.14", "454 K 127.64"]),
    ];
    for (key, stated, entries) in table {
        assert_eq!(told(&posted(Direction::Inbound, &all("526"), line(key, stated))), entries, "{stated:?}");
    }
}

#[test]
fn corrections_are_red() {
    let line = posted(Direction::Inbound, &all("526"), line("27", amounts("-1000", "-270", "-1270")));
    assert_eq!(told(&line), ["526 T -1000", "466 T -270", "454 K -1270"]);
    let owed = posted(Direction::Inbound, &all("526"), super::tests::line("FAD", amounts("-1000", "", "")));
    assert_eq!(told(&owed), ["526 T -1000", "454 K -1000", "466 T -270", "467 K -270"]);
}

#[test]
fn other_currencies_are_posted_in_forints_as_reported_or_by_the_rate() {
    let partner = telekom();
    let in_euro = InvoiceFacts { currency: Some("EUR"), ..facts(Direction::Inbound, &partner) };
    let by = all("526");
    let post = |line: PostingLine| Poster::new(&by, &chart()).post(&in_euro, &[line]).lines.remove(0);
    let euro = amounts("10.00", "2.70", "12.70");
    let reported = PostingLine { amounts: euro, ..line("27", amounts("4012", "1083", "")) };
    let told_of = post(reported);
    assert_eq!(told(&told_of), ["526 T 4012", "466 T 1083", "454 K 5095"]);
    let own: Vec<_> = told_of.entries.iter().map(|entry| entry.amount.unwrap()).collect();
    assert_eq!(own, [decimal("10.00"), decimal("2.70"), decimal("12.70")]);

    let unreported = PostingLine {
        amounts: euro,
        exchange_rate: Some(decimal("401.25")),
        ..line("27", Amounts::default())
    };
    assert_eq!(told(&post(unreported.clone())), ["526 T 4013", "466 T 1083", "454 K 5096"]);
    let unknown = post(PostingLine { exchange_rate: None, ..unreported });
    assert_eq!(unknown.uncovered.unwrap().reason, UncoveredReason::Amount);
    assert!(unknown.entries.is_empty());
}

#[test]
fn dates_of_supply_are_the_lines_own_then_the_invoices() {
    let partner = telekom();
    let invoice = facts(Direction::Inbound, &partner);
    let by = all("526");
    let supplied_on = |facts: &InvoiceFacts<'_>, supplied_on| {
        let line = PostingLine { supplied_on, ..line("27", amounts("1", "0", "1")) };
        Poster::new(&by, &chart()).post(facts, &[line]).lines[0].supplied_on
    };
    assert_eq!(supplied_on(&invoice, Some(date(2026, 10, 2))), date(2026, 10, 2));
    assert_eq!(supplied_on(&invoice, None), date(2026, 10, 15));
    assert_eq!(supplied_on(&InvoiceFacts { delivery_date: None, ..invoice }, None), date(2026, 10, 20));
}

#[test]
fn a_difference_from_the_invoice_is_told() {
    let partner = telekom();
    let stated = amounts("2000", "541", "2541");
    let invoice = InvoiceFacts { stated, ..facts(Direction::Inbound, &partner) };
    let line = line("27", amounts("1000", "270", "1270"));
    let posting = Poster::new(&all("526"), &chart()).post(&invoice, &[line.clone(), line.clone()]);
    let differences: Vec<_> = posting.differences.iter().map(|it| (it.of, it.by)).collect();
    assert_eq!(differences, [(PostingTotal::Vat, decimal("-1")), (PostingTotal::Gross, decimal("-1"))]);
    let invoice = InvoiceFacts { stated: amounts("2000", "540", "2540"), ..invoice };
    assert!(Poster::new(&all("526"), &chart()).post(&invoice, &[line.clone(), line]).differences.is_empty());
}

#[test]
fn each_condition_counts() {
    let when = Conditions::default;
    let some = |text: &str| Some(text.to_owned());
    let table = [
        (Conditions { direction: Some(Direction::Inbound), ..when() }, None),
        (Conditions { direction: Some(Direction::Outbound), ..when() }, Some(Condition::Direction)),
        (Conditions { partner_tax_number: some("10773381"), ..when() }, None),
        (Conditions { partner_tax_number: some("10773381244"), ..when() }, None),
        (Conditions { partner_tax_number: some("HU10773381"), ..when() }, None),
        (Conditions { partner_tax_number: some("10773381-1-51"), ..when() }, None),
        (Conditions { partner_tax_number: some("DE107733812"), ..when() }, Some(Condition::PartnerTaxNumber)),
        (Conditions { partner_tax_number: some("12892312"), ..when() }, Some(Condition::PartnerTaxNumber)),
        (Conditions { partner_name: some("TELEKOM"), ..when() }, None),
        (Conditions { partner_name: some("vodafone"), ..when() }, Some(Condition::PartnerName)),
        (Conditions { product: some("net-100"), ..when() }, None),
        (Conditions { product: some("61.10.4"), ..when() }, None),
        (Conditions { product: some("internet ELŐFIZETÉS"), ..when() }, None),
        (Conditions { product: some("internet"), ..when() }, Some(Condition::Product)),
        (Conditions { vat_key: some("27"), ..when() }, None),
        (Conditions { vat_key: some("5"), ..when() }, Some(Condition::VatKey)),
        (Conditions { text: some("ELŐFIZ"), ..when() }, None),
        (Conditions { text: some("telefon"), ..when() }, Some(Condition::Text)),
        (Conditions { amount_from: Some(decimal("1000")), ..when() }, None),
        (Conditions { amount_from: Some(decimal("1000.01")), ..when() }, Some(Condition::AmountFrom)),
        (Conditions { amount_to: Some(decimal("1000")), ..when() }, None),
        (Conditions { amount_to: Some(decimal("999")), ..when() }, Some(Condition::AmountTo)),
    ];
    let partner = telekom();
    let invoice = facts(Direction::Inbound, &partner);
    let line = line("27", amounts("-1000", "-270", "-1270"));
    for (when, failed) in table {
        let by = rules(vec![rule("one", "526", when.clone())]);
        let chart = chart();
        let poster = Poster::new(&by, &chart);
        let why = poster.why(&invoice, &line);
        assert_eq!(why.passed_over.first().map(|over| over.failed), failed, "{when:?}");
        let posted = poster.post(&invoice, std::slice::from_ref(&line)).lines.remove(0);
        assert_eq!(posted.rule, why.rule, "{when:?}");
        assert_eq!(posted.is_covered(), failed.is_none(), "{when:?}");
    }
}

#[test]
fn why_names_what_was_looked_at_before() {
    let text = |text: &str| Conditions { text: Some(text.into()), ..Conditions::default() };
    let mut by = rules(vec![
        rule("phone", "526", text("telefon")),
        rule("off", "527", Conditions::default()),
        rule("net", "528", text("internet")),
        rule("rest", "529", Conditions::default()),
    ]);
    by.rules[1].enabled = false;
    let partner = telekom();
    let line = line("27", amounts("1000", "270", "1270"));
    let why = Poster::new(&by, &chart()).why(&facts(Direction::Inbound, &partner), &line);
    assert_eq!(why.rule.unwrap().id, "net");
    let over: Vec<_> = why.passed_over.iter().map(|it| (it.rule.id.as_str(), it.failed)).collect();
    assert_eq!(over, [("phone", Condition::Text), ("off", Condition::Enabled)]);
    let phone = &why.passed_over[0];
    assert_eq!((phone.wanted.as_str(), phone.found.as_str()), ("telefon", "Internet előfizetés"));
    assert_eq!((phone.text(), why.passed_over[1].text()), ("posting-why-text", "posting-why-enabled"));
}

#[test]
fn why_tells_all_products_and_what_the_invoice_has_not() {
    let product = Conditions { product: Some("gép".into()), ..Conditions::default() };
    let number = Conditions { partner_tax_number: Some("10773381".into()), ..Conditions::default() };
    let by = rules(vec![rule("product", "526", product), rule("number", "526", number)]);
    let (partner, chart) = (Party::default(), chart());
    let invoice = facts(Direction::Inbound, &partner);
    let why = |line: &PostingLine| Poster::new(&by, &chart).why(&invoice, line).passed_over;
    let coded = line("27", amounts("1000", "270", "1270"));
    let over = why(&coded);
    assert_eq!((over[0].found.as_str(), over[0].text()), ("NET-100, 61.10.4", "posting-why-product"));
    assert_eq!((over[1].found.as_str(), over[1].text()), ("", "posting-why-absent"));
    assert_eq!(why(&PostingLine { codes: Vec::new(), ..coded })[0].found, "Internet előfizetés");
}

#[test]
fn what_no_rule_covers_says_so_and_what_comes_to_nothing_is_none() {
    let none = PostingRules::default();
    let uncovered = posted(Direction::Inbound, &none, line("27", amounts("1000", "270", "1270")));
    assert_eq!(uncovered.uncovered.as_ref().unwrap().reason, UncoveredReason::NoRule);
    assert!(uncovered.entries.is_empty() && uncovered.account.is_none());
    for nothing in [amounts("0", "0", "0"), Amounts::default()] {
        assert!(posted(Direction::Inbound, &none, line("27", nothing)).is_covered());
    }
}

#[test]
fn an_account_that_takes_no_entries_any_more_is_not_posted_to() {
    let data = LedgerAccount {
        name: "Posta".into(),
        description: None,
        vat_key: None,
        active: true,
        removed: false,
    };
    let below = Recorded::new(RecordId::of_parts(&["5261"]), Timestamp::UNIX_EPOCH, data);
    let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, vec![below]);
    let partner = telekom();
    let invoice = facts(Direction::Inbound, &partner);
    let line = line("27", amounts("1000", "270", "1270"));
    let line = Poster::new(&all("526"), &chart).post(&invoice, &[line]).lines.remove(0);
    let uncovered = line.uncovered.unwrap();
    assert_eq!((uncovered.reason, uncovered.account), (UncoveredReason::Account, Some(number("526"))));
    assert!(line.entries.is_empty() && line.rule.is_some());
}

#[test]
fn vat_of_which_the_document_does_not_tell_is_not_guessed() {
    let mismatch = |case: &str, kind, huf| PostingLine {
        vat_key: format!("27 {case}"),
        vat_kind: kind,
        ..line("27", huf)
    };
    let (stated, net) = (amounts("1000", "200", "1200"), amounts("1000", "", ""));
    let (rate, unstated) = (VatKind::Rate, VatKind::Unstated);
    let (unclear, amount) = (Some(UncoveredReason::VatUnclear), Some(UncoveredReason::VatAmount));
    // Without a key of the rule, and with one.
    let table = [
        (line("UNKNOWN", net), unclear, None),
        (mismatch("UNKNOWN", unstated, stated), unclear, None),
        (mismatch("UNKNOWN", unstated, net), amount, amount),
        (mismatch("REFUNDABLE_VAT", rate, stated), None, None),
        (mismatch("REFUNDABLE_VAT", rate, amounts("1000", "", "1200")), None, None),
        (mismatch("REFUNDABLE_VAT", rate, net), amount, amount),
        (mismatch("NONREFUNDABLE_VAT", unstated, stated), amount, amount),
        (line("27", net), None, None),
    ];
    let mut keyed = all("526");
    keyed.rules[0].then.vat_key = Some("27".into());
    for (line, plain, with_key) in table {
        for direction in Direction::BOTH {
            let reason = |rules: &PostingRules| {
                let posted = posted(direction, rules, line.clone());
                assert!(posted.rule.is_some() && posted.entries.is_empty() == posted.uncovered.is_some());
                posted.uncovered.map(|it| it.reason)
            };
            assert_eq!((reason(&all("526")), reason(&keyed)), (plain, with_key), "{line:?}");
        }
    }
}

#[test]
fn a_trial_names_what_would_be_posted_otherwise() {
    let before = all("526");
    let text = Conditions { text: Some("internet".into()), ..Conditions::default() };
    let tried = PostingRule { enabled: false, ..rule("net", "527", text) };
    let after = before.clone().with(tried.clone(), Some(0));
    assert_eq!(
        after.rules.iter().map(|rule| (&*rule.id, rule.enabled)).collect::<Vec<_>>(),
        [("net", true), ("all", true)]
    );
    assert_eq!(after.clone().with(tried, None), after, "it stays where it is");
    let partner = telekom();
    let invoice = facts(Direction::Inbound, &partner);
    let other = PostingLine { text: "Papír".into(), ..line("27", amounts("1", "", "")) };
    let lines = [line("27", amounts("1000", "270", "1270")), other];
    let post = |rules: &PostingRules| -> Posting { Poster::new(rules, &chart()).post(&invoice, &lines) };
    let mut coverage = Coverage::default();
    coverage.add(&post(&after));
    coverage.add(&post(&PostingRules::default()));
    assert_eq!((coverage.covered, coverage.uncovered), (2, 2));
    let changed = changes(post(&before), post(&after));
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].after.account, Some(number("527")));
}

#[test]
fn what_cannot_be_is_named() {
    let wrong = |change: fn(&mut PostingRules)| {
        let mut by = all("526");
        change(&mut by);
        by.checked(Country::Hu).err().map(|wrong| (wrong.field, wrong.code))
    };
    let refused = |field: &str, code| Some((field.to_owned(), code));
    assert_eq!(wrong(|_| {}), None);
    assert_eq!(wrong(|by| by.rules[0].id = "É".into()), refused("rules[0].id", "posting-rule-id"));
    assert_eq!(wrong(|by| by.rules.push(by.rules[0].clone())), refused("rules[1].id", "posting-rule-twice"));
    assert_eq!(wrong(|by| by.rules[0].name = " ".into()), refused("rules[0].name", "text-length"));
    assert_eq!(wrong(|by| by.rules[0].when.vat_key = Some("25 NONREFUNDABLE_VAT".into())), None);
    let long = wrong(|by| by.rules[0].when.vat_key = Some("2".repeat(201)));
    assert_eq!(long, refused("rules[0].when.vat_key", "text-length"));
    let unknown = wrong(|by| by.rules[0].then.vat_key = Some("27 UNKNOWN".into()));
    assert_eq!(unknown, refused("rules[0].then.vat_key", "vat-unknown"));
    let order = wrong(|by| {
        by.rules[0].when.amount_from = Some(Decimal::TEN);
        by.rules[0].when.amount_to = Some(Decimal::ONE);
    });
    assert_eq!(order, refused("rules[0].when.amount_to", "amount-order"));
    let many = wrong(|by| by.rules = vec![by.rules[0].clone(); 201]);
    assert_eq!(many, refused("rules", "list-length"));
}

#[test]
fn accounts_are_named_with_their_fields() {
    let by = all("526");
    let named: Vec<_> =
        by.named_accounts().into_iter().map(|(field, account)| (field, account.to_string())).collect();
    let expected = [
        ("accounts.suppliers", "454"),
        ("accounts.customers", "311"),
        ("accounts.input_vat", "466"),
        ("accounts.output_vat", "467"),
        ("rules[0].then.account", "526"),
    ];
    assert_eq!(named, expected.map(|(field, account)| (field.to_owned(), account.to_owned())));
    let read: PostingRules = serde_json::from_str("{}").unwrap();
    assert_eq!(read, PostingRules::default());
}

#[test]
fn an_amount_beyond_reckoning_is_not_posted() {
    let huge = line("27", amounts("79228162514264337593543950335", "", ""));
    let line = posted(Direction::Inbound, &all("526"), huge);
    assert_eq!(line.uncovered.unwrap().reason, UncoveredReason::Amount);
    assert_eq!(line.vat_key, "27");
    assert_eq!(VatKind::Rate, VatKey::of(Country::Hu, &line.vat_key).unwrap().kind);
}
