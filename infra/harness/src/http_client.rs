use crate::call::CallName;
use crate::capacity::{self, Capacity};
use crate::{FaultPlan, Verdict};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;

/// Puts the plan between an SDK client's retries and the network: every attempt passes it.
pub fn faulty_http_client(plan: FaultPlan, inner: impl HttpClient + 'static) -> SharedHttpClient {
    SharedHttpClient::new(FaultyClient { plan, inner: SharedHttpClient::new(inner) })
}

#[derive(Debug)]
struct FaultyClient {
    plan: FaultPlan,
    inner: SharedHttpClient,
}

impl HttpClient for FaultyClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(FaultyConnector { plan: self.plan.clone(), inner })
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_base_client_config(&self.inner, components, config)
    }

    fn validate_final_config(
        &self,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_final_config(&self.inner, components, config)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

#[derive(Debug)]
struct FaultyConnector {
    plan: FaultPlan,
    inner: SharedHttpConnector,
}

impl HttpConnector for FaultyConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (plan, inner) = (self.plan.clone(), self.inner.clone());
        HttpConnectorFuture::new(async move { call(plan, inner, request).await })
    }
}

async fn call(
    plan: FaultPlan,
    inner: SharedHttpConnector,
    mut request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let name = CallName::of(&request);
    let capacity = Capacity::of(&name).filter(|_| plan.measures_capacity());
    if capacity.is_some() {
        capacity::ask(&mut request);
    }
    let call = plan.begin(&name).ok_or_else(crashed)?;
    let mut answer = inner.call(request).await;
    if let (Some(capacity), Ok(response)) = (capacity, &mut answer) {
        add_units(&plan, capacity, response).await?;
    }
    match plan.end(call) {
        Verdict::Proceed => answer,
        Verdict::LoseAnswer => Err(ConnectorError::io("the fault plan lost the answer".into())),
        Verdict::Crash => Err(crashed()),
    }
}

/// Neither timeout nor io: the SDK retries those, and the dead do not retry.
fn crashed() -> ConnectorError {
    ConnectorError::other("the fault plan ended this invocation".into(), None)
}

async fn add_units(
    plan: &FaultPlan,
    capacity: Capacity,
    response: &mut HttpResponse,
) -> Result<(), ConnectorError> {
    let body = ByteStream::new(response.take_body()).collect().await;
    let bytes = body.map_err(|error| ConnectorError::io(error.into()))?.into_bytes();
    let units = capacity::units(&bytes);
    match capacity {
        Capacity::Read => plan.add_units(units, 0.0),
        Capacity::Write => plan.add_units(0.0, units),
    }
    *response.body_mut() = SdkBody::from(bytes);
    Ok(())
}
