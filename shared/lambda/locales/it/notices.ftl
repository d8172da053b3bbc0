# Che cosa il sistema comunica ai proprietari di uno spazio di lavoro.
notice-nav-connection-stopped = La NAV rifiuta l'utente tecnico, perciò non arrivano più fatture. { $reason } Poi salvi di nuovo il collegamento; ciò che manca verrà recuperato automaticamente.
