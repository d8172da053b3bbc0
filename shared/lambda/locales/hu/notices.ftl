# Amit a rendszer a munkaterület tulajdonosaival közöl.
notice-nav-connection-stopped = A NAV elutasítja a technikai felhasználót, ezért nem érkezik több számla. { $reason } Ezután mentse el újra a kapcsolatot; ami kimaradt, azt a rendszer magától lekéri.
