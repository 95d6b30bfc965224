//! What running lines say of each page: which part, chapter and section it is in.

use std::collections::HashMap;

use crate::geom::{Abs, Point};
use crate::layout::Context;
use crate::layout::block::heading::{destination_name, heading_prefix};
use crate::layout::block::talk::format_words;
use crate::layout::flow::{ComposedPage, MarkKind};
use crate::layout::lists::list_destination;
use crate::model::{Listed, Section, label, plain_line};

/// What a page is in; empty where it is in nothing of the kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heads {
    pub(super) part: String,
    pub(super) chapter: String,
    pub(super) section_first: String,
    pub(super) section_last: String,
    pub(super) format: String,
}

/// A heading as running lines show it.
struct Heading {
    level: u8,
    words: String,
    format: String,
}

/// What opens on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing, or what stands further down on it.
    Nothing,
    /// A chapter, at its head.
    Chapter,
    /// A part.
    Part,
}

/// Follows the headings of a book from page to page.
pub(super) struct Follower {
    headings: HashMap<String, Heading>,
    now: Heads,
}

impl Follower {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let mut headings = HashMap::new();
        context.book.sections.iter().for_each(|section| note(context, section, &mut headings));
        for list in Listed::ALL {
            let words = label(context.book.info.language, list.label()).to_owned();
            headings.insert(list_destination(list), Heading { level: 1, words, format: String::new() });
        }
        Self { headings, now: Heads::default() }
    }

    /// What the page is in, and what opens at its head; `close` is how near to the head that is.
    pub(super) fn page(&mut self, page: &ComposedPage, body: Point, close: Abs) -> (Heads, Opening) {
        let mut shown = self.now.clone();
        let mut first_section = None;
        let mut opening = Opening::Nothing;
        for (mark, at) in &page.marks {
            let MarkKind::Destination(name) = mark else { continue };
            let Some(heading) = self.headings.get(name) else { continue };
            enter(&mut self.now, heading);
            if heading.level > 1 {
                first_section.get_or_insert_with(|| heading.words.clone());
            } else if heading.level == 0 {
                opening = Opening::Part;
                shown = self.now.clone();
            } else if at.y <= body.y + close {
                opening = Opening::Chapter;
                shown = self.now.clone();
            }
        }
        shown.section_first = first_section.unwrap_or_else(|| shown.section_last.clone());
        shown.section_last = self.now.section_last.clone();
        (shown, opening)
    }
}

fn enter(now: &mut Heads, heading: &Heading) {
    let words = heading.words.clone();
    match heading.level {
        0 => *now = Heads { part: words, ..Heads::default() },
        1 => {
            let part = std::mem::take(&mut now.part);
            *now = Heads { part, chapter: words, format: heading.format.clone(), ..Heads::default() };
        }
        _ => now.section_last = words,
    }
}

/// Sections and what is nearest below them; deeper headings are no running words.
fn note(context: &Context<'_>, section: &Section, headings: &mut HashMap<String, Heading>) {
    let words = format!("{}{}", heading_prefix(context.book, section), plain_line(&section.title));
    let format = section.talk.as_ref().and_then(format_words).unwrap_or_default();
    headings.insert(destination_name(section), Heading { level: section.level, words, format });
    for inner in section.sections.iter().filter(|inner| inner.level <= 2) {
        note(context, inner, headings);
    }
}
