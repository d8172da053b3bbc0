//! Adds to an HTTP API what MiniStack leaves out of its OpenAPI body: authorizers, integrations and routes.
//! Everything comes from the transformed template, so template.yaml stays the only routing table.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use aws_config::SdkConfig;
use aws_sdk_apigatewayv2::Client;
use aws_sdk_apigatewayv2::types::{
    AuthorizationType, AuthorizerType, IntegrationType, JwtConfiguration, Route,
};
use aws_sdk_cloudformation::types::TemplateStage;
use serde_json::Value;

use crate::Stack;
use crate::references::resolve;

/// A route as the transformed template describes it.
#[derive(Debug)]
struct Wanted {
    key: String,
    function_arn: String,
    authorizer: Option<(String, Vec<String>)>,
}

/// Makes the routes of every HTTP API of the stack those of its template.
pub(crate) async fn import(config: &SdkConfig, stack: &Stack) -> Result<()> {
    let cloudformation = aws_sdk_cloudformation::Client::new(config);
    let request =
        cloudformation.get_template().stack_name(&stack.name).template_stage(TemplateStage::Processed);
    let answer = request.send().await?;
    let template: Value = serde_json::from_str(answer.template_body().context("the stack has no template")?)?;
    let resources = template["Resources"].as_object().context("the template has no resources")?;
    let apigateway = Client::new(config);
    for (logical_id, resource) in resources {
        if resource["Type"] == "AWS::ApiGatewayV2::Api" {
            let api_id = stack.resource(logical_id)?;
            Import { apigateway: &apigateway, stack, api_id }.run(&resource["Properties"]["Body"]).await?;
        }
    }
    Ok(())
}

struct Import<'a> {
    apigateway: &'a Client,
    stack: &'a Stack,
    api_id: &'a str,
}

