//! Why a file is not read.

use std::{fmt::Display, io};

use thiserror::Error;

use crate::limits::{Limit, Limits};

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum FileError {
    /// It has no content.
    #[error("empty")]
    Empty,
    /// It is of another type, as this abbreviation says.
    #[error("a file of type {0}")]
    Other(&'static str),
    /// It is of no type that is known here.
    #[error("neither a workbook nor a text")]
    Unknown,
    /// It is damaged, or cut off.
    #[error("damaged: {0}")]
    Unreadable(String),
    /// It opens with a password only.
    #[error("protected by a password")]
    Password,
    /// It is larger than a limit.
    #[error("{limit:?}: more than {most}")]
    TooLarge {
        /// Which.
        limit: Limit,
        /// How large it may be, as [`Limit::most`] tells.
        most: u64,
    },
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
            Self::Empty => "workbook-empty",
            Self::Other(_) => "workbook-other",
            Self::Unknown => "workbook-unknown",
            Self::Unreadable(_) => "workbook-unreadable",
            Self::Password => "workbook-password",
            Self::TooLarge { limit, .. } => limit.code(),
            Self::NoHeadings => "workbook-no-headings",
            Self::Stopped(_) => "workbook-stopped",
        }
    }

    /// What the text needs to know, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Other(found) => vec![("found", (*found).to_owned())],
            Self::TooLarge { most, .. } => vec![("most", most.to_string())],
            _ => Vec::new(),
        }
    }

    pub(crate) fn broken(error: impl Display) -> Self {
        Self::Unreadable(error.to_string())
    }

    pub(crate) fn too_large(limit: Limit, limits: &Limits) -> Self {
        Self::TooLarge { limit, most: limit.most(limits) }
    }
}

impl From<calamine::XlsxError> for FileError {
    fn from(error: calamine::XlsxError) -> Self {
        match error {
            calamine::XlsxError::Password => Self::Password,
            error => Self::broken(error),
        }
    }
}

impl From<calamine::OdsError> for FileError {
    fn from(error: calamine::OdsError) -> Self {
        match error {
            calamine::OdsError::Password => Self::Password,
            error => Self::broken(error),
        }
    }
}

impl From<calamine::XlsError> for FileError {
    fn from(error: calamine::XlsError) -> Self {
        match error {
            calamine::XlsError::Password => Self::Password,
            error => Self::broken(error),
        }
    }
}

impl From<calamine::XlsbError> for FileError {
    fn from(error: calamine::XlsbError) -> Self {
        Self::broken(error)
    }
}

impl From<zip::result::ZipError> for FileError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::broken(error)
    }
}

impl From<quick_xml::Error> for FileError {
    fn from(error: quick_xml::Error) -> Self {
        Self::broken(error)
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::broken(error)
    }
}
