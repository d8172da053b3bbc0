# Why a voucher cannot be kept, or a cashbook not shown. Each says what to do next.
register-unknown = The settings have no cash desk or bank account with this code. Choose one of theirs, or add it there first.
register-missing = Choose a cash desk or bank account, too: a period can only be given for the vouchers of one of them.
voucher-date = Enter the date on the voucher, with a year from 1900 to 2999.
voucher-kept = Cash desk or bank account, date, direction and amount of a voucher stay. Delete the voucher and key it again.
voucher-document = There is no such document here. Choose one of the issued documents, or leave it out.
