# Számlázz.hu: connecting, pushes, what it did not hand out.
szamlazz-key-refused = Számlázz.hu refuses the Agent key ({ $code }). Check at Számlázz.hu under settings, Számla Agent, that the key belongs to this company and that the account is not blocked, then save the key here again.
szamlazz-unavailable = Számlázz.hu does not answer at the moment ({ $code }). Nothing was saved; try again in a few minutes.
szamlazz-refused = Számlázz.hu refused the request ({ $code }). Nothing was saved; if it happens again, ask the support of this system.
szamlazz-link-unregistered = This system is not registered at Számlázz.hu as a receiver of its data link yet. Ask its operator; until then connect with the Agent key.
agent-key-format = An Agent key has at most 100 letters and digits. Copy it from Számlázz.hu: settings, Számla Agent.
hook-key-missing = The header X-Szamlazzhu-Key is missing.
hook-too-large = The body has more than { $limit } MB.
hook-unreadable = The body is not what Számlázz.hu sends.
image-missing = The image of this invoice is not here. It comes by itself where Számlázz.hu issued the invoice and its Agent key is saved; else ask the supplier for it.
unmatched-no-invoice = This document cannot be taken over: it is not an invoice of this company, or cannot be read.
unmatched-not-at-nav = NAV has no record of this supplier and number. Check whether the invoice was reported, and whether the number is the same there; or take it over by its own data.
unmatched-no-tax-number = The supplier has no Hungarian tax number, so nobody reports this invoice to NAV. Take it over by its own data.
unmatched-test = A test account issued this document. It is not an invoice; switch the account to live, or leave it here.
unmatched-other-company = Neither supplier nor customer of this document is this company. Check in whose Számlázz.hu account the key of the link was entered.
unmatched-unreadable = What Számlázz.hu sent cannot be read. Download it and show it to the support of this system.
