# Mitä järjestelmä kertoo työtilan omistajille.
notice-nav-connection-stopped = NAV ei hyväksy teknistä käyttäjää, joten laskuja ei enää saavu. { $reason } Tallenna sitten yhteys uudelleen; väliin jääneet tiedot haetaan automaattisesti.
notice-invoice-withdrawn = Laskun { $reason } laatija on mitätöinyt sen ilmoituksen NAVissa, joten NAV ei enää pidä laskua voimassa olevana. Lasku jää luetteloon perutuksi merkittynä: kysy laatijalta ennen kirjaamista tai peru kirjaus.
