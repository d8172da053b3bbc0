// Issues, cancels and queries with szamlazz.js, and prints what it understood as JSON. Only the address is
// another one: the client has it built in, so the HTTP client below it is given ours.

import axios from 'axios'

const [url, key] = process.argv.slice(2)
const create = axios.create.bind(axios)
axios.create = (options) => {
  const instance = create(options)
  const post = instance.post.bind(instance)
  instance.post = (_address, ...rest) => post(url, ...rest)
  return instance
}

const szamlazz = await import('szamlazz.js')
const { Buyer, Client, Currencies, Invoice, Item, Languages, PaymentMethods, Seller } = szamlazz

const seller = new Seller({ bank: { name: 'Test Bank <name>', accountNumber: '11111111-11111111-11111111' } })
const buyer = new Buyer({ name: 'Müller & Söhne', zip: '1234', city: 'City', address: 'Some street address' })
const items = (vat) => [
  new Item({ label: 'First item', quantity: 2, unit: 'qt', vat, netUnitPrice: 100.55 }),
  new Item({ label: 'Második', quantity: 5, unit: 'qt', vat, grossUnitPrice: 1270 }),
]
const invoice = (order, vat, changes) => new Invoice({
  paymentMethod: PaymentMethods.BankTransfer,
  currency: Currencies.Ft,
  language: Languages.Hungarian,
  orderNumber: order,
  seller,
  buyer,
  items: items(vat),
  ...changes,
})
const usual = { authToken: key, eInvoice: true, requestInvoiceDownload: true }
const client = (options) => new Client({ ...usual, ...options })

const [text, xml] = [client({ responseVersion: 1 }), client({ responseVersion: 2 })]
const first = await xml.issueInvoice(invoice('ORD-1', 27))
const second = await text.issueInvoice(invoice('ORD-2', 27))
const euro = await xml.issueInvoice(invoice('ORD-3', 'EU', { currency: Currencies.EUR }))
const proforma = await xml.issueInvoice(invoice('ORD-4', 27, { proforma: true }))
const found = await xml.getInvoiceData({ invoiceId: first.invoiceId, pdf: true })
const byOrder = await xml.getInvoiceData({ orderNumber: 'ORD-3', pdf: false })
const reverse = { invoiceId: first.invoiceId, eInvoice: true, requestInvoiceDownload: true }
const storno = await xml.reverseInvoice(reverse)
const again = await xml.reverseInvoice(reverse)

const codes = []
const stranger = { authToken: 'wrong' }
for (const act of [
  () => client({ ...stranger, responseVersion: 1 }).issueInvoice(invoice('ORD-5', 27)),
  () => client({ ...stranger, responseVersion: 2 }).issueInvoice(invoice('ORD-5', 27)),
  () => client(stranger).getInvoiceData({ invoiceId: first.invoiceId }),
  () => xml.getInvoiceData({ invoiceId: 'E-SIM-1999-1' }),
]) {
  codes.push(await act().then(() => 'taken', (error) => error.code))
}

console.log(JSON.stringify({
  first: first.invoiceId,
  gross: first.grossTotal,
  pdfs: [first, second].map((issued) => issued.pdf.subarray(0, 8).toString()),
  foundBuyer: found.vevo[0].nev[0],
  foundGross: found.osszegek[0].totalossz[0].brutto[0],
  foundPdf: Buffer.from(found.pdf[0], 'base64').equals(first.pdf),
  euro: [byOrder.alap[0].szamlaszam[0] === euro.invoiceId, byOrder.alap[0].devizanem[0]],
  proforma: proforma.invoiceId,
  storno: storno.invoiceId,
  stornoGross: storno.grossTotal,
  sameStorno: storno.invoiceId === again.invoiceId,
  codes,
}))
