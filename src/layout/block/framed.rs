//! The boxes that looks ask for: border, background, space within, and what is kept together.

use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Paint, Piece};
use crate::theme::Look;

impl Setter<'_> {
    /// Sets something in the box of a look, within the region here; white space above and below is the caller's.
    pub(crate) fn framed<T>(&mut self, look: &Look, body: impl FnOnce(&mut Self) -> T) -> T {
        let frame = look.frame;
        let from = self.flow.pieces.len();
        let outer = self.region;
        let [left, right, above, below] = frame.insets();
        self.pad(above);
        // A box that is too narrow for its own insets keeps an em for its text.
        let width = (outer.width - left - right).max(look.size.min(outer.width));
        self.region = Region { x: outer.x + left.min(outer.width - width), width };
        let result = body(self);
        self.region = outer;
        self.pad(below);
        self.flow.pad_cuts(from, above, below);
        if frame.keeps_together {
            self.keep_together(from);
        }
        self.paint_frame(from, look);
        if frame.keeps_with_next {
            self.keep(2);
        }
        result
    }

    fn pad(&mut self, height: Abs) {
        if height > Abs::ZERO {
            self.strut(height);
        }
    }

    /// No page ends between the pieces from here on, but at a high price.
    pub(super) fn keep_together(&mut self, from: usize) {
        let price = self.context.theme.costs.widow * 2;
        for piece in self.flow.pieces.iter_mut().skip(from) {
            if let Piece::Break { cost, reason } = piece
                && *cost < price
            {
                (*cost, *reason) = (price, "kept together");
            }
        }
    }

    fn paint_frame(&mut self, from: usize, look: &Look) {
        let Region { x, width } = self.region;
        if let Some(colour) = look.frame.background {
            self.decorate(from, x, width, Paint::Tint(colour));
        }
        self.paint_border(from, look);
    }

    /// The rules around the pieces from here on.
    pub(super) fn paint_border(&mut self, from: usize, look: &Look) {
        let frame = look.frame;
        let Region { x, width } = self.region;
        let [left, right, top, bottom] = frame.border;
        if left > Abs::ZERO {
            self.decorate(from, x, left, Paint::Rule(frame.ink));
        }
        if right > Abs::ZERO {
            self.decorate(from, x + width - right, right, Paint::Rule(frame.ink));
        }
        if top > Abs::ZERO {
            self.decorate(from, x, width, Paint::TopRule(frame.ink, top));
        }
        if bottom > Abs::ZERO {
            self.decorate(from, x, width, Paint::BottomRule(frame.ink, bottom));
        }
    }
}
