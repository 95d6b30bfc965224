//! Places of the crate into places of our files.
//!
//! The crate parses one text into which includes and conditionals are resolved. Its nodes borrow
//! from that text, so the address of a node's text tells where in it the node stands; the crate's
//! source map tells from which file and line each line came.

use std::collections::BTreeMap;
use std::ops::Range;

use asciidoc_parser::Document;
use asciidoc_parser::parser::Fidelity;

use crate::asciidoc::includes::Includes;
use crate::asciidoc::visits::Visits;
use crate::source::{FileId, Span};
use crate::world::World;

/// Where each line of the crate's text comes from.
pub(super) struct Origins {
    base: usize,
    text: String,
    lines: Vec<Line>,
}

struct Line {
    /// Offset in the crate's text.
    start: usize,
    file: FileId,
    /// The bytes of the line in its file.
    range: Range<usize>,
    /// The bytes that the pre-pass put before the line; `None` where columns mean nothing.
    shift: Option<usize>,
}

impl Origins {
    /// Reads the crate's source map.
    pub(super) fn new(world: &dyn World, first: FileId, document: &Document<'static>, includes: &Includes) -> Self {
        let text = document.span().data();
        let mut sources = BTreeMap::new();
        let mut start = 0;
        let mut lines = Vec::new();
        let mut visits = Visits::new(&includes.wanted);
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let origin = document.source_map().origin_at(index + 1, 1);
            let known = origin.file.map(|name| includes.files.get(name).copied());
            let file = known.flatten().unwrap_or(first);
            let source = sources.entry(file).or_insert_with(|| world.source(file));
            let edits = includes.edits.get(&file);
            let in_file = |number: usize| edits.map_or(number, |edits| edits.origin(number).line);
            let is_there = |number: usize| source.slice(source.line_range(in_file(number))).trim() == line.trim();
            let counted = origin.file.map_or(origin.line, |name| visits.line(name, origin.line, is_there));
            let edit = edits.map(|edits| edits.origin(counted));
            let (number, put) = edit.map_or((counted, 0), |edit| (edit.line, edit.shift));
            let shift = (origin.fidelity == Fidelity::Verbatim).then_some(put);
            // What comes from no file of ours has no better place than the manuscript's start.
            let (range, shift) = match known {
                Some(None) => (0..0, None),
                _ => (source.line_range(number), shift),
            };
            lines.push(Line { start, file, range, shift });
            start += line.len();
        }
        Self { base: text.as_ptr() as usize, text: text.to_owned(), lines }
    }

    /// The crate's text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The offset of `part` in the crate's text, if it borrows from it.
    pub(super) fn offset(&self, part: &str) -> Option<usize> {
        let offset = (part.as_ptr() as usize).checked_sub(self.base)?;
        (offset + part.len() <= self.text.len()).then_some(offset)
    }

    /// The place of `part`, a text that borrows from the crate's.
    pub(super) fn span(&self, part: &str) -> Option<Span> {
        let start = self.offset(part)?;
        self.range(start..start + part.len())
    }

    /// The place of a range of the crate's text.
    pub(super) fn range(&self, range: Range<usize>) -> Option<Span> {
        let first = self.line(range.start)?;
        let from = first.byte(range.start);
        if range.is_empty() {
            let at = from.unwrap_or(first.range.start) as u32;
            return Some(Span::new(first.file, at, at));
        }
        let last = self.line(range.end - 1)?;
        let start = from.unwrap_or(first.range.start);
        let end = match last.file == first.file && last.range.start >= first.range.start {
            true => last.byte(range.end).unwrap_or(last.range.end),
            false => first.range.end,
        };
        Some(Span::new(first.file, start as u32, end.max(start) as u32))
    }

    fn line(&self, offset: usize) -> Option<&Line> {
        let index = self.lines.partition_point(|line| line.start <= offset);
        self.lines.get(index.checked_sub(1)?)
    }
}

impl Line {
    /// The byte in the file that stands at `offset` of the crate's text.
    fn byte(&self, offset: usize) -> Option<usize> {
        let within = (offset - self.start).saturating_sub(self.shift?);
        Some((self.range.start + within).min(self.range.end))
    }
}