impl Import<'_> {
    async fn run(&self, body: &Value) -> Result<()> {
        let authorizers = self.authorizers(&body["components"]["securitySchemes"]).await?;
        let wanted = self.wanted(body)?;
        let present = self.routes().await?;
        let keys: BTreeSet<&str> = wanted.iter().map(|route| route.key.as_str()).collect();
        for route in &present {
            if let (Some(id), false) =
                (route.route_id(), keys.contains(route.route_key().unwrap_or_default()))
            {
                self.apigateway.delete_route().api_id(self.api_id).route_id(id).send().await?;
            }
        }
        let mut integrations = self.integrations().await?;
        for route in &wanted {
            let integration = self.integration(&route.function_arn, &mut integrations).await?;
            let before = present.iter().find(|present| present.route_key() == Some(&route.key));
            self.put_route(route, &integration, &authorizers, before.and_then(Route::route_id)).await?;
        }
        Ok(())
    }

    fn wanted(&self, body: &Value) -> Result<Vec<Wanted>> {
        let mut routes = Vec::new();
        for (path, operations) in body["paths"].as_object().into_iter().flatten() {
            for (method, operation) in operations.as_object().into_iter().flatten() {
                let uri = resolve(&operation["x-amazon-apigateway-integration"]["uri"], self.stack)?;
                // arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function's ARN>/invocations
                let function_arn =
                    uri.split("/functions/").nth(1).and_then(|rest| rest.strip_suffix("/invocations"));
                let function_arn =
                    function_arn.with_context(|| format!("{path} names no function"))?.to_owned();
                let key = format!("{} {path}", method.to_uppercase());
                let security = operation["security"][0].as_object().and_then(|all| all.iter().next());
                let authorizer = security.filter(|(name, _)| *name != "NONE").map(|(name, scopes)| {
                    (name.clone(), scopes.as_array().into_iter().flatten().filter_map(text).collect())
                });
                routes.push(Wanted { key, function_arn, authorizer });
            }
        }
        Ok(routes)
    }

    /// Ids of the authorizers by name.
    async fn authorizers(&self, schemes: &Value) -> Result<BTreeMap<String, String>> {
        let present = self.apigateway.get_authorizers().api_id(self.api_id).send().await?;
        let named =
            present.items().iter().filter_map(|it| Some((it.name.clone()?, it.authorizer_id.clone()?)));
        let mut ids: BTreeMap<_, _> = named.collect();
        for (name, scheme) in schemes.as_object().into_iter().flatten() {
            let authorizer = &scheme["x-amazon-apigateway-authorizer"];
            if ids.contains_key(name) || !authorizer.is_object() {
                continue;
            }
            let jwt = &authorizer["jwtConfiguration"];
            let mut configuration = JwtConfiguration::builder().issuer(resolve(&jwt["issuer"], self.stack)?);
            // What hangs on a condition is not there: MiniStack has no social sign-in.
            let audiences = jwt["audience"].as_array().into_iter().flatten();
            for audience in audiences.filter(|audience| audience.get("Fn::If").is_none()) {
                configuration = configuration.audience(resolve(audience, self.stack)?);
            }
            let create = self.apigateway.create_authorizer().api_id(self.api_id).name(name);
            let create = create.authorizer_type(AuthorizerType::Jwt).jwt_configuration(configuration.build());
            let create = create.identity_source(text(&authorizer["identitySource"]).unwrap_or_default());
            let id = create.send().await?.authorizer_id.context("an authorizer without an id")?;
            ids.insert(name.clone(), id);
        }
        Ok(ids)
    }

    async fn routes(&self) -> Result<Vec<Route>> {
        let mut routes = Vec::new();
        let mut token = None;
        loop {
            let page = self.apigateway.get_routes().api_id(self.api_id).set_next_token(token).send().await?;
            routes.extend_from_slice(page.items());
            token = page.next_token;
            if token.is_none() {
                return Ok(routes);
            }
        }
    }

    /// Ids of the integrations by the ARN of their function.
    async fn integrations(&self) -> Result<BTreeMap<String, String>> {
        let present = self.apigateway.get_integrations().api_id(self.api_id).send().await?;
        let ids = present.items().iter();
        Ok(ids.filter_map(|it| Some((it.integration_uri.clone()?, it.integration_id.clone()?))).collect())
    }

    async fn integration(&self, arn: &str, ids: &mut BTreeMap<String, String>) -> Result<String> {
        if let Some(id) = ids.get(arn) {
            return Ok(id.clone());
        }
        let create = self.apigateway.create_integration().api_id(self.api_id);
        let create = create.integration_type(IntegrationType::AwsProxy).payload_format_version("2.0");
        let made = create.integration_uri(arn).send().await?;
        let id = made.integration_id.context("an integration without an id")?;
        ids.insert(arn.to_owned(), id.clone());
        Ok(id)
    }

    async fn put_route(
        &self,
        route: &Wanted,
        integration: &str,
        authorizers: &BTreeMap<String, String>,
        present: Option<&str>,
    ) -> Result<()> {
        let target = format!("integrations/{integration}");
        let (kind, authorizer, scopes) = match &route.authorizer {
            None => (AuthorizationType::None, None, None),
            Some((name, scopes)) => {
                let id = authorizers.get(name).with_context(|| format!("{} needs {name}", route.key))?;
                (AuthorizationType::Jwt, Some(id.clone()), Some(scopes.clone()))
            }
        };
        match present {
            None => {
                let create =
                    self.apigateway.create_route().api_id(self.api_id).route_key(&route.key).target(target);
                let create = create.authorization_type(kind).set_authorizer_id(authorizer);
                create.set_authorization_scopes(scopes).send().await?;
            }
            Some(id) => {
                let update = self.apigateway.update_route().api_id(self.api_id).route_id(id).target(target);
                let update = update.authorization_type(kind).set_authorizer_id(authorizer);
                update.set_authorization_scopes(scopes).send().await?;
            }
        }
        Ok(())
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
