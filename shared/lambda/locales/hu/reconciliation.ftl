# A letöltött NAV-egyeztetés fejlécei és megnevezései.
csv-month = Hónap
csv-what = Tétel
csv-direction = Irány
csv-currency = Pénznem
csv-vat-key = Áfakulcs
csv-count = Számlák
csv-net = Nettó
csv-vat = Áfa
csv-simplified-gross = Bruttó (egyszerűsített)
csv-date = Kelt
csv-invoice = Számla
csv-supplier = Eladó

csv-nav = NAV
csv-inbox = rendszerben
csv-documents = dokumentumok
csv-unread = be nem olvasott dokumentumok
csv-withdrawn = a NAV-nál visszavont
csv-not-here = nincs a rendszerben
csv-not-at-nav = nincs a NAV-nál
csv-inbound = bejövő
csv-outbound = kimenő
