//! Tables: widths by content, rows that break over pages, a head said again on each.
//!
//! A table comes in, pieces of the flow go out. Rows that spans hold together are one band, set as a strip of film that
//! is cut where a page may end (`band`); `rules` says what is painted between and behind cells.

mod band;
mod cell;
mod measure;
mod rules;
mod turned;
mod widths;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Lint};
use crate::frame::{ElementId, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::Solid;
use crate::model::table_grid::{Grid, Part};
use crate::model::{Block, NodeId, Table, cell_heads};
use crate::theme::{Stripes, TableCaption, TableFrame, TableGrid};
use band::lower;
use rules::RowPieces;
use widths::{Asked, Content, column_widths};

/// The share of a page's height that a head which is said again may take, in per cent.
const HIGHEST_HEAD: i64 = 33;

/// A table's cells at their places, and what its columns need.
#[derive(Clone)]
struct Measured<'t> {
    grid: Grid<'t>,
    contents: Vec<Content>,
}

impl Measured<'_> {
    /// The width that the table can't do without.
    fn least(&self) -> Abs {
        self.contents.iter().map(|content| content.least).sum()
    }
}

/// A table with everything decided but its rows.
struct Plan<'t> {
    grid: Grid<'t>,
    /// The left edge of each column from the body's, and the right one of the last.
    edges: Vec<Abs>,
    /// The size of the type in per cent of what the layout says.
    percent: i64,
    /// Whether even that is too large, so that words must be cut.
    is_too_wide: bool,
    frame: TableFrame,
    rules: TableGrid,
    stripes: Stripes,
    /// Whether nothing stands at its sides, so that its words begin and end with the measure.
    is_open: bool,
    /// Whether page ends within it cost as much as can be.
    is_kept: bool,
}

impl Plan<'_> {
    /// The left edge and the width of some columns.
    fn across(&self, columns: std::ops::Range<usize>) -> (Abs, Abs) {
        let edge = |column: usize| self.edges.get(column).or(self.edges.last()).copied().unwrap_or(Abs::ZERO);
        (edge(columns.start), edge(columns.end) - edge(columns.start))
    }

    fn part(&self, row: usize) -> Option<Part> {
        self.grid.rows.get(row).map(|row| row.part)
    }
}

