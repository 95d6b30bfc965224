//! Cells: their looks, their elements, their content as pieces that a row's parts are made of.

use std::ops::Range;

use crate::frame::{CellScope, Role};
use crate::geom::{Abs, Point};
use crate::layout::block::table::Plan;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Flow, PagePlan, Piece, Resumption, Solid};
use crate::model::table_grid::{Part, Slot};
use crate::model::{BlockKind, CellStyle, HorizontalAlign};
use crate::theme::{Align, Elements, Look};

/// Lines after which a cell may be cut even where that parts a word.
const FAR: usize = 10;

/// A place where a cell may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// The lower edge of what stands above it, from the content's top.
    pub(super) end: Abs,
    /// The upper edge of what stands below it.
    pub(super) next: Abs,
    /// The piece that stands below it.
    pub(super) piece: usize,
    /// What cutting here costs.
    pub(super) cost: i64,
}

/// A cell that is set, to be put into its row.
#[derive(Debug)]
pub(super) struct SetCell<'t> {
    pub(super) slot: Slot<'t>,
    /// What it is made of, without elements and links, which are the whole flow's.
    content: Flow,
    /// The upper edge of each piece, and the lower one of the last.
    tops: Vec<Abs>,
    pub(super) cuts: Vec<Cut>,
    /// How tables within it go on where it is cut, and what stands above their rows then.
    resumptions: Vec<Resumption>,
    heads: Vec<Solid>,
    /// From its upper edge to its content.
    pub(super) padding: Abs,
}

impl SetCell<'_> {
    /// The height of its content.
    pub(super) fn content_height(&self) -> Abs {
        self.tops.last().copied().unwrap_or(Abs::ZERO)
    }

    /// Its height with its padding.
    pub(super) fn height(&self) -> Abs {
        self.content_height() + self.padding * 2
    }

    /// How many pieces it has.
    pub(super) fn pieces(&self) -> usize {
        self.content.pieces.len()
    }

    /// What stands above a piece where a page begins with it: the head of a table within the cell.
    pub(super) fn head_above(&self, piece: usize) -> Option<&Solid> {
        let index = self.resumptions.binary_search_by_key(&piece, |resumption| resumption.at).ok()?;
        self.heads.get(self.resumptions.get(index)?.head?)
    }

    /// The upper edge of a piece, from the content's top.
    pub(super) fn top(&self, piece: usize) -> Abs {
        self.tops.get(piece).copied().unwrap_or_else(|| self.content_height())
    }
}

/// Whether a cell names what stands below or beside it.
pub(super) fn is_header(slot: &Slot<'_>) -> bool {
    slot.part == Part::Head || slot.cell.style == CellStyle::Header
}

/// The look of a cell's words, its type in per cent of its size.
pub(super) fn cell_look(elements: &Elements, slot: &Slot<'_>, percent: i64) -> Look {
    let base = match (is_header(slot), slot.part) {
        (true, _) => elements.head_cell,
        (false, Part::Foot) => elements.foot_cell,
        (false, _) => elements.cell,
    };
    let align = match slot.cell.horizontal {
        HorizontalAlign::Left => base.align,
        HorizontalAlign::Centre => Align::Centre,
        HorizontalAlign::Right => Align::Right,
    };
    let mono = |base: Look| Look {
        family: crate::font::Family::Mono,
        size: base.size.scale(92, 100),
        hyphenates: false,
        features: crate::font::Features { is_code: true, ..elements.code.features },
        ..base
    };
    let look = match slot.cell.style {
        CellStyle::Emphasis => Look { is_italic: true, ..base },
        CellStyle::Strong => Look { weight: crate::font::Weight::Bold, ..base },
        CellStyle::Monospace | CellStyle::Literal => mono(base),
        CellStyle::Default | CellStyle::AsciiDoc | CellStyle::Header => base,
    };
    let look = Look { align, before: Abs::ZERO, after: base.size / 3, ..look };
    if percent == 100 { look } else { Look { after: look.after, ..look.scaled(percent) } }
}

