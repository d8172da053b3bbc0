# Dlaczego czegoś nie można wprowadzić do ksiąg. Każdy tekst mówi, co zrobić dalej.
text-length = Proszę podać tekst o długości od 1 do { $most } znaków.
list-length = Mieści się tu najwyżej { $most } pozycji. Proszę pominąć zbędne.
list-size = Dokument ma od 1 do { $most } pozycji. Proszę podać co najmniej jedną albo podzielić dokument na kilka.
currency-format = Proszę podać walutę jako trzy wielkie litery, na przykład EUR.
amount-range = Kwota, a także iloczyn ilości i ceny, ma najwyżej 15 cyfr przed przecinkiem i 6 po nim. Proszę ją poprawić.
amount-negative = Kwota nie może tu być ujemna. Proszę podać ją bez znaku minus.
amount-zero = Proszę podać kwotę większą od zera.
amount-off = Według naszych obliczeń ta kwota wynosi { $right }. Proszę ją wpisać albo zostawić pole puste.
quantity-zero = Ilość nie może być zerowa. Proszę podać ilość dodatnią, a przy zwrocie lub korekcie na minus – ujemną.
percent-range = Proszę podać wartość procentową od 0 do 100.
days-range = Proszę podać liczbę dni od 0 do 999.
vat-unknown = W tym kraju nie ma takiej stawki VAT. Proszę wybrać stawkę z listy.
vat-date = Ta stawka VAT nie obowiązuje w dniu dostawy lub wykonania usługi ({ $date }). Proszę wybrać inną stawkę albo poprawić tę datę.
rate-missing = Proszę podać kurs: wartość jednej jednostki waluty dokumentu w { $currency }. Kurs jest większy od 0 i mniejszy od 1 000 000.
due-date-order = Termin płatności jest wcześniejszy niż data wystawienia. Proszę podać datę wystawienia lub późniejszą.
issue-date-order = Ostatni dokument tej serii ma datę { $date }. Jako datę wystawienia proszę podać tę samą lub późniejszą.

series-pattern = Wzór musi zawierać po jednym razie słowa number i year, oba w nawiasach klamrowych. Poza nimi dozwolone są litery bez znaków diakrytycznych, cyfry, spacje, ukośniki, łączniki, kropki i podkreślenia.
series-digits = Proszę podać liczbę od 0 do 10: do tylu cyfr numer jest uzupełniany zerami.
series-next = Następny numer musi być wyższy od najwyższego nadanego ({ $last }) i mieć najwyżej 9 cyfr. Proszę go poprawić.
series-full = W tegorocznej serii nie ma już wolnych numerów. Proszę zwrócić się do operatora; seria na kolejny rok zaczyna się od nowa.

document-base = Korekta lub anulowanie dotyczy wystawionej faktury tego samego nabywcy w tej samej walucie. Proszę wskazać taką fakturę.
document-base-missing = Proszę wskazać fakturę, którą ten dokument koryguje lub anuluje.
document-base-invoice = Faktura nie koryguje innego dokumentu. Proszę nie wskazywać faktury, do której się odnosi (base).
document-credited = Ta faktura została już w całości skorygowana do zera. Jeśli trzeba jeszcze coś zafakturować, proszę wystawić nową fakturę.
cancellation-incomplete = Anulowanie obejmuje dokładnie to, co pozostało z faktury po korektach. Aby wycofać tylko część, proszę użyć dokumentu korygującego.
document-issued = Wystawiony dokument pozostaje bez zmian. Proszę skorygować go dokumentem korygującym albo anulować.
document-issue-elsewhere = Węgierskie firmy wystawiają dokumenty w swoim programie do fakturowania, a nie tutaj. Proszę wprowadzić tu dokument z numerem, który nadał ten program.
document-number-hungary = Proszę podać numer dokumentu nadany przez program do fakturowania.
document-number-draft = Szkic nie ma numeru: otrzymuje go przy wystawieniu. Proszę pominąć numer.
document-number-taken = Numer { $number } nosi już inny dokument. Proszę podać inny albo ustawić wyższy następny numer serii.
document-busy = Jednocześnie wystawianych jest wiele dokumentów, dlatego ten nie został wystawiony. Proszę spróbować ponownie za minutę.

partner-unknown = W tym obszarze roboczym nie ma takiego kontrahenta. Proszę wybrać kontrahenta z listy albo najpierw go dodać.
partner-role = Kontrahent jest nabywcą, dostawcą albo jednym i drugim. Proszę zaznaczyć co najmniej jedno.
partner-no-customer = Ten kontrahent nie jest oznaczony jako nabywca. Proszę najpierw go tak oznaczyć.
product-unknown = W tym obszarze roboczym nie ma takiego produktu. Proszę wybrać produkt z listy albo najpierw go dodać.
account-unknown = W planie kont nie ma takiego konta. Proszę wybrać inne albo najpierw je dodać.
account-inactive = To konto jest nieaktywne. Proszę wybrać inne albo ponownie je aktywować.
account-not-postable = To konto ma konta podrzędne, więc nie można na nim księgować. Proszę wybrać jedno z nich.
account-parent-used = Na koncie { $parent } są już zapisy, więc nie może mieć kont podrzędnych. Proszę wybrać numer, który się od niego nie zaczyna.

