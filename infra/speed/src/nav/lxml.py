"""Reads invoices with lxml: base64, gzip, XML, and every field as a value of its type.

Input: one payload a line, an empty line, then lines of "payload repeats". Output, one line for each: the values
of the payload, "ready", the nanoseconds of CPU time and of the wall's that all the repeats took.
"""

import base64
import datetime
import decimal
import gzip
import json
import sys
import time

from lxml import etree

DECIMALS = """
    GPCExcise advanceExchangeRate dieselOilQuantity discountRate discountValue engineCapacity enginePower
    exchangeRate invoiceGrossAmount invoiceGrossAmountHUF invoiceNetAmount invoiceNetAmountHUF
    invoiceVatAmount invoiceVatAmountHUF kms length lineExchangeRate lineGrossAmountNormal
    lineGrossAmountNormalHUF lineGrossAmountSimplified lineGrossAmountSimplifiedHUF lineNetAmount
    lineNetAmountHUF lineVatAmount lineVatAmountHUF operationHours productChargeSum productFeeAmount
    productFeeQuantity productFeeRate productFeeWeight quantity sailedHours takeOffWeight takeoverAmount
    unitPrice unitPriceHUF vatContent vatContentGrossAmount vatContentGrossAmountHUF vatPercentage vatRate
    vatRateGrossAmount vatRateGrossAmountHUF vatRateNetAmount vatRateNetAmountHUF vatRateVatAmount
    vatRateVatAmountHUF
"""
DATES = """
    advancePaymentDate evidenceDocumentDate firstEntryIntoService invoiceAccountingDeliveryDate
    invoiceDeliveryDate invoiceDeliveryPeriodEnd invoiceDeliveryPeriodStart invoiceIssueDate lineDeliveryDate
    paymentDate purchaseDate
"""
BOOLEANS = """
    activityReferred advanceIndicator airCargo cashAccountingIndicator completenessIndicator depositIndicator
    individualExemption intermediatedService lineExpressionIndicator mergedItemIndicator modifyWithoutMaster
    netaDeclaration noVatCharge obligatedForProductFee periodicalSettlement selfBillingIndicator
    smallBusinessIndicator utilitySettlementIndicator vatDomesticReverseCharge
"""
INTEGERS = "batchIndex modificationIndex lineNumber lineNumberReference referenceToOtherLine"

CONVERTERS = {
    **dict.fromkeys(DECIMALS.split(), decimal.Decimal),
    **dict.fromkeys(DATES.split(), datetime.date.fromisoformat),
    **dict.fromkeys(BOOLEANS.split(), {"true": True, "1": True, "false": False, "0": False}.__getitem__),
    **dict.fromkeys(INTEGERS.split(), int),
}


class Fields(dict):
    """Name and converter of each tag, looked up once."""

    def __missing__(self, tag):
        name = tag.rpartition("}")[2]
        self[tag] = found = (name, CONVERTERS.get(name, str))
        return found


FIELDS = Fields()


def read(payload):
    document = gzip.decompress(base64.b64decode(payload))
    return node(etree.fromstring(document))


def node(element):
    fields = {}
    for child in element:
        name, convert = FIELDS[child.tag]
        value = node(child) if len(child) else convert(child.text)
        if name not in fields:
            fields[name] = value
        elif isinstance(fields[name], list):
            fields[name].append(value)
        else:
            fields[name] = [fields[name], value]
    return fields


def values(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in values(item)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def measure(payload, repeats):
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    for _ in range(repeats):
        read(payload)
    return [time.process_time_ns() - cpu, time.perf_counter_ns() - wall]


def answer(line):
    print(line, flush=True)


payloads = []
for line in iter(lambda: sys.stdin.readline().strip(), ""):
    payloads.append(line)
    # By bytes, as Rust sorts.
    answer(json.dumps(sorted(values(read(line)), key=str.encode)))
answer("ready")
for line in sys.stdin:
    number, repeats = map(int, line.split())
    answer(measure(payloads[number], repeats))
