# Odpowiedzi na żądania, których nie można było wykonać. Każda mówi, co zrobić dalej.
problem-unauthorized = Proszę się najpierw zalogować: żądanie nie zawiera ważnego tokenu dostępu.
problem-signed-out = Ta sesja została wylogowana. Proszę zalogować się ponownie.
problem-not-found = Nic tu nie ma. Być może zostało to usunięte albo to konto nie należy do tego obszaru roboczego.
problem-forbidden = Rola tego konta w tym obszarze roboczym na to nie pozwala. Proszę zwrócić się do właściciela.
problem-operators-only = Mogą to robić tylko operatorzy tego systemu. Uprawnienia operatora nadaje podmiot, który go prowadzi.
problem-conflict = W tej samej chwili ktoś inny wprowadził tu zmianę. Proszę wczytać dane ponownie i powtórzyć swoją zmianę.
problem-unavailable = Usługa, z której korzystamy, nie odpowiada. Nic się nie zmieniło; proszę spróbować ponownie za minutę.
problem-internal = Wystąpił błąd po naszej stronie. Wprowadzone dane nie przepadły; jeśli błąd się powtórzy, proszę podać operatorowi jego godzinę.
problem-body = Żądanie nie jest czytelnym dokumentem JSON o oczekiwanej strukturze: { $reason }
problem-query = Parametr zapytania jest niezgodny z oczekiwanym: { $reason }
problem-too-large = Żądanie przekracza dopuszczalny rozmiar { $limit } KB.
problem-idempotency = Tego klucza idempotentności użyto już w innym żądaniu. Dla nowego obszaru roboczego proszę użyć nowego klucza.

email-invalid = Proszę podać adres e-mail, na przykład anna@example.com.
name-length = Proszę podać nazwę o długości od 1 do 512 znaków.
tax-number-length = Węgierski numer podatkowy ma 11 cyfr, na przykład 12892312-2-41.
tax-number-digits = Numer podatkowy składa się wyłącznie z cyfr i łączników.
tax-number-check-digit = W pierwszych ośmiu cyfrach numeru podatkowego jest literówka: cyfra kontrolna się nie zgadza.
tax-number-vat-code = Dziewiąta cyfra numeru podatkowego, czyli kod VAT, to liczba od 1 do 5.
tax-number-county = Dwie ostatnie cyfry numeru podatkowego to kod komitatu: od 02 do 20, od 22 do 44 lub 51.
account-number-length = Numer konta księgowego ma od 1 do 20 cyfr, na przykład 311.
account-number-digits = Numer konta księgowego składa się wyłącznie z cyfr, na przykład 311.
address-country = Proszę podać kraj jako dwie wielkie litery, na przykład HU.
address-postal_code = Proszę podać kod pocztowy o długości od 3 do 10 liter i cyfr.
address-city = Proszę podać miejscowość o długości od 1 do 255 znaków.
address-street = Proszę podać ulicę i numer domu, od 1 do 255 znaków.
login-format = Login użytkownika technicznego ma od 6 do 15 liter i cyfr. NAV pokazuje go tam, gdzie tworzy się użytkownika technicznego.
password-missing = Proszę podać hasło użytkownika technicznego.
sign-key-missing = Proszę podać klucz podpisu użytkownika technicznego (XML aláírókulcs). NAV pokazuje go tam, gdzie tworzy się użytkownika technicznego.
exchange-key-format = Klucz wymiany (XML cserekulcs) ma 16 znaków. Jeśli go nie ma, proszę zostawić to pole puste.
start-date-range = Proszę podać datę od 2018-07-01, gdy NAV zaczął przyjmować faktury, do dziś.
last-owner = Obszar roboczy musi mieć właściciela. Proszę najpierw nadać komuś innemu rolę właściciela.
period-order = Okres kończy się, zanim się zacznie.
limit-range = Jednorazowo można pobrać od 1 do { $most } pozycji.
cursor-invalid = Ten kursor nie pochodzi z żadnej listy. Proszę pobrać listę od początku.

document-awaited = Ta faktura jest już na liście NAV, ale jej dokument nie został jeszcze udostępniony. System sam ponowi zapytanie.
document-refused = Dokumentu tej faktury nie można odczytać, dlatego nie jest wyświetlany. Proszę sprawdzić fakturę w NAV.

sign-up-accepted = Jeśli ten adres nie ma jeszcze konta, wysłano wiadomość z hasłem tymczasowym. Proszę zalogować się nim i ustawić własne hasło.
problem-media-type = Proszę wysłać żądanie jako JSON, z typem treści application/json.
idempotency-key-format = Klucz idempotencji ma od 1 do 255 widocznych znaków ASCII.

month-range = Proszę podać miesiąc, na przykład 2026-10, od 2018-07 do bieżącego miesiąca.
connection-needed = Do tego potrzebne jest działające połączenie z NAV. Proszę je skonfigurować albo zapisać ponownie, jeśli zostało zatrzymane.
nav-connection-missing = Ten obszar roboczy nie jest połączony z NAV. Najpierw musi go połączyć właściciel.
nav-connection-stopped = NAV odrzuca użytkownika technicznego tego obszaru roboczego, więc nie można go o nic zapytać. Właściciel musi ponownie zapisać połączenie z działającymi danymi.
partner-unnamed = Faktura nie podaje ani numeru podatkowego, ani nazwy tej strony, więc nie ma kogo przejąć.
taxpayer-no-number = Faktura nie podaje numeru podatkowego tej strony (na przykład osoby prywatnej), więc NAV nie został zapytany.
taxpayer-foreign = Numer podatkowy tej strony nie jest węgierski, więc NAV nie został zapytany.
taxpayer-unknown = NAV nie zna tego numeru podatkowego. Proszę sprawdzić go u kontrahenta.
