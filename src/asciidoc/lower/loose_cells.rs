//! Cells that fill no row of their table: Asciidoctor leaves them out, we keep their words.
//!
//! What stands in the table's text and in none of its cells is cut at the separators. Their words are kept as the author
//! typed them.

use std::ops::Range;

use asciidoc_parser::HasSpan;
use asciidoc_parser::blocks::{DataFormat, IsBlock, TableBlock, TableRow};

use super::Lowering;
use super::parts::attribute;
use crate::diag::{Diagnostic, Lint};
use crate::model::{Block, BlockKind, Cell, CellStyle, HorizontalAlign, Inline, Row, VerticalAlign};

impl Lowering<'_> {
    /// Rows of the cells that fill none, as many cells each as the table has columns; says that they are there.
    pub(super) fn loose_rows<'b>(&mut self, table: &'b TableBlock<'b>) -> Vec<Row> {
        let whole = table.span();
        let text = whole.data();
        let rows = || table.header_row().into_iter().chain(table.body_rows()).chain(table.footer_row());
        let cells = rows().flat_map(TableRow::cells).map(|cell| {
            let from = cell.span().byte_offset().checked_sub(whole.byte_offset())?;
            Some(from..from + cell.span().data().len()).filter(|range| range.end <= text.len())
        });
        // Cells of included text stand elsewhere: nothing can be said of what lies between them.
        let Some(cells) = cells.collect::<Option<Vec<Range<usize>>>>() else { return Vec::new() };
        let Some(format) = Format::of(table, text) else { return Vec::new() };
        let found = format.loose(text, &cells);
        if found.is_empty() {
            return Vec::new();
        }
        let cells: Vec<Cell> = found.into_iter().filter_map(|range| self.loose_cell(text.get(range)?)).collect();
        let span = cells.first().map_or(self.place, |cell| cell.span);
        let message = match cells.len() {
            1 => "a cell of a table fills no row".to_owned(),
            count => format!("{count} cells of a table fill no row"),
        };
        let hint = "their words are set below the other rows; Asciidoctor leaves them out";
        self.sink.push(Diagnostic::warning(Lint::LooseCells, span, message).hint(hint));
        let columns = table.columns().len().max(1);
        let mut rows = Vec::new();
        let mut cells = cells.into_iter().peekable();
        while cells.peek().is_some() {
            let id = self.node();
            let mut row: Vec<Cell> = cells.by_ref().take(columns).collect();
            let free = columns - row.len();
            if let Some(last) = row.last_mut() {
                // Every row is as wide as the table (ISO 14289-1 7.5).
                last.column_span += free as u32;
            }
            rows.push(Row { id, cells: row });
        }
        rows
    }

    fn loose_cell(&mut self, text: &str) -> Option<Cell> {
        let span = self.origins.span(text).unwrap_or(self.place);
        let (id, paragraph) = (self.node(), self.node());
        let words = vec![Inline::text(span, text)];
        Some(Cell {
            id,
            span,
            column_span: 1,
            row_span: 1,
            horizontal: HorizontalAlign::Left,
            vertical: VerticalAlign::Top,
            style: CellStyle::Default,
            blocks: vec![Block::new(paragraph, span, BlockKind::Paragraph(words))],
        })
    }
}

/// How the text of a table is parted into cells.
struct Format {
    separator: String,
    /// Whether a separator opens its cell; else it parts two.
    opens: bool,
    /// The bytes between the table's delimiters.
    inside: Range<usize>,
}

impl Format {
    fn of(table: &TableBlock<'_>, text: &str) -> Option<Self> {
        let mut at = 0;
        let opening = text.split_inclusive('\n').find_map(|line| {
            at += line.len();
            is_delimiter(line.trim_end()).then_some(line.trim_end())
        })?;
        let end = text.trim_end().strip_suffix(opening).map_or(text.len(), str::len).max(at);
        let own = match table.data_format() {
            DataFormat::Psv if opening.starts_with('!') => "!",
            DataFormat::Psv => "|",
            DataFormat::Csv => ",",
            DataFormat::Tsv => "\t",
            DataFormat::Dsv => ":",
        };
        let asked = table.attrlist().and_then(|attributes| attribute(attributes, "separator"));
        let separator = asked.filter(|asked| !asked.is_empty()).map(|asked| asked.replace("\\t", "\t"));
        let opens = table.data_format() == DataFormat::Psv;
        Some(Self { separator: separator.unwrap_or_else(|| own.to_owned()), opens, inside: at..end })
    }

