# Sähköpostiviestit: jokaisessa on aihe, teksti siitä, mitä tapahtui, ja siitä, mitä tehdä seuraavaksi.
mail-greeting = Hei,
mail-closing = Ystävällisin terveisin Ledgerport
mail-footer = Tämän viestin on kirjoittanut järjestelmä. Viesti ei koskaan pyydä salasanaa eikä johda sivulle, joka sitä pyytää.

mail-invitation-subject = { $by } kutsuu sinut yritykseen { $company }
mail-invitation-text = { $by } kutsuu sinut työskentelemään yrityksen { $company } kirjanpidossa tässä roolissa: { $role }.
mail-invitation-next = Kirjaudu sisään tällä sähköpostiosoitteella ja hyväksy kutsu siellä { $days } päivän kuluessa. Jos sinulla ei vielä ole tiliä, saat väliaikaisen salasanan erillisessä viestissä. Jos et tunne lähettäjää, sinun ei tarvitse tehdä mitään.

mail-licence-ends-subject = Yrityksen { $company } lisenssi päättyy { $until }
mail-licence-ends-text = Yrityksen { $company } lisenssi päättyy { $until }. Sen jälkeen kaiken voi yhä lukea ja viedä, mutta mitään ei voi muuttaa. Mitään ei katoa.
mail-licence-ends-next = Jos haluat jatkaa työskentelyä, kirjaudu sisään, valitse profiilissasi ”Hallitse tilauksiani” ja tee tilaus; jos olet jo tehnyt tilauksen, maksa seuraava jakso.

mail-licence-ends-today-subject = Yrityksen { $company } lisenssi päättyy tänään
mail-licence-ends-today-text = Tänään, { $until }, on yrityksen { $company } lisenssin viimeinen päivä. Huomisesta alkaen kaiken voi yhä lukea ja viedä, mutta mitään ei voi muuttaa. Mitään ei katoa.
mail-licence-ends-today-next = Jos haluat jatkaa työskentelyä, kirjaudu sisään, valitse profiilissasi ”Hallitse tilauksiani” ja tee tilaus; jos olet jo tehnyt tilauksen, maksa seuraava jakso.

mail-paid-subject = Yrityksen { $company } maksu on saapunut
mail-paid-text = Maksu { $net } { $currency } on kirjattu yritykselle { $company }. Lisenssi on nyt voimassa { $until } asti.
mail-paid-next = Sinun ei tarvitse tehdä mitään.

mail-deletion-requested-subject = Yrityksen { $company } poistamista on pyydetty
mail-deletion-requested-text = { $by } on pyytänyt, että yrityksen { $company } työtila poistetaan kaikkine tietoineen. Asiakastuki tekee päätöksen ja ilmoittaa siitä sinulle sähköpostitse.
mail-deletion-requested-next = Jos tätä ei tarkoitettu, kirjaudu sisään ja peru pyyntö tai vastaa heti asiakastuelle. Poistettua ei voi palauttaa.

mail-deletion-refused-subject = Yritystä { $company } ei ole poistettu
mail-deletion-refused-text = Asiakastuki ei ole poistanut yrityksen { $company } työtilaa. Syy: { $reason }
mail-deletion-refused-next = Työtila säilyy ennallaan. Jos haluat yhä poistaa sen, kirjaudu sisään ja pyydä poistamista uudelleen.

mail-deleted-subject = Yritys { $company } on poistettu
mail-deleted-text = Yrityksen { $company } työtila on poistettu kaikkine tietoineen. Varmuuskopiot, joissa se on, vanhenevat 35 päivän kuluessa.
mail-deleted-next = Yritys voi tästä lähtien rekisteröityä uudelleen samalla verotunnisteella ja samalla sähköpostiosoitteella. Tuo sen jälkeen viedyt tiedostot ja yhdistä laskulähteet viimeiseksi.

# Cogniton omat viestit; Cognito sijoittaa koodit paikoilleen.
mail-temporary-password-subject = Väliaikainen salasanasi
mail-temporary-password-text = Tälle sähköpostiosoitteelle on luotu tili. Väliaikainen salasanasi on { $code }
mail-temporary-password-next = Kirjaudu sisään sähköpostiosoitteellasi ja tällä salasanalla 7 päivän kuluessa ja valitse oma salasana: se vahvistaa osoitteesi. Jos et ole pyytänyt tiliä, sinun ei tarvitse tehdä mitään. Käyttäjätunnuksesi, jota vain asiakastuki kysyy, on { $username }

mail-password-code-subject = Koodi uutta salasanaa varten
mail-password-code-text = Joku on pyytänyt uutta salasanaa tälle tilille. Koodi on { $code }
mail-password-code-next = Anna koodi siellä, missä pyysit sitä, ja aseta uusi salasana. Jos pyytäjä et ollut sinä, sinun ei tarvitse tehdä mitään: salasanasi pysyy ennallaan.

mail-code-subject = Vahvistuskoodisi
mail-code-text = Vahvistuskoodisi on { $code }
mail-code-next = Anna koodi siellä, missä sitä pyydettiin. Jos et ole pyytänyt koodia, sinun ei tarvitse tehdä mitään.
