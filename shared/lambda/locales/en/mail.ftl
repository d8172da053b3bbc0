# Mails: each has a subject, a text that says what happened, and what to do next.
mail-greeting = Hello,
mail-closing = Kind regards, Ledgerport
mail-footer = This mail was written by the system. It never asks for a password, and leads to no page that does.

mail-invitation-subject = { $by } invites you to { $company }
mail-invitation-text = { $by } would like you to work in the books of { $company }, in the role: { $role }.
mail-invitation-next = Sign in with this e-mail address and accept the invitation there, within { $days } days. If you have no account yet, a temporary password comes in a mail of its own. If you do not know the sender, do nothing.

mail-licence-ends-subject = The licence of { $company } ends on { $until }
mail-licence-ends-text = The licence of { $company } ends on { $until }. Afterwards everything can still be read and exported, but not changed. Nothing is lost.
mail-licence-ends-next = To go on working, sign in, choose "Manage my subscriptions" in your profile and subscribe; if you have subscribed, pay for the next period.

mail-licence-ends-today-subject = The licence of { $company } ends today
mail-licence-ends-today-text = Today, { $until }, is the last day of the licence of { $company }. From tomorrow on everything can still be read and exported, but not changed. Nothing is lost.
mail-licence-ends-today-next = To go on working, sign in, choose "Manage my subscriptions" in your profile and subscribe; if you have subscribed, pay for the next period.

mail-paid-subject = The payment of { $company } has arrived
mail-paid-text = A payment of { $net } { $currency } was recorded for { $company }. The licence now lasts until { $until }.
mail-paid-next = There is nothing to do.

mail-deletion-requested-subject = The deletion of { $company } was requested
mail-deletion-requested-text = { $by } has requested that the workspace of { $company } be deleted with all its data. Support will decide and tell you by e-mail.
mail-deletion-requested-next = If this was not meant, sign in and withdraw the request, or answer support at once. What is deleted cannot be brought back.

mail-deletion-refused-subject = { $company } is not deleted
mail-deletion-refused-text = Support has not deleted the workspace of { $company }. The reason: { $reason }
mail-deletion-refused-next = The workspace stays as it is. If you still want it deleted, sign in and request it anew.

mail-deleted-subject = { $company } is deleted
mail-deleted-text = The workspace of { $company } is deleted with all its data. Backups that hold it expire within 35 days.
mail-deleted-next = The company can register again from now on, with the same tax number and the same e-mail address. After that, import the exported files, and connect your sources of invoices last.

# Cognito's own messages; it puts the codes into their places.
mail-temporary-password-subject = Your temporary password
mail-temporary-password-text = An account was made for this e-mail address. Your temporary password is { $code }
mail-temporary-password-next = Sign in with your e-mail address and this password within 7 days, and choose your own one: that confirms your address. If you did not ask for an account, do nothing. Your user name, which only support asks for, is { $username }

mail-password-code-subject = Your code for a new password
mail-password-code-text = Somebody asked for a new password for this account. The code is { $code }
mail-password-code-next = Enter it where you asked for it, and set a new password. If it was not you, do nothing: your password stays as it is.

mail-code-subject = Your confirmation code
mail-code-text = Your confirmation code is { $code }
mail-code-next = Enter it where you were asked for it. If you did not ask for a code, do nothing.
