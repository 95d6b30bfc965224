//! Which decorations lie behind which pieces: every page asks, and few of a book's are its own.

use crate::layout::flow::{Decoration, Flow, PagePlan};

/// Pieces whose decorations are kept together.
const STRETCH: usize = 128;

/// The decorations of a flow by the stretches of pieces that they lie behind, in the order of painting.
#[derive(Debug, Default)]
pub struct Behind {
    stretches: Vec<Vec<usize>>,
}

impl Behind {
    /// Those of a whole flow, which has all its pieces.
    pub fn of(flow: &Flow) -> Self {
        let mut stretches = vec![Vec::new(); flow.pieces.len().div_ceil(STRETCH)];
        for (index, Decoration { from, to, .. }) in flow.decorations.iter().enumerate() {
            let last = to.div_ceil(STRETCH).min(stretches.len());
            let met = stretches.get_mut(from / STRETCH..last).unwrap_or_default();
            met.iter_mut().for_each(|stretch| stretch.push(index));
        }
        Self { stretches }
    }

    /// Those that may lie behind the pieces of a page, in the order of painting.
    pub(super) fn among(&self, plan: &PagePlan) -> Vec<usize> {
        let last = plan.to.div_ceil(STRETCH).min(self.stretches.len());
        let met = self.stretches.get(plan.from / STRETCH..last).unwrap_or_default();
        let mut found: Vec<usize> = met.iter().flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Abs, Colour};
    use crate::layout::flow::{Paint, Piece};

    #[test]
    fn no_decoration_of_a_page_is_missed() {
        let mut flow = Flow::default();
        flow.pieces.extend((0..1000).map(|_| Piece::Strut(Abs::pt(1.0))));
        for (from, to) in [(0, 1000), (3, 4), (100, 300), (127, 129), (640, 641), (1000, 1000)] {
            let paint = Paint::Tint(Colour::BLACK);
            flow.decorations.push(Decoration { from, to, x: Abs::ZERO, width: Abs::ZERO, paint });
        }
        let behind = Behind::of(&flow);
        for (from, to) in [(0, 5), (120, 130), (299, 301), (600, 700), (990, 1000), (0, 1000), (1000, 1000)] {
            let plan = PagePlan { from, to, ..PagePlan::natural(0) };
            let is_met = |index: &usize| flow.decorations[*index].from < to && flow.decorations[*index].to > from;
            let met: Vec<usize> = (0..flow.decorations.len()).filter(is_met).collect();
            let among: Vec<usize> = behind.among(&plan).into_iter().filter(is_met).collect();
            assert_eq!(among, met, "{from}..{to}");
        }
        assert!(behind.among(&PagePlan { from: 700, to: 760, ..PagePlan::natural(0) }).len() < 3);
    }
}
