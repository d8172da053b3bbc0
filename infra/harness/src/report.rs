use crate::{Difference, Fault};
use std::fmt;
use std::time::Duration;

/// A point of the matrix that did not end like the undisturbed run.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What went wrong on purpose.
    pub fault: Fault,
    /// The call it struck.
    pub call: String,
    /// How the end state differs.
    pub difference: Difference,
    /// Why it never became quiet, if it did not.
    pub stuck: Option<String>,
    /// Promises broken on the way.
    pub violations: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "  {} ({})", self.fault, self.call)?;
        if let Some(reason) = &self.stuck {
            writeln!(formatter, "    stuck   {reason}")?;
        }
        for violation in &self.violations {
            writeln!(formatter, "    broken  {violation}")?;
        }
        write!(formatter, "{}", self.difference)
    }
}

/// What the matrix of one scenario found.
#[derive(Debug, Clone)]
pub struct Report {
    /// The scenario's name.
    pub name: String,
    /// The outside calls of the undisturbed run, in order.
    pub calls: Vec<String>,
    /// How many points were run: three for each call.
    pub points: usize,
    /// Points at which a further delivery was needed.
    pub redelivered: usize,
    /// The points that failed.
    pub failures: Vec<Failure>,
    /// How long all points took together, by the clock on the wall.
    pub elapsed: Duration,
}

impl Report {
    /// Points at which something of the undisturbed end state is missing or different.
    pub fn lost(&self) -> usize {
        self.failures.iter().filter(|failure| !failure.difference.lost.is_empty()).count()
    }

    /// Points at which the end state has something beyond the undisturbed one.
    pub fn doubled(&self) -> usize {
        self.failures.iter().filter(|failure| !failure.difference.doubled.is_empty()).count()
    }

    /// Points that did not become quiet.
    pub fn stuck(&self) -> usize {
        self.failures.iter().filter(|failure| failure.stuck.is_some()).count()
    }
}

/// The line that a matrix prints, and below it every failure.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "crash matrix {}: {} calls, {} points, {} lost, {} doubled, {} stuck",
            self.name,
            self.calls.len(),
            self.points,
            self.lost(),
            self.doubled(),
            self.stuck()
        )?;
        self.failures.iter().try_for_each(|failure| write!(formatter, "{failure}"))
    }
}
