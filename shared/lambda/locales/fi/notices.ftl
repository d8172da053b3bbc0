# Mitä järjestelmä kertoo työtilan omistajille.
notice-nav-connection-stopped = NAV ei hyväksy teknistä käyttäjää, joten laskuja ei enää saavu. { $reason } Tallenna sitten yhteys uudelleen; väliin jääneet tiedot haetaan automaattisesti.
notice-invoice-withdrawn = Laskun { $reason } laatija on mitätöinyt sen ilmoituksen NAVissa, joten NAV ei enää pidä laskua voimassa olevana. Lasku jää luetteloon perutuksi merkittynä: kysy laatijalta ennen kirjaamista tai peru kirjaus.
notice-own-invoice-withdrawn = Laskunne { $reason } ilmoitus on mitätöity NAVissa, joten NAV ei enää pidä laskua voimassa olevana. Jos tämä oli tarkoitus, ilmoittakaa lasku uudelleen tai poistakaa se kirjanpidosta; jos ei, kysykää laskutusohjelman käyttäjiltä.
notice-agent-stopped = Számlázz.hu hylkää Agent-avaimen ({ $reason }), joten kuvia ja maksuja ei enää kysytä. Tarkista siellä avain ja tili ja tallenna avain sitten tänne uudelleen; puuttuvat kysytään itsestään.
notice-document-not-fetched = Számlázz.hu ei antanut asiakirjaa { $reason }, vaikka sitä pyydettiin niin monta kertaa kuin sen säännöt sallivat. Katso asiakirjaa siellä ja pyydä se sitten uudelleen, tai jätä se: itse lasku on täällä.
