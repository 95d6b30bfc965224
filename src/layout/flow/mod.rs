//! The vertical list of a run: what it is made of, where it breaks, the pages it becomes.

mod behind;
mod bench;
mod columns;
mod compose;
mod fit;
mod material;
mod pagebreak;
mod piece;
mod resume;
mod word;

pub use behind::Behind;
pub use bench::{Chosen, UniformRun};
pub use columns::{PlannedPage, in_columns, single_column};
pub use compose::{Column, ComposedPage, Placed, compose, compose_page};
pub use pagebreak::{Breaker, PagePlan, Side, break_pages};
pub use piece::{
    CaptionPlace, Decoration, Elastic, Field, Flow, FolioLink, Insert, InsertKind, LinePiece, Mark, MarkKind, Paint,
    PhotoCell, PhotoGroup, PhotoRow, Piece, Solid, Strained, Turn,
};
pub use resume::Resumption;
