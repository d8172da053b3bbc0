"""Reads every digest page and every invoice with ois-api-client, and prints what it understood as JSON."""

import json
import sys
from datetime import datetime, timezone

import ois_api_client as ois
from ois_api_client.v3_0 import dto

url, login, password, tax_number, sign_key, first, last = sys.argv[1:]
client = ois.Client(uri=url)
software = dto.Software(
    software_id="HU24680132-LEDGER1",
    software_name="Peer",
    software_operation=dto.SoftwareOperation.ONLINE_SERVICE,
    software_main_version="1.0",
    software_dev_name="Peer",
    software_dev_contact="peer@example.com",
    software_dev_country_code=None,
    software_dev_tax_number=None,
)
headers = ois.make_default_header_factory(
    load_parameters=lambda: ois.HeaderFactoryParameters(
        login=login, password=password, tax_number=tax_number, signature_key=sign_key
    )
)


def digest(page):
    header, user = headers()
    time = lambda text: datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    params = dto.InvoiceQueryParams(
        mandatory_query_params=dto.MandatoryQueryParams(
            invoice_issue_date=None,
            ins_date=dto.DateTimeIntervalParam(date_time_from=time(first), date_time_to=time(last)),
            original_invoice_number=None,
        ),
        additional_query_params=None,
        relational_query_params=None,
        transaction_query_params=None,
    )
    request = dto.QueryInvoiceDigestRequest(
        header=header,
        user=user,
        software=software,
        page=page,
        invoice_direction=dto.InvoiceDirection.INBOUND,
        invoice_query_params=params,
    )
    return client.query_invoice_digest(request).invoice_digest_result


def invoice(row):
    header, user = headers()
    query = dto.InvoiceNumberQuery(
        invoice_number=row.invoice_number,
        invoice_direction=dto.InvoiceDirection.INBOUND,
        batch_index=row.batch_index,
        supplier_tax_number=row.supplier_tax_number,
    )
    request = dto.QueryInvoiceDataRequest(
        header=header, user=user, software=software, invoice_number_query=query
    )
    return ois.deserialize_invoice(client.query_invoice_data(request))


rows, pages, page = [], [], 1
while True:
    result = digest(page)
    pages.append(len(result.invoice_digest))
    rows += result.invoice_digest
    if page >= result.available_page:
        break
    page += 1

# The first invoices with their lines are enough: the digest is what has pages.
read = []
for row in rows[:40]:
    data = invoice(row)
    part = data.invoice_main.invoice or data.invoice_main.batch_invoice[row.batch_index - 1].invoice
    read.append({
        "number": data.invoice_number,
        "supplier": part.invoice_head.supplier_info.supplier_name,
        "lines": len(part.invoice_lines.line),
        "gross": part.invoice_summary.summary_gross_data.invoice_gross_amount,
    })
print(json.dumps({"pages": pages, "numbers": [row.invoice_number for row in rows], "read": read}))
