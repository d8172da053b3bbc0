# Válaszok a nem teljesíthető kérésekre. Mindegyik megmondja, mi a következő teendő.
problem-unauthorized = Először jelentkezzen be: a kérés nem tartalmaz érvényes hozzáférési tokent.
problem-signed-out = Ezt a munkamenetet kijelentkeztették. Jelentkezzen be újra.
problem-not-found = Itt nincs semmi. Lehet, hogy eltávolították, vagy Ön nem tagja ennek a munkaterületnek.
problem-forbidden = Az Ön szerepköre ezen a munkaterületen ezt nem engedi meg. Forduljon egy tulajdonoshoz.
problem-operators-only = Ezt csak a rendszer üzemeltetői tehetik meg. Üzemeltetői jogot a rendszer fenntartójától kérhet.
problem-conflict = Ezt ugyanebben a pillanatban más is módosította. Töltse be újra, és ismételje meg a módosítást.
problem-unavailable = Egy általunk használt szolgáltatás nem válaszol. Semmi sem változott; próbálja újra egy perc múlva.
problem-internal = Nálunk történt hiba. A megadott adatok nem vesztek el; ha újra előfordul, közölje az időpontot az üzemeltetővel.
problem-body = A kérés nem olvasható, megfelelő felépítésű JSON: { $reason }
problem-query = Az egyik lekérdezési paraméter nem megfelelő: { $reason }
problem-too-large = A kérés nagyobb a megengedett { $limit } KB-nál.
problem-idempotency = Ezt az idempotenciakulcsot már egy másik kéréshez használták. Új munkaterülethez használjon új kulcsot.

email-invalid = Adjon meg egy e-mail-címet, például: anna@example.com.
name-length = Adjon meg egy 1–512 karakter hosszú nevet.
tax-number-length = A magyar adószám 11 számjegyből áll, például: 12892312-2-41.
tax-number-digits = Az adószám csak számjegyekből és kötőjelekből állhat.
tax-number-check-digit = Elírás van az adószám első nyolc számjegyében: az ellenőrző számjegy nem egyezik.
tax-number-vat-code = Az adószám kilencedik számjegye, az áfakód, 1 és 5 közötti szám.
tax-number-county = Az adószám utolsó két számjegye a megyekód: 02–20, 22–44 vagy 51.
account-number-length = A főkönyvi szám 1–20 számjegyből áll, például: 311.
account-number-digits = A főkönyvi szám csak számjegyekből állhat, például: 311.
address-country = Az országot két nagybetűvel adja meg, például: HU.
address-postal_code = Adjon meg egy 3–10 betűből és számjegyből álló irányítószámot.
address-city = Adja meg a települést 1–255 karakterrel.
address-street = Adja meg az utcát és a házszámot 1–255 karakterrel.
login-format = A technikai felhasználó felhasználóneve 6–15 betűből és számjegyből áll. A NAV felületén ott látható, ahol a technikai felhasználót létre lehet hozni.
password-missing = Adja meg a technikai felhasználó jelszavát.
sign-key-missing = Adja meg a technikai felhasználó XML aláírókulcsát. A NAV felületén ott látható, ahol a technikai felhasználót létre lehet hozni.
exchange-key-format = Az XML cserekulcs 16 karakterből áll. Ha nincs ilyen kulcsa, hagyja üresen.
start-date-range = Adjon meg egy dátumot 2018-07-01 (a NAV ekkor kezdte fogadni a számlákat) és a mai nap között.
last-owner = A munkaterületnek kell, hogy legyen tulajdonosa. Előbb tegyen meg valaki mást tulajdonosnak.
period-order = Az időszak vége korábbi, mint a kezdete.
limit-range = Egyszerre legalább 1, legfeljebb { $most } tételt kérjen le.
cursor-invalid = Ez a kurzor nem egy listából származik. Kérje le a listát az elejétől.

document-awaited = A NAV már felsorolja ezt a számlát, de a dokumentumát még nem adta ki. A rendszer magától újra lekéri.
document-refused = A számla dokumentuma nem olvasható, ezért nem jelenik meg. Nézze meg a számlát a NAV felületén.

sign-up-accepted = Ha ehhez a címhez még nem tartozik fiók, úton van egy levél ideiglenes jelszóval. Jelentkezzen be vele, és válasszon saját jelszót.
problem-media-type = A kérést JSON-ként küldje, application/json tartalomtípussal.
idempotency-key-format = Az idempotenciakulcs 1–255 látható ASCII-karakter.

month-range = Adjon meg egy hónapot, például: 2026-10, legkorábban 2018-07, legkésőbb a mostani hónap.
connection-needed = Ehhez működő NAV-kapcsolat kell. Állítsa be a kapcsolatot, vagy ha leállt, mentse el újra.
nav-connection-missing = Ez a munkaterület nincs összekapcsolva a NAV rendszerével. Előbb egy tulajdonosnak össze kell kapcsolnia.
nav-connection-stopped = A NAV elutasítja a munkaterület technikai felhasználóját, ezért nem lehet tőle lekérdezni. Egy tulajdonosnak újra el kell mentenie a kapcsolatot, működő adatokkal.
partner-unnamed = A számla sem adószámot, sem nevet nem közöl erről a félről, így nincs kit átvenni.
taxpayer-no-number = A számlán ennek a félnek nincs adószáma (például magánszemély), ezért a NAV-tól nem történt lekérdezés.
taxpayer-foreign = A fél adószáma nem magyar, ezért a NAV-tól nem történt lekérdezés.
taxpayer-unknown = A NAV nem ismeri ezt az adószámot. Egyeztesse a partnerrel.
