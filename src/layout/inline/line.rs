//! A set line, and what of it words and links take up.

use crate::frame::{Item, LineRecord, Mirror};
use crate::geom::Abs;
use crate::model::{Language, TextPosition};

/// A set line. Places are relative to the left edge of the measure and the line's upper edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What stands on it, but for parts of broken words.
    pub items: Vec<Item>,
    /// The rest of a word that the line before began.
    pub head: Option<WordPart>,
    /// The beginning of a word that goes on in the next line.
    pub tail: Option<WordPart>,
    /// The places of links.
    pub links: Vec<LinkSpan>,
    /// From the upper to the lower edge: the leading, more with a high picture.
    pub height: Abs,
    /// From the upper edge to the baseline.
    pub baseline: Abs,
    /// How wide its text is.
    pub width: Abs,
    /// How it was set.
    pub record: LineRecord,
    /// The author's text that it starts with.
    pub start: Option<TextPosition>,
    /// The numbers of the footnotes whose first marks stand on it.
    pub notes: Vec<u32>,
    /// The names of the places on it that links lead to.
    pub places: Vec<String>,
}

impl Line {
    /// Mirrors the line within its measure.
    pub(super) fn mirror(&mut self) {
        let mirror = Mirror { width: self.record.measure };
        let parts = [&mut self.head, &mut self.tail].into_iter().flatten().flat_map(|part| &mut part.items);
        self.items.iter_mut().chain(parts).for_each(|item| mirror.item(item));
        for link in &mut self.links {
            (link.from, link.to) = (mirror.width - link.to, mirror.width - link.from);
        }
    }
}

/// A part of a word that stands on more than one line.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPart {
    /// The whole word.
    pub word: String,
    /// Its language.
    pub language: Language,
    /// What of it stands on this line.
    pub items: Vec<Item>,
    /// Whether the word goes on in the line after this one.
    pub goes_on: bool,
}

/// The place of a link on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpan {
    /// An index into the paragraph's links.
    pub link: usize,
    /// Its left edge.
    pub from: Abs,
    /// Its right edge.
    pub to: Abs,
}
