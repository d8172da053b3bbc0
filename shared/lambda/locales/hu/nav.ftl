# Mit jelentenek a NAV válaszai a kapcsolat tulajdonosának, a NAV vagy a saját hibakódunk szerint.
nav-INVALID_SECURITY_USER = A NAV nem ismeri ezt a technikai felhasználót vagy a jelszavát. Ellenőrizze a felhasználónevet és a jelszót; mindkettőben számítanak a kis- és nagybetűk.
nav-INVALID_REQUEST_SIGNATURE = A NAV nem fogadja el az XML aláírókulcsot. Másolja be újra ugyanennek a technikai felhasználónak az aláírókulcsát.
nav-NOT_REGISTERED_CUSTOMER = A NAV nem ismer ezzel az adószámmal regisztrált adózót. Ellenőrizze az adószámot, és előbb regisztráljon a NAV Online Számla rendszerében.
nav-INVALID_CUSTOMER = A NAV szerint ez a cég nem aktív adózó. Ellenőrizze a munkaterület adószámát.
nav-INVALID_USER_RELATION = Ez a technikai felhasználó nem az ilyen adószámú céghez tartozik. Olyan technikai felhasználót adjon meg, amelyet ehhez a céghez hoztak létre.
nav-FORBIDDEN = A technikai felhasználónak hiányzik egy jogosultsága. A NAV felületén jelölje be nála a „Számlák lekérdezése” jogosultságot.
nav-REQUEST_ID_NOT_UNIQUE = A NAV rendszere a terhelése miatt hibázott. Próbálja újra egy perc múlva.
nav-INVALID_TIMESTAMP = A NAV órája eltér a miénktől. Próbálja újra később, és ha újra előfordul, szóljon az üzemeltetőnek.
nav-TIMEOUT = A NAV nem válaszolt időben. Ez magától elmúlik, többnyire perceken belül.
nav-UNREACHABLE = A NAV nem érhető el. Ez magától elmúlik, többnyire perceken belül.
nav-MAINTENANCE = A NAV rendszerén karbantartás folyik. Ez magától elmúlik.
nav-OPERATION_FAILED = A NAV rendszerében hiba történt. Ez magától elmúlik, többnyire perceken belül.
nav-UNREADABLE_ANSWER = A NAV válasza nem volt olvasható. Ez magától elmúlik, többnyire perceken belül.
nav-PACED = A rendszerben beállított NAV-kérési korlát jelenleg nem enged több kérést. Ez magától elmúlik.
nav-other = A NAV elutasította a kérést ({ $code }). Ha ez tartós, közölje ezt a kódot az üzemeltetővel.
nav-INTERNAL = Nálunk történt hiba. Az üzemeltető értesült róla; semmi sem veszett el.
nav-nothing-saved = Nem történt mentés; ezután próbálja újra.
