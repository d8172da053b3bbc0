# Levelek: mindegyiknek van tárgya, szövege arról, mi történt, és arról, mi a következő teendő.
mail-greeting = Tisztelt Felhasználó!
mail-closing = Üdvözlettel: Ledgerport
mail-footer = Ezt a levelet a rendszer írta. Soha nem kér jelszót, és nem vezet olyan oldalra sem, amely kérne.

mail-invitation-subject = { $by } meghívja Önt ide: { $company }
mail-invitation-text = { $by } szeretné, ha Ön is dolgozna a(z) { $company } cég könyveiben, ebben a szerepkörben: { $role }.
mail-invitation-next = Jelentkezzen be azzal a címmel, amelyre ez a levél érkezett, és { $days } napon belül fogadja el ott a meghívást. Ha még nincs fiókja, külön levélben kap ideiglenes jelszót. Ha nem ismeri a feladót, nincs teendője.

mail-licence-ends-subject = A(z) { $company } cég licence lejár: { $until }
mail-licence-ends-text = A(z) { $company } cég licence { $until } napján lejár. Utána továbbra is minden megtekinthető és exportálható, de módosítani nem lehet. Semmi sem vész el.
mail-licence-ends-next = Ha tovább szeretne dolgozni, jelentkezzen be, a profiljában válassza az „Előfizetéseim kezelése” pontot, és fizessen elő; ha már előfizetett, fizesse ki a következő időszakot.

mail-licence-ends-today-subject = A(z) { $company } cég licence ma lejár
mail-licence-ends-today-text = A mai nap ({ $until }) a(z) { $company } cég licencének utolsó napja. Holnaptól továbbra is minden megtekinthető és exportálható, de módosítani nem lehet. Semmi sem vész el.
mail-licence-ends-today-next = Ha tovább szeretne dolgozni, jelentkezzen be, a profiljában válassza az „Előfizetéseim kezelése” pontot, és fizessen elő; ha már előfizetett, fizesse ki a következő időszakot.

mail-paid-subject = Megérkezett a(z) { $company } cég befizetése
mail-paid-text = { $net } { $currency } összegű befizetést rögzítettünk a(z) { $company } cégnél. A licenc így { $until } napjáig érvényes.
mail-paid-next = Nincs további teendője.

mail-deletion-requested-subject = Kérték a(z) { $company } cég törlését
mail-deletion-requested-text = { $by } kérte a(z) { $company } cég munkaterületének törlését, minden adatával együtt. Az ügyfélszolgálat dönt a kérelemről, és a döntésről e-mailben értesíti Önt.
mail-deletion-requested-next = Ha ez nem volt szándékos, jelentkezzen be, és vonja vissza a kérelmet, vagy azonnal válaszoljon az ügyfélszolgálatnak. Amit törlünk, azt nem lehet visszaállítani.

mail-deletion-refused-subject = A(z) { $company } céget nem töröltük
mail-deletion-refused-text = Az ügyfélszolgálat nem törölte a(z) { $company } cég munkaterületét. Az ok: { $reason }
mail-deletion-refused-next = A munkaterület változatlanul megmarad. Ha továbbra is törölni szeretné, jelentkezzen be, és kérje újra a törlést.

mail-deleted-subject = A(z) { $company } céget töröltük
mail-deleted-text = A(z) { $company } cég munkaterületét minden adatával együtt töröltük. Az adatait tartalmazó biztonsági mentések 35 napon belül megszűnnek.
mail-deleted-next = A cég mostantól újra regisztrálhat, ugyanazzal az adószámmal és ugyanazzal a címmel is, amelyre ez a levél érkezett. Ezután importálja az exportált fájlokat, és utoljára csatlakoztassa a számlaforrásokat.

# A Cognito saját üzenetei; a kódokat a Cognito írja a helyükre.
mail-temporary-password-subject = Az Ön ideiglenes jelszava
mail-temporary-password-text = Ehhez a címhez fiók készült. Az Ön ideiglenes jelszava: { $code }
mail-temporary-password-next = Jelentkezzen be 7 napon belül azzal a címmel, amelyre ez a levél érkezett, és ezzel a jelszóval, majd válasszon saját jelszót: ezzel a címét is megerősíti. Ha nem kért fiókot, nincs teendője. A felhasználóneve, amelyet csak az ügyfélszolgálat kérdez: { $username }

mail-password-code-subject = Kód az új jelszóhoz
mail-password-code-text = Valaki új jelszót kért ehhez a fiókhoz. A kód: { $code }
mail-password-code-next = Írja be ott, ahol kérte, és állítson be új jelszót. Ha nem Ön kérte, nincs teendője: a jelszava nem változik.

mail-code-subject = Az Ön megerősítő kódja
mail-code-text = Az Ön megerősítő kódja: { $code }
mail-code-next = Írja be ott, ahol a rendszer kérte. Ha nem kért kódot, nincs teendője.
