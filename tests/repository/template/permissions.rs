//! Each function has a role of its own, with no more than it needs.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{each, events, functions, of_type, resources, target};

/// Actions that AWS cannot bind to a resource, and why.
const WITHOUT_RESOURCE: [(&str, &str); 3] = [
    ("ses:SendEmail", "the identity is made outside of the template; the sender's address bounds it"),
    ("xray:PutTraceSegments", "X-Ray has no resource for traces"),
    ("xray:PutTelemetryRecords", "X-Ray has no resource for telemetry"),
];

/// The statements of the roles: role, statement.
fn statements() -> Vec<(&'static String, &'static Value)> {
    let roles = of_type("AWS::IAM::Role").into_iter();
    roles
        .flat_map(|(role, properties)| {
            let policies = each(&properties["Policies"]).into_iter();
            policies.flat_map(move |policy| {
                let statements = each(&policy["PolicyDocument"]["Statement"]);
                statements.into_iter().map(move |statement| (role, statement))
            })
        })
        .collect()
}

#[test]
fn each_function_has_a_role_of_its_own() {
    let roles: BTreeSet<&str> = functions()
        .into_iter()
        .map(|(id, function)| {
            assert_eq!(target(&function["Role"]), Some(format!("{id}Role").as_str()), "{id}");
            assert!(function.get("Policies").is_none(), "{id}: policies stand in its role");
            target(&function["Role"]).unwrap()
        })
        .collect();
    let all: BTreeSet<&str> = of_type("AWS::IAM::Role").into_iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(roles, all, "left: the functions' roles; right: all roles");
    for (id, role) in of_type("AWS::IAM::Role") {
        assert!(role.get("ManagedPolicyArns").is_none(), "{id}: managed policies allow more than is needed");
        let trusted = &role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["Service"];
        assert_eq!(trusted, "lambda.amazonaws.com", "{id}");
    }
}

#[test]
fn no_action_is_allowed_in_general() {
    for (role, statement) in statements() {
        assert_eq!(statement["Effect"], "Allow", "{role}");
        for action in each(&statement["Action"]) {
            let action = action.as_str().unwrap();
            assert!(action.contains(':') && !action.contains('*'), "{role}: {action}");
        }
        assert!(statement.get("NotAction").is_none() && statement.get("NotResource").is_none(), "{role}");
    }
}

#[test]
fn no_resource_is_any_but_where_aws_wants_it() {
    for (role, statement) in statements() {
        let any = each(&statement["Resource"]).into_iter().any(|resource| resource == "*");
        let actions: Vec<_> = each(&statement["Action"]).into_iter().filter_map(Value::as_str).collect();
        let excused = |action: &&str| WITHOUT_RESOURCE.iter().any(|(known, _)| known == action);
        assert!(!any || actions.iter().all(excused), "{role}: {actions:?} on any resource");
        for resource in each(&statement["Resource"]).into_iter().filter(|resource| *resource != "*") {
            let named = target(resource).or_else(|| {
                let text = resource["Fn::Sub"].as_str()?.strip_prefix("${")?;
                text.split_once(".Arn}").map(|(id, _)| id)
            });
            let known = named.is_some_and(|id| resources().contains_key(id));
            assert!(known, "{role}: {resource} is not a resource of this template");
        }
    }
}

#[test]
fn secrets_are_opened_only_for_this_deployment() {
    for (role, statement) in statements() {
        let on_key =
            each(&statement["Resource"]).into_iter().any(|resource| target(resource) == Some("SecretsKey"));
        let bound = &statement["Condition"]["StringEquals"]["kms:EncryptionContext:deployment"];
        assert!(!on_key || target(bound) == Some("AWS::StackName"), "{role}: {statement}");
    }
}

/// Access asks for account, membership and licence at once.
#[test]
fn functions_with_routes_may_ask_who_calls() {
    for (id, _, _) in events("HttpApi") {
        let role = format!("{id}Role");
        let may = |action: &str| {
            statements().into_iter().any(|(of, statement)| {
                let on_table = each(&statement["Resource"]).into_iter().any(|on| target(on) == Some("Table"));
                *of == role && on_table && each(&statement["Action"]).into_iter().any(|a| a == action)
            })
        };
        assert!(may("dynamodb:BatchGetItem") && may("dynamodb:GetItem"), "{role}");
    }
}

/// A deleted workspace leaves nothing in the bucket.
#[test]
fn every_folder_of_a_workspace_can_be_deleted() {
    let deletes =
        |statement: &Value| each(&statement["Action"]).into_iter().any(|a| a == "s3:DeleteObjectVersion");
    let deleted = statements().into_iter().filter(|(role, _)| *role == "DeleteWorkspaceRole");
    let deleted: BTreeSet<String> = deleted
        .filter(|(_, statement)| deletes(statement))
        .flat_map(|(_, statement)| each(&statement["Resource"]))
        .filter_map(|resource| Some(resource["Fn::Sub"].as_str()?.split('/').nth(1)?.to_owned()))
        .collect();
    let folders = store::files::prefixes(domain::ids::WorkspaceId(uuid::Uuid::nil()));
    let folders = folders.iter().filter_map(|prefix| Some(prefix.split('/').next()?.to_owned()));
    assert_eq!(deleted, folders.collect(), "left: the template; right: store::files");
}

#[test]
fn mail_is_sent_by_one_address() {
    for (role, statement) in statements() {
        let sends = each(&statement["Action"]).into_iter().any(|action| action == "ses:SendEmail");
        let bound = &statement["Condition"]["StringEquals"]["ses:FromAddress"];
        assert!(!sends || target(bound) == Some("MailFrom"), "{role}: {statement}");
    }
}

#[test]
fn each_function_writes_its_own_log_and_no_other() {
    let logs = |action: &Value| action.as_str().is_some_and(|action| action.starts_with("logs:"));
    for (id, function) in functions() {
        let log = target(&function["LoggingConfig"]["LogGroup"]).unwrap_or_else(|| panic!("{id} has no log"));
        assert_eq!(log, format!("{id}Log"));
        let role = format!("{id}Role");
        let written: Vec<_> = statements()
            .into_iter()
            .filter(|(of, statement)| **of == role && each(&statement["Action"]).into_iter().any(logs))
            .map(|(_, statement)| target(&statement["Resource"]))
            .collect();
        assert_eq!(written, [Some(log)], "{id}");
    }
}
