//! What counted requests, units and seconds cost, by the formula of facts/performance.md, section 4. Prices
//! of eu-central-1 in US dollars (2026-09), without the free tier.

use harness::Counts;
use world::Round;

/// What one of each costs.
struct Prices {
    write_unit: f64,
    read_unit: f64,
    /// A gigabyte of an arm64 function for a second.
    gigabyte_second: f64,
    invocation: f64,
    fifo_request: f64,
    s3_put: f64,
    s3_get: f64,
    kms_request: f64,
    scheduled_event: f64,
    logged_gigabyte: f64,
}

const PRICES: Prices = Prices {
    write_unit: 0.7625e-6,
    read_unit: 0.1525e-6,
    gigabyte_second: 1.33334e-5,
    invocation: 0.20e-6,
    fifo_request: 0.50e-6,
    s3_put: 5.4e-6,
    s3_get: 0.43e-6,
    kms_request: 3e-6,
    scheduled_event: 1e-6,
    logged_gigabyte: 0.63,
};

/// Memory of fetch-invoices, and of the two small functions, by template.yaml.
const FETCH_GB: f64 = 0.5;
const SMALL_GB: f64 = 0.25;
/// Memory of export-workbook and import-workbook.
const WORKBOOK_GB: f64 = 1.769;
/// Bytes that an invocation logs: Lambda's own lines, and one of ours.
const LOGGED: f64 = 1_200.0;

/// The lines of a bill.
pub struct Bill(Vec<(&'static str, f64)>);

impl Bill {
    /// The bill of some rounds, `times` as long as they were.
    pub fn new(counts: &Counts, rounds: &[Round], times: f64) -> Self {
        let sum = |value: fn(&Round) -> f64| rounds.iter().map(value).sum::<f64>();
        let of = |name: &str| counts.aws.get(name).copied().unwrap_or_default() as f64;
        let seconds = sum(|round| round.fetch_ms as f64) / 1e3 * FETCH_GB
            + sum(|round| round.workbook_ms as f64) / 1e3 * WORKBOOK_GB
            + sum(|round| round.small_ms as f64) / 1e3 * SMALL_GB;
        let invocations = sum(|round| round.invocations.into());
        let queues = counts.of_service("SQS") as f64 + sum(|round| 2.0 * f64::from(round.batches));
        let lines = [
            ("DynamoDB writes", counts.write_units * PRICES.write_unit),
            ("DynamoDB reads", counts.read_units * PRICES.read_unit),
            ("Lambda, time", seconds * PRICES.gigabyte_second),
            ("Lambda, invocations", invocations * PRICES.invocation),
            ("SQS", queues * PRICES.fifo_request),
            ("S3", of("S3.PutObject") * PRICES.s3_put + of("S3.GetObject") * PRICES.s3_get),
            ("KMS", counts.of_service("KMS") as f64 * PRICES.kms_request),
            ("Schedule", rounds.len() as f64 * PRICES.scheduled_event),
            (LOGS, invocations * LOGGED / 1e9 * PRICES.logged_gigabyte),
        ];
        Self(lines.map(|(name, dollars)| (name, dollars * times)).to_vec())
    }

    /// Prints it, each line also per `number`, with logs apart (traces are off, as the template has it).
    pub fn print(&self, what: &str, number: f64) {
        println!("  the bill, dollars, {what}");
        for (name, dollars) in &self.0 {
            println!("    {name:<21} {:>12.6}", dollars / number);
        }
        let total: f64 = self.0.iter().filter(|(name, _)| *name != LOGS).map(|(_, dollars)| dollars).sum();
        println!("    {:<21} {:>12.6}", "in all, without logs", total / number);
    }
}

const LOGS: &str = "(logs, apart)";
