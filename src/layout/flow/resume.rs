//! What a page shows above and below where it parts something that goes on: the head of a table said again, the
//! padding of its cells.

use crate::geom::Abs;
use crate::layout::flow::piece::{Flow, Piece, Solid};

/// How a page begins with a piece, and how the page before it ends, where the two part something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumption {
    /// The piece that the page begins with; the break stands right before it.
    pub at: usize,
    /// What stands above it once more: an index into the flow's heads.
    pub head: Option<usize>,
    /// White space between that and the piece.
    pub above: Abs,
    /// White space at the foot of the page before.
    pub below: Abs,
}

impl Flow {
    /// Says what is shown again where a page begins with the piece to come.
    pub fn resume(&mut self, head: Option<usize>, above: Abs, below: Abs) {
        self.resumptions.push(Resumption { at: self.pieces.len(), head, above, below });
    }

    /// Says of a box around the pieces from `from` on that it ends with its padding wherever a page parts it, and
    /// begins with it again on the next.
    pub fn pad_cuts(&mut self, from: usize, above: Abs, below: Abs) {
        if above.is_zero() && below.is_zero() {
            return;
        }
        let first = self.resumptions.partition_point(|resumption| resumption.at <= from);
        let mut inner = self.resumptions.split_off(first).into_iter().peekable();
        for (index, piece) in self.pieces.iter().enumerate().skip(from) {
            if !matches!(piece, Piece::Break { .. }) {
                continue;
            }
            let at = index + 1;
            while let Some(before) = inner.next_if(|resumption| resumption.at < at) {
                self.resumptions.push(before);
            }
            let plain = Resumption { at, head: None, above: Abs::ZERO, below: Abs::ZERO };
            let found = inner.next_if(|resumption| resumption.at == at).unwrap_or(plain);
            self.resumptions.push(Resumption { above: found.above + above, below: found.below + below, ..found });
        }
        self.resumptions.extend(inner);
    }

    /// What is shown where a page begins with a piece.
    pub fn resumption(&self, at: usize) -> Option<&Resumption> {
        let index = self.resumptions.binary_search_by_key(&at, |resumption| resumption.at).ok()?;
        self.resumptions.get(index)
    }

    /// What stands above a piece that a page begins with.
    pub fn head(&self, resumption: &Resumption) -> Option<&Solid> {
        self.heads.get(resumption.head?)
    }

    /// The room that a page needs above a piece that it begins with.
    pub(super) fn room_above(&self, resumption: &Resumption) -> Abs {
        resumption.above + self.head(resumption).map_or(Abs::ZERO, |head| head.height)
    }
}
