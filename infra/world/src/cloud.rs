//! What all worlds of a process share: one MiniStack, the template's tables, one key.

use anyhow::{Context as _, Result};
use aws_sdk_cognitoidentityprovider::types::AliasAttributeType;
use harness::{FaultPlan, TableDefinition, sdk_config};
use local_cloud::{Ministack, StartOptions};

/// Who sends mails.
pub(crate) const SENDER: &str = "ledgerport@example.com";

/// MiniStack and the template's tables.
pub struct Cloud {
    ministack: Ministack,
    pub(crate) tables: Vec<TableDefinition>,
    pub(crate) key: String,
    pub(crate) user_pool: String,
    pub(crate) user_pool_client: String,
}

impl Cloud {
    /// Starts MiniStack on a free port.
    pub async fn start() -> Result<Self> {
        let ministack = Ministack::start(StartOptions::default(), &|_| {}).await?;
        let tables = TableDefinition::of_template(&local_cloud::workspace::template())?;
        let kms = aws_sdk_kms::Client::new(&sdk_config(&ministack.endpoint(), &FaultPlan::new()));
        let key = kms.create_key().send().await?.key_metadata.context("MiniStack made no key")?.key_id;
        let cognito = aws_sdk_cognitoidentityprovider::Client::new(&sdk_config(
            &ministack.endpoint(),
            &FaultPlan::new(),
        ));
        let pool = cognito
            .create_user_pool()
            .pool_name("world")
            .alias_attributes(AliasAttributeType::Email)
            .send()
            .await?;
        let user_pool = pool.user_pool.and_then(|pool| pool.id).context("MiniStack made no user pool")?;
        let client = cognito.create_user_pool_client().user_pool_id(&user_pool).client_name("world");
        let client = client.send().await?.user_pool_client.and_then(|client| client.client_id);
        let user_pool_client = client.context("MiniStack made no client")?;
        let plain = sdk_config(&ministack.endpoint(), &FaultPlan::new());
        local_cloud::verify_sender(&plain, SENDER).await?;
        Ok(Self { ministack, tables, key, user_pool, user_pool_client })
    }

    /// The mails that were sent, as MiniStack lists them.
    pub async fn mails(&self) -> Result<Vec<serde_json::Value>> {
        local_cloud::mails(&self.ministack.endpoint()).await
    }

    /// SDK configuration whose calls pass the plan.
    pub(crate) fn sdk(&self, plan: &FaultPlan) -> aws_config::SdkConfig {
        sdk_config(&self.ministack.endpoint(), plan)
    }
}
