//! The families that a layout sets its text in. They are only named here: whoever reads files finds them.

use std::path::{Path, PathBuf};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::font::Family;
use crate::source::Span;

/// What a layout says of families; where it says nothing, those that are compiled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fonts {
    /// For reading.
    pub serif: FontWishes,
    /// For finding.
    pub sans: FontWishes,
    /// For code.
    pub mono: FontWishes,
    /// For characters that all of these and the compiled-in ones lack.
    pub fallback: FontWishes,
    /// Folders with files of the families named.
    pub folders: Vec<PathBuf>,
    /// Where the folders are named.
    pub folders_place: Option<Span>,
}

impl Fonts {
    /// The wishes for a task.
    pub const fn of(&self, family: Family) -> &FontWishes {
        match family {
            Family::Serif => &self.serif,
            Family::Sans => &self.sans,
            Family::Mono => &self.mono,
        }
    }
}

/// Families in the order of preference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontWishes {
    /// The families; none where the layout says nothing.
    pub wishes: Vec<FontWish>,
    /// Where they are named.
    pub place: Option<Span>,
}

/// One family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontWish {
    /// By its name.
    Family(String),
    /// By the files of its faces.
    Files(Vec<PathBuf>),
}

/// Families as a layout writes them.
#[derive(Debug, Clone, Default, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct FontsFile {
    /// For reading: a family, several in the order of preference, or files.
    serif: WishesFile,
    /// For finding.
    sans: WishesFile,
    /// For code.
    mono: WishesFile,
    /// For characters that all of these and the compiled-in faces lack.
    fallback: WishesFile,
    /// Folders with files of the families named; paths are meant from the layout's folder.
    folders: Vec<String>,
}

impl FontsFile {
    /// The wishes; `place` tells where a key stands.
    pub(super) fn decided(&self, place: &dyn Fn(&str) -> Option<Span>) -> Fonts {
        let wishes = |file: &WishesFile, key: &str| FontWishes { wishes: file.0.clone(), place: place(key) };
        Fonts {
            serif: wishes(&self.serif, "fonts.serif"),
            sans: wishes(&self.sans, "fonts.sans"),
            mono: wishes(&self.mono, "fonts.mono"),
            fallback: wishes(&self.fallback, "fonts.fallback"),
            folders: self.folders.iter().map(PathBuf::from).collect(),
            folders_place: place("fonts.folders"),
        }
    }
}

/// One family, or several of which each helps out where those before it lack something.
#[derive(Debug, Clone, Default)]
struct WishesFile(Vec<FontWish>);

/// What a family may be, for messages.
const FORM: &str = "a family such as \"EB Garamond\", several in brackets, or { files = [\"Own-Regular.otf\"] }";

impl<'de> Deserialize<'de> for WishesFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wishes;
        impl<'de> Visitor<'de> for Wishes {
            type Value = WishesFile;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(FORM)
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<WishesFile, E> {
                family(name).map(|wish| WishesFile(vec![wish]))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WishesFile, A::Error> {
                files(map).map(|wish| WishesFile(vec![wish]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut wishes: A) -> Result<WishesFile, A::Error> {
                let mut found = Vec::new();
                while let Some(WishFile(wish)) = wishes.next_element()? {
                    found.push(wish);
                }
                Ok(WishesFile(found))
            }
        }
        deserializer.deserialize_any(Wishes)
    }
}

struct WishFile(FontWish);

impl<'de> Deserialize<'de> for WishFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wish;
        impl<'de> Visitor<'de> for Wish {
            type Value = FontWish;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(FORM)
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<FontWish, E> {
                family(name)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FontWish, A::Error> {
                files(map)
            }
        }
        deserializer.deserialize_any(Wish).map(Self)
    }
}

fn family<E: de::Error>(name: &str) -> Result<FontWish, E> {
    match name.trim() {
        "" => Err(E::custom(format!("a family without a name; write {FORM}"))),
        name => Ok(FontWish::Family(name.to_owned())),
    }
}

fn files<'de, A: MapAccess<'de>>(map: A) -> Result<FontWish, A::Error> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Files {
        files: Vec<String>,
    }
    let Files { files } = Files::deserialize(MapAccessDeserializer::new(map))?;
    if files.is_empty() {
        return Err(de::Error::custom(format!("a family without files; write {FORM}")));
    }
    Ok(FontWish::Files(files.into_iter().map(PathBuf::from).collect()))
}

