# Miksi jotain ei voi viedä kirjanpitoon. Jokainen kertoo, mitä tehdä seuraavaksi.
text-length = Anna teksti, jossa on 1–{ $most } merkkiä.
list-length = Tähän mahtuu enintään { $most } kohtaa. Jätä tarpeettomat pois.
list-size = Asiakirjassa on 1–{ $most } riviä. Anna vähintään yksi rivi tai jaa asiakirja useaksi.
currency-format = Anna valuutta kolmella isolla kirjaimella, esimerkiksi EUR.
amount-range = Summassa, samoin määrän ja hinnan tulossa, on enintään 15 numeroa ennen desimaalipilkkua ja 6 sen jälkeen. Korjaa se.
amount-negative = Tässä summa ei voi olla negatiivinen. Anna se ilman miinusmerkkiä.
amount-zero = Anna nollaa suurempi summa.
amount-off = Laskelmamme mukaan tämä summa on { $right }. Anna se tai jätä kenttä tyhjäksi.
quantity-zero = Määrä ei voi olla nolla. Anna positiivinen määrä tai hyvitettäessä negatiivinen.
percent-range = Anna prosenttiluku väliltä 0–100.
days-range = Anna päivien määrä väliltä 0–999.
vat-unknown = Tässä maassa ei ole tällaista ALV-koodia. Valitse koodi ALV-koodien luettelosta.
vat-date = Tämä ALV-koodi ei ole voimassa toimituspäivänä { $date }. Valitse toinen koodi tai korjaa toimituspäivä.
rate-missing = Anna valuuttakurssi: mikä on asiakirjan valuutan yhden yksikön arvo valuutassa { $currency }. Kurssi on suurempi kuin 0 ja pienempi kuin 1 000 000.
due-date-order = Eräpäivä on ennen asiakirjan päiväystä. Anna sama tai myöhempi päivä.
issue-date-order = Tämän numerosarjan viimeisin asiakirja on päivätty { $date }. Anna päiväykseksi sama tai myöhempi päivä.

series-pattern = Mallissa on oltava kerran sana number ja kerran sana year, molemmat aaltosulkeissa. Muuten siinä saa olla vain kirjaimia A–Z ja a–z, numeroita, välilyöntejä, vinoviivoja, yhdysmerkkejä, pisteitä ja alaviivoja.
series-digits = Anna luku väliltä 0–10: näin moneen numeroon järjestysnumero täydennetään etunollilla.
series-next = Anna seuraava numero, joka on suurempi kuin suurin annettu ({ $last }) ja enintään 9-numeroinen.
series-full = Tämän vuoden numerosarjassa ei ole enää numeroita. Ota yhteyttä ylläpitoon; seuraavan vuoden sarja alkaa alusta.

document-base = Korjaus tai peruutus kohdistuu saman asiakkaan annettuun, samanvaluuttaiseen laskuun. Valitse sellainen lasku.
document-base-missing = Valitse lasku, jota tämä asiakirja korjaa tai jonka se peruuttaa.
document-base-invoice = Lasku ei korjaa toista asiakirjaa. Jätä viitattu lasku (base) pois.
document-credited = Tämä lasku on jo hyvitetty kokonaan. Jos laskutettavaa on vielä, laadi uusi lasku.
cancellation-incomplete = Peruutus hyvittää täsmälleen sen, mitä laskusta on korjausten jälkeen jäljellä. Jos haluat hyvittää vain osan, käytä korjaavaa asiakirjaa.
document-issued = Annettu asiakirja säilyy sellaisenaan. Korjaa se korjaavalla asiakirjalla tai peruuta se.
document-issue-elsewhere = Unkarilaiset yritykset laativat asiakirjansa laskutusohjelmassaan, eivät täällä. Tallenna asiakirja tänne numerolla, jonka ohjelma antoi sille.
document-number-hungary = Anna asiakirjan numero, jonka laskutusohjelma antoi.
document-number-draft = Luonnoksella ei ole numeroa: se saa numeron, kun asiakirja annetaan. Jätä numero pois.
document-number-taken = Toisella asiakirjalla on jo numero { $number }. Anna toinen numero tai nosta numerosarjan seuraavaa numeroa.
document-busy = Asiakirjoja annetaan juuri nyt paljon yhtä aikaa, joten tätä ei annettu. Yritä uudelleen minuutin kuluttua.

partner-unknown = Tässä työtilassa ei ole tällaista kumppania. Valitse kumppani luettelosta tai lisää se ensin.
partner-role = Kumppani on asiakas, toimittaja tai molempia. Merkitse niistä vähintään toinen.
partner-no-customer = Tätä kumppania ei ole merkitty asiakkaaksi. Merkitse se ensin asiakkaaksi.
product-unknown = Tässä työtilassa ei ole tällaista tuotetta. Valitse tuote luettelosta tai lisää se ensin.
account-unknown = Tilikartassa ei ole tällaista tiliä. Valitse toinen tili tai lisää tili ensin.
account-inactive = Tämä tili ei ole käytössä. Valitse toinen tili tai ota tili uudelleen käyttöön.
account-not-postable = Tällä tilillä on alatilejä, joten sille ei voi kirjata. Valitse jokin alatileistä.
account-parent-used = Tilille { $parent } on jo kirjattu vientejä, joten sillä ei voi olla alatilejä. Valitse numero, joka ei ala sillä.

