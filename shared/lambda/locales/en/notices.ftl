# What the system tells the owners of a workspace.
notice-nav-connection-stopped = NAV refuses the technical user, so no invoices arrive any more. { $reason } Then save the connection again; what was missed is fetched by itself.
notice-invoice-withdrawn = The issuer has annulled the report of invoice { $reason } at NAV, so NAV does not count it as valid any more. The invoice stays in the inbox, marked as withdrawn: ask the issuer before you book it, or take it back out of the books.
notice-own-invoice-withdrawn = The report of your invoice { $reason } was annulled at NAV, so NAV does not count it as valid any more. If that was meant, report the invoice again or take it out of the books; if not, ask whoever works with your invoicing program.
