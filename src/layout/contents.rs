//! The contents: entries with leaders and folios, format and speakers under each talk.

use crate::frame::{Owner, Role};
use crate::geom::Abs;
use crate::layout::block::Setter;
use crate::layout::block::heading::{destination_name, heading_prefix, without_trailing_break};
use crate::layout::block::talk::{format_words, speaker_names};
use crate::layout::entry::{Entry, bare};
use crate::layout::inline::ParagraphBuilder;
use crate::layout::parts::colophon;
use crate::model::{ContentsPlace, Label, Listed, Section, label, plain_text};
use crate::theme::{Elements, Look};

/// How deep contents go where nobody says it, as Asciidoctor's.
const LEVELS: u8 = 2;

impl Setter<'_> {
    /// Sets the contents, or another list, at the place where the author wants them.
    pub fn contents(&mut self, place: &ContentsPlace) {
        if place.of != Listed::Contents {
            return self.listed(place.of, place.title.as_deref());
        }
        let attributes = &self.context.book.info.attributes;
        let levels = place.levels.or_else(|| attributes.get("toclevels").and_then(|levels| levels.trim().parse().ok()));
        let levels = levels.unwrap_or(LEVELS);
        let outer = std::mem::replace(&mut self.language, self.context.book.info.language);
        let title = place.title.clone().or_else(|| author_title(attributes.get("toc-title")));
        let title = title.unwrap_or_else(|| label(self.language, Label::Contents).to_owned());
        self.list_title(&title);
        let sections = &self.context.book.sections;
        self.within(Role::Contents, None, |setter| setter.entries(sections, levels, Abs::ZERO));
        self.space_below(self.context.theme.elements.contents_title.before);
        self.language = outer;
    }

    /// The title above contents or another list.
    pub(super) fn list_title(&mut self, title: &str) {
        let look = self.context.theme.elements.contents_title;
        self.gap(look.before);
        let owner = self.element(Role::Heading(self.depth, title.to_owned()), None, None);
        let language = self.language;
        self.framed(&look, |setter| {
            let fill =
                |builder: &mut ParagraphBuilder<'_>| builder.generated(title, &look, language, Owner::Element(owner));
            let paragraph = setter.build(None, fill);
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            setter.keep(3);
            setter.push_lines(paragraph, lines, false);
        });
        self.space_below(look.after);
    }

    /// The entries of sections that stand on one level; their numbers share a column.
    fn entries(&mut self, sections: &[Section], levels: u8, indent: Abs) {
        // A colophon that stands before the contents is no entry of theirs.
        let moved = colophon(self.context).map(|section| section.id);
        let is_shown = |section: &&Section| {
            (section.level <= levels || section.level == 0)
                && !section.roles.iter().any(|role| role == "notoc")
                && Some(section.id) != moved
        };
        let shown: Vec<&Section> = sections.iter().filter(is_shown).collect();
        let hang = self.number_column(&shown);
        let last = shown.len().saturating_sub(1);
        for (index, section) in shown.into_iter().enumerate() {
            if section.level > 1 && index == last && index > 0 {
                self.next_break = Some((self.context.theme.costs.introduction, "an entry alone"));
            }
            let outer = std::mem::replace(&mut self.language, section.language);
            let look = self.entry_look(section);
            self.gap(if section.level <= 1 { look.before } else { Abs::ZERO });
            let element = self.element(Role::ContentsEntry, None, Some(section.span));
            self.inside(element, |setter| {
                setter.section_entry(section, &look, indent, hang);
                setter.talk_line(section, indent + hang);
            });
            if section.sections.iter().any(|inner| is_shown(&inner)) {
                self.keep(1);
            }
            self.language = outer;
            // A part's chapters stand as far left as it does, a section below the words of its chapter.
            let step = match (section.level, hang > Abs::ZERO) {
                (0, _) => Abs::ZERO,
                (_, true) => hang,
                (_, false) => self.context.theme.list_indent,
            };
            self.entries(&section.sections, levels, (indent + step).min(self.region.width / 3));
        }
    }

    /// The width of the column of numbers that sections of one level need, none where none has a number.
    fn number_column(&mut self, sections: &[&Section]) -> Abs {
        let mut widest = Abs::ZERO;
        for section in sections {
            let Some(number) = number(section) else { continue };
            let look = self.entry_look(section);
            let (_, width) = self.label_items(&number, &look, Owner::Artifact(crate::frame::Artifact::Layout));
            widest = widest.max(width + look.size.scale(55, 100));
        }
        widest.min(self.region.width / 4)
    }

    fn entry_look(&self, section: &Section) -> Look {
        let Elements { contents_part, contents_chapter, contents_section, contents_deep, .. } =
            self.context.theme.elements;
        match section.level {
            0 => contents_part,
            1 => contents_chapter,
            2 => contents_section,
            _ => contents_deep,
        }
    }

    /// The heading's words as a link, leaders, the folio.
    pub(super) fn section_entry(&mut self, section: &Section, look: &Look, indent: Abs, hang: Abs) {
        let prefix = heading_prefix(self.context.book, section);
        let number = number(section).filter(|_| hang > Abs::ZERO);
        let entry = Entry {
            target: destination_name(section),
            prefix: if number.is_some() { String::new() } else { prefix.clone() },
            words: bare(without_trailing_break(&section.title)),
            description: format!("{prefix}{}", plain_text(&section.title).replace('\n', " ")),
            span: section.span,
            language: section.language,
            number,
            indent,
            hang,
        };
        self.entry(entry, look);
    }

    /// Format and speakers under a talk's entry.
    pub(super) fn talk_line(&mut self, section: &Section, indent: Abs) {
        let Some(talk) = &section.talk else { return };
        let elements = &self.context.theme.elements;
        let (look, format_look) = (elements.contents_talk, elements.format);
        let format_look =
            Look { size: look.size, leading: look.leading, before: Abs::ZERO, after: Abs::ZERO, ..format_look };
        let (format, speakers) = (format_words(talk), speaker_names(talk));
        if format.is_none() && speakers.is_empty() {
            return;
        }
        let owner = self.element(Role::Paragraph, None, Some(section.span));
        let language = talk.format.as_ref().map_or(section.language, |block| block.language);
        let paragraph = self.build(None, |builder| {
            if let Some(format) = &format {
                builder.generated(format, &format_look, language, Owner::Element(owner));
                // Two no-break spaces: plain ones would fold into one.
                builder.generated("\u{A0}\u{A0} ", &look, language, Owner::Element(owner));
            }
            builder.generated(&speakers, &look, language, Owner::Element(owner));
        });
        let lines = self.lines_of(&paragraph, &look, self.region.width - indent - Entry::folio_room(&look));
        let outer = self.region;
        self.region.x += indent;
        for line in lines {
            self.push_line(line, 0, None, false);
        }
        self.region = outer;
        self.space_below(look.after);
    }
}

/// The number in the column of a contents entry; parts and appendices keep their words before the title.
fn number(section: &Section) -> Option<String> {
    let is_plain = section.label.is_none() && section.level > 0;
    section.number.as_ref().filter(|_| is_plain).map(|number| format!("{number}."))
}

/// The author's title; Asciidoctor's English default is not the author's.
fn author_title(title: Option<&str>) -> Option<String> {
    title.filter(|title| !title.is_empty() && *title != "Table of Contents").map(str::to_owned)
}
