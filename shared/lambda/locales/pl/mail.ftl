# Wiadomości: każda ma temat, tekst o tym, co się stało, oraz o tym, co zrobić dalej.
mail-greeting = Dzień dobry,
mail-closing = Z poważaniem, Ledgerport
mail-footer = Tę wiadomość napisał system. Nigdy nie prosi ona o hasło i nie prowadzi do strony, która o nie prosi.

mail-invitation-subject = { $by } zaprasza do firmy { $company }
mail-invitation-text = { $by } zaprasza Państwa do pracy w księgach firmy { $company }, w roli: { $role }.
mail-invitation-next = Proszę zalogować się tym adresem e-mail i tam przyjąć zaproszenie w ciągu { $days } dni. Jeśli nie mają Państwo jeszcze konta, hasło tymczasowe przyjdzie w osobnej wiadomości. Jeśli nie znają Państwo nadawcy, nie trzeba nic robić.

mail-licence-ends-subject = Licencja firmy { $company } wygasa { $until }
mail-licence-ends-text = Licencja firmy { $company } wygasa z dniem { $until }. Później wszystko będzie można nadal przeglądać i eksportować, ale nie zmieniać. Nic nie zginie.
mail-licence-ends-next = Aby pracować dalej, proszę się zalogować, wybrać w profilu „Zarządzaj moimi subskrypcjami” i wykupić subskrypcję; jeśli jest już wykupiona, proszę opłacić kolejny okres.

mail-licence-ends-today-subject = Licencja firmy { $company } wygasa dzisiaj
mail-licence-ends-today-text = Dzisiaj, { $until }, jest ostatni dzień licencji firmy { $company }. Od jutra wszystko będzie można nadal przeglądać i eksportować, ale nie zmieniać. Nic nie zginie.
mail-licence-ends-today-next = Aby pracować dalej, proszę się zalogować, wybrać w profilu „Zarządzaj moimi subskrypcjami” i wykupić subskrypcję; jeśli jest już wykupiona, proszę opłacić kolejny okres.

mail-paid-subject = Otrzymaliśmy wpłatę firmy { $company }
mail-paid-text = Odnotowano wpłatę { $net } { $currency } dla firmy { $company }. Licencja obowiązuje teraz do dnia { $until }.
mail-paid-next = Nie trzeba nic robić.

mail-deletion-requested-subject = Złożono wniosek o usunięcie firmy { $company }
mail-deletion-requested-text = Użytkownik { $by } złożył wniosek o usunięcie obszaru roboczego firmy { $company } wraz ze wszystkimi danymi. Dział wsparcia podejmie decyzję i poinformuje o niej Państwa e-mailem.
mail-deletion-requested-next = Jeśli nie było to zamierzone, proszę się zalogować i wycofać wniosek albo niezwłocznie odpowiedzieć działowi wsparcia. Usuniętych danych nie da się przywrócić.

mail-deletion-refused-subject = Firma { $company } nie została usunięta
mail-deletion-refused-text = Dział wsparcia nie usunął obszaru roboczego firmy { $company }. Powód: { $reason }
mail-deletion-refused-next = Obszar roboczy pozostaje bez zmian. Jeśli nadal chcą Państwo go usunąć, proszę się zalogować i złożyć wniosek ponownie.

mail-deleted-subject = Firma { $company } została usunięta
mail-deleted-text = Obszar roboczy firmy { $company } został usunięty wraz ze wszystkimi danymi. Kopie zapasowe, które go zawierają, wygasną w ciągu 35 dni.
mail-deleted-next = Firma może się odtąd ponownie zarejestrować, z tym samym numerem podatkowym i tym samym adresem e-mail. Następnie proszę zaimportować wyeksportowane pliki, a źródła faktur podłączyć na końcu.

# Własne wiadomości Cognito; kody wstawia w ich miejsca samo Cognito.
mail-temporary-password-subject = Hasło tymczasowe
mail-temporary-password-text = Dla tego adresu e-mail utworzono konto. Hasło tymczasowe: { $code }
mail-temporary-password-next = Proszę zalogować się swoim adresem e-mail i tym hasłem w ciągu 7 dni oraz ustawić własne hasło: to potwierdza adres. Jeśli nie prosili Państwo o konto, nie trzeba nic robić. Nazwa użytkownika, o którą pyta tylko dział wsparcia: { $username }

mail-password-code-subject = Kod do ustawienia nowego hasła
mail-password-code-text = Ktoś poprosił o nowe hasło do tego konta. Kod: { $code }
mail-password-code-next = Proszę wpisać go tam, gdzie o niego proszono, i ustawić nowe hasło. Jeśli to nie Państwo o nie prosili, nie trzeba nic robić: hasło pozostanie bez zmian.

mail-code-subject = Kod potwierdzający
mail-code-text = Kod potwierdzający: { $code }
mail-code-next = Proszę wpisać go tam, gdzie system o niego poprosił. Jeśli nie prosili Państwo o kod, nie trzeba nic robić.
