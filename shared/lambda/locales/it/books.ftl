# Perché qualcosa non può essere inserito in contabilità. Ogni testo dice che cosa fare dopo.
text-length = Inserisca un testo da 1 a { $most } caratteri.
list-length = Qui sono ammesse al massimo { $most } voci. Ometta quelle non necessarie.
list-size = Un documento ha da 1 a { $most } righe. Ne inserisca almeno una oppure suddivida il documento in più documenti.
currency-format = Inserisca la valuta con tre lettere maiuscole, ad esempio EUR.
amount-range = Un importo, come anche il prodotto di quantità e prezzo, ha al massimo 15 cifre prima della virgola e 6 dopo. Lo corregga.
amount-negative = Qui l'importo non può essere negativo. Lo inserisca senza il segno meno.
amount-zero = Inserisca un importo maggiore di zero.
amount-off = Secondo i nostri calcoli questo importo è { $right }. Lo inserisca così oppure lasci vuoto il campo.
quantity-zero = La quantità non può essere zero. Inserisca una quantità positiva oppure, per uno storno, negativa.
percent-range = Inserisca una percentuale da 0 a 100.
days-range = Inserisca un numero di giorni da 0 a 999.
vat-unknown = Questo codice IVA non esiste in questo Paese. Ne scelga uno dall'elenco dei codici IVA.
vat-date = Questo codice IVA non è applicabile alla data di effettuazione dell'operazione ({ $date }). Scelga un altro codice o corregga la data.
rate-missing = Inserisca il cambio: quanto vale in { $currency } un'unità della valuta del documento. Il valore è maggiore di 0 e minore di 1.000.000.
due-date-order = La scadenza è anteriore alla data di emissione. Inserisca la data di emissione o una successiva.
issue-date-order = L'ultimo documento di questa serie è datato { $date }. Come data di emissione inserisca la stessa data o una successiva.

series-pattern = Lo schema deve contenere una volta ciascuna le parole number e year, entrambe tra parentesi graffe. Per il resto può contenere lettere non accentate, cifre, spazi, barre, trattini, punti e trattini bassi.
series-digits = Inserisca da 0 a 10: è il numero di cifre a cui il progressivo viene completato con zeri.
series-next = Inserisca un prossimo numero superiore al più alto già assegnato ({ $last }), con al massimo 9 cifre.
series-full = La serie di quest'anno non ha più numeri disponibili. Si rivolga al gestore del servizio; la serie dell'anno prossimo ricomincia da capo.

document-base = Una rettifica o un annullamento si riferisce a una fattura emessa allo stesso cliente nella stessa valuta. Scelga una fattura di questo tipo.
document-base-missing = Indichi la fattura che questo documento rettifica o annulla.
document-base-invoice = Una fattura non rettifica altri documenti. Ometta la fattura di riferimento (base).
document-credited = Questa fattura è già stata stornata per intero. Se resta qualcosa da fatturare, emetta una nuova fattura.
cancellation-incomplete = Un annullamento storna esattamente ciò che resta della fattura dopo le rettifiche. Per stornarne solo una parte usi un documento di rettifica.
document-issued = Un documento emesso resta com'è. Lo corregga con un documento di rettifica oppure lo annulli.
document-issue-elsewhere = Le imprese ungheresi emettono i documenti con il loro programma di fatturazione, non qui. Registri qui il documento con il numero assegnato dal programma.
document-number-hungary = Inserisca il numero di documento assegnato dal programma di fatturazione.
document-number-draft = Una bozza non ha numero: lo riceve all'emissione. Ometta il numero.
document-number-taken = Il numero { $number } appartiene già a un altro documento. Ne inserisca un altro oppure imposti un prossimo numero della serie più alto.
document-busy = Si stanno emettendo molti documenti contemporaneamente, quindi questo non è stato emesso. Riprovi tra un minuto.

partner-unknown = In questo spazio di lavoro non esiste questo partner. Ne scelga uno dall'elenco oppure lo aggiunga prima.
partner-role = Un partner è cliente, fornitore o entrambi. Indichi almeno uno dei due ruoli.
partner-no-customer = Questo partner non è indicato come cliente. Lo indichi prima come tale.
product-unknown = In questo spazio di lavoro non esiste questo prodotto. Ne scelga uno dall'elenco oppure lo aggiunga prima.
account-unknown = Nel piano dei conti non esiste questo conto. Ne scelga un altro oppure lo aggiunga prima.
account-inactive = Questo conto non è attivo. Ne scelga un altro oppure lo riattivi.
account-not-postable = Questo conto ha dei sottoconti, quindi non è movimentabile. Scelga uno dei sottoconti.
account-parent-used = Sul conto { $parent } ci sono già registrazioni, quindi non può avere sottoconti. Scelga un numero che non inizi con esso.

