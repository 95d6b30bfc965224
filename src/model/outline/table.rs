//! Tables: a line each row and cell, and the documents in cells.

use super::{Line, Writer};
use crate::model::{
    Block, BlockKind, Cell, CellStyle, Column, HorizontalAlign, Inline, OUTER_TITLE, Row, SECTION_TITLE, Table,
    VerticalAlign,
};

impl Writer<'_> {
    pub(super) fn table(&mut self, block: &Block, table: &Table) {
        let is_automatic = block.options.iter().any(|option| option == "autowidth");
        let is_automatic = is_automatic && table.columns.iter().all(|column| column.width.is_none());
        let columns = shares(table, is_automatic);
        let line = self
            .head("table", block)
            .fact("cols", Some(columns.join(",")))
            .fact("frame", Some(&table.frame))
            .fact("grid", Some(&table.grid))
            .fact("stripes", table.stripes.as_deref());
        self.line(self.titled(line, block));
        self.nested(|writer| {
            for (part, rows) in [("head", &table.head), ("body", &table.body), ("foot", &table.foot)] {
                // Cells that fill no row are not Asciidoctor's.
                let count = rows.len() - if part == "body" { table.loose_rows.min(rows.len()) } else { 0 };
                rows.iter().take(count).for_each(|row| writer.row(part, row));
            }
        });
    }

    fn row(&mut self, part: &str, row: &Row) {
        self.line(Line::new(&format!("row {part}")));
        self.nested(|writer| row.cells.iter().for_each(|cell| writer.cell(cell, part == "head")));
    }

    fn cell(&mut self, cell: &Cell, is_head: bool) {
        let mut text = "cell".to_owned();
        if cell.column_span > 1 || cell.row_span > 1 {
            text.push_str(&format!(" {}x{}", cell.column_span, cell.row_span));
        }
        text.push_str(match cell.horizontal {
            HorizontalAlign::Left => "",
            HorizontalAlign::Centre => " center",
            HorizontalAlign::Right => " right",
        });
        text.push_str(match cell.vertical {
            VerticalAlign::Top => "",
            VerticalAlign::Middle => " middle",
            VerticalAlign::Bottom => " bottom",
        });
        let (style, open, close) = cell_style(cell.style);
        text.push_str(style);
        let line = Line { text };
        match (cell.style, cell.blocks.as_slice()) {
            (CellStyle::AsciiDoc, blocks) => {
                self.line(line);
                self.nested(|writer| writer.cell_document(blocks));
            }
            (CellStyle::Literal, blocks) => {
                self.line(line);
                if let [Block { kind: BlockKind::Verbatim(verbatim), .. }] = blocks {
                    let mut lines = String::new();
                    self.push_inlines(&verbatim.lines, &mut lines);
                    self.nested(|writer| writer.code(&lines));
                }
            }
            (_, [] | [_]) => {
                let words = cell.blocks.first().map_or(String::new(), |block| self.paragraph_text(block));
                let words = if words.is_empty() { words } else { format!("{open}{words}{close}") };
                self.line(line.words(&words));
            }
            (_, blocks) if is_head => {
                let words: Vec<_> = blocks.iter().map(|block| self.paragraph_text(block)).collect();
                self.line(line.words(&words.join(" ")));
            }
            (_, blocks) => {
                self.line(line);
                self.nested(|writer| {
                    for block in blocks {
                        let words = writer.paragraph_text(block);
                        writer.line(Line::new("paragraph").words(&format!("{open}{words}{close}")));
                    }
                });
            }
        }
    }

    /// The document in a cell: its headings that were titles are titles again.
    fn cell_document(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        let mut has_title = false;
        if let Some((first, behind)) = blocks.split_first()
            && let Some((0, title)) = title_of(first, OUTER_TITLE)
        {
            let title = self.inlines(title);
            self.line(Line::new("document").words(&title));
            (rest, has_title) = (behind, true);
        }
        let opening = rest.iter().take_while(|block| title_of(block, SECTION_TITLE).is_none()).count();
        let (opening, sections) = rest.split_at(opening);
        if has_title && !opening.is_empty() && !sections.is_empty() {
            self.line(Line::new("preamble"));
            self.nested(|writer| writer.blocks(opening));
        } else {
            self.blocks(opening);
        }
        let outer = self.depth;
        let first = sections.first().and_then(|block| title_of(block, SECTION_TITLE)).map_or(1, |(level, _)| level);
        for block in sections {
            match title_of(block, SECTION_TITLE) {
                Some((level, title)) => {
                    self.depth = outer + usize::from(level.saturating_sub(first));
                    let title = self.inlines(title);
                    self.line(self.head("section", block).fact("level", Some(level.to_string())).words(&title));
                    self.depth += 1;
                }
                None => self.block(block),
            }
        }
        self.depth = outer;
    }

    fn paragraph_text(&self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(text) => self.inlines(text),
            _ => String::new(),
        }
    }
}

/// Level and words of a heading that was a title of this kind.
fn title_of<'a>(block: &'a Block, option: &str) -> Option<(u8, &'a [Inline])> {
    match &block.kind {
        BlockKind::Heading(heading) if block.options.iter().any(|given| given == option) => {
            Some((heading.level, heading.title.as_slice()))
        }
        _ => None,
    }
}

fn cell_style(style: CellStyle) -> (&'static str, &'static str, &'static str) {
    match style {
        CellStyle::Default => ("", "", ""),
        CellStyle::AsciiDoc => (" asciidoc", "", ""),
        CellStyle::Emphasis => (" emphasis", "<i>", "</i>"),
        CellStyle::Header => (" header", "", ""),
        CellStyle::Literal => (" literal", "", ""),
        CellStyle::Monospace => (" monospaced", "<code>", "</code>"),
        CellStyle::Strong => (" strong", "<b>", "</b>"),
    }
}

/// The columns' shares; where the contents decide a tilde, or what `cols` has where all of the table is so.
fn shares(table: &Table, is_automatic: bool) -> Vec<String> {
    let share = |column: &Column| match column.width {
        Some(width) => per_cent(width),
        None if is_automatic => per_cent(column.share),
        None => "~".to_owned(),
    };
    table.columns.iter().map(share).collect()
}

/// A share in 1/10000 as per cent with at most one decimal.
fn per_cent(share: u32) -> String {
    let tenths = (share + 5) / 10;
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn shares_have_at_most_one_decimal() {
        assert_eq!(per_cent(3333), "33.3");
        assert_eq!(per_cent(5000), "50");
    }
}
