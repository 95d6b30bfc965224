//! The schema of the JSON, made of the types that are written.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

use super::document::Document;

/// The JSON Schema (2020-12) of what [`write_asg`](super::write_asg) writes, the same on every run.
pub fn asg_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema.insert("$id".to_owned(), "model.schema.json".into());
    schema.insert("title".to_owned(), "notes-pub model".into());
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// What is optional is left out, never null.
fn without_null(schema: &mut Schema) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for property in properties.values_mut().filter_map(Value::as_object_mut) {
        if let Some(Value::Array(types)) = property.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [one] = types.as_slice() {
                let one = one.clone();
                property.insert("type".to_owned(), one);
            }
        }
        let is_null = |schema: &Value| schema.get("type").is_some_and(|kind| kind == "null");
        let Some(Value::Array(kinds)) = property.get_mut("anyOf") else { continue };
        kinds.retain(|kind| !is_null(kind));
        if let [Value::Object(one)] = kinds.as_mut_slice() {
            let one = std::mem::take(one);
            property.remove("anyOf");
            property.extend(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `NOTES_PUB_UPDATE=1` writes the file anew.
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/model.schema.json");
        if std::env::var_os("NOTES_PUB_UPDATE").is_some() {
            std::fs::write(&path, asg_schema()).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap();
        assert!(published == asg_schema(), "docs/model.schema.json is not up to date: set NOTES_PUB_UPDATE=1");
    }
}
