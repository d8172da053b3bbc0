//! Zips the functions' binaries and puts them where CloudFormation finds them.

use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::template::{Function, Template};
use crate::{Ministack, Progress, REGION};

/// Shared by all stacks of one MiniStack: keys come from the content.
pub(crate) const BUCKET: &str = "local-cloud-packages";

/// Uploads what is not there yet, points each function to its package and uploads the result. Answers with
/// the template's address.
pub(crate) async fn upload(
    ministack: &Ministack,
    mut template: Template,
    binaries: &Path,
    progress: Progress<'_>,
) -> Result<String> {
    let config =
        aws_sdk_s3::Config::from(&ministack.sdk_config()).to_builder().force_path_style(true).build();
    let s3 = aws_sdk_s3::Client::from_conf(config);
    if s3.head_bucket().bucket(BUCKET).send().await.is_err() {
        // Two processes may race here; a bucket that cannot be used shows at the first upload.
        let location = BucketLocationConstraint::from(REGION);
        let location = CreateBucketConfiguration::builder().location_constraint(location).build();
        s3.create_bucket().bucket(BUCKET).create_bucket_configuration(location).send().await.ok();
    }
    for function in template.functions()? {
        let key = upload_function(&s3, &function, binaries, progress).await?;
        template.set_code(&function.logical_id, BUCKET, &key);
    }
    let body = serde_json::to_vec(template.json())?;
    let key = format!("template-{}.json", digest(&body));
    put(&s3, &key, body).await?;
    Ok(format!("{}/{BUCKET}/{key}", ministack.endpoint()))
}

async fn upload_function(
    s3: &aws_sdk_s3::Client,
    function: &Function,
    binaries: &Path,
    progress: Progress<'_>,
) -> Result<String> {
    let path = binaries.join(&function.binary);
    let binary = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let key = format!("{}-{}.zip", function.binary, digest(&binary));
    if s3.head_object().bucket(BUCKET).key(&key).send().await.is_err() {
        progress(&format!("Packaging {} ({} MB)", function.binary, binary.len() / 1_000_000));
        put(s3, &key, stored(&binary)?).await?;
    }
    Ok(key)
}

async fn put(s3: &aws_sdk_s3::Client, key: &str, body: Vec<u8>) -> Result<()> {
    let put = s3.put_object().bucket(BUCKET).key(key).body(ByteStream::from(body)).send().await;
    put.with_context(|| format!("cannot upload {key}")).map(|_| ())
}

/// Stored, not deflated: it goes no further than this machine's memory.
fn stored(binary: &[u8]) -> Result<Vec<u8>> {
    zip(binary, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
}

/// The package as it is sent to AWS.
pub fn deflated(binary: &[u8]) -> Result<Vec<u8>> {
    let deflate = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip(binary, deflate.compression_level(Some(9)))
}

fn zip(binary: &[u8], options: SimpleFileOptions) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(binary.len() + 1024)));
    zip.start_file("bootstrap", options.unix_permissions(0o755))?;
    zip.write_all(binary)?;
    Ok(zip.finish()?.into_inner())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
