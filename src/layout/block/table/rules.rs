//! What is painted between and behind cells: frame, grid, stripes; and the head that later pages say again.

use std::ops::Range;

use crate::frame::{Artifact, Item, ItemKind, Owner, Shape};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::block::Setter;
use crate::layout::block::table::Plan;
use crate::layout::block::table::band::lower;
use crate::layout::block::table::cell::is_header;
use crate::layout::flow::{Decoration, Paint, Piece, Solid};
use crate::model::table_grid::Part;

/// The pieces of each row, in order.
#[derive(Debug, Default)]
pub(super) struct RowPieces {
    rows: Vec<Range<usize>>,
}

impl RowPieces {
    /// A row begins with the piece to come.
    pub(super) fn begin(&mut self, row: usize, piece: usize) {
        self.rows.resize(row + 1, piece..piece);
    }

    /// A row ended with the piece before.
    pub(super) fn end(&mut self, row: usize, piece: usize) {
        if let Some(range) = self.rows.get_mut(row) {
            range.end = piece;
        }
    }

    /// The pieces of some rows.
    fn of(&self, rows: Range<usize>) -> Option<Range<usize>> {
        Some(self.rows.get(rows.start)?.start..self.rows.get(rows.end.checked_sub(1)?)?.end)
    }
}

/// Something behind cells: rows, left edge, width, colour.
struct Behind {
    rows: Range<usize>,
    x: Abs,
    width: Abs,
    paint: Colour,
}

