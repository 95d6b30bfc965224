//! Sections and headings.

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{Block, IsBlock, SectionBlock, SectionType};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::prepass::is_counted;
use crate::asciidoc::scope::Said;
use crate::model::{self, BlockKind, Container, ContainerKind, DiscreteHeading, Doctype, Section, Slot};

impl Lowering<'_> {
    /// Blocks and the sections behind them.
    pub(super) fn body<'b>(
        &mut self,
        blocks: impl Iterator<Item = &'b Block<'b>>,
        parent: Option<&Section>,
    ) -> (Vec<model::Block>, Vec<Section>) {
        let mut opening = Vec::new();
        let mut sections = Vec::new();
        for block in blocks {
            match block {
                Block::Preamble(preamble) => opening.extend(self.blocks(preamble.child_blocks())),
                Block::Section(section) if section.section_type() != SectionType::Discrete => {
                    sections.push(self.section(section, parent));
                }
                other => {
                    opening.extend(self.block(other));
                    opening.append(&mut self.lifted);
                }
            }
        }
        (opening, sections)
    }

    fn section<'b>(&mut self, section: &'b SectionBlock<'b>, parent: Option<&Section>) -> Section {
        let id = self.node();
        if !self.set_counters.is_empty() {
            self.counters.insert(id, std::mem::take(&mut self.set_counters));
        }
        let naming = self.naming("_");
        let has_own_id = has_own_id(section);
        if !has_own_id {
            self.automatic.insert(id, naming.separator.map(String::from).unwrap_or_default());
        }
        let span = self.span(section.span());
        let heading = self.span(section.section_title_source());
        self.keep_titled(section);
        self.keep_written_section(id, section);
        let span =
            if span.file == heading.file && span.start <= heading.start { model_span(span, heading) } else { heading };
        let (special, level) = self.special(section, parent);
        let mut lowered = Section {
            id,
            span,
            anchor: self.section_id(section),
            roles: section.roles().into_iter().map(str::to_owned).collect(),
            level,
            is_numbered: self.is_numbered(section, level, special.as_deref(), parent),
            special,
            number: None,
            full_number: None,
            label: match self.scope.said("appendix-caption") {
                Said::Nothing => None,
                Said::Unset => Some(String::new()),
                Said::Value(word) => Some(word.to_owned()),
            },
            language: self.language(section.attrlist()),
            title: self.at(heading, |lowering| lowering.title(section.section_title(), section.section_title_source())),
            blocks: Vec::new(),
            sections: Vec::new(),
            slot: slot(section),
            talk: None,
        };
        let body = |lowering: &mut Self| lowering.body(section.child_blocks(), Some(&lowered));
        let (blocks, sections) = self.at(heading, |lowering| lowering.within_language(section.attrlist(), body));
        // The crate makes the id when it has read what is in the section, by what is set there, and takes a prefix that
        // is unset for none.
        // And `<T>` in a title looks like a tag to it, which says nothing in an id.
        let is_misread = self.naming("") != naming || model::plain_text(&lowered.title).contains('<');
        if lowered.anchor.as_deref().is_some_and(is_counted) || !has_own_id && is_misread {
            lowered.anchor = naming.id_of(&lowered);
        }
        let is_part = self.doctype == Doctype::Book && lowered.level == 0 && lowered.special.is_none();
        lowered.blocks = if is_part { self.part_introduction(blocks) } else { blocks };
        lowered.sections = sections;
        lowered
    }

    /// How ids are made of titles at this place; `unset` stands for what the author takes back.
    fn naming(&self, unset: &str) -> Naming {
        let value = |name| match self.scope.said(name) {
            Said::Nothing => "_",
            Said::Unset => unset,
            Said::Value(value) => value,
        };
        let gives_ids = self.scope.said("sectids") != Said::Unset;
        Naming { gives_ids, prefix: value("idprefix").to_owned(), separator: value("idseparator").chars().next() }
    }

    /// A section's id; in one made of the title Asciidoctor leaves joiners out.
    fn section_id<'b>(&self, section: &'b SectionBlock<'b>) -> Option<String> {
        let id = section.id()?;
        let is_own = has_own_id(section);
        if !is_own && self.scope.said("sectids") == Said::Unset {
            return None;
        }
        if is_own || !id.contains(['\u{200C}', '\u{200D}']) {
            return Some(id.to_owned());
        }
        Some(id.replace(['\u{200C}', '\u{200D}'], ""))
    }

    /// The name of a special section and the level that it has for it.
    fn special<'b>(&self, section: &'b SectionBlock<'b>, parent: Option<&Section>) -> (Option<String>, u8) {
        let level = u8::try_from(section.level()).unwrap_or(5);
        let style = section.declared_style().filter(|style| !style.is_empty());
        let is_book = self.doctype == Doctype::Book;
        match style {
            Some("abstract") if is_book => (None, 1),
            Some(style) if !is_level_style(style) => (Some(style.to_owned()), level.max(1)),
            _ => {
                let is_inherited = parent.is_some_and(|parent| parent.special.is_some());
                let name = if is_book && level == 1 { "chapter" } else { "section" };
                (is_inherited.then(|| name.to_owned()), level)
            }
        }
    }

    /// Whether the attributes ask for a number, by Asciidoctor's rules.
    fn is_numbered<'b>(
        &self,
        section: &'b SectionBlock<'b>,
        level: u8,
        special: Option<&str>,
        parent: Option<&Section>,
    ) -> bool {
        let has_own_style = section.declared_style().is_some_and(|style| !style.is_empty() && !is_level_style(style));
        if section.has_option("unnumbered") {
            return false;
        }
        let sectnums = self.scope.get("sectnums").or_else(|| self.scope.get("numbered"));
        match special {
            Some("appendix") if has_own_style => true,
            Some(_) if has_own_style => sectnums == Some("all"),
            Some(_) if sectnums.is_some() && level > 0 => parent.is_some_and(|parent| parent.is_numbered),
            Some(_) => false,
            None if level == 0 => self.doctype == Doctype::Book && self.scope.is_set("partnums"),
            None => sectnums.is_some(),
        }
    }

    /// What opens a part becomes its introduction, unless the author has marked one.
    fn part_introduction(&mut self, mut blocks: Vec<model::Block>) -> Vec<model::Block> {
        let is_alone = blocks.len() == 1;
        let Some(first) = blocks.first_mut() else { return blocks };
        if let BlockKind::Container(container) = &mut first.kind {
            match container.kind {
                ContainerKind::PartIntroduction if is_alone || !container.is_paragraph => return blocks,
                ContainerKind::PartIntroduction => {
                    // More follows: the paragraph is only the first of the introduction.
                    if let Some(paragraph) = container.blocks.pop() {
                        first.kind = paragraph.kind;
                    }
                }
                ContainerKind::Open if first.roles.is_empty() => {
                    container.kind = ContainerKind::PartIntroduction;
                    return blocks;
                }
                _ => {}
            }
        }
        let span = first.span;
        let id = self.node();
        let container = Container { kind: ContainerKind::PartIntroduction, blocks, is_paragraph: false };
        vec![model::Block::new(id, span, BlockKind::Container(container))]
    }

    /// A heading outside the section tree.
    pub(super) fn discrete_heading<'b>(&mut self, section: &'b SectionBlock<'b>) -> DiscreteHeading {
        let title = self.title(section.section_title(), section.section_title_source());
        DiscreteHeading { level: u8::try_from(section.level()).unwrap_or(5), title }
    }
}

