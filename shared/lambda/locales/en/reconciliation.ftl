# The headings and labels of the downloaded reconciliation with NAV.
csv-month = Month
csv-what = What
csv-direction = Direction
csv-currency = Currency
csv-vat-key = VAT key
csv-count = Invoices
csv-net = Net
csv-vat = VAT
csv-simplified-gross = Gross (simplified)
csv-date = Date
csv-invoice = Invoice
csv-supplier = Supplier

csv-nav = NAV
csv-inbox = inbox
csv-documents = documents
csv-unread = unread documents
csv-withdrawn = withdrawn at NAV
csv-not-here = not in the inbox
csv-not-at-nav = not at NAV
csv-inbound = inbound
csv-outbound = outbound
