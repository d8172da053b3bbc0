# Mitä järjestelmä kertoo työtilan omistajille.
notice-nav-connection-stopped = NAV ei hyväksy teknistä käyttäjää, joten laskuja ei enää saavu. { $reason } Tallenna sitten yhteys uudelleen; väliin jääneet tiedot haetaan automaattisesti.
notice-invoice-withdrawn = Laskun { $reason } laatija on mitätöinyt sen ilmoituksen NAVissa, joten NAV ei enää pidä laskua voimassa olevana. Lasku jää luetteloon perutuksi merkittynä: kysy laatijalta ennen kirjaamista tai peru kirjaus.
notice-own-invoice-withdrawn = Laskunne { $reason } ilmoitus on mitätöity NAVissa, joten NAV ei enää pidä laskua voimassa olevana. Jos tämä oli tarkoitus, ilmoittakaa lasku uudelleen tai poistakaa se kirjanpidosta; jos ei, kysykää laskutusohjelman käyttäjiltä.
