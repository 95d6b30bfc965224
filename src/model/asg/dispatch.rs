//! Nodes of several kinds in one place, told apart by their names.

use schemars::{Schema, json_schema};
use serde_json::Value;

/// An enum of kinds of nodes; its schema asks each name for the kind that it stands for. One condition a kind keeps
/// validators linear, where alternatives would be tried again at each depth.
macro_rules! dispatch {
    ($(#[$doc:meta])* $type:ident { $($variant:ident($node:ident): $($name:literal)|+,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        pub(super) enum $type<'a> { $($variant($node<'a>),)+ }

        impl schemars::JsonSchema for $type<'_> {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let kinds = vec![
                    $($crate::model::asg::dispatch::kind(&[$($name),+], &generator.subschema_for::<$node<'_>>()),)+
                ];
                $crate::model::asg::dispatch::all(&[$($($name),+),+], kinds)
            }
        }
    };
}
pub(super) use dispatch;

/// Asks nodes of some names for a kind.
pub(super) fn kind(names: &[&str], node: &Schema) -> Value {
    serde_json::json!({ "if": { "properties": { "name": { "enum": names } } }, "then": node.as_value() })
}

/// The schema of nodes of any of these names.
pub(super) fn all(names: &[&str], kinds: Vec<Value>) -> Schema {
    json_schema!({
        "type": "object",
        "properties": { "name": { "enum": names } },
        "required": ["name"],
        "allOf": kinds,
    })
}