/// How ids are made of titles.
#[derive(PartialEq, Eq)]
struct Naming {
    gives_ids: bool,
    prefix: String,
    separator: Option<char>,
}

impl Naming {
    /// The id of a section, if it gets any.
    fn id_of(&self, section: &Section) -> Option<String> {
        let made_of = || super::gaps::made_of(&model::plain_text(&section.title), &self.prefix, self.separator);
        self.gives_ids.then(made_of)
    }
}

/// When and where, as the author's attributes say it.
fn slot<'b>(section: &'b SectionBlock<'b>) -> Slot {
    let named = |name: &str| {
        let value = attribute(section.attrlist()?, name)?.trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    Slot { day: named("day"), time: named("time"), room: named("room") }
}

/// Whether the author gave a section its id.
fn has_own_id<'b>(section: &'b SectionBlock<'b>) -> bool {
    let is_own = section.anchor().is_some() || section.attrlist().is_some_and(|attributes| attributes.id().is_some());
    is_own && !section.id().is_some_and(is_counted)
}

/// `sect1` to `sect5` say a level, not a kind.
fn is_level_style(style: &str) -> bool {
    style.strip_prefix("sect").is_some_and(|level| matches!(level, "0" | "1" | "2" | "3" | "4" | "5"))
}

/// From a heading's metadata lines to its end.
fn model_span(block: crate::source::Span, heading: crate::source::Span) -> crate::source::Span {
    crate::source::Span::new(block.file, block.start, heading.end)
}
