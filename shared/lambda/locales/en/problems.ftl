# Answers to requests that could not be carried out. Each says what to do next.
problem-unauthorized = Sign in first: the request carries no valid access token.
problem-signed-out = This session was signed out. Sign in again.
problem-not-found = There is nothing here. It may have been removed, or you are not a member of this workspace.
problem-forbidden = Your role in this workspace does not allow this. Ask an owner.
problem-operators-only = Only operators of this deployment may do this. Whoever runs it can make you one.
problem-conflict = Somebody else changed this at the same moment. Read it again and repeat your change.
problem-unavailable = A service we depend on does not answer. Nothing was changed; try again in a minute.
problem-internal = Something went wrong on our side. Nothing you entered is lost; if it happens again, tell the operator the time.
problem-body = The request is not readable JSON of the expected shape: { $reason }
problem-query = A query parameter is not as expected: { $reason }
problem-too-large = The request is larger than the { $limit } KB that are accepted.
problem-idempotency = This idempotency key was used for another request. Use a new key for a new workspace.

email-invalid = Enter an e-mail address such as anna@example.com.
name-length = Enter a name of 1 to 512 characters.
tax-number-length = A Hungarian tax number has 11 digits, such as 12892312-2-41.
tax-number-digits = A tax number consists of digits and dashes only.
tax-number-check-digit = There is a typing error in the first eight digits of the tax number: the check digit does not fit.
tax-number-vat-code = The ninth digit of a tax number, the VAT code, is from 1 to 5.
tax-number-county = The last two digits of a tax number are a county code: 02 to 20, 22 to 44 or 51.
account-number-length = A ledger account number has 1 to 20 digits, such as 311.
account-number-digits = A ledger account number has digits only, such as 311.
address-country = Enter the country as two capital letters, such as HU.
address-postal_code = Enter a postal code of 3 to 10 letters and digits.
address-city = Enter a city of 1 to 255 characters.
address-street = Enter street and house number, 1 to 255 characters.
login-format = The technical user's login name has 6 to 15 letters and digits. NAV shows it where the technical user is made.
password-missing = Enter the technical user's password.
sign-key-missing = Enter the technical user's signing key (XML aláírókulcs). NAV shows it where the technical user is made.
exchange-key-format = The exchange key (XML cserekulcs) has 16 characters. Leave it out if you have none.
start-date-range = Enter a date from 2018-07-01, when NAV began to receive invoices, to today.
last-owner = A workspace needs an owner. Make somebody else an owner first.
period-order = The period ends before it begins.
limit-range = Ask for 1 to { $most } entries at once.
cursor-invalid = This cursor is not one that a list gave out. Begin the list anew.

document-awaited = NAV lists this invoice but has not handed out its document yet. It is asked again by itself.
document-refused = The document of this invoice cannot be read, so it is not shown. Look the invoice up at NAV.

sign-up-accepted = If this address has no account yet, a mail with a temporary password is on its way. Sign in with it and choose your own password.
problem-media-type = Send the request as JSON, with the content type application/json.
idempotency-key-format = An idempotency key has 1 to 255 visible ASCII characters.

month-range = Enter a month such as 2026-10, from 2018-07 to this month.
connection-needed = This needs a working connection to NAV. Set it up, or save it again if it was stopped.
nav-connection-missing = This workspace is not connected to NAV. An owner has to connect it first.
nav-connection-stopped = NAV refuses the technical user of this workspace, so it cannot be asked. An owner has to save the connection again with working credentials.
partner-unnamed = The invoice gives neither a tax number nor a name of this party, so there is nobody to take over.
taxpayer-no-number = The invoice gives no tax number of this party, as of private persons, so NAV was not asked.
taxpayer-foreign = The party's tax number is not a Hungarian one, so NAV was not asked.
taxpayer-unknown = NAV does not know this tax number. Check it with the partner.
