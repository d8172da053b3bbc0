# Che cosa il sistema comunica ai proprietari di uno spazio di lavoro.
notice-nav-connection-stopped = La NAV rifiuta l'utente tecnico, perciò non arrivano più fatture. { $reason } Poi salvi di nuovo il collegamento; ciò che manca verrà recuperato automaticamente.
notice-invoice-withdrawn = L’emittente ha annullato tecnicamente presso il NAV la comunicazione della fattura { $reason }, che quindi per il NAV non è più valida. La fattura resta nell’elenco, contrassegnata come ritirata: chieda all’emittente prima di registrarla, oppure storni la registrazione.
