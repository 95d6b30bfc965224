//! Tables, for which the ASG has no shape yet: a table has rows as a list has items.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::Block;
use super::inline::Inline;
use super::node::{BlockForm, BlockType, Reader, names, node};
use super::place::Location;
use crate::model::{self, CellStyle, HorizontalAlign, VerticalAlign};

names! {
    TableName { Table }
    RowName { TableRow }
    /// The part of the table that a row is in.
    RowVariant { Head, Body, Foot }
    CellName { TableCell }
    /// Alignment across.
    HorizontalAlignment { Left, Center, Right }
    /// Alignment down.
    VerticalAlignment { Top, Middle, Bottom }
    /// How a cell is read and set.
    CellVariant { Default, Asciidoc, Emphasis, Header, Literal, Monospace, Strong }
}

node! {
    /// Ours: a table.
    block Table: TableName {
        must {
            columns: Vec<Column>,
            /// The rows of the head, the body and the foot, in this order.
            rows: Vec<Row<'a>>,
            /// `all`, `ends` or its older name `topbot`, `sides`, `none`.
            frame: &'a str,
            /// `all`, `rows`, `cols`, `none`.
            grid: &'a str,
        }
        may {
            title: Vec<Inline<'a>>,
            form: Option<BlockForm>,
            delimiter: Option<&'a str>,
            /// `even`, `odd`, `all`, `hover`, `none`.
            stripes: Option<&'a str>,
            /// The width in per cent of the measure, where the author says so.
            width: Option<u8>,
            /// How many of the body's last rows are made of cells that fill none.
            loose_rows: Option<usize>,
        }
    }
}

/// Ours: a column.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    /// Its share of the table's width in per cent; without one what stands in it decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<f64>,
}

/// Ours: a row.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Row<'a> {
    name: RowName,
    #[serde(rename = "type")]
    kind: BlockType,
    variant: RowVariant,
    cells: Vec<Cell<'a>>,
    /// Where it stands; a row without cells has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

/// Ours: a cell.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Cell<'a> {
    name: CellName,
    #[serde(rename = "type")]
    kind: BlockType,
    variant: CellVariant,
    /// How many columns it takes, where these are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    colspan: Option<u32>,
    /// How many rows it takes, where these are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    rowspan: Option<u32>,
    halign: HorizontalAlignment,
    valign: VerticalAlignment,
    /// What it holds; a paragraph each for plain cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<Block<'a>>,
    /// Where it stands.
    location: Location,
}

impl<'a> Reader<'a> {
    /// A table.
    pub(super) fn table(&self, block: &'a model::Block, table: &'a model::Table) -> Table<'a> {
        let facts = self.facts(block);
        let (form, delimiter) = facts.form();
        let parts = [(RowVariant::Head, &table.head), (RowVariant::Body, &table.body), (RowVariant::Foot, &table.foot)];
        let rows = parts.into_iter().flat_map(|(variant, rows)| rows.iter().map(move |row| (variant, row)));
        let rows = self.within(block.language, || rows.map(|(variant, row)| self.row(variant, row)).collect());
        Table {
            name: TableName::Table,
            kind: BlockType::Block,
            id: block.anchor.as_deref(),
            columns: table.columns.iter().map(column).collect(),
            rows,
            frame: &table.frame,
            grid: &table.grid,
            label: self.label(block),
            lang: facts.lang,
            metadata: facts.metadata,
            title: self.title(block),
            form,
            delimiter,
            stripes: table.stripes.as_deref(),
            width: table.width,
            loose_rows: Some(table.loose_rows).filter(|count| *count > 0),
            location: facts.location,
        }
    }

    fn row(&self, variant: RowVariant, row: &'a model::Row) -> Row<'a> {
        let cells: Vec<Cell<'a>> = row.cells.iter().map(|cell| self.cell(cell)).collect();
        let location = cells.first().zip(cells.last()).map(|(first, last)| first.location.to(&last.location));
        Row { name: RowName::TableRow, kind: BlockType::Block, variant, cells, location }
    }

    fn cell(&self, cell: &'a model::Cell) -> Cell<'a> {
        let several = |count: u32| Some(count).filter(|count| *count > 1);
        Cell {
            name: CellName::TableCell,
            kind: BlockType::Block,
            variant: match cell.style {
                CellStyle::Default => CellVariant::Default,
                CellStyle::AsciiDoc => CellVariant::Asciidoc,
                CellStyle::Emphasis => CellVariant::Emphasis,
                CellStyle::Header => CellVariant::Header,
                CellStyle::Literal => CellVariant::Literal,
                CellStyle::Monospace => CellVariant::Monospace,
                CellStyle::Strong => CellVariant::Strong,
            },
            colspan: several(cell.column_span),
            rowspan: several(cell.row_span),
            halign: match cell.horizontal {
                HorizontalAlign::Left => HorizontalAlignment::Left,
                HorizontalAlign::Centre => HorizontalAlignment::Center,
                HorizontalAlign::Right => HorizontalAlignment::Right,
            },
            valign: match cell.vertical {
                VerticalAlign::Top => VerticalAlignment::Top,
                VerticalAlign::Middle => VerticalAlignment::Middle,
                VerticalAlign::Bottom => VerticalAlignment::Bottom,
            },
            blocks: self.blocks(&cell.blocks),
            location: self.places.block(cell.span),
        }
    }
}

fn column(column: &model::Column) -> Column {
    Column { width: column.width.map(|share| f64::from(share) / 100.0) }
}
