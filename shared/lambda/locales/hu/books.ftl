# Miért nem rögzíthető valami a könyvekben. Mindegyik megmondja, mi a következő teendő.
text-length = Adjon meg egy 1–{ $most } karakter hosszú szöveget.
list-length = Itt legfeljebb { $most } tétel fér el. Hagyja el a feleslegeseket.
list-size = Egy bizonylatnak 1–{ $most } tétele lehet. Adjon meg legalább egyet, vagy bontsa a bizonylatot többre.
currency-format = A pénznemet három nagybetűvel adja meg, például: EUR.
amount-range = Az összeg, valamint a mennyiség és az ár szorzata a tizedesvessző előtt legfeljebb 15, utána legfeljebb 6 számjegyű lehet. Javítsa ki.
amount-negative = Itt nem állhat negatív összeg. Adja meg mínuszjel nélkül.
amount-zero = Adjon meg nullánál nagyobb összeget.
amount-off = Számításunk szerint ez az összeg helyesen { $right }. Ezt írja be, vagy hagyja üresen a mezőt.
quantity-zero = A mennyiség nem lehet nulla. Adjon meg pozitív számot, visszavételnél negatívat.
percent-range = Adjon meg egy 0 és 100 közötti százalékot.
days-range = A napok számát 0 és 999 között adja meg.
vat-unknown = Ebben az országban nincs ilyen áfakulcs. Válasszon az áfakulcsok listájából.
vat-date = Ez az áfakulcs a teljesítés napján ({ $date }) nem alkalmazható. Válasszon másik kulcsot, vagy javítsa a teljesítés dátumát.
rate-missing = Adja meg az árfolyamot: hány { $currency } a bizonylat pénznemének egy egysége. Az érték 0-nál nagyobb és 1 000 000-nál kisebb.
due-date-order = A fizetési határidő korábbi, mint a kiállítás kelte. Adja meg a kiállítás napját vagy egy későbbit.
issue-date-order = A sorozat utolsó bizonylatának kelte { $date }. A kiállítás kelteként ezt a napot vagy egy későbbit adjon meg.

series-pattern = A mintában kapcsos zárójelben egyszer-egyszer szerepeljen a number és a year szó. Ezeken kívül ékezet nélküli betű, számjegy, szóköz, perjel, kötőjel, pont és aláhúzásjel állhat benne.
series-digits = Adja meg 0 és 10 között, hány számjegyre egészüljön ki nullákkal a sorszám.
series-next = A következő sorszám legyen nagyobb az eddig kiadott legnagyobbnál ({ $last }), és legfeljebb 9 számjegyű.
series-full = Az idei sorozatban elfogytak a sorszámok. Forduljon az üzemeltetőhöz; a jövő évi sorozat elölről kezdődik.

document-base = A helyesbítés vagy a sztornó ugyanannak a vevőnek egy azonos pénznemű, kiállított számlájára vonatkozik. Válasszon ilyen számlát.
document-base-missing = Válassza ki azt a számlát, amelyet ez a bizonylat helyesbít vagy sztornóz.
document-base-invoice = A számla nem helyesbít más bizonylatot. Hagyja üresen a hivatkozott számlát (base).
document-credited = Ezt a számlát már teljes egészében jóváírták. Ha még van mit számlázni, állítson ki új számlát.
cancellation-incomplete = A sztornó pontosan azt vonja vissza, ami a számlából a helyesbítések után megmaradt. Ha csak egy részét kell visszavonni, készítsen helyesbítő bizonylatot.
document-issued = A kiállított bizonylat már nem változhat. Helyesbítse helyesbítő bizonylattal, vagy sztornózza.
document-issue-elsewhere = Magyar cég nem itt, hanem a számlázóprogramjában állít ki bizonylatot. Itt azzal a számmal rögzítse, amelyet a program adott neki.
document-number-hungary = Adja meg azt a bizonylatszámot, amelyet a számlázóprogram adott.
document-number-draft = A piszkozatnak nincs száma: kiállításkor kapja meg. Hagyja üresen a bizonylatszámot.
document-number-taken = A(z) { $number } számot már egy másik bizonylat viseli. Adjon meg másikat, vagy állítsa magasabbra a sorozat következő sorszámát.
document-busy = Egyszerre sok bizonylat kiállítása van folyamatban, ezért ezt nem sikerült kiállítani. Próbálja újra egy perc múlva.

partner-unknown = Ezen a munkaterületen nincs ilyen partner. Válasszon a partnerek listájából, vagy előbb vegye fel.
partner-role = A partner vevő, szállító vagy mindkettő. Jelölje meg legalább az egyiket.
partner-no-customer = Ez a partner nincs vevőként megjelölve. Előbb jelölje meg vevőként.
product-unknown = Ezen a munkaterületen nincs ilyen termék. Válasszon a termékek listájából, vagy előbb vegye fel.
account-unknown = A számlatükörben nincs ilyen főkönyvi szám. Válasszon másikat, vagy előbb vegye fel.
account-inactive = Ez a főkönyvi szám inaktív. Válasszon másikat, vagy állítsa újra aktívra.
account-not-postable = Ez a főkönyvi szám alá van bontva, ezért közvetlenül nem lehet rá könyvelni. Válasszon az alábontásai közül.
account-parent-used = A(z) { $parent } főkönyvi számra már könyveltek, ezért nem bontható alá. Válasszon olyan számot, amely nem ezzel kezdődik.

