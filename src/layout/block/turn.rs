//! Pages that lie another way from a place on.

use crate::diag::{Diagnostic, Lint};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::Turn;
use crate::model::{Block, Orientation};

impl Setter<'_> {
    /// Begins with pages that lie one way, whatever those before do.
    pub(in crate::layout) fn start_on(&mut self, way: Orientation) {
        self.page = self.context.theme.page.lying(way, &self.context.theme.elements.body);
        self.region.width = self.page.measure();
        self.flow.turns.push(Turn { at: self.flow.pieces.len(), page: self.page });
    }

    /// Lets the pages lie one way from the end of this page on; within other blocks it ends the page and no more.
    pub(super) fn turn_pages(&mut self, block: &Block, way: Orientation) {
        let is_upright = self.region == (Region { x: Abs::ZERO, width: self.page.measure() });
        let is_whole = !self.is_nested && !self.is_in_cell && is_upright;
        let name = way.name();
        if !is_whole || self.context.theme.handout.is_some() {
            let place = if is_whole { "the pages of a handout" } else { "pages within a block" };
            let message = format!("{place} can't be turned: `page-layout={name}` ends the page and no more");
            let warning = Diagnostic::warning(Lint::SetPlainly, block.span, message);
            return self.complain(warning.hint("put the end of the page between the blocks of a section"));
        }
        self.start_on(way);
        if Orientation::of(self.page.size) != way {
            let message = format!("the margins leave no room for text on a {name} page: it isn't turned");
            let warning = Diagnostic::warning(Lint::SetPlainly, block.span, message);
            self.complain(warning.hint("make the paper larger or the margins smaller"));
        }
    }
}
