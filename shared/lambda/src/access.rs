//! "May this account do this in this workspace": the one place that answers.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use domain::{
    access::Action,
    ids::{AccountId, WorkspaceId},
    workspace::{Account, Membership},
};
use jiff::Timestamp;
use lambda_http::request::RequestContext;
use store::Store;

use crate::problem::Problem;

/// Who calls, by the access token that API Gateway has checked.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// When the token was issued.
    pub issued_at: Timestamp,
}

fn unauthorized() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "problem-unauthorized")
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get() else {
            return Err(unauthorized());
        };
        let token = context.authorizer.as_ref().and_then(|authorizer| authorizer.jwt.as_ref());
        let claims = &token.ok_or_else(unauthorized)?.claims;
        let account = claims.get("username").and_then(|name| name.parse().ok()).ok_or_else(unauthorized)?;
        let issued_at = claims.get("iat").and_then(|seconds| seconds.parse().ok());
        let issued_at =
            issued_at.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(unauthorized)?;
        Ok(Self { account, issued_at })
    }
}

/// Checks callers against accounts and memberships.
#[derive(Clone, Debug)]
pub struct Access {
    store: Store,
}

impl Access {
    /// Access by what the store says.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// The caller's account, unless the caller signed out everywhere since the token was issued.
    pub async fn account(&self, caller: &Caller) -> Result<Account, Problem> {
        let account = self.store.account(caller.account).await?.ok_or_else(unauthorized)?;
        still_signed_in(caller, account)
    }

    /// The caller's membership, if it allows the action. Where the caller is no member, the answer is the
    /// same as for a workspace that does not exist.
    pub async fn require(
        &self,
        caller: &Caller,
        workspace: WorkspaceId,
        action: Action,
    ) -> Result<Membership, Problem> {
        let standing = self.store.standing(caller.account, workspace).await?;
        still_signed_in(caller, standing.account.ok_or_else(unauthorized)?)?;
        let membership = standing.membership.ok_or_else(Problem::not_found)?;
        if !membership.role.allows(action) {
            return Err(Problem::new(StatusCode::FORBIDDEN, "problem-forbidden"));
        }
        Ok(membership)
    }
}

fn still_signed_in(caller: &Caller, account: Account) -> Result<Account, Problem> {
    match account.signed_out_at {
        Some(moment) if caller.issued_at < moment => {
            Err(Problem::new(StatusCode::UNAUTHORIZED, "problem-signed-out"))
        }
        _ => Ok(account),
    }
}
