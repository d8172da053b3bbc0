//! Which requests a fault strikes.

/// A fault of a kind `K` and the requests for operations `O` that it strikes; without limits, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<K, O> {
    /// What goes wrong.
    pub kind: K,
    /// Only requests of this operation.
    pub operation: Option<O>,
    /// Only requests of this taxpayer (8 digits).
    pub tax_number: Option<String>,
    /// How many matching requests pass before the first is struck.
    pub skip: u32,
    /// Which matching requests are struck: 1 for each of them, 3 for every third one.
    pub every: u32,
    /// Only requests that arrive while more than this many of the same taxpayer are being answered.
    pub busier_than: u32,
    /// How many requests are struck; without it, until the fault is removed.
    pub times: Option<u32>,
}

impl<K, O: Copy + PartialEq> Fault<K, O> {
    /// A fault that strikes every request that it can strike.
    pub fn new(kind: K) -> Self {
        Fault { kind, operation: None, tax_number: None, skip: 0, every: 1, busier_than: 0, times: None }
    }

    /// Limits it to an operation.
    pub fn on(mut self, operation: O) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Limits it to a taxpayer (8 digits).
    pub fn of(mut self, tax_number: &str) -> Self {
        self.tax_number = Some(tax_number.to_owned());
        self
    }

    /// Lets this many matching requests pass first.
    pub fn after(mut self, requests: u32) -> Self {
        self.skip = requests;
        self
    }

    /// Strikes only every nth matching request.
    pub fn every(mut self, n: u32) -> Self {
        self.every = n.max(1);
        self.skip = self.every - 1;
        self
    }

    /// Strikes only while more than this many requests of the same taxpayer are being answered.
    pub fn busier_than(mut self, requests: u32) -> Self {
        self.busier_than = requests;
        self
    }

    /// Strikes at most this many requests.
    pub fn times(mut self, requests: u32) -> Self {
        self.times = Some(requests);
        self
    }
}

/// What a fault can be limited to.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'r, O> {
    pub(crate) operation: O,
    pub(crate) tax_number: Option<&'r str>,
    /// Requests of the taxpayer that are being answered, this one included.
    pub(crate) in_flight: u32,
}

impl<K, O: Copy + PartialEq> Fault<K, O> {
    pub(crate) fn matches(&self, asked: Asked<'_, O>) -> bool {
        self.operation.is_none_or(|only| only == asked.operation)
            && (self.tax_number.is_none() || self.tax_number.as_deref() == asked.tax_number)
            && asked.in_flight > self.busier_than
    }
}
