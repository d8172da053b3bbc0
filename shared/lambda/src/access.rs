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
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// When the token was issued.
    pub issued_at: Timestamp,
    /// The groups of the user pool that the person is in.
    pub groups: Vec<String>,
}

/// The claim `cognito:groups` as API Gateway passes on a list: `[operators other]`. Group names have no
/// blanks. Whatever has another shape names no group.
fn groups(claim: &str) -> Vec<String> {
    let names = claim.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    names.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn operators_only() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-operators-only")
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
        let groups = claims.get("cognito:groups").map(|claim| groups(claim)).unwrap_or_default();
        Ok(Self { account, issued_at, groups })
    }
}

/// Checks callers against accounts and memberships.
#[derive(Clone, Debug)]
pub struct Access {
    store: Store,
    operators: Option<String>,
}

impl Access {
    /// Access by what the store says.
    pub fn new(store: Store) -> Self {
        Self { store, operators: None }
    }

    /// The same, knowing the group of the user pool whose members operate the deployment.
    pub fn with_operators(self, group: String) -> Self {
        Self { operators: Some(group), ..self }
    }

    /// The caller's account, unless the caller signed out everywhere since the token was issued.
    pub async fn account(&self, caller: &Caller) -> Result<Account, Problem> {
        let account = self.store.account(caller.account).await?.ok_or_else(unauthorized)?;
        still_signed_in(caller, account)
    }

    /// The caller's account, if it may look at every workspace's connection and have it tried again. Nothing
    /// is hidden from the others: that there are operators is no secret.
    pub async fn require_operator(&self, caller: &Caller) -> Result<Account, Problem> {
        let account = self.account(caller).await?;
        let operator = self.operators.as_ref().is_some_and(|operators| caller.groups.contains(operators));
        operator.then_some(account).ok_or_else(operators_only)
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

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn groups_are_read_as_api_gateway_writes_them_and_not_otherwise() {
        assert_eq!(groups("[operators]"), ["operators"]);
        assert_eq!(groups("[stack-operators others]"), ["stack-operators", "others"]);
        for none in ["", "[]", "operators", "[operators", "operators]"] {
            assert!(groups(none).is_empty(), "{none}");
        }
        assert_eq!(groups(r#"["operators"]"#), [r#""operators""#], "not the group of that name");
    }
}
