//! JSON values in other forms than JSON, such as items of a table.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap as _, SerializeSeq as _},
};
use serde_json::Value;

/// Serialises a value with its whole numbers as numbers; the product has no others, amounts are text. Where
/// some crate of the build asks serde_json for arbitrary precision, as szamlazz-agent does, its own way makes
/// each a map that only serde_json understands.
///
/// # Errors
/// The serializer's.
pub fn plain<S: Serializer>(value: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
    value.as_ref().map(Plain).serialize(serializer)
}

struct Plain<'v>(&'v Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => serializer.serialize_i64(number),
                (None, Some(number)) => serializer.serialize_u64(number),
                (None, None) => serializer.serialize_str(&number.to_string()),
            },
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(&Plain(item)))?;
                list.end()
            }
            Value::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                fields.iter().try_for_each(|(name, value)| map.serialize_entry(name, &Plain(value)))?;
                map.end()
            }
            Value::Null | Value::Bool(_) | Value::String(_) => self.0.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::record::FieldChange;

    #[test]
    fn numbers_are_numbers_whatever_serde_json_was_built_with() {
        let value = Some(json!({ "a": [1, -2, u64::MAX], "b": null, "c": true, "d": "x" }));
        let change = FieldChange { field: "f".into(), before: value, after: None };
        let told = serde_json::to_string(&change).unwrap();
        assert!(!told.contains("private"), "{told}");
        assert_eq!(serde_json::from_str::<FieldChange>(&told).unwrap(), change);
    }
}
