# Mit jelentenek a NAV válaszai a kapcsolat tulajdonosának, a NAV vagy a saját hibakódunk szerint.
nav-INVALID_SECURITY_USER = A NAV nem ismeri ezt a technikai felhasználót vagy a jelszavát. Ellenőrizze a felhasználónevet és a jelszót; mindkettőben számítanak a kis- és nagybetűk.
nav-INVALID_REQUEST_SIGNATURE = A NAV nem fogadja el az XML aláírókulcsot. Másolja be újra ugyanennek a technikai felhasználónak az aláírókulcsát.
nav-NOT_REGISTERED_CUSTOMER = A NAV nem ismer ezzel az adószámmal regisztrált adózót. Ellenőrizze az adószámot, és előbb regisztráljon a NAV Online Számla rendszerében.
nav-INVALID_CUSTOMER = A NAV szerint ez a cég nem aktív adózó. Ellenőrizze a munkaterület adószámát.
nav-INVALID_USER_RELATION = Ez a technikai felhasználó nem az ilyen adószámú céghez tartozik. Olyan technikai felhasználót adjon meg, amelyet ehhez a céghez hoztak létre.
nav-FORBIDDEN = A technikai felhasználónak hiányzik egy jogosultsága. A NAV felületén jelölje be nála a „Számlák lekérdezése” jogosultságot.
nav-REQUEST_ID_NOT_UNIQUE = A NAV rendszere a terhelése miatt hibázott. Próbálja újra egy perc múlva.
nav-INVALID_TIMESTAMP = A NAV órája eltér a miénktől. Próbálja újra később, és ha újra előfordul, szóljon az üzemeltetőnek.
nav-TIMEOUT = A NAV nem válaszolt időben. Nem történt mentés; próbálja újra néhány perc múlva.
nav-UNREACHABLE = A NAV nem volt elérhető. Nem történt mentés; próbálja újra néhány perc múlva.
nav-MAINTENANCE = A NAV rendszerén karbantartás folyik. Nem történt mentés; próbálja újra később.
nav-OPERATION_FAILED = A NAV rendszerében hiba történt. Nem történt mentés; próbálja újra néhány perc múlva.
nav-UNREADABLE_ANSWER = A NAV válasza nem volt olvasható. Nem történt mentés; próbálja újra néhány perc múlva.
nav-other = A NAV elutasította a kérést ({ $code }). Nem történt mentés; ha újra előfordul, közölje ezt a kódot az üzemeltetővel.
