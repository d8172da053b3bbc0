# Dlaczego nie można zapisać dowodu albo pokazać raportu kasowego. Każdy tekst mówi, co zrobić dalej.
register-unknown = W ustawieniach nie ma kasy ani rachunku bankowego o tym kodzie. Proszę wybrać jeden z tam podanych albo najpierw go tam dodać.
register-missing = Proszę wybrać także kasę lub rachunek bankowy: okres można podać tylko dla dowodów jednej kasy lub jednego rachunku.
voucher-date = Proszę podać datę z dowodu, z rokiem od 1900 do 2999.
voucher-kept = Kasy lub rachunku bankowego, daty, kierunku i kwoty dowodu nie można zmienić. Proszę usunąć dowód i wprowadzić go ponownie.
voucher-document = Nie ma tu takiego dokumentu. Proszę wybrać jeden z wystawionych dokumentów albo pominąć to pole.
