# Nagłówki i nazwy w pobieranym uzgodnieniu z NAV.
csv-month = Miesiąc
csv-what = Pozycja
csv-direction = Kierunek
csv-currency = Waluta
csv-vat-key = Stawka VAT
csv-count = Faktury
csv-net = Netto
csv-vat = VAT
csv-simplified-gross = Brutto (uproszczone)
csv-invoice = Faktura
csv-supplier = Sprzedawca

csv-nav = NAV
csv-inbox = skrzynka
csv-documents = dokumenty
csv-unread = nieodczytane dokumenty
csv-withdrawn = wycofane w NAV
csv-not-here = brak w skrzynce
csv-not-at-nav = brak w NAV
csv-inbound = zakup
csv-outbound = sprzedaż
