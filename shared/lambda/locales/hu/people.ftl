# Szerepkörök, ahogyan a levelek és a képernyők megnevezik őket.
role-owner = tulajdonos
role-bookkeeper = könyvelő
role-viewer = megtekintő
role-support = ügyfélszolgálat
role-accountant = könyvelőirodai könyvelő

# Mi történt, a műveleti napló szerint.
audit-registered = Regisztrálták a céget
audit-invited = Meghívtak valakit
audit-invitation-withdrawn = Visszavontak egy meghívást
audit-invitation-declined = Elutasítottak egy meghívást
audit-joined = Valaki elfogadott egy meghívást
audit-role-changed = Egy tag másik szerepkört kapott
audit-member-removed = Eltávolítottak egy tagot
audit-left = Egy tag kilépett
audit-prepared = Lezárták az előkészítést
audit-connected = Csatlakoztattak egy számlaforrást, vagy módosították a beállításait
audit-disconnected = Eltávolítottak egy számlaforrást
audit-exported = Excel-exportot kértek
audit-imported = Véglegesítettek egy Excel-importot
audit-import-undone = Visszavontak egy Excel-importot
audit-subscribed = A cég előfizetett
audit-cancelled = Lemondták az előfizetést
audit-paid = Befizetést rögzítettek
audit-deletion-requested = Kérték a munkaterület törlését
audit-deletion-withdrawn = Visszavonták a törlési kérelmet
audit-deletion-refused = Az ügyfélszolgálat elutasította a törlési kérelmet
audit-company-added = Felvettek egy céget az irodához
audit-demo-opened = Megnyitották a demót
audit-column-at = Mikor
audit-column-by = Ki
audit-column-action = Mi történt
audit-column-subject = Kit vagy mit érint
audit-too-long = Több mint { $most } bejegyzés van. Válasszon kevesebb napot.

# Mi a baj egy személyekre vonatkozó kéréssel.
member-already = Ez a személy már tag. A szerepkörét a tagok listájában módosítsa.
members-most = Egy munkaterületnek legfeljebb { $most } tagja lehet. Előbb távolítson el valakit.
owners-most = Egy munkaterületnek legfeljebb { $most } tulajdonosa lehet. Előbb adjon valakinek másik szerepkört.
invitations-most = { $most } nyitott meghívó van, vagy egy napon belül nagyon sokat vontak vissza. Vonjon vissza néhányat, vagy várjon egy napot.
invitation-expired = Ez a meghívás lejárt. Kérjen újat attól, aki meghívta Önt.
problem-support-only = Ezt csak az ügyfélszolgálat teheti meg. Ügyfélszolgálati jogot a rendszer fenntartójától kérhet.

# Fiókok és bejelentkezés.
password-reset-accepted = Ha ehhez a címhez tartozik fiók, úton van egy levél, amely leírja, hogyan állíthat be új jelszót.
identity-token = Ez a hozzáférési token már nem érvényes. Jelentkezzen be újra a szolgáltatón keresztül, és ismételje meg a műveletet.
identity-not-social = Ez nem egy Google-, Microsoft- vagy Facebook-bejelentkezés hozzáférési tokenje.
identity-linked-elsewhere = Ez a bejelentkezés egy másik fiókhoz van kapcsolva. Előbb ott szüntesse meg a kapcsolatot.
identity-unlinked = Ez a bejelentkezés még nincs fiókhoz kapcsolva. Jelentkezzen be a fiókjába annak jelszavával, és ott kapcsolja hozzá; ha nincs fiókja, regisztráljon.