payment-document = Maksun voi kohdistaa vain saman kumppanin annettuun laskuun. Valitse sellainen lasku.
payment-currency = Tämän laskun valuutta on { $currency }. Anna maksu siinä valuutassa tai valitse lasku, joka on maksun valuutassa.
allocation-twice = Tämä lasku on maksussa kahdesti. Yhdistä sen summat yhdeksi kohdaksi.
allocation-sum = Laskuille on kohdistettu enemmän kuin maksun summa, joka on { $amount }. Pienennä kohdistettuja summia tai korjaa maksun summaa.

name-taken = Tämä nimi, koodi tai numero on jo toisella tietueella. Anna toinen.
record-in-use = Tätä ei voi poistaa, koska muut tiedot viittaavat siihen. Poista se sen sijaan käytöstä.
version-changed = Joku on muuttanut tätä sen jälkeen, kun latasit tiedot. Lataa ne uudelleen ja tee muutoksesi uudestaan.
if-match-missing = Lähetä If-Match-otsake, jossa on ETag-otsakkeen antama versio.
if-match-format = If-Match-otsakkeessa on oltava versio sellaisena kuin ETag-otsake sen antoi, esimerkiksi "3". Korjaa se.
problem-field-unknown = Pyynnössä on kenttä, jota täällä ei ole. Tarkista sen nimen kirjoitusasu.

barcode-format = Viivakoodissa on 8, 12, 13 tai 14 numeroa. Vertaa sitä pakkaukseen.
bic-format = BIC-koodissa on 8 tai 11 kirjainta tai numeroa, esimerkiksi NDEAFIHH.
eu-vat-format = EU:n ALV-tunnisteessa on maan kaksi isoa kirjainta ja sen jälkeen 2–13 kirjainta tai numeroa, esimerkiksi FI20774740.
recipient-code-format = Italialaisessa vastaanottajakoodissa (codice destinatario) on 6 tai 7 kirjainta tai numeroa. Kysy se asiakkaalta.
tax-regime-format = Anna Italian verojärjestelmä (regime fiscale) koodina RF01–RF20, ei kuitenkaan RF03.
logo-format = Logo on enintään { $kilobytes } kt:n PNG- tai JPEG-kuva, jonka leveys ja korkeus ovat enintään 4 000 kuvapistettä. Pienennä sitä tai valitse toinen.
register-code = Kassan tai pankkitilin koodissa on 1–10 isoa kirjainta (A–Z) tai numeroa, esimerkiksi KASSA1.
register-twice = Kahdella kassalla tai pankkitilillä on sama koodi. Anna toiselle niistä eri koodi.
register-in-use = Kassalle tai pankkitilille { $register } on jo kirjattu tositteita. Jätä se luetteloon ja säilytä sen koodi, laji, valuutta ja alkusaldo.
connection-hungarian = Vain unkarilaisen yrityksen voi yhdistää NAViin ja Számlázz.hu:hun. Valitse unkarilaisen yrityksen työtila.
document-fatturapa = Tätä asiakirjaa ei ole laadittu täällä italialaisen yrityksen nimissä, joten siitä ei ole FatturaPA-tiedostoa. Käytä laatineen ohjelman tiedostoa.
vat-unused = Tällä verokannalla ei ole yhtään riviä. Poista se erittelystä tai lisää rivi.
record-size = Kokonaisuus on yli { $kilobytes } kt, eikä enempää voi tallentaa kerralla. Lyhennä tekstejä tai jaa asiakirja.
amount-decimals = Tällä valuutalla on enintään { $most } desimaalia. Pyöristä summa.
vat-sums-draft = Veron määrät annetaan vain toisessa ohjelmassa laaditulle, numeroidulle asiakirjalle. Jätä ne pois, ne lasketaan.
date-range = Päivämäärän on oltava vuosien 2000 ja 2100 välillä.
issue-date-future = Laatimispäivä ei voi olla tulevaisuudessa. Korjaa se luonnokseen.
allocation-open = Laskusta on avoinna enää { $open }. Kohdista sen verran, loput jää ennakoksi.
allocation-paid = Laskua on maksettu { $paid }, enempää ei voi palauttaa.
document-overcredited = Tämä hyvittäisi enemmän kuin laskusta on jäljellä. Pienennä rivejä tai mitätöi lasku.
record-deleted = Tämä pyyntö loi jo tietueen, mutta se on poistettu. Lisää se uudelleen uudella idempotenssiavaimella.
problem-number = Lähetä summat ja määrät tekstinä, esimerkiksi "120.50": lukuna voi kadota numeroita.
