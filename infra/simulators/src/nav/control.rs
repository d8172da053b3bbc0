//! Nothing yet.
use std::sync::Arc;

use axum::Router;

use super::server::Nav;

pub(crate) fn routes() -> Router<Arc<Nav>> {
    Router::new()
}
