//! Containers: examples, asides, open blocks, quotations; and rules between blocks.

use crate::frame::{Artifact, Item, ItemKind, Owner, Role, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::Setter;
use crate::layout::flow::{Piece, Solid};
use crate::model::{Block, Container, ContainerKind, Inline, Quote};
use crate::theme::Look;

impl Setter<'_> {
    pub(super) fn container(&mut self, block: &Block, container: &Container) {
        match container.kind {
            ContainerKind::Open | ContainerKind::PartIntroduction | ContainerKind::Collapsible => {
                self.block_title(block);
                self.within(Role::Division, Some(block.span), |setter| setter.blocks(&container.blocks));
            }
            ContainerKind::Example | ContainerKind::Abstract => {
                self.boxed_blocks(block, &container.blocks, self.context.theme.elements.example);
            }
            ContainerKind::Sidebar => {
                self.boxed_blocks(block, &container.blocks, self.context.theme.elements.sidebar);
            }
        }
    }

    /// Blocks in the box of their element.
    fn boxed_blocks(&mut self, block: &Block, blocks: &[Block], look: Look) {
        self.gap(look.before);
        self.framed(&look, |setter| {
            let region = setter.region;
            let text = Look { before: Abs::ZERO, after: setter.text.after, ..look };
            setter.within(Role::Division, Some(block.span), |setter| {
                setter.set_in(region, text, |setter| {
                    setter.open_container();
                    setter.block_title(block);
                    setter.blocks(blocks);
                    setter.close_container();
                });
            });
        });
        self.space_below(look.after);
    }

    pub(super) fn quote(&mut self, block: &Block, quote: &Quote) {
        let look = self.context.theme.elements.quote;
        self.gap(look.before);
        self.framed(&look, |setter| {
            let region = setter.region;
            let text = Look { before: Abs::ZERO, after: setter.text.after, ..look };
            setter.within(Role::BlockQuote, Some(block.span), |setter| {
                setter.set_in(region, text, |setter| {
                    setter.open_container();
                    setter.block_title(block);
                    setter.blocks(&quote.blocks);
                    setter.attribution(block, quote.attribution.as_deref(), quote.citation.as_deref());
                    setter.close_container();
                });
            });
        });
        self.space_below(look.after);
    }

    /// Who said it and where, below a quotation or verse.
    pub(super) fn attribution(&mut self, block: &Block, who: Option<&[Inline]>, cite: Option<&[Inline]>) {
        if who.is_none() && cite.is_none() {
            return;
        }
        let look = self.context.theme.elements.attribution;
        self.gap(look.before);
        let owner = self.element(Role::Paragraph, None, Some(block.span));
        let language = self.language;
        self.framed(&look, |setter| {
            let paragraph = setter.build(None, |builder| {
                builder.generated("— ", &look, language, Owner::Element(owner));
                builder.inlines(who.unwrap_or_default(), &look, language, Owner::Element(owner));
                if let Some(cite) = cite {
                    if who.is_some() {
                        builder.generated(", ", &look, language, Owner::Element(owner));
                    }
                    let italic = Look { is_italic: true, ..look };
                    builder.inlines(cite, &italic, language, Owner::Element(owner));
                }
            });
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            setter.push_lines(paragraph, lines, true);
        });
    }

    /// A short rule between blocks.
    pub(super) fn rule(&mut self) {
        let leading = self.text.leading;
        self.gap(Abs::ZERO);
        let width = self.region.width / 4;
        let shape = Shape::filled(Size::new(width, Abs::pt(0.6)), self.context.theme.colours.hairline);
        let item = Item {
            at: Point::new(self.region.x + (self.region.width - width) / 2, leading / 2),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(shape),
        };
        let solid = Solid { height: leading, items: vec![item], ..Solid::default() };
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
        self.space_below(self.text.after);
    }
}
