//! The JSON Schema of layouts, made of the types that read them, so that editors complete keys and values.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::geom::Colour;
use crate::theme::frame::{Ink, Inset};
use crate::theme::gather::Extends;
use crate::theme::read::{LayoutFile, PageSize};
use crate::theme::{Length, RunningWords};

/// The schema as text, the same on every run.
pub fn layout_schema() -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<LayoutFile>();
    schema.insert("title".to_owned(), "A layout of notes-pub".into());
    format!("{:#}\n", schema.as_value())
}

/// Types that layouts write as text of a form.
macro_rules! written_as_text {
    ($($type:ty: $description:literal, $pattern:literal;)+) => {
        $(impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $description, "pattern": $pattern })
            }
        })+
    };
}

written_as_text! {
    Length: "A length with its unit, such as 12pt, 20mm, 2.4cm, 1in or 16px.", "^-?[0-9.]+ ?(pt|mm|cm|in|px)$|^0$";
    Ink: "A colour such as #1a5f6f, or the name of one: accent, grey, hairline, tint.", ".+";
    Inset: "A length such as 8pt, or a share of the em such as 0.8em.", "^-?[0-9.]+ ?(pt|mm|cm|in|px|em)$|^0$";
    Colour: "A colour such as #1a5f6f.", "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$";
    PageSize: "A3, A4, A5, B5, Letter, Legal, or width and height such as 148mm x 210mm.", ".+";
    RunningWords: "Words with fields in braces: title, part, chapter, section-first, section-last, format, folio, pages, \
        attribute:NAME; {chapter|title} takes the first that is not empty.", ".*";
}

impl JsonSchema for Extends {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extends".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `NOTES_PUB_UPDATE=1` writes the file anew.
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/layout.schema.json");
        if std::env::var_os("NOTES_PUB_UPDATE").is_some() {
            std::fs::write(&path, layout_schema()).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap();
        assert!(published == layout_schema(), "docs/layout.schema.json is not up to date: set NOTES_PUB_UPDATE=1");
    }
}
