//! Naming an outside call from the HTTP request that carries it.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde::Deserialize;
use std::fmt;

/// What a request asks of which service, as a person would say it.
#[derive(Debug, Clone)]
pub(crate) struct CallName {
    pub service: String,
    pub operation: String,
    /// The table, object or path, where the request names one.
    pub subject: Option<String>,
}

impl CallName {
    pub fn of(request: &HttpRequest) -> Self {
        if let Some((prefix, operation)) =
            request.headers().get("x-amz-target").and_then(|target| target.split_once('.'))
        {
            return Self {
                service: service_of_target(prefix).to_owned(),
                operation: operation.to_owned(),
                subject: table_name(request),
            };
        }
        let service = signing_scope(request).unwrap_or("HTTP");
        if let Some(action) = query_action(request) {
            return Self { service: service.to_uppercase(), operation: action, subject: None };
        }
        Self {
            service: service.to_uppercase(),
            operation: query_parameter(request, "x-id").unwrap_or_else(|| request.method().to_owned()),
            subject: path(request),
        }
    }

    /// The name under which attempts are counted: without the subject, which is different for every item.
    pub fn counted_as(&self) -> String {
        format!("{}.{}", self.service, self.operation)
    }
}

impl fmt::Display for CallName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.service, self.operation)?;
        match &self.subject {
            Some(subject) => write!(formatter, " {subject}"),
            None => Ok(()),
        }
    }
}

fn service_of_target(prefix: &str) -> &str {
    match prefix {
        "DynamoDB_20120810" => "DynamoDB",
        "AmazonSQS" => "SQS",
        "TrentService" => "KMS",
        "AWSCognitoIdentityProviderService" => "Cognito",
        other => other,
    }
}

fn table_name(request: &HttpRequest) -> Option<String> {
    #[derive(Deserialize)]
    struct Body {
        #[serde(rename = "TableName")]
        table_name: String,
    }
    serde_json::from_slice::<Body>(request.body().bytes()?).ok().map(|body| body.table_name)
}

/// The service in `Credential=KEY/20261122/eu-central-1/s3/aws4_request`.
fn signing_scope(request: &HttpRequest) -> Option<&str> {
    let (_, credential) = request.headers().get("authorization")?.split_once("Credential=")?;
    credential.split('/').nth(3)
}

fn query_action(request: &HttpRequest) -> Option<String> {
    let form = std::str::from_utf8(request.body().bytes()?).ok()?;
    form.split('&').find_map(|pair| pair.strip_prefix("Action=")).map(str::to_owned)
}

fn query_parameter(request: &HttpRequest, name: &str) -> Option<String> {
    let (_, query) = request.uri().split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

fn path(request: &HttpRequest) -> Option<String> {
    let uri = request.uri();
    let after_scheme = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let path = &after_scheme[after_scheme.find('/')?..];
    path.split('?').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_types::body::SdkBody;

    fn request(uri: &str, headers: &[(&'static str, &'static str)], body: &'static str) -> HttpRequest {
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_uri(uri).unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, *value);
        }
        request
    }

    const S3: (&str, &str) =
        ("authorization", "AWS4-HMAC-SHA256 Credential=K/20261122/eu-central-1/s3/aws4_request, Signature=x");
    const STS: (&str, &str) = (
        "authorization",
        "AWS4-HMAC-SHA256 Credential=K/20261122/eu-central-1/sts/aws4_request, Signature=x",
    );

    #[test]
    fn json_services_are_named_by_their_target() {
        let target = [("x-amz-target", "DynamoDB_20120810.PutItem")];
        let call = CallName::of(&request("http://localhost:1/", &target, r#"{"TableName":"Outbox"}"#));
        assert_eq!(call.to_string(), "DynamoDB.PutItem Outbox");
        assert_eq!(call.counted_as(), "DynamoDB.PutItem");

        let target = [("x-amz-target", "TrentService.GenerateDataKey")];
        assert_eq!(
            CallName::of(&request("http://localhost:1/", &target, "{}")).to_string(),
            "KMS.GenerateDataKey"
        );
    }

    #[test]
    fn s3_is_named_by_operation_or_method_and_by_path() {
        let put = CallName::of(&request("http://localhost:1/bucket/a/b.xml?x-id=PutObject", &[S3], "<xml/>"));
        assert_eq!(put.to_string(), "S3.PutObject /bucket/a/b.xml");
        assert_eq!(put.counted_as(), "S3.PutObject");
        let list = CallName::of(&request("http://localhost:1/bucket?list-type=2", &[S3], ""));
        assert_eq!(list.to_string(), "S3.GET /bucket");
    }

    #[test]
    fn query_services_are_named_by_their_action() {
        let call =
            CallName::of(&request("http://localhost:1/", &[STS], "Action=GetCallerIdentity&Version=1"));
        assert_eq!(call.to_string(), "STS.GetCallerIdentity");
    }
}
