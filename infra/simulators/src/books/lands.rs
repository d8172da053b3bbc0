//! Names, places and habits of the countries that partners are of.

use domain::language::Language;

/// What partners of a country are made of.
pub(super) struct Land {
    pub(super) code: &'static str,
    pub(super) currency: &'static str,
    pub(super) language: Language,
    /// Postal code and town.
    pub(super) towns: &'static [(&'static str, &'static str)],
    pub(super) streets: &'static [&'static str],
    pub(super) roots: &'static [&'static str],
    pub(super) trades: &'static [&'static str],
    pub(super) forms: &'static [&'static str],
    pub(super) people: &'static [&'static str],
    pub(super) phone: &'static str,
    pub(super) bank: (&'static str, &'static str),
}

pub(super) const HUNGARY: Land = Land {
    code: "HU",
    currency: "HUF",
    language: Language::Hu,
    towns: &[
        ("1094", "Budapest"),
        ("9021", "Győr"),
        ("6720", "Szeged"),
        ("4025", "Debrecen"),
        ("7621", "Pécs"),
        ("8230", "Balatonfüred"),
        ("3530", "Miskolc"),
    ],
    streets: &[
        "Tűzoltó utca",
        "Széchenyi út",
        "Fő tér",
        "Kölcsey köz",
        "Öreghegyi dűlő",
        "Árpád fejedelem útja",
    ],
    roots: &[
        "Kőris",
        "Gyalupad",
        "Hűvösvölgyi",
        "Zöldág",
        "Írisz",
        "Tölgy és Társa",
        "Nyílvessző",
        "Őszirózsa",
    ],
    trades: &["Ingatlan", "Asztalos", "Építőipari", "Nyomdai", "Könyvelő", "Szállítmányozó", "Élelmiszer"],
    forms: &["Kft.", "Bt.", "Zrt.", "Nyrt.", "egyéni cég"],
    people: &["Szűcs Anna", "Győrffy Béla", "Kőszegi Ágnes", "Nagy Ödön", "Tóth Ünige", "Vásárhelyi Örs"],
    phone: "+36 30",
    bank: ("OTPVHUHB", "OTP Bank"),
};

pub(super) const FINLAND: Land = Land {
    code: "FI",
    currency: "EUR",
    language: Language::Fi,
    towns: &[
        ("00100", "Helsinki"),
        ("20100", "Turku"),
        ("33100", "Tampere"),
        ("90100", "Oulu"),
        ("65100", "Vaasa"),
    ],
    streets: &["Hämeenkatu", "Yliopistonkatu", "Mäkelänkatu", "Itäinen Pitkäkatu", "Töölönkatu"],
    roots: &["Koivu", "Järvi", "Pöytälä", "Sähkömies", "Västra", "Yrttitarha"],
    trades: &["Rakennus", "Tukku", "Puutyö", "Kuljetus", "Palvelu"],
    forms: &["Oy", "Ky", "Tmi", "Oyj"],
    people: &["Virtanen Anna", "Mäkelä Väinö", "Hämäläinen Päivi", "Åkerlund Björn"],
    phone: "+358 40",
    bank: ("NDEAFIHH", "Nordea"),
};

pub(super) const ITALY: Land = Land {
    code: "IT",
    currency: "EUR",
    language: Language::It,
    towns: &[
        ("20121", "Milano"),
        ("00184", "Roma"),
        ("09124", "Cagliari"),
        ("39100", "Bolzano"),
        ("47121", "Forlì"),
    ],
    streets: &["Via Roma", "Corso Vittorio Emanuele II", "Piazza dell’Unità", "Viale della Libertà"],
    roots: &["Quercia", "L’Angolo", "Città Nuova", "Caffè Più", "Fratelli Rossetti", "Verità"],
    trades: &["Arredamenti", "Costruzioni", "Trasporti", "Alimentari", "Servizi"],
    forms: &["S.r.l.", "S.p.A.", "S.n.c.", "& C. S.a.s."],
    people: &["Niccolò Bianchi", "Marìa D’Angelo", "Giosuè Conti", "Chiara Rizzi"],
    phone: "+39 02",
    bank: ("UNCRITMM", "UniCredit"),
};

pub(super) const POLAND: Land = Land {
    code: "PL",
    currency: "PLN",
    language: Language::Pl,
    towns: &[
        ("00-950", "Warszawa"),
        ("30-001", "Kraków"),
        ("50-001", "Wrocław"),
        ("90-001", "Łódź"),
        ("80-001", "Gdańsk"),
    ],
    streets: &["ul. Świętokrzyska", "al. Niepodległości", "ul. Żwirki i Wigury", "pl. Grunwaldzki"],
    roots: &["Dąb", "Źródło", "Łąka", "Pięćdziesiątka", "Żubr", "Ćma"],
    trades: &["Meble", "Budownictwo", "Transport", "Usługi", "Handel"],
    forms: &["sp. z o.o.", "S.A.", "sp.j.", "s.c."],
    people: &["Łukasz Wiśniewski", "Żaneta Dąbrowska", "Stanisław Wójcik", "Małgorzata Kość"],
    phone: "+48 601",
    bank: ("BPKOPLPW", "PKO BP"),
};

pub(super) const GERMANY: Land = Land {
    code: "DE",
    currency: "EUR",
    language: Language::En,
    towns: &[("80331", "München"), ("01067", "Dresden"), ("50667", "Köln"), ("90402", "Nürnberg")],
    streets: &["Sendlinger Straße", "Große Gasse", "Am Hügel", "Königsallee"],
    roots: &["Lindenbaum", "Müller & Söhne", "Straßenfuchs", "Überlinger"],
    trades: &["Wohnkonzepte", "Möbel", "Logistik", "Großhandel"],
    forms: &["GmbH", "AG", "GmbH & Co. KG", "e.K."],
    people: &["Jörg Weiß", "Käthe Schröder", "Günther Groß"],
    phone: "+49 89",
    bank: ("COBADEFF", "Commerzbank"),
};
