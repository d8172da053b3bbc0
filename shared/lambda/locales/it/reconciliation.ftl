# Intestazioni e nomi della riconciliazione con il NAV da scaricare.
csv-month = Mese
csv-what = Voce
csv-direction = Direzione
csv-currency = Valuta
csv-vat-key = Codice IVA
csv-count = Fatture
csv-net = Imponibile
csv-vat = IVA
csv-simplified-gross = Lordo (semplificate)
csv-date = Data
csv-invoice = Fattura
csv-supplier = Fornitore

csv-nav = NAV
csv-inbox = nel sistema
csv-documents = documenti
csv-unread = documenti non letti
csv-withdrawn = ritirate presso il NAV
csv-not-here = non nel sistema
csv-not-at-nav = non presso il NAV
csv-inbound = acquisto
csv-outbound = vendita
