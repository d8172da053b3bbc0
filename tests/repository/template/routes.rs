//! The routes: the template sends them, the code answers them, the document describes them.

use std::collections::{BTreeMap, BTreeSet};

use super::{events, functions, resources};
use crate::openapi::operations;

/// A route of the template.
#[derive(Debug)]
pub struct Route {
    /// The function that answers.
    pub function: &'static str,
    /// The name of its event.
    pub event: &'static str,
    /// In capitals.
    pub method: &'static str,
    /// With parameters in braces.
    pub path: &'static str,
    /// Whether API Gateway lets it pass without a token.
    pub is_public: bool,
}

/// Every route of the template.
pub fn routes() -> Vec<Route> {
    let text = |value: &'static serde_json::Value| value.as_str().expect("a text");
    let routes = events("HttpApi").into_iter().map(|(function, event, json)| {
        assert_eq!(json["ApiId"]["Ref"], "Api", "{function}.{event}");
        Route {
            function,
            event,
            method: text(&json["Method"]),
            path: text(&json["Path"]),
            is_public: json["Auth"]["Authorizer"] == "NONE",
        }
    });
    routes.collect()
}

#[test]
fn the_template_and_the_document_have_the_same_routes() {
    let named = |(method, path, is_public): (&str, &str, bool)| {
        format!("{method} {path}{}", if is_public { " without a token" } else { "" })
    };
    let sent: BTreeSet<_> = routes().iter().map(|r| named((r.method, r.path, r.is_public))).collect();
    let described: BTreeSet<_> = operations().map(|o| named((&o.method, &o.path, o.is_public()))).collect();
    assert_eq!(sent, described, "left: template.yaml; right: the code");
}

#[test]
fn a_route_and_its_operation_have_one_name() {
    let ids: BTreeMap<String, String> = operations()
        .map(|operation| {
            let id = operation.json["operationId"].as_str().expect("an id");
            let (first, rest) = id.split_at(1);
            (format!("{} {}", operation.method, operation.path), first.to_uppercase() + rest)
        })
        .collect();
    for route in routes() {
        let id = ids.get(&format!("{} {}", route.method, route.path)).map(String::as_str);
        assert_eq!(id, Some(route.event), "{} {}", route.method, route.path);
    }
}

#[test]
fn the_function_that_is_sent_a_route_answers_it() {
    for (folder, part) in [
        ("accounts", accounts::router().into_openapi()),
        ("books", books::router().into_openapi()),
        ("hooks", hooks::router(&Default::default()).into_openapi()),
        ("inbox", inbox::router().into_openapi()),
        ("licences", licences::router().into_openapi()),
        ("postings", postings::router().into_openapi()),
        ("workbooks", workbooks::router().into_openapi()),
    ] {
        let answered = part.paths.paths.into_keys().collect::<BTreeSet<_>>();
        let function = crate::tree::pascal_case(folder);
        let sent = routes().into_iter().filter(|route| route.function == function);
        assert_eq!(sent.map(|route| route.path.to_owned()).collect::<BTreeSet<_>>(), answered, "{folder}");
    }
    let answering: BTreeSet<_> = routes().into_iter().map(|route| route.function).collect();
    assert_eq!(
        answering,
        BTreeSet::from(["Accounts", "Books", "Hooks", "Inbox", "Licences", "Postings", "Workbooks"]),
        "add a new function's router to this test"
    );
    assert!(functions().len() > answering.len());
}

#[test]
fn a_token_is_checked_before_any_function_runs() {
    let auth = &resources()["Api"]["Properties"]["Auth"];
    let authorizer = auth["DefaultAuthorizer"].as_str().expect("a default authorizer");
    let jwt = &auth["Authorizers"][authorizer]["JwtConfiguration"];
    assert_eq!(jwt["audience"][0]["Ref"], "UserPoolClient");
    assert!(jwt["issuer"]["Fn::Sub"].as_str().is_some_and(|issuer| issuer.ends_with("/${UserPool}")));
}
