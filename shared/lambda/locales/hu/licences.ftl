# Regisztráció, csomagok és licencek.
company-registered = Ez a cég már regisztrálva van itt. Kérjen meghívást a tulajdonosától; ha nem tudja, ki az, írjon az ügyfélszolgálatnak.
company-registered-elsewhere = Ezt a céget Ön már a másik csomagra regisztrálta. Előbb exportálja az adatait, és kérje annak a munkaterületnek a törlését; itt akkor regisztrálhat, amint a törlést megerősítették.
company-in-office = Ez a cég már szerepel az irodánál. Keresse meg a cégek listájában.
company-no-office = Ez nem egy iroda saját munkaterülete. Nyissa meg az iroda munkaterületét, és ott vegye fel a céget.
companies-most = Egy iroda legfeljebb { $most } céget vehet fel.
office-to-be-deleted = Ennek az irodának a törlését kérték, ezért nem vehető fel új cég. Előbb vonja vissza a kérelmet.
package-fixed = A csomagot a regisztrációkor választották ki, és nem módosítható. Ha a másikra van szüksége, exportálja az adatait, kérje ennek a munkaterületnek a törlését, és a megerősítés után regisztráljon újra. Az ügyfélszolgálat minden lépésben segít.
package-lacks = Ennek a munkaterületnek a csomagja ezt nem tartalmazza. A csomagok listájából kiderül, melyik tartalmazza.
licence-lapsed = A próbaidőszak vagy az előfizetés lejárt. Mindent megtekinthet és exportálhat; ha tovább szeretne dolgozni, fizessen elő, vagy kérjen meg erre egy tulajdonost.
licence-of-office = Erre a munkaterületre az iroda licence érvényes. Az iroda fizet elő, a saját munkaterületén.
demo-apart = A demó el van választva az éles adatoktól: ez itt nem működik. Végezze el a cég saját munkaterületén.
connection-prepare-first = Ezt a céget korábban már regisztrálták, ezért az előkészítéssel kell kezdenie: importálja a partnereket, a termékeket és a számlatükröt, zárja le az előkészítést, és csak utána hozza létre a kapcsolatot.
price-missing = Ehhez a csomaghoz és időszakhoz még nincs ár megadva. Írjon az ügyfélszolgálatnak.
subscription-other-company = Itt csak a próbaidőszakban használt cég fizethet elő. Ha másik cégről van szó, azt regisztrálja.
subscribed-already = A cég már előfizetett egy másik időszakra. Előbb mondja le azt az előfizetést, majd fizessen elő újra.
subscription-none = A cég nem fizetett elő, vagy lemondta az előfizetést. Mielőtt rögzíti a befizetést, kérje meg a tulajdonosát, hogy fizessen elő.
payment-amount = Az összeg 1–{ $most } teljes időszak ára lehet: egy időszak ára { $net } { $currency }.
payment-recorded-otherwise = Ezzel a hivatkozással már más összegű befizetést rögzítettek. Ellenőrizze a hivatkozást.
notice-licence-ends = A licenc { $reason } napján lejár. Utána továbbra is minden megtekinthető és exportálható, de módosítani nem lehet. Fizessen elő, vagy fizesse ki a következő időszakot még e nap előtt.

# Munkaterület törlése.
deletion-export-first = Nem mindent exportáltak, vagy a fájlok lejártak. Előbb exportálja a partnereket, a termékeket és a számlatükröt, vagy a "without_exports" megadásával erősítse meg, hogy lemond arról, ami nincs exportálva.
deletion-vouchers-lost = A pénztár- és bankbizonylatok nem exportálhatók, ezért elvesznének: { $cash } pénztárbizonylat és { $bank } bankbizonylat. Erősítse meg pontosan ezeket a számokat.
deletion-companies-first = Az irodának még { $count } cége van. Előbb mindegyiknél kérje a törlést.
deletion-outdated = A kérelem óta bizonylatot rögzítettek vagy céget vettek fel. Utasítsa el, és kérje meg a tulajdonost, hogy kérje újra a törlést.

# Első lépések.
step-company-data = Adja meg a cég adatait: a címet, a bankszámlákat, a pénztárakat és azt, hogyan készüljenek a bizonylatok.
step-chart = Igazítsa a számlatükröt a cégéhez, vagy importálja a sajátját Excelből.
step-partners = Vegye fel a partnereit, vagy importálja őket Excelből.
step-products = Vegye fel a termékeit, vagy importálja őket Excelből.
step-prepared = Zárja le az előkészítést, ha a partnerek, a termékek és a számlatükör rendben vannak. Számlaforrást csak ezután lehet csatlakoztatni.
step-connection = Kapcsolja össze a munkaterületet a NAV rendszerével egy technikai felhasználóval, a Számlázz.hu-val az Agent kulccsal, vagy mindkettővel, és válassza ki, mely naptól érkezzenek a számlák.
step-posting-rules = Állítson be előkontírozási szabályokat, próbálja ki őket a múlt havi számlákon, és kapcsolja be őket.
step-subscription = Fizessen elő a próbaidőszak vége előtt.
step-try-partner = Vegyen fel egy kitalált partnert.
step-try-document = Készítsen számlapiszkozatot az egyik mintapartnernek.
step-try-voucher = Rögzítsen egy pénztárbizonylatot a mintapénztárhoz.
step-try-export = Exportálja a termékeket Excelbe.
step-try-import = Módosítsa az exportált fájlt, és importálja újra.

# Egy iroda demója.
demo-name = Demó cég
demo-partner-1 = Minta Vevő Kft.
demo-partner-2 = Minta Szállító Kft.
demo-partner-3 = Minta Kereskedelmi Kft.
demo-product-1 = Íróasztal
demo-product-2 = Szék
demo-product-3 = Kiszállítás
demo-unit = db
demo-register = Pénztár
