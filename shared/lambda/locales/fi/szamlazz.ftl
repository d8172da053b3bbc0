# Számlázz.hu: yhdistäminen, lähetykset, mitä se ei antanut.
szamlazz-key-refused = Számlázz.hu hylkää Agent-avaimen ({ $code }). Tarkista Számlázz.hu:n asetuksista kohdasta Számla Agent, että avain kuuluu tälle yritykselle ja ettei tiliä ole estetty, ja tallenna avain sitten tänne uudelleen.
szamlazz-unavailable = Számlázz.hu ei vastaa juuri nyt ({ $code }). Mitään ei tallennettu; yritä uudelleen muutaman minuutin kuluttua.
szamlazz-refused = Számlázz.hu hylkäsi pyynnön ({ $code }). Mitään ei tallennettu; jos se toistuu, kysy tämän järjestelmän tuesta.
szamlazz-link-unregistered = Tätä järjestelmää ei ole vielä rekisteröity Számlázz.hu:n tietoyhteyden vastaanottajaksi. Kysy ylläpitäjältä; yhdistä siihen asti Agent-avaimella.
agent-key-format = Agent-avaimessa on enintään 100 kirjainta ja numeroa. Kopioi se Számlázz.hu:sta: asetukset, Számla Agent.
hook-key-missing = Otsake X-Szamlazzhu-Key puuttuu.
hook-too-large = Sisältö on yli { $limit } Mt.
hook-unreadable = Sisältö ei ole sitä, mitä Számlázz.hu lähettää.
image-missing = Tämän laskun kuvaa ei ole täällä. Se tulee itsestään, jos Számlázz.hu on tehnyt laskun ja sen Agent-avain on tallennettu; muuten pyydä se toimittajalta.
unmatched-no-invoice = Tätä asiakirjaa ei voi ottaa: se ei ole tämän yrityksen lasku, tai sitä ei voi lukea.
unmatched-not-at-nav = NAVilla ei ole merkintää tästä toimittajasta ja numerosta. Tarkista, onko lasku ilmoitettu ja onko numero siellä sama; tai ota se omilla tiedoillaan.
unmatched-no-tax-number = Toimittajalla ei ole unkarilaista veronumeroa, joten kukaan ei ilmoita tätä laskua NAVille. Ota se omilla tiedoillaan.
unmatched-test = Tämän asiakirjan teki testitili. Se ei ole lasku; vaihda tili tuotantoon tai jätä se tänne.
unmatched-other-company = Tämän asiakirjan toimittaja tai ostaja ei ole tämä yritys. Tarkista, kenen Számlázz.hu-tilille yhteyden avain syötettiin.
unmatched-unreadable = Számlázz.hu:n lähettämää ei voi lukea. Lataa se ja näytä tämän järjestelmän tuelle.
