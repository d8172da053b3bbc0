//! Whether a file may be opened at all: looks at the archive's directory only.

use std::io::{self, Read, Seek};

use thiserror::Error;
use zip::ZipArchive;

use crate::limits::Limits;

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum FileError {
    /// It is no .xlsx, or it is cut off.
    #[error("not a readable .xlsx: {0}")]
    Unreadable(String),
    /// It opens with a password only.
    #[error("protected by a password")]
    Password,
    /// It is larger than the limits.
    #[error("too large: {0}")]
    TooLarge(&'static str),
    /// No sheet has the headings.
    #[error("no sheet has the headings")]
    NoHeadings,
    /// What read the rows stopped.
    #[error("stopped: {0}")]
    Stopped(io::Error),
}

impl FileError {
    /// The name of the text that tells a person what to do.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "workbook-unreadable",
            Self::Password => "workbook-password",
            Self::TooLarge(_) => "workbook-too-large",
            Self::NoHeadings => "workbook-no-headings",
            Self::Stopped(_) => "workbook-stopped",
        }
    }
}

impl From<calamine::XlsxError> for FileError {
    fn from(error: calamine::XlsxError) -> Self {
        match error {
            calamine::XlsxError::Password => Self::Password,
            error => Self::Unreadable(error.to_string()),
        }
    }
}

/// How an encrypted workbook begins: it is an OLE file, not an archive ([MS-CFB] 2.2).
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Checks the directory of a file against the limits. That no part is larger than the directory says, the
/// archive's reader ensures while it unpacks.
pub fn check<R: Read + Seek>(mut source: R, limits: &Limits) -> Result<(), FileError> {
    let mut begin = [0; 8];
    let broken = |error: &dyn std::fmt::Display| FileError::Unreadable(error.to_string());
    source.read_exact(&mut begin).map_err(|error| broken(&error))?;
    if begin == OLE {
        return Err(FileError::Password);
    }
    let mut archive = ZipArchive::new(source).map_err(|error| broken(&error))?;
    if archive.len() > limits.parts {
        return Err(FileError::TooLarge("parts"));
    }
    let mut declared = 0u64;
    for place in 0..archive.len() {
        declared =
            declared.saturating_add(archive.by_index_raw(place).map_err(|error| broken(&error))?.size());
    }
    if declared > limits.unpacked_bytes {
        return Err(FileError::TooLarge("unpacked_bytes"));
    }
    Ok(())
}
