//! Tables turned by a quarter: on pages of their own, to be read from the bottom to the top.

use crate::frame::{Item, ItemKind, LinkArea, PathCommand};
use crate::geom::{Abs, Point, Rect, Size};
use crate::layout::block::table::Measured;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Breaker, Flow, PagePlan, Piece, Solid, break_pages};
use crate::model::{Block, Table};

impl Setter<'_> {
    /// Whether a table can be turned here: it stands in no box, list or column.
    pub(super) fn can_turn(&self) -> bool {
        let page = &self.context.theme.page;
        self.region == (Region { x: Abs::ZERO, width: page.body().width }) && page.columns == 1 && !self.is_in_cell
    }

    /// Sets a table on pages of its own, its lines along their height.
    pub(super) fn turned_table(&mut self, block: &Block, table: &Table, measured: Measured<'_>) {
        let body = self.context.theme.page.body();
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
        let width = self.context.theme.page.body().height;
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
        let page = self.composed_apart(flow, plan, Point::default(), width);
        let turned_link = |link: LinkArea| LinkArea { area: turned_area(link.area, width), ..link };
        Solid {
            items: page.items.into_iter().map(|item| turned(item, width)).collect(),
            links: page.links.into_iter().map(turned_link).collect(),
            marks: page.marks.into_iter().map(|(kind, _)| (kind, Abs::ZERO)).collect(),
            fields: Vec::new(),
            ..page
        }
    }
}

/// A box of a page as wide as `width` before it was turned.
fn turned_area(area: Rect, width: Abs) -> Rect {
    let at = Point::new(area.origin.y, width - area.right());
    Rect::new(at, Size::new(area.size.height, area.size.width))
}

/// An item turned by a quarter: what was left is at the foot.
fn turned(mut item: Item, width: Abs) -> Item {
    let Point { x, y } = item.at;
    item.at = Point::new(y, width - x);
    match &mut item.kind {
        ItemKind::Text(text) => text.is_turned = true,
        ItemKind::BrokenWord(word) => {
            word.parts = std::mem::take(&mut word.parts).into_iter().map(|part| turned(part, width)).collect();
        }
        ItemKind::Picture(picture) => {
            item.at.y -= picture.size.width;
            picture.size = Size::new(picture.size.height, picture.size.width);
            picture.is_turned = true;
        }
        ItemKind::Shape(shape) => {
            let wide = shape.size.width;
            item.at.y -= wide;
            shape.size = Size::new(shape.size.height, wide);
            for command in &mut shape.path {
                *command = turned_step(*command, wide);
            }
        }
    }
    item
}

fn turned_step(command: PathCommand, wide: Abs) -> PathCommand {
    let turned = |point: Point| Point::new(point.y, wide - point.x);
    match command {
        PathCommand::Move(to) => PathCommand::Move(turned(to)),
        PathCommand::Line(to) => PathCommand::Line(turned(to)),
        PathCommand::Curve(first, second, to) => PathCommand::Curve(turned(first), turned(second), turned(to)),
        PathCommand::Close => PathCommand::Close,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Artifact, Owner, Shape};
    use crate::geom::Colour;

    #[test]
    fn a_box_at_the_upper_left_comes_to_the_lower_left() {
        let pt = Abs::pt;
        let kind = ItemKind::Shape(Shape::filled(Size::new(pt(30.0), pt(10.0)), Colour::BLACK));
        let at = Point::new(pt(5.0), pt(2.0));
        let item = Item { at, owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: true, kind };
        let item = turned(item, pt(100.0));
        assert_eq!(item.at, Point::new(pt(2.0), pt(65.0)));
        let ItemKind::Shape(shape) = item.kind else { panic!("no shape") };
        assert_eq!(shape.size, Size::new(pt(10.0), pt(30.0)));
        let area = turned_area(Rect::new(at, Size::new(pt(30.0), pt(10.0))), pt(100.0));
        assert_eq!(area, Rect::new(item.at, shape.size));
    }
}
