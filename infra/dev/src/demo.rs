//! The demo company: made through the API as a user would, and remembered for `cargo dev inbox`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::civil::Date;
use local_cloud::{Ministack, Stack, set_password, workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use simulators::nav::Company;

use crate::api::{Api, Login};
use crate::screen::Screen;
use crate::szamlazz_simulator::DemoSzamlazz;

const EMAIL: &str = "demo@ledgerport.example";
const PASSWORD: &str = "ledgerport-demo-2026";

/// What `cargo dev inbox` needs of a running `cargo dev up`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demo {
    pub login: Login,
    pub workspace: String,
}

impl Demo {
    /// Signs up, creates the workspace and connects it to NAV and Számlázz.hu, whose invoices arrive from
    /// that issue date on.
    pub async fn seed(
        ministack: &Ministack,
        stack: &Stack,
        (company, szamlazz): (&Company, &DemoSzamlazz),
        from: Date,
        screen: &Screen,
    ) -> Result<Self> {
        let login = Login {
            api_url: stack.api_url.clone(),
            aws_endpoint: ministack.endpoint(),
            client_id: stack.user_pool_client_id.clone(),
            email: EMAIL.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let api = Api::new(login.clone())?;
        screen.step("Signing up the demo user");
        api.sign_up("hu").await?;
        set_password(&ministack.sdk_config(), stack, EMAIL, PASSWORD).await?;

        screen.step("Creating the demo workspace");
        let workspace = api.create_workspace(&description(company)).await?;

        screen.step("Connecting it to NAV");
        let connection = json!({
            "login": company.login,
            "password": company.password,
            "sign_key": company.sign_key,
            "exchange_key": company.exchange_key,
            "inbound_from": from.to_string(),
            "outbound_from": from.to_string(),
        });
        api.connect_nav(&workspace, &connection).await?;

        screen.step("Connecting it to Számlázz.hu");
        let day = from.to_string();
        let starts = json!({ "outgoing": day, "incoming": day, "bank": day, "receipts": day });
        let settings = json!({ "agent_key": szamlazz.agent_key(), "starts": starts });
        let key = api.connect_szamlazz(&workspace, &settings).await?;
        szamlazz.link(&format!("{}/hooks/szamlazz", api.url()), &key, from)?;
        Ok(Self { login, workspace })
    }

    /// A client that is signed in as the demo user.
    pub fn api(&self) -> Result<Api> {
        Api::new(self.login.clone())
    }

    /// What a running `up` has written.
    pub fn read() -> Result<Self> {
        let text = fs::read(file()).ok().context("no demo runs here; start one with `cargo dev up`")?;
        serde_json::from_slice(&text)
            .context("the demo's file is from another version; restart `cargo dev up`")
    }

    /// Remembers it until the answer is dropped.
    pub fn remember(&self) -> Result<Remembered> {
        fs::write(file(), serde_json::to_vec_pretty(self)?).context("cannot write to the target folder")?;
        Ok(Remembered)
    }
}

fn description(company: &Company) -> Value {
    let seat = &company.address;
    json!({
        "package": "bookkeeping",
        "name": company.name,
        "tax_number": format!("{}-{}-{}", company.tax_number, company.vat_code, company.county_code),
        "address": {
            "country": "HU",
            "postal_code": seat.postal_code,
            "city": seat.city,
            "street": format!("{} {} {}", seat.street, seat.category, seat.number),
        },
    })
}

/// The file that tells `cargo dev inbox` of this demo.
pub struct Remembered;

impl Drop for Remembered {
    fn drop(&mut self) {
        fs::remove_file(file()).ok();
    }
}

fn file() -> PathBuf {
    workspace::state().join("demo.json")
}
