//! Why the Agent refuses a request: Számlázz.hu's error codes with texts like its own.

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) message: String,
}

const MESSAGES: &[(u16, &str)] = &[
    (1, "Rendszerkarbantartás folyik, kérjük, próbálja meg később."),
    (3, "Sikertelen bejelentkezés: hibás felhasználónév, jelszó vagy Számla Agent kulcs."),
    (7, "Hiányzó adat: a hivatkozott bizonylat nem található."),
    (14, "Sztornó számla nem sztornózható."),
    (53, "Hiányzik az XML fájl: az űrlap mezőjének fájlnak kell lennie."),
    (54, "Az e-számla készítés nincs bekapcsolva."),
    (55, "Az e-számla aláírása nem sikerült."),
    (56, "A számla elkészült, az értesítő kiküldése nem sikerült."),
    (57, "Hibás XML: az üzenet nem olvasható."),
    (71, "Ezzel a rendelésszámmal már készült bizonylat."),
    (73, "Az előlegszámla nem azonosítható."),
    (135, "A felhasználó a böngészőben is be van jelentkezve."),
    (136, "A bejelentkezés zárolva van: lejárt előfizetés vagy díjtartozás."),
    (164, "A felhasználóhoz több cég is tartozik: Számla Agent kulcs szükséges."),
    (202, "Nincs ilyen számlaszám előtag."),
    (221, "A számlához helyesbítő számla tartozik, ezért nem sztornózható."),
    (335, "A díjbekérő nem található."),
    (352, "A sztornó számla kelte csak a mai nap lehet."),
    (463, "Sztornózott számlára nem rögzíthető jóváírás."),
];

impl Refusal {
    pub(crate) fn new(code: u16) -> Refusal {
        let text = MESSAGES.iter().find(|(known, _)| *known == code).map(|(_, text)| (*text).to_owned());
        Refusal { code, message: text.unwrap_or_else(|| format!("Hiba: {code}.")) }
    }

    pub(crate) fn because(code: u16, message: String) -> Refusal {
        Refusal { code, message }
    }

    pub(crate) fn missing(element: &str) -> Refusal {
        Refusal::because(7, format!("Hiányzó adat: {element}."))
    }

    pub(crate) fn unreadable(element: &str) -> Refusal {
        Refusal::because(57, format!("Hibás XML: {element} értéke nem olvasható."))
    }
}
