use std::path::PathBuf;

/// Why the harness could not do its work. None of these is a finding about the code under test.
#[derive(Debug, thiserror::Error)]
pub enum HarnessError {
    /// The template cannot be opened: check the path.
    #[error("cannot read the template {}: {source}", path.display())]
    TemplateUnreadable {
        /// The file that was asked for.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The template is not YAML, or a table in it uses an intrinsic function where a plain value is needed.
    #[error("cannot read a table from the template: {0}")]
    TemplateInvalid(#[from] serde_yaml_ng::Error),
    /// The template is YAML but declares no AWS::DynamoDB::Table.
    #[error("the template {} declares no AWS::DynamoDB::Table", .0.display())]
    NoTables(PathBuf),
    /// No port could be had for the DynamoDB endpoint.
    #[error("cannot listen for DynamoDB requests: {0}")]
    Listen(#[from] std::io::Error),
    /// The DynamoDB engine refused a table, a scan or a read of a stream.
    #[error("DynamoDB in process: {0}")]
    Engine(String),
    /// What the engine returned does not have DynamoDB's shape.
    #[error("DynamoDB in process answered in an unknown shape: {0}")]
    Shape(#[from] serde_json::Error),
    /// The table that was asked for has no stream: declare StreamSpecification in the template.
    #[error("the table {0} has no stream; declare StreamSpecification in the template")]
    NoStream(String),
}

impl From<dynoxide::DynoxideError> for HarnessError {
    fn from(error: dynoxide::DynoxideError) -> Self {
        Self::Engine(error.to_string())
    }
}
