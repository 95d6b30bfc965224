//! A run without words, for measuring what choosing its pages costs.

use crate::diag::Sink;
use crate::geom::{Abs, Size};
use crate::layout::flow::{Breaker, CaptionPlace, Flow, PhotoCell, PhotoRow, Piece, Side, break_pages};
use crate::model::NodeId;
use crate::source::{FileId, Span};
use crate::theme::{Costs, read};
use crate::world::Memory;

/// A run of about `pages` pages in the costs of the layout `print`: paragraphs of five lines, and a photo a page.
pub struct UniformRun {
    flow: Flow,
    costs: Costs,
}

/// What choosing the pages of a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The pages of the run.
    pub pages: usize,
    /// The pages tried to choose them.
    pub tried: u64,
}

const HEIGHT: i64 = 600;
const LEADING: f64 = 13.0;

impl UniformRun {
    /// Makes a run; `None` where the layout can't be read.
    pub fn new(pages: usize) -> Option<Self> {
        let costs = read(&Memory::new(), "print", &mut Sink::new()).ok()?.costs;
        let mut flow = Flow::default();
        for index in 0..pages * 7 {
            flow.pieces.push(Piece::Break { cost: 0, reason: "between blocks" });
            flow.pieces.push(Piece::Space(Abs::pt(5.0)));
            if index % 7 == 6 {
                flow.pieces.push(photo());
                continue;
            }
            for line in 0..5 {
                if line > 0 {
                    let cost = if line == 1 || line == 4 { costs.widow } else { costs.within_paragraph };
                    flow.pieces.push(Piece::Break { cost, reason: "within a paragraph" });
                }
                flow.pieces.push(Piece::Strut(Abs::pt(LEADING)));
            }
        }
        Some(Self { flow, costs })
    }

    /// Chooses its pages.
    pub fn choose(&self) -> Chosen {
        let breaker = Breaker {
            height: Abs::pt(1.0) * HEIGHT,
            smallest: 60,
            costs: &self.costs,
            separation: Abs::pt(10.0),
            first: (0, Abs::ZERO),
            facing: Some(Side::Recto),
        };
        let broken = break_pages(&self.flow, 0..self.flow.pieces.len(), &breaker);
        Chosen { pages: broken.plans.len(), tried: broken.tried }
    }
}

fn photo() -> Piece {
    let wish = Size::new(Abs::pt(240.0), Abs::pt(180.0));
    let span = Span::new(FileId::new(0), 0, 0);
    let owner = crate::frame::ElementId(0);
    let cells = vec![PhotoCell { picture: NodeId::new(0), wish, owner, span, link: None }];
    let (captions, caption_place) = (Vec::new(), CaptionPlace::Below);
    Piece::Photos(PhotoRow { x: Abs::ZERO, cells, gap: Abs::ZERO, captions, caption_place, bleeds: false })
}
