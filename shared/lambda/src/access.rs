//! "May this account do this in this workspace": the one place that answers.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
};
use domain::{
    access::Action,
    clock::Clock,
    ids::{AccountId, WorkspaceId},
    licence::Refusal,
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

/// A name in the user pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserName {
    /// Of a user that this system made: the account itself.
    Account(AccountId),
    /// Of a social identity, such as `Google_1234`. It acts for an account once it is linked to it.
    Social(String),
}

impl UserName {
    /// Reads a name as Cognito has it.
    pub fn read(name: &str) -> Self {
        name.parse().map_or_else(|_| Self::Social(name.to_owned()), Self::Account)
    }
}

/// The claim `cognito:groups` as API Gateway passes on a list: `[operators other]`. Group names have no
/// blanks. Whatever has another shape names no group.
fn groups(claim: &str) -> Vec<String> {
    let names = claim.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    names.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn unauthorized() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "problem-unauthorized")
}

/// What an access token says.
struct Token {
    name: UserName,
    issued_at: Timestamp,
    groups: Vec<String>,
}

impl Token {
    fn of(parts: &Parts) -> Result<Self, Problem> {
        let Some(RequestContext::ApiGatewayV2(context)) = parts.extensions.get() else {
            return Err(unauthorized());
        };
        let token = context.authorizer.as_ref().and_then(|authorizer| authorizer.jwt.as_ref());
        let claims = &token.ok_or_else(unauthorized)?.claims;
        let name = UserName::read(claims.get("username").ok_or_else(unauthorized)?);
        let issued_at = claims.get("iat").and_then(|seconds| seconds.parse().ok());
        let issued_at =
            issued_at.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(unauthorized)?;
        let groups = claims.get("cognito:groups").map(|claim| groups(claim)).unwrap_or_default();
        Ok(Self { name, issued_at, groups })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Access: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Token { name, issued_at, groups } = Token::of(parts)?;
        let account = match name {
            UserName::Account(account) => account,
            UserName::Social(name) => {
                let unlinked = || Problem::new(StatusCode::FORBIDDEN, "identity-unlinked");
                Access::from_ref(state).store.identity(&name).await?.ok_or_else(unlinked)?
            }
        };
        Ok(Self { account, issued_at, groups })
    }
}

/// The groups of the user pool whose members work for the deployment rather than for a company.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Those who operate it.
    pub operators: String,
    /// Those who help its users, and delete what they ask to be deleted.
    pub support: String,
}

/// Checks callers against accounts, memberships and licences.
#[derive(Clone, Debug)]
pub struct Access {
    store: Store,
    clock: Clock,
    staff: Option<Staff>,
}

impl Access {
    /// Access by what the store says.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, staff: None }
    }

    /// The same, knowing who works for the deployment.
    pub fn with_staff(self, staff: Staff) -> Self {
        Self { staff: Some(staff), ..self }
    }

    /// The caller's account, unless the caller signed out everywhere since the token was issued.
    pub async fn account(&self, caller: &Caller) -> Result<Account, Problem> {
        let account = self.store.account(caller.account).await?.ok_or_else(unauthorized)?;
        still_signed_in(caller, account)
    }

    /// The caller's account, if it may look at every workspace's connection and have it tried again. Nothing
    /// is hidden from the others: that there are operators is no secret.
    pub async fn require_operator(&self, caller: &Caller) -> Result<Account, Problem> {
        self.require_group(caller, "problem-operators-only", |staff| &staff.operators).await
    }

    /// The caller's account, if it may decide on requests for deletion.
    pub async fn require_support(&self, caller: &Caller) -> Result<Account, Problem> {
        self.require_group(caller, "problem-support-only", |staff| &staff.support).await
    }

    async fn require_group(
        &self,
        caller: &Caller,
        code: &str,
        group: fn(&Staff) -> &String,
    ) -> Result<Account, Problem> {
        let account = self.account(caller).await?;
        let belongs = self.staff.as_ref().is_some_and(|staff| caller.groups.contains(group(staff)));
        belongs.then_some(account).ok_or_else(|| Problem::new(StatusCode::FORBIDDEN, code))
    }

    /// The caller's membership, if role and licence allow the action. Where the caller is no member, the
    /// answer is the same as for a workspace that does not exist.
    pub async fn require(
        &self,
        caller: &Caller,
        workspace: WorkspaceId,
        action: Action,
    ) -> Result<Membership, Problem> {
        let standing = self.store.standing(caller.account, workspace).await?;
        still_signed_in(caller, standing.account.ok_or_else(unauthorized)?)?;
        let (Some(membership), Some(licence)) = (standing.membership, standing.licence) else {
            return Err(Problem::not_found());
        };
        if !membership.role.allows(action) {
            return Err(Problem::new(StatusCode::FORBIDDEN, "problem-forbidden"));
        }
        licence.check(action, standing.demo, self.clock.now())?;
        Ok(membership)
    }
}

/// Why a licence does not allow what the role allows, as the answer to the request.
impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Lapsed => Self::new(StatusCode::PAYMENT_REQUIRED, "licence-lapsed"),
            Refusal::Package => Self::new(StatusCode::FORBIDDEN, "package-lacks"),
            Refusal::Demo => Self::new(StatusCode::FORBIDDEN, "demo-apart"),
        }
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
    use super::{UserName, groups};

    #[test]
    fn groups_are_read_as_api_gateway_writes_them_and_not_otherwise() {
        assert_eq!(groups("[operators]"), ["operators"]);
        assert_eq!(groups("[stack-operators others]"), ["stack-operators", "others"]);
        for none in ["", "[]", "operators", "[operators", "operators]"] {
            assert!(groups(none).is_empty(), "{none}");
        }
        assert_eq!(groups(r#"["operators"]"#), [r#""operators""#], "not the group of that name");
    }

    #[test]
    fn a_name_is_an_account_or_a_social_identity() {
        let account = "0199c1f6-7b7a-7bbd-8f5e-3d2c5b7f9a10";
        assert_eq!(UserName::read(account), UserName::Account(account.parse().unwrap()));
        assert_eq!(UserName::read("Google_1234"), UserName::Social("Google_1234".into()));
    }
}
