//! A simulator with a demo company, and requests to it that a test can spoil.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use simulators::nav::{
    Clock, Company, Direction, InvoiceOperation, NavConfig, NavSimulator, Operation, PublishedInvoice,
};

/// The folder of shared samples, which only some machines have.
pub fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/nav");
    // A worktree may lie one folder deeper than the repository proper.
    let deeper = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/nav");
    let found = [folder, deeper].into_iter().find(|folder| folder.is_dir());
    if found.is_none() {
        println!("skipped: the folder ../shared/nav is absent");
    }
    found
}

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub struct World {
    pub simulator: NavSimulator,
    pub company: Company,
    pub client: reqwest::Client,
    now: Arc<Mutex<Timestamp>>,
    requests: Mutex<u32>,
}

impl World {
    pub fn new() -> World {
        World::with(Company::demo())
    }

    pub fn with(company: Company) -> World {
        let now = Arc::new(Mutex::new(time("2026-11-20T10:00:00Z")));
        let shared = Arc::clone(&now);
        let clock: Clock = Arc::new(move || *shared.lock().unwrap());
        let simulator = NavSimulator::start(NavConfig::local(clock)).unwrap();
        simulator.add_company(company.clone());
        World { simulator, company, client: transport::client().unwrap(), now, requests: Mutex::new(0) }
    }

    pub fn set_time(&self, now: Timestamp) {
        *self.now.lock().unwrap() = now;
    }

    pub fn publish(&self, direction: Direction, number: &str, ins_date: &str) {
        let xml = invoice(number, "99887764");
        let invoice = PublishedInvoice::new(direction, InvoiceOperation::Create, xml, time(ins_date));
        self.simulator.publish(&self.company.tax_number, invoice).unwrap();
    }

    /// A valid request with a payload in the api namespace.
    pub fn request(&self, operation: Operation, payload: &str) -> Request {
        let mut count = self.requests.lock().unwrap();
        *count += 1;
        Request {
            operation,
            id: format!("TEST{count}"),
            timestamp: self.now.lock().unwrap().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            company: self.company.clone(),
            payload: payload.to_owned(),
        }
    }

    pub async fn send(&self, request: &Request) -> Answer {
        self.post(request.operation, request.xml()).await
    }

    pub async fn post(&self, operation: Operation, body: impl Into<reqwest::Body>) -> Answer {
        let url = format!("{}/{}", self.simulator.base_url(), operation.path());
        let response = self.client.post(url).body(body).send().await.unwrap();
        let status = response.status().as_u16();
        Answer { status, body: response.text().await.unwrap() }
    }

    pub async fn digest(&self, page: u32, direction: &str, params: &str) -> Answer {
        self.send(&self.request(Operation::QueryInvoiceDigest, &digest(page, direction, params))).await
    }

    pub async fn chain(&self, page: u32, inner: &str) -> Answer {
        let payload = format!("<page>{page}</page><invoiceChainQuery>{inner}</invoiceChainQuery>");
        self.send(&self.request(Operation::QueryInvoiceChainDigest, &payload)).await
    }

    pub async fn check(&self, inner: &str) -> Answer {
        let payload = format!("<invoiceNumberQuery>{inner}</invoiceNumberQuery>");
        self.send(&self.request(Operation::QueryInvoiceCheck, &payload)).await
    }

    pub async fn data(&self, inner: &str) -> Answer {
        let payload = format!("<invoiceNumberQuery>{inner}</invoiceNumberQuery>");
        self.send(&self.request(Operation::QueryInvoiceData, &payload)).await
    }
}

pub fn digest(page: u32, direction: &str, params: &str) -> String {
    format!(
        "<page>{page}</page><invoiceDirection>{direction}</invoiceDirection>\
         <invoiceQueryParams>{params}</invoiceQueryParams>"
    )
}

pub fn inserted(from: &str, to: &str) -> String {
    format!(
        "<mandatoryQueryParams><insDate><dateTimeFrom>{from}</dateTimeFrom><dateTimeTo>{to}</dateTimeTo>\
         </insDate></mandatoryQueryParams>"
    )
}

pub fn issued(from: &str, to: &str) -> String {
    format!(
        "<mandatoryQueryParams><invoiceIssueDate><dateFrom>{from}</dateFrom><dateTo>{to}</dateTo>\
         </invoiceIssueDate></mandatoryQueryParams>"
    )
}

pub struct Request {
    pub operation: Operation,
    pub id: String,
    pub timestamp: String,
    pub company: Company,
    pub payload: String,
}

