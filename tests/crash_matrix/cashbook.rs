//! Vouchers keyed and deleted in any order: the cashbook's balances and the turnovers are the sums of what is
//! there, whatever the period and however long a page is.

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use domain::{
    reconciliation::month_name,
    record::{Actor, RecordId, Recorded},
    settings::{self, Register, RegisterKind, Settings},
    voucher::{Voucher, VoucherDirection, VoucherId},
};
use harness::{FaultPlan, TableDefinition, Tables};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use store::{
    Store, StoreError,
    cashbook::{Cashbook, Period},
};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::scenario::{OWNER, WORKSPACE, begin};

static TABLES: LazyLock<Vec<TableDefinition>> = LazyLock::new(|| {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
    TableDefinition::of_template(&template).unwrap()
});

/// A register whose code another begins with.
const REGISTERS: [&str; 2] = ["CASH", "CASH2"];

/// The company's books, and what ought to be in them.
struct Books {
    store: Store,
    settings: Recorded<Settings>,
    vouchers: BTreeMap<RecordId, Recorded<Voucher>>,
    _tables: Tables,
}

#[derive(Clone, Debug)]
enum Step {
    Key(Voucher),
    /// Deletes the voucher of that place among those that are there.
    Delete(prop::sample::Index),
}

fn actor() -> Actor {
    Actor::person(OWNER, begin())
}

fn register(code: &str) -> Register {
    Register {
        code: code.into(),
        name: code.into(),
        kind: RegisterKind::Cash,
        currency: "EUR".into(),
        opening: Decimal::new(10_050, 2),
        ledger_account: None,
    }
}

fn voucher(register: &str, date: Date, signed: Decimal) -> Voucher {
    let direction = if signed.is_sign_negative() { VoucherDirection::Out } else { VoucherDirection::In };
    Voucher {
        register: register.into(),
        date,
        direction,
        amount: signed.abs(),
        text: "Postage".into(),
        partner: None,
        document: None,
        ledger_account: None,
        voucher_number: None,
        note: None,
    }
}

fn request(number: usize) -> RecordId {
    RecordId::fresh(Uuid::from_u128(number as u128))
}

impl Books {
    async fn new() -> Self {
        let tables = Tables::start(&TABLES).await.unwrap();
        let store = Store::new(tables.client(&FaultPlan::new()), "Table");
        let registers = REGISTERS.map(register).to_vec();
        let settings = Settings { registers, ..Settings::default() };
        let settings = Recorded::new(settings::id(), begin(), settings);
        store.add_record(WORKSPACE, &settings, actor(), None).await.unwrap();
        Self { store, settings, vouchers: BTreeMap::new(), _tables: tables }
    }

    async fn key(&mut self, voucher: Voucher, request: &RecordId) -> Result<(), StoreError> {
        let id = VoucherId::new(&voucher, request).record();
        let voucher = Recorded::new(id, begin(), voucher);
        self.store.key_voucher(WORKSPACE, &voucher, &self.settings, actor(), "asked").await?;
        self.vouchers.insert(voucher.id.clone(), voucher);
        Ok(())
    }

    async fn follow(&mut self, steps: Vec<Step>) {
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Key(voucher) => self.key(voucher, &request(number)).await.unwrap(),
                Step::Delete(_) if self.vouchers.is_empty() => {}
                Step::Delete(place) => {
                    let id = place.get(&self.vouchers.keys().cloned().collect::<Vec<_>>()).clone();
                    let voucher = self.vouchers.remove(&id).unwrap();
                    self.store.remove_voucher(WORKSPACE, &voucher, actor()).await.unwrap();
                }
            }
        }
    }

    /// The sum of a register's vouchers before a date; of all where there is none.
    fn balance(&self, code: &str, before: Option<Date>) -> Decimal {
        let vouchers = self.vouchers.values().map(|voucher| &voucher.data);
        let counted = vouchers
            .filter(|voucher| voucher.register == code && before.is_none_or(|before| voucher.date < before));
        register(code).opening + counted.map(Voucher::signed).sum::<Decimal>()
    }

    async fn pages(&self, code: &str, period: &Period, limit: usize) -> Vec<Cashbook> {
        let (mut pages, mut period) = (Vec::<Cashbook>::new(), period.clone());
        loop {
            let page = self.store.cashbook(WORKSPACE, &register(code), &period, limit).await.unwrap();
            let next = page.next.clone();
            pages.push(page);
            let Some(next) = next else { return pages };
            period.after = Some(VoucherId::of(&RecordId::parse(&next).unwrap()).unwrap());
        }
    }

    /// Every page goes on where the one before ended, and every balance is the one before and its voucher.
    async fn check_cashbook(&self, code: &str, period: &Period, limit: usize) {
        let within =
            |date: Date| period.from.is_none_or(|from| from <= date) && period.to.is_none_or(|to| date <= to);
        let here = |voucher: &&Recorded<Voucher>| voucher.data.register == code && within(voucher.data.date);
        let mut expected = self.vouchers.values().filter(here);
        let mut balance = match period.from {
            Some(from) => self.balance(code, Some(from)),
            None => register(code).opening,
        };
        for page in self.pages(code, period, limit).await {
            assert!(page.entries.len() <= limit, "{page:?}");
            assert_eq!(page.opening, balance);
            for entry in &page.entries {
                assert_eq!(Some(&entry.voucher), expected.next());
                balance += entry.voucher.data.signed();
                assert_eq!(entry.balance, balance);
            }
            assert_eq!(page.closing, balance);
        }
        assert_eq!(expected.next(), None);
    }

    async fn check_turnovers(&self) {
        let mut expected = BTreeMap::<_, (Decimal, Decimal, u64)>::new();
        for Voucher { register, date, direction, amount, .. } in self.vouchers.values().map(|it| &it.data) {
            let sums = expected.entry((register.clone(), month_name(*date))).or_default();
            match direction {
                VoucherDirection::In => sums.0 += amount,
                VoucherDirection::Out => sums.1 += amount,
            }
            sums.2 += 1;
        }
        let turnovers = self.store.turnovers(WORKSPACE, None).await.unwrap();
        let count: u64 = turnovers.iter().map(|turnover| turnover.count).sum();
        let turnovers = turnovers
            .into_iter()
            .map(|it| ((it.register, it.month), (it.incoming, it.outgoing, it.count)))
            .filter(|(_, sums)| *sums != (Decimal::ZERO, Decimal::ZERO, 0));
        assert_eq!(turnovers.collect::<BTreeMap<_, _>>(), expected);
        assert_eq!(count, self.vouchers.len() as u64);
    }
}

