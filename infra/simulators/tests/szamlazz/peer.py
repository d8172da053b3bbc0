"""Issues, pays, cancels and queries with szamlazz-py, and prints what it understood as JSON."""

import json
import sys
import xml.etree.ElementTree as ET

from szamlazz import Buyer, Disbursement, Header, Item, Merchant, SzamlazzClient

url, key, today = sys.argv[1:]
client = SzamlazzClient(agent_key=key)
client.url = url

merchant = Merchant(bank_name="OTP", bank_account_number="11111111-22222222-33333333")
buyer = Buyer(name="Kovács Bt.", zip_code="2030", city="Érd", address="Tárnoki út 23.",
              email="buyer@example.com", tax_number="12345678-1-42")


def header(**changes):
    fields = dict(creating_date=today, payment_date=today, due_date=today, order_number="ORDER-1")
    return Header(**{**fields, **changes})


def item(vat="27", vat_amount="5400.0", gross="25400.0"):
    return Item(name="Eladó izé", quantity="2.0", quantity_unit="db", unit_price="10000", vat_rate=vat,
                net_price="20000.0", vat_amount=vat_amount, gross_amount=gross)


def issue(head, *items):
    response = client.generate_invoice(head, merchant, buyer, list(items))
    assert not response.has_errors, response.print_errors()
    return response


def tag(response, path):
    return ET.fromstring(response.text).find(path, {"s": "http://www.szamlazz.hu/szamla"}).text


invoice = issue(header(), item(), item())
number = invoice.invoice_number
found = client.query_invoice_xml(number)
paid = client.register_credit_entry(
    number, [Disbursement(date=today, title="bankkártya", amount=800.0, description="Barion")], additive=True
)
pdf = client.query_invoice_pdf(number)
storno = client.reverse_invoice(header(invoice_number=number), merchant, buyer)
again = client.reverse_invoice(header(invoice_number=number), merchant, buyer)
euro = issue(header(currency="EUR", order_number="ORDER-2"), item("EUT", "0", "20000.0"))
proforma = issue(header(proforma_invoice=True, order_number="ORDER-3"), item())
deleted = client.delete_pro_forma_invoice(proforma.invoice_number)
missing = client.delete_pro_forma_invoice(proforma.invoice_number)
taxpayer = client.query_taxpayer("11111111")
stranger = SzamlazzClient(agent_key="wrong")
stranger.url = url
refused = stranger.generate_invoice(header(), merchant, buyer, [item()])

print(json.dumps({
    "number": number,
    "gross": invoice.invoice_gross_price,
    "link": invoice.buyer_account_url,
    "action_success": invoice.action_success,
    "pdf": invoice.get_pdf_bytes()[:8].decode(),
    "same_pdf": invoice.get_pdf_bytes() == pdf.get_pdf_bytes(),
    "found_buyer": tag(found, "s:vevo/s:nev"),
    "found_gross": tag(found, "s:osszegek/s:totalossz/s:brutto"),
    "receivables": paid.receivables,
    "storno": storno.invoice_number,
    "same_storno": storno.invoice_number == again.invoice_number,
    "euro": tag(client.query_invoice_xml(euro.invoice_number), "s:alap/s:devizanem"),
    "proforma": proforma.invoice_number,
    "deleted": deleted.action_success,
    "missing": missing.error_code,
    "taxpayer_errors": taxpayer.has_errors,
    "refused": refused.error_code,
}))
