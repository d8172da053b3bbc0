//! Partners.

use domain::{
    address::Address,
    document::PaymentMethod,
    ledger_account::AccountNumber,
    partner::{
        BankAccount, Contact, EInvoicing, Partner, PartnerProfile, PartnerRole, PartnerSource, PaymentTerms,
    },
};

use super::{
    lands::{FINLAND, GERMANY, HUNGARY, ITALY, Land, POLAND},
    numbers,
    pick::Pick,
};

/// The partner of that place: of every ten, five are Hungarian companies, one each is of Finland, Italy,
/// Poland and Germany, and one is a private person. Each fills 15 columns of a workbook at least.
pub fn partner(n: u32) -> Partner {
    let mut pick = Pick::new(1, n);
    let land = match n % 10 {
        5 => FINLAND,
        6 => ITALY,
        7 => POLAND,
        8 => GERMANY,
        _ => HUNGARY,
    };
    let role = pick.of(&[PartnerRole::Customer, PartnerRole::Supplier]);
    let partner = Partner {
        code: Some(format!("P-{n:06}")),
        country: Some(land.code.into()),
        address: Some(address(&land, &mut pick)),
        mailing_address: pick.once_in(7).then(|| address(&land, &mut pick)),
        contacts: vec![contact(&land, n, &mut pick)],
        bank_accounts: vec![bank_account(&land, n, &mut pick)],
        payment_terms: Some(terms(&mut pick)),
        currency: Some(land.currency.into()),
        language: Some(land.language),
        vat_key: Some(pick.of(&["27", "18", "5", "AAM"]).into()),
        receivable_account: AccountNumber::parse("311").ok(),
        payable_account: AccountNumber::parse("454").ok(),
        note: pick.once_in(3).then(|| note(n, &mut pick)),
        active: !pick.once_in(50),
        ..Partner::told(PartnerProfile::default(), role, PartnerSource::Person)
    };
    let partner = if pick.once_in(4) {
        partner.with(PartnerRole::Customer).with(PartnerRole::Supplier)
    } else {
        partner
    };
    if n % 10 == 9 { person(partner, &land, &mut pick) } else { company(partner, &land, n, &mut pick) }
}

fn person(partner: Partner, land: &Land, pick: &mut Pick) -> Partner {
    Partner { name: pick.of(land.people).into(), person: true, ..partner }
}

fn company(partner: Partner, land: &Land, n: u32, pick: &mut Pick) -> Partner {
    let root = pick.of(land.roots);
    let named = Partner {
        name: format!("{root} {} {n} {}", pick.of(land.trades), pick.of(land.forms)),
        short_name: Some(format!("{root} {n}")),
        ..partner
    };
    match land.code {
        "HU" => hungarian(named, n, pick),
        "FI" => finnish(named, n),
        "IT" => italian(named, n),
        "PL" => Partner {
            tax_number: Some(numbers::nip(n)),
            eu_vat_number: Some(format!("PL{}", numbers::nip(n))),
            regon: Some(numbers::regon(n)),
            ..named
        },
        _ => Partner { eu_vat_number: Some(numbers::german_vat(n)), ..named },
    }
}

fn hungarian(partner: Partner, n: u32, pick: &mut Pick) -> Partner {
    let core = numbers::hungarian_core(n);
    let group = pick.once_in(20);
    let vat_code = if group { 4 } else { 2 };
    Partner {
        tax_number: Some(format!("{core}-{vat_code}-{:02}", 2 + pick.below(19))),
        eu_vat_number: Some(format!("HU{core}")),
        vat_group: group.then(|| numbers::hungarian_core(8_000_000 + n % 1_000)),
        incorporation: Some("ORGANIZATION".into()),
        cash_accounting: pick.once_in(5),
        ..partner
    }
}

fn finnish(partner: Partner, n: u32) -> Partner {
    let id = numbers::finnish_id(n / 10);
    Partner {
        tax_number: Some(format!("{}-{}", &id[..7], &id[7..])),
        eu_vat_number: Some(format!("FI{id}")),
        e_invoicing: Some(EInvoicing {
            address: Some(format!("0037{id}")),
            operator: Some("003723327487".into()),
            ..EInvoicing::default()
        }),
        ..partner
    }
}

fn italian(partner: Partner, n: u32) -> Partner {
    let number = numbers::partita_iva(n);
    Partner {
        eu_vat_number: Some(format!("IT{number}")),
        codice_fiscale: Some(number.clone()),
        tax_number: Some(number),
        e_invoicing: Some(EInvoicing {
            recipient_code: Some(format!("{:07}", n % 10_000_000)),
            certified_email: Some(format!("azienda{n}@pec.example")),
            ..EInvoicing::default()
        }),
        ..partner
    }
}

fn address(land: &Land, pick: &mut Pick) -> Address {
    let (postal_code, city) = pick.of(land.towns);
    Address {
        country: land.code.into(),
        postal_code: postal_code.into(),
        city: city.into(),
        street: format!("{} {}.", pick.of(land.streets), 1 + pick.below(180)),
    }
}

fn contact(land: &Land, n: u32, pick: &mut Pick) -> Contact {
    Contact {
        name: pick.of(land.people).into(),
        position: pick.once_in(2).then(|| pick.of(&["könyvelés", "értékesítés", "ügyvezető"]).into()),
        email: Some(format!("iroda{n}@partner.example")),
        phone: Some(format!("{} {:03} {:04}", land.phone, pick.below(1_000), pick.below(10_000))),
    }
}

/// Every second Hungarian account has its own form; one bank's begins with a zero.
fn bank_account(land: &Land, n: u32, pick: &mut Pick) -> BankAccount {
    let bank = pick.of(&[1_177_301, 1_040_012, 1_200_800, 12_345]);
    let number = match land.code {
        "HU" if pick.once_in(2) => {
            let number = numbers::hungarian_account(bank, n);
            format!("{}-{}-{}", &number[..8], &number[8..16], &number[16..])
        }
        "FI" => numbers::iban("FI", &numbers::finnish_account(n)),
        "IT" => numbers::iban("IT", &format!("X0200801600{n:012}")),
        "PL" => numbers::iban("PL", &format!("10201026{n:016}")),
        "DE" => numbers::iban("DE", &format!("70040041{n:010}")),
        _ => numbers::iban("HU", &numbers::hungarian_account(bank, n)),
    };
    let (bic, bank) = land.bank;
    BankAccount {
        number,
        bic: Some(bic.into()),
        bank: Some(bank.into()),
        currency: Some(land.currency.into()),
    }
}

fn terms(pick: &mut Pick) -> PaymentTerms {
    let method = pick.of(&[
        PaymentMethod::Transfer,
        PaymentMethod::Transfer,
        PaymentMethod::Cash,
        PaymentMethod::Card,
    ]);
    PaymentTerms {
        end_of_month: pick.once_in(6),
        method,
        ..PaymentTerms::of_days(pick.of(&[0, 8, 15, 30, 60]))
    }
}

fn note(n: u32, pick: &mut Pick) -> String {
    let first = pick.of(&[
        "Szállítás keddenként.",
        "Csak „előre utalással”!",
        "=1+1 nem képlet",
        "Kedvezmény: 2,5 %",
    ]);
    format!("{first}\nRaktár: {}. kapu\nÜgyszám: {n:08}", 1 + pick.below(9))
}
