//! Whose link a key belongs to. A key is looked up by a keyed hash, so the time that takes says nothing of
//! it; what was found is kept for a minute, because a burst of pushes would ask the same for each.

use std::collections::HashMap;

use domain::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use lambda::szamlazz_access::link_of;
use store::{Store, StoreError, szamlazz::Linked, vault::Vault};
use tokio::sync::Mutex;

/// How long a process believes that a key is in use.
const KEPT: SignedDuration = SignedDuration::from_secs(60);
/// Keys that a process remembers.
const MOST: usize = 10_000;

/// The keys of links.
pub struct Links {
    store: Store,
    vault: Vault,
    clock: Clock,
    known: Mutex<HashMap<String, (Linked, Timestamp)>>,
}

impl Links {
    /// The keys in a table.
    pub fn new(store: Store, vault: Vault, clock: Clock) -> Self {
        Self { store, vault, clock, known: Mutex::default() }
    }

    /// Whose the key is; none where nobody has it.
    ///
    /// # Errors
    /// [`StoreError`] where that cannot be told now.
    pub async fn find(&self, key: &str) -> Result<Option<Linked>, StoreError> {
        let hash = self.vault.keyed_hash(&link_of(key)).await?;
        let now = self.clock.now();
        if let Some((linked, at)) = self.known.lock().await.get(&hash)
            && now.duration_since(*at) < KEPT
        {
            return Ok(Some(*linked));
        }
        let linked = self.store.linked(&hash).await?;
        if let Some(linked) = linked {
            let mut known = self.known.lock().await;
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(hash, (linked, now));
        }
        Ok(linked)
    }
}
