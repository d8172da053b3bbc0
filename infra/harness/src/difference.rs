use serde_json::Value;
use std::fmt;

/// Longer values are cut in reports; the path says where to look.
const SHOWN_CHARACTERS: usize = 240;

/// How an end state differs from the undisturbed one, each line a path and the value there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// What the undisturbed run has and this one has not, or has otherwise.
    pub lost: Vec<String>,
    /// What this run has beyond the undisturbed one, and numbers that grew.
    pub doubled: Vec<String>,
}

impl Difference {
    /// Compares field by field; arrays compare as bags, because their order is the order of the writes.
    pub fn between(undisturbed: &Value, found: &Value) -> Self {
        let mut difference = Self::default();
        difference.compare("", undisturbed, found);
        difference
    }

    /// Whether the states are equal.
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty()
    }

    fn compare(&mut self, path: &str, undisturbed: &Value, found: &Value) {
        match (undisturbed, found) {
            (Value::Object(expected), Value::Object(actual)) => {
                for (key, value) in expected {
                    let path = format!("{path}/{key}");
                    match actual.get(key) {
                        Some(other) => self.compare(&path, value, other),
                        None => self.lost.push(format!("{path} = {}", shown(value))),
                    }
                }
                for (key, value) in actual.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                    self.doubled.push(format!("{path}/{key} = {}", shown(value)));
                }
            }
            (Value::Array(expected), Value::Array(actual)) => self.compare_bags(path, expected, actual),
            _ if undisturbed == found => {}
            _ => {
                let line = format!("{path} = {} instead of {}", shown(found), shown(undisturbed));
                if grew(path, undisturbed, found) { self.doubled.push(line) } else { self.lost.push(line) }
            }
        }
    }

    fn compare_bags(&mut self, path: &str, expected: &[Value], actual: &[Value]) {
        let mut extra: Vec<&Value> = actual.iter().collect();
        for value in expected {
            match extra.iter().position(|other| *other == value) {
                Some(position) => drop(extra.remove(position)),
                None => self.lost.push(format!("{path}[] = {}", shown(value))),
            }
        }
        self.doubled.extend(extra.iter().map(|value| format!("{path}[] = {}", shown(value))));
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lost {
            writeln!(formatter, "    lost    {line}")?;
        }
        for line in &self.doubled {
            writeln!(formatter, "    doubled {line}")?;
        }
        Ok(())
    }
}

/// DynamoDB's JSON writes a number as a string under the key `N`.
fn grew(path: &str, undisturbed: &Value, found: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) if path.ends_with("/N") => text.parse().ok(),
        _ => None,
    };
    matches!((number(undisturbed), number(found)), (Some(before), Some(after)) if after > before)
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equal_states_have_no_difference_whatever_the_order_of_a_list() {
        let undisturbed = json!({ "sent": ["a", "b", "b"], "Table": { "k": { "v": { "N": "1" } } } });
        let found = json!({ "Table": { "k": { "v": { "N": "1" } } }, "sent": ["b", "a", "b"] });
        assert!(Difference::between(&undisturbed, &found).is_empty());
    }

    #[test]
    fn missing_extra_and_grown_are_told_apart() {
        let before = json!({ "v": { "N": "1" }, "s": { "S": "x" } });
        let after = json!({ "v": { "N": "2" }, "s": { "S": "y" } });
        let undisturbed = json!({ "sent": ["a", "b"], "Table": { "k": before } });
        let found = json!({ "sent": ["b", "b"], "Table": { "k": after, "l": {} } });
        let difference = Difference::between(&undisturbed, &found);
        assert_eq!(difference.lost, [r#"/Table/k/s/S = "y" instead of "x""#, r#"/sent[] = "a""#]);
        assert_eq!(
            difference.doubled,
            [r#"/Table/k/v/N = "2" instead of "1""#, "/Table/l = {}", r#"/sent[] = "b""#]
        );
    }
}