    /// The words between and behind the cells that are kept.
    fn loose(&self, text: &str, cells: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = self.inside.start;
        for cell in cells {
            if self.opens && cell.start >= from {
                self.between(text, from..cell.start, true, &mut found);
            }
            from = from.max(cell.end);
        }
        self.between(text, from..self.inside.end.max(from), false, &mut found);
        found
    }

    /// The cells within a part of the text that begins behind one; a cell that is kept may follow.
    fn between(&self, text: &str, range: Range<usize>, is_followed: bool, found: &mut Vec<Range<usize>>) {
        let Some(gap) = text.get(range.clone()) else { return };
        let mut parts = Vec::new();
        let mut from = 0;
        for (at, separator) in gap.match_indices(|c: char| self.separator.starts_with(c) || (!self.opens && c == '\n'))
        {
            let is_escaped = gap.get(..at).is_some_and(|before| before.ends_with('\\'));
            if is_in_comment(gap, at)
                || self.opens && (is_escaped || !gap.get(at..).is_some_and(|rest| rest.starts_with(&self.separator)))
            {
                continue;
            }
            parts.push(from..at);
            from = at + if separator == "\n" { 1 } else { self.separator.len() };
        }
        parts.push(from.min(gap.len())..gap.len());
        let count = parts.len() - usize::from(is_followed);
        for (index, part) in parts.into_iter().enumerate().take(count).skip(1) {
            let Some(words) = gap.get(part.clone()) else { continue };
            let is_before_another = self.opens && (index + 1 < count || is_followed);
            let words = words.split("\n//").next().unwrap_or(words);
            let words = if is_before_another { without_spec(words) } else { words };
            let words_from = part.start + words.len() - words.trim_start().len();
            let words = words.trim().trim_matches(if self.opens { ' ' } else { '"' });
            if !words.is_empty() {
                let from =
                    range.start + gap.get(words_from..).and_then(|rest| rest.find(words)).unwrap_or(0) + words_from;
                found.push(from..from + words.len());
            }
        }
    }
}

/// Whether a place lies in a line that is a comment.
fn is_in_comment(text: &str, at: usize) -> bool {
    let line = text.get(..at).unwrap_or("");
    let line = line.rsplit_once('\n').map_or(line, |(_, line)| line);
    line.starts_with("//") && !line.starts_with("///")
}

fn is_delimiter(line: &str) -> bool {
    line.strip_prefix(['|', ',', ':', '!']).is_some_and(|rest| rest.len() >= 3 && rest.bytes().all(|byte| byte == b'='))
}

/// A cell's text without what it says of the next one: `2+^.>s` before its separator.
fn without_spec(text: &str) -> &str {
    let cut = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, last) = text.split_at_checked(cut).unwrap_or((text, ""));
    let mut rest =
        last.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '*' | '<' | '^' | '>'));
    if let Some((at, 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's' | 'v')) = rest.char_indices().next() {
        rest = rest.get(at + 1..).unwrap_or("");
    }
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if rest.is_empty() && !is_number { before } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose<'t>(text: &'t str, cells: &[&str], opens: bool) -> Vec<&'t str> {
        let format = Format { separator: if opens { "|" } else { "," }.to_owned(), opens, inside: 0..text.len() };
        let mut from = 0;
        let place = |cell: &&str| {
            let start = from + text[from..].find(cell).unwrap();
            from = start + cell.len();
            start..from
        };
        let cells: Vec<Range<usize>> = cells.iter().map(place).collect();
        format.loose(text, &cells).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_stands_in_no_cell_is_found() {
        assert_eq!(loose("|a |b\n|c\n", &["a", "b"], true), ["c"]);
        assert_eq!(loose("|a |b\n|c 2+|d\n|e |f", &["a", "b", "e", "f"], true), ["c", "d"]);
        assert_eq!(loose("|a 2+|b", &["a", "b"], true), [""; 0]);
        assert_eq!(loose("|a\\|b |c", &["a\\|b"], true), ["c"]);
        assert_eq!(loose("|one only", &[], true), ["one only"]);
        assert_eq!(loose("|a\n//a| b\n|c\n// d |e\n", &["a"], true), ["c"]);
        assert_eq!(loose("a,b\nc,\"d e\"\nf\n", &["a", "b", "c", "d e"], false), ["f"]);
    }
}
