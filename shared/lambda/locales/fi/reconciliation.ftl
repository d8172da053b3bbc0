# Ladattavan NAV-täsmäytyksen otsikot ja nimet.
csv-month = Kuukausi
csv-what = Mitä
csv-direction = Suunta
csv-currency = Valuutta
csv-vat-key = ALV-koodi
csv-count = Laskuja
csv-net = Veroton
csv-vat = ALV
csv-simplified-gross = Verollinen (yksinkertaistettu)
csv-date = Päiväys
csv-invoice = Lasku
csv-supplier = Myyjä

csv-nav = NAV
csv-inbox = järjestelmässä
csv-documents = asiakirjat
csv-unread = lukemattomat asiakirjat
csv-withdrawn = peruttu NAVissa
csv-not-here = ei järjestelmässä
csv-not-at-nav = ei NAVissa
csv-inbound = ostolasku
csv-outbound = myyntilasku
