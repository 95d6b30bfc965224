//! Sections and headings.

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{Block, IsBlock, SectionBlock, SectionType};

use super::Lowering;
use crate::asciidoc::scope::Said;
use crate::model::{self, DiscreteHeading, Doctype, Section};

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
                other => opening.extend(self.block(other)),
            }
        }
        (opening, sections)
    }

    fn section<'b>(&mut self, section: &'b SectionBlock<'b>, parent: Option<&Section>) -> Section {
        let id = self.node();
        let span = self.span(section.span());
        let heading = self.span(section.section_title_source());
        self.keep_titled(section);
        let span =
            if span.file == heading.file && span.start <= heading.start { model_span(span, heading) } else { heading };
        let (special, level) = self.special(section, parent);
        let mut lowered = Section {
            id,
            span,
            anchor: section.id().map(str::to_owned),
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
            talk: None,
        };
        let (blocks, sections) = self.at(heading, |lowering| lowering.body(section.child_blocks(), Some(&lowered)));
        lowered.blocks = blocks;
        lowered.sections = sections;
        lowered
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

    /// A heading outside the section tree.
    pub(super) fn discrete_heading<'b>(&mut self, section: &'b SectionBlock<'b>) -> DiscreteHeading {
        let title = self.title(section.section_title(), section.section_title_source());
        DiscreteHeading { level: u8::try_from(section.level()).unwrap_or(5), title }
    }
}

/// `sect1` to `sect5` say a level, not a kind.
fn is_level_style(style: &str) -> bool {
    style.strip_prefix("sect").is_some_and(|level| matches!(level, "0" | "1" | "2" | "3" | "4" | "5"))
}

/// From a heading's metadata lines to its end.
fn model_span(block: crate::source::Span, heading: crate::source::Span) -> crate::source::Span {
    crate::source::Span::new(block.file, block.start, heading.end)
}
