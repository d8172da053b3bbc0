# Dlaczego z dokumentu nie można utworzyć pliku FatturaPA. Każdy tekst mówi, co zrobić dalej.
fatturapa-draft = Proszę najpierw wystawić dokument: szkic nie ma numeru, a SdI nie przyjmuje dokumentów bez numeru.
fatturapa-progressive = Numer pliku ma od 1 do 5 liter i cyfr, na przykład 0001A. Proszę podać inny.
fatturapa-number = SdI przyjmuje tylko numery, które zawierają cyfrę. Proszę zmienić wzór serii, a następnie wystawić dokument ponownie z nowym numerem.
fatturapa-length = FatturaPA mieści tu od 1 do { $most } znaków. Proszę uzupełnić lub skrócić to pole; jeśli dokument jest już wystawiony, proszę go anulować i wystawić ponownie.
fatturapa-characters = W pliku FatturaPA nie można zapisać znaku „{ $character }”. Proszę zastąpić go literami łacińskimi lub zwykłym znakiem interpunkcyjnym.
fatturapa-buyer-number = Proszę podać numer Partita IVA lub codice fiscale nabywcy, a dla nabywcy zagranicznego – jego numer VAT lub podatkowy.
fatturapa-buyer-address = Proszę podać adres nabywcy: FatturaPA go wymaga.
fatturapa-postal-code = Włoski kod pocztowy (CAP) ma pięć cyfr, na przykład 20121. Proszę go poprawić.
fatturapa-base = Proszę wskazać wystawioną fakturę, którą koryguje ten dokument: FatturaPA podaje jej numer i datę.
fatturapa-amount = FatturaPA mieści { $digits } cyfr przed przecinkiem. Proszę podzielić dokument na kilka o niższych kwotach.
fatturapa-line-price = Cena, ilość i rabat nie dają kwoty tej pozycji co do centa, dlatego SdI by ją odrzucił. Proszę wystawić dokument ponownie w cenach netto.
