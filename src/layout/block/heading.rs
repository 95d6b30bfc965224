//! Headings: of sections, chapters and parts, and those outside the section tree.

use crate::diag::Lint;
use crate::frame::{Owner, Role};
use crate::geom::Abs;
use crate::layout::block::Setter;
use crate::layout::flow::MarkKind;
use crate::layout::handout::has_photos;
use crate::model::{
    Block, DiscreteHeading, Inline, InlineKind, Label, Section, is_index, label, plain_line, plain_text,
};
use crate::theme::Look;

/// Characters of a chapter's title that readers and running heads can be expected to take in.
const LONGEST_TITLE: usize = 200;

impl<'a> Setter<'a> {
    /// Sets a section with all below it.
    pub fn section(&mut self, section: &Section) {
        let element = self.element(Role::Section, None, Some(section.span));
        self.inside(element, |setter| setter.section_body(section, &section.sections));
        if is_index(section) && section.sections.is_empty() {
            match self.depth_of_index {
                // Its pages come last, when those of all terms are known.
                Some(depth) if depth == self.depth => self.flow.index = Some(element),
                _ => self.inside(element, Self::index),
            }
        }
    }

    /// Sets a part's heading and its own blocks, without its chapters.
    pub fn part_opening(&mut self, section: &Section) {
        let element = self.element(Role::Section, None, Some(section.span));
        if self.context.theme.front.has_part_pages {
            let height = self.page.body().height;
            self.strut(height.scale(25, 100));
        }
        self.inside(element, |setter| setter.section_body(section, &[]));
    }

    fn section_body(&mut self, section: &Section, below: &[Section]) {
        self.clear_beside();
        let outer = std::mem::replace(&mut self.language, section.language);
        let mut skipped = 0;
        if self.opens_chapter(section) {
            self.chapter = plain_text(&section.title);
        }
        match &section.talk {
            Some(talk) => {
                self.talk_opener(section, talk);
                skipped = talk.consumed;
            }
            None => {
                let look = self.heading_look(section.level);
                self.gap(look.before);
                self.section_marks(section);
                self.heading_lines(section, &look, self.region.width);
            }
        }
        self.language = outer;
        self.depth += 1;
        let blocks = section.blocks.get(skipped..).unwrap_or_default();
        let handout = self.context.theme.handout;
        match handout {
            Some(look) => self.handout_blocks(look, blocks),
            None => self.blocks_of_section(blocks),
        }
        for inner in below {
            self.section(inner);
        }
        if let Some(look) = handout.filter(|_| self.opens_chapter(section) && !has_photos(section)) {
            self.ruled_end(look);
        }
        self.depth -= 1;
    }

    fn opens_chapter(&self, section: &Section) -> bool {
        section.level <= 1
    }

    pub(super) fn section_marks(&mut self, section: &Section) {
        self.destination(destination_name(section));
        let depth = self.depth;
        let title = self.heading_words(section);
        let opens_chapter = self.opens_chapter(section);
        let letters = title.chars().count();
        if opens_chapter && letters > LONGEST_TITLE {
            let message = format!("the title has {letters} characters: running heads show its beginning");
            self.remark(Lint::TitleLong, section.span, message);
        }
        self.mark(MarkKind::Heading { depth, title });
    }

    /// The heading's words with its number, in plain characters.
    pub(super) fn heading_words(&self, section: &Section) -> String {
        format!("{}{}", heading_prefix(self.context.book, section), plain_line(&section.title))
    }

    pub(super) fn heading_look(&self, level: u8) -> Look {
        let elements = &self.context.theme.elements;
        match level {
            0 => elements.part,
            1 => elements.chapter,
            2 => elements.section,
            3 => elements.subsection,
            _ => elements.minor,
        }
    }

    /// The lines of a section's heading, kept together and with what follows.
    pub(super) fn heading_lines(&mut self, section: &Section, look: &Look, measure: Abs) {
        let role = Role::Heading(self.depth, self.heading_words(section));
        let owner = self.element(role, Some(section.id), Some(section.span));
        let language = self.language;
        let prefix = heading_prefix(self.context.book, section);
        let title = without_trailing_break(&section.title);
        let beside = self.region.width - measure;
        self.framed(look, |setter| {
            let paragraph = setter.build(Some((section.id, 0)), |builder| {
                builder.generated(&prefix, look, language, Owner::Element(owner));
                builder.inlines(title, look, language, Owner::Element(owner));
            });
            let lines = setter.heading_of(&paragraph, look, setter.region.width - beside);
            setter.keep(lines.len() as u32 + 2);
            setter.push_lines(paragraph, lines, false);
        });
        self.space_below(look.after);
    }

    pub(super) fn discrete_heading(&mut self, block: &Block, heading: &DiscreteHeading) {
        let look = self.heading_look(heading.level);
        self.gap(look.before);
        // Outside the section tree a heading has no level of its own there: it stands below the section's.
        let role = Role::Heading(self.depth, plain_line(&heading.title));
        let owner = self.element(role, Some(block.id), Some(block.span));
        self.framed(&look, |setter| {
            let paragraph = setter.prepared(&heading.title, &look, owner, Some((block.id, 0)));
            let lines = setter.heading_of(&paragraph, &look, setter.region.width);
            setter.keep(lines.len() as u32 + 2);
            setter.push_lines(paragraph, lines, false);
        });
        self.space_below(look.after);
    }
}

/// The name under which links find a section.
pub(crate) fn destination_name(section: &Section) -> String {
    section.anchor.clone().unwrap_or_else(|| format!("_section_{}", section.id.index()))
}

/// What stands before a heading's words: its number, with a word for chapters, parts and appendices.
pub(crate) fn heading_prefix(book: &crate::model::Book, section: &Section) -> String {
    if let Some(words) = &section.label {
        return format!("{words} ");
    }
    let Some(number) = &section.number else { return String::new() };
    let is_book = book.info.doctype == crate::model::Doctype::Book;
    match section.level {
        0 => match book.info.attributes.get("part-signifier").unwrap_or(label(section.language, Label::Part)) {
            "" => format!("{number}: "),
            word => format!("{word} {number}: "),
        },
        1 if is_book && section.special.is_none() => {
            let signifier = book.info.attributes.get("chapter-signifier");
            match signifier.unwrap_or(label(section.language, Label::Chapter)) {
                "" => format!("{number}. "),
                word => format!("{word} {number}. "),
            }
        }
        _ => format!("{number}. "),
    }
}

/// A break at a title's end sets no empty line.
pub(crate) fn without_trailing_break(title: &[Inline]) -> &[Inline] {
    match title.split_last() {
        Some((last, rest)) if last.kind == InlineKind::Break => rest,
        _ => title,
    }
}
