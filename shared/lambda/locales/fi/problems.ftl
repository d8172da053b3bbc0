# Vastaukset pyyntöihin, joita ei voitu toteuttaa. Jokainen kertoo, mitä tehdä seuraavaksi.
problem-unauthorized = Kirjaudu ensin sisään: pyynnössä ei ole voimassa olevaa käyttöoikeustunnusta.
problem-signed-out = Tämä istunto on kirjattu ulos. Kirjaudu sisään uudelleen.
problem-not-found = Täällä ei ole mitään. Kohde on ehkä poistettu, tai et ole tämän työtilan jäsen.
problem-forbidden = Roolisi tässä työtilassa ei salli tätä. Ota yhteyttä omistajaan.
problem-operators-only = Vain tämän järjestelmän operaattorit voivat tehdä tämän. Operaattorin oikeudet myöntää järjestelmän ylläpitäjä.
problem-conflict = Joku muu muutti tätä samalla hetkellä. Lataa tiedot uudelleen ja tee muutoksesi uudestaan.
problem-unavailable = Käyttämämme palvelu ei vastaa. Mitään ei muutettu; yritä uudelleen minuutin kuluttua.
problem-internal = Meillä tapahtui virhe. Antamasi tiedot ovat tallessa; jos virhe toistuu, ilmoita sen kellonaika ylläpidolle.
problem-body = Pyyntö ei ole luettavaa, odotetun muotoista JSONia: { $reason }
problem-query = Kyselyparametri ei ole odotetunlainen: { $reason }
problem-too-large = Pyyntö ylittää sallitun koon, joka on { $limit } kt.
problem-idempotency = Tätä idempotenssiavainta on jo käytetty toisessa pyynnössä. Käytä uudelle työtilalle uutta avainta.

email-invalid = Anna sähköpostiosoite, esimerkiksi anna@example.com.
name-length = Anna nimi, jossa on 1–512 merkkiä.
tax-number-length = Unkarilaisessa verotunnisteessa on 11 numeroa, esimerkiksi 12892312-2-41.
tax-number-digits = Verotunnisteessa on vain numeroita ja yhdysmerkkejä.
tax-number-check-digit = Verotunnisteen kahdeksassa ensimmäisessä numerossa on kirjoitusvirhe: tarkistusnumero ei täsmää.
tax-number-vat-code = Verotunnisteen yhdeksäs numero eli alv-koodi on 1–5.
tax-number-county = Verotunnisteen kaksi viimeistä numeroa ovat läänikoodi: 02–20, 22–44 tai 51.
account-number-length = Tilinumerossa on 1–20 numeroa, esimerkiksi 311.
account-number-digits = Tilinumerossa on vain numeroita, esimerkiksi 311.
address-country = Anna maa kahdella isolla kirjaimella, esimerkiksi HU.
address-postal_code = Anna postinumero, jossa on 3–10 kirjainta tai numeroa.
address-city = Anna paikkakunta, 1–255 merkkiä.
address-street = Anna katu ja talon numero, 1–255 merkkiä.
login-format = Teknisen käyttäjän käyttäjätunnuksessa on 6–15 kirjainta tai numeroa. NAV näyttää sen siellä, missä tekninen käyttäjä luodaan.
password-missing = Anna teknisen käyttäjän salasana.
sign-key-missing = Anna teknisen käyttäjän allekirjoitusavain (XML aláírókulcs). NAV näyttää sen siellä, missä tekninen käyttäjä luodaan.
exchange-key-format = Vaihtoavaimessa (XML cserekulcs) on 16 merkkiä. Jätä se pois, jos sinulla ei ole sellaista.
start-date-range = Anna päivämäärä aikaväliltä 2018-07-01 (jolloin NAV alkoi vastaanottaa laskuja) – tänään.
last-owner = Työtilalla on oltava omistaja. Tee ensin jostakusta muusta omistaja.
period-order = Jakso päättyy ennen kuin se alkaa.
limit-range = Pyydä kerralla 1–{ $most } riviä.
cursor-invalid = Tämä kohdistin ei ole peräisin mistään luettelosta. Hae luettelo alusta alkaen.

document-awaited = Lasku näkyy jo NAV:n luettelossa, mutta NAV ei ole vielä luovuttanut sen asiakirjaa. Se pyydetään uudelleen automaattisesti.
document-refused = Tämän laskun asiakirjaa ei voi lukea, joten sitä ei näytetä. Katso lasku NAV:n palvelusta.

sign-up-accepted = Jos tällä osoitteella ei vielä ole tiliä, siihen on lähetetty viesti, jossa on väliaikainen salasana. Kirjaudu sillä ja valitse oma salasana.
problem-media-type = Lähetä pyyntö JSON-muodossa, sisältötyyppinä application/json.
idempotency-key-format = Idempotenssiavaimessa on 1–255 näkyvää ASCII-merkkiä.

month-range = Anna kuukausi, esimerkiksi 2026-10, väliltä 2018-07 – kuluva kuukausi.
connection-needed = Tähän tarvitaan toimiva yhteys NAViin. Luo yhteys tai tallenna se uudelleen, jos se on pysäytetty.
nav-connection-missing = Tätä työtilaa ei ole yhdistetty NAV:hen. Omistajan on ensin luotava yhteys.
nav-connection-stopped = NAV hylkää tämän työtilan teknisen käyttäjän, joten siltä ei voi kysyä. Omistajan on tallennettava yhteys uudelleen toimivilla tunnuksilla.
partner-unnamed = Laskulla ei ole tämän osapuolen verotunnistetta eikä nimeä, joten ketään ei voi lisätä kumppaniksi.
taxpayer-no-number = Laskulla ei ole tämän osapuolen verotunnistetta (esimerkiksi yksityishenkilö), joten NAV:lta ei kysytty.
taxpayer-foreign = Osapuolen verotunniste ei ole unkarilainen, joten NAV:lta ei kysytty.
taxpayer-unknown = NAV ei tunne tätä verotunnistetta. Tarkista se kumppanilta.