payment-document = Płatność można rozliczyć tylko z wystawioną fakturą tego samego kontrahenta. Proszę wskazać taką fakturę.
payment-currency = Ta faktura jest w walucie { $currency }. Proszę podać płatność w tej walucie albo wskazać fakturę w walucie płatności.
allocation-twice = Ta faktura występuje w płatności dwa razy. Proszę połączyć jej kwoty w jedną pozycję.
allocation-sum = Kwoty rozliczone z fakturami przekraczają kwotę płatności ({ $amount }). Proszę je zmniejszyć albo poprawić kwotę płatności.

name-taken = Tę nazwę, ten kod lub numer ma już inny wpis. Proszę podać inną wartość.
record-in-use = Nie można tego usunąć, ponieważ odwołują się do tego inne dane. Proszę zamiast tego oznaczyć wpis jako nieaktywny.
version-changed = Od czasu wczytania tych danych ktoś je zmienił. Proszę wczytać je ponownie i powtórzyć swoją zmianę.
if-match-missing = Proszę wysłać nagłówek If-Match z wersją podaną w nagłówku ETag.
if-match-format = Nagłówek If-Match zawiera wersję podaną w nagłówku ETag, na przykład "3". Proszę go poprawić.
problem-field-unknown = Żądanie zawiera pole, które tu nie istnieje. Proszę sprawdzić pisownię jego nazwy.

barcode-format = Kod kreskowy ma 8, 12, 13 lub 14 cyfr. Proszę porównać go z opakowaniem.
bic-format = Kod BIC ma 8 lub 11 liter i cyfr, na przykład PKOPPLPW.
eu-vat-format = Numer VAT UE to dwie wielkie litery kraju i od 2 do 13 liter i cyfr, na przykład PL8567346215.
recipient-code-format = Włoski kod odbiorcy (codice destinatario) ma 6 lub 7 liter i cyfr. Proszę zapytać o niego nabywcę.
tax-regime-format = Proszę podać włoski reżim podatkowy (regime fiscale) jako kod od RF01 do RF20, z wyjątkiem RF03.
logo-format = Logo to obraz PNG lub JPEG o rozmiarze do { $kilobytes } KB oraz szerokości i wysokości do 4000 pikseli. Proszę go zmniejszyć albo wybrać inny.
register-code = Kod kasy lub rachunku bankowego ma od 1 do 10 wielkich liter bez znaków diakrytycznych i cyfr, na przykład KASA1.
register-twice = Dwie kasy lub dwa rachunki bankowe mają ten sam kod. Proszę nadać jednej z tych pozycji inny kod.
register-in-use = Do kasy lub rachunku bankowego { $register } wprowadzono już dowody. Proszę pozostawić tę pozycję na liście, z niezmienionym kodem, rodzajem, walutą i saldem początkowym.
connection-hungarian = Z NAV i Számlázz.hu można połączyć tylko węgierskie firmy. Proszę wybrać obszar roboczy węgierskiej firmy.
document-fatturapa = Tego dokumentu nie wystawiono tutaj jako włoska firma, dlatego nie ma pliku FatturaPA. Użyj pliku z programu, który go wystawił.
vat-unused = Żadna pozycja nie ma tej stawki VAT. Usuń ją z zestawienia albo dodaj pozycję.
record-size = Całość przekracza { $kilobytes } KB, więcej nie da się zapisać naraz. Skróć teksty albo podziel dokument.
amount-decimals = Ta waluta ma najwyżej { $most } miejsc po przecinku. Zaokrąglij kwotę.
vat-sums-draft = Kwoty VAT podaje się tylko dla dokumentu wystawionego w innym programie, z numerem. Pomiń je, zostaną obliczone.
date-range = Data musi leżeć między 2000 a 2100 rokiem.
issue-date-future = Data wystawienia nie może być późniejsza niż dzisiejsza. Popraw ją w szkicu.
allocation-open = Na fakturze pozostało do zapłaty tylko { $open }. Przypisz tyle, reszta zostanie jako nadpłata.
allocation-paid = Na tę fakturę wpłynęło dotąd { $paid }; więcej nie można zwrócić.
document-overcredited = To odjęłoby więcej, niż zostało z faktury. Zmniejsz pozycje albo anuluj fakturę.
record-deleted = To żądanie już utworzyło zapis, ale został on usunięty. Aby dodać go ponownie, użyj nowego klucza idempotencji.
problem-number = Kwoty i ilości wysyłaj jako tekst, na przykład "120.50": liczba może zgubić cyfry.
