# Co system przekazuje właścicielom obszaru roboczego.
notice-nav-connection-stopped = NAV odrzuca użytkownika technicznego, dlatego faktury już nie napływają. { $reason } Następnie proszę ponownie zapisać połączenie; brakujące dane zostaną pobrane automatycznie.
notice-invoice-withdrawn = Wystawca technicznie unieważnił w NAV zgłoszenie faktury { $reason }, więc NAV nie uznaje jej już za ważną. Faktura pozostaje w skrzynce oznaczona jako wycofana: przed zaksięgowaniem zapytaj wystawcę albo wyksięguj ją.
