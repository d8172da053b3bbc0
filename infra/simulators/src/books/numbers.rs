//! Numbers with the check digits that their countries give them, each from a number of its own.

/// The first eight digits of a Hungarian tax number, below 9,000,000 of them.
pub(super) fn hungarian_core(n: u32) -> String {
    with_last(format!("{}", 1_000_000 + n), |digits| (10 - weighted(digits, &[9, 7, 3, 1]) % 10) % 10)
}

/// A Finnish business ID without its dash, below 1,000,000 of them; none looks like a Hungarian tax number of
/// the partners here. Numbers that would need a check digit of 10 are never issued: then it is the next one.
pub(super) fn finnish_id(n: u32) -> String {
    let check = |digits: &str| (11 - weighted(digits, &[7, 9, 10, 5, 8, 4, 2]) % 11) % 11;
    issued(6_000_000 + 2 * n, check)
}

/// A Polish NIP.
pub(super) fn nip(n: u32) -> String {
    issued(500_000_000 + 2 * n, |digits| weighted(digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11)
}

/// A Polish REGON of nine digits.
pub(super) fn regon(n: u32) -> String {
    let check = |digits: &str| weighted(digits, &[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10;
    with_last(format!("{}", 10_000_000 + n), check)
}

/// An Italian partita IVA of the office of Milan, below 9,000,000 of them.
pub(super) fn partita_iva(n: u32) -> String {
    with_last(format!("{}015", 1_000_000 + n), luhn)
}

/// A German VAT number (ISO 7064, MOD 11,10).
pub(super) fn german_vat(n: u32) -> String {
    let check = |digits: &str| {
        let product = digits.bytes().fold(10, |product, digit| {
            let sum = (u32::from(digit - b'0') + product) % 10;
            (if sum == 0 { 10 } else { sum }) * 2 % 11
        });
        (11 - product) % 10
    };
    format!("DE{}", with_last(format!("{}", 10_000_000 + n), check))
}

/// A Hungarian account number of 24 digits: that bank's, with zeros at its end as most have.
pub(super) fn hungarian_account(bank: u32, n: u32) -> String {
    let check = |digits: &str| (10 - weighted(digits, &[9, 7, 3, 1]) % 10) % 10;
    let bank = with_last(format!("{bank:07}"), check);
    let account = with_last(format!("{n:07}"), check);
    format!("{bank}{account}00000000")
}

/// The IBAN of a country's account (ISO 7064, MOD 97-10).
pub(super) fn iban(country: &str, account: &str) -> String {
    let remainder = [account, country, "00"].concat().bytes().fold(0, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        letter => (remainder * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    format!("{country}{:02}{account}", 98 - remainder)
}

/// Finland's account: a bank's six digits and seven of the account, with the digit of Luhn.
pub(super) fn finnish_account(n: u32) -> String {
    with_last(format!("123456{n:07}"), luhn)
}

/// A GTIN of 13 digits with the prefix for use within a company.
pub(super) fn gtin(n: u32) -> String {
    let check = |digits: &str| (10 - weighted(digits, &[1, 3]) % 10) % 10;
    with_last(format!("20{n:010}"), check)
}

/// The digit of Luhn behind these.
fn luhn(digits: &str) -> u32 {
    let counted = digits.bytes().rev().enumerate().map(|(place, digit)| {
        let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    });
    (10 - counted.sum::<u32>() % 10) % 10
}

/// The number, or the next one where that has no check digit.
fn issued(n: u32, check: impl Fn(&str) -> u32) -> String {
    let digits = n.to_string();
    if check(&digits) == 10 { with_last((n + 1).to_string(), check) } else { with_last(digits, check) }
}

fn with_last(digits: String, check: impl Fn(&str) -> u32) -> String {
    let last = check(&digits);
    format!("{digits}{last}")
}

/// The sum of the digits times the weights, which begin again where they end.
fn weighted(digits: &str, weights: &[u32]) -> u32 {
    digits.bytes().zip(weights.iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum()
}
