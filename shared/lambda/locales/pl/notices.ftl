# Co system przekazuje właścicielom obszaru roboczego.
notice-nav-connection-stopped = NAV odrzuca użytkownika technicznego, dlatego faktury już nie napływają. { $reason } Następnie proszę ponownie zapisać połączenie; brakujące dane zostaną pobrane automatycznie.
