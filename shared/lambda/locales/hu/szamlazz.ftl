# Számlázz.hu: összekapcsolás, küldések, ami nem jött meg.
szamlazz-key-refused = A Számlázz.hu nem fogadja el az Agent kulcsot ({ $code }). Nézze meg a Számlázz.hu beállításainál, a Számla Agent alatt, hogy a kulcs ehhez a céghez tartozik-e, és nincs-e letiltva a fiók, majd mentse el itt újra a kulcsot.
szamlazz-unavailable = A Számlázz.hu most nem válaszol ({ $code }). Nem mentettünk semmit; próbálja újra néhány perc múlva.
szamlazz-refused = A Számlázz.hu elutasította a kérést ({ $code }). Nem mentettünk semmit; ha újra előfordul, forduljon a rendszer ügyfélszolgálatához.
szamlazz-link-unregistered = Ez a rendszer még nincs bejegyezve a Számlázz.hu-nál az online pénzügyi adatkapcsolat fogadójaként. Kérdezze az üzemeltetőt; addig az Agent kulccsal kapcsolódhat.
agent-key-format = Az Agent kulcs legfeljebb 100 betű és számjegy. Másolja ki a Számlázz.hu-ból: beállítások, Számla Agent.
hook-key-missing = Hiányzik az X-Szamlazzhu-Key fejléc.
hook-too-large = A kérés nagyobb, mint { $limit } MB.
hook-unreadable = A kérés nem olyan, amilyet a Számlázz.hu küld.
image-missing = Ennek a számlának a képe nincs itt. Magától megérkezik, ha a számlát a Számlázz.hu állította ki, és el van mentve az Agent kulcs; különben kérje el a szállítótól.
unmatched-no-invoice = Ezt a bizonylatot nem lehet átvenni: nem ennek a cégnek a számlája, vagy nem olvasható.
unmatched-not-at-nav = A NAV-nál nincs ilyen szállítójú és számú számla. Nézze meg, hogy a számlát bejelentették-e, és ott ugyanez-e a száma; vagy vegye át a saját adataival.
unmatched-no-tax-number = A szállítónak nincs magyar adószáma, ezért ezt a számlát senki sem jelenti be a NAV-nak. Vegye át a saját adataival.
unmatched-test = Ezt a bizonylatot tesztfiók állította ki. Nem számla; állítsa élesre a fiókot, vagy hagyja itt.
unmatched-other-company = Ennek a bizonylatnak sem a szállítója, sem a vevője nem ez a cég. Nézze meg, kinek a Számlázz.hu fiókjába írták be az adatkapcsolat kulcsát.
unmatched-unreadable = Amit a Számlázz.hu küldött, nem olvasható. Töltse le, és mutassa meg a rendszer ügyfélszolgálatának.
