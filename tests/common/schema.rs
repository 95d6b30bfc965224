//! JSON against a JSON Schema, as far as the schemas of this repository go.

use serde_json::Value;

/// What only tells people, or is said by another keyword too.
const TELLING: &[&str] = &["$schema", "$id", "$defs", "title", "description", "format", "default", "then"];

/// What of a value a schema forbids, each with its place.
///
/// # Panics
/// On a keyword that it does not know: nothing is left unchecked in silence.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check { root: schema, found: &mut found }.check(schema, value, "");
    found
}

struct Check<'s, 'f> {
    root: &'s Value,
    found: &'f mut Vec<String>,
}

impl<'s> Check<'s, '_> {
    fn holds(&self, schema: &'s Value, value: &Value) -> bool {
        let mut found = Vec::new();
        Check { root: self.root, found: &mut found }.check(schema, value, "");
        found.is_empty()
    }

    fn check(&mut self, schema: &'s Value, value: &Value, at: &str) {
        let Some(schema) = schema.as_object() else {
            assert_eq!(schema, &Value::Bool(true), "a schema is an object or true");
            return;
        };
        for (keyword, wants) in schema {
            match keyword.as_str() {
                "$ref" => {
                    let place = wants.as_str().unwrap().trim_start_matches('#');
                    self.check(self.root.pointer(place).unwrap(), value, at);
                }
                "allOf" => wants.as_array().unwrap().iter().for_each(|inner| self.check(inner, value, at)),
                "anyOf" => {
                    let is_any = wants.as_array().unwrap().iter().any(|inner| self.holds(inner, value));
                    self.expect(is_any, at, "none of the alternatives");
                }
                "oneOf" => {
                    let count = wants.as_array().unwrap().iter().filter(|inner| self.holds(inner, value)).count();
                    self.expect(count == 1, at, &format!("{count} of the alternatives"));
                }
                "if" => {
                    if self.holds(wants, value) {
                        self.check(&schema["then"], value, at);
                    }
                }
                "properties" => self.properties(schema, value, at),
                "additionalProperties" => self.others(schema, wants, value, at),
                "items" => {
                    let items = value.as_array().into_iter().flatten().enumerate();
                    items.for_each(|(index, item)| self.check(wants, item, &format!("{at}/{index}")));
                }
                "prefixItems" => {
                    let items = value.as_array().into_iter().flatten().zip(wants.as_array().unwrap()).enumerate();
                    items.for_each(|(index, (item, wants))| self.check(wants, item, &format!("{at}/{index}")));
                }
                name if TELLING.contains(&name) => {}
                name => self.simple(name, wants, value, at),
            }
        }
    }

    fn simple(&mut self, keyword: &str, wants: &Value, value: &Value, at: &str) {
        let length = || value.as_array().map(Vec::len).or_else(|| Some(value.as_str()?.chars().count()));
        let number = || wants.as_u64().unwrap() as usize;
        // Each keyword speaks of values of its own type only.
        let (is_fine, why) = match keyword {
            "type" => {
                let types = wants.as_array().map_or_else(|| vec![wants], |several| several.iter().collect());
                let types: Vec<&str> = types.into_iter().map(|kind| kind.as_str().unwrap()).collect();
                (types.iter().any(|kind| is_of(value, kind)), format!("no {}", types.join(" or ")))
            }
            "required" => {
                let missing = wants.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                let missing = missing.filter(|name| value.is_object() && value.get(name).is_none());
                let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
                (missing.is_empty(), format!("{} is missing", missing.join(", ")))
            }
            "enum" => (wants.as_array().unwrap().contains(value), format!("{value} is none of {wants}")),
            "const" => (value == wants, format!("{value} is not {wants}")),
            "minimum" => (
                value.as_f64().is_none_or(|number| Some(number) >= wants.as_f64()),
                format!("{value} is below {wants}"),
            ),
            "maximum" => (
                value.as_f64().is_none_or(|number| Some(number) <= wants.as_f64()),
                format!("{value} is above {wants}"),
            ),
            "minItems" | "minLength" => (length().is_none_or(|count| count >= number()), format!("fewer than {wants}")),
            "maxItems" | "maxLength" => (length().is_none_or(|count| count <= number()), format!("more than {wants}")),
            _ => panic!("the keyword `{keyword}` is not known here"),
        };
        self.expect(is_fine, at, &why);
    }

    fn properties(&mut self, schema: &'s serde_json::Map<String, Value>, value: &Value, at: &str) {
        let known = &schema["properties"];
        for (name, inner) in value.as_object().into_iter().flatten() {
            if let Some(wants) = known.get(name) {
                self.check(wants, inner, &format!("{at}/{name}"));
            }
        }
        // Nothing is written that a schema doesn't tell of, though it may allow it.
        if !schema.contains_key("additionalProperties") && !schema.contains_key("allOf") && schema.contains_key("type")
        {
            self.others(schema, &Value::Bool(false), value, at);
        }
    }

    fn others(&mut self, schema: &serde_json::Map<String, Value>, wants: &'s Value, value: &Value, at: &str) {
        for (name, inner) in value.as_object().into_iter().flatten() {
            if schema.get("properties").is_some_and(|known| known.get(name).is_some()) {
                continue;
            }
            match wants {
                Value::Bool(false) => self.expect(false, at, &format!("`{name}` is not in the schema")),
                wants => self.check(wants, inner, &format!("{at}/{name}")),
            }
        }
    }

    fn expect(&mut self, is_fine: bool, at: &str, why: &str) {
        if !is_fine {
            self.found.push(format!("{at}: {why}"));
        }
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("the type `{kind}` is not known here"),
    }
}
