//! The company's posting rules.

use domain::{
    posting::{self, PostingRules},
    record::Recorded,
    workspace::Workspace,
};

use crate::{error::StoreError, table::Store};

impl Store {
    /// The posting rules of a company; where nobody set any, none, of version 0.
    pub async fn posting_rules(&self, company: &Workspace) -> Result<Recorded<PostingRules>, StoreError> {
        let there = self.record(company.id, &posting::id()).await?;
        Ok(there.unwrap_or_else(|| {
            let none = Recorded::new(posting::id(), company.created_at, PostingRules::default());
            Recorded { version: 0, ..none }
        }))
    }
}
