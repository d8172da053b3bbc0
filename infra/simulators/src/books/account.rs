//! Ledger accounts.

use std::sync::LazyLock;

use domain::{
    chart::LedgerAccount, country::Country, default_chart::default_chart, ledger_account::AccountNumber,
};
use workbook::account::Account;

/// The accounts of three digits of Hungary's default chart, below which all others are.
static ABOVE: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let all =
        default_chart(Country::Hu).iter().map(|account| (account.number.as_str(), account.name.as_str()));
    all.filter(|(number, _)| number.len() == 3).collect()
});

/// The account of that place: below one of the default chart, with its own number behind; none where no
/// digit is left.
pub fn account(n: u32) -> Option<Account> {
    let (above, name) = *ABOVE.get(n as usize % ABOVE.len().max(1))?;
    let own = 1 + n as usize / ABOVE.len();
    let number = AccountNumber::parse(&format!("{above}{own:03}")).ok()?;
    let data = LedgerAccount {
        name: format!("{name} – {own}. alszámla"),
        description: n.is_multiple_of(3).then(|| format!("Részletezés\na(z) {above} számlához")),
        vat_key: n.is_multiple_of(4).then(|| "27".to_owned()),
        active: n % 20 != 19,
        removed: false,
    };
    Some(Account { number, data })
}
