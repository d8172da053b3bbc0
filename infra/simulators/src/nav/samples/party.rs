//! Made-up suppliers and customers, with valid tax and account numbers.

use crate::nav::company::{Address, Company, Taxpayer};

/// By what a party is known to the tax office.
#[derive(Clone, Copy)]
pub(super) enum Identity<'a> {
    Domestic { tax_number: &'a str, vat_code: &'a str, county_code: &'a str },
    European { vat_number: &'a str },
    PrivatePerson,
}

#[derive(Clone, Copy)]
pub(super) struct Party<'a> {
    pub(super) identity: Identity<'a>,
    pub(super) name: &'a str,
    pub(super) country: &'a str,
    pub(super) postal_code: &'a str,
    pub(super) city: &'a str,
    pub(super) street: &'a str,
    pub(super) category: &'a str,
    pub(super) number: &'a str,
    pub(super) bank_account: Option<&'a str>,
    /// Alanyi adómentes: exempt as a small business.
    pub(super) exempt: bool,
}

const COMPANY_ACCOUNT: &str = "10400126-34167210-00000006";

impl<'a> From<&'a Company> for Party<'a> {
    fn from(company: &'a Company) -> Self {
        Party {
            identity: Identity::Domestic {
                tax_number: &company.tax_number,
                vat_code: &company.vat_code,
                county_code: &company.county_code,
            },
            name: &company.name,
            country: "HU",
            postal_code: &company.address.postal_code,
            city: &company.address.city,
            street: &company.address.street,
            category: &company.address.category,
            number: &company.address.number,
            bank_account: Some(COMPANY_ACCOUNT),
            exempt: false,
        }
    }
}

type Place = (&'static str, &'static str, &'static str, &'static str, &'static str);

const fn domestic(
    tax_number: &'static str,
    county_code: &'static str,
    name: &'static str,
    (postal_code, city, street, category, number): Place,
) -> Party<'static> {
    Party {
        identity: Identity::Domestic { tax_number, vat_code: "2", county_code },
        name,
        country: "HU",
        postal_code,
        city,
        street,
        category,
        number,
        bank_account: None,
        exempt: false,
    }
}

impl Party<'static> {
    const fn account(mut self, account: &'static str) -> Self {
        self.bank_account = Some(account);
        self
    }

    const fn exempt(mut self) -> Self {
        self.exempt = true;
        if let Identity::Domestic { vat_code, .. } = &mut self.identity {
            *vat_code = "1";
        }
        self
    }

    const fn abroad(mut self, country: &'static str, vat_number: &'static str) -> Self {
        self.identity = Identity::European { vat_number };
        self.country = country;
        self
    }

    const fn person(mut self) -> Self {
        self.identity = Identity::PrivatePerson;
        self
    }
}

// Suppliers.
pub(super) const LANDLORD: Party = domestic(
    "13104575",
    "42",
    "Kőris Ingatlanhasznosító Kft.",
    ("1094", "Budapest", "Tűzoltó", "utca", "57"),
)
.account("11709033-10684030-00000000");
pub(super) const POWER: Party =
    domestic("22903815", "44", "Fényforrás Áramszolgáltató Zrt.", ("1132", "Budapest", "Váci", "út", "72"))
        .account("12011337-88542140-00000006");
pub(super) const PHONE: Party =
    domestic("14788260", "44", "Hullámhossz Távközlési Zrt.", ("1117", "Budapest", "Prielle", "utca", "4"));
pub(super) const FUEL: Party =
    domestic("25510946", "13", "Sztráda Üzemanyag Kft.", ("2040", "Budaörs", "Szabadság", "út", "301"));
pub(super) const ACCOUNTANT: Party = domestic(
    "11637426",
    "41",
    "Tétel és Társa Könyvelő Bt.",
    ("1066", "Budapest", "Zichy Jenő", "utca", "22"),
)
.account("11600006-30443240-00000004");
pub(super) const DESIGNER: Party =
    domestic("62188308", "23", "Balogh Petra egyéni vállalkozó", ("6720", "Szeged", "Kárász", "utca", "9"))
        .exempt();
