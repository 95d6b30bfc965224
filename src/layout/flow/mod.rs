//! The vertical list of a run: what it is made of, where it breaks, the pages it becomes.

mod compose;
mod pagebreak;
mod piece;

pub use compose::{ComposedPage, Placed, compose};
pub use pagebreak::{Breaker, PagePlan, break_pages};
pub use piece::{Decoration, Field, Flow, LinePiece, Mark, MarkKind, Paint, PhotoCell, PhotoRow, Piece, Solid};
