//! Blocks right below a line of text or of attributes: whether they end what stands above, belong to it, or can't take
//! its style.

use super::lines::{is_attributes, is_comment, is_described, is_fence, is_heading, is_item, is_metadata, opens_block};
use super::nesting::marker;
use super::{MOST_SAID, Scan, styles, table};

impl Scan<'_> {
    /// An attribute line whose style the block below can't take, without it: the crate makes a paragraph of the block.
    pub(super) fn style_unfit(&self, at: usize, line: &str) -> Option<String> {
        let found = styles::found(line)?;
        let mut behind = (at + 1..self.lines.len()).map(|index| self.line(index)).take(MOST_SAID);
        let next = behind.find(|next| !is_metadata(next))?;
        styles::is_unfit(found, next).then(|| styles::without(line, found))
    }

    /// Whether a table begins right below a paragraph, which it ends; the crate takes it for more of the paragraph.
    pub(super) fn is_table_below_text(&self, at: usize, line: &str) -> bool {
        let before = self.before(at);
        let is_text = !(before.is_empty() || before == "+" || before.starts_with("include::") || is_metadata(before))
            || is_comment(before);
        table::is_delimiter(line) && is_text && ![":: ", "::", ";;"].iter().any(|mark| before.ends_with(mark))
    }

    /// The continuation that attaches the paragraph right above a line to an item.
    pub(super) fn attached(&self, at: usize) -> Option<usize> {
        let mut above = (0..at).rev().take(MOST_SAID);
        let is_start = |index: &usize| matches!(self.line(*index), "" | "+") || is_fence(self.line(*index));
        above.find(is_start).filter(|index| self.line(*index) == "+" && index + 1 < at)
    }

    /// Whether a line belongs to the item before although the crate takes it for more of a description, or for what
    /// stands behind the list: a block right below `term:: text`, or attributes right below an attached paragraph.
    pub(super) fn continues_item(&self, at: usize, line: &str) -> bool {
        if self.is_fresh || self.list.is_none() {
            return false;
        }
        if is_described(self.before(at)) {
            return opens_block(line) && !line.starts_with([' ', '\t', '"']);
        }
        let mut behind = (at + 1..self.lines.len()).map(|index| self.line(index)).take(MOST_SAID);
        let is_text = |next: &str| !(next.is_empty() || is_fence(next) || is_item(next) || is_heading(next));
        is_attributes(line)
            && behind.find(|next| !is_metadata(next)).is_some_and(is_text)
            && self.attached(at).is_some()
    }

    /// Whether an item of a list begins right below a paragraph that is attached to the item before, which it ends; the
    /// crate takes it for more of an admonition or a quotation.
    pub(super) fn is_below_attached(&self, at: usize, line: &str) -> bool {
        if self.is_fresh || self.list.is_none() || !is_item(line) {
            return false;
        }
        let Some(plus) = self.attached(at) else { return false };
        let above = (0..plus).rev().map(|index| self.line(index)).take(MOST_SAID);
        // An item of a list that is not open yet is text of the paragraph, and so are those between two continuations.
        let mut is_open = false;
        for above in above {
            match above {
                "+" => is_open = false,
                _ if is_open && (above.is_empty() || is_fence(above)) => return true,
                _ => is_open |= is_item(above) && marker(above) == marker(line),
            }
        }
        is_open
    }

    /// The number of columns of a table whose first row goes on over more lines than its first, which is all that the
    /// crate looks at; `None` where that is enough.
    pub(super) fn columns_over_lines(&self, at: usize, line: &str) -> Option<usize> {
        if !line.starts_with("|===") || !table::is_delimiter(line) || self.fences.last() != Some(&line) {
            return None;
        }
        let said = (0..at).rev().map(|index| self.line(index)).take_while(|line| is_metadata(line)).take(MOST_SAID);
        let says_more = said.into_iter().any(|line| {
            ["cols", "format", "separator"].iter().any(|name| line.contains(name)) || line.starts_with("[,")
        });
        if says_more {
            return None;
        }
        let rows = (at + 1..self.lines.len()).map(|index| self.line(index)).take_while(|row| *row != line);
        table::columns_over_lines(rows)
    }
}
