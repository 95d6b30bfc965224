//! What the attributes of a listing say of its lines: numbers, marked lines, the width of tabs.

use asciidoc_parser::blocks::{Block, IsBlock};

use super::Lowering;
use super::parts::attribute;
use crate::asciidoc::scope::Said;
use crate::diag::{Diagnostic, Lint};
use crate::model::{CodeFacts, Inline, InlineKind, plain_text};

/// No tab is wider: a slip of the hand shall not make lines of megabytes.
const WIDEST_TAB: usize = 64;

impl Lowering<'_> {
    /// The facts of a listing or literal block with these lines.
    pub(super) fn code_facts<'b>(&mut self, block: &'b Block<'b>, lines: &[Inline], is_numbered: bool) -> CodeFacts {
        let first_number = is_numbered.then(|| self.first_number(block));
        let count = plain_text(lines).split('\n').count() as u32;
        let wanted =
            block.attrlist().and_then(|list| attribute(list, "highlight").or_else(|| attribute(list, "lines")));
        let marked = wanted.map(|wanted| self.marked(&wanted, first_number.unwrap_or(1), count)).unwrap_or_default();
        let is_unbroken = block.has_option("nowrap") || self.scope.said("prewrap") == Said::Unset;
        CodeFacts {
            first_number,
            marked,
            is_fitted: block.has_option("autofit") || self.scope.is_set("autofit-option"),
            is_unbroken,
            ..CodeFacts::default()
        }
    }

    /// `start=`: 1 where it says nothing that is a number, as in Asciidoctor.
    fn first_number<'b>(&mut self, block: &'b Block<'b>) -> u32 {
        let Some(start) = block.attrlist().and_then(|list| attribute(list, "start")) else { return 1 };
        let number = start.trim().parse::<u32>().ok().filter(|number| (1..=9_999_999).contains(number));
        if number.is_none() {
            let message = format!("lines can't be numbered from `{start}`");
            let fault = Diagnostic::warning(Lint::BadAttributeValue, self.place, message);
            self.sink.push(fault.hint("write a whole number of 1 or more, as `start=10`; it is taken as 1"));
        }
        number.unwrap_or(1)
    }

    /// Lines by the numbers that they have: `2-4,7;9`, `2..4`, `5-` to the end, `!3` but for this one.
    fn marked(&mut self, wanted: &str, first: u32, count: u32) -> Vec<(u32, u32)> {
        let mut marks = vec![false; count as usize];
        let mut bad = Vec::new();
        for entry in wanted.split([',', ';']).map(str::trim).filter(|entry| !entry.is_empty()) {
            let (entry_lines, is_wanted) = match entry.strip_prefix('!') {
                Some(rest) => (rest.trim(), false),
                None => (entry, true),
            };
            let last = first.saturating_add(count).saturating_sub(1);
            match numbers(entry_lines, last) {
                Some((from, to)) => {
                    let from = (from.max(first) - first) as usize;
                    let to = (to + 1).saturating_sub(first).min(count) as usize;
                    marks.get_mut(from..to.max(from)).unwrap_or_default().fill(is_wanted);
                }
                None => bad.push(format!("`{entry}`")),
            }
        }
        if !bad.is_empty() {
            let message = format!("no lines can be marked by {}", bad.join(", "));
            let fault = Diagnostic::warning(Lint::BadAttributeValue, self.place, message);
            self.sink.push(fault.hint("write numbers and ranges from low to high, as `highlight=\"2-4,7\"`"));
        }
        ranges(&marks)
    }

    /// Lines with the tabs as spaces where `tabsize` asks for that, as Asciidoctor does while reading.
    pub(super) fn without_tabs<'b>(&self, block: &'b Block<'b>, mut lines: Vec<Inline>) -> Vec<Inline> {
        let own = block.attrlist().and_then(|list| attribute(list, "tabsize"));
        let size =
            own.as_deref().or_else(|| self.scope.get("tabsize")).and_then(|size| size.trim().parse::<usize>().ok());
        let Some(size) = size.filter(|size| *size > 0) else { return lines };
        expand(&mut lines, size.min(WIDEST_TAB), &mut 0);
        lines
    }
}

/// The first and last number of a line or range; `None` where that is none or falls.
fn numbers(entry: &str, last: u32) -> Option<(u32, u32)> {
    let Some((from, to)) = entry.split_once("..").or_else(|| entry.split_once('-')) else {
        let line = entry.parse().ok()?;
        return Some((line, line));
    };
    let from = from.trim().parse().ok()?;
    let to = match to.trim() {
        "" => last.max(from),
        to => to.parse().ok()?,
    };
    (from <= to).then_some((from, to.min(u32::MAX - 1)))
}

fn ranges(marks: &[bool]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (line, _) in marks.iter().enumerate().filter(|(_, is_marked)| **is_marked) {
        let line = line as u32;
        match ranges.last_mut() {
            Some((_, to)) if *to == line => *to += 1,
            _ => ranges.push((line, line + 1)),
        }
    }
    ranges
}

/// Tabs as the spaces that they take up to the next stop.
fn expand(inlines: &mut [Inline], size: usize, column: &mut usize) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    match c {
                        '\t' => {
                            let width = size - *column % size;
                            out.extend(std::iter::repeat_n(' ', width));
                            *column += width;
                        }
                        '\n' => {
                            out.push(c);
                            *column = 0;
                        }
                        c => {
                            out.push(c);
                            *column += 1;
                        }
                    }
                }
                *text = out;
            }
            InlineKind::Styled(styled) => expand(&mut styled.body, size, column),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_by_numbers_and_ranges() {
        assert_eq!(numbers("7", 9), Some((7, 7)));
        assert_eq!(
            [numbers("2-4", 9), numbers("2..4", 9), numbers("5-", 9)],
            [Some((2, 4)), Some((2, 4)), Some((5, 9))]
        );
        assert_eq!([numbers("9-1", 9), numbers("x", 9), numbers("-", 9)], [None, None, None]);
        assert_eq!(ranges(&[true, true, false, true]), [(0, 2), (3, 4)]);
    }
}
