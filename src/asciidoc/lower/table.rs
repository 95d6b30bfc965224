//! Tables.

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{
    ColumnStyle, Frame, Grid, HorizontalAlignment, IsBlock, Stripes, TableBlock, TableCell, TableCellContent,
    TableColumn, TableRow, VerticalAlignment,
};

use super::Lowering;
use super::parts::attribute;
use crate::model::{
    Block, BlockKind, Cell, CellStyle, Column, DiscreteHeading, HorizontalAlign, Inline, InlineKind, OUTER_TITLE, Row,
    SECTION_TITLE, Table, Verbatim, VerbatimKind, VerticalAlign,
};

impl Lowering<'_> {
    /// A table.
    pub(super) fn table<'b>(&mut self, table: &'b TableBlock<'b>) -> BlockKind {
        let head: Vec<Row> = table.header_row().map(|row| self.row(row, true)).into_iter().collect();
        let mut body: Vec<Row> = table.body_rows().iter().map(|row| self.row(row, false)).collect();
        let foot = table.footer_row().map(|row| self.row(row, false)).into_iter().collect();
        let loose = self.loose_rows(table);
        let loose_rows = loose.len();
        body.extend(loose);
        let stripes = table.attrlist().and_then(|attributes| attribute(attributes, "stripes"));
        BlockKind::Table(Table {
            columns: columns(table.columns()),
            frame: self.frame(table),
            grid: grid(table.grid()).to_owned(),
            has_own_frame: self.decides(table, "frame"),
            has_own_grid: self.decides(table, "grid"),
            has_own_widths: table
                .attrlist()
                .and_then(|list| attribute(list, "cols"))
                .is_some_and(|cols| has_widths(&cols)),
            stripes: stripes
                .or_else(|| self.scope.get("table-stripes").map(str::to_owned))
                .or_else(|| stripes_name(table.stripes())),
            width: table.width().and_then(|width| u8::try_from(width).ok()),
            loose_rows,
            head,
            body,
            foot,
        })
    }

    /// Whether the author sets a look of the table, here or for all tables (`:table-frame:`).
    fn decides<'b>(&self, table: &'b TableBlock<'b>, name: &str) -> bool {
        let here = table.attrlist().and_then(|attributes| attribute(attributes, name));
        here.is_some() || self.scope.get(&format!("table-{name}")).is_some()
    }

    /// The frame by its name, an older name as the author wrote it.
    fn frame<'b>(&self, table: &'b TableBlock<'b>) -> String {
        let given = table.attrlist().and_then(|attributes| attribute(attributes, "frame"));
        given.filter(|frame| frame == "topbot").unwrap_or_else(|| frame(table.frame()).to_owned())
    }

    fn row<'b>(&mut self, row: &'b TableRow<'b>, is_head: bool) -> Row {
        let id = self.node();
        let cells = row.cells().iter().map(|cell| self.cell(cell, is_head)).collect();
        Row { id, cells }
    }

    fn cell<'b>(&mut self, cell: &'b TableCell<'b>, is_head: bool) -> Cell {
        let id = self.node();
        let span = self.span(cell.span());
        let style = match (is_head, cell.style()) {
            (true, _) => CellStyle::Default,
            (_, ColumnStyle::AsciiDoc) => CellStyle::AsciiDoc,
            (_, ColumnStyle::Default) => CellStyle::Default,
            (_, ColumnStyle::Emphasis) => CellStyle::Emphasis,
            (_, ColumnStyle::Header) => CellStyle::Header,
            (_, ColumnStyle::Literal) => CellStyle::Literal,
            (_, ColumnStyle::Monospace) => CellStyle::Monospace,
            (_, ColumnStyle::Strong) => CellStyle::Strong,
        };
        let blocks = self.at(span, |lowering| lowering.cell_blocks(cell, style));
        Cell {
            id,
            span,
            column_span: u32::try_from(cell.colspan()).unwrap_or(1).max(1),
            row_span: u32::try_from(cell.rowspan()).unwrap_or(1).max(1),
            horizontal: match cell.h_align() {
                HorizontalAlignment::Left => HorizontalAlign::Left,
                HorizontalAlignment::Center => HorizontalAlign::Centre,
                HorizontalAlignment::Right => HorizontalAlign::Right,
            },
            vertical: match cell.v_align() {
                VerticalAlignment::Top => VerticalAlign::Top,
                VerticalAlignment::Middle => VerticalAlign::Middle,
                VerticalAlignment::Bottom => VerticalAlign::Bottom,
            },
            style,
            blocks,
        }
    }

    fn cell_blocks<'b>(&mut self, cell: &'b TableCell<'b>, style: CellStyle) -> Vec<Block> {
        match cell.content() {
            TableCellContent::AsciiDoc(inner) => {
                let outer = self.scope.clone();
                let is_within = std::mem::replace(&mut self.is_in_cell, true);
                let mut blocks: Vec<Block> = self.cell_title(cell, inner.title()).into_iter().collect();
                let (opening, sections) = self.body(inner.blocks().iter(), None);
                blocks.extend(opening);
                for section in sections {
                    flatten(section, &mut blocks);
                }
                self.scope = outer;
                self.is_in_cell = is_within;
                blocks
            }
            TableCellContent::Simple(content) if style == CellStyle::Literal => {
                let id = self.node();
                let lines = self.verbatim_inlines(content.inlines());
                let verbatim = Verbatim::plain(VerbatimKind::Literal, lines);
                vec![Block::new(id, self.place, BlockKind::Verbatim(verbatim))]
            }
            TableCellContent::Simple(content) => {
                let inlines = super::gaps::without_comments(self.inlines(content.inlines()));
                paragraphs(inlines)
                    .into_iter()
                    .map(|text| Block::new(self.node(), self.extent(&text), BlockKind::Paragraph(text)))
                    .collect()
            }
        }
    }
}

