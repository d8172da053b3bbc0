# Registrazione, pacchetti e licenze.
company-registered = Questa azienda è già registrata qui. Chieda un invito al suo proprietario; se non sa chi sia, scriva all'assistenza.
company-registered-elsewhere = Lei ha già registrato questa azienda per l'altro pacchetto. Ne esporti prima i dati e richieda l'eliminazione di quello spazio di lavoro; potrà registrarsi qui non appena l'eliminazione sarà confermata.
company-in-office = Lo studio ha già questa azienda. La cerchi nell'elenco delle aziende.
company-no-office = Questo non è lo spazio di lavoro proprio di uno studio. Apra lo spazio di lavoro dello studio e vi aggiunga l'azienda.
companies-most = Uno studio può avere al massimo { $most } aziende.
office-to-be-deleted = È stata richiesta l'eliminazione di questo studio, quindi non si possono aggiungere aziende. Ritiri prima la richiesta.
package-fixed = Il pacchetto è stato scelto alla registrazione e non può essere cambiato. Per avere l'altro, esporti i Suoi dati, richieda l'eliminazione di questo spazio di lavoro e si registri di nuovo dopo la conferma. L'assistenza aiuta in ogni passaggio.
package-lacks = Il pacchetto di questo spazio di lavoro non lo comprende. L'elenco dei pacchetti indica quale lo comprende.
licence-lapsed = Il periodo di prova o l'abbonamento è terminato. Può consultare ed esportare tutto; per continuare a lavorare, sottoscriva un abbonamento o lo chieda a un proprietario.
licence-of-office = Questo spazio di lavoro è coperto dalla licenza del suo studio. L'abbonamento lo sottoscrive lo studio, nel proprio spazio di lavoro.
demo-apart = La demo è separata dai dati reali: qui questa operazione non è possibile. La esegua nello spazio di lavoro dell'azienda.
connection-prepare-first = Questa azienda è già stata registrata in passato, quindi inizia con la preparazione: importi partner, prodotti e piano dei conti, poi concluda la preparazione e solo dopo attivi il collegamento.
price-missing = Per questo pacchetto e questo periodo non è ancora stato stabilito un prezzo. Scriva all'assistenza.
subscription-other-company = Qui può abbonarsi solo l'azienda del periodo di prova. Per un'altra azienda, registri quella.
subscribed-already = L'azienda è già abbonata per un altro periodo. Disdica prima quell'abbonamento, poi ne sottoscriva uno nuovo.
subscription-none = L'azienda non ha sottoscritto l'abbonamento o lo ha disdetto. Prima di registrare il pagamento, chieda al proprietario dell'azienda di sottoscriverlo.
payment-amount = L'importo deve essere il prezzo di un numero intero di periodi, da 1 a { $most }: uno costa { $net } { $currency }.
payment-recorded-otherwise = Con questo riferimento è già registrato un pagamento di importo diverso. Controlli il riferimento.
notice-licence-ends = La licenza scade in data { $reason }. In seguito tutto si potrà ancora consultare ed esportare, ma non modificare. Prima di quel giorno sottoscriva un abbonamento o paghi il periodo successivo.

# Eliminazione di uno spazio di lavoro.
deletion-export-first = Non è stato esportato tutto, oppure i file sono scaduti. Esporti prima partner, prodotti e piano dei conti, oppure confermi con "without_exports" che rinuncia a ciò che non è stato esportato.
deletion-vouchers-lost = I movimenti di cassa e di banca non si possono esportare e andrebbero persi: { $cash } di cassa e { $bank } di banca. Confermi esattamente questi numeri.
deletion-companies-first = Lo studio ha ancora delle aziende, in numero di { $count }. Richieda prima l'eliminazione di ciascuna.
deletion-outdated = Dopo la richiesta sono stati registrati movimenti o aggiunte aziende. La respinga e chieda al titolare di richiedere di nuovo l'eliminazione.

# Primi passi.
step-company-data = Inserisca i dati dell'azienda: indirizzo, conti bancari, casse e modalità di emissione dei documenti.
step-chart = Adatti il piano dei conti o importi il Suo da Excel.
step-partners = Inserisca i Suoi partner o li importi da Excel.
step-products = Inserisca i Suoi prodotti o li importi da Excel.
step-prepared = Concluda la preparazione quando partner, prodotti e piano dei conti sono a posto. Solo allora si possono collegare le fonti di fatture.
step-connection = Attivi il collegamento alla NAV con un utente tecnico, a Számlázz.hu con la chiave Agent, o a entrambi, e scelga da quale giorno devono arrivare le fatture.
step-posting-rules = Imposti le regole di registrazione, le provi sulle fatture del mese scorso e le attivi.
step-subscription = Sottoscriva l'abbonamento prima della fine del periodo di prova.
step-try-partner = Inserisca un partner di Sua invenzione.
step-try-document = Prepari la bozza di una fattura per uno dei partner di esempio.
step-try-voucher = Registri un movimento di cassa per la cassa di esempio.
step-try-export = Esporti i prodotti in Excel.
step-try-import = Modifichi il file esportato e lo importi di nuovo.

# La demo di uno studio.
demo-name = Azienda dimostrativa
demo-partner-1 = Cliente Esempio S.r.l.
demo-partner-2 = Fornitore Esempio S.r.l.
demo-partner-3 = Commercio Esempio S.r.l.
demo-product-1 = Scrivania
demo-product-2 = Sedia
demo-product-3 = Consegna
demo-unit = pz
demo-register = Cassa
