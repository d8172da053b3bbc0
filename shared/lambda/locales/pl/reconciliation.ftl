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
csv-date = Data
csv-invoice = Faktura
csv-supplier = Sprzedawca

csv-nav = NAV
csv-inbox = w systemie
csv-documents = dokumenty
csv-unread = nieodczytane dokumenty
csv-withdrawn = wycofane w NAV
csv-not-here = brak w systemie
csv-not-at-nav = brak w NAV
csv-inbound = zakup
csv-outbound = sprzedaż