pub(super) const STATIONER: Party =
    domestic("23744158", "41", "Papírsárkány Írószer Kft.", ("1075", "Budapest", "Wesselényi", "utca", "31"));
pub(super) const COURIER: Party =
    domestic("10892639", "43", "Nyílvessző Futárszolgálat Kft.", ("1097", "Budapest", "Gyáli", "út", "27"));
pub(super) const WHOLESALER: Party =
    domestic("27155488", "20", "Diófa Bútornagyker Kft.", ("8900", "Zalaegerszeg", "Zrínyi", "utca", "105"))
        .account("10300026-45195680-00000006");
pub(super) const BOOKS: Party =
    domestic("15309271", "43", "Lapozó Szakkönyvkiadó Kft.", ("1111", "Budapest", "Karinthy", "út", "16"));
pub(super) const CARPENTER: Party =
    domestic("19473064", "13", "Gyalupad Asztalosipari Kft.", ("2112", "Veresegyház", "Fő", "út", "88"))
        .account("10700426-32374180-00000006");
pub(super) const INSURER: Party =
    domestic("26811707", "42", "Ernyő Biztosító Zrt.", ("1082", "Budapest", "Üllői", "út", "48"));
pub(super) const BUILDER: Party =
    domestic("22064594", "14", "Malter Építőipari Kft.", ("7400", "Kaposvár", "Berzsenyi", "utca", "3"));
pub(super) const SOFTWARE: Party =
    domestic("12567838", "09", "Kékhold Szoftver Kft.", ("4025", "Debrecen", "Simonffy", "utca", "14"));

// Customers.
pub(super) const HOTEL: Party = domestic(
    "28495017",
    "19",
    "Balatoni Nádas Szálloda Kft.",
    ("8230", "Balatonfüred", "Széchenyi", "út", "21"),
);
pub(super) const OFFICE: Party =
    domestic("14011780", "43", "Irodaház Üzemeltető Zrt.", ("1118", "Budapest", "Rétköz", "utca", "5"));
pub(super) const CAFE: Party =
    domestic("29377646", "02", "Kávészünet Vendéglátó Kft.", ("7621", "Pécs", "Király", "utca", "18"));
pub(super) const GERMAN: Party =
    domestic("", "", "Lindenbaum Wohnkonzepte GmbH", ("80331", "München", "Sendlinger", "Straße", "40"))
        .abroad("DE", "DE811907980");
pub(super) const AUSTRIAN: Party =
    domestic("", "", "Alpenholz Handels GmbH", ("1070", "Wien", "Neubaugasse", "Straße", "12"))
        .abroad("AT", "ATU12345675");
pub(super) const PERSON: Party = domestic("", "", "", ("", "", "", "", "")).person();

const DOMESTIC: [Party; 17] = [
    LANDLORD, POWER, PHONE, FUEL, ACCOUNTANT, DESIGNER, STATIONER, COURIER, WHOLESALER, BOOKS, CARPENTER,
    INSURER, BUILDER, SOFTWARE, HOTEL, OFFICE, CAFE,
];

/// The Hungarian partners of the sample invoices, for `queryTaxpayer`.
pub fn partners() -> Vec<Taxpayer> {
    DOMESTIC.iter().filter_map(taxpayer).collect()
}

fn taxpayer(party: &Party<'_>) -> Option<Taxpayer> {
    let Identity::Domestic { tax_number, vat_code, county_code } = party.identity else {
        return None;
    };
    Some(Taxpayer {
        tax_number: tax_number.into(),
        vat_code: Some(vat_code.into()),
        county_code: Some(county_code.into()),
        name: party.name.into(),
        address: Some(Address {
            postal_code: party.postal_code.into(),
            city: party.city.into(),
            street: party.street.into(),
            category: party.category.into(),
            number: party.number.into(),
        }),
        valid: true,
    })
}
