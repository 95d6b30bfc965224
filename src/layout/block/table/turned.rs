//! Tables turned by a quarter: on pages of their own, to be read from the bottom to the top.

use crate::frame::Quarter;
use crate::geom::{Abs, Point};
use crate::layout::block::table::Measured;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Breaker, Flow, PagePlan, Piece, Solid, break_pages};
use crate::model::{Block, Table};

impl Setter<'_> {
    /// Whether a table can be turned here: it stands in no box, list or column.
    pub(super) fn can_turn(&self) -> bool {
        let page = self.page;
        // On sheets a page that lies is turned itself, and nothing is turned twice.
        let lies = page.size != self.context.theme.page.size && self.context.theme.impose.is_some();
        self.region == (Region { x: Abs::ZERO, width: page.body().width })
            && page.columns == 1
            && !self.is_in_cell
            && !lies
    }

    /// Sets a table on pages of its own, its lines along their height.
    pub(super) fn turned_table(&mut self, block: &Block, table: &Table, measured: Measured<'_>) {
        let body = self.page.body();
        let notes = self.notes_height(block, table, &measured);
        let width = (body.height - notes).max(body.height / 2);
        let mut flow = self.turned_flow(block, table, measured, width);
        let breaker = Breaker {
            height: body.width,
            smallest: 100,
            costs: &self.context.theme.costs,
            separation: Abs::ZERO,
            first: (0, Abs::ZERO),
            facing: None,
        };
        for plan in break_pages(&flow, 0..flow.pieces.len(), &breaker).plans {
            self.costly_break(0, "turned table");
            let page = self.turned_page(&mut flow, &plan, width);
            self.flow.pieces.push(Piece::Solid(Box::new(page)));
        }
        self.satisfied();
        self.costly_break(0, "turned table");
        self.space_below(Abs::ZERO);
    }

    /// The pieces of a table as it stands before it is turned.
    fn turned_flow(&mut self, block: &Block, table: &Table, measured: Measured<'_>, width: Abs) -> Flow {
        let region = Region { x: Abs::ZERO, width };
        self.flow_apart(region, self.text, |setter| setter.upright_table(block, table, measured))
    }

    /// The room that the footnotes of a table need at the foot of its page.
    fn notes_height(&mut self, block: &Block, table: &Table, measured: &Measured<'_>) -> Abs {
        let width = self.page.body().height;
        self.tried(|setter| {
            let before = setter.flow.inserts.len();
            setter.turned_flow(block, table, measured.clone(), width);
            let notes = setter.flow.inserts.get(before..).unwrap_or_default();
            if notes.is_empty() {
                return Abs::ZERO;
            }
            let height: Abs = notes.iter().flat_map(|note| &note.pieces).map(Piece::natural_height).sum();
            height + setter.context.theme.elements.footnote.leading
        })
    }

    /// A page of the table as a box that fills a page.
    fn turned_page(&mut self, flow: &mut Flow, plan: &PagePlan, width: Abs) -> Solid {
        let mut page = self.composed_apart(flow, plan, Point::default(), width);
        let quarter = Quarter { width };
        page.items.iter_mut().for_each(|item| quarter.item(item));
        page.links.iter_mut().for_each(|link| link.area = quarter.area(link.area));
        Solid { marks: page.marks.into_iter().map(|(kind, _)| (kind, Abs::ZERO)).collect(), fields: Vec::new(), ..page }
    }
}
