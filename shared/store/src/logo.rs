//! The company's logo: an item of its own, because settings are read far more often than it.

use domain::{
    ids::WorkspaceId,
    record::{Actor, ChangeAction, Recorded},
    settings::Settings,
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    table::{Store, part, to_item},
};

#[derive(Serialize, Deserialize)]
struct LogoItem {
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

impl Store {
    /// The bytes of the logo.
    pub async fn logo(&self, workspace: WorkspaceId) -> Result<Option<Vec<u8>>, StoreError> {
        let item: Option<LogoItem> = self.get(&keys::logo(workspace)).await?;
        Ok(item.map(|item| item.bytes))
    }

    /// Sets or removes the logo, and in the settings what is said of it. A conflict says that the settings
    /// are not of that version any more.
    pub async fn set_logo(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<Settings>,
        after: Settings,
        bytes: Option<Vec<u8>>,
        by: Actor,
    ) -> Result<Recorded<Settings>, StoreError> {
        let after = before.changed(by.at, after);
        let mut writes = self.change(workspace, before, &after, ChangeAction::Changed, by)?;
        let key = keys::logo(workspace);
        writes.push(match bytes {
            Some(bytes) => part!(put, self.put(to_item(&key, &LogoItem { bytes })?)),
            None => part!(delete, self.delete(&key)),
        });
        self.transact(writes).await?;
        Ok(after)
    }
}
