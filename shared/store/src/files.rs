//! Files that people upload and download, in S3: uploads under `uploads/`, what is made of them under
//! `imports/`, exports under `exports/`, each followed by the workspace. The bucket's rules let them expire.

use std::{fs, os::fd::AsRawFd as _, time::Duration};

use aws_sdk_s3::{
    Client,
    error::ProvideErrorMetadata as _,
    presigning::PresigningConfig,
    primitives::ByteStream,
    types::{Delete, ObjectIdentifier},
};
use domain::{
    deletion::DeletionRecord,
    ids::{JobId, WorkspaceId},
};
use tokio::{fs::File, io::AsyncWriteExt as _};

use crate::{documents::DownloadLink, error::StoreError};

/// The bucket of files.
#[derive(Clone, Debug)]
pub struct Files {
    s3: Client,
    bucket: String,
}

/// A file as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its version: another one has another tag.
    pub tag: String,
    /// Its bytes.
    pub bytes: u64,
}

/// The place of an import's upload.
pub fn upload(workspace: WorkspaceId, import: JobId) -> String {
    format!("uploads/{workspace}/{import}")
}

/// Whose upload lies at that place.
pub fn uploaded(key: &str) -> Option<(WorkspaceId, JobId)> {
    let (workspace, import) = key.strip_prefix("uploads/")?.split_once('/')?;
    Some((workspace.parse().ok()?, import.parse().ok()?))
}

/// The place of what a dry run came to; `name` is one of `plan`, `problems` and `copy`.
pub fn result(results: &str, name: &str) -> String {
    format!("{results}/{name}")
}

/// Where the results of an import's dry run of that token lie. Another dry run that comes to the same writes
/// the same there.
pub fn results(workspace: WorkspaceId, import: JobId, token: &str) -> String {
    format!("imports/{workspace}/{import}/{token}")
}

/// The place of an export's file.
pub fn export(workspace: WorkspaceId, export: JobId) -> String {
    format!("exports/{workspace}/{export}.xlsx")
}

/// The beginnings of everything that a workspace has in the bucket.
pub fn prefixes(workspace: WorkspaceId) -> [String; 6] {
    ["packs", "downloads", "uploads", "imports", "exports", "pushes"]
        .map(|folder| format!("{folder}/{workspace}/"))
}

/// The place of what stays of a deleted workspace: a copy that a restored table does not lose.
pub fn deletion_record(workspace: WorkspaceId) -> String {
    format!("{DELETIONS}{workspace}.json")
}

/// Most bytes of one: its reason has 500 characters.
const RECORD: u64 = 64 * 1024;

/// The folder of these.
const DELETIONS: &str = "deletions/";

impl Files {
    /// The files in a bucket.
    pub fn new(s3: Client, bucket: impl Into<String>) -> Self {
        Self { s3, bucket: bucket.into() }
    }

    /// An address to which a file of exactly that many bytes can be put.
    pub async fn upload_link(&self, key: &str, bytes: u64, lifetime: Duration) -> Result<String, StoreError> {
        let put = self.s3.put_object().bucket(&self.bucket).key(key).content_length(bytes as i64);
        let put = put.presigned(presigning(lifetime)?).await;
        Ok(put.map_err(|error| StoreError::unavailable("S3", error))?.uri().to_owned())
    }

    /// An address from which a file can be downloaded for a while, under a name.
    pub async fn download_link(&self, key: &str, file_name: &str) -> Result<DownloadLink, StoreError> {
        let get = self.s3.get_object().bucket(&self.bucket).key(key);
        let get = get.response_content_disposition(disposition(file_name));
        DownloadLink::new(get).await
    }

    /// Writes a file to the local one. None where there is no such file. Of one of more than `most` bytes
    /// nothing is written.
    pub async fn fetch(&self, key: &str, most: u64, into: &mut File) -> Result<Option<Fetched>, StoreError> {
        let get = self.s3.get_object().bucket(&self.bucket).key(key);
        let mut object = match get.send().await {
            Ok(object) => object,
            Err(error) if error.code() == Some("NoSuchKey") => return Ok(None),
            Err(error) => return Err(StoreError::unavailable("S3", error)),
        };
        let tag = object.e_tag().unwrap_or_default().to_owned();
        let bytes = object.content_length().unwrap_or_default() as u64;
        if bytes <= most {
            while let Some(chunk) = object.body.next().await {
                into.write_all(&chunk.map_err(broken)?).await.map_err(broken)?;
            }
            into.flush().await.map_err(broken)?;
        }
        Ok(Some(Fetched { tag, bytes }))
    }

    /// Stores a local file, which may have no name: the SDK opens it again for each attempt.
    pub async fn put(&self, key: &str, file: &fs::File, content_type: &str) -> Result<(), StoreError> {
        // Lambda has no /dev/fd.
        let path = format!("/proc/self/fd/{}", file.as_raw_fd());
        let body = ByteStream::from_path(path).await.map_err(broken)?;
        let put = self.s3.put_object().bucket(&self.bucket).key(key).content_type(content_type).body(body);
        put.send().await.map_err(|error| StoreError::unavailable("S3", error))?;
        Ok(())
    }

