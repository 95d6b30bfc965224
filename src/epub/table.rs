//! Tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::epub::content::Content;
use crate::epub::names::id_of_node;
use crate::epub::xml::Tag;
use crate::model::{
    Block, BlockKind, Cell, CellStyle, HorizontalAlign, Inline, Language, NodeId, Piece, Row, Table, VerticalAlign,
    cell_heads, pieces,
};

/// A table with as many columns gets a window of its own.
const WIDE: usize = 6;

/// The part of a table that a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
    Foot,
}

/// Which cells head which, where their scope alone does not say it.
struct Heads {
    of: BTreeMap<NodeId, Vec<NodeId>>,
    /// Those that are named by others.
    named: BTreeSet<NodeId>,
}

impl Heads {
    fn of(table: &Table) -> Self {
        let of = cell_heads(table);
        Self { named: of.values().flatten().copied().collect(), of }
    }
}

impl<'a> Content<'a> {
    pub(super) fn table(&mut self, block: &'a Block, table: &'a Table, tag: Tag) {
        self.marks.pass(&self.shared.pages, block.id);
        let id = self.block_id(block);
        let tag = looks(tag.named("table"), block, table).with_some("id", id);
        // A table with many columns is as wide as it must be, and is moved about in a window of its own.
        let window = (table.columns.len() >= WIDE).then(|| Tag::new("div").also_class("wide-table"));
        match window {
            Some(window) => self.within(window, |this| this.table_element(block, table, tag)),
            None => self.table_element(block, table, tag),
        }
    }

    fn table_element(&mut self, block: &'a Block, table: &'a Table, tag: Tag) {
        self.within(tag, |this| {
            if block.title.is_some() {
                let was_in_heading = std::mem::replace(&mut this.is_in_heading, true);
                this.within(Tag::new("caption"), |this| this.title_words(block));
                this.is_in_heading = was_in_heading;
            }
            this.columns(table);
            let heads = Heads::of(table);
            this.rows(&table.head, Part::Head, &heads);
            this.rows(&table.body, Part::Body, &heads);
            this.rows(&table.foot, Part::Foot, &heads);
        });
    }

    fn columns(&mut self, table: &Table) {
        if !table.has_own_widths || table.columns.iter().all(|column| column.width.is_none()) {
            return;
        }
        self.xml.within(Tag::new("colgroup"), |xml| {
            for column in &table.columns {
                let style = column.width.map(|width| format!("width: {}%", f64::from(width) / 100.0));
                xml.void(Tag::new("col").with_some("style", style));
            }
        });
    }

    fn rows(&mut self, rows: &'a [Row], part: Part, heads: &Heads) {
        if rows.is_empty() {
            return;
        }
        let name = match part {
            Part::Head => "thead",
            Part::Body => "tbody",
            Part::Foot => "tfoot",
        };
        self.within(Tag::new(name), |this| {
            for row in rows {
                this.xml.line();
                this.marks.pass(&this.shared.pages, row.id);
                this.within(Tag::new("tr"), |this| row.cells.iter().for_each(|cell| this.cell(cell, part, heads)));
            }
        });
        self.xml.line();
    }

