//! Text beside a photo: `float=left` and `float=right`.

use crate::geom::{Abs, Size};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Piece, Solid};
use crate::layout::inline::{Line, Paragraph, Runaround, set_around};
use crate::model::{Block, BlockKind, Picture};
use crate::theme::Look;

/// The share of the measure that a photo without a wish takes, and the largest that any may take; in per cent.
const USUAL: i64 = 40;
const LARGEST: i64 = 66;

/// A photo that text is set beside.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Beside {
    /// The piece that the photo stands in.
    top: usize,
    /// From there to below the photo and its caption.
    pub(in crate::layout) height: Abs,
    /// What lines beside it lack of the measure.
    pub(in crate::layout) less: Abs,
    /// How far lines beside it begin to the right.
    pub(in crate::layout) shift: Abs,
}

/// Where a photo stands that has text beside it.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Side {
    /// The room for the photo.
    pub(in crate::layout) width: Abs,
    /// At the left, and else at the right.
    pub(in crate::layout) is_left: bool,
}

/// Whether a block is set beside a photo: text is, anything else starts below.
pub(in crate::layout) fn goes_beside(block: &Block) -> bool {
    let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Descriptions(_));
    is_text && block.title.is_none()
}

impl Setter<'_> {
    /// A photo with its caption at one side; what follows is set beside it.
    pub(super) fn side_figure(&mut self, block: &Block, picture: &Picture, is_left: bool) {
        let measure = self.region.width;
        let asked = self.context.asked_share(picture, measure);
        let width = asked.unwrap_or(measure.scale(USUAL, 100)).min(measure.scale(LARGEST, 100));
        let size = Size::new(width, self.context.tallest_photo(&self.page));
        let outer = self.cell_size.replace(size);
        self.side_photo(Side { width, is_left }, |setter| setter.figure(block, &[picture]));
        self.cell_size = outer;
    }

    /// A figure at one side; what follows is set beside it.
    pub(in crate::layout) fn side_photo(&mut self, side: Side, figure: impl FnOnce(&mut Self)) {
        self.clear_beside();
        let measure = self.region.width;
        let gap = self.context.theme.photo.gap.max(self.text.size);
        self.gap(self.text.after);
        let x = self.region.x + if side.is_left { Abs::ZERO } else { measure - side.width };
        let solid = self.boxed(Region { x, width: side.width }, self.text, figure);
        let height = solid.height + gap / 2;
        let top = self.flow.pieces.len();
        // A box without height: the lines beside it make its room, or what is left of it is made below them.
        self.flow.pieces.push(Piece::Solid(Box::new(Solid { height: Abs::ZERO, ..solid })));
        let shift = if side.is_left { side.width + gap } else { Abs::ZERO };
        self.beside = Some(Beside { top, height, less: side.width + gap, shift });
        self.open_container();
    }

    /// The room that the photo still takes beside what comes now.
    pub(in crate::layout) fn left_beside(&self) -> Option<(Beside, Abs)> {
        let beside = self.beside?;
        let mut left = beside.height;
        for piece in self.flow.pieces.iter().skip(beside.top) {
            left -= piece.natural_height();
            // Once it is passed, nobody counts the rest of the chapter again.
            if left <= Abs::ZERO {
                return None;
            }
        }
        Some((beside, left))
    }

    pub(super) fn is_beside(&self) -> bool {
        self.left_beside().is_some()
    }

    /// How far a line of a measure stands to the right of its region's edge.
    pub(super) fn shift_beside(&self, measure: Abs) -> Abs {
        let is_short = |beside: &Beside| measure == self.region.width - beside.less;
        self.beside.filter(is_short).map_or(Abs::ZERO, |beside| beside.shift)
    }

    /// Sets a paragraph's lines around the photo beside them, where there is one.
    pub(super) fn lines_beside(&mut self, paragraph: &Paragraph, look: &Look) -> Vec<Line> {
        let measure = self.region.width;
        let Some((beside, left)) = self.left_beside() else { return self.lines_of(paragraph, look, measure) };
        // Too narrow a rest is no place for text.
        if measure - beside.less < look.size * 8 {
            self.clear_beside();
            return self.lines_of(paragraph, look, measure);
        }
        let lines = (left.to_raw() + look.leading.to_raw() - 1) / look.leading.to_raw().max(1);
        let runaround = Runaround { lines: lines as usize, less: beside.less };
        let lines = set_around(&mut self.shaper, paragraph, look, measure, runaround);
        self.complain_of(&lines);
        lines
    }

    /// Goes on below the photo.
    pub(super) fn clear_beside(&mut self) {
        if let Some((_, left)) = self.left_beside() {
            self.strut(left);
        }
        self.beside = None;
    }
}
