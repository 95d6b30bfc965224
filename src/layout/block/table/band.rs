//! Bands: rows that spans hold together, set as a strip that is cut where a page may end.
//!
//! Every cell stands at its place on the strip. A cut goes straight across it at the lower edge of a row or of a line
//! of the highest cell; a line of another cell that the cut would part goes on below it, and the page that begins there
//! gives it room. So the parts of a strip have fixed heights, whether a page ends between them or not.

use std::ops::Range;

use crate::frame::Role;
use crate::geom::Abs;
use crate::layout::block::table::Plan;
use crate::layout::block::table::cell::SetCell;
use crate::layout::block::table::rules::RowPieces;
use crate::layout::block::{Setter, shift};
use crate::layout::flow::{Piece, Solid};
use crate::model::VerticalAlign;
use crate::model::table_grid::Part;

/// Rows of no more lines than this stay whole.
const WHOLE: i64 = 5;
/// What a break between two rows costs.
const BETWEEN_ROWS: i64 = 10;
/// What each line costs that a cut moves down to the next page though it begins above it.
const MOVED_LINE: i64 = 40;
/// A break that is taken only where a page has no room otherwise.
const LAST_RESORT: i64 = 40_000;

/// A place where a strip may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StripCut {
    y: Abs,
    /// Whether it lies between two rows.
    is_between_rows: bool,
}

/// What a cut does to a cell.
struct Parted {
    /// How far what goes on below reaches above the cut.
    moved: Abs,
    /// What cutting there costs.
    cost: i64,
    /// What stands above it then: the head of a table within the cell.
    head: Option<Solid>,
}

/// A cell on its strip.
struct Placed<'t> {
    cell: SetCell<'t>,
    /// The upper edge of its content.
    content: Abs,
    /// Its first piece that is not on the strip's parts yet.
    next: usize,
    /// The first of its cuts that is not passed.
    cut: usize,
}

impl Placed<'_> {
    fn end(&self) -> Abs {
        self.content + self.cell.content_height()
    }

    /// Goes on to the last cut that ends at `y` or above: the piece to go on with, how far that reaches above `y`, and
    /// what cutting there costs. None of the three where nothing is cut.
    fn pass(&mut self, y: Abs) -> (usize, Option<(Abs, i64)>) {
        if self.end() <= y {
            return (self.cell.pieces(), None);
        }
        let cuts = &self.cell.cuts;
        while cuts.get(self.cut).is_some_and(|cut| self.content + cut.end <= y) {
            self.cut += 1;
        }
        let last = self.cut.checked_sub(1).and_then(|index| cuts.get(index));
        match last {
            Some(cut) => (cut.piece, Some((y - self.content - cut.next, cut.cost))),
            None => (0, (self.content < y).then(|| (y - self.content, 0))),
        }
    }
}

