# Miksi asiakirjasta ei voi tehdä FatturaPA-tiedostoa. Jokainen kertoo, mitä tehdä seuraavaksi.
fatturapa-draft = Laadi asiakirja ensin valmiiksi: luonnoksella ei ole numeroa, eikä SdI ota vastaan numerotonta.
fatturapa-progressive = Tiedoston numerossa on 1–5 kirjainta ja numeroa, esimerkiksi 0001A. Anna toinen.
fatturapa-number = SdI hyväksyy vain asiakirjanumerot, joissa on jokin numeromerkki. Muuta numerosarjan mallia ja laadi asiakirja sitten uudelleen uudella numerolla.
fatturapa-length = FatturaPA:ssa tähän mahtuu 1–{ $most } merkkiä. Täydennä tai lyhennä tekstiä; jos asiakirja on jo annettu, peruuta se ja laadi uusi.
fatturapa-characters = FatturaPA:ssa ei voi käyttää merkkiä ”{ $character }”. Korvaa se latinalaisilla kirjaimilla tai tavallisella välimerkillä.
fatturapa-buyer-number = Anna asiakkaan Partita IVA tai codice fiscale, ulkomaisesta asiakkaasta ALV- tai verotunniste.
fatturapa-buyer-address = Anna asiakkaan osoite: FatturaPA edellyttää sitä.
fatturapa-postal-code = Italialaisessa postinumerossa (CAP) on viisi numeroa, esimerkiksi 20121. Korjaa se.
fatturapa-base = Valitse annettu lasku, jota tämä asiakirja korjaa: FatturaPA ilmoittaa sen numeron ja päivän.
fatturapa-amount = FatturaPA:ssa on tilaa { $digits } numerolle ennen desimaalipilkkua. Jaa asiakirja useaksi pienemmäksi.
fatturapa-line-price = Hinta, määrä ja alennus eivät anna tämän rivin summaa sentilleen, joten SdI hylkäisi sen. Laadi asiakirja uudelleen verottomin hinnoin.
