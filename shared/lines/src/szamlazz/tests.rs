//! Keys as Számlázz.hu names them, and what follows from them.

use domain::{
    chart::Chart,
    invoice::{Direction, Party},
    ledger_account::AccountNumber,
    posting::{Assignment, Conditions, InvoiceFacts, Poster, PostingRule, PostingRules},
};
use jiff::{Timestamp, civil::date};

use super::*;

#[test]
fn keys_are_named_as_nav_names_them() {
    let (key, kind, rate) = treatment("27");
    assert_eq!((&*key, kind, rate), ("27", VatKind::Rate, Some(Decimal::from(27))));
    assert_eq!(treatment("F.AFA").1, VatKind::ReverseCharge);
    assert_eq!(treatment("EUFAD37").1, VatKind::OutOfScope);
    assert_eq!(treatment("25.5").2, Some("25.5".parse().unwrap()));
    for (told, key) in
        [("TAHK", "ATK"), ("EU", "KBAET"), ("EUT", "KBAET"), ("EUK", "EAM"), ("EUKT", "EAM"), ("MAA", "TAM")]
    {
        assert_eq!(treatment(told).0, key, "{told}");
    }
    assert_eq!(treatment("EUT").1, VatKind::ZeroRated);
    assert_eq!(treatment("ÚJ"), ("ÚJ".into(), VatKind::Unstated, None));
}

fn item(vat_key: &str) -> ItemLine {
    ItemLine {
        name: Some("Gép".into()),
        code: None,
        quantity: None,
        unit: None,
        unit_price: None,
        vat_key: Some(vat_key.into()),
        net: Some(Decimal::from(1000)),
        vat: Some(Decimal::ZERO),
        gross: Some(Decimal::from(1000)),
        comment: None,
    }
}

fn all_to(account: &str) -> PostingRules {
    let then = Assignment {
        account: AccountNumber::parse(account).unwrap(),
        counter_account: None,
        vat_account: None,
        cost_centre: None,
        vat_key: None,
    };
    let (id, name, when) = ("all".into(), "All".into(), Conditions::default());
    PostingRules {
        rules: vec![PostingRule { id, name, enabled: true, when, then }],
        ..PostingRules::default()
    }
}

#[test]
fn vat_on_goods_from_the_union_is_assessed_by_the_buyer() {
    let (rules, partner) = (all_to("526"), Party::default());
    let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, Vec::new());
    let facts = InvoiceFacts {
        direction: Direction::Inbound,
        number: "EU-1",
        partner: &partner,
        issue_date: date(2026, 10, 20),
        delivery_date: None,
        currency: Some("HUF"),
        stated: Amounts::default(),
    };
    let posting = Poster::new(&rules, &chart).post(&facts, &lines(vec![item("EUT")], Some(Decimal::ONE)));
    let entries = posting.lines[0].entries.iter();
    let accounts: Vec<_> = entries.map(|entry| entry.account.to_string()).collect();
    assert_eq!(accounts, ["526", "454", "466", "467"]);
}