fn days() -> impl Strategy<Value = Date> {
    (0i32..100).prop_map(|day| date(2026, 10, 20) + day.days())
}

/// Amounts of up to 21 digits: more than a float holds.
fn vouchers() -> impl Strategy<Value = Voucher> {
    let signed = (any::<bool>(), 1i128..10i128.pow(21))
        .prop_map(|(out, units)| Decimal::from_i128_with_scale(if out { -units } else { units }, 6));
    (prop::sample::select(&REGISTERS), days(), signed)
        .prop_map(|(register, date, signed)| voucher(register, date, signed))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => vouchers().prop_map(Step::Key),
        1 => any::<prop::sample::Index>().prop_map(Step::Delete),
    ];
    prop::collection::vec(step, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cashbook_and_turnovers_are_the_sums_of_the_vouchers(
        steps in steps(),
        from in prop::option::of(days()),
        to in prop::option::of(days()),
        limit in 1usize..12,
    ) {
        Runtime::new().unwrap().block_on(async {
            let mut books = Books::new().await;
            books.follow(steps).await;
            books.check_turnovers().await;
            for code in REGISTERS {
                books.check_cashbook(code, &Period::default(), limit).await;
                books.check_cashbook(code, &Period { from, to, after: None }, limit).await;
                let all = books.pages(code, &Period::default(), 100).await;
                assert_eq!(all.last().unwrap().closing, books.balance(code, None));
            }
        });
    }
}

#[tokio::test]
async fn a_cashbook_that_begins_within_a_month_opens_with_what_was_keyed_before_in_it() {
    let mut books = Books::new().await;
    let keyed = [(date(2026, 10, 31), 1), (date(2026, 11, 14), 20), (date(2026, 11, 15), 300)];
    for (number, (date, amount)) in keyed.into_iter().enumerate() {
        books.key(voucher("CASH", date, Decimal::from(amount)), &request(number)).await.unwrap();
    }
    let period = Period { from: Some(date(2026, 11, 15)), ..Period::default() };
    let page = &books.pages("CASH", &period, 10).await[0];
    assert_eq!((page.opening, page.closing), (Decimal::new(12_150, 2), Decimal::new(42_150, 2)));
}

#[tokio::test]
async fn a_request_keys_one_voucher_whatever_date_it_says_the_second_time() {
    let mut books = Books::new().await;
    let on = |day| voucher("CASH", date(2026, 11, day), Decimal::ONE);
    books.key(on(24), &request(1)).await.unwrap();
    for day in [24, 25] {
        assert!(matches!(books.key(on(day), &request(1)).await, Err(StoreError::Conflict)), "{day}");
    }
    let keyed = books.store.keyed_by(WORKSPACE, &request(1)).await.unwrap();
    assert_eq!(keyed.as_ref(), books.vouchers.keys().next());
    books.check_turnovers().await;
}

#[tokio::test]
async fn a_voucher_is_deleted_once() {
    let mut books = Books::new().await;
    books.key(voucher("CASH", date(2026, 11, 24), Decimal::ONE), &request(1)).await.unwrap();
    let (_, voucher) = books.vouchers.pop_first().unwrap();
    books.store.remove_voucher(WORKSPACE, &voucher, actor()).await.unwrap();
    let again = books.store.remove_voucher(WORKSPACE, &voucher, actor()).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    books.check_turnovers().await;
}

#[tokio::test]
async fn a_register_goes_only_before_its_first_voucher() {
    let mut books = Books::new().await;
    let store = books.store.clone();
    let without = |gone: &str, settings: &Recorded<Settings>| {
        let registers = settings.data.registers.iter().filter(|register| register.code != gone);
        Settings { registers: registers.cloned().collect(), ..settings.data.clone() }
    };
    let on = |code| voucher(code, date(2026, 11, 24), Decimal::ONE);
    books.key(on("CASH"), &request(1)).await.unwrap();
    let stays = without("CASH", &books.settings);
    let refused = store.change_settings(WORKSPACE, &books.settings, stays, actor()).await;
    assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
    let mut shifted = books.settings.data.clone();
    shifted.registers.iter_mut().for_each(|register| register.opening += Decimal::ONE);
    let refused = store.change_settings(WORKSPACE, &books.settings, shifted, actor()).await;
    assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
    assert!(store.has_vouchers(WORKSPACE, "CASH").await.unwrap());
    let goes = without("CASH2", &books.settings);
    store.change_settings(WORKSPACE, &books.settings, goes, actor()).await.unwrap();
    let late = books.key(on("CASH2"), &request(2)).await;
    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
}
