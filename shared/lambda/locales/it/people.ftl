# I ruoli, come li chiamano i messaggi e le schermate.
role-owner = proprietario
role-bookkeeper = contabile
role-viewer = sola lettura
role-support = assistenza
role-accountant = commercialista

# Che cosa è stato fatto, secondo il registro delle attività.
audit-registered = L'azienda è stata registrata
audit-invited = È stata invitata una persona
audit-invitation-withdrawn = È stato ritirato un invito
audit-invitation-declined = È stato rifiutato un invito
audit-joined = È stato accettato un invito
audit-role-changed = Un membro ha ricevuto un altro ruolo
audit-member-removed = È stato rimosso un membro
audit-left = Un membro ha lasciato lo spazio di lavoro
audit-prepared = La preparazione è stata conclusa
audit-connected = È stata collegata una fonte di fatture o ne sono state modificate le impostazioni
audit-disconnected = È stata rimossa una fonte di fatture
audit-exported = È stata richiesta un'esportazione in Excel
audit-imported = È stata confermata un'importazione da Excel
audit-import-undone = È stata annullata un'importazione da Excel
audit-subscribed = L'azienda ha sottoscritto l'abbonamento
audit-cancelled = L'abbonamento è stato disdetto
audit-paid = È stato registrato un pagamento
audit-deletion-requested = È stata richiesta l'eliminazione dello spazio di lavoro
audit-deletion-withdrawn = La richiesta di eliminazione è stata ritirata
audit-deletion-refused = L'assistenza ha respinto la richiesta di eliminazione
audit-company-added = È stata aggiunta un'azienda allo studio
audit-demo-opened = È stata aperta la demo
audit-column-at = Quando
audit-column-by = Chi
audit-column-action = Che cosa è stato fatto
audit-column-subject = Chi o che cosa riguarda
audit-too-long = Ci sono più di { $most } voci. Scelga meno giorni.

# Che cosa non va in una richiesta che riguarda le persone.
member-already = Questa persona è già membro. Ne modifichi il ruolo nell'elenco dei membri.
members-most = Uno spazio di lavoro può avere al massimo { $most } membri. Rimuova prima qualcuno.
owners-most = Uno spazio di lavoro può avere al massimo { $most } proprietari. Assegni prima a qualcuno un altro ruolo.
invitations-most = Ci sono { $most } inviti aperti, oppure in un giorno ne sono stati ritirati moltissimi. Ne ritiri alcuni o attenda un giorno.
invitation-expired = Questo invito è scaduto. Ne chieda uno nuovo a chi lo ha inviato.
problem-support-only = Solo l'assistenza può farlo. I diritti dell'assistenza li assegna chi gestisce il sistema.

# Account e accesso.
password-reset-accepted = Se a questo indirizzo corrisponde un account, è in arrivo un messaggio che spiega come impostare una nuova password.
identity-token = Questo token di accesso non è più valido. Acceda di nuovo tramite il provider e ripeta l'operazione.
identity-not-social = Questo non è il token di un accesso tramite Google, Microsoft o Facebook.
identity-linked-elsewhere = Questo accesso è collegato a un altro account. Prima lo scolleghi da quello.
identity-unlinked = Questo accesso non è ancora collegato a un account. Acceda al Suo account con la relativa password e lo colleghi lì; se non ne ha uno, si registri.
