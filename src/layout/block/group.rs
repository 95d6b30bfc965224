//! Photos in a row with no text between them: one below the other, or side by side.
//!
//! Both settings are made; the page breaker takes the one that makes the better page.

use crate::geom::{Abs, Size};
use crate::layout::block::figure::side_by_side;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{PhotoCell, PhotoGroup, PhotoRow, Piece, Solid};
use crate::layout::inline::{Paragraph, set_paragraph};
use crate::model::{Block, BlockKind, Picture, pieces};

/// Photos of a group at most: two rows of two.
const MOST: usize = 4;
/// Photos side by side.
const A_ROW: usize = 2;

/// A figure of a group as it was set alone.
pub(super) struct LoggedFigure {
    /// Its photo, at the size that it wishes for alone.
    pub(super) cell: PhotoCell,
    /// Its caption, and the index of the caption's first link.
    pub(super) caption: Option<(Paragraph, usize)>,
}

/// How many photos the blocks begin with that may stand side by side.
pub(super) fn photos_in_a_row(blocks: &[Block]) -> usize {
    blocks.iter().take(MOST).take_while(|block| is_free(block)).count()
}

/// A photo whose place and size the author left to us.
fn is_free(block: &Block) -> bool {
    let picture = match &block.kind {
        BlockKind::Image(picture) => picture,
        BlockKind::Paragraph(text) => match pieces(text).as_slice() {
            [crate::model::Piece::Pictures(pictures)] => match pictures.as_slice() {
                [picture] => picture,
                _ => return false,
            },
            _ => return false,
        },
        _ => return false,
    };
    let Picture { align, float, size, .. } = picture;
    let asked = [&size.width, &size.scale, &size.scaled_width, &size.pdf_width];
    align.is_none() && float.is_none() && asked.into_iter().all(Option::is_none)
}

impl Setter<'_> {
    /// Sets photos one below the other, and notes how they stand side by side.
    pub(super) fn photo_group(&mut self, blocks: &[Block]) {
        let outer = self.figures.replace(Vec::new());
        let first = self.flow.pieces.len();
        blocks.iter().for_each(|block| self.block(block));
        let figures = std::mem::replace(&mut self.figures, outer).unwrap_or_default();
        // The space above the first photo belongs to both settings.
        let from = self.flow.pieces.iter().skip(first).position(|piece| matches!(piece, Piece::Photos(_)));
        let (Some(from), true) = (from.map(|from| first + from), figures.len() == blocks.len()) else { return };
        if let Some(paired) = self.paired(&figures) {
            self.flow.groups.push(PhotoGroup { from, to: self.flow.pieces.len(), paired });
        }
    }

    /// Rows of two; what is left over is as large as it wishes. `None` where a caption needs more than one line:
    /// photos side by side look untidy above captions of unlike depth.
    fn paired(&mut self, figures: &[LoggedFigure]) -> Option<Vec<Piece>> {
        let gap = self.context.theme.photo.gap;
        let mut pieces = Vec::new();
        for row in figures.chunks(A_ROW) {
            if !pieces.is_empty() {
                pieces.push(Piece::Space(self.context.theme.elements.caption.after.max(gap)));
            }
            let piece = Piece::Photos(self.paired_row(row, gap)?);
            pieces.push(piece);
        }
        Some(pieces)
    }

    fn paired_row(&mut self, row: &[LoggedFigure], gap: Abs) -> Option<PhotoRow> {
        let wishes: Vec<Size> = row.iter().map(|figure| figure.cell.wish).collect();
        let is_alone = wishes.len() == 1;
        let sizes = side_by_side(&wishes, self.region.width, gap);
        let cells = row.iter().zip(&sizes).map(|(figure, size)| PhotoCell { wish: *size, ..figure.cell }).collect();
        let mut captions = Vec::new();
        for (figure, size) in row.iter().zip(&sizes) {
            let measure = if is_alone { self.region.width } else { size.width };
            let (caption, lines) = self.caption_below(figure, measure);
            if lines > 1 && !is_alone {
                return None;
            }
            captions.push(caption);
        }
        Some(PhotoRow { captions, ..PhotoRow::bare(self.region.x, cells, gap) })
    }

    /// The caption again, in the measure of a smaller photo, and how many lines it takes.
    fn caption_below(&mut self, figure: &LoggedFigure, width: Abs) -> (Solid, usize) {
        let Some((paragraph, first_link)) = &figure.caption else { return (Solid::default(), 0) };
        let look = self.context.theme.elements.caption;
        // Unasked-for, so nothing is said of lines that are too wide.
        let lines = set_paragraph(&mut self.shaper, paragraph, &look, width);
        let count = lines.len();
        let solid = self.boxed(Region { x: Abs::ZERO, width }, look, |setter| {
            setter.strut(look.before);
            for line in lines {
                setter.push_line(line, *first_link, None, true);
            }
        });
        (solid, count)
    }
}
