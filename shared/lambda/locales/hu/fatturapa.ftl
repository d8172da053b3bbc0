# Miért nem készíthető FatturaPA-fájl egy bizonylatból. Mindegyik megmondja, mi a következő teendő.
fatturapa-draft = Előbb állítsa ki a bizonylatot: a piszkozatnak nincs száma, és az SdI szám nélkül nem fogadja el.
fatturapa-progressive = A fájl sorszáma 1–5 betűből és számjegyből áll, például: 0001A. Adjon meg másikat.
fatturapa-number = Az SdI csak olyan bizonylatszámot fogad el, amelyben van számjegy. Módosítsa a sorozat mintáját, majd állítsa ki újra a bizonylatot új számmal.
fatturapa-length = A FatturaPA itt 1–{ $most } karaktert enged meg. Töltse ki vagy rövidítse le; ha a bizonylatot már kiállították, sztornózza, és állítsa ki újra.
fatturapa-characters = A FatturaPA nem tudja leírni ezt a karaktert: „{ $character }”. Cserélje latin betűkre vagy szokásos írásjelre.
fatturapa-buyer-number = Adja meg a vevő olasz adószámát (Partita IVA) vagy adóazonosító kódját (codice fiscale); külföldi vevőnél a közösségi vagy a helyi adószámát.
fatturapa-buyer-address = Adja meg a vevő címét: a FatturaPA-hoz kötelező.
fatturapa-postal-code = Az olasz irányítószám (CAP) öt számjegyű, például: 20121. Javítsa ki.
fatturapa-base = Válassza ki azt a kiállított számlát, amelyet ez a bizonylat helyesbít: a FatturaPA feltünteti a számát és a keltét.
fatturapa-amount = A FatturaPA a tizedesvessző előtt legfeljebb { $digits } számjegyet enged meg. Bontsa a bizonylatot több, kisebb összegűre.
fatturapa-line-price = Az ár, a mennyiség és az engedmény nem adja ki centre pontosan a tétel összegét, ezért az SdI visszautasítaná. Állítsa ki újra a bizonylatot nettó árakkal.
