//! Places as the ASG says them: lines and columns from 1, of the first and of the last character.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::source::{FileId, Source, Span};
use crate::world::World;

/// How many bytes of a file share a count of the characters before them.
const STRIDE: usize = 256;

/// The first and the last character of a node; both are the place itself where it has no characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Location([Boundary; 2]);

/// A character's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LocationBoundary")]
struct Boundary {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The character of the line, from 1; a line feed is the one behind the last.
    #[schemars(range(min = 1))]
    col: usize,
    /// The file, where it is not the manuscript's first: its name from that one's folder.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_list")]
    #[schemars(with = "Vec<String>", length(min = 1))]
    file: Option<Arc<str>>,
}

impl Location {
    /// From the start of this place to the end of another, where that lies behind this one's or in another file.
    pub(super) fn to(&self, last: &Self) -> Self {
        let [start, end] = &self.0;
        let [_, other] = &last.0;
        let is_before = end.file == other.file && (other.line, other.col) <= (end.line, end.col);
        Self([start.clone(), if is_before { end.clone() } else { other.clone() }])
    }
}

/// The ASG has room for a path in several steps; ours has one.
fn as_list<S: Serializer>(file: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(file.iter().map(AsRef::<str>::as_ref))
}

/// Finds places in the files of a world.
pub(super) struct Places<'w> {
    world: &'w dyn World,
    first: FileId,
    files: RefCell<BTreeMap<FileId, Arc<File>>>,
}

struct File {
    source: Arc<Source>,
    /// `None` for the manuscript's first file.
    name: Option<Arc<str>>,
    /// The characters before each [`STRIDE`] bytes; empty where every character is a byte.
    counts: Vec<u32>,
}

impl<'w> Places<'w> {
    pub(super) fn new(world: &'w dyn World, first: FileId) -> Self {
        Self { world, first, files: RefCell::default() }
    }

    /// The place of a block: blank space at its end is not of it.
    pub(super) fn block(&self, span: Span) -> Location {
        let file = self.file(span.file);
        let blank = file.source.slice(span.range()).len() - file.source.slice(span.range()).trim_end().len();
        file.location(Span::new(span.file, span.start, span.end - blank as u32))
    }

    /// The place of a part of a text.
    pub(super) fn text(&self, span: Span) -> Location {
        self.file(span.file).location(span)
    }

    /// What stands at a place.
    pub(super) fn source(&self, file: FileId) -> Arc<Source> {
        self.file(file).source.clone()
    }

    /// All of the manuscript's first file.
    pub(super) fn whole(&self) -> Location {
        let length = self.file(self.first).source.text().len();
        self.block(Span::new(self.first, 0, length as u32))
    }

    fn file(&self, id: FileId) -> Arc<File> {
        let mut files = self.files.borrow_mut();
        let file = files.entry(id).or_insert_with(|| {
            let source = self.world.source(id);
            let name = (id != self.first).then(|| relative(source.path(), self.world.source(self.first).path()));
            Arc::new(File { counts: counts(source.text()), source, name })
        });
        file.clone()
    }
}

impl File {
    fn location(&self, span: Span) -> Location {
        let (start, end) = (span.start as usize, span.end as usize);
        let last = self.source.text().floor_char_boundary(end.saturating_sub(1)).max(start);
        Location([self.boundary(start), self.boundary(last)])
    }

    fn boundary(&self, offset: usize) -> Boundary {
        let line = self.source.line_at(offset);
        let start = self.source.line_range(line).start;
        Boundary { line, col: self.characters(offset) - self.characters(start) + 1, file: self.name.clone() }
    }

    /// How many characters begin before an offset.
    fn characters(&self, offset: usize) -> usize {
        let offset = offset.min(self.source.text().len());
        let Some(before) = self.counts.get(offset / STRIDE) else { return offset };
        let bytes = self.source.text().as_bytes().get(offset / STRIDE * STRIDE..offset).unwrap_or_default();
        *before as usize + bytes.iter().filter(is_start).count()
    }
}

/// Whether a byte begins a character of UTF-8.
fn is_start(byte: &&u8) -> bool {
    (**byte as i8) >= -0x40
}

fn counts(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut count = 0;
    let mut counts = vec![count];
    for chunk in text.as_bytes().chunks(STRIDE) {
        count += chunk.iter().filter(is_start).count() as u32;
        counts.push(count);
    }
    counts
}

/// A file's name from the folder of the first; one that lies elsewhere keeps its own.
fn relative(path: &Path, first: &Path) -> Arc<str> {
    let folder = first.parent().unwrap_or(Path::new(""));
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn columns_count_characters_however_long_the_line() {
        let text = format!("a\n{}é\n", "ß".repeat(1000));
        let world = Memory::new().with("book/a.adoc", text.as_str()).with("book/b/c.adoc", "x");
        let (first, _) = world.load(Path::new("book/a.adoc")).unwrap();
        let (other, _) = world.load(Path::new("book/b/c.adoc")).unwrap();
        let places = Places::new(&world, first);
        let show = |location: &Location| serde_json::to_string(location).unwrap();
        let span = Span::new(first, 2 + 600, 2 + 2002);
        assert_eq!(show(&places.text(span)), r#"[{"line":2,"col":301},{"line":2,"col":1001}]"#);
        assert_eq!(show(&places.block(Span::new(first, 0, 2))), r#"[{"line":1,"col":1},{"line":1,"col":1}]"#);
        assert_eq!(show(&places.text(Span::new(first, 2, 2))), r#"[{"line":2,"col":1},{"line":2,"col":1}]"#);
        let file = r#""file":["b/c.adoc"]"#;
        let expected = format!(r#"[{{"line":1,"col":1,{file}}},{{"line":1,"col":1,{file}}}]"#);
        assert_eq!(show(&places.text(Span::new(other, 0, 1))), expected);
        assert_eq!(show(&places.whole()), r#"[{"line":1,"col":1},{"line":2,"col":1001}]"#);
    }
}
