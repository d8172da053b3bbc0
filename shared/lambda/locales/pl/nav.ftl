# Co odpowiedzi NAV oznaczają dla właściciela połączenia, według kodu błędu NAV lub naszego.
nav-INVALID_SECURITY_USER = NAV nie zna tego użytkownika technicznego lub jego hasła. Proszę sprawdzić login i hasło; w obu wielkość liter ma znaczenie.
nav-INVALID_REQUEST_SIGNATURE = NAV nie akceptuje klucza podpisu. Proszę ponownie skopiować klucz podpisu (XML aláírókulcs) tego samego użytkownika technicznego.
nav-NOT_REGISTERED_CUSTOMER = Firma o tym numerze podatkowym nie jest znana NAV jako zarejestrowany podatnik. Proszę sprawdzić numer podatkowy i najpierw zarejestrować się w NAV Online Számla.
nav-INVALID_CUSTOMER = Według NAV ta firma nie jest czynnym podatnikiem. Proszę sprawdzić numer podatkowy obszaru roboczego.
nav-INVALID_USER_RELATION = Ten użytkownik techniczny nie należy do firmy o tym numerze podatkowym. Proszę użyć użytkownika technicznego utworzonego dla tej firmy.
nav-FORBIDDEN = Użytkownikowi technicznemu brakuje uprawnienia. Proszę zaznaczyć dla niego w NAV „Számlák lekérdezése” (pobieranie faktur).
nav-REQUEST_ID_NOT_UNIQUE = System NAV pogubił się z powodu własnego obciążenia. Proszę spróbować ponownie za minutę.
nav-INVALID_TIMESTAMP = Zegar NAV różni się od naszego. Proszę spróbować ponownie później, a jeśli to się powtórzy, powiadomić operatora.
nav-TIMEOUT = NAV nie odpowiedział na czas. Zwykle mija to samo w ciągu kilku minut.
nav-UNREACHABLE = Nie udało się połączyć z NAV. Zwykle mija to samo w ciągu kilku minut.
nav-MAINTENANCE = W NAV trwają prace serwisowe. Miną same.
nav-OPERATION_FAILED = W NAV wystąpił błąd. Zwykle mija to samo w ciągu kilku minut.
nav-UNREADABLE_ANSWER = Odpowiedzi NAV nie dało się odczytać. Zwykle mija to samo w ciągu kilku minut.
nav-PACED = Ustawiony w systemie limit zapytań do NAV nie pozwala teraz na kolejne. To minie samo.
nav-other = NAV odrzucił zapytanie ({ $code }). Jeśli to się utrzymuje, proszę podać ten kod operatorowi.
nav-INTERNAL = Wystąpił błąd po naszej stronie. Operator został powiadomiony; nic nie zginęło.
nav-nothing-saved = Nic nie zapisano; proszę spróbować ponownie potem.