impl Setter<'_> {
    /// The rules across a part of a strip: above the table's first row, and below the row that ends with the part.
    pub(super) fn rules_of_part(&self, plan: &Plan<'_>, part: &mut Solid, begins: Option<usize>, ends: Option<usize>) {
        if begins == Some(0) && plan.frame.has_ends() {
            part.items.push(self.top_rule(plan));
        }
        let Some(row) = ends else { return };
        let table = &self.context.theme.table;
        let is_last = row + 1 == plan.grid.rows.len();
        let is_heavy = is_last || plan.part(row) != plan.part(row + 1);
        let weight = if is_heavy { table.heavy_rule } else { table.rule };
        let is_ruled = if is_last { plan.frame.has_ends() } else { plan.rules.has_rows() };
        if !is_ruled {
            return;
        }
        for columns in open_columns(plan, row) {
            let (x, width) = plan.across(columns);
            part.items.push(self.rule_item(Point::new(x, part.height - weight), Size::new(width, weight)));
        }
    }

    /// The frame's upper rule.
    pub(super) fn top_rule(&self, plan: &Plan<'_>) -> Item {
        let (x, width) = plan.across(0..plan.grid.columns);
        self.rule_item(Point::new(x, Abs::ZERO), Size::new(width, self.context.theme.table.heavy_rule))
    }

    fn rule_item(&self, at: Point, size: Size) -> Item {
        painted(at, size, self.context.theme.table.ink)
    }

    /// Paints what lies behind the rows, and the rules along them.
    pub(super) fn paint_behind(&mut self, plan: &Plan<'_>, pieces: &RowPieces) {
        for behind in self.behind(plan, 0..plan.grid.rows.len()) {
            let Some(Range { start, end }) = pieces.of(behind.rows) else { continue };
            let paint = Paint::Tint(behind.paint);
            // Rows come in their order, and nothing within them is painted apart.
            self.flow.decorations.push(Decoration { from: start, to: end, x: behind.x, width: behind.width, paint });
        }
    }

    /// The head's rows once more, without a place in the reading order.
    pub(super) fn head_copy(&self, plan: &Plan<'_>, pieces: &RowPieces) -> Solid {
        let rows = 0..plan.grid.rows.iter().take_while(|row| row.part == Part::Head).count();
        let mut copy = Solid::default();
        let set = pieces.of(rows.clone()).and_then(|range| self.flow.pieces.get(range)).unwrap_or_default();
        for piece in set {
            let Piece::Solid(row) = piece else { continue };
            let mut row = Solid { items: row.items.clone(), ..Solid::default() };
            lower(&mut row, copy.height);
            copy.items.extend(row.items.into_iter().flat_map(unread));
            copy.height += piece.natural_height();
        }
        let height = copy.height;
        let painted = self
            .behind(plan, rows)
            .into_iter()
            .map(|behind| painted(Point::new(behind.x, Abs::ZERO), Size::new(behind.width, height), behind.paint));
        copy.items.splice(0..0, painted);
        copy
    }

    /// What lies behind some rows: tints first, then the rules along columns.
    fn behind(&self, plan: &Plan<'_>, rows: Range<usize>) -> Vec<Behind> {
        let mut behind = self.tints(plan, rows.clone());
        let table = &self.context.theme.table;
        let (left, _) = plan.across(0..0);
        let (x, width) = plan.across(0..plan.grid.columns);
        let rule = |rows: Range<usize>, x: Abs| Behind { rows, x, width: table.rule, paint: table.ink };
        if plan.rules.has_columns() {
            for column in 1..plan.grid.columns {
                let (edge, _) = plan.across(column..column);
                let runs = runs(rows.clone(), |row| plan.grid.at(row, column - 1) != plan.grid.at(row, column));
                behind.extend(runs.into_iter().map(|rows| rule(rows, edge - table.rule / 2)));
            }
        }
        if plan.frame.has_sides() {
            behind.push(rule(rows.clone(), left));
            behind.push(rule(rows, x + width - table.rule));
        }
        behind
    }

    /// The colours behind cells, neighbours of one colour together.
    fn tints(&self, plan: &Plan<'_>, rows: Range<usize>) -> Vec<Behind> {
        let elements = &self.context.theme.elements;
        let stripe = self.context.theme.table.stripe;
        let head = plan.grid.rows.iter().take_while(|row| row.part == Part::Head).count();
        let colour = |row: usize, column: usize| {
            let slot = plan.grid.slots.get(plan.grid.at(row, column)?)?;
            let look = match (is_header(slot), slot.part) {
                (true, _) => elements.head_cell,
                (false, Part::Foot) => elements.foot_cell,
                (false, _) => elements.cell,
            };
            let is_striped = slot.part == Part::Body && plan.stripes.has(slot.row - head);
            look.frame.background.or(is_striped.then_some(stripe))
        };
        let mut tints: Vec<Behind> = Vec::new();
        for row in rows {
            let mut column = 0;
            while column < plan.grid.columns {
                let here = colour(row, column);
                let count = (column..plan.grid.columns).take_while(|next| colour(row, *next) == here).count().max(1);
                if let Some(paint) = here {
                    let (x, width) = plan.across(column..column + count);
                    match tints.last_mut() {
                        Some(last) if last.rows.end == row && (last.x, last.width, last.paint) == (x, width, paint) => {
                            last.rows.end = row + 1;
                        }
                        _ => tints.push(Behind { rows: row..row + 1, x, width, paint }),
                    }
                }
                column += count;
            }
        }
        tints
    }
}

/// The columns below a row where no cell goes on into the next.
fn open_columns(plan: &Plan<'_>, row: usize) -> Vec<Range<usize>> {
    runs(0..plan.grid.columns, |column| {
        let above = plan.grid.at(row, column);
        above.is_none() || above != plan.grid.at(row + 1, column)
    })
}

/// The longest ranges of numbers that all are so.
fn runs(range: Range<usize>, is_so: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range.filter(|at| is_so(*at)) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn painted(at: Point, size: Size, colour: Colour) -> Item {
    let kind = ItemKind::Shape(Shape::filled(size, colour));
    Item { at, owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: true, kind }
}

/// An item as something that is only seen.
fn unread(item: Item) -> Vec<Item> {
    let parts = match item.kind {
        ItemKind::BrokenWord(word) => word.parts,
        kind => vec![Item { kind, ..item }],
    };
    let unread = |part| Item { owner: Owner::Artifact(Artifact::Layout), is_generated: true, ..part };
    parts.into_iter().map(unread).collect()
}
