# Rekisteröityminen, paketit ja lisenssit.
company-registered = Tämä yritys on jo rekisteröity tänne. Pyydä kutsu sen omistajalta; jos et tiedä, kuka hän on, kirjoita asiakastukeen.
company-registered-elsewhere = Olet rekisteröinyt tämän yrityksen toiseen pakettiin. Vie ensin sen tiedot ja pyydä kyseisen työtilan poistamista; voit rekisteröityä täällä heti, kun poisto on vahvistettu.
company-in-office = Tilitoimistolla on jo tämä yritys. Etsi se yritysten luettelosta.
company-no-office = Tämä ei ole tilitoimiston oma työtila. Avaa tilitoimiston työtila ja lisää yritys siellä.
companies-most = Tilitoimistolla voi olla enintään { $most } yritystä.
office-to-be-deleted = Tämän tilitoimiston poistamista on pyydetty, joten yritystä ei voi lisätä. Peru pyyntö ensin.
package-fixed = Paketti valittiin rekisteröitymisen yhteydessä, eikä sitä voi vaihtaa. Jos haluat toisen paketin, vie tietosi, pyydä tämän työtilan poistamista ja rekisteröidy uudelleen vahvistuksen jälkeen. Asiakastuki auttaa joka vaiheessa.
package-lacks = Tämä ei sisälly työtilan pakettiin. Pakettien luettelosta näet, mihin pakettiin se sisältyy.
licence-lapsed = Kokeilujakso tai tilaus on päättynyt. Voit lukea ja viedä kaiken; jos haluat jatkaa työskentelyä, tee tilaus tai pyydä omistajaa tekemään se.
licence-of-office = Tämä työtila kuuluu tilitoimistonsa lisenssiin. Tilauksen tekee tilitoimisto omassa työtilassaan.
demo-apart = Demo on erillään oikeista tiedoista: tämä ei toimi täällä. Tee se yrityksen omassa työtilassa.
connection-prepare-first = Tämä yritys on rekisteröity jo aiemmin, joten se aloittaa valmistelusta: tuo kumppanit, tuotteet ja tilikartta, päätä sitten valmistelu ja luo yhteys vasta sen jälkeen.
price-missing = Tälle paketille ja jaksolle ei ole vielä asetettu hintaa. Kirjoita asiakastukeen.
subscription-other-company = Vain kokeilujakson yritys voi tehdä tilauksen täällä. Jos kyse on toisesta yrityksestä, rekisteröi se.
subscribed-already = Yritys on jo tehnyt tilauksen toiseksi jaksoksi. Irtisano ensin se tilaus ja tee sitten uusi.
subscription-none = Yritys ei ole tehnyt tilausta tai on irtisanonut sen. Pyydä yrityksen omistajaa tekemään tilaus, ennen kuin kirjaat maksun.
payment-amount = Summan on oltava 1–{ $most } kokonaisen jakson hinta: yksi jakso maksaa { $net } { $currency }.
payment-recorded-otherwise = Tällä viitteellä on kirjattu erisuuruinen maksu. Tarkista viite.
notice-licence-ends = Lisenssi päättyy { $reason }. Sen jälkeen kaiken voi yhä lukea ja viedä, mutta mitään ei voi muuttaa. Tee tilaus tai maksa seuraava jakso ennen sitä päivää.

# Työtilan poistaminen.
deletion-export-first = Kaikkea ei ole viety, tai tiedostot ovat vanhentuneet. Vie ensin kumppanit, tuotteet ja tilikartta tai vahvista valinnalla "without_exports", että luovut siitä, mitä ei ole viety.
deletion-vouchers-lost = Tositteita ei voi viedä, joten ne menetettäisiin: kassatositteita { $cash } ja pankkitositteita { $bank }. Vahvista täsmälleen nämä luvut.
deletion-companies-first = Tilitoimistolla on vielä yrityksiä: { $count }. Pyydä ensin niistä jokaisen poistamista.
deletion-outdated = Pyynnön jälkeen on kirjattu tositteita tai lisätty yrityksiä. Hylkää pyyntö ja pyydä omistajaa tekemään poistopyyntö uudelleen.

# Ensimmäiset vaiheet.
step-company-data = Anna yrityksen tiedot: osoite, pankkitilit, kassat ja se, miten asiakirjat laaditaan.
step-chart = Muokkaa tilikarttaa tai tuo oma tilikarttasi Excelistä.
step-partners = Lisää kumppanisi tai tuo ne Excelistä.
step-products = Lisää tuotteesi tai tuo ne Excelistä.
step-prepared = Päätä valmistelu, kun kumppanit, tuotteet ja tilikartta ovat kunnossa. Laskulähteitä voi yhdistää vasta sen jälkeen.
step-connection = Luo yhteys NAViin teknisen käyttäjän avulla, Számlázz.hu:hun sen Agent-avaimella tai molempiin ja valitse, mistä päivästä alkaen laskut saapuvat.
step-posting-rules = Aseta tiliöintisäännöt, kokeile niitä viime kuun laskuihin ja ota ne käyttöön.
step-subscription = Tee tilaus ennen kokeilujakson päättymistä.
step-try-partner = Lisää itse keksimäsi kumppani.
step-try-document = Tee laskuluonnos jollekin mallikumppaneista.
step-try-voucher = Syötä kassatosite mallikassaan.
step-try-export = Vie tuotteet Exceliin.
step-try-import = Muuta vietyä tiedostoa ja tuo se uudelleen.

# Tilitoimiston demo.
demo-name = Demoyritys
demo-partner-1 = Mallitilaaja Oy
demo-partner-2 = Mallitoimittaja Oy
demo-partner-3 = Mallikauppa Oy
demo-product-1 = Työpöytä
demo-product-2 = Tuoli
demo-product-3 = Toimitus
demo-unit = kpl
demo-register = Kassa