impl Request {
    pub fn xml(&self) -> String {
        let Request { id, timestamp, company, payload, .. } = self;
        let root = self.operation.request_root();
        let password = nav::signature::password_hash(&company.password);
        let signature = nav::signature::request_signature(id, time(timestamp), &company.sign_key);
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="http://schemas.nav.gov.hu/OSA/3.0/api" xmlns:c="http://schemas.nav.gov.hu/NTCA/1.0/common">
<c:header><c:requestId>{id}</c:requestId><c:timestamp>{timestamp}</c:timestamp>
<c:requestVersion>3.0</c:requestVersion><c:headerVersion>1.0</c:headerVersion></c:header>
<c:user><c:login>{login}</c:login><c:passwordHash cryptoType="SHA-512">{password}</c:passwordHash>
<c:taxNumber>{tax_number}</c:taxNumber>
<c:requestSignature cryptoType="SHA3-512">{signature}</c:requestSignature></c:user>
<software><softwareId>HU24680132-LEDGER1</softwareId><softwareName>Test &amp; Co</softwareName>
<softwareOperation>ONLINE_SERVICE</softwareOperation><softwareMainVersion>1.0</softwareMainVersion>
<softwareDevName>Test</softwareDevName><softwareDevContact>test@example.com</softwareDevContact></software>
{payload}</{root}>"#,
            login = company.login,
            tax_number = company.tax_number,
        )
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    /// The text of the first element of this local name, whatever its prefix.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts(name).first().copied()
    }

    pub fn texts(&self, name: &str) -> Vec<&str> {
        let mut found = Vec::new();
        for piece in self.body.split('<').skip(1) {
            let Some((tag, text)) = piece.split_once('>') else {
                continue;
            };
            let tag = tag.split_whitespace().next().unwrap_or_default();
            if tag.rsplit(':').next() == Some(name) && !tag.starts_with('/') {
                found.push(text);
            }
        }
        found
    }

    /// HTTP status and error code.
    pub fn error(&self) -> (u16, &str) {
        (self.status, self.text("errorCode").unwrap_or_default())
    }
}

/// A minimal invoice of 1,000 + 270 HUF.
pub fn invoice(number: &str, supplier: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<InvoiceData xmlns="http://schemas.nav.gov.hu/OSA/3.0/data" xmlns:b="http://schemas.nav.gov.hu/OSA/3.0/base">
<invoiceNumber>{number}</invoiceNumber><invoiceIssueDate>2026-11-10</invoiceIssueDate>
<completenessIndicator>false</completenessIndicator><invoiceMain><invoice><invoiceHead>
<supplierInfo><supplierTaxNumber><b:taxpayerId>{supplier}</b:taxpayerId><b:vatCode>2</b:vatCode>
<b:countyCode>41</b:countyCode></supplierTaxNumber><supplierName>Próba &amp; Társa Kft.</supplierName>
<supplierAddress><b:simpleAddress><b:countryCode>HU</b:countryCode><b:postalCode>1073</b:postalCode>
<b:city>Budapest</b:city><b:additionalAddressDetail>Kertész utca 1.</b:additionalAddressDetail>
</b:simpleAddress></supplierAddress></supplierInfo>
<customerInfo><customerVatStatus>DOMESTIC</customerVatStatus><customerVatData><customerTaxNumber>
<b:taxpayerId>24680132</b:taxpayerId></customerTaxNumber></customerVatData>
<customerName>Vevő Zrt.</customerName></customerInfo>
<invoiceDetail><invoiceCategory>NORMAL</invoiceCategory><invoiceDeliveryDate>2026-11-09</invoiceDeliveryDate>
<currencyCode>HUF</currencyCode><exchangeRate>1</exchangeRate><paymentMethod>TRANSFER</paymentMethod>
<paymentDate>2026-11-25</paymentDate><invoiceAppearance>ELECTRONIC</invoiceAppearance></invoiceDetail>
</invoiceHead><invoiceSummary><summaryNormal><summaryByVatRate><vatRate><vatPercentage>0.27</vatPercentage>
</vatRate><vatRateNetData><vatRateNetAmount>1000</vatRateNetAmount>
<vatRateNetAmountHUF>1000</vatRateNetAmountHUF></vatRateNetData><vatRateVatData>
<vatRateVatAmount>270</vatRateVatAmount><vatRateVatAmountHUF>270</vatRateVatAmountHUF></vatRateVatData>
</summaryByVatRate><invoiceNetAmount>1000</invoiceNetAmount><invoiceNetAmountHUF>1000</invoiceNetAmountHUF>
<invoiceVatAmount>270</invoiceVatAmount><invoiceVatAmountHUF>270</invoiceVatAmountHUF></summaryNormal>
</invoiceSummary></invoice></invoiceMain></InvoiceData>"#
    )
}
