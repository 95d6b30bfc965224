//! The whole of a manuscript: a draft as read, a book as resolved.

use std::collections::BTreeMap;

use crate::model::{
    Block, BlockKind, Caption, ContainerKind, Doctype, Info, Inline, Language, NodeId, Slot, Talk, Written,
};
use crate::source::{FileId, Span};

/// What a reader found, before anything is resolved.
///
/// Languages are known only where the author names them, references have no text where the author
/// wrote none, headings have no numbers and nobody has looked for talks.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The manuscript's first file.
    pub file: FileId,
    /// The header.
    pub info: Info,
    /// What stands before the first section.
    pub opening: Vec<Block>,
    /// Parts or chapters in the author's order.
    pub sections: Vec<Section>,
    /// The footnotes in the order of their marks.
    pub footnotes: Vec<Footnote>,
    /// What is known of the labels before the titles of blocks.
    pub captions: BTreeMap<NodeId, Caption>,
    /// The words that references to an id show, where neither a title nor a caption gives them.
    pub reference_texts: BTreeMap<String, Vec<Inline>>,
    /// What the author sets or unsets of numbers before a section: `chapter-number`, `appendix-number`,
    /// `sectnumlevels`.
    pub counters: BTreeMap<NodeId, Vec<(String, Option<String>)>>,
    /// How blocks, sections and items are written that are more than lines of text.
    pub written: BTreeMap<NodeId, Written>,
    /// How many nodes there are: every [`NodeId`] is below it.
    pub node_count: u32,
}

/// A manuscript that is understood: references lead somewhere or say so, languages are known,
/// headings and captions have their numbers and labels, talks are found.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// The manuscript's first file.
    pub file: FileId,
    /// The header, with the book's language.
    pub info: Info,
    /// What stands before the first section.
    pub opening: Vec<Block>,
    /// Parts or chapters in the author's order.
    pub sections: Vec<Section>,
    /// The footnotes in the order of their marks.
    pub footnotes: Vec<Footnote>,
    /// The ids of the book and the nodes that bear them.
    pub anchors: BTreeMap<String, NodeId>,
    /// How blocks, sections and items are written that are more than lines of text.
    pub written: BTreeMap<NodeId, Written>,
    /// How many nodes there are: every [`NodeId`] is below it.
    pub node_count: u32,
}

impl Draft {
    /// A draft of nothing.
    pub fn empty(file: FileId) -> Self {
        Self {
            file,
            info: Info::empty(Span::new(file, 0, 0)),
            opening: Vec::new(),
            sections: Vec::new(),
            footnotes: Vec::new(),
            captions: BTreeMap::new(),
            reference_texts: BTreeMap::new(),
            counters: BTreeMap::new(),
            written: BTreeMap::new(),
            node_count: 0,
        }
    }
}

impl Book {
    /// Whether the opening is a preamble: a headed document whose sections come after it, or a book.
    pub fn has_preamble(&self) -> bool {
        let is_book = self.info.doctype == Doctype::Book;
        let is_abstract = matches!(self.opening.first().map(|block| &block.kind),
            Some(BlockKind::Container(container)) if container.kind == ContainerKind::Abstract);
        let is_headed = match &self.info.title {
            Some(_) => is_book || !self.sections.is_empty(),
            None => is_book && !is_abstract,
        };
        is_headed && !self.opening.is_empty()
    }

    /// The chapters in reading order: the sections, with those within parts in place of their parts.
    pub fn chapters(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().flat_map(|section| match section.level {
            0 if self.info.doctype == Doctype::Book && !section.sections.is_empty() => section.sections.as_slice(),
            _ => std::slice::from_ref(section),
        })
    }

    /// All sections, outer ones first, in reading order.
    pub fn all_sections(&self) -> Vec<&Section> {
        fn collect<'a>(sections: &'a [Section], all: &mut Vec<&'a Section>) {
            for section in sections {
                all.push(section);
                collect(&section.sections, all);
            }
        }
        let mut all = Vec::new();
        collect(&self.sections, &mut all);
        all
    }
}

/// A heading with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Names the node.
    pub id: NodeId,
    /// The heading's place, its attribute lines included.
    pub span: Span,
    /// Its id.
    pub anchor: Option<String>,
    /// The author's roles.
    pub roles: Vec<String>,
    /// 0 for a part, 1 for a chapter, up to 5.
    pub level: u8,
    /// AsciiDoc's name of a special section (`preface`, `appendix` …).
    pub special: Option<String>,
    /// The number in plain digits and letters (`2.1`, `A`), where it is to be shown.
    pub number: Option<String>,
    /// The number that it has even where `sectnumlevels` keeps it from being shown.
    pub full_number: Option<String>,
    /// The label before an appendix's title (`Appendix A:`); in a draft the author's word for
    /// appendices, empty where the author wants none.
    pub label: Option<String>,
    /// Whether the author's attributes ask for a number here; resolving computes it.
    pub is_numbered: bool,
    /// The language of the heading.
    pub language: Language,
    /// The heading's words.
    pub title: Vec<Inline>,
    /// What stands before its first subsection.
    pub blocks: Vec<Block>,
    /// Its subsections.
    pub sections: Vec<Section>,
    /// When and where, by the author's attributes on the heading (`day`, `time`, `room`).
    pub slot: Slot,
    /// What is known of the talk, if the section is one; found by resolving.
    pub talk: Option<Talk>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// Names the node.
    pub id: NodeId,
    /// Its number, from 1.
    pub number: u32,
    /// The place of its first mark.
    pub span: Span,
    /// The author's name for it.
    pub name: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: Vec<Inline>,
}
