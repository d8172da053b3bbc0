# Miért nem rögzíthető egy bizonylat, vagy miért nem jeleníthető meg egy pénztárnapló. Mindegyik megmondja, mi a következő teendő.
register-unknown = A beállításokban nincs ilyen kódú pénztár vagy bankszámla. Válasszon az ottaniak közül, vagy előbb vegye fel oda.
register-missing = Válasszon pénztárt vagy bankszámlát is: időszakot csak egy adott pénztár vagy bankszámla bizonylataira lehet megadni.
voucher-date = Adja meg a bizonylaton szereplő dátumot, 1900 és 2999 közötti évszámmal.
voucher-kept = A bizonylat pénztára vagy bankszámlája, dátuma, iránya és összege nem módosítható. Törölje a bizonylatot, és rögzítse újra.
voucher-document = Itt nincs ilyen számla. Válasszon a kiállított számlák közül, vagy hagyja üresen.
