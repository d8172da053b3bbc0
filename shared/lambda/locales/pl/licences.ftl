# Rejestracja, pakiety i licencje.
company-registered = Ta firma jest tu już zarejestrowana. O zaproszenie proszę zwrócić się do jej właściciela; jeśli nie wiadomo, kto nim jest, proszę napisać do działu wsparcia.
company-registered-elsewhere = Ta firma została już przez Państwa zarejestrowana w drugim pakiecie. Proszę najpierw wyeksportować jej dane i złożyć wniosek o usunięcie tamtego obszaru roboczego; tutaj można się zarejestrować, gdy tylko usunięcie zostanie potwierdzone.
company-in-office = Biuro rachunkowe ma już tę firmę. Proszę poszukać jej na liście firm.
company-no-office = To nie jest własny obszar roboczy biura rachunkowego. Proszę otworzyć obszar roboczy biura i tam dodać firmę.
companies-most = Biuro rachunkowe może mieć najwyżej { $most } firm.
office-to-be-deleted = Złożono wniosek o usunięcie tego biura, dlatego nie można dodać firmy. Proszę najpierw wycofać wniosek.
package-fixed = Pakiet wybrano przy rejestracji i nie można go zmienić. Aby mieć drugi pakiet, proszę wyeksportować dane, złożyć wniosek o usunięcie tego obszaru roboczego i po potwierdzeniu zarejestrować się ponownie. Dział wsparcia pomaga w każdym kroku.
package-lacks = Pakiet tego obszaru roboczego tego nie obejmuje. Lista pakietów pokazuje, który to zawiera.
licence-lapsed = Okres próbny lub subskrypcja dobiegły końca. Wszystko można przeglądać i eksportować; aby pracować dalej, proszę wykupić subskrypcję albo zwrócić się o to do właściciela.
licence-of-office = Ten obszar roboczy jest objęty licencją biura rachunkowego. Subskrypcję wykupuje biuro, we własnym obszarze roboczym.
demo-apart = Demo jest oddzielone od rzeczywistych danych: tutaj to nie działa. Proszę zrobić to we własnym obszarze roboczym firmy.
connection-prepare-first = Ta firma była już wcześniej zarejestrowana, dlatego zaczyna od przygotowania: proszę zaimportować kontrahentów, produkty i plan kont, następnie zakończyć przygotowanie i dopiero potem utworzyć połączenie.
price-missing = Dla tego pakietu i okresu nie ustalono jeszcze ceny. Proszę napisać do działu wsparcia.
subscription-other-company = Subskrypcję można tu wykupić tylko dla firmy z okresu próbnego. Inną firmę proszę zarejestrować osobno.
subscribed-already = Firma ma już subskrypcję na inny okres. Proszę najpierw ją anulować, a następnie wykupić nową.
subscription-none = Firma nie wykupiła subskrypcji albo ją anulowała. Przed odnotowaniem wpłaty proszę zwrócić się do właściciela firmy o wykupienie subskrypcji.
payment-amount = Kwota musi być ceną od 1 do { $most } pełnych okresów: jeden kosztuje { $net } { $currency }.
payment-recorded-otherwise = Pod tym numerem referencyjnym odnotowano już wpłatę na inną kwotę. Proszę sprawdzić ten numer.
notice-licence-ends = Licencja wygasa z dniem { $reason }. Później wszystko będzie można nadal przeglądać i eksportować, ale nie zmieniać. Przed tym dniem proszę wykupić subskrypcję lub opłacić kolejny okres.

# Usuwanie obszaru roboczego.
deletion-export-first = Nie wszystko zostało wyeksportowane albo pliki wygasły. Proszę najpierw wyeksportować kontrahentów, produkty i plan kont albo potwierdzić przez "without_exports" rezygnację z tego, czego nie wyeksportowano.
deletion-vouchers-lost = Dowodów nie można wyeksportować i zostałyby utracone. Dowody kasowe: { $cash }, dowody bankowe: { $bank }. Proszę potwierdzić dokładnie te liczby.
deletion-companies-first = Biuro rachunkowe ma jeszcze firmy, ich liczba: { $count }. Proszę najpierw złożyć wniosek o usunięcie każdej z nich.
deletion-outdated = Od złożenia wniosku wprowadzono dowody lub dodano firmy. Proszę go odrzucić i poprosić właściciela o ponowne złożenie wniosku o usunięcie.

# Pierwsze kroki.
step-company-data = Proszę wprowadzić dane firmy: adres, rachunki bankowe, kasy i sposób tworzenia dokumentów.
step-chart = Proszę dostosować plan kont albo zaimportować własny z Excela.
step-partners = Proszę wprowadzić swoich kontrahentów albo zaimportować ich z Excela.
step-products = Proszę wprowadzić swoje produkty albo zaimportować je z Excela.
step-prepared = Proszę zakończyć przygotowanie, gdy lista kontrahentów, produkty i plan kont będą gotowe. Dopiero wtedy można podłączyć źródła faktur.
step-connection = Proszę połączyć obszar roboczy z NAV za pomocą użytkownika technicznego, z Számlázz.hu kluczem Agenta albo z obydwoma i wybrać dzień, od którego mają napływać faktury.
step-posting-rules = Proszę ustawić reguły dekretacji, wypróbować je na fakturach z zeszłego miesiąca i włączyć je.
step-subscription = Proszę wykupić subskrypcję przed końcem okresu próbnego.
step-try-partner = Proszę wprowadzić wymyślonego kontrahenta.
step-try-document = Proszę przygotować szkic faktury dla jednego z przykładowych kontrahentów.
step-try-voucher = Proszę wprowadzić dowód kasowy do przykładowej kasy.
step-try-export = Proszę wyeksportować produkty do Excela.
step-try-import = Proszę zmienić wyeksportowany plik i zaimportować go ponownie.

# Demo biura rachunkowego.
demo-name = Firma demonstracyjna
demo-partner-1 = Przykładowy Odbiorca Sp. z o.o.
demo-partner-2 = Przykładowy Dostawca Sp. z o.o.
demo-partner-3 = Przykładowy Handel Sp. z o.o.
demo-product-1 = Biurko
demo-product-2 = Krzesło
demo-product-3 = Dostawa
demo-unit = szt.
demo-register = Kasa
