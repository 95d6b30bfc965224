//! The contents: entries with leaders and folios, format and speakers under each talk.

use crate::frame::{LinkTarget, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::Setter;
use crate::layout::block::heading::{destination_name, heading_prefix, without_trailing_break};
use crate::layout::block::talk::{format_words, speaker_names};
use crate::layout::flow::Field;
use crate::layout::inline::{LinkRef, ParagraphBuilder};
use crate::layout::parts::colophon;
use crate::model::{ContentsPlace, Inline, InlineKind, Label, Section, Styled, TextStyle, label, plain_text};
use crate::theme::{Elements, Look};

/// The room for folios at the right of entries, in ems of the entry.
const FOLIO_ROOM: i64 = 3;

impl Setter<'_> {
    /// Sets the contents at the place where the author wants them.
    pub fn contents(&mut self, place: &ContentsPlace) {
        let attributes = &self.context.book.info.attributes;
        let levels = place.levels.or_else(|| attributes.get("toclevels").and_then(|levels| levels.parse().ok()));
        let levels = levels.unwrap_or(2);
        let outer = std::mem::replace(&mut self.language, self.context.book.info.language);
        let title = place.title.clone().or_else(|| author_title(attributes.get("toc-title")));
        let title = title.unwrap_or_else(|| label(self.language, Label::Contents).to_owned());
        let look = self.context.theme.elements.contents_title;
        self.gap(look.before);
        let role = Role::Heading(self.depth, title.clone());
        let owner = self.element(role, None, None);
        let language = self.language;
        self.framed(&look, |setter| {
            let fill =
                |builder: &mut ParagraphBuilder<'_>| builder.generated(&title, &look, language, Owner::Element(owner));
            let paragraph = setter.build(None, fill);
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            setter.keep(3);
            setter.push_lines(paragraph, lines, false);
        });
        self.space_below(look.after);
        let sections = &self.context.book.sections;
        // A colophon that stands before the contents is no entry of theirs.
        let moved = colophon(self.context).map(|section| section.id);
        self.within(Role::Contents, None, |setter| {
            for section in sections.iter().filter(|section| Some(section.id) != moved) {
                setter.entry(section, levels, 0);
            }
        });
        self.space_below(look.before);
        self.language = outer;
    }

    fn entry(&mut self, section: &Section, levels: u8, depth: i64) {
        let is_deep = section.level > levels && section.level > 0;
        if is_deep || section.roles.iter().any(|role| role == "notoc") {
            return;
        }
        let outer = std::mem::replace(&mut self.language, section.language);
        let look = self.entry_look(section);
        self.gap(if depth == 0 { look.before } else { Abs::ZERO });
        let entry = self.element(Role::ContentsEntry, None, Some(section.span));
        self.inside(entry, |setter| {
            setter.entry_line(section, &look, depth);
            setter.talk_line(section, depth);
        });
        self.language = outer;
        for inner in &section.sections {
            self.entry(inner, levels, depth + 1);
        }
    }

    fn entry_look(&self, section: &Section) -> Look {
        let Elements { contents_chapter, contents_section, .. } = self.context.theme.elements;
        if section.level <= 1 { contents_chapter } else { contents_section }
    }

    /// The heading's words as a link, leaders, the folio.
    fn entry_line(&mut self, section: &Section, look: &Look, depth: i64) {
        let target = destination_name(section);
        let reference = self.element(Role::Reference, None, Some(section.span));
        let element = self.inside(reference, |setter| setter.element(Role::Link, None, Some(section.span)));
        let prefix = heading_prefix(self.context.book, section);
        let words = bare(without_trailing_break(&section.title));
        let link = LinkRef {
            target: LinkTarget::Destination(target.clone()),
            element,
            description: format!("{prefix}{}", plain_text(&section.title).replace('\n', " ")),
            span: Some(section.span),
        };
        let indent = self.context.theme.list_indent * depth;
        let language = section.language;
        let paragraph = self.build(None, |builder| {
            if !prefix.is_empty() {
                builder.generated(&prefix, look, language, Owner::Element(element));
            }
            builder.linked(&words, look, language, link, true);
        });
        let room = look.size * FOLIO_ROOM;
        let right = self.region.width - indent;
        let lines = self.lines_of(&paragraph, look, right - room);
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        let folio = Look { features: self.context.theme.elements.folio.features, ..*look };
        let outer = self.region;
        self.region.x += indent;
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let field = (index + 1 == count).then(|| Field {
                target: target.clone(),
                right,
                leader_from: Some(line.width + look.size / 2),
                look: folio,
                owner: Owner::Element(element),
                link: Some(first_link),
            });
            self.push_line(line, first_link, field, false);
        }
        self.region = outer;
    }

    /// Format and speakers under a talk's entry.
    fn talk_line(&mut self, section: &Section, depth: i64) {
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
        let indent = self.context.theme.list_indent * depth;
        let lines = self.lines_of(&paragraph, &look, self.region.width - indent - look.size * FOLIO_ROOM);
        let outer = self.region;
        self.region.x += indent;
        for line in lines {
            self.push_line(line, 0, None, false);
        }
        self.region = outer;
        self.space_below(look.after);
    }
}

/// The author's title; Asciidoctor's English default is not the author's.
fn author_title(title: Option<&str>) -> Option<String> {
    title.filter(|title| !title.is_empty() && *title != "Table of Contents").map(str::to_owned)
}

/// A heading's words without marks, links and pictures: a link within a link has no meaning.
fn bare(inlines: &[Inline]) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        let kind = match &inline.kind {
            InlineKind::Footnote(_) | InlineKind::Image(_) | InlineKind::Anchor(_) => continue,
            InlineKind::Break => InlineKind::Text(" ".to_owned()),
            InlineKind::Link(link) => plain(bare(&link.body)),
            InlineKind::Xref(xref) => plain(bare(&xref.body)),
            InlineKind::Styled(styled) => {
                InlineKind::Styled(Styled { body: bare(&styled.body), anchor: None, ..styled.clone() })
            }
            other => other.clone(),
        };
        words.push(Inline { span: inline.span, kind });
    }
    words
}

fn plain(body: Vec<Inline>) -> InlineKind {
    InlineKind::Styled(Styled { style: TextStyle::Plain, anchor: None, roles: Vec::new(), language: None, body })
}
