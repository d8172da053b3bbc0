# Perché da un documento non si può ricavare un file FatturaPA. Ogni testo dice che cosa fare dopo.
fatturapa-draft = Emetta prima il documento: una bozza non ha numero e il SdI non accetta documenti senza numero.
fatturapa-progressive = Il progressivo del file ha da 1 a 5 lettere e cifre, ad esempio 0001A. Ne inserisca un altro.
fatturapa-number = Il SdI accetta solo numeri che contengono almeno una cifra. Modifichi lo schema della serie, poi emetta di nuovo il documento con un nuovo numero.
fatturapa-length = Qui la FatturaPA prevede da 1 a { $most } caratteri. Compili il campo o lo abbrevi; se il documento è già stato emesso, lo annulli e lo emetta di nuovo.
fatturapa-characters = La FatturaPA non ammette il carattere «{ $character }». Lo sostituisca con lettere latine o con la punteggiatura comune.
fatturapa-buyer-number = Inserisca la partita IVA o il codice fiscale del cliente; per un cliente estero, il suo numero IVA o fiscale.
fatturapa-buyer-address = Inserisca l'indirizzo del cliente: la FatturaPA lo richiede.
fatturapa-postal-code = Un CAP italiano ha cinque cifre, ad esempio 20121. Lo corregga.
fatturapa-base = Indichi la fattura emessa che questo documento rettifica: la FatturaPA ne riporta numero e data.
fatturapa-amount = La FatturaPA prevede al massimo { $digits } cifre prima dei decimali. Suddivida il documento in più documenti di importo inferiore.
fatturapa-line-price = Prezzo, quantità e sconto non danno al centesimo l'importo di questa riga, quindi il SdI la scarterebbe. Emetta di nuovo il documento con prezzi al netto dell'IVA.
