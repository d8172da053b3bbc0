# Mitä järjestelmä kertoo työtilan omistajille.
notice-nav-connection-stopped = NAV ei hyväksy teknistä käyttäjää, joten laskuja ei enää saavu. { $reason } Tallenna sitten yhteys uudelleen; väliin jääneet tiedot haetaan automaattisesti.
