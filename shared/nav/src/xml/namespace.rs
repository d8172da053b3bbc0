//! NAV's namespaces, whatever prefix a document gives them.

use quick_xml::name::{NamespaceResolver, Prefix, ResolveResult};

const NAV: &str = "http://schemas.nav.gov.hu/";

/// The namespace of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// OSA/3.0/api: requests and answers.
    Api,
    /// OSA/3.0/data: invoices.
    Data,
    /// NTCA/1.0/common and OSA/3.0/base: types shared by both.
    Shared,
    /// InvoiceData of the interface versions 1.0, 1.1 and 2.0.
    OldData(String),
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
            Some("OSA/1.0/data" | "OSA/2.0/data") => Self::OldData(namespace.0.to_owned()),
            _ => Self::Other,
        }
    }

    /// Whether elements of it are read at all.
    pub(crate) fn is_nav(&self) -> bool {
        matches!(self, Self::Api | Self::Data | Self::Shared)
    }
}
