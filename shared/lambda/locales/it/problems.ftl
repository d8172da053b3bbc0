# Risposte alle richieste che non è stato possibile eseguire. Ognuna dice che cosa fare dopo.
problem-unauthorized = Effettui prima l'accesso: la richiesta non contiene un token di accesso valido.
problem-signed-out = Questa sessione è stata chiusa. Effettui di nuovo l'accesso.
problem-not-found = Qui non c'è nulla. L'elemento potrebbe essere stato rimosso, oppure Lei non fa parte di questo spazio di lavoro.
problem-forbidden = Il Suo ruolo in questo spazio di lavoro non lo consente. Si rivolga a un proprietario.
problem-operators-only = Solo gli operatori di questo sistema possono farlo. I diritti di operatore li assegna chi gestisce il sistema.
problem-conflict = Qualcun altro ha apportato una modifica nello stesso momento. Ricarichi i dati e ripeta la Sua modifica.
problem-unavailable = Un servizio di cui ci avvaliamo non risponde. Non è stato modificato nulla; riprovi tra un minuto.
problem-internal = Si è verificato un errore da parte nostra. I dati inseriti non sono andati persi; se accade di nuovo, comunichi l'ora al gestore del servizio.
problem-body = La richiesta non è un JSON leggibile della struttura prevista: { $reason }
problem-query = Un parametro della query non è quello previsto: { $reason }
problem-too-large = La richiesta supera il limite consentito di { $limit } KB.
problem-idempotency = Questa chiave di idempotenza è già stata usata per un'altra richiesta. Per un nuovo spazio di lavoro usi una nuova chiave.

email-invalid = Inserisca un indirizzo e-mail, ad esempio anna@example.com.
name-length = Inserisca un nome da 1 a 512 caratteri.
tax-number-length = Un numero fiscale ungherese ha 11 cifre, ad esempio 12892312-2-41.
tax-number-digits = Il numero fiscale è composto solo da cifre e trattini.
tax-number-check-digit = C'è un errore di battitura nelle prime otto cifre del numero fiscale: la cifra di controllo non corrisponde.
tax-number-vat-code = La nona cifra del numero fiscale, il codice IVA, va da 1 a 5.
tax-number-county = Le ultime due cifre del numero fiscale sono il codice della contea: da 02 a 20, da 22 a 44 oppure 51.
account-number-length = Il numero del conto ha da 1 a 20 cifre, ad esempio 311.
account-number-digits = Il numero del conto è composto solo da cifre, ad esempio 311.
address-country = Inserisca il Paese con due lettere maiuscole, ad esempio HU.
address-postal_code = Inserisca un codice postale da 3 a 10 lettere e cifre.
address-city = Inserisca una località da 1 a 255 caratteri.
address-street = Inserisca via e numero civico, da 1 a 255 caratteri.
login-format = Il nome utente dell'utente tecnico ha da 6 a 15 lettere e cifre. La NAV lo mostra dove si crea l'utente tecnico.
password-missing = Inserisca la password dell'utente tecnico.
sign-key-missing = Inserisca la chiave di firma dell'utente tecnico (XML aláírókulcs). La NAV la mostra dove si crea l'utente tecnico.
exchange-key-format = La chiave di scambio (XML cserekulcs) ha 16 caratteri. Se non ne ha una, la ometta.
start-date-range = Inserisca una data compresa tra il 2018-07-01, quando la NAV ha iniziato a ricevere le fatture, e oggi.
last-owner = Uno spazio di lavoro deve avere un proprietario. Assegni prima a qualcun altro il ruolo di proprietario.
period-order = Il periodo finisce prima di iniziare.
limit-range = Richieda da 1 a { $most } voci alla volta.
cursor-invalid = Questo cursore non proviene da alcun elenco. Ricominci l'elenco dall'inizio.

document-awaited = La NAV elenca già questa fattura, ma non ne ha ancora fornito il documento. Verrà richiesto di nuovo automaticamente.
document-refused = Il documento di questa fattura non è leggibile e quindi non viene mostrato. Consulti la fattura presso la NAV.

sign-up-accepted = Se a questo indirizzo non corrisponde ancora un account, è in arrivo un messaggio con una password temporanea. Acceda con essa e scelga una password propria.
problem-media-type = Invii la richiesta come JSON, con il tipo di contenuto application/json.
idempotency-key-format = Una chiave di idempotenza ha da 1 a 255 caratteri ASCII visibili.

month-range = Indichi un mese, ad esempio 2026-10, da 2018-07 al mese corrente.
connection-needed = Serve una connessione al NAV funzionante. La configuri oppure, se è stata fermata, la salvi di nuovo.
nav-connection-missing = Questo spazio di lavoro non è collegato alla NAV. Prima deve collegarlo un proprietario.
nav-connection-stopped = La NAV rifiuta l'utente tecnico di questo spazio di lavoro, quindi non è possibile interrogarla. Un proprietario deve salvare di nuovo il collegamento con credenziali valide.
partner-unnamed = La fattura non riporta né il numero fiscale né il nome di questa parte, quindi non c'è nessuno da acquisire.
taxpayer-no-number = La fattura non riporta il numero fiscale di questa parte (per esempio un privato), quindi la NAV non è stata interrogata.
taxpayer-foreign = Il numero fiscale di questa parte non è ungherese, quindi la NAV non è stata interrogata.
taxpayer-unknown = La NAV non conosce questo numero fiscale. Lo verifichi con il partner.
