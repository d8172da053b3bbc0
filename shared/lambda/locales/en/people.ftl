# Roles, as mails and screens name them.
role-owner = owner
role-bookkeeper = bookkeeper
role-viewer = viewer
role-support = support
role-accountant = accountant

# What the audit log says was done.
audit-registered = The company was registered
audit-invited = Somebody was invited
audit-invitation-withdrawn = An invitation was withdrawn
audit-invitation-declined = An invitation was declined
audit-joined = Somebody accepted an invitation
audit-role-changed = A member got another role
audit-member-removed = A member was removed
audit-left = A member left
audit-prepared = The preparation was ended
audit-connected = A source of invoices was connected or its settings were changed
audit-disconnected = A source of invoices was removed
audit-exported = An export to Excel was asked for
audit-imported = An import from Excel was committed
audit-import-undone = An import from Excel was undone
audit-subscribed = The company subscribed
audit-cancelled = The subscription was cancelled
audit-paid = A payment was recorded
audit-deletion-requested = The deletion of the workspace was requested
audit-deletion-withdrawn = The request for deletion was withdrawn
audit-deletion-refused = Support refused the request for deletion
audit-company-added = A company was added to the office
audit-demo-opened = The demo was opened
audit-column-at = When
audit-column-by = Who
audit-column-action = What
audit-column-subject = Whom or what it concerned
audit-too-long = There are more than { $most } entries. Choose fewer days.

# What is wrong with a request about people.
member-already = This person is a member already. Change the role in the list of members.
members-most = A workspace takes { $most } members. Remove somebody first.
owners-most = A workspace takes { $most } owners. Give somebody another role first.
invitations-most = There are { $most } open invitations, or very many were withdrawn within a day. Withdraw some, or wait a day.
invitation-expired = This invitation has expired. Ask whoever invited you for a new one.
problem-support-only = Only support may do this. Whoever runs this deployment can make you a member of support.

# Accounts and sign-in.
password-reset-accepted = If this address has an account, a mail is on its way that says how to set a new password.
identity-token = This access token is not valid any more. Sign in through the provider again and repeat it.
identity-not-social = This is not the access token of a sign-in through Google, Microsoft or Facebook.
identity-linked-elsewhere = This sign-in is linked to another account. Unlink it there first.
identity-unlinked = This sign-in is not linked to an account yet. Sign in to your account with its password and link it there; if you have none, sign up.
