//! The company's logo.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderName, StatusCode, header::CONTENT_TYPE},
};
use domain::{
    access::Action,
    hex::hex,
    ids::WorkspaceId,
    limits::BOOKS,
    record::Recorded,
    settings::{Logo, Settings},
};
use imagesize::ImageType;
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{IfMatch, Named, Raw, Tagged},
    problem::{Problem, ProblemDocument},
};
use sha2::{Digest as _, Sha256};
use store::StoreError;

use crate::{App, register, settings};

/// Width and height of a logo in pixels, at most.
const PIXELS: usize = 4_000;

/// Read the company's logo
#[utoipa::path(
    get, path = "/workspaces/{workspace}/logo",
    operation_id = "getLogo", tag = "settings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The image", content(
            (Vec<u8> = "image/png"),
            (Vec<u8> = "image/jpeg"),
        )),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<([(HeaderName, String); 1], Bytes), Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let logo = settings::of(&app, workspace).await?.data.logo.ok_or_else(Problem::not_found)?;
    let bytes = app.store.logo(workspace).await?.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, logo.content_type)], bytes.into()))
}

/// Set the company's logo
///
/// A PNG or JPEG image of at most 256 KB and 4,000 pixels in each direction.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/logo",
    operation_id = "setLogo", tag = "settings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("If-Match" = String, Header, description = "The version of the settings that was seen"),
    ),
    request_body(content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"))),
    responses(
        (status = 200, description = "The settings, which know the logo", body = Recorded<Settings>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn set(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    IfMatch(version): IfMatch,
    Raw(bytes): Raw,
) -> Result<Tagged<Settings>, Problem> {
    access.require(&caller, workspace, Action::ManageSettings).await?;
    let logo = described(&bytes, app.clock.now())?;
    store(&app, &caller, workspace, version, Some((logo, bytes))).await
}

/// Remove the company's logo
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/logo",
    operation_id = "removeLogo", tag = "settings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("If-Match" = String, Header, description = "The version of the settings that was seen"),
    ),
    responses(
        (status = 200, description = "The settings without a logo", body = Recorded<Settings>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    IfMatch(version): IfMatch,
) -> Result<Tagged<Settings>, Problem> {
    access.require(&caller, workspace, Action::ManageSettings).await?;
    store(&app, &caller, workspace, version, None).await
}

async fn store(
    app: &App,
    caller: &Caller,
    workspace: WorkspaceId,
    version: u32,
    logo: Option<(Logo, Bytes)>,
) -> Result<Tagged<Settings>, Problem> {
    let before = settings::of(app, workspace).await?;
    if before.version != version {
        return Err(register::outdated());
    }
    let (logo, bytes) = logo.unzip();
    let after = Settings { logo, ..before.data.clone() };
    let bytes = bytes.map(|bytes| bytes.to_vec());
    match app.store.set_logo(workspace, &before, after, bytes, app.actor(caller)).await {
        Ok(settings) => Ok(Tagged(StatusCode::OK, settings)),
        Err(StoreError::Conflict) => Err(register::outdated()),
        Err(error) => Err(error.into()),
    }
}

/// What the bytes of an image say of it.
fn described(bytes: &[u8], now: Timestamp) -> Result<Logo, Problem> {
    let wrong = || Problem::field("logo", "logo-format").with("kilobytes", BOOKS.logo / 1024);
    let content_type = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "image/png",
        Ok(ImageType::Jpeg) => "image/jpeg",
        _ => return Err(wrong()),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| wrong())?;
    if bytes.len() > BOOKS.logo || size.width > PIXELS || size.height > PIXELS {
        return Err(wrong());
    }
    Ok(Logo {
        content_type: content_type.to_owned(),
        bytes: bytes.len(),
        width: size.width,
        height: size.height,
        sha256: hex(&Sha256::digest(bytes)),
        set_at: now,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a PNG of that width and height.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn an_image_is_known_by_its_bytes() {
        let logo = described(&png(120, 40), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((logo.content_type.as_str(), logo.width, logo.height), ("image/png", 120, 40));
        for wrong in [&b""[..], b"GIF89a", b"<svg/>", &png(4001, 1), &png(1, 4001)] {
            assert!(described(wrong, Timestamp::UNIX_EPOCH).is_err());
        }
        let mut large = png(10, 10);
        large.resize(BOOKS.logo + 1, 0);
        assert!(described(&large, Timestamp::UNIX_EPOCH).is_err());
    }
}