impl Setter<'_> {
    /// Sets the words of a cell at its place across.
    pub(super) fn set_cell<'t>(&mut self, plan: &Plan<'t>, slot: Slot<'t>) -> SetCell<'t> {
        let percent = plan.percent;
        let (x, width) = plan.across(slot.column..slot.column + slot.columns);
        let look = cell_look(&self.context.theme.elements, &slot, percent);
        let table = &self.context.theme.table;
        let [padding, down] = [table.padding_x, table.padding_y].map(|length| length.scale(percent, 100));
        let at_edge = |is_edge: bool| if plan.is_open && is_edge { Abs::ZERO } else { padding };
        let left = at_edge(slot.column == 0);
        let right = at_edge(slot.column + slot.columns == plan.grid.columns);
        let region = Region { x: x + left, width: (width - left - right).max(look.size) };
        let element = self.element(cell_role(&slot), Some(slot.cell.id), Some(slot.cell.span));
        let cuts_words = self.cuts_words || plan.is_too_wide;
        let outer = std::mem::replace(&mut self.cuts_words, cuts_words);
        let mut content = self.inside(element, |setter| setter.cell_content(&slot, region, look));
        self.cuts_words = outer;
        // What a cell's part begins with is said by the row: it stands on no page of its own.
        let (resumptions, heads) = (std::mem::take(&mut content.resumptions), std::mem::take(&mut content.heads));
        let mut tops = Vec::with_capacity(content.pieces.len() + 1);
        let mut y = Abs::ZERO;
        for piece in &content.pieces {
            tops.push(y);
            y += piece.natural_height();
        }
        tops.push(y);
        let cuts = cuts(&content.pieces, &tops);
        SetCell { slot, content, tops, cuts, resumptions, heads, padding: down }
    }

    /// The pieces of a cell, and what is painted and marked among them.
    fn cell_content(&mut self, slot: &Slot<'_>, region: Region, look: Look) -> Flow {
        self.flow_apart(region, look, |setter| match slot.cell.blocks.as_slice() {
            [block] if slot.cell.style == CellStyle::Literal => match &block.kind {
                BlockKind::Verbatim(verbatim) => setter.code_lines(block, verbatim, look),
                _ => setter.block(block),
            },
            blocks => setter.blocks(blocks),
        })
    }

    /// Some pieces of a cell as items, the first of them at `y`; their height is the row's affair.
    pub(super) fn cell_part(&mut self, cell: &mut SetCell<'_>, pieces: Range<usize>, y: Abs) -> Solid {
        let plan = PagePlan { from: pieces.start, to: pieces.end, ..PagePlan::natural(0) };
        self.composed_apart(&mut cell.content, &plan, Point::new(Abs::ZERO, y), Abs::ZERO)
    }
}

/// The role of a cell in the tag tree.
fn cell_role(slot: &Slot<'_>) -> Role {
    let (columns, rows) = (slot.columns as u32, slot.rows as u32);
    match (slot.part, is_header(slot)) {
        (Part::Head, _) => Role::HeaderCell(CellScope::Column, columns, rows),
        (_, true) => Role::HeaderCell(CellScope::Row, columns, rows),
        (_, false) => Role::DataCell(columns, rows),
    }
}

/// The places between lines and blocks; not those that part a word, unless no other is near.
fn cuts(pieces: &[Piece], tops: &[Abs]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let (mut end, mut cost, mut lines, mut is_word_parted) = (Abs::ZERO, None, 0, false);
    for (index, piece) in pieces.iter().enumerate() {
        let top = tops.get(index).copied().unwrap_or(Abs::ZERO);
        match piece {
            Piece::Break { cost: here, .. } => cost = Some(cost.map_or(*here, |before: i64| before.min(*here))),
            Piece::Space(_) | Piece::PageEnd | Piece::Anchor(_) => {}
            Piece::Line(_) | Piece::Strut(_) | Piece::Photos(_) | Piece::Solid(_) => {
                if let Some(cost) = cost.take()
                    && (!is_word_parted || lines >= FAR)
                {
                    cuts.push(Cut { end, next: top, piece: index, cost });
                    lines = 0;
                }
                is_word_parted = matches!(piece, Piece::Line(line) if line.line.tail.is_some());
                lines += 1;
                end = tops.get(index + 1).copied().unwrap_or(top);
            }
        }
    }
    cuts
}
