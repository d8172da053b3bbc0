# Role, tak jak nazywają je wiadomości i ekrany.
role-owner = właściciel
role-bookkeeper = księgowy
role-viewer = przeglądający
role-support = dział wsparcia
role-accountant = księgowy z biura rachunkowego

# Co zrobiono, według dziennika zdarzeń.
audit-registered = Zarejestrowano firmę
audit-invited = Zaproszono osobę
audit-invitation-withdrawn = Wycofano zaproszenie
audit-invitation-declined = Odrzucono zaproszenie
audit-joined = Przyjęto zaproszenie
audit-role-changed = Zmieniono rolę członka
audit-member-removed = Usunięto członka
audit-left = Członek opuścił obszar roboczy
audit-prepared = Zakończono przygotowanie
audit-connected = Podłączono źródło faktur lub zmieniono jego ustawienia
audit-disconnected = Usunięto źródło faktur
audit-exported = Zlecono eksport do Excela
audit-imported = Zatwierdzono import z Excela
audit-import-undone = Cofnięto import z Excela
audit-subscribed = Firma wykupiła subskrypcję
audit-cancelled = Anulowano subskrypcję
audit-paid = Odnotowano wpłatę
audit-deletion-requested = Złożono wniosek o usunięcie obszaru roboczego
audit-deletion-withdrawn = Wycofano wniosek o usunięcie
audit-deletion-refused = Dział wsparcia odrzucił wniosek o usunięcie
audit-company-added = Dodano firmę do biura rachunkowego
audit-demo-opened = Otwarto demo
audit-column-at = Kiedy
audit-column-by = Kto
audit-column-action = Co zrobiono
audit-column-subject = Kogo lub czego dotyczy
audit-too-long = Wpisów jest więcej niż { $most }. Proszę wybrać mniej dni.

# Co jest nie tak z żądaniem dotyczącym osób.
member-already = Ta osoba jest już członkiem. Proszę zmienić jej rolę na liście członków.
members-most = Obszar roboczy może mieć najwyżej { $most } członków. Proszę najpierw kogoś usunąć.
owners-most = Obszar roboczy może mieć najwyżej { $most } właścicieli. Proszę najpierw nadać komuś inną rolę.
invitations-most = Jest już { $most } otwartych zaproszeń albo w ciągu doby wycofano ich bardzo wiele. Proszę wycofać kilka lub odczekać dobę.
invitation-expired = To zaproszenie wygasło. O nowe proszę zwrócić się do osoby, która je wysłała.
problem-support-only = Może to robić tylko dział wsparcia. Uprawnienia działu wsparcia nadaje podmiot, który prowadzi ten system.

# Konta i logowanie.
password-reset-accepted = Jeśli ten adres ma konto, wysłano wiadomość z informacją, jak ustawić nowe hasło.
identity-token = Ten token dostępu nie jest już ważny. Proszę ponownie zalogować się przez dostawcę i powtórzyć tę czynność.
identity-not-social = To nie jest token dostępu z logowania przez Google, Microsoft lub Facebook.
identity-linked-elsewhere = To logowanie jest powiązane z innym kontem. Proszę najpierw usunąć tam powiązanie.
identity-unlinked = To logowanie nie jest jeszcze powiązane z żadnym kontem. Proszę zalogować się do swojego konta hasłem i tam je powiązać; jeśli nie ma konta, proszę się zarejestrować.