impl Setter<'_> {
    /// Sets the rows of a band, with the page ends before and within it.
    pub(super) fn band(&mut self, plan: &Plan<'_>, rows: Range<usize>, head: Option<usize>, pieces: &mut RowPieces) {
        let cells = self.band_cells(plan, rows.clone());
        let edges = row_edges(&cells, &rows, self.least_height(plan));
        let height = edges.last().copied().unwrap_or(Abs::ZERO);
        let cuts = self.strip_cuts(&cells, &edges, &rows);
        let is_parted = cuts.iter().any(|cut| !cut.is_between_rows);
        let mut placed = placed(cells, &edges, rows.start, is_parted);
        self.break_before(plan, rows.start, height, head);
        let mut top = Abs::ZERO;
        let ends = cuts.into_iter().map(Some).chain([None]);
        let mut row = rows.start;
        pieces.begin(row, self.flow.pieces.len());
        for cut in ends {
            let end = cut.map_or(height, |cut| cut.y);
            let mut part = Solid { height: end - top, ..Solid::default() };
            let parted = self.part_of(&mut placed, top, end, &mut part);
            let boundary = cut.is_none_or(|cut| cut.is_between_rows).then_some(row);
            self.rules_of_part(plan, &mut part, top.is_zero().then_some(rows.start), boundary);
            self.flow.pieces.push(Piece::Solid(Box::new(part)));
            if boundary.is_some() {
                pieces.end(row, self.flow.pieces.len());
            }
            if let Some(cut) = cut {
                self.break_at(plan, cut, parted, head);
                if cut.is_between_rows {
                    row += 1;
                    pieces.begin(row, self.flow.pieces.len());
                }
            }
            top = end;
        }
    }

    /// The height that an empty row has.
    fn least_height(&self, plan: &Plan<'_>) -> Abs {
        let (look, table) = (&self.context.theme.elements.cell, &self.context.theme.table);
        (look.leading + table.padding_y * 2).scale(plan.percent, 100)
    }

    /// The cells of a band in reading order, each with its element.
    fn band_cells<'t>(&mut self, plan: &Plan<'t>, rows: Range<usize>) -> Vec<SetCell<'t>> {
        let mut cells = Vec::new();
        let indices = rows.clone();
        for (index, row) in indices.zip(plan.grid.rows.get(rows).unwrap_or_default()) {
            let element = self.element(Role::Row, Some(row.row.id), None);
            self.inside(element, |setter| {
                for slot in plan.grid.slots.get(row.slots.clone()).unwrap_or_default() {
                    cells.push(setter.set_cell(plan, *slot));
                }
                // Every row is as wide as the table (ISO 14289-1 7.5).
                let holes = (0..plan.grid.columns).filter(|column| plan.grid.at(index, *column).is_none()).count();
                if holes > 0 {
                    setter.element(Role::DataCell(holes as u32, 1), None, None);
                }
            });
        }
        cells
    }

    /// Where the strip may be cut: between all rows, and at the lines of the highest cell of each row that is high.
    fn strip_cuts(&self, cells: &[SetCell<'_>], edges: &[Abs], rows: &Range<usize>) -> Vec<StripCut> {
        let high = self.context.theme.elements.cell.leading * WHOLE;
        let tall = self.page.body().height / 2;
        let edge = |row: usize| edges.get(row - rows.start).copied().unwrap_or(Abs::ZERO);
        let inner = rows.clone().skip(1).map(|row| StripCut { y: edge(row), is_between_rows: true });
        let mut cuts: Vec<StripCut> = inner.collect();
        let mut from = 0;
        while let Some(first) = cells.get(from) {
            let count = cells.iter().skip(from).take_while(|cell| cell.slot.row == first.slot.row).count();
            let row = cells.get(from..from + count).unwrap_or_default();
            from += count;
            let Some(leader) = row.iter().max_by_key(|cell| cell.content_height()) else { continue };
            if leader.content_height() <= high || (leader.slot.part == Part::Head && leader.content_height() <= tall) {
                continue;
            }
            let top = edge(leader.slot.row) + leader.padding;
            cuts.extend(leader.cuts.iter().map(|cut| StripCut { y: top + cut.end, is_between_rows: false }));
        }
        cuts.sort_by_key(|cut| (cut.y, !cut.is_between_rows));
        cuts.dedup_by_key(|cut| cut.y);
        let height = edges.last().copied().unwrap_or(Abs::ZERO);
        cuts.retain(|cut| cut.y > Abs::ZERO && cut.y < height);
        cuts
    }

    /// Puts what stands between two heights of the strip into a part of it; says what a cut at its end does to cells.
    fn part_of(&mut self, placed: &mut [Placed<'_>], top: Abs, end: Abs, part: &mut Solid) -> Vec<Parted> {
        let mut parted = Vec::new();
        for one in placed.iter_mut() {
            let (to, cut) = one.pass(end);
            let head = || one.cell.head_above(to).cloned();
            parted.extend(cut.map(|(moved, cost)| Parted { moved, cost, head: head() }));
            if to <= one.next {
                continue;
            }
            let pieces = one.next..to;
            let y = one.content + one.cell.top(one.next) - top;
            one.next = to;
            let solid = self.cell_part(&mut one.cell, pieces, y);
            add(part, solid);
        }
        parted
    }

    /// The place before a band where a page may end.
    fn break_before(&mut self, plan: &Plan<'_>, row: usize, height: Abs, head: Option<usize>) {
        if row == 0 {
            return;
        }
        let costs = &self.context.theme.costs;
        let Some(part) = plan.part(row) else { return };
        let before = plan.part(row - 1);
        let (cost, reason) = if before == Some(Part::Head) {
            let room = self.page.body().height;
            let taken = head.and_then(|head| self.flow.heads.get(head)).map_or(Abs::ZERO, |head| head.height);
            if part == Part::Head || height + taken <= room {
                // No page ends between a head and its first row.
                return;
            }
            (LAST_RESORT, "head parted from its rows")
        } else {
            let is_lone =
                |at: Option<usize>| at.is_none_or(|at| plan.part(at) == Some(Part::Head) || at >= plan.grid.rows.len());
            let is_edge = is_lone(row.checked_sub(2)) || row + 1 >= plan.grid.rows.len() || part == Part::Foot;
            let is_small = plan.grid.rows.len() <= 2;
            match is_edge && !is_small {
                true => (costs.lone_row, "lone row"),
                false => (BETWEEN_ROWS, "between rows"),
            }
        };
        let cost = self.kept_cost(plan, cost);
        self.costly_break(cost, reason);
        self.flow.resume(head, Abs::ZERO, Abs::ZERO);
    }

    /// The place within a band where a page may end.
    fn break_at(&mut self, plan: &Plan<'_>, cut: StripCut, parted: Vec<Parted>, head: Option<usize>) {
        let leading = self.context.theme.elements.cell.leading;
        let padding = self.context.theme.table.padding_y.scale(plan.percent, 100);
        let worst = parted.iter().map(|parted| parted.cost).max().unwrap_or(0);
        let moved = parted.iter().map(|parted| parted.moved).max();
        let lines = moved.map_or(0, |moved| moved.max(Abs::ZERO).to_raw() / leading.to_raw().max(1));
        let within = self.context.theme.costs.within_row;
        let (cost, reason) = match (cut.is_between_rows, moved) {
            (true, None) => (BETWEEN_ROWS, "between rows"),
            (true, Some(_)) => (within / 4 + worst + lines * MOVED_LINE, "within a spanning cell"),
            (false, _) => (within + worst + lines * MOVED_LINE, "within a row"),
        };
        let cost = self.kept_cost(plan, cost);
        self.costly_break(cost, reason);
        let room = |parted: &Parted| parted.moved + parted.head.as_ref().map_or(Abs::ZERO, |head| head.height);
        let above = parted.iter().map(room).max().map_or(Abs::ZERO, |room| (room + padding).max(Abs::ZERO));
        let head = self.with_inner_heads(head, parted, above);
        let below = if cut.is_between_rows { Abs::ZERO } else { padding };
        self.flow.resume(head, above, below);
    }

    /// The head of a table with those of the tables in its cells that go on, each right above its next row.
    fn with_inner_heads(&mut self, outer: Option<usize>, parted: Vec<Parted>, above: Abs) -> Option<usize> {
        if parted.iter().all(|parted| parted.head.is_none()) {
            return outer;
        }
        let mut whole = outer.and_then(|head| self.flow.heads.get(head)).cloned().unwrap_or_default();
        let top = whole.height + above;
        for Parted { moved, head, .. } in parted {
            let Some(mut head) = head else { continue };
            let height = head.height;
            lower(&mut head, top - moved - height);
            whole.items.append(&mut head.items);
        }
        self.flow.heads.push(whole);
        Some(self.flow.heads.len() - 1)
    }

    /// What a page end costs, in a table that the author wants to be whole as much as can be.
    fn kept_cost(&self, plan: &Plan<'_>, cost: i64) -> i64 {
        if plan.is_kept { cost + self.context.theme.costs.widow * 2 } else { cost }
    }
}

/// The upper edge of each row on the strip, and the lower one of the last.
fn row_edges(cells: &[SetCell<'_>], rows: &Range<usize>, least: Abs) -> Vec<Abs> {
    let mut heights = vec![Abs::ZERO; rows.len()];
    for cell in cells.iter().filter(|cell| cell.slot.rows == 1) {
        if let Some(height) = heights.get_mut(cell.slot.row - rows.start) {
            *height = (*height).max(cell.height());
        }
    }
    for height in &mut heights {
        *height = (*height).max(least);
    }
    // What a cell over several rows needs beyond them is shared among them.
    let mut tall: Vec<&SetCell<'_>> = cells.iter().filter(|cell| cell.slot.rows > 1).collect();
    tall.sort_by_key(|cell| cell.slot.rows);
    for cell in tall {
        let from = cell.slot.row - rows.start;
        let Some(spanned) = heights.get_mut(from..from + cell.slot.rows) else { continue };
        let lacking = cell.height() - spanned.iter().copied().sum();
        let count = spanned.len().max(1) as i64;
        if lacking > Abs::ZERO {
            spanned.iter_mut().for_each(|height| *height += lacking / count + Abs::raw(1));
        }
    }
    let mut edges = vec![Abs::ZERO];
    let mut sum = Abs::ZERO;
    for height in heights {
        sum += height;
        edges.push(sum);
    }
    edges
}

/// The cells at their places; where rows may be parted, all hang from their upper edges.
fn placed<'t>(cells: Vec<SetCell<'t>>, edges: &[Abs], first: usize, is_parted: bool) -> Vec<Placed<'t>> {
    let edge = |row: usize| edges.get(row - first).or(edges.last()).copied().unwrap_or(Abs::ZERO);
    let place = |cell: SetCell<'t>| {
        let (top, bottom) = (edge(cell.slot.row), edge(cell.slot.end()));
        let room = (bottom - top - cell.height()).max(Abs::ZERO);
        let down = match cell.slot.cell.vertical {
            _ if is_parted => Abs::ZERO,
            VerticalAlign::Top => Abs::ZERO,
            VerticalAlign::Middle => room / 2,
            VerticalAlign::Bottom => room,
        };
        Placed { content: top + cell.padding + down, cell, next: 0, cut: 0 }
    };
    cells.into_iter().map(place).collect()
}

/// Adds what stands in a box to another.
fn add(part: &mut Solid, mut other: Solid) {
    part.items.append(&mut other.items);
    part.links.append(&mut other.links);
    part.marks.append(&mut other.marks);
    part.start = part.start.or(other.start);
    part.lines.append(&mut other.lines);
    part.fields.append(&mut other.fields);
    part.inserts.append(&mut other.inserts);
}

/// Moves what stands in a box down.
pub(super) fn lower(solid: &mut Solid, by: Abs) {
    shift(&mut solid.items, Abs::ZERO, by);
}
