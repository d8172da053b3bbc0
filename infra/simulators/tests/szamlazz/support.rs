//! A simulator with a demo account, requests to it, and a receiver of what it sends.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use simulators::szamlazz::{
    Account, Action, Clock, Document, Held, SzamlazzConfig, SzamlazzSimulator, samples,
};
use szamlazz_agent::Credentials;
use szamlazz_agent::error::ResponseError;
use szamlazz_agent::wire::{AgentRequest, RawResponse};

/// The folder of shared samples, which only some machines have.
pub fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/szamlazz");
    let found = Some(folder).filter(|folder| folder.is_dir());
    if found.is_none() {
        println!("skipped: the folder ../shared/szamlazz is absent");
    }
    found
}

/// The day on which the tests' clock starts.
pub const DAY: Date = date(2026, 11, 20);

pub struct World {
    pub simulator: SzamlazzSimulator,
    pub account: Account,
    pub client: reqwest::Client,
    now: Arc<Mutex<Timestamp>>,
}

impl World {
    pub fn new() -> World {
        World::with(Account::demo())
    }

    pub fn with(account: Account) -> World {
        let now = Arc::new(Mutex::new("2026-11-20T10:00:00Z".parse().unwrap()));
        let shared = Arc::clone(&now);
        let clock: Clock = Arc::new(move || *shared.lock().unwrap());
        let simulator = SzamlazzSimulator::start(SzamlazzConfig::local(clock)).unwrap();
        simulator.add_account(account.clone());
        World { simulator, account, client: transport::client().unwrap(), now }
    }

    pub fn key(&self) -> &str {
        &self.account.agent_key
    }

    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    pub fn set_time(&self, now: Timestamp) {
        *self.now.lock().unwrap() = now;
    }

    pub fn wait(&self, span: jiff::SignedDuration) {
        *self.now.lock().unwrap() += span;
    }

    /// Issues a sample without the Agent.
    pub fn issue(&self, n: usize) -> Held {
        self.simulator.issue(self.key(), samples::one(&self.account, n, DAY)).unwrap()
    }

    pub fn issue_with(&self, change: impl FnOnce(&mut Document)) -> Held {
        let mut document = samples::one(&self.account, 0, DAY);
        change(&mut document);
        self.simulator.issue(self.key(), document).unwrap()
    }

    /// Sends a request of the crate szamlazz-agent and reads the answer with it.
    pub async fn send<R: AgentRequest>(&self, request: &R) -> Result<R::Response, ResponseError> {
        let wire = request.to_wire(&Credentials::agent_key(self.key())).unwrap();
        let answer = self.post(&wire.content_type, wire.body).await.unwrap();
        let headers = answer.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
        request.parse(&RawResponse::new(headers, answer.body).with_status(answer.status.as_u16()))
    }

    pub async fn post(&self, content_type: &str, body: Vec<u8>) -> reqwest::Result<Answer> {
        let request = self.client.post(self.simulator.agent_url()).header("content-type", content_type);
        let response = request.body(body).send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer { status, headers, body: response.bytes().await?.to_vec() })
    }

    /// Sends a text as the file of an action.
    pub async fn ask(&self, action: Action, xml: &str) -> Answer {
        self.try_ask(action, xml).await.unwrap()
    }

    pub async fn try_ask(&self, action: Action, xml: &str) -> reqwest::Result<Answer> {
        let field = action.field();
        self.post(FORM, form(&format!("name=\"{field}\"; filename=\"{field}\""), xml)).await
    }
}

pub const FORM: &str = "multipart/form-data; boundary=cut";

/// A form of one part.
pub fn form(disposition: &str, xml: &str) -> Vec<u8> {
    format!("--cut\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{xml}\r\n--cut--\r\n").into_bytes()
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// What stands in the first element of a name.
    pub fn element(&self, name: &str) -> Option<&str> {
        let rest = self.text().split_once(&format!("<{name}>"))?.1;
        Some(rest.split_once("</")?.0)
    }

    /// The error's code by header and by body.
    pub fn errors(&self) -> (Option<&str>, Option<&str>) {
        (self.header("szlahu_error_code"), self.element("hibakod"))
    }
}

/// A request that a receiver got.
#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

