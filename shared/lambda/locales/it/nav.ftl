# Che cosa significano le risposte della NAV per il proprietario di un collegamento, secondo il codice di errore della NAV o il nostro.
nav-INVALID_SECURITY_USER = La NAV non riconosce questo utente tecnico o la sua password. Controlli il nome utente e la password; in entrambi contano maiuscole e minuscole.
nav-INVALID_REQUEST_SIGNATURE = La NAV non accetta la chiave di firma. Copi di nuovo la chiave di firma (XML aláírókulcs) dello stesso utente tecnico.
nav-NOT_REGISTERED_CUSTOMER = Alla NAV l'azienda con questo numero fiscale non risulta tra i contribuenti registrati. Controlli il numero fiscale e si registri prima su NAV Online Számla.
nav-INVALID_CUSTOMER = Secondo la NAV questa azienda non è un contribuente attivo. Controlli il numero fiscale dello spazio di lavoro.
nav-INVALID_USER_RELATION = Questo utente tecnico non appartiene all'azienda con questo numero fiscale. Usi un utente tecnico creato per questa azienda.
nav-FORBIDDEN = All'utente tecnico manca un'autorizzazione. Presso la NAV, selezioni per questo utente «Számlák lekérdezése» (consultazione delle fatture).
nav-REQUEST_ID_NOT_UNIQUE = Il sistema della NAV è andato in confusione per il proprio carico. Riprovi tra un minuto.
nav-INVALID_TIMESTAMP = L'orologio della NAV e il nostro non coincidono. Riprovi più tardi e, se accade di nuovo, avvisi il gestore del servizio.
nav-TIMEOUT = La NAV non ha risposto in tempo. Non è stato salvato nulla; riprovi tra qualche minuto.
nav-UNREACHABLE = Non è stato possibile raggiungere la NAV. Non è stato salvato nulla; riprovi tra qualche minuto.
nav-MAINTENANCE = Il sistema della NAV è in manutenzione. Non è stato salvato nulla; riprovi più tardi.
nav-OPERATION_FAILED = Si è verificato un errore interno della NAV. Non è stato salvato nulla; riprovi tra qualche minuto.
nav-UNREADABLE_ANSWER = Non è stato possibile leggere la risposta della NAV. Non è stato salvato nulla; riprovi tra qualche minuto.
nav-other = La NAV ha respinto la richiesta ({ $code }). Non è stato salvato nulla; se accade di nuovo, comunichi questo codice al gestore del servizio.