payment-document = Un pagamento si può abbinare solo a una fattura emessa dello stesso partner. Scelga una fattura di questo tipo.
payment-currency = Questa fattura è in { $currency }. Inserisca il pagamento in questa valuta oppure scelga una fattura nella valuta del pagamento.
allocation-twice = Questa fattura compare due volte nel pagamento. Riunisca i suoi importi in una sola voce.
allocation-sum = Gli importi abbinati alle fatture superano l'importo del pagamento ({ $amount }). Li riduca oppure corregga l'importo del pagamento.

name-taken = Questo nome, codice o numero appartiene già a un altro elemento. Ne inserisca un altro.
record-in-use = Non è possibile eliminare questo elemento, perché altri dati vi fanno riferimento. Lo imposti invece come non attivo.
version-changed = Qualcuno ha apportato una modifica dopo che Lei ha caricato i dati. Li ricarichi e ripeta la Sua modifica.
if-match-missing = Invii l'intestazione If-Match con la versione fornita dall'intestazione ETag.
if-match-format = L'intestazione If-Match contiene la versione fornita dall'intestazione ETag, ad esempio "3". La corregga.
problem-field-unknown = La richiesta contiene un campo che qui non esiste. Verifichi come è scritto il nome.

barcode-format = Un codice a barre ha 8, 12, 13 o 14 cifre. Lo confronti con la confezione.
bic-format = Un codice BIC ha 8 o 11 lettere e cifre, ad esempio UNCRITMM.
eu-vat-format = Un numero IVA comunitario ha le due lettere maiuscole del Paese e poi da 2 a 13 lettere e cifre, ad esempio IT07643520567.
recipient-code-format = Il codice destinatario ha 6 o 7 lettere e cifre. Lo chieda al cliente.
tax-regime-format = Inserisca il regime fiscale con un codice da RF01 a RF20, escluso RF03.
logo-format = Il logo è un'immagine PNG o JPEG di al massimo { $kilobytes } KB, con larghezza e altezza fino a 4000 pixel. La riduca o ne scelga un'altra.
register-code = Il codice di una cassa o di un conto bancario ha da 1 a 10 lettere maiuscole non accentate e cifre, ad esempio CASSA1.
register-twice = Due casse o conti bancari hanno lo stesso codice. Assegni a uno di essi un codice diverso.
register-in-use = Per la cassa o il conto bancario { $register } sono già stati registrati movimenti. Lasci la voce nell'elenco mantenendone codice, tipo, valuta e saldo iniziale.
connection-hungarian = Solo le imprese ungheresi possono essere collegate alla NAV e a Számlázz.hu. Scelga lo spazio di lavoro di un'impresa ungherese.
document-fatturapa = Questo documento non è stato emesso qui da un’azienda italiana, quindi non esiste un file FatturaPA. Usare il file del programma che lo ha emesso.
vat-unused = Nessuna riga ha questa aliquota IVA. Toglierla dal riepilogo o aggiungere una riga.
record-size = L’insieme supera { $kilobytes } KB, il massimo che si può conservare. Accorciare i testi o dividere il documento.
amount-decimals = Questa valuta ha al massimo { $most } decimali. Arrotondare l’importo.
vat-sums-draft = Gli importi IVA si indicano solo per un documento emesso altrove, con il suo numero. Ometterli: vengono calcolati.
date-range = La data deve essere compresa tra il 2000 e il 2100.
issue-date-future = La data di emissione non può essere futura. Correggerla nella bozza.
allocation-open = Sulla fattura resta aperto solo { $open }. Assegnare questo importo; il resto rimane in acconto.
allocation-paid = Su questa fattura sono stati pagati { $paid }: non si può rimborsare di più.
document-overcredited = Così si stornerebbe più di quanto resta della fattura. Ridurre le righe o annullare la fattura.
record-deleted = Questa richiesta ha già creato il record, poi eliminato. Per crearlo di nuovo usare una nuova chiave di idempotenza.
problem-number = Inviare importi e quantità come testo, per esempio "120.50": come numeri possono perdere cifre.
