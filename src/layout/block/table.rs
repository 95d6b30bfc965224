//! Tables: columns by the author's shares or by content, rows as boxes.

use crate::frame::{Artifact, CellScope, Item, ItemKind, Owner, Role, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Piece, Solid};
use crate::model::{Block, BlockKind, Cell, CellStyle, HorizontalAlign, Row, Table, VerticalAlign, plain_text};
use crate::theme::{Align, Look};

/// Space between a cell's edge and its text.
const PADDING: f64 = 4.0;

/// A cell that is set.
struct SetCell {
    solid: Solid,
    vertical: VerticalAlign,
}

impl Setter<'_> {
    pub(super) fn table(&mut self, block: &Block, table: &Table) {
        self.block_title(block);
        let look = self.context.theme.elements.cell;
        self.gap(look.before);
        let measure = match table.width {
            Some(percent) => self.region.width.scale(i64::from(percent.clamp(1, 100)), 100),
            None => self.region.width,
        };
        let widths = column_widths(table, measure);
        let element = self.element(Role::Table, Some(block.id), Some(block.span));
        let parts = [(&table.head, Role::TableHead), (&table.body, Role::TableBody), (&table.foot, Role::TableFoot)];
        self.inside(element, |setter| {
            let mut is_first = true;
            for (rows, role) in parts {
                if rows.is_empty() {
                    continue;
                }
                let is_head = role == Role::TableHead;
                let part = setter.element(role, None, Some(block.span));
                setter.inside(part, |setter| {
                    let mut occupied = vec![0_u32; widths.len()];
                    for row in rows {
                        setter.table_row(row, &widths, &mut occupied, is_head, &mut is_first);
                    }
                });
            }
        });
        self.satisfied();
        self.space_below(look.after);
    }

    fn table_row(&mut self, row: &Row, widths: &[Abs], occupied: &mut [u32], is_head: bool, is_first: &mut bool) {
        let element = self.element(Role::Row, Some(row.id), None);
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in &row.cells {
            while occupied.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let columns = (cell.column_span as usize).max(1);
            let width: Abs = widths.iter().skip(column).take(columns).copied().sum();
            let x: Abs = widths.iter().take(column).copied().sum();
            let solid = self.inside(element, |setter| setter.cell(cell, x, width, is_head));
            cells.push(SetCell { solid, vertical: cell.vertical });
            for slot in occupied.iter_mut().skip(column).take(columns) {
                *slot = cell.row_span.max(1);
            }
            column += columns;
        }
        occupied.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        let height = cells.iter().map(|cell| cell.solid.height).max().unwrap_or(Abs::ZERO);
        let total: Abs = widths.iter().copied().sum();
        if !*is_first {
            let cost = if is_head { self.context.theme.costs.widow } else { 10 };
            self.costly_break(cost, "between rows");
        }
        let solid = self.row_box(cells, height, total, is_head, *is_first);
        *is_first = false;
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }

    /// A row as one box with a hairline below it, and one above the first.
    fn row_box(&self, cells: Vec<SetCell>, height: Abs, width: Abs, is_head: bool, is_first: bool) -> Solid {
        let mut row = Solid { height, ..Solid::default() };
        for cell in cells {
            let room = height - cell.solid.height;
            let down = match cell.vertical {
                VerticalAlign::Top => Abs::ZERO,
                VerticalAlign::Middle => room / 2,
                VerticalAlign::Bottom => room,
            };
            let mut items = cell.solid.items;
            super::shift(&mut items, Abs::ZERO, down);
            row.items.append(&mut items);
            row.links.extend(cell.solid.links.into_iter().map(|mut link| {
                link.area.origin.y += down;
                link
            }));
            row.marks.extend(cell.solid.marks);
            row.lines.extend(cell.solid.lines);
            row.start = row.start.or(cell.solid.start);
            row.inserts.extend(cell.solid.inserts);
            row.fields.extend(cell.solid.fields.into_iter().map(|mut field| {
                field.at.y += down;
                field
            }));
        }
        let weight = Abs::pt(if is_head { 1.0 } else { 0.5 });
        let mut rule = |y: Abs, weight: Abs| {
            row.items.push(Item {
                at: Point::new(self.region.x, y),
                owner: Owner::Artifact(Artifact::Layout),
                span: None,
                is_generated: true,
                kind: ItemKind::Shape(Shape::filled(Size::new(width, weight), self.context.theme.colours.hairline)),
            });
        };
        rule(height - weight, weight);
        if is_first {
            rule(Abs::ZERO, Abs::pt(1.0));
        }
        row
    }

    fn cell(&mut self, cell: &Cell, x: Abs, width: Abs, is_head: bool) -> Solid {
        let elements = &self.context.theme.elements;
        let is_header = is_head || cell.style == CellStyle::Header;
        let (columns, rows) = (cell.column_span.max(1), cell.row_span.max(1));
        let role = match (is_head, is_header) {
            (true, _) => Role::HeaderCell(CellScope::Column, columns, rows),
            (false, true) => Role::HeaderCell(CellScope::Row, columns, rows),
            (false, false) => Role::DataCell(columns, rows),
        };
        let align = match cell.horizontal {
            HorizontalAlign::Left => Align::Left,
            HorizontalAlign::Centre => Align::Centre,
            HorizontalAlign::Right => Align::Right,
        };
        let base = if is_header { elements.head_cell } else { elements.cell };
        let look = Look { align, before: Abs::ZERO, after: base.size / 3, ..styled(base, cell.style) };
        let padding = Abs::pt(PADDING);
        let region = Region { x: self.region.x + x + padding, width: (width - padding * 2).max(look.size) };
        let element = self.element(role, Some(cell.id), Some(cell.span));
        self.inside(element, |setter| {
            let mut solid = setter.boxed(region, look, |setter| setter.blocks(&cell.blocks));
            super::shift(&mut solid.items, Abs::ZERO, padding);
            for link in &mut solid.links {
                link.area.origin.y += padding;
            }
            solid.fields.iter_mut().for_each(|field| field.at.y += padding);
            solid.height += padding * 2;
            solid
        })
    }
}

