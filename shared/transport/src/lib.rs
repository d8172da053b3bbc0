//! How a program of ours speaks HTTP: one client with one TLS for AWS, NAV and whoever comes next. The SDK's
//! own would link a second one, and HTTP/2, which neither AWS nor NAV needs.
#![deny(missing_docs)]

mod aws;

use std::time::Duration;

pub use aws::aws_http_client;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_millis(3100);

/// A client of HTTP/1.1 that trusts the system's certificates, whose settings may be changed further. It
/// follows no redirect: what we send carries credentials.
pub fn builder() -> reqwest::ClientBuilder {
    // It only fails where a process has a provider already, which is then this one.
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::Client::builder().connect_timeout(CONNECT).redirect(reqwest::redirect::Policy::none())
}

/// The client that [`builder`] makes.
///
/// # Errors
/// Where the system's certificates cannot be read.
pub fn client() -> reqwest::Result<reqwest::Client> {
    builder().build()
}
