//! Which cells of a table head which others.

use std::collections::BTreeMap;

use crate::model::table_grid::{Grid, Part, Slot};
use crate::model::{CellStyle, NodeId, Table};

/// No cell names more heads than this: a cell over all columns of a wide table is headed by the table.
const MOST_HEADS: usize = 32;

/// The heading cells of each cell, in reading order: those of its columns, then those of its rows.
///
/// Empty where the scope of heading cells says it all: where none of them spans columns or rows. Cells beneath a head
/// that spans columns are headed by it too, heads as well as others.
pub(crate) fn cell_heads(table: &Table) -> BTreeMap<NodeId, Vec<NodeId>> {
    let grid = Grid::of(table);
    let is_head = |slot: &Slot<'_>| {
        (slot.part == Part::Head || slot.cell.style == CellStyle::Header) && !slot.cell.blocks.is_empty()
    };
    let spans = |slot: &&Slot<'_>| is_head(slot) && (slot.columns > 1 || slot.rows > 1);
    if grid.slots.iter().find(spans).is_none() {
        return BTreeMap::new();
    }
    let mut of_columns: Vec<Vec<usize>> = vec![Vec::new(); grid.columns];
    let mut of_rows: Vec<Vec<usize>> = vec![Vec::new(); grid.rows.len()];
    for (index, slot) in grid.slots.iter().enumerate().filter(|(_, slot)| is_head(slot)) {
        let (lines, range) = match slot.part {
            Part::Head => (&mut of_columns, slot.column..slot.column + slot.columns),
            Part::Body | Part::Foot => (&mut of_rows, slot.row..slot.end()),
        };
        lines.get_mut(range).unwrap_or_default().iter_mut().for_each(|line| line.push(index));
    }
    let mut heads = BTreeMap::new();
    for (index, slot) in grid.slots.iter().enumerate() {
        let above = of_columns.get(slot.column..slot.column + slot.columns).unwrap_or_default().iter();
        let above = above.flatten().filter(|head| grid.slots.get(**head).is_some_and(|head| head.end() <= slot.row));
        // A row's heads head its other cells, not each other.
        let beside = of_rows.get(slot.row..slot.end()).filter(|_| !is_head(slot)).unwrap_or_default().iter().flatten();
        let mut found: Vec<usize> =
            above.chain(beside).copied().filter(|head| *head != index).take(MOST_HEADS).collect();
        found.sort_unstable();
        found.dedup();
        let nodes: Vec<NodeId> = found.iter().filter_map(|head| Some(grid.slots.get(*head)?.cell.id)).collect();
        if !nodes.is_empty() {
            heads.insert(slot.cell.id, nodes);
        }
    }
    heads
}
