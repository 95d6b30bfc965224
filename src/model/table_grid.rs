//! Which cell stands where: rows and columns with the spans of both directions.

use crate::model::{Cell, Row, Table};

/// No table has more columns; cells beyond are set in the last one.
const MOST_COLUMNS: usize = 2_000;

/// The part of a table that a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Head,
    Body,
    Foot,
}

/// A cell at its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot<'t> {
    pub(crate) cell: &'t Cell,
    pub(crate) part: Part,
    /// The first row and column that it takes, and how many.
    pub(crate) row: usize,
    pub(crate) rows: usize,
    pub(crate) column: usize,
    pub(crate) columns: usize,
}

impl Slot<'_> {
    /// The row behind its last.
    pub(crate) fn end(&self) -> usize {
        self.row + self.rows
    }
}

/// A row: its part, and its slots.
#[derive(Debug, Clone)]
pub(crate) struct GridRow<'t> {
    pub(crate) part: Part,
    pub(crate) row: &'t Row,
    /// The slots that begin in it.
    pub(crate) slots: std::ops::Range<usize>,
}

/// A table's cells at their places.
#[derive(Debug, Clone)]
pub(crate) struct Grid<'t> {
    pub(crate) columns: usize,
    pub(crate) rows: Vec<GridRow<'t>>,
    /// In reading order.
    pub(crate) slots: Vec<Slot<'t>>,
    /// The slot at each place, row by row; none where nothing stands.
    taken: Vec<Option<u32>>,
}

impl<'t> Grid<'t> {
    /// Places all cells of a table. Spans end with their part of the table and with its last column.
    pub(crate) fn of(table: &'t Table) -> Self {
        let parts = [(&table.head, Part::Head), (&table.body, Part::Body), (&table.foot, Part::Foot)];
        let count = table.head.len() + table.body.len() + table.foot.len();
        let columns = columns(table);
        let (rows, slots) = (Vec::with_capacity(count), Vec::new());
        let mut grid = Self { columns, rows, slots, taken: vec![None; columns * count] };
        for (rows, part) in parts {
            let end = grid.rows.len() + rows.len();
            for row in rows {
                grid.row(row, part, end);
            }
        }
        grid
    }

    fn row(&mut self, row: &'t Row, part: Part, end: usize) {
        let index = self.rows.len();
        let from = self.slots.len();
        let mut column = 0;
        for cell in &row.cells {
            while column < self.columns && self.at(index, column).is_some() {
                column += 1;
            }
            // A row with more cells than columns keeps them all: one below the other would be no row.
            let place = column.min(self.columns - 1);
            let free = (place..self.columns).take_while(|at| self.at(index, *at).is_none()).count().max(1);
            let columns = (cell.column_span as usize).clamp(1, free);
            let rows = (cell.row_span as usize).clamp(1, end - index);
            let slot = self.slots.len() as u32;
            for down in index..index + rows {
                for across in place..place + columns {
                    if let Some(taken) = self.taken.get_mut(down * self.columns + across) {
                        *taken = taken.or(Some(slot));
                    }
                }
            }
            self.slots.push(Slot { cell, part, row: index, rows, column: place, columns });
            column = place + columns;
        }
        self.rows.push(GridRow { part, row, slots: from..self.slots.len() });
    }

    /// The slot at a place.
    pub(crate) fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.taken.get(row * self.columns + column).copied().flatten().map(|slot| slot as usize)
    }

    /// Rows that spans hold together: each range is one band, in order.
    pub(crate) fn bands(&self) -> Vec<std::ops::Range<usize>> {
        let mut bands = Vec::new();
        let (mut from, mut reach) = (0, 0);
        for (index, row) in self.rows.iter().enumerate() {
            let slots = self.slots.get(row.slots.clone()).unwrap_or_default();
            reach = slots.iter().map(Slot::end).fold(reach.max(index + 1), usize::max);
            if reach == index + 1 {
                bands.push(from..index + 1);
                from = index + 1;
            }
        }
        bands
    }
}

/// The author's columns, or as many as the widest row has.
fn columns(table: &Table) -> usize {
    let rows = || table.head.iter().chain(&table.body).chain(&table.foot);
    let wide = |row: &Row| row.cells.iter().map(|cell| cell.column_span as usize).fold(0, usize::saturating_add);
    let count = if table.columns.is_empty() { rows().map(wide).max().unwrap_or(1) } else { table.columns.len() };
    count.clamp(1, MOST_COLUMNS)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{CellStyle, Column, HorizontalAlign, NodeId, VerticalAlign};
    use crate::source::{FileId, Span};

    /// A table by the spans of its cells, columns × rows.
    pub(crate) fn table(columns: usize, body: &[&[(u32, u32)]]) -> Table {
        let cell = |(column_span, row_span): &(u32, u32)| Cell {
            id: NodeId::new(0),
            span: Span::new(FileId::new(0), 0, 0),
            column_span: *column_span,
            row_span: *row_span,
            horizontal: HorizontalAlign::Left,
            vertical: VerticalAlign::Top,
            style: CellStyle::Default,
            blocks: Vec::new(),
        };
        let row = |cells: &&[(u32, u32)]| Row { id: NodeId::new(0), cells: cells.iter().map(cell).collect() };
        Table {
            columns: vec![Column { width: None, share: 0 }; columns],
            frame: "all".to_owned(),
            grid: "all".to_owned(),
            stripes: None,
            has_own_frame: false,
            has_own_grid: false,
            has_own_widths: false,
            width: None,
            head: Vec::new(),
            body: body.iter().map(row).collect(),
            foot: Vec::new(),
            loose_rows: 0,
        }
    }

    fn places(grid: &Grid<'_>) -> Vec<(usize, usize, usize, usize)> {
        grid.slots.iter().map(|slot| (slot.row, slot.column, slot.rows, slot.columns)).collect()
    }

    #[test]
    fn spans_push_the_cells_of_later_rows_aside() {
        let table = table(3, &[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(3, 1)]]);
        let grid = Grid::of(&table);
        assert_eq!(places(&grid), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]);
        assert_eq!(grid.bands(), [0..2, 2..3]);
        assert_eq!((grid.at(1, 0), grid.at(1, 2)), (Some(0), Some(3)));
    }

    #[test]
    fn spans_beyond_the_table_end_with_it() {
        let table = table(2, &[&[(9, 1)], &[(1, 4_000_000_000), (4_000_000_000, 1)], &[(1, 1)]]);
        let grid = Grid::of(&table);
        assert_eq!(places(&grid), [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]);
        assert_eq!(grid.bands(), [0..1, 1..3]);
    }
}