impl JsonSchema for WishesFile {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Families".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let files = json_schema!({
            "type": "object",
            "properties": { "files": { "type": "array", "items": { "type": "string" }, "minItems": 1 } },
            "required": ["files"],
            "additionalProperties": false
        });
        let one = json_schema!({ "anyOf": [{ "type": "string" }, files] });
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// Makes the paths under `fonts` those of the folder of the layout that says them: another may extend it from elsewhere.
pub(super) fn root(layout: &mut toml::Table, folder: &Path) {
    let Some(toml::Value::Table(fonts)) = layout.get_mut("fonts") else { return };
    for (key, value) in fonts.iter_mut() {
        match value {
            toml::Value::Array(folders) if key == "folders" => folders.iter_mut().for_each(|path| rooted(path, folder)),
            toml::Value::Array(wishes) => wishes.iter_mut().for_each(|wish| root_files(wish, folder)),
            wish => root_files(wish, folder),
        }
    }
}

fn root_files(wish: &mut toml::Value, folder: &Path) {
    let files = wish.get_mut("files").and_then(toml::Value::as_array_mut);
    files.into_iter().flatten().for_each(|path| rooted(path, folder));
}

fn rooted(path: &mut toml::Value, folder: &Path) {
    if let toml::Value::String(path) = path {
        *path = folder.join(path.as_str()).to_string_lossy().into_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Lint, Sink};
    use crate::theme::read;
    use crate::world::{Memory, World};

    fn family(name: &str) -> FontWish {
        FontWish::Family(name.to_owned())
    }

    #[test]
    fn families_are_named_one_by_one_or_in_order_or_by_their_files() {
        let base = "version = 1\n[fonts]\nserif = { files = [\"a.ttf\"] }\nsans = 'Old'\nfolders = ['faces', '/all']\n";
        let own = "version = 1\nextends = \"sub/base.toml\"\n[fonts]\nsans = [\"Inter\", { files = [\"b.otf\"] }]\n\
                   mono = \"Fira Code\"\nfallback = [\"Noto Sans CJK JP\"]\n";
        let world = Memory::new().with("in/sub/base.toml", base).with("in/own.toml", own);
        let fonts = read(&world, "in/own.toml", &mut Sink::new()).unwrap().fonts;
        assert_eq!(fonts.serif.wishes, [FontWish::Files(vec!["in/sub/a.ttf".into()])], "from the folder that says it");
        assert_eq!(fonts.sans.wishes, [family("Inter"), FontWish::Files(vec!["in/b.otf".into()])]);
        assert_eq!(
            (&fonts.mono.wishes, &fonts.fallback.wishes),
            (&vec![family("Fira Code")], &vec![family("Noto Sans CJK JP")])
        );
        assert_eq!(fonts.folders, [PathBuf::from("in/sub/faces"), PathBuf::from("/all")]);
        let place = fonts.mono.place.unwrap();
        assert_eq!(world.source(place.file).slice(place.range()), "\"Fira Code\"");
        assert!(read(&world, "print", &mut Sink::new()).unwrap().fonts.serif.wishes.is_empty());
    }

    #[test]
    fn files_over_a_family_take_its_place() {
        let world = Memory::new()
            .with("base.toml", "version = 1\n[fonts]\nserif = { files = [\"a.ttf\", \"b.ttf\"] }\n")
            .with("own.toml", "version = 1\nextends = \"base.toml\"\n[fonts.serif]\nfiles = [\"c.ttf\"]\n");
        let fonts = read(&world, "own.toml", &mut Sink::new()).unwrap().fonts;
        assert_eq!(fonts.serif.wishes, [FontWish::Files(vec!["c.ttf".into()])]);
    }

    #[test]
    fn what_means_nothing_is_told_where_it_stands() {
        let cases = [
            ("srif = \"Inter\"", Lint::UnknownLayoutKey, "did you mean `serif`?"),
            ("serif = { fils = [\"a.ttf\"] }", Lint::UnknownLayoutKey, "did you mean `files`?"),
            ("serif = 3", Lint::BadLayoutValue, ""),
            ("serif = { files = [] }", Lint::BadLayoutValue, ""),
            ("serif = \" \"", Lint::BadLayoutValue, ""),
            ("sans = [\"\"]", Lint::BadLayoutValue, ""),
        ];
        for (text, lint, hint) in cases {
            let world = Memory::new().with("a.toml", format!("version = 1\n[fonts]\n{text}\n"));
            let fault = read(&world, "a.toml", &mut Sink::new()).unwrap_err().remove(0);
            assert_eq!((fault.lint, fault.hints.first().map_or("", String::as_str)), (lint, hint), "{text}: {fault:?}");
            assert!(fault.span.is_some(), "{text}");
        }
    }
}
