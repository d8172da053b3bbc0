//! The routes of template.yaml.

use local_cloud::{Template, workspace};

/// Method, path, and whether anybody may call it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: String,
    pub path: String,
    pub public: bool,
}

pub fn of_the_template() -> Vec<Route> {
    let template = Template::read(&workspace::template()).expect("the template");
    let functions = template.resources("AWS::Serverless::Function");
    let events = functions.flat_map(|(_, function)| {
        let events = function["Properties"]["Events"].as_object();
        events.into_iter().flatten().map(|(_, event)| event)
    });
    let routes = events.filter(|event| event["Type"] == "HttpApi").map(|event| {
        let properties = &event["Properties"];
        let text = |name: &str| properties[name].as_str().expect(name).to_owned();
        Route {
            method: text("Method").to_uppercase(),
            path: text("Path"),
            public: properties["Auth"]["Authorizer"] == "NONE",
        }
    });
    routes.collect()
}
