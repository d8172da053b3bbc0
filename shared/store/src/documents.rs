//! Documents in S3. The documents of one page lie packed in one object, because an object for each would
//! cost more than all else; a single one is laid out for download when somebody asks.

use std::time::Duration;

use aws_sdk_s3::{Client, operation::get_object::builders::GetObjectFluentBuilder, primitives::ByteStream};
use domain::{hex::hex, ids::WorkspaceId, invoice::DocumentRef};
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};

use crate::{error::StoreError, files::presigning};

/// The bucket of documents.
#[derive(Clone, Debug)]
pub struct Documents {
    s3: Client,
    bucket: String,
}

/// The documents of one page on their way into one object.
#[derive(Debug)]
pub struct Pack {
    key_prefix: String,
    bytes: Vec<u8>,
    parts: Vec<(u64, u64, bool)>,
}

/// Names a document within its pack.
#[derive(Clone, Copy, Debug)]
pub struct PackedDocument(usize);

impl Pack {
    /// An empty pack.
    pub fn new(workspace: WorkspaceId) -> Self {
        Self { key_prefix: format!("packs/{workspace}/"), bytes: Vec::new(), parts: Vec::new() }
    }

    /// Bytes in it.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a document's bytes.
    pub fn add(&mut self, bytes: &[u8], gzip: bool) -> PackedDocument {
        self.parts.push((self.bytes.len() as u64, bytes.len() as u64, gzip));
        self.bytes.extend_from_slice(bytes);
        PackedDocument(self.parts.len() - 1)
    }
}

/// A pack that was stored.
#[derive(Debug)]
pub struct StoredPack {
    key: String,
    parts: Vec<(u64, u64, bool)>,
}

impl StoredPack {
    /// Where a document of the pack lies.
    pub fn locate(&self, document: PackedDocument) -> Option<DocumentRef> {
        let (offset, length, gzip) = *self.parts.get(document.0)?;
        Some(DocumentRef { pack: self.key.clone(), offset, length, gzip })
    }
}

/// A link that downloads a document for a while.
#[derive(Debug)]
pub struct DownloadLink {
    /// The presigned address.
    pub url: String,
    /// How long it works.
    pub lifetime: SignedDuration,
}

impl DownloadLink {
    /// How long a download link works, in seconds.
    pub const SECONDS: u32 = 900;

    /// A link that does what the request says.
    pub(crate) async fn new(get: GetObjectFluentBuilder) -> Result<Self, StoreError> {
        let get = get.presigned(presigning(Duration::from_secs(Self::SECONDS.into()))?).await;
        let get = get.map_err(|error| StoreError::unavailable("S3", error))?;
        let lifetime = SignedDuration::from_secs(Self::SECONDS.into());
        Ok(Self { url: get.uri().to_owned(), lifetime })
    }
}

/// What a document that is laid out for download is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Data.
    Xml,
    /// An image.
    Pdf,
}

impl Form {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Xml => ("xml", "application/xml"),
            Self::Pdf => ("pdf", "application/pdf"),
        }
    }
}

impl Documents {
    /// The documents in a bucket.
    pub fn new(s3: Client, bucket: impl Into<String>) -> Self {
        Self { s3, bucket: bucket.into() }
    }

    /// Stores a pack under a name that follows from its bytes, so that storing it twice changes nothing.
    pub async fn store(&self, pack: Pack) -> Result<StoredPack, StoreError> {
        let digest = hex(&Sha256::digest(&pack.bytes)[..16]);
        let key = format!("{}{digest}.pack", pack.key_prefix);
        if !pack.parts.is_empty() {
            let put = self.s3.put_object().bucket(&self.bucket).key(&key).body(ByteStream::from(pack.bytes));
            put.send().await.map_err(|error| StoreError::unavailable("S3", error))?;
        }
        Ok(StoredPack { key, parts: pack.parts })
    }

    /// A document's bytes, as they were stored.
    pub async fn read(&self, document: &DocumentRef) -> Result<Vec<u8>, StoreError> {
        if document.length == 0 {
            return Ok(Vec::new());
        }
        let range = format!("bytes={}-{}", document.offset, document.offset + document.length - 1);
        let get = self.s3.get_object().bucket(&self.bucket).key(&document.pack).range(range);
        let object = get.send().await.map_err(|error| StoreError::unavailable("S3", error))?;
        let body = object.body.collect().await;
        let body =
            body.map_err(|error| StoreError::Unavailable { service: "S3", reason: error.to_string() })?;
        Ok(body.to_vec())
    }

    /// Lays out a document of an invoice for download, and answers with a link to it. The copy expires with
    /// the bucket's rule for downloads.
    pub async fn link(
        &self,
        workspace: WorkspaceId,
        name: &str,
        form: Form,
        bytes: Vec<u8>,
    ) -> Result<DownloadLink, StoreError> {
        let (extension, content_type) = form.names();
        let key = format!("downloads/{workspace}/{name}.{extension}");
        let put = self.s3.put_object().bucket(&self.bucket).key(&key).content_type(content_type);
        let put = put.content_disposition(format!("attachment; filename=\"{name}.{extension}\""));
        let put = put.body(ByteStream::from(bytes)).send().await;
        put.map_err(|error| StoreError::unavailable("S3", error))?;
        DownloadLink::new(self.s3.get_object().bucket(&self.bucket).key(&key)).await
    }
}
