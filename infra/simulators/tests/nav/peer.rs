//! A client that nobody here wrote reads from the simulator.

use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use simulators::nav::samples::{many, month};
use simulators::nav::{Direction, PrefixStyle};

use crate::python::{python, run, script};
use crate::support::World;

#[test]
fn ois_api_client_reads_pages_and_invoices() {
    let Some(python) = python() else { return };
    let world = World::new();
    // The client signs with its own clock, so the simulator takes that time too.
    #[expect(clippy::disallowed_methods, reason = "the Python client reads the machine's clock")]
    let now = Timestamp::now();
    world.set_time(now);
    world.simulator.set_prefixes(PrefixStyle::Changing);
    let company = &world.company;
    let publish = |sample: simulators::nav::samples::SampleInvoice| {
        world.simulator.publish(&company.tax_number, sample.into_published()).unwrap();
    };
    let from = now - SignedDuration::from_hours(48);
    let mut inbound = 0;
    for mut sample in month(company, 2026, 10) {
        sample.ins_date = from;
        inbound += usize::from(sample.direction == Direction::Inbound);
        publish(sample);
    }
    // A batch document of the month has two rows.
    inbound += 1;
    many(company, 230, 3, from).into_iter().for_each(publish);
    let minute = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let mut command = Command::new(python);
    command.arg(script("peer.py")).arg(world.simulator.base_url());
    command.args([&company.login, &company.password, &company.tax_number, &company.sign_key]);
    command.args([minute(from - SignedDuration::from_hours(1)), minute(now)]);
    let output = run(&mut command).unwrap_or_else(|fault| panic!("{fault}"));
    let read: serde_json::Value = serde_json::from_str(&output).unwrap();

    let rows = 230 + inbound;
    assert_eq!(read["pages"], json!([100, 100, rows - 200]));
    let mut numbers: Vec<&str> =
        read["numbers"].as_array().unwrap().iter().filter_map(|n| n.as_str()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), rows - 1, "a batch document has one number");
    let invoices = read["read"].as_array().unwrap();
    assert_eq!(invoices.len(), 40);
    let power = invoices.iter().find(|invoice| invoice["number"] == "FF2026/1040817").unwrap();
    assert_eq!(power["supplier"], "Fényforrás Áramszolgáltató Zrt.");
    assert_eq!(power["lines"], 2);
    assert_eq!(power["gross"], 146_928.0);
}
