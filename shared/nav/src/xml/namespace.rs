//! NAV's namespaces, whatever prefix a document gives them.

use quick_xml::name::{NamespaceResolver, Prefix, ResolveResult};

const NAV: &str = "http://schemas.nav.gov.hu/";

/// The interface version that a document follows, as far as its namespace tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// 1.0 and 1.1, which share a namespace.
    V1,
    /// 2.0.
    V2,
    /// 3.0.
    V3,
}

/// The namespace of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// OSA/3.0/api: requests and answers.
    Api,
    /// OSA/3.0/data: invoices.
    Data,
    /// NTCA/1.0/common and OSA/3.0/base: types shared by both.
    Shared,
    /// Invoices of older interface versions.
    OldData(Version),
    /// Anything else, or none.
    Other,
}

impl Namespace {
    /// The namespace of elements with this prefix, or with none.
    pub(crate) fn of(resolver: &NamespaceResolver, prefix: Option<Prefix<'_>>) -> Self {
        let ResolveResult::Bound(namespace) = resolver.resolve_prefix(prefix, true) else {
            return Self::Other;
        };
        match namespace.0.strip_prefix(NAV) {
            Some("OSA/3.0/data") => Self::Data,
            Some("OSA/3.0/base" | "NTCA/1.0/common") => Self::Shared,
            Some("OSA/3.0/api") => Self::Api,
            Some("OSA/2.0/data") => Self::OldData(Version::V2),
            Some("OSA/1.0/data") => Self::OldData(Version::V1),
            _ => Self::Other,
        }
    }

    /// Whether elements of it are read at all.
    pub(crate) fn is_nav(&self) -> bool {
        matches!(self, Self::Api | Self::Data | Self::Shared | Self::OldData(_))
    }
}
