//! Credentials of outside services, kept only as AES-256-GCM ciphertext.
//!
//! The associated data is {workspace, purpose}: a ciphertext that is moved to another workspace does not
//! open. The data key is wrapped by KMS under the encryption context {deployment, epoch}; a process keeps it
//! for an hour at most, because a KMS call for each poll would cost more than everything else.

use std::{collections::HashMap, sync::Arc};

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use aws_sdk_kms::{Client, primitives::Blob, types::DataKeySpec};
use domain::{clock::Clock, hex::hex, ids::WorkspaceId};
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use tokio::sync::Mutex;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    error::StoreError,
    keys,
    table::{Store, to_item},
};

/// Seals and opens secrets.
#[derive(Clone)]
pub struct Vault {
    store: Store,
    kms: Client,
    key_id: String,
    deployment: String,
    clock: Clock,
    cache: Arc<Mutex<HashMap<String, CachedKey>>>,
}

#[derive(Clone)]
struct CachedKey {
    key: Zeroizing<Vec<u8>>,
    loaded_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct WrappedKey {
    #[serde(with = "serde_bytes")]
    wrapped: Vec<u8>,
}

const NONCE: usize = 12;
/// The epoch's name, such as `2026-11`: one data key a month.
const EPOCH: usize = 7;
/// The name of the key of hashes, among the epochs of data keys.
const HASHES: &str = "hashes";

impl Vault {
    /// Longest time that a process keeps a data key.
    pub const CACHE: SignedDuration = SignedDuration::from_hours(1);

    /// The vault of a deployment, under a key of KMS.
    pub fn new(store: Store, kms: Client, key_id: String, deployment: String, clock: Clock) -> Self {
        Self { store, kms, key_id, deployment, clock, cache: Arc::default() }
    }

    /// Seals a secret. `random` must be fresh: its last 96 bits are the nonce.
    pub async fn seal(
        &self,
        workspace: WorkspaceId,
        purpose: &str,
        secret: &[u8],
        random: Uuid,
    ) -> Result<Vec<u8>, StoreError> {
        let epoch = self.clock.now().to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string();
        let key = self.data_key(&epoch, true).await?;
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&random.as_bytes()[16 - NONCE..]);
        let associated = associated_data(workspace, purpose);
        let sealed = cipher(&key)?
            .encrypt(&nonce.into(), Payload { msg: secret, aad: &associated })
            .map_err(|_| StoreError::Corrupt("a secret could not be sealed".into()))?;
        Ok([epoch.as_bytes(), &nonce, &sealed].concat())
    }

    /// Opens what [`Vault::seal`] sealed for the same workspace and purpose.
    pub async fn open(
        &self,
        workspace: WorkspaceId,
        purpose: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let unreadable = || StoreError::Corrupt("a sealed secret cannot be opened".into());
        let (epoch, rest) = sealed.split_at_checked(EPOCH).ok_or_else(unreadable)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or_else(unreadable)?;
        let epoch = std::str::from_utf8(epoch).map_err(|_| unreadable())?;
        let key = self.data_key(epoch, false).await?;
        let associated = associated_data(workspace, purpose);
        let payload = Payload { msg: ciphertext, aad: &associated };
        let secret = cipher(&key)?.decrypt(&(*nonce).into(), payload).map_err(|_| unreadable())?;
        Ok(Zeroizing::new(secret))
    }

    /// A hash of `text` that nobody can find by trying texts who does not have the key, in hexadecimal. The
    /// key is made once and stays.
    pub async fn keyed_hash(&self, text: &str) -> Result<String, StoreError> {
        let key = self.data_key(HASHES, true).await?;
        let mac = Hmac::<Sha256>::new_from_slice(&key);
        let mac = mac.map_err(|_| StoreError::Corrupt("a key of no length".into()))?;
        Ok(hex(&mac.chain_update(text).finalize().into_bytes()))
    }

    async fn data_key(&self, epoch: &str, create: bool) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let now = self.clock.now();
        // Held while the key is fetched, so that many connections polled at once fetch it once.
        let mut cache = self.cache.lock().await;
        if let Some(cached) = cache.get(epoch)
            && now.duration_since(cached.loaded_at) < Self::CACHE
        {
            return Ok(cached.key.clone());
        }
        let key = self.load_key(epoch, create).await?;
        cache.insert(epoch.to_owned(), CachedKey { key: key.clone(), loaded_at: now });
        Ok(key)
    }

    async fn load_key(&self, epoch: &str, create: bool) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let item = keys::data_key(&self.deployment, epoch);
        if let Some(stored) = self.store.get::<WrappedKey>(&item).await? {
            return self.unwrap_key(epoch, stored.wrapped).await;
        }
        if !create {
            return Err(StoreError::Corrupt(format!("no data key of {epoch}")));
        }
        let request = self.kms.generate_data_key().key_id(&self.key_id).key_spec(DataKeySpec::Aes256);
        let answer = request.set_encryption_context(Some(self.context(epoch))).send().await;
        let answer = answer.map_err(|error| StoreError::unavailable("KMS", error))?;
        let (Some(key), Some(wrapped)) = (answer.plaintext, answer.ciphertext_blob) else {
            return Err(StoreError::Unavailable { service: "KMS", reason: "it gave no data key".into() });
        };
        let put = self.store.put(to_item(&item, &WrappedKey { wrapped: wrapped.into_inner() })?);
        match self.store.write(put.condition_expression("attribute_not_exists(pk)")).await {
            Ok(()) => Ok(Zeroizing::new(key.into_inner())),
            Err(StoreError::Conflict) => {
                let stored = self.store.get::<WrappedKey>(&item).await?.ok_or(StoreError::Conflict)?;
                self.unwrap_key(epoch, stored.wrapped).await
            }
            Err(error) => Err(error),
        }
    }

    async fn unwrap_key(&self, epoch: &str, wrapped: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let request = self.kms.decrypt().key_id(&self.key_id).ciphertext_blob(Blob::new(wrapped));
        let answer = request.set_encryption_context(Some(self.context(epoch))).send().await;
        let answer = answer.map_err(|error| StoreError::unavailable("KMS", error))?;
        let key = answer.plaintext.map(Blob::into_inner).map(Zeroizing::new);
        key.ok_or(StoreError::Unavailable { service: "KMS", reason: "it gave no data key".into() })
    }

    fn context(&self, epoch: &str) -> HashMap<String, String> {
        HashMap::from([("deployment".into(), self.deployment.clone()), ("epoch".into(), epoch.to_owned())])
    }
}

fn cipher(key: &[u8]) -> Result<Aes256Gcm, StoreError> {
    Aes256Gcm::new_from_slice(key).map_err(|_| StoreError::Corrupt("a data key is not 256 bits".into()))
}

fn associated_data(workspace: WorkspaceId, purpose: &str) -> Vec<u8> {
    [workspace.0.as_bytes(), purpose.as_bytes()].concat()
}
