use std::collections::BTreeMap;

/// What a run asked of the outside since the plan was armed: requests that were sent, the SDK's retries
/// included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// SDK attempts by service and operation, such as `DynamoDB.PutItem`.
    pub aws: BTreeMap<String, u64>,
    /// Calls through the gate by label, such as `NAV.queryInvoiceData`.
    pub gate: BTreeMap<String, u64>,
    /// DynamoDB read request units, where capacity is measured. A read that fails reports none.
    pub read_units: f64,
    /// DynamoDB write request units, where capacity is measured. A refused condition reports none, though AWS
    /// bills it like the write.
    pub write_units: f64,
}

impl Counts {
    /// All SDK attempts.
    pub fn aws_requests(&self) -> u64 {
        self.aws.values().sum()
    }

    /// SDK attempts of one service, such as `DynamoDB`.
    pub fn of_service(&self, service: &str) -> u64 {
        let is_of_service =
            |label: &str| label.strip_prefix(service).is_some_and(|rest| rest.starts_with('.'));
        self.aws.iter().filter(|(label, _)| is_of_service(label)).map(|(_, count)| count).sum()
    }
}
