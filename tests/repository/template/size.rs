//! AWS's quotas, with room left, and names that two stacks can share.

use super::{events, functions, resources, template};

/// CloudFormation takes 500 resources; some come into being on the way.
const RESOURCES: usize = 450;
/// An HTTP API takes 300 routes.
const ROUTES: usize = 270;
/// A function's resource policy takes about 50 of them: 20 KB.
const ROUTES_OF_A_FUNCTION: usize = 45;

/// The properties by which a resource would have a fixed name.
const NAMES: [&str; 13] = [
    "AlarmName",
    "AliasName",
    "BucketName",
    "ClientName",
    "FunctionName",
    "GroupName",
    "LogGroupName",
    "Name",
    "QueueName",
    "RoleName",
    "TableName",
    "TopicName",
    "UserPoolName",
];

#[test]
fn the_template_keeps_clear_of_quotas() {
    let routes = events("HttpApi");
    // What SAM's translator makes besides: a permission for each route, a rule and a permission for each
    // schedule, a mapping for each queue and stream, what says how events are tried again, the API's stage.
    let made: usize = [("HttpApi", 1), ("Schedule", 2), ("SQS", 1), ("DynamoDB", 1)]
        .map(|(kind, each)| each * events(kind).len())
        .iter()
        .sum();
    let configured = functions().into_iter().filter(|(_, function)| !function["EventInvokeConfig"].is_null());
    let resources = resources().len() + made + configured.count() + 1;
    assert!(resources <= RESOURCES, "{resources} resources, at most {RESOURCES}");
    assert!(routes.len() <= ROUTES, "{} routes, at most {ROUTES}", routes.len());
    for (id, _) in functions() {
        let own = routes.iter().filter(|(function, ..)| function == id).count();
        assert!(own <= ROUTES_OF_A_FUNCTION, "{id}: {own} routes, at most {ROUTES_OF_A_FUNCTION}");
    }
}

#[test]
fn no_resource_has_a_fixed_name() {
    for (id, resource) in resources() {
        for name in NAMES {
            let Some(value) = resource["Properties"].get(name) else {
                continue;
            };
            assert!(value.is_object(), "{id}: {name} {value} would clash in a second stack");
        }
    }
    assert!(
        template().json()["Outputs"]
            .as_object()
            .unwrap()
            .values()
            .all(|output| output.get("Export").is_none())
    );
}

#[test]
fn functions_run_as_wanted() {
    let globals = &template().json()["Globals"]["Function"];
    assert_eq!(globals["Runtime"], "provided.al2023");
    assert_eq!(globals["Architectures"], serde_json::json!([{ "Ref": "Architecture" }]));
    assert_eq!(globals["Tracing"], serde_json::json!({ "Ref": "Tracing" }));
    let parameters = &template().json()["Parameters"];
    assert_eq!(parameters["Architecture"]["Default"], "arm64");
    let answering = events("HttpApi");
    for (id, function) in functions() {
        assert_eq!(resources()[id]["Metadata"]["BuildMethod"], "rust-cargolambda", "{id}");
        let timeout = function["Timeout"].as_u64().unwrap_or_else(|| panic!("{id} has no timeout"));
        let answers = answering.iter().any(|(function, ..)| function == id);
        assert!(
            !answers || timeout < 30,
            "{id}: API Gateway waits for 30 s, the function runs for {timeout} s"
        );
        assert!(function["MemorySize"].is_u64(), "{id} has no memory size");
    }
}
