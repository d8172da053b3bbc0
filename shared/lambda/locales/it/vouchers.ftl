# Perché un movimento non può essere registrato o una prima nota non può essere mostrata. Ognuna dice che cosa fare dopo.
register-unknown = Nelle impostazioni non c'è una cassa o un conto bancario con questo codice. Ne scelga uno tra quelli presenti oppure lo aggiunga prima lì.
register-missing = Scelga anche una cassa o un conto bancario: il periodo si può indicare solo per i movimenti di uno di essi.
voucher-date = Inserisca la data riportata sul giustificativo, con un anno compreso tra 1900 e 2999.
voucher-kept = Cassa o conto bancario, data, direzione e importo di un movimento non si possono modificare. Elimini il movimento e lo registri di nuovo.
voucher-document = Questo documento non c'è. Scelga uno dei documenti emessi oppure lasci vuoto il campo.
