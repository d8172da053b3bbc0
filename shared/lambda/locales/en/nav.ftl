# What NAV's answers mean for the owner of a connection, by NAV's error code or ours.
nav-INVALID_SECURITY_USER = NAV does not know this technical user or its password. Check the login name and the password; both are case-sensitive.
nav-INVALID_REQUEST_SIGNATURE = NAV does not accept the signing key. Copy the signing key (XML aláírókulcs) of the same technical user again.
nav-NOT_REGISTERED_CUSTOMER = NAV does not know the company with this tax number as a registered taxpayer. Check the tax number, and register at NAV Online Számla first.
nav-INVALID_CUSTOMER = NAV says that this company is not an active taxpayer. Check the tax number of the workspace.
nav-INVALID_USER_RELATION = This technical user does not belong to the company with this tax number. Use a technical user that was made for this company.
nav-FORBIDDEN = The technical user lacks a permission. At NAV, tick "Számlák lekérdezése" (query of invoices) for it.
nav-REQUEST_ID_NOT_UNIQUE = NAV was confused by its own load. Try again in a minute.
nav-INVALID_TIMESTAMP = NAV's clock and ours differ. Try again later, and tell the operator if it happens again.
nav-TIMEOUT = NAV did not answer in time. This passes by itself, mostly within minutes.
nav-UNREACHABLE = NAV could not be reached. This passes by itself, mostly within minutes.
nav-MAINTENANCE = NAV is under maintenance. This passes by itself.
nav-OPERATION_FAILED = NAV had an error of its own. This passes by itself, mostly within minutes.
nav-UNREADABLE_ANSWER = NAV's answer could not be read. This passes by itself, mostly within minutes.
nav-PACED = The limit of requests to NAV that is set for this system leaves no room at the moment. This passes by itself.
nav-other = NAV refused the request ({ $code }). If this lasts, tell the operator this code.
nav-INTERNAL = Something went wrong on our side. The operator was told; nothing is lost.
nav-nothing-saved = Nothing was saved; try again after that.
