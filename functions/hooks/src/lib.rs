//! What outside services push: documents of Számlázz.hu's data link, and its announcements of payments.
//!
//! A push is authenticated before it is parsed, and stored before it is acknowledged. The stored object is
//! the message: record-pushes does the rest.

mod links;
mod payments;
mod pushes;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use domain::{clock::Clock, szamlazz::SzamlazzLimits};
use store::{Store, files::Files};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use links::Links;

/// What the routes work with.
#[derive(Clone)]
pub struct App {
    /// Whose the keys are.
    pub links: Arc<Links>,
    /// Where questions to the Agent are.
    pub store: Store,
    /// Where pushes go.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Every bound.
    pub limits: SzamlazzLimits,
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router(limits: &SzamlazzLimits) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(pushes::take))
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .routes(routes!(payments::take))
}