impl Setter<'_> {
    pub(super) fn table(&mut self, block: &Block, table: &Table) {
        let grid = Grid::of(table);
        let contents = self.column_contents(&grid);
        let measured = Measured { grid, contents };
        if self.is_to_turn(block, &measured) {
            self.turned_table(block, table, measured);
        } else {
            self.upright_table(block, table, measured);
        }
    }

    /// Whether a table is to be turned: the author asks for it, or no type is small enough for it as it stands.
    fn is_to_turn(&mut self, block: &Block, measured: &Measured<'_>) -> bool {
        if !self.can_turn() || measured.grid.rows.is_empty() {
            return false;
        }
        let asks = |name: &str| block.options.iter().chain(&block.roles).any(|option| option == name);
        if asks("rotate") || asks("landscape") {
            return true;
        }
        let look = &self.context.theme.table;
        let (upright, turned) = (self.region.width, self.page.body().height);
        let least = measured.least().scale(look.smallest, 100);
        let helps = look.turns && least > upright && turned > upright;
        if helps {
            let message = "a table is too wide for the page and is turned by a quarter";
            let hint =
                "give it fewer columns or shorter words; `turn = false` under `[table]` of a layout keeps it upright";
            self.complain(Diagnostic::warning(Lint::TableTurned, block.span, message).hint(hint));
        }
        helps
    }

    /// A table in the measure here.
    fn upright_table(&mut self, block: &Block, table: &Table, measured: Measured<'_>) {
        let look = self.context.theme.elements.cell;
        let element = self.element(Role::Table, Some(block.id), Some(block.span));
        let is_above = self.context.theme.table.caption == TableCaption::Above;
        self.gap(look.before);
        let from = self.flow.pieces.len();
        self.inside(element, |setter| {
            if is_above {
                setter.table_caption(block, true);
            }
            setter.table_rows(block, table, measured);
            if !is_above {
                setter.table_caption(block, false);
            }
        });
        if from == self.flow.pieces.len() {
            // A table without cells and title leaves no trace; its place asks for no space either.
            return;
        }
        self.satisfied();
        self.space_below(look.after);
    }

    /// The title, which no page end parts from its table.
    fn table_caption(&mut self, block: &Block, is_above: bool) {
        let Some(title) = &block.title else { return };
        let look = self.context.theme.elements.block_title;
        let owner = self.element(Role::Caption, None, Some(block.span));
        if !is_above {
            self.strut(look.after);
        }
        let from = self.flow.pieces.len();
        self.titled_lines(block, title, owner);
        self.keep_together(from);
        if is_above {
            self.strut(look.after);
        }
    }

    /// The rows of all parts.
    fn table_rows(&mut self, block: &Block, table: &Table, measured: Measured<'_>) {
        let Some(plan) = self.table_plan(block, table, measured) else { return };
        let first = self.flow.structure.elements().len();
        let outer = self.parent;
        let mut part: Option<(Part, ElementId)> = None;
        let mut pieces = RowPieces::default();
        let mut head = None;
        for rows in plan.grid.bands() {
            let Some(now) = plan.part(rows.start) else { continue };
            if part.is_none_or(|(before, _)| before != now) {
                if now != Part::Head && part.is_none_or(|(before, _)| before == Part::Head) {
                    head = self.head_again(block, &plan, &pieces);
                }
                self.parent = outer;
                part = Some((now, self.element(part_role(now), None, Some(block.span))));
            }
            self.parent = part.map(|(_, element)| element).or(outer);
            self.band(&plan, rows, head, &mut pieces);
        }
        self.parent = outer;
        self.name_heads(table, first);
        self.paint_behind(&plan, &pieces);
    }

    /// Says which cells head which, where their scope alone does not; the table's elements begin with the `first`.
    fn name_heads(&mut self, table: &Table, first: usize) {
        let heads = cell_heads(table);
        if heads.is_empty() {
            return;
        }
        let structure = &mut self.flow.structure;
        let mut cells: BTreeMap<NodeId, ElementId> = BTreeMap::new();
        for (index, element) in structure.elements().iter().enumerate().skip(first) {
            if let (Role::HeaderCell(..) | Role::DataCell(..), Some(node)) = (&element.role, element.node) {
                cells.entry(node).or_insert(ElementId(index as u32));
            }
        }
        for (cell, heads) in heads {
            let heads = heads.iter().filter_map(|head| cells.get(head).copied()).collect();
            if let Some(cell) = cells.get(&cell) {
                structure.set_headers(*cell, heads);
            }
        }
    }

    /// The columns and rules of a table; none where it has no cells.
    fn table_plan<'t>(&mut self, block: &Block, table: &Table, measured: Measured<'t>) -> Option<Plan<'t>> {
        let Measured { grid, contents } = measured;
        if grid.rows.is_empty() {
            return None;
        }
        let option = |name: &str| block.options.iter().any(|option| option == name);
        let measure = match table.width {
            Some(percent) => self.region.width.scale(i64::from(percent.clamp(1, 100)), 100),
            None => self.region.width,
        };
        let asked = match (table.has_own_widths, option("autowidth")) {
            (true, _) => Asked::Shares,
            (false, true) if table.width.is_none() => Asked::Natural,
            (false, _) => Asked::Filled,
        };
        let percent = self.type_size(block, &contents, measure);
        let contents: Vec<Content> = contents.into_iter().map(|content| content.scaled(percent)).collect();
        let is_too_wide = contents.iter().map(|content| content.least).sum::<Abs>() > measure + Abs::pt(1.0);
        let shares: Vec<Option<u32>> = table.columns.iter().map(|column| column.width).collect();
        let widths = column_widths(&contents, &shares, asked, measure);
        let (frame, rules, stripes) = self.asked_rules(table);
        Some(Plan {
            is_open: self.is_open(frame, rules, stripes),
            edges: edges(self.region, &widths, measure),
            grid,
            percent,
            is_too_wide,
            frame,
            rules,
            stripes,
            is_kept: option("unbreakable"),
        })
    }

    /// The frame, grid and stripes that the author asks for, else the layout's.
    fn asked_rules(&self, table: &Table) -> (TableFrame, TableGrid, Stripes) {
        let theme = &self.context.theme.table;
        (
            TableFrame::named(&table.frame).filter(|_| table.has_own_frame).unwrap_or(theme.frame),
            TableGrid::named(&table.grid).filter(|_| table.has_own_grid).unwrap_or(theme.grid),
            table.stripes.as_deref().and_then(Stripes::named).unwrap_or(theme.stripes),
        )
    }

    /// Whether nothing is painted at a table's sides.
    fn is_open(&self, frame: TableFrame, rules: TableGrid, stripes: Stripes) -> bool {
        let elements = &self.context.theme.elements;
        let looks = [elements.cell, elements.head_cell, elements.foot_cell];
        let is_plain = looks.iter().all(|look| look.frame.background.is_none());
        is_plain && !frame.has_sides() && !rules.has_columns() && stripes == Stripes::None
    }

    /// The size of type in per cent at which the columns have room, as far as it may shrink; says what it comes to.
    fn type_size(&mut self, block: &Block, contents: &[Content], measure: Abs) -> i64 {
        let least: Abs = contents.iter().map(|content| content.least).sum();
        if least <= measure {
            return 100;
        }
        let smallest = self.context.theme.table.smallest;
        let fitting = measure.to_raw() * 100 / least.to_raw().max(1);
        let hint = "give it fewer columns or shorter words, or turn it with `%rotate`";
        if fitting >= smallest {
            let message = format!("a table is too wide: its type is set at {fitting} per cent of its size");
            self.complain(Diagnostic::warning(Lint::TableShrunk, block.span, message).hint(hint));
            return fitting;
        }
        let lacking = least.scale(smallest, 100) - measure;
        let message = format!("a table is {lacking} pt too wide even in its smallest type: its words are cut");
        self.complain(Diagnostic::warning(Lint::TableTooWide, block.span, message).hint(hint));
        smallest
    }

    /// What stands above the rows of later pages: that the table goes on, where it has a title, and its head.
    fn head_again(&mut self, block: &Block, plan: &Plan<'_>, pieces: &RowPieces) -> Option<usize> {
        let head = match plan.part(0) {
            Some(Part::Head) => self.repeated_head(plan, pieces),
            _ => plan.frame.has_ends().then(|| Solid { items: vec![self.top_rule(plan)], ..Solid::default() }),
        };
        if block.title.is_none() {
            return head.map(|head| self.keep_head(head));
        }
        let mut said = self.continued_line(block, self.region.x);
        if let Some(mut head) = head {
            lower(&mut head, said.height);
            said.items.append(&mut head.items);
            said.height += head.height;
        }
        Some(self.keep_head(said))
    }

    /// The head as it is said again on later pages: nothing of it is read.
    fn repeated_head(&mut self, plan: &Plan<'_>, pieces: &RowPieces) -> Option<Solid> {
        if !self.context.theme.table.repeats_head {
            return None;
        }
        let head = self.head_copy(plan, pieces);
        let highest = self.page.body().height.scale(HIGHEST_HEAD, 100);
        (head.height <= highest).then_some(head)
    }

    fn keep_head(&mut self, head: Solid) -> usize {
        self.flow.heads.push(head);
        self.flow.heads.len() - 1
    }
}

fn part_role(part: Part) -> Role {
    match part {
        Part::Head => Role::TableHead,
        Part::Body => Role::TableBody,
        Part::Foot => Role::TableFoot,
    }
}

/// The edges of columns; where these are wider than their measure together, each gives in proportion.
fn edges(region: Region, widths: &[Abs], measure: Abs) -> Vec<Abs> {
    let total: Abs = widths.iter().copied().sum();
    let mut edges = Vec::with_capacity(widths.len() + 1);
    let mut sum = Abs::ZERO;
    edges.push(region.x);
    for width in widths {
        sum += *width;
        let at = if total > measure { sum.scale(measure.to_raw(), total.to_raw().max(1)) } else { sum };
        edges.push(region.x + at);
    }
    edges
}
