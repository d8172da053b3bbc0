# Messaggi: ognuno ha un oggetto, un testo che dice che cosa è successo e che cosa fare dopo.
mail-greeting = Buongiorno,
mail-closing = Cordiali saluti, Ledgerport
mail-footer = Questo messaggio è stato scritto dal sistema. Non chiede mai una password e non porta a pagine che la chiedano.

mail-invitation-subject = { $by } La invita nell'azienda { $company }
mail-invitation-text = { $by } La invita a lavorare nella contabilità dell'azienda { $company }, nel ruolo: { $role }.
mail-invitation-next = Acceda con questo indirizzo e-mail e accetti lì l'invito entro { $days } giorni. Se non ha ancora un account, riceverà una password temporanea in un messaggio a parte. Se non conosce il mittente, non faccia nulla.

mail-licence-ends-subject = La licenza dell'azienda { $company } scade in data { $until }
mail-licence-ends-text = La licenza dell'azienda { $company } scade in data { $until }. In seguito tutto si potrà ancora consultare ed esportare, ma non modificare. Nulla andrà perso.
mail-licence-ends-next = Per continuare a lavorare, acceda, scelga «Gestisci i miei abbonamenti» nel Suo profilo e sottoscriva un abbonamento; se lo ha già sottoscritto, paghi il periodo successivo.

mail-licence-ends-today-subject = La licenza dell'azienda { $company } scade oggi
mail-licence-ends-today-text = Oggi, { $until }, è l'ultimo giorno della licenza dell'azienda { $company }. Da domani tutto si potrà ancora consultare ed esportare, ma non modificare. Nulla andrà perso.
mail-licence-ends-today-next = Per continuare a lavorare, acceda, scelga «Gestisci i miei abbonamenti» nel Suo profilo e sottoscriva un abbonamento; se lo ha già sottoscritto, paghi il periodo successivo.

mail-paid-subject = È arrivato il pagamento dell'azienda { $company }
mail-paid-text = È stato registrato un pagamento di { $net } { $currency } per l'azienda { $company }. Ora la licenza scade in data { $until }.
mail-paid-next = Non deve fare nulla.

mail-deletion-requested-subject = È stata richiesta l'eliminazione dell'azienda { $company }
mail-deletion-requested-text = { $by } ha richiesto l'eliminazione dello spazio di lavoro dell'azienda { $company } con tutti i suoi dati. L'assistenza deciderà e La informerà per e-mail.
mail-deletion-requested-next = Se non era voluto, acceda e ritiri la richiesta, oppure risponda subito all'assistenza. Ciò che è stato eliminato non si può recuperare.

mail-deletion-refused-subject = L'azienda { $company } non è stata eliminata
mail-deletion-refused-text = L'assistenza non ha eliminato lo spazio di lavoro dell'azienda { $company }. Il motivo: { $reason }
mail-deletion-refused-next = Lo spazio di lavoro rimane com'è. Se desidera ancora eliminarlo, acceda e lo richieda di nuovo.

mail-deleted-subject = L'azienda { $company } è stata eliminata
mail-deleted-text = Lo spazio di lavoro dell'azienda { $company } è stato eliminato con tutti i suoi dati. I backup che lo contengono scadono entro 35 giorni.
mail-deleted-next = Da ora l'azienda può registrarsi di nuovo, con lo stesso numero fiscale e lo stesso indirizzo e-mail. Importi poi i file esportati e colleghi per ultime le fonti di fatture.

# Messaggi propri di Cognito, che mette i codici al loro posto.
mail-temporary-password-subject = La Sua password temporanea
mail-temporary-password-text = Per questo indirizzo e-mail è stato creato un account. La Sua password temporanea è { $code }
mail-temporary-password-next = Acceda con il Suo indirizzo e-mail e questa password entro 7 giorni e scelga una password propria: così conferma l'indirizzo. Se non ha richiesto un account, non faccia nulla. Il Suo nome utente, che solo l'assistenza Le chiede, è { $username }

mail-password-code-subject = Il Suo codice per una nuova password
mail-password-code-text = Qualcuno ha richiesto una nuova password per questo account. Il codice è { $code }
mail-password-code-next = Lo inserisca dove lo ha richiesto e imposti una nuova password. Se la richiesta non è Sua, non faccia nulla: la password rimane quella attuale.

mail-code-subject = Il Suo codice di conferma
mail-code-text = Il Suo codice di conferma è { $code }
mail-code-next = Lo inserisca dove Le è stato chiesto. Se non ha richiesto un codice, non faccia nulla.