    fn cell(&mut self, cell: &'a Cell, part: Part, heads: &Heads) {
        // A heading without words would name nothing.
        let is_heading = (part == Part::Head || cell.style == CellStyle::Header) && !cell.blocks.is_empty();
        let tag = match (is_heading, part) {
            (true, Part::Head) => Tag::new("th").with("scope", if cell.column_span > 1 { "colgroup" } else { "col" }),
            (true, _) => Tag::new("th").with("scope", if cell.row_span > 1 { "rowgroup" } else { "row" }),
            (false, _) => Tag::new("td"),
        };
        let span = |count: u32| (count > 1).then(|| count.to_string());
        let id = heads.named.contains(&cell.id).then(|| id_of_node(cell.id)).and_then(|id| self.fresh_id(id));
        let names: Vec<String> = heads.of.get(&cell.id).into_iter().flatten().map(|head| id_of_node(*head)).collect();
        let tag = tag
            .with_some("id", id)
            .with_some("headers", (!names.is_empty()).then(|| names.join(" ")))
            .with_some("colspan", span(cell.column_span))
            .with_some("rowspan", span(cell.row_span))
            .classes(across(cell.horizontal).into_iter().chain(down(cell.vertical)));
        let lone = match cell.blocks.as_slice() {
            [block] => plain_text_of(block).map(|text| (block, text)),
            _ => None,
        };
        let language = lone.map_or(Language::UNKNOWN, |(block, _)| block.language);
        self.in_language(language, tag, |this, tag| {
            this.within(tag, |this| match lone {
                Some((block, text)) => this.cell_text(cell, block, text),
                None => {
                    this.marks.pass(&this.shared.pages, cell.id);
                    this.blocks(&cell.blocks);
                }
            });
        });
    }

    fn cell_text(&mut self, cell: &'a Cell, block: &'a Block, text: &'a [Inline]) {
        let name = match cell.style {
            CellStyle::Emphasis => Some("em"),
            CellStyle::Strong => Some("strong"),
            CellStyle::Monospace => Some("code"),
            CellStyle::Default | CellStyle::AsciiDoc | CellStyle::Header | CellStyle::Literal => None,
        };
        self.flow(&[cell.id, block.id], |this| match name {
            Some(name) => this.within(Tag::new(name), |this| this.inlines(text)),
            None => this.inlines(text),
        });
    }
}

/// The text of a paragraph that needs no element of its own within a cell.
fn plain_text_of(block: &Block) -> Option<&[Inline]> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let is_plain = block.title.is_none()
        && block.anchor.is_none()
        && block.roles.is_empty()
        && matches!(pieces(text).as_slice(), [] | [Piece::Text(_)]);
    is_plain.then_some(text)
}

/// The author's frame, grid and stripes as classes; where there is none the style's own rules stand.
fn looks(tag: Tag, block: &Block, table: &Table) -> Tag {
    let named = |names: &[(&str, &'static str)], name: &str| {
        names.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    };
    let frames = [
        ("all", "frame-all"),
        ("ends", "frame-ends"),
        ("topbot", "frame-ends"),
        ("sides", "frame-sides"),
        ("none", "frame-none"),
    ];
    let grids = [("all", "grid-all"), ("rows", "grid-rows"), ("cols", "grid-cols"), ("none", "grid-none")];
    let stripes =
        [("even", "stripes-even"), ("odd", "stripes-odd"), ("all", "stripes-all"), ("hover", "stripes-hover")];
    let frame = named(&frames, &table.frame).filter(|_| table.has_own_frame);
    let grid = named(&grids, &table.grid).filter(|_| table.has_own_grid);
    let stripes = table.stripes.as_deref().and_then(|name| named(&stripes, name));
    let option = |name: &str| block.options.iter().any(|option| option == name);
    let is_narrow = option("autowidth") && table.width.is_none();
    let classes = [frame, grid, stripes, is_narrow.then_some("autowidth")];
    let tag = classes.into_iter().flatten().fold(tag, |tag, class| tag.also_class(class));
    let width = table.width.filter(|width| *width < 100);
    tag.with_some("style", width.map(|width| format!("width: {width}%")))
}

const fn across(align: HorizontalAlign) -> Option<&'static str> {
    match align {
        HorizontalAlign::Left => None,
        HorizontalAlign::Centre => Some("centre"),
        HorizontalAlign::Right => Some("right"),
    }
}

const fn down(align: VerticalAlign) -> Option<&'static str> {
    match align {
        VerticalAlign::Top => None,
        VerticalAlign::Middle => Some("middle"),
        VerticalAlign::Bottom => Some("bottom"),
    }
}