type Answering = Box<dyn FnMut(&Received) -> (StatusCode, Vec<u8>) + Send>;

/// A program that is pushed to.
pub struct Receiver {
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
    answering: Arc<Mutex<Answering>>,
}

impl Receiver {
    /// A receiver that answers every request as `answering` says.
    pub async fn start(
        answering: impl FnMut(&Received) -> (StatusCode, Vec<u8>) + Send + 'static,
    ) -> Receiver {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/in/", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let answering: Arc<Mutex<Answering>> = Arc::new(Mutex::new(Box::new(answering)));
        let (list, answer) = (Arc::clone(&received), Arc::clone(&answering));
        let handler = move |uri: axum::http::Uri, headers: HeaderMap, body: Bytes| {
            let request = Received { path: uri.path().to_owned(), headers, body: body.to_vec() };
            let reply = (answer.lock().unwrap())(&request);
            list.lock().unwrap().push(request);
            std::future::ready(reply)
        };
        let router = axum::Router::new().fallback(handler);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Receiver { url, received, answering }
    }

    pub fn answer(&self, answering: impl FnMut(&Received) -> (StatusCode, Vec<u8>) + Send + 'static) {
        *self.answering.lock().unwrap() = Box::new(answering);
    }

    /// What has come since the last call.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().unwrap())
    }
}

/// A request for an invoice with the parts that tests change.
#[derive(Clone)]
pub struct Wish {
    pub key: String,
    pub settings: &'static str,
    pub header: String,
    pub buyer: &'static str,
    pub items: String,
}

impl Wish {
    pub fn new(world: &World) -> Wish {
        Wish {
            key: world.key().to_owned(),
            settings: "<valaszVerzio>2</valaszVerzio>",
            header: String::new(),
            buyer: "Próba &amp; Társa Kft.",
            items: item("2", "500", "1000", "270", "1270"),
        }
    }

    pub fn header(mut self, header: &str) -> Wish {
        self.header = header.to_owned();
        self
    }

    pub fn xml(&self) -> String {
        let Wish { key, settings, header, buyer, items } = self;
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><xmlszamla xmlns="http://www.szamlazz.hu/xmlszamla">
<beallitasok><szamlaagentkulcs>{key}</szamlaagentkulcs><eszamla>true</eszamla>
<szamlaLetoltes>false</szamlaLetoltes>{settings}</beallitasok>
<fejlec><keltDatum>2026-11-20</keltDatum><teljesitesDatum>2026-11-20</teljesitesDatum>
<fizetesiHataridoDatum>2026-11-28</fizetesiHataridoDatum><fizmod>Átutalás</fizmod><penznem>HUF</penznem>
<szamlaNyelve>hu</szamlaNyelve>{header}</fejlec><elado/>
<vevo><nev>{buyer}</nev><irsz>1073</irsz><telepules>Budapest</telepules><cim>Kertész utca 1.</cim></vevo>
<tetelek>{items}</tetelek></xmlszamla>"#
        )
    }
}

pub fn item(quantity: &str, price: &str, net: &str, vat: &str, gross: &str) -> String {
    format!(
        "<tetel><megnevezes>Falióra</megnevezes><mennyiseg>{quantity}</mennyiseg>\
         <mennyisegiEgyseg>db</mennyisegiEgyseg><nettoEgysegar>{price}</nettoEgysegar><afakulcs>27</afakulcs>\
         <nettoErtek>{net}</nettoErtek><afaErtek>{vat}</afaErtek><bruttoErtek>{gross}</bruttoErtek></tetel>"
    )
}

/// A request whose credentials stand in its settings.
pub fn request(world: &World, root: &str, settings: &str, rest: &str) -> String {
    let key = world.key();
    format!(
        r#"<{root} xmlns="http://www.szamlazz.hu/{root}"><beallitasok>
<szamlaagentkulcs>{key}</szamlaagentkulcs>{settings}</beallitasok>{rest}</{root}>"#
    )
}

/// A query of a document's data.
pub fn query(world: &World, selector: &str) -> String {
    let key = world.key();
    format!(
        r#"<xmlszamlaxml xmlns="http://www.szamlazz.hu/xmlszamlaxml">
<szamlaagentkulcs>{key}</szamlaagentkulcs>{selector}</xmlszamlaxml>"#
    )
}