    /// A file's bytes; none where there is no such file.
    pub async fn whole(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.s3.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(object) => Ok(Some(object.body.collect().await.map_err(broken)?.to_vec())),
            Err(error) if error.code() == Some("NoSuchKey") => Ok(None),
            Err(error) => Err(StoreError::unavailable("S3", error)),
        }
    }

    /// At most so many bytes of a file, from a place on; none behind its end.
    pub async fn read(&self, key: &str, from: u64, most: u64) -> Result<Vec<u8>, StoreError> {
        let range = format!("bytes={from}-{}", from.saturating_add(most - 1));
        let get = self.s3.get_object().bucket(&self.bucket).key(key).range(range);
        match get.send().await {
            Ok(object) => Ok(object.body.collect().await.map_err(broken)?.to_vec()),
            Err(error) if error.code() == Some("InvalidRange") => Ok(Vec::new()),
            Err(error) => Err(StoreError::unavailable("S3", error)),
        }
    }
}

impl Files {
    /// Versions and delete markers that one request removes.
    pub const REMOVED_AT_ONCE: usize = 1_000;

    /// Stores a few bytes.
    pub async fn write(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<(), StoreError> {
        let put = self.s3.put_object().bucket(&self.bucket).key(key).content_type(content_type);
        let put = put.body(ByteStream::from(bytes)).send().await;
        put.map_err(|error| StoreError::unavailable("S3", error))?;
        Ok(())
    }

    /// Removes versions and delete markers of a workspace's objects, a thousand at most of each folder.
    /// Answers with how many there were of the fullest one: as many say that more may be there.
    pub async fn remove(&self, workspace: WorkspaceId) -> Result<usize, StoreError> {
        let mut removed = 0;
        for prefix in prefixes(workspace) {
            let list = self.s3.list_object_versions().bucket(&self.bucket).prefix(prefix);
            let listed = list.send().await.map_err(|error| StoreError::unavailable("S3", error))?;
            let versions = listed.versions().iter().map(|object| (object.key(), object.version_id()));
            let markers = listed.delete_markers().iter().map(|marker| (marker.key(), marker.version_id()));
            let objects = versions.chain(markers).map(|(key, version)| {
                let object = ObjectIdentifier::builder().set_key(key.map(str::to_owned));
                object.set_version_id(version.map(str::to_owned)).build().map_err(broken)
            });
            let objects: Vec<_> = objects.collect::<Result<_, _>>()?;
            if objects.is_empty() {
                continue;
            }
            removed = removed.max(objects.len());
            let delete = Delete::builder().set_objects(Some(objects)).quiet(true).build().map_err(broken)?;
            let delete = self.s3.delete_objects().bucket(&self.bucket).delete(delete).send().await;
            let answer = delete.map_err(|error| StoreError::unavailable("S3", error))?;
            if let Some(error) = answer.errors().first() {
                return Err(broken(error.message().unwrap_or("an object stayed")));
            }
        }
        Ok(removed)
    }

    /// What stays of a deleted workspace, as it was kept here.
    pub async fn deletion_record(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Option<DeletionRecord>, StoreError> {
        let bytes = self.read(&deletion_record(workspace), 0, RECORD).await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        serde_json::from_slice(&bytes).map(Some).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// The workspaces of which a deletion record is kept, from behind one of them on, and whether more
    /// follow.
    pub async fn deletion_records(
        &self,
        after: Option<WorkspaceId>,
    ) -> Result<(Vec<WorkspaceId>, bool), StoreError> {
        let list = self.s3.list_objects_v2().bucket(&self.bucket).prefix(DELETIONS).max_keys(100);
        let listed = list.set_start_after(after.map(deletion_record)).send().await;
        let listed = listed.map_err(|error| StoreError::unavailable("S3", error))?;
        let workspaces = listed
            .contents()
            .iter()
            .filter_map(|object| object.key()?.strip_prefix(DELETIONS)?.strip_suffix(".json")?.parse().ok());
        Ok((workspaces.collect(), listed.is_truncated().unwrap_or_default()))
    }
}

fn broken(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable { service: "S3", reason: error.to_string() }
}

/// How long an address works.
pub(crate) fn presigning(lifetime: Duration) -> Result<PresigningConfig, StoreError> {
    PresigningConfig::expires_in(lifetime).map_err(broken)
}

/// The header by which a browser saves a file under a name that may have letters of any language (RFC 6266,
/// section 5, and RFC 8187).
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' })
        .collect();
    let encoded: String = file_name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn uploads_are_told_by_their_place() {
        let (workspace, import) = (WorkspaceId(Uuid::from_u128(1)), JobId(Uuid::from_u128(2)));
        assert_eq!(uploaded(&upload(workspace, import)), Some((workspace, import)));
        for other in ["uploads/x/y", "imports/1/2", "uploads/", &format!("uploads/{workspace}/../{import}")] {
            assert_eq!(uploaded(other), None, "{other}");
        }
    }

    #[test]
    fn names_of_files_keep_their_letters() {
        assert_eq!(
            disposition("Vevők \"1\".xlsx"),
            "attachment; filename=\"Vev_k _1_.xlsx\"; filename*=UTF-8''Vev%C5%91k%20%221%22.xlsx"
        );
    }
}