fn styled(base: Look, style: CellStyle) -> Look {
    match style {
        CellStyle::Emphasis => Look { is_italic: true, ..base },
        CellStyle::Strong => Look { weight: crate::font::Weight::Bold, ..base },
        CellStyle::Monospace | CellStyle::Literal => {
            Look { family: crate::font::Family::Mono, size: base.size.scale(92, 100), ..base }
        }
        CellStyle::Default | CellStyle::AsciiDoc | CellStyle::Header => base,
    }
}

/// The author's shares; columns without one share the rest by the length of their text.
fn column_widths(table: &Table, measure: Abs) -> Vec<Abs> {
    let rows = || table.head.iter().chain(&table.body).chain(&table.foot);
    let widest_row = rows().map(|row| row.cells.iter().map(|cell| cell.column_span as usize).sum::<usize>()).max();
    let count = table.columns.len().max(widest_row.unwrap_or(1)).clamp(1, 200);
    let share = |column: usize| table.columns.get(column).and_then(|column| column.width);
    if (0..count).all(|column| share(column).is_some()) {
        let total: i64 = (0..count).filter_map(share).map(i64::from).sum();
        return (0..count).map(|column| measure.scale(i64::from(share(column).unwrap_or(1)), total.max(1))).collect();
    }
    let mut lengths = vec![4_i64; count];
    for row in rows() {
        for (length, cell) in lengths.iter_mut().zip(&row.cells) {
            let text: usize = cell.blocks.iter().map(text_length).sum();
            *length = (*length).max(text.min(60) as i64);
        }
    }
    let total: i64 = lengths.iter().sum();
    lengths.into_iter().map(|length| measure.scale(length, total.max(1))).collect()
}

fn text_length(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(inlines) => plain_text(inlines).chars().count(),
        _ => 30,
    }
}
