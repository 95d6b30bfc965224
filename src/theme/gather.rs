//! Layouts that extend others: their files are put one over the other, the layout asked for last.

use std::path::Path;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use crate::diag::{Diagnostic, Lint, Sink};
use crate::source::{FileId, Span};
use crate::theme::PARTS;
use crate::theme::fonts;
use crate::theme::place::{extended, place_of};
use crate::theme::read::{LayoutFile, SHIPPED, VERSION};
use crate::world::World;

/// How many layouts may extend each other.
const DEEPEST: usize = 8;

/// How many files may be laid over each other, those named twice counted twice.
const MOST: usize = 64;

/// What a layout extends: one other or several, of which the later win.
#[derive(Debug, Default)]
#[allow(dead_code, reason = "the names are read with their places, to show faults where they stand")]
pub(super) struct Extends(Vec<String>);

impl<'de> Deserialize<'de> for Extends {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Extends;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a layout's name such as \"print\", or several such as [\"print\", \"paper-a4\"]")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Extends, E> {
                Ok(Extends(vec![name.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Extends, A::Error> {
                let mut found = Vec::new();
                while let Some(name) = names.next_element()? {
                    found.push(name);
                }
                Ok(Extends(found))
            }
        }
        deserializer.deserialize_any(Names)
    }
}

/// The tables of a layout over those of all that it extends.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// What all of them say together.
    pub(super) table: toml::Table,
    /// The files in the order in which they were laid over each other.
    files: Vec<FileId>,
}

impl Gathered {
    /// The value that the last of the files gives to one of these keys.
    pub(super) fn place(&self, world: &dyn World, keys: &[String]) -> Option<Span> {
        self.files.iter().rev().find_map(|id| {
            let source = world.source(*id);
            let range = keys.iter().find_map(|key| place_of(source.text(), key))?;
            Some(Span::new(*id, range.start as u32, range.end as u32))
        })
    }

    fn add(&mut self, id: FileId, table: toml::Table) {
        // A family is one thing: files in place of a name, say.
        if let (Some(toml::Value::Table(below)), Some(toml::Value::Table(above))) =
            (self.table.get_mut("fonts"), table.get("fonts"))
        {
            below.retain(|key, _| !above.contains_key(key));
        }
        merge(&mut self.table, table);
        self.files.push(id);
    }
}

/// Gathers a layout and all that it extends.
///
/// # Errors
/// A diagnostic about the first file that can't be had or does not mean anything.
pub(super) fn gather(world: &dyn World, name: &str, sink: &mut Sink) -> Result<Gathered, Diagnostic> {
    let mut gatherer = Gatherer { world, sink, chain: Vec::new(), found: Vec::new() };
    gatherer.layout(name, None)?;
    let found = std::mem::take(&mut gatherer.found);
    let base = gatherer.load(SHIPPED[0].0, None)?;
    let mut gathered = Gathered::default();
    // What no layout says is as on screen.
    if !found.iter().any(|(id, _)| *id == base) {
        gathered.add(base, gatherer.own_table(SHIPPED[0].0, base)?);
    }
    found.into_iter().for_each(|(id, table)| gathered.add(id, table));
    Ok(gathered)
}

struct Gatherer<'a> {
    world: &'a dyn World,
    sink: &'a mut Sink,
    /// The layouts that are being read, each extending the next.
    chain: Vec<(FileId, String)>,
    found: Vec<(FileId, toml::Table)>,
}

