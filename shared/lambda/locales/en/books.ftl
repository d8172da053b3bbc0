# Why something cannot be entered into the books. Each says what to do next.
text-length = Enter a text of 1 to { $most } characters.
list-length = There is room for at most { $most } entries here. Leave out those that are not needed.
list-size = A document has 1 to { $most } lines. Enter at least one, or split the document into several.
currency-format = Enter the currency as three capital letters, such as EUR.
amount-range = An amount, and also quantity times price, has at most 15 digits before the decimal point and 6 after it. Correct it.
amount-negative = An amount below zero cannot stand here. Enter it without the minus sign.
amount-zero = Enter an amount above zero.
amount-off = By our calculation, this amount is { $right }. Enter that, or leave the field empty.
quantity-zero = The quantity cannot be zero. Enter one above zero, or below zero for what is taken back.
percent-range = Enter a percentage from 0 to 100.
days-range = Enter a number of days from 0 to 999.
vat-unknown = This country has no such VAT key. Choose one from the list of VAT keys.
vat-date = This VAT key does not apply on the date of supply, { $date }. Choose another key, or correct the date of supply.
rate-missing = Enter the exchange rate: what one unit of the document's currency is worth in { $currency }. It is above 0 and below 1,000,000.
due-date-order = The due date is earlier than the date of issue. Enter the date of issue or a later one.
issue-date-order = The last document of this series is dated { $date }. Enter that date or a later one as the date of issue.

series-pattern = The pattern has to contain the words number and year once each, both in braces. Besides them, it may have unaccented letters, digits, blanks, slashes, hyphens, dots and underscores.
series-digits = Enter from 0 to 10 as the count of digits to which the number is filled with zeros.
series-next = Enter a next number that is higher than the highest given out, { $last }, and has at most 9 digits.
series-full = This year's series has no numbers left. Ask the operator; next year's series begins anew.

document-base = A correction or cancellation refers to an issued invoice of the same customer in the same currency. Choose such an invoice.
document-base-missing = Choose the invoice that this document corrects or cancels.
document-base-invoice = An invoice corrects no other document. Leave out the invoice that it refers to (base).
document-credited = This invoice has already been taken back as a whole. If something is still to be charged, issue a new invoice.
cancellation-incomplete = A cancellation takes back exactly what is left of the invoice after its corrections. To take back only a part, use a corrective document.
document-issued = An issued document stays as it is. Correct it with a corrective document, or cancel it.
document-issue-elsewhere = Hungarian companies issue documents in their invoicing program, not here. Record the document here with the number that the program gave it.
document-number-hungary = Enter the document number that the invoicing program gave.
document-number-draft = A draft has no number: it gets one when it is issued. Leave the number out.
document-number-taken = Another document already has the number { $number }. Enter another one, or set the next number of the series higher.
document-busy = Many documents are being issued at once, so this one was not issued. Try again in a minute.

partner-unknown = There is no such partner in this workspace. Choose one from the list of partners, or add it first.
partner-role = A partner is a customer, a supplier or both. Mark at least one of them.
partner-no-customer = This partner is not marked as a customer. Mark it as one first.
product-unknown = There is no such product in this workspace. Choose one from the list of products, or add it first.
account-unknown = The chart of accounts has no such account. Choose another one, or add it first.
account-inactive = This account is inactive. Choose another one, or set it active again.
account-not-postable = This account has accounts below it, so nothing can be posted to it. Choose one of those.
account-parent-used = Entries went to account { $parent }, so no account can be below it. Choose a number that does not begin with it.

payment-document = A payment can be allocated only to an issued invoice of the same partner. Choose such an invoice.
payment-currency = This invoice is in { $currency }. Enter the payment in that currency, or choose an invoice in the payment's currency.
allocation-twice = This invoice occurs twice in the payment. Put its amounts together into one entry.
allocation-sum = More is allocated to invoices than the payment's amount, { $amount }. Lower the allocated amounts, or correct the payment's.

name-taken = Another record already has this name, code or number. Enter another one.
record-in-use = This cannot be deleted because other data refers to it. Set it inactive instead.
version-changed = Somebody changed this since you read it. Read it again and repeat your change.
if-match-missing = Send the header If-Match with the version that the header ETag gave.
if-match-format = The header If-Match takes the version as the header ETag gave it, such as "3". Correct it.
problem-field-unknown = The request has a field that does not exist here. Check its spelling.

barcode-format = A barcode has 8, 12, 13 or 14 digits. Compare it with the packaging.
bic-format = A BIC has 8 or 11 letters and digits, such as OTPVHUHB.
eu-vat-format = An EU VAT number has the country's two capital letters, then 2 to 13 letters and digits, such as HU12892312.
recipient-code-format = An Italian recipient code (codice destinatario) has 6 or 7 letters and digits. Ask the customer for it.
tax-regime-format = Enter the Italian tax regime (regime fiscale) as a code from RF01 to RF20, except RF03.
logo-format = A logo is a PNG or JPEG image of at most { $kilobytes } KB, and at most 4,000 pixels wide and high. Make it smaller, or choose another one.
register-code = The code of a cash desk or bank account has 1 to 10 unaccented capital letters and digits, such as CASH1.
register-twice = Two cash desks or bank accounts have the same code. Give one of them another code.
register-in-use = Vouchers were entered for the cash desk or bank account { $register }. Leave it in the list with its code, kind, currency and opening balance.
connection-hungarian = Only Hungarian companies can be connected to NAV and Számlázz.hu. Choose the workspace of a Hungarian company.
document-fatturapa = This document was not issued here by an Italian company, so there is no FatturaPA file of it. Use the file of the program that issued it.
vat-unused = No line has this VAT key. Leave it out of the sums, or add a line.
record-size = This is larger than { $kilobytes } KB in all, which is the most that is kept as one. Shorten the texts, or split the document.
amount-decimals = This currency has { $most } decimals at most. Round the amount.
vat-sums-draft = VAT sums are given only of a document that another program issued, with its number. Leave them out, they are worked out.
date-range = Enter a date between 2000 and 2100.
issue-date-future = The date of issue cannot be in the future. Correct it in the draft.
allocation-open = Only { $open } is open of this invoice. Allocate that much; the rest stays on account.
allocation-paid = { $paid } was paid of this invoice; no more than that can be paid back.
document-overcredited = This would take back more than is left of the invoice. Lower the lines, or cancel the invoice.
record-deleted = This request made the record before, and it was deleted since. To make it again, use a new idempotency key.
problem-number = Send amounts and quantities as texts, such as "120.50": as numbers they may lose digits.