payment-document = A fizetés csak ugyanannak a partnernek egy kiállított számlájához rendelhető. Válasszon ilyen számlát.
payment-currency = Ennek a számlának a pénzneme { $currency }. Adja meg a fizetést ebben a pénznemben, vagy válasszon a fizetéssel azonos pénznemű számlát.
allocation-twice = Ez a számla kétszer szerepel a fizetésben. Vonja össze az összegeit egy tételbe.
allocation-sum = A számlákhoz rendelt összegek együtt meghaladják a fizetés összegét ({ $amount }). Csökkentse őket, vagy javítsa a fizetés összegét.

name-taken = Ezt a nevet, kódot vagy számot már egy másik tétel viseli. Adjon meg másikat.
record-in-use = Nem törölhető, mert más adatok hivatkoznak rá. Állítsa inkább inaktívra.
version-changed = Valaki módosította ezt, mióta Ön betöltötte. Töltse be újra, és ismételje meg a módosítást.
if-match-missing = Küldje el az If-Match fejlécet azzal a verzióval, amelyet az ETag fejléc adott.
if-match-format = Az If-Match fejlécben az ETag fejlécből kapott verzió álljon, például: "3". Javítsa ki.
problem-field-unknown = A kérésben olyan mező van, amely itt nem létezik. Ellenőrizze, helyesen írta-e a nevét.

barcode-format = A vonalkód 8, 12, 13 vagy 14 számjegyből áll. Vesse össze a csomagolással.
bic-format = A BIC-kód 8 vagy 11 betűből és számjegyből áll, például: OTPVHUHB.
eu-vat-format = A közösségi adószám az ország két nagybetűje, majd 2–13 betű és számjegy, például: HU12892312.
recipient-code-format = Az olasz címzettkód (codice destinatario) 6 vagy 7 betűből és számjegyből áll. Kérje el a vevőtől.
tax-regime-format = Az olasz adózási rendet (regime fiscale) RF01 és RF20 közötti kóddal adja meg; az RF03 nem használható.
logo-format = A logó legfeljebb { $kilobytes } KB méretű, legfeljebb 4000 képpont széles és magas PNG- vagy JPEG-kép lehet. Kicsinyítse le, vagy válasszon másikat.
register-code = A pénztár vagy bankszámla kódja 1–10 ékezet nélküli nagybetűből és számjegyből áll, például: PENZTAR1.
register-twice = Két pénztárnak vagy bankszámlának ugyanaz a kódja. Az egyiknek adjon másik kódot.
register-in-use = A(z) { $register } kódú pénztárhoz vagy bankszámlához már rögzítettek bizonylatot. Hagyja meg a listában, változatlan kóddal, típussal, pénznemmel és nyitó egyenleggel.
connection-hungarian = Csak magyar cég kapcsolható össze a NAV rendszerével és a Számlázz.hu-val. Válassza egy magyar cég munkaterületét.
document-fatturapa = Ezt az okmányt nem itt, olasz cégként állították ki, ezért nincs hozzá FatturaPA-fájl. A kiállító program fájlját használja.
vat-unused = Ehhez az áfakulcshoz nincs tétel. Vegye ki a felsorolásból, vagy adjon meg hozzá tételt.
record-size = Ez így { $kilobytes } KB-nál nagyobb, többet nem lehet egyben tárolni. Rövidítse a szövegeket, vagy bontsa több okmányra.
amount-decimals = Ennek a pénznemnek legfeljebb { $most } tizedesjegye van. Kerekítse az összeget.
vat-sums-draft = Áfaösszegeket csak máshol kiállított, számmal rögzített okmányhoz lehet megadni. Hagyja el, a rendszer kiszámítja.
date-range = A dátum 2000 és 2100 közötti legyen.
issue-date-future = A kiállítás napja nem lehet a mainál későbbi. Javítsa a tervezetben.
allocation-open = A számlából már csak { $open } van nyitva. Ennyit rendeljen hozzá, a többi előleg marad.
allocation-paid = Erre a számlára eddig { $paid } folyt be, ennél többet nem lehet visszafizetni.
document-overcredited = Ez többet venne vissza, mint amennyi a számlából maradt. Csökkentse a tételeket, vagy sztornózza a számlát.
record-deleted = Ez a kérés már létrehozta a rekordot, de azóta törölték. Új felvételhez használjon új idempotenciakulcsot.
problem-number = Az összegeket és mennyiségeket szövegként küldje, például "120.50": számként számjegyek veszhetnek el.
