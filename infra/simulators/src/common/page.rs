//! Answers that any web server gives.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header::CONTENT_TYPE};

pub(crate) fn html(status: StatusCode, title: &str, text: &str) -> Response<Body> {
    plain(status, "text/html", format!("<html><body><h1>{title}</h1>\n{text}\n</body></html>\n"))
}

pub(crate) fn plain(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = empty(status);
    *response.body_mut() = body.into();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

pub(crate) fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
