# Számlázz.hu: collegamento, invii, ciò che non ha fornito.
szamlazz-key-refused = Számlázz.hu rifiuta la chiave Agent ({ $code }). Controllare nelle impostazioni di Számlázz.hu, alla voce Számla Agent, che la chiave appartenga a questa azienda e che l'account non sia bloccato, poi salvare di nuovo la chiave qui.
szamlazz-unavailable = Számlázz.hu al momento non risponde ({ $code }). Non è stato salvato nulla; riprovare tra qualche minuto.
szamlazz-refused = Számlázz.hu ha rifiutato la richiesta ({ $code }). Non è stato salvato nulla; se succede ancora, chiedere all'assistenza di questo sistema.
szamlazz-link-unregistered = Questo sistema non è ancora registrato presso Számlázz.hu come destinatario del collegamento dati. Chiedere al gestore; fino ad allora collegarsi con la chiave Agent.
agent-key-format = Una chiave Agent ha al massimo 100 lettere e cifre. Copiarla da Számlázz.hu: impostazioni, Számla Agent.
hook-key-missing = Manca l'intestazione X-Szamlazzhu-Key.
hook-too-large = Il corpo supera { $limit } MB.
hook-unreadable = Il corpo non è ciò che invia Számlázz.hu.
image-missing = L'immagine di questa fattura non è qui. Arriva da sé se la fattura è stata emessa da Számlázz.hu e la chiave Agent è salvata; altrimenti chiederla al fornitore.
unmatched-no-invoice = Questo documento non può essere acquisito: non è una fattura di questa azienda, oppure non è leggibile.
unmatched-not-at-nav = NAV non ha una registrazione di questo fornitore e numero. Controllare se la fattura è stata comunicata e se il numero lì è lo stesso; oppure acquisirla con i suoi dati.
unmatched-no-tax-number = Il fornitore non ha un codice fiscale ungherese, quindi nessuno comunica questa fattura a NAV. Acquisirla con i suoi dati.
unmatched-test = Questo documento è stato emesso da un account di prova. Non è una fattura; passare l'account in produzione, o lasciarlo qui.
unmatched-other-company = Né il fornitore né il cliente di questo documento è questa azienda. Controllare in quale account di Számlázz.hu è stata inserita la chiave del collegamento.
unmatched-unreadable = Ciò che Számlázz.hu ha inviato non è leggibile. Scaricarlo e mostrarlo all'assistenza di questo sistema.
