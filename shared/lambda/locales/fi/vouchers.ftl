# Miksi tositetta ei voi tallentaa tai kassakirjaa näyttää. Jokainen kertoo, mitä tehdä seuraavaksi.
register-unknown = Asetuksissa ei ole kassaa tai pankkitiliä tällä tunnuksella. Valitse jokin niissä olevista tai lisää se ensin asetuksiin.
register-missing = Valitse myös kassa tai pankkitili: jakson voi rajata vain yhden kassan tai pankkitilin tositteista.
voucher-date = Anna tositteen päivämäärä, vuosi väliltä 1900–2999.
voucher-kept = Tositteen kassaa tai pankkitiliä, päivämäärää, suuntaa ja summaa ei voi muuttaa. Poista tosite ja syötä se uudelleen.
voucher-document = Täällä ei ole sellaista laskua. Valitse jokin laadituista laskuista tai jätä kohta pois.
