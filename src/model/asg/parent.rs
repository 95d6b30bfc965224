//! Blocks that hold blocks.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::Block;
use super::inline::Inline;
use super::node::{BlockForm, BlockType, Facts, Reader, names, node};
use crate::model::{self, Admonition, AdmonitionKind, Container, ContainerKind, Quote};

names! {
    ParentName { Admonition, Example, Sidebar, Open, Quote }
    /// The kind of an admonition; the others are ours.
    ParentVariant {
        Caution, Important, Note, Tip, Warning,
        /// An example that readers may fold.
        Collapsible,
        /// An open block that sums up what follows.
        Abstract,
        /// An open block that opens a part.
        Partintro,
    }
}

node! {
    /// A block that holds blocks; ours is that it may be written as a paragraph, and then holds that.
    block Parent: ParentName {
        may {
            /// How its ends are marked; nothing where it is not written but understood.
            form: Option<BlockForm>,
            /// The line before and behind it.
            delimiter: Option<&'a str>,
            variant: Option<ParentVariant>,
            title: Vec<Inline<'a>>,
            blocks: Vec<Block<'a>>,
            /// Ours: who said a quotation.
            attribution: Vec<Inline<'a>>,
            /// Ours: where it was said.
            citation: Vec<Inline<'a>>,
        }
    }
}

impl<'a> Reader<'a> {
    fn parent(&self, block: &'a model::Block, name: ParentName, blocks: &'a [model::Block]) -> Parent<'a> {
        let facts: Facts<'a> = self.facts(block);
        let (form, delimiter) = facts.form();
        let is_written = self.book.written.contains_key(&block.id);
        Parent {
            name,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            form: form.filter(|_| is_written),
            delimiter,
            variant: None,
            title: self.title(block),
            blocks: self.within(block.language, || self.blocks(blocks)),
            attribution: Vec::new(),
            citation: Vec::new(),
            location: facts.location,
        }
    }

    /// NOTE, TIP, IMPORTANT, WARNING, CAUTION.
    pub(super) fn admonition(&self, block: &'a model::Block, admonition: &'a Admonition) -> Parent<'a> {
        let variant = match admonition.kind {
            AdmonitionKind::Note => ParentVariant::Note,
            AdmonitionKind::Tip => ParentVariant::Tip,
            AdmonitionKind::Important => ParentVariant::Important,
            AdmonitionKind::Warning => ParentVariant::Warning,
            AdmonitionKind::Caution => ParentVariant::Caution,
        };
        let node = self.parent(block, ParentName::Admonition, &admonition.blocks);
        // `NOTE: …` has no line about it and is a paragraph all the same.
        let form = node.form.or(admonition.is_paragraph.then_some(BlockForm::Paragraph));
        Parent { form, variant: Some(variant), label: admonition.label.as_deref(), ..node }
    }

    /// Blocks held together.
    pub(super) fn container(&self, block: &'a model::Block, container: &'a Container) -> Parent<'a> {
        let (name, variant) = match container.kind {
            ContainerKind::Example => (ParentName::Example, None),
            ContainerKind::Collapsible => (ParentName::Example, Some(ParentVariant::Collapsible)),
            ContainerKind::Sidebar => (ParentName::Sidebar, None),
            ContainerKind::Open => (ParentName::Open, None),
            ContainerKind::Abstract => (ParentName::Open, Some(ParentVariant::Abstract)),
            ContainerKind::PartIntroduction => (ParentName::Open, Some(ParentVariant::Partintro)),
        };
        Parent { variant, ..self.parent(block, name, &container.blocks) }
    }

    /// A quotation.
    pub(super) fn quote(&self, block: &'a model::Block, quote: &'a Quote) -> Parent<'a> {
        let node = self.parent(block, ParentName::Quote, &quote.blocks);
        let form = node.form.or(quote.is_paragraph.then_some(BlockForm::Paragraph));
        let attribution = self.optional(quote.attribution.as_ref());
        Parent { form, attribution, citation: self.optional(quote.citation.as_ref()), ..node }
    }
}
