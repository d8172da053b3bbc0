# Mitä NAV:n vastaukset tarkoittavat yhteyden omistajalle, NAV:n tai oman virhekoodimme mukaan.
nav-INVALID_SECURITY_USER = NAV ei tunnista tätä teknistä käyttäjää tai sen salasanaa. Tarkista käyttäjätunnus ja salasana; kirjainkoolla on kummassakin merkitystä.
nav-INVALID_REQUEST_SIGNATURE = NAV ei hyväksy allekirjoitusavainta. Kopioi saman teknisen käyttäjän allekirjoitusavain (XML aláírókulcs) uudelleen.
nav-NOT_REGISTERED_CUSTOMER = NAV ei tunne tämän verotunnisteen yritystä rekisteröityneenä verovelvollisena. Tarkista verotunniste ja rekisteröidy ensin NAV Online Számla -palveluun.
nav-INVALID_CUSTOMER = NAV:n mukaan tämä yritys ei ole aktiivinen verovelvollinen. Tarkista työtilan verotunniste.
nav-INVALID_USER_RELATION = Tämä tekninen käyttäjä ei kuulu yritykselle, jolla on tämä verotunniste. Käytä teknistä käyttäjää, joka on luotu tälle yritykselle.
nav-FORBIDDEN = Tekniseltä käyttäjältä puuttuu oikeus. Valitse sille NAV:n palvelussa ”Számlák lekérdezése” (laskujen haku).
nav-REQUEST_ID_NOT_UNIQUE = NAV:n palvelu meni sekaisin omasta kuormituksestaan. Yritä uudelleen minuutin kuluttua.
nav-INVALID_TIMESTAMP = NAV:n kello ja meidän kellomme eroavat toisistaan. Yritä myöhemmin uudelleen, ja jos tämä toistuu, ilmoita siitä ylläpidolle.
nav-TIMEOUT = NAV ei vastannut ajoissa. Tämä menee ohi itsestään, yleensä muutamassa minuutissa.
nav-UNREACHABLE = NAViin ei saatu yhteyttä. Tämä menee ohi itsestään, yleensä muutamassa minuutissa.
nav-MAINTENANCE = NAV:n järjestelmää huolletaan. Tämä menee ohi itsestään.
nav-OPERATION_FAILED = NAV:n järjestelmässä tapahtui virhe. Tämä menee ohi itsestään, yleensä muutamassa minuutissa.
nav-UNREADABLE_ANSWER = NAV:n vastausta ei voitu lukea. Tämä menee ohi itsestään, yleensä muutamassa minuutissa.
nav-PACED = Järjestelmään asetettu NAV-kyselyjen raja ei juuri nyt salli uusia kyselyjä. Tämä menee itsestään ohi.
nav-other = NAV hylkäsi pyynnön ({ $code }). Jos tämä jatkuu, kerro koodi ylläpidolle.
nav-INTERNAL = Meillä tapahtui virhe. Ylläpito sai tiedon; mitään ei ole kadonnut.
nav-nothing-saved = Mitään ei tallennettu; yritä sen jälkeen uudelleen.
