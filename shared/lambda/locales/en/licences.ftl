# Registration, packages and licences.
company-registered = This company is registered here already. Ask its owner to invite you; if you do not know who that is, write to support.
company-registered-elsewhere = You have registered this company for the other package. Export its data and request the deletion of that workspace first; you can register here as soon as the deletion is confirmed.
company-in-office = The office has this company already. Look for it in the list of companies.
company-no-office = This workspace is not an office's own. Open the office's workspace and add the company there.
companies-most = An office takes { $most } companies.
office-to-be-deleted = The deletion of this office was requested, so no company can be added. Withdraw the request first.
package-fixed = The package was chosen at registration and cannot be changed. For the other one, export your data, request the deletion of this workspace, and register again after the confirmation. Support helps with each step.
package-lacks = The package of this workspace does not have this. The list of packages says which one does.
licence-lapsed = The trial or the subscription is over. You can read and export everything; to go on working, subscribe, or ask an owner to.
licence-of-office = This workspace is covered by its office's licence. The office subscribes, in its own workspace.
demo-apart = The demo is apart from live data: this does not work here. Do it in the company's own workspace.
connection-prepare-first = This company was registered before, so it begins with preparation: import partners, products and the chart of accounts, then end the preparation, and connect after that.
price-missing = No price has been set for this package and period yet. Write to support.
subscription-other-company = Only the company of the trial can subscribe here. For another company, register that one.
subscribed-already = The company has subscribed for another period. Cancel that subscription first, then subscribe anew.
subscription-none = The company has not subscribed, or has cancelled. Ask its owner to subscribe before you record the payment.
payment-amount = The amount has to be the price of 1 to { $most } whole periods: one costs { $net } { $currency }.
payment-recorded-otherwise = A payment of another amount is recorded under this reference. Check the reference.
notice-licence-ends = The licence ends on { $reason }. Afterwards everything can still be read and exported, but not changed. Subscribe, or pay for the next period, before that day.

# Deletion of a workspace.
deletion-export-first = Not everything was exported, or the files have expired. Export partners, products and the chart of accounts first, or confirm with "without_exports" that you give up what is not exported.
deletion-vouchers-lost = Vouchers cannot be exported and would be lost: { $cash } cash vouchers and { $bank } bank vouchers. Confirm exactly these numbers.
deletion-companies-first = The office still has { $count } companies. Request the deletion of each of them first.
deletion-outdated = Vouchers were keyed or companies were added since the request. Refuse it, and ask the owner to request the deletion anew.

# First steps.
step-company-data = Enter the company's data: address, bank accounts, cash desks and how documents are made.
step-chart = Adapt the chart of accounts, or import your own from Excel.
step-partners = Enter your partners, or import them from Excel.
step-products = Enter your products, or import them from Excel.
step-prepared = End the preparation once partners, products and the chart of accounts are as they should be. Only then can sources of invoices be connected.
step-connection = Connect NAV with a technical user, Számlázz.hu with its Agent key, or both, and choose from which day on invoices arrive.
step-posting-rules = Set posting rules, try them on last month's invoices, and switch them on.
step-subscription = Subscribe before the trial ends.
step-try-partner = Enter a partner of your own invention.
step-try-document = Draft an invoice to one of the sample partners.
step-try-voucher = Key a cash voucher for the sample cash desk.
step-try-export = Export the products to Excel.
step-try-import = Change the exported file and import it again.

# The demo of an office.
demo-name = Demo company
demo-partner-1 = Sample Customer Ltd.
demo-partner-2 = Sample Supplier Ltd.
demo-partner-3 = Sample Trading Ltd.
demo-product-1 = Desk
demo-product-2 = Chair
demo-product-3 = Delivery
demo-unit = pcs
demo-register = Cash desk
