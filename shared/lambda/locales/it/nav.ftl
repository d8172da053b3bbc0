# Che cosa significano le risposte della NAV per il proprietario di un collegamento, secondo il codice di errore della NAV o il nostro.
nav-INVALID_SECURITY_USER = La NAV non riconosce questo utente tecnico o la sua password. Controlli il nome utente e la password; in entrambi contano maiuscole e minuscole.
nav-INVALID_REQUEST_SIGNATURE = La NAV non accetta la chiave di firma. Copi di nuovo la chiave di firma (XML aláírókulcs) dello stesso utente tecnico.
nav-NOT_REGISTERED_CUSTOMER = Alla NAV l'azienda con questo numero fiscale non risulta tra i contribuenti registrati. Controlli il numero fiscale e si registri prima su NAV Online Számla.
nav-INVALID_CUSTOMER = Secondo la NAV questa azienda non è un contribuente attivo. Controlli il numero fiscale dello spazio di lavoro.
nav-INVALID_USER_RELATION = Questo utente tecnico non appartiene all'azienda con questo numero fiscale. Usi un utente tecnico creato per questa azienda.
nav-FORBIDDEN = All'utente tecnico manca un'autorizzazione. Presso la NAV, selezioni per questo utente «Számlák lekérdezése» (consultazione delle fatture).
nav-REQUEST_ID_NOT_UNIQUE = Il sistema della NAV è andato in confusione per il proprio carico. Riprovi tra un minuto.
nav-INVALID_TIMESTAMP = L'orologio della NAV e il nostro non coincidono. Riprovi più tardi e, se accade di nuovo, avvisi il gestore del servizio.
nav-TIMEOUT = Il NAV non ha risposto in tempo. Passa da sé, di solito in pochi minuti.
nav-UNREACHABLE = Il NAV non è raggiungibile. Passa da sé, di solito in pochi minuti.
nav-MAINTENANCE = Il NAV è in manutenzione. Passa da sé.
nav-OPERATION_FAILED = Il NAV ha avuto un errore interno. Passa da sé, di solito in pochi minuti.
nav-UNREADABLE_ANSWER = La risposta del NAV non era leggibile. Passa da sé, di solito in pochi minuti.
nav-PACED = Il limite di richieste al NAV impostato nel sistema non lascia spazio in questo momento. Passa da sé.
nav-other = Il NAV ha rifiutato la richiesta ({ $code }). Se persiste, comunichi questo codice al gestore del servizio.
nav-INTERNAL = Si è verificato un errore da parte nostra. Il gestore del servizio è stato avvisato; nulla è andato perso.
nav-nothing-saved = Non è stato salvato nulla; riprovi dopo.
