# Roolit sellaisina kuin viestit ja näytöt ne nimeävät.
role-owner = omistaja
role-bookkeeper = kirjanpitäjä
role-viewer = katselija
role-support = asiakastuki
role-accountant = tilitoimiston kirjanpitäjä

# Mitä tapahtumalokin mukaan tehtiin.
audit-registered = Yritys rekisteröitiin
audit-invited = Lähetettiin kutsu
audit-invitation-withdrawn = Kutsu peruttiin
audit-invitation-declined = Kutsu hylättiin
audit-joined = Kutsu hyväksyttiin
audit-role-changed = Jäsen sai toisen roolin
audit-member-removed = Jäsen poistettiin
audit-left = Jäsen poistui
audit-prepared = Valmistelu päätettiin
audit-connected = Laskulähde yhdistettiin tai sen asetuksia muutettiin
audit-disconnected = Laskulähde poistettiin
audit-exported = Pyydettiin vienti Exceliin
audit-imported = Tuonti Excelistä vahvistettiin
audit-import-undone = Tuonti Excelistä peruttiin
audit-subscribed = Yritys teki tilauksen
audit-cancelled = Tilaus irtisanottiin
audit-paid = Maksu kirjattiin
audit-deletion-requested = Työtilan poistamista pyydettiin
audit-deletion-withdrawn = Poistopyyntö peruttiin
audit-deletion-refused = Asiakastuki hylkäsi poistopyynnön
audit-company-added = Tilitoimistoon lisättiin yritys
audit-demo-opened = Demo avattiin
audit-column-at = Milloin
audit-column-by = Kuka
audit-column-action = Mitä tehtiin
audit-column-subject = Ketä tai mitä se koski
audit-too-long = Merkintöjä on yli { $most }. Valitse vähemmän päiviä.

# Mikä henkilöitä koskevassa pyynnössä on vikana.
member-already = Tämä henkilö on jo jäsen. Vaihda hänen roolinsa jäsenluettelossa.
members-most = Työtilassa voi olla enintään { $most } jäsentä. Poista ensin joku.
owners-most = Työtilalla voi olla enintään { $most } omistajaa. Anna ensin jollekulle toinen rooli.
invitations-most = Avoimia kutsuja on { $most }, tai vuorokauden sisällä on peruttu hyvin monta. Peru muutama tai odota vuorokausi.
invitation-expired = Tämä kutsu on vanhentunut. Pyydä uusi kutsu siltä, joka kutsui sinut.
problem-support-only = Vain asiakastuki voi tehdä tämän. Asiakastuen oikeudet myöntää järjestelmän ylläpitäjä.

# Tilit ja kirjautuminen.
password-reset-accepted = Jos tällä osoitteella on tili, siihen on lähetetty viesti, jossa kerrotaan, miten uusi salasana asetetaan.
identity-token = Tämä käyttöoikeustunnus ei ole enää voimassa. Kirjaudu uudelleen palveluntarjoajan kautta ja toista pyyntö.
identity-not-social = Tämä ei ole Google-, Microsoft- tai Facebook-kirjautumisen käyttöoikeustunnus.
identity-linked-elsewhere = Tämä kirjautumistapa on liitetty toiseen tiliin. Pura liitos ensin siellä.
identity-unlinked = Tätä kirjautumistapaa ei ole vielä liitetty mihinkään tiliin. Kirjaudu tilillesi sen salasanalla ja liitä kirjautumistapa siellä; jos sinulla ei ole tiliä, rekisteröidy.
