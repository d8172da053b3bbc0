//! What all worlds of a process share: one MiniStack, the template's tables, one key.

use anyhow::{Context as _, Result};
use aws_sdk_cognitoidentityprovider::types::AliasAttributeType;
use harness::{FaultPlan, TableDefinition, sdk_config};
use local_cloud::{Ministack, StartOptions};

/// MiniStack and the template's tables.
pub struct Cloud {
    ministack: Ministack,
    pub(crate) tables: Vec<TableDefinition>,
    pub(crate) key: String,
    pub(crate) user_pool: String,
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
        Ok(Self { ministack, tables, key, user_pool })
    }

    /// SDK configuration whose calls pass the plan.
    pub(crate) fn sdk(&self, plan: &FaultPlan) -> aws_config::SdkConfig {
        sdk_config(&self.ministack.endpoint(), plan)
    }
}