impl Gatherer<'_> {
    fn layout(&mut self, name: &str, place: Option<Span>) -> Result<(), Diagnostic> {
        let id = self.load(name, place)?;
        if self.chain.iter().any(|(open, _)| *open == id) || self.chain.len() >= DEEPEST {
            return Err(self.circle(name, place));
        }
        if self.found.len() >= MOST {
            let message = format!("layout `{name}` is one of more than {MOST} that are laid over each other");
            return Err(Diagnostic::error(Lint::BadLayoutValue, place, message).hint("extend fewer layouts"));
        }
        let own = self.own_table(name, id)?;
        self.chain.push((id, name.to_owned()));
        let source = self.world.source(id);
        for (base, range) in extended(source.text()) {
            let place = Span::new(id, range.start as u32, range.end as u32);
            self.layout(&sibling(name, &base), Some(place))?;
        }
        self.chain.pop();
        self.found.push((id, own));
        Ok(())
    }

    fn circle(&self, name: &str, place: Option<Span>) -> Diagnostic {
        let names = self.chain.iter().map(|(_, name)| name.as_str()).chain([name]);
        let chain = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" extends ");
        Diagnostic::error(Lint::BadLayoutValue, place, format!("layout `{name}` extends itself"))
            .hint(chain)
            .hint("take one of the `extends` keys out of the circle")
    }

    /// What a file says itself. It is checked alone first, so that a fault is shown where it stands.
    fn own_table(&self, name: &str, id: FileId) -> Result<toml::Table, Diagnostic> {
        let source = self.world.source(id);
        let fault = |error: toml::de::Error| describe(&error, id);
        let file: LayoutFile = toml::from_str(source.text()).map_err(fault)?;
        if file.version != VERSION {
            let place = place_of(source.text(), "version");
            let span = place.map(|range| Span::new(id, range.start as u32, range.end as u32));
            let message =
                format!("layout `{name}` has version {}, and this program reads version {VERSION}", file.version);
            return Err(Diagnostic::error(Lint::BadLayoutValue, span, message));
        }
        let mut own: toml::Table = toml::from_str(source.text()).map_err(fault)?;
        own.remove("extends");
        fonts::root(&mut own, Path::new(name).parent().unwrap_or(Path::new("")));
        Ok(own)
    }

    fn load(&mut self, name: &str, place: Option<Span>) -> Result<FileId, Diagnostic> {
        let world = self.world;
        if let Some((_, text)) = SHIPPED.iter().chain(PARTS).find(|(shipped, _)| *shipped == name) {
            let path = Path::new("layouts").join(format!("{name}.toml"));
            let add = || world.sources().add(&path, (*text).to_owned());
            return Ok(world.sources().find(&path).unwrap_or_else(add));
        }
        if !name.ends_with(".toml") {
            return Err(unknown(name, place));
        }
        let path = Path::new(name);
        let (id, faults) = world.load(path).map_err(|error| {
            let folder = path.parent().unwrap_or(Path::new(""));
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let names = world.names(folder);
            Diagnostic::error(Lint::UnknownLayout, place, format!("layout `{name}`: {error}"))
                .did_you_mean(&file, names.iter().map(String::as_str).filter(|name| name.ends_with(".toml")))
        })?;
        self.sink.extend(faults);
        Ok(id)
    }
}

fn unknown(name: &str, place: Option<Span>) -> Diagnostic {
    let known = SHIPPED.iter().chain(PARTS).map(|(name, _)| *name);
    Diagnostic::error(Lint::UnknownLayout, place, format!("no layout is called `{name}`"))
        .did_you_mean(name, known)
        .hint(format!("there is {}, and to extend beside them {}", names(SHIPPED), names(PARTS)))
        .hint("a file of your own ends in `.toml`")
}

fn names(layouts: &[(&str, &str)]) -> String {
    layouts.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A path in `extends` is meant from the folder of the file that says it.
fn sibling(name: &str, base: &str) -> String {
    match Path::new(name).parent() {
        Some(folder) if base.ends_with(".toml") => folder.join(base).to_string_lossy().into_owned(),
        _ => base.to_owned(),
    }
}

/// Serde's words in ours, with the place and "did you mean".
fn describe(error: &toml::de::Error, id: FileId) -> Diagnostic {
    let span = error.span().map(|range| Span::new(id, range.start as u32, range.end as u32));
    let words = error.message();
    if words.starts_with("missing field `version`") {
        let missing = Diagnostic::error(Lint::BadLayoutValue, span, "the layout does not say its version");
        return missing.hint(format!("begin the file with `version = {VERSION}`"));
    }
    // Field names and variants of keywords are listed in the same form.
    let unknown = words.strip_prefix("unknown field `").map(|rest| (Lint::UnknownLayoutKey, "layout key", rest));
    let variant = words.strip_prefix("unknown variant `").map(|rest| (Lint::BadLayoutValue, "value here", rest));
    let running =
        words.strip_prefix("unknown running field `").map(|rest| (Lint::BadLayoutValue, "running field", rest));
    let Some((lint, what, rest)) = unknown.or(variant).or(running) else {
        return Diagnostic::error(Lint::BadLayoutValue, span, words.replace('\n', " "));
    };
    let (key, expected) = rest.split_once('`').unwrap_or((rest, ""));
    let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
    let unknown = Diagnostic::error(lint, span, format!("no {what} is called `{key}`"));
    let unknown = unknown.did_you_mean(key, known.iter().copied());
    if unknown.hints.is_empty() { unknown.hint(format!("there is {}", known.join(", "))) } else { unknown }
}

fn merge(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