impl Lowering<'_> {
    /// The title of the document in a cell, as a heading: Asciidoctor hides it unless asked, but
    /// what the author wrote is not to be lost.
    fn cell_title(&mut self, cell: &TableCell<'_>, shown: Option<&str>) -> Option<Block> {
        let line = cell.span().data().trim_start().lines().next();
        let title = match (shown, line.and_then(|line| line.strip_prefix("= "))) {
            (Some(rendered), _) => self.rendered(rendered),
            (None, Some(words)) => vec![Inline::text(self.place, words.trim())],
            (None, None) => return None,
        };
        let id = self.node();
        let mut block = Block::new(id, self.place, BlockKind::Heading(DiscreteHeading { level: 0, title }));
        block.options.push(OUTER_TITLE.to_owned());
        Some(block)
    }
}

/// Sections can't stand in a cell: each becomes a heading that says that it was one, and blocks.
fn flatten(section: crate::model::Section, blocks: &mut Vec<Block>) {
    let heading = DiscreteHeading { level: section.level, title: section.title };
    let mut block = Block::new(section.id, section.span, BlockKind::Heading(heading));
    block.anchor = section.anchor;
    block.options.push(SECTION_TITLE.to_owned());
    blocks.push(block);
    blocks.extend(section.blocks);
    for inner in section.sections {
        flatten(inner, blocks);
    }
}

/// Cuts a cell's text at its empty lines.
fn paragraphs(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut paragraphs = vec![Vec::new()];
    for inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            if let Some(last) = paragraphs.last_mut() {
                last.push(inline);
            }
            continue;
        };
        for (index, part) in blank_separated(text).into_iter().enumerate() {
            if index > 0 {
                paragraphs.push(Vec::new());
            }
            if let (Some(last), false) = (paragraphs.last_mut(), part.is_empty()) {
                last.push(Inline::text(inline.span, part));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn blank_separated(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_blank = false;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 && line.trim().is_empty() {
            is_blank = true;
            continue;
        }
        if std::mem::take(&mut is_blank) {
            parts.push(String::new());
        } else if index > 0
            && let Some(last) = parts.last_mut()
        {
            last.push('\n');
        }
        if let Some(last) = parts.last_mut() {
            last.push_str(line);
        }
    }
    if is_blank && text.trim_end_matches(' ').ends_with("\n\n") {
        parts.push(String::new());
    } else if is_blank && let Some(last) = parts.last_mut() {
        last.push('\n');
    }
    parts
}

/// The columns' shares of the width, cut off as Asciidoctor cuts them.
fn columns(columns: &[TableColumn]) -> Vec<Column> {
    let sum =
        |columns: &mut dyn Iterator<Item = &TableColumn>| columns.map(|column| column.width() as u64).sum::<u64>();
    let total = sum(&mut columns.iter().filter(|column| !column.is_autowidth()));
    let all = sum(&mut columns.iter());
    let has_automatic = columns.iter().any(TableColumn::is_autowidth);
    let base = if has_automatic { 100 } else { total };
    let share = |column: &TableColumn, base: u64| (column.width() as u64 * 10_000 / base.max(1)).min(10_000) as u32;
    let column = |column: &TableColumn| Column {
        width: (!column.is_autowidth()).then(|| share(column, base)),
        share: share(column, all),
    };
    columns.iter().map(column).collect()
}

/// Whether `cols` says how wide columns are: `1,2` and `~,20%` do, a count such as `3` or `3*` and styles alone don't.
fn has_widths(cols: &str) -> bool {
    let cols = cols.trim();
    if cols.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    cols.split([',', ';']).any(|column| {
        let column = column.rsplit_once('*').map_or(column, |(_, rest)| rest);
        column.contains(|c: char| c.is_ascii_digit() || c == '~')
    })
}

fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::All => "all",
        Frame::Ends => "ends",
        Frame::Sides => "sides",
        Frame::None => "none",
    }
}

fn grid(grid: Grid) -> &'static str {
    match grid {
        Grid::All => "all",
        Grid::Rows => "rows",
        Grid::Cols => "cols",
        Grid::None => "none",
    }
}

fn stripes_name(stripes: Stripes) -> Option<String> {
    let name = match stripes {
        Stripes::None => return None,
        Stripes::Even => "even",
        Stripes::Odd => "odd",
        Stripes::All => "all",
        Stripes::Hover => "hover",
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::has_widths;

    #[test]
    fn counts_and_styles_say_no_widths() {
        for cols in ["", "3", "3*", "<,^.>a", "3*m", "a,e"] {
            assert!(!has_widths(cols), "{cols}");
        }
        for cols in ["1,2", "3*2", "~,a", "20%;80%", "2*>25m,50"] {
            assert!(has_widths(cols), "{cols}");
        }
    }
}
