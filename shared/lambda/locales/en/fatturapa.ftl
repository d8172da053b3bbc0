# Why a document cannot become a FatturaPA file. Each says what to do next.
fatturapa-draft = Issue the document first: a draft has no number, and SdI takes none without.
fatturapa-progressive = A file's number has 1 to 5 letters and digits, such as 0001A. Enter another one.
fatturapa-number = SdI takes only numbers that contain a digit. Change the pattern of the series, then issue the document again under a new number.
fatturapa-length = FatturaPA has room for 1 to { $most } characters here. Fill it in or shorten it; if the document is already issued, cancel it and issue it again.
fatturapa-characters = FatturaPA cannot write the character “{ $character }”. Replace it with Latin letters or ordinary punctuation.
fatturapa-buyer-number = Enter the customer's Partita IVA or codice fiscale; for a customer abroad, its VAT or tax number.
fatturapa-buyer-address = Enter the customer's address: FatturaPA needs it.
fatturapa-postal-code = An Italian postal code (CAP) has five digits, such as 20121. Correct it.
fatturapa-base = Choose the issued invoice that this document corrects: FatturaPA names its number and date.
fatturapa-amount = FatturaPA has room for { $digits } digits before the decimal point. Split the document into several with smaller amounts.
fatturapa-line-price = Price, quantity and discount do not give this line's amount to the cent, so SdI would refuse it. Issue the document again with net prices.
