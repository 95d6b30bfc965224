//! Paragraphs, with pictures that stand alone on their lines set as figures.

use crate::frame::{ElementId, Owner, Role};
use crate::layout::block::Setter;
use crate::model::{Block, Inline, InlineKind, Piece, Stem, offset_of, pieces, term_destination};

/// The label before a title with the space that parts the two.
pub(super) fn spaced_label(label: &str) -> String {
    let label = label.trim_end();
    if label.is_empty() { String::new() } else { format!("{label} ") }
}

/// Whether a text has nothing to be seen: terms of the index and anchors alone.
fn is_silent(text: &[Inline]) -> bool {
    text.iter().all(|inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::IndexTerm(term) => term.visible.is_none(),
        InlineKind::Anchor(anchor) => !anchor.is_bibliography,
        _ => false,
    })
}

/// The places that such a text names.
fn places(text: &[Inline]) -> Vec<String> {
    let place = |inline: &Inline| match &inline.kind {
        InlineKind::IndexTerm(term) => Some(term_destination(term.number)),
        InlineKind::Anchor(anchor) => Some(anchor.id.clone()),
        _ => None,
    };
    text.iter().filter_map(place).collect()
}

impl Setter<'_> {
    pub(super) fn paragraph(&mut self, block: &Block, inlines: &[Inline]) {
        let found = pieces(inlines);
        if let [Piece::Pictures(pictures)] = found.as_slice() {
            return self.figure(block, pictures);
        }
        self.block_title(block);
        self.pieces_of(block.id, block.span, inlines, &found);
    }

    /// Text and pictures of a paragraph or a list item, in their order.
    pub(super) fn pieces_of(
        &mut self,
        node: crate::model::NodeId,
        span: crate::source::Span,
        inlines: &[Inline],
        found: &[Piece<'_>],
    ) {
        for piece in found {
            match piece {
                Piece::Text(text) => {
                    let from = offset_of(inlines, text);
                    self.text_paragraph(text, Some((node, from)), span);
                }
                Piece::Pictures(pictures) => self.bare_figure(pictures),
            }
        }
    }

    /// A paragraph of text in the look of running text here.
    pub(in crate::layout) fn text_paragraph(
        &mut self,
        text: &[Inline],
        node: Option<(crate::model::NodeId, usize)>,
        span: crate::source::Span,
    ) {
        if is_silent(text) {
            return places(text).into_iter().for_each(|name| self.destination(name));
        }
        let look = self.text;
        self.gap(look.before);
        let owner = self.element(Role::Paragraph, node.map(|(node, _)| node), Some(span));
        self.framed(&look, |setter| {
            let paragraph = setter.prepared(text, &look, owner, node);
            setter.running_lines(paragraph, &look);
        });
        self.space_below(look.after);
    }

    /// A block's title above it, kept with it.
    pub(super) fn block_title(&mut self, block: &Block) {
        let Some(title) = &block.title else { return };
        let look = self.context.theme.elements.block_title;
        self.gap(look.before.max(self.text.before));
        let owner = self.element(Role::Paragraph, None, Some(block.span));
        self.titled_lines(block, title, owner);
        self.space_below(look.after);
        self.keep(2);
    }

    /// The lines of a block's title, its label before it, in the box of titles.
    pub(super) fn titled_lines(&mut self, block: &Block, title: &[Inline], owner: ElementId) {
        let look = self.context.theme.elements.block_title;
        let (language, words) = (self.language, spaced_label(&block.label));
        self.framed(&look, |setter| {
            let paragraph = setter.build(None, |builder| {
                builder.generated(&words, &look, language, Owner::Element(owner));
                builder.inlines(title, &look, language, Owner::Element(owner));
            });
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            setter.push_lines(paragraph, lines, true);
        });
    }

    pub(super) fn stem(&mut self, block: &Block, stem: &Stem) {
        self.block_title(block);
        let inline = Inline { span: block.span, kind: crate::model::InlineKind::Stem(stem.clone()) };
        self.text_paragraph(&[inline], Some((block.id, 0)), block.span);
    }
}
