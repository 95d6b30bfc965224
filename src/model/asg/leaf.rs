//! Blocks that hold a text.

use schemars::JsonSchema;
use serde::Serialize;

use super::inline::Inline;
use super::node::{BlockForm, BlockType, Facts, Reader, names, node};
use crate::model::{self, CodeFacts, Stem, StemNotation, Verbatim, VerbatimKind};

names! {
    LeafName { Listing, Literal, Paragraph, Pass, Stem, Verse }
    /// Ours: what a listing or formula is.
    LeafVariant {
        /// A listing of code in a language.
        Source,
        Asciimath, Latexmath,
    }
}

node! {
    /// A block that holds a text.
    block Leaf: LeafName {
        may {
            /// How its ends are marked; of a plain paragraph nothing is said.
            form: Option<BlockForm>,
            /// The line before and behind it.
            delimiter: Option<&'a str>,
            variant: Option<LeafVariant>,
            title: Vec<Inline<'a>>,
            /// Its text; of a listing and its like the lines as they are.
            inlines: Vec<Inline<'a>>,
            /// Ours: the language of code.
            language: Option<&'a str>,
            /// Ours: whether the lines of code are numbered.
            linenums: bool,
            /// Ours: the number of the first line of code, where lines are numbered.
            start: Option<u32>,
            /// Ours: the lines of code that the author marks: pairs of the first and the last, from 1.
            highlight: Vec<(u32, u32)>,
            /// Ours: who said a verse.
            attribution: Vec<Inline<'a>>,
            /// Ours: where it was said.
            citation: Vec<Inline<'a>>,
        }
    }
}

impl<'a> Reader<'a> {
    fn leaf(&self, block: &'a model::Block, name: LeafName, facts: Facts<'a>) -> Leaf<'a> {
        let (form, delimiter) = facts.form();
        let is_plain = name == LeafName::Paragraph && form == Some(BlockForm::Paragraph);
        Leaf {
            name,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            form: form.filter(|_| !is_plain),
            delimiter,
            variant: None,
            title: self.title(block),
            inlines: Vec::new(),
            language: None,
            linenums: false,
            start: None,
            highlight: Vec::new(),
            attribution: Vec::new(),
            citation: Vec::new(),
            location: facts.location,
        }
    }

    /// Lines of text.
    pub(super) fn paragraph(&self, block: &'a model::Block, text: &'a [model::Inline]) -> Leaf<'a> {
        let leaf = self.leaf(block, LeafName::Paragraph, self.facts(block));
        Leaf { inlines: self.inlines(text), ..leaf }
    }

    /// Lines that are kept.
    pub(super) fn verbatim(&self, block: &'a model::Block, verbatim: &'a Verbatim) -> Leaf<'a> {
        let name = match &verbatim.kind {
            VerbatimKind::Listing | VerbatimKind::Source { .. } | VerbatimKind::Diagram { .. } => LeafName::Listing,
            VerbatimKind::Literal => LeafName::Literal,
            VerbatimKind::Verse { .. } => LeafName::Verse,
            VerbatimKind::Pass => LeafName::Pass,
        };
        let mut leaf = self.leaf(block, name, self.facts(block));
        leaf.inlines = self.inlines(&verbatim.lines);
        let CodeFacts { first_number, marked, .. } = &verbatim.code;
        leaf.start = *first_number;
        leaf.highlight = marked.iter().map(|(first, behind)| (first + 1, *behind)).collect();
        match &verbatim.kind {
            VerbatimKind::Source { language, is_numbered } => {
                leaf.variant = Some(LeafVariant::Source);
                leaf.language = language.as_deref();
                leaf.linenums = *is_numbered;
            }
            // The source of a picture: its language is the name of what draws it.
            VerbatimKind::Diagram { kind, .. } => {
                leaf.variant = Some(LeafVariant::Source);
                leaf.language = Some(kind.name);
            }
            VerbatimKind::Verse { attribution, citation } => {
                leaf.attribution = self.optional(attribution.as_ref());
                leaf.citation = self.optional(citation.as_ref());
            }
            VerbatimKind::Listing | VerbatimKind::Literal | VerbatimKind::Pass => {}
        }
        leaf
    }

    /// A formula of its own.
    pub(super) fn stem(&self, block: &'a model::Block, stem: &'a Stem) -> Leaf<'a> {
        let leaf = self.leaf(block, LeafName::Stem, self.facts(block));
        let variant = match stem.notation {
            StemNotation::AsciiMath => LeafVariant::Asciimath,
            StemNotation::Latex => LeafVariant::Latexmath,
        };
        let inlines = self.plain(stem.source.as_str(), leaf.location.clone());
        Leaf { variant: Some(variant), inlines, ..leaf }
    }
}
