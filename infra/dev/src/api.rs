//! The HTTP API as a user's program calls it. What the API's documents look like is written here only.

use anyhow::{Context, Result, bail};
use local_cloud::{sdk_config, sign_in};
use reqwest::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

/// Where the API is, and who calls it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Login {
    pub api_url: String,
    pub aws_endpoint: String,
    pub client_id: String,
    pub email: String,
    pub password: String,
}

/// Calls the API, signing in where needed: access tokens live 5 minutes.
pub struct Api {
    login: Login,
    http: reqwest::Client,
    token: Mutex<Option<String>>,
}

/// An invoice of the inbox, as far as this program shows it.
#[derive(Debug, Deserialize)]
pub struct Invoice {
    pub id: String,
    pub direction: String,
    pub number: String,
    pub issue_date: String,
    pub supplier: Party,
    pub customer: Party,
    pub currency: Option<String>,
    pub amounts: Amounts,
    pub status: String,
    pub image: bool,
    pub paid: Option<Paid>,
}

#[derive(Debug, Deserialize)]
pub struct Paid {
    pub state: String,
}

#[derive(Debug, Deserialize)]
pub struct Party {
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Amounts {
    pub net: Option<String>,
    pub vat: Option<String>,
    pub gross: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    invoices: Vec<Invoice>,
    next_cursor: Option<String>,
}

impl Api {
    pub fn new(login: Login) -> Result<Self> {
        let http = transport::builder().no_proxy().build()?;
        Ok(Self { login, http, token: Mutex::default() })
    }

    /// Asks for an account; open to everybody.
    pub async fn sign_up(&self, locale: &str) -> Result<()> {
        let body = serde_json::json!({ "email": self.login.email, "locale": locale });
        self.send(Method::POST, "/sign-ups", Some(&body), None).await.map(drop)
    }

    /// Creates a workspace and answers with its id.
    pub async fn create_workspace(&self, workspace: &Value) -> Result<String> {
        let created = self.call(Method::POST, "/workspaces", Some(workspace)).await?;
        created["id"].as_str().map(str::to_owned).context("the new workspace has no id")
    }

    /// Sets the NAV connection, which the API tries first.
    pub async fn connect_nav(&self, workspace: &str, connection: &Value) -> Result<()> {
        let path = format!("/workspaces/{workspace}/connections/nav");
        self.call(Method::PUT, &path, Some(connection)).await.map(drop)
    }

    /// Sets the connection to Számlázz.hu, which the API tries first, and makes a link; answers with its key.
    pub async fn connect_szamlazz(&self, workspace: &str, settings: &Value) -> Result<String> {
        let path = format!("/workspaces/{workspace}/connections/szamlazz");
        self.call(Method::PUT, &path, Some(settings)).await?;
        let link = self.call(Method::POST, &format!("{path}/link"), None).await?;
        link["key"].as_str().map(str::to_owned).context("the new link has no key")
    }

    /// Where the API is.
    pub fn url(&self) -> &str {
        &self.login.api_url
    }

    /// The whole inbox, page by page, newest issue date first.
    pub async fn invoices(&self, workspace: &str) -> Result<Vec<Invoice>> {
        let mut invoices = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/workspaces/{workspace}/invoices?limit=100{cursor}");
            let page: Page = serde_json::from_value(self.call(Method::GET, &path, None).await?)?;
            invoices.extend(page.invoices);
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(invoices),
            }
        }
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let mut token = self.token.lock().await;
        if let Some(known) = token.as_deref()
            && let Ok(answer) = self.send(method.clone(), path, body, Some(known)).await?
        {
            return Ok(answer);
        }
        let login = &self.login;
        let config = sdk_config(&login.aws_endpoint);
        let fresh = sign_in(&config, &login.client_id, &login.email, &login.password).await?;
        let answer = self.send(method, path, body, Some(&fresh)).await?;
        *token = Some(fresh);
        answer.map_err(|Unauthorized| anyhow::anyhow!("{path} does not accept a fresh token"))
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        token: Option<&str>,
    ) -> Result<Result<Value, Unauthorized>> {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.login.api_url));
        request = request.header("accept-language", "en");
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.context("the API does not answer; does `cargo dev up` run?")?;
        let status = answer.status();
        if status == StatusCode::UNAUTHORIZED {
            return Ok(Err(Unauthorized));
        }
        let text = answer.text().await?;
        let json: Value = serde_json::from_str(&text).unwrap_or_default();
        if !status.is_success() {
            let said = json["detail"].as_str().or(json["message"].as_str()).unwrap_or(&text);
            let field = json["field"].as_str().map(|field| format!(" ({field})")).unwrap_or_default();
            bail!("{method} {path} answered {status}: {said}{field}");
        }
        Ok(Ok(json))
    }
}

/// The token is missing, wrong or too old.
struct Unauthorized;
