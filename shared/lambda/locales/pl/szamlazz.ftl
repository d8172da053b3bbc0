# Számlázz.hu: połączenie, przesyłki, czego nie wydano.
szamlazz-key-refused = Számlázz.hu odrzuca klucz Agenta ({ $code }). Sprawdź w ustawieniach Számlázz.hu, w Számla Agent, czy klucz należy do tej firmy i czy konto nie jest zablokowane, a potem zapisz klucz tutaj ponownie.
szamlazz-unavailable = Számlázz.hu teraz nie odpowiada ({ $code }). Niczego nie zapisano; spróbuj ponownie za kilka minut.
szamlazz-refused = Számlázz.hu odrzucił żądanie ({ $code }). Niczego nie zapisano; jeśli to się powtórzy, zapytaj pomoc techniczną tego systemu.
szamlazz-link-unregistered = Ten system nie jest jeszcze zgłoszony w Számlázz.hu jako odbiorca łącza danych. Zapytaj operatora; do tego czasu połącz się kluczem Agenta.
agent-key-format = Klucz Agenta ma najwyżej 100 liter i cyfr. Skopiuj go z Számlázz.hu: ustawienia, Számla Agent.
hook-key-missing = Brak nagłówka X-Szamlazzhu-Key.
hook-too-large = Treść ma ponad { $limit } MB.
hook-unreadable = Treść nie jest tym, co wysyła Számlázz.hu.
image-missing = Obrazu tej faktury tu nie ma. Pojawi się sam, jeśli fakturę wystawił Számlázz.hu i zapisany jest klucz Agenta; w innym razie poproś o niego dostawcę.
unmatched-no-invoice = Tego dokumentu nie można przejąć: nie jest fakturą tej firmy albo nie da się go odczytać.
unmatched-not-at-nav = NAV nie ma zapisu o tym dostawcy i numerze. Sprawdź, czy fakturę zgłoszono i czy ma tam ten sam numer; albo przejmij ją z jej własnymi danymi.
unmatched-no-tax-number = Dostawca nie ma węgierskiego numeru podatkowego, więc nikt nie zgłasza tej faktury do NAV. Przejmij ją z jej własnymi danymi.
unmatched-test = Ten dokument wystawiło konto testowe. To nie jest faktura; przełącz konto na produkcyjne albo zostaw go tutaj.
unmatched-other-company = Ani dostawcą, ani nabywcą na tym dokumencie nie jest ta firma. Sprawdź, na czyim koncie Számlázz.hu wpisano klucz łącza.
unmatched-unreadable = Tego, co przysłał Számlázz.hu, nie da się odczytać. Pobierz to i pokaż pomocy technicznej tego systemu.
