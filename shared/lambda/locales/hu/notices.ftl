# Amit a rendszer a munkaterület tulajdonosaival közöl.
notice-nav-connection-stopped = A NAV elutasítja a technikai felhasználót, ezért nem érkezik több számla. { $reason } Ezután mentse el újra a kapcsolatot; ami kimaradt, azt a rendszer magától lekéri.
notice-invoice-withdrawn = A(z) { $reason } számla adatszolgáltatását a kiállító technikailag érvénytelenítette a NAV-nál, ezért a NAV már nem tekinti érvényesnek. A számla visszavontként megjelölve megmarad a listában: könyvelés előtt kérdezze meg a kiállítót, vagy vegye ki a könyvelésből.
