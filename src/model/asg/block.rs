//! Blocks of every kind.

use schemars::JsonSchema;
use serde::Serialize;

use super::dispatch::dispatch;
use super::inline::Inline;
use super::leaf::Leaf;
use super::list::{DescriptionList, List};
use super::media::BlockMacro;
use super::node::{BlockType, Reader, names, node};
use super::parent::Parent;
use super::section::Section;
use super::table::Table;
use crate::model::{self, BlockKind, DiscreteHeading, OUTER_TITLE, Orientation, SECTION_TITLE};

names! {
    HeadingName { Heading }
    /// Ours: what a heading in a cell was the title of.
    HeadingVariant { Document, Section }
    BreakName { Break }
    BreakVariant { Page, Thematic }
}

dispatch! {
    Block {
        List(List): "list",
        Descriptions(DescriptionList): "dlist",
        Heading(Heading): "heading",
        Break(Break): "break",
        Macro(BlockMacro): "audio" | "video" | "image" | "toc" | "listOf",
        Leaf(Leaf): "listing" | "literal" | "paragraph" | "pass" | "stem" | "verse",
        Parent(Parent): "admonition" | "example" | "sidebar" | "open" | "quote",
        Table(Table): "table",
    }
}

dispatch! {
    BodyBlock {
        Block(Block): "list" | "dlist" | "heading" | "break" | "audio" | "video" | "image" | "toc" | "listOf" | "listing"
            | "literal" | "paragraph" | "pass" | "stem" | "verse" | "admonition" | "example" | "sidebar" | "open" | "quote"
            | "table",
        Section(Section): "section",
    }
}

node! {
    /// A heading that opens no section.
    block Heading: HeadingName {
        must {
            title: Vec<Inline<'a>>,
            /// 0 to 5.
            level: u8,
        }
        may { variant: Option<HeadingVariant>, }
    }
}

node! {
    /// A line between blocks, or the end of a page.
    block Break: BreakName {
        must { variant: BreakVariant, }
        may {
            /// Ours: which way the pages lie that follow, where the author says it: `portrait`, `landscape`.
            page_layout: Option<&'a str>,
        }
    }
}

impl<'a> Reader<'a> {
    /// Blocks in a row.
    pub(super) fn blocks(&self, blocks: &'a [model::Block]) -> Vec<Block<'a>> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &'a model::Block) -> Block<'a> {
        match &block.kind {
            BlockKind::Paragraph(text) => Block::Leaf(self.paragraph(block, text)),
            BlockKind::Heading(heading) => Block::Heading(self.heading(block, heading)),
            BlockKind::Image(picture) => Block::Macro(self.image(block, picture)),
            BlockKind::Media(media) => Block::Macro(self.media(block, media)),
            BlockKind::Admonition(admonition) => Block::Parent(self.admonition(block, admonition)),
            BlockKind::Container(container) => Block::Parent(self.container(block, container)),
            BlockKind::Quote(quote) => Block::Parent(self.quote(block, quote)),
            BlockKind::Verbatim(verbatim) => Block::Leaf(self.verbatim(block, verbatim)),
            BlockKind::List(list) => Block::List(self.list(block, list)),
            BlockKind::Descriptions(list) => Block::Descriptions(self.descriptions(block, list)),
            BlockKind::Table(table) => Block::Table(self.table(block, table)),
            BlockKind::Stem(stem) => Block::Leaf(self.stem(block, stem)),
            BlockKind::Contents(place) => Block::Macro(self.contents(block, place)),
            BlockKind::Rule => Block::Break(self.rule(block, BreakVariant::Thematic, None)),
            BlockKind::PageBreak(turn) => {
                let layout = turn.map(Orientation::name);
                Block::Break(self.rule(block, BreakVariant::Page, layout))
            }
        }
    }

    fn heading(&self, block: &'a model::Block, heading: &'a DiscreteHeading) -> Heading<'a> {
        let was = |mark: &str| block.options.iter().any(|option| option == mark);
        let variant = match (was(OUTER_TITLE), was(SECTION_TITLE)) {
            (true, _) => Some(HeadingVariant::Document),
            (_, true) => Some(HeadingVariant::Section),
            _ => None,
        };
        // The marks are not the author's options.
        let options = if variant.is_some() { &[][..] } else { &block.options };
        let facts = self.facts_of(block.id, block.span, block.language, options, &block.roles);
        Heading {
            name: HeadingName::Heading,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            title: self.inlines(&heading.title),
            level: heading.level,
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            variant,
            location: facts.location,
        }
    }

    fn rule(&self, block: &'a model::Block, variant: BreakVariant, page_layout: Option<&'a str>) -> Break<'a> {
        let facts = self.facts(block);
        Break {
            name: BreakName::Break,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            variant,
            page_layout,
            label: self.label(block),
            // A line has no words.
            lang: None,
            metadata: facts.metadata,
            location: facts.location,
        }
    }

    /// The label before a block's title.
    pub(super) fn label(&self, block: &'a model::Block) -> Option<&'a str> {
        Some(block.label.as_str()).filter(|label| !label.is_empty())
    }

    /// A block's title.
    pub(super) fn title(&self, block: &'a model::Block) -> Vec<Inline<'a>> {
        self.optional(block.title.as_ref())
    }

    /// A text that may be missing.
    pub(super) fn optional(&self, text: Option<&'a Vec<model::Inline>>) -> Vec<Inline<'a>> {
        text.map(|text| self.inlines(text)).unwrap_or_default()
    }
}
