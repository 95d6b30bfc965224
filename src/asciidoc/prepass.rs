//! What is rewritten before the crate sees a text: forms that Asciidoctor knows and the crate does
//! not. [`Edits`] keeps where each line comes from, so that every place is found again.
//!
//! - two-line titles (`Title` over `=====`) become titles with marks before them;
//! - Markdown's rules (`---`, `* * *`) become `'''`;
//! - a comment between an empty line and a block becomes an attribute entry that says nothing: the
//!   crate would take the block's first line for the rest of a paragraph;
//! - comments and empty lines between a block and its attributes go away, as the crate would part
//!   the two;
//! - comment blocks before the title go away, as the crate would look for the title no further;
//! - what is said of a block behind lists within lists gets an attribute entry before it, which ends all of them;
//! - `{set:…}` becomes an attribute entry before its block ([`assign`]);
//! - an empty line behind a list continuation goes away, and so does the first of two titles of one block;
//! - `---` as the first line of a `[source]` paragraph gets a mark, so that it is no rule;
//! - tabs at the ends of lines go away, and blanks behind the delimiters of tables;
//! - a table right below a paragraph gets an empty line before it, and `cols` where its first row takes more than a line
//!   ([`table`]);
//! - a style that the block below can't take, as `[NOTE]` over a list, gets another name ([`styles`]).

mod assign;
mod below;
pub(super) mod lines;
mod mark;
mod nesting;
mod styles;
mod table;
mod titles;

use std::borrow::Cow;
use std::collections::BTreeSet;

use assign::assigned;
use lines::{
    OPEN_LISTING, begins_with_anchor, closes, is_attributes, is_comment, is_directive, is_entry, is_fence, is_heading,
    is_item, is_kept, is_metadata, is_rule, is_tag, is_title, keeps_lines, opens_block, two_line_title,
};
pub(super) use mark::unmasked;
use nesting::{Depth, Nesting};
pub(super) use styles::UNFIT;
use titles::Titles;
pub(super) use titles::is_counted;

use crate::asciidoc::ReadLimits;

/// Where each prepared line comes from; nothing where all lines are as they were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edits(Vec<Origin>);

/// Where a prepared line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    /// The line in the file, from 1.
    pub(super) line: usize,
    /// How many bytes were put before it.
    pub(super) shift: usize,
}

impl Edits {
    /// Where prepared line `line` (from 1) comes from.
    pub(super) fn origin(&self, line: usize) -> Origin {
        let known = line.checked_sub(1).and_then(|index| self.0.get(index));
        known.copied().unwrap_or(Origin { line, shift: 0 })
    }
}

/// Keeps a line from being taken for markup; the lowering takes it away.
pub(super) const SHIELD: char = '\u{F0BEE}';

/// More lines than this are not looked at for what is said of one block.
const MOST_SAID: usize = 200;

/// What says nothing before a text.
const GUARD: &str = "{empty}";

/// An attribute entry that changes nothing.
const NOTHING: &str = ":!notes-pub-nothing:";

/// An attribute line that says nothing.
const NO_ATTRIBUTES: &str = "[]";

/// A text as the crate is to see it.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text.
    pub(super) text: String,
    /// Where it differs.
    pub(super) edits: Edits,
    /// The targets of the includes that stand among kept lines: nothing in those is markup.
    pub(super) kept_includes: BTreeSet<String>,
    /// The first line, from 1, that would open what lies too deep.
    pub(super) too_deep: Option<usize>,
}

impl Prepared {
    /// A text that stays as it is.
    pub(super) fn unchanged(text: &str) -> Self {
        Self { text: text.to_owned(), edits: Edits::default(), kept_includes: BTreeSet::new(), too_deep: None }
    }
}

/// How a file is prepared.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// Its `tag::` lines say what is included.
    keeps_tags: bool,
    /// It is included by another.
    is_included: bool,
}

/// Prepares the manuscript's first file.
pub(super) fn prepare(text: &str, limits: &ReadLimits) -> Prepared {
    rewritten(text, Way::default(), limits)
}

/// Prepares an included file; `keeps_tags` where its `tag::` lines say what is included.
pub(super) fn prepare_include(text: &str, keeps_tags: bool, limits: &ReadLimits) -> Prepared {
    rewritten(text, Way { keeps_tags, is_included: true }, limits)
}

fn rewritten(text: &str, way: Way, limits: &ReadLimits) -> Prepared {
    let mut scan = Scan::new(text.split('\n').collect(), way, limits);
    let mut prepared: Vec<(Cow<'_, str>, Origin)> = Vec::with_capacity(scan.lines.len());
    let mut at = 0;
    let mut is_same = true;
    while let Some(line) = scan.lines.get(at).copied() {
        scan.put = prepared.len();
        let step = scan.step(at);
        is_same &= step == Step::Keep && without_blanks_behind(line) == line;
        let (put, shift, taken) = match step {
            Step::Keep => (Some(Cow::Borrowed(without_blanks_behind(line))), 0, 1),
            Step::Put { text, shift, taken } => (Some(Cow::Owned(text)), shift, taken),
            Step::Drop => (None, 0, 1),
        };
        prepared.extend(put.map(|put| (put, Origin { line: at + 1, shift })));
        at += taken;
    }
    is_same &= scan.hoisted.is_empty();
    let prepared = with_hoisted(prepared, scan.hoisted);
    let origins =
        prepared.iter().flat_map(|(text, origin)| std::iter::repeat_n(*origin, text.matches('\n').count() + 1));
    let edits = if is_same { Edits::default() } else { Edits(origins.collect()) };
    let text = prepared.iter().map(|(text, _)| text.as_ref()).collect::<Vec<_>>().join("\n");
    Prepared { text, edits, kept_includes: scan.kept_includes, too_deep: scan.too_deep }
}

/// A line without the tabs at its end, and a table's delimiter without blanks: the crate takes only blanks away, and
/// not those.
fn without_blanks_behind(line: &str) -> &str {
    let bare = line.trim_end_matches([' ', '\t', '\r']);
    let behind = line.get(bare.len()..).unwrap_or("");
    if behind.contains('\t') || !behind.is_empty() && table::is_delimiter(bare) { bare } else { line }
}

/// Puts lines in that stand before what they were found in.
fn with_hoisted<'a>(prepared: Vec<(Cow<'a, str>, Origin)>, mut hoisted: Vec<Hoisted>) -> Vec<(Cow<'a, str>, Origin)> {
    if hoisted.is_empty() {
        return prepared;
    }
    hoisted.sort_by_key(|line| line.before);
    let mut hoisted = hoisted.into_iter().peekable();
    let mut all = Vec::with_capacity(prepared.len() + hoisted.len());
    for (index, line) in prepared.into_iter().enumerate() {
        while let Some(early) = hoisted.next_if(|early| early.before <= index) {
            all.push((Cow::Owned(early.text), early.origin));
        }
        all.push(line);
    }
    all.extend(hoisted.map(|early| (Cow::Owned(early.text), early.origin)));
    all
}

/// A line that stands before others.
#[derive(Debug)]
struct Hoisted {
    /// The index of the prepared line before which it stands.
    before: usize,
    text: String,
    origin: Origin,
}

/// What becomes of a line.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// It stays.
    Keep,
    /// It goes away.
    Drop,
    /// Another stands for it, and perhaps for those behind it.
    Put { text: String, shift: usize, taken: usize },
}

/// What the line before was, comments and what went away left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Metadata,
    Other,
}

struct Scan<'a> {
    lines: Vec<&'a str>,
    way: Way,
    /// The delimiters of the open blocks, the outer ones first.
    fences: Vec<&'a str>,
    /// Whether a block may begin at the next line.
    is_fresh: bool,
    /// Whether anything but comments and attributes came before.
    has_begun: bool,
    last: Last,
    /// A line that goes away.
    dropped: Option<usize>,
    /// The line behind a comment block that goes away.
    hidden: usize,
    /// The line before which all lists end.
    parting: Option<usize>,
    kept_includes: BTreeSet<String>,
    /// How many lines are prepared.
    put: usize,
    /// The prepared line that begins the block, or the list, in which the next line stands.
    block_start: usize,
    /// How many blocks are open around the list that goes on, if one does.
    list: Option<usize>,
    /// Whether a line that unsets an attribute goes away.
    drops_unset: bool,
    hoisted: Vec<Hoisted>,
    /// The delimiter of the kept lines that are open in a cell.
    cell_fence: Option<&'a str>,
    nesting: Nesting<'a>,
    /// The first line that would open what lies too deep.
    too_deep: Option<usize>,
    titles: Titles<'a>,
    /// A line, and the first one behind it that is neither empty nor a comment.
    next_content: (usize, usize),
}

impl<'a> Scan<'a> {
    fn new(lines: Vec<&'a str>, way: Way, limits: &ReadLimits) -> Self {
        Self {
            nesting: Nesting::new(limits.depth),
            titles: Titles::default(),
            lines,
            way,
            fences: Vec::new(),
            is_fresh: true,
            has_begun: way.is_included,
            last: Last::Nothing,
            dropped: None,
            hidden: 0,
            parting: None,
            kept_includes: BTreeSet::new(),
            too_deep: None,
            put: 0,
            block_start: 0,
            list: None,
            drops_unset: true,
            hoisted: Vec::new(),
            next_content: (0, 0),
            cell_fence: None,
        }
    }

    /// A line without blanks at its end; none is empty.
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.trim_end())
    }

    /// The line before, or an empty one.
    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.line(before))
    }

    /// What becomes of the line at `at`.
    fn step(&mut self, at: usize) -> Step {
        let line = self.line(at);
        if let Some(fence) = self.fences.last().copied().filter(|fence| is_kept(fence)) {
            if closes(fence, line) {
                self.fences.pop();
                self.nesting.closed();
                self.cell_fence = None;
                self.is_fresh = true;
                self.block_begins(self.put + 1);
            } else {
                self.keep_include(line);
                if let Some(step) = self.in_table(at, fence, line) {
                    return step;
                }
            }
            return Step::Keep;
        }
        if self.dropped == Some(at) || self.is_hidden(at, line) || self.is_dropped(at, line) {
            return Step::Drop;
        }
        if line.is_empty() {
            self.is_fresh = true;
            self.last = Last::Other;
            self.gap(at);
            return Step::Keep;
        }
        match self.nesting.line(line, &self.fences) {
            Depth::Fits => {}
            Depth::TooDeep => {
                self.too_deep.get_or_insert(at + 1);
                if is_fence(line) {
                    return Step::Drop;
                }
                if let Some((text, shift)) = self.nesting.levelled(line) {
                    return Step::Put { text, shift, taken: 1 };
                }
                let text = format!("{GUARD}{}", line.trim_start());
                return Step::Put { text, shift: GUARD.len(), taken: 1 };
            }
        }
        if let Some(fits) = self.nesting.quotes(line, &self.fences) {
            self.too_deep.get_or_insert(at + 1);
            self.pass(at, line);
            let (quotes, rest) = line.split_at(fits);
            return Step::Put { text: format!("{quotes}{GUARD}{rest}"), shift: GUARD.len(), taken: 1 };
        }
        if self.is_fresh
            && self.last != Last::Metadata
            && self.fences.is_empty()
            && let Some(id) = self.titles.id(line)
        {
            self.pass(at, line);
            return Step::Put { text: format!("[#{id}]\n{line}"), shift: 0, taken: 1 };
        }
        if let Some(step) = self.assignments(at, line, None) {
            return step;
        }
        if begins_with_anchor(line) {
            // The crate takes it for an attribute line, and its words are lost.
            self.pass(at, line);
            return Step::Put { text: format!("{GUARD}{line}"), shift: GUARD.len(), taken: 1 };
        }
        if self.is_fresh
            && let Some(step) = self.rewrite(at, line)
        {
            self.last = Last::Other;
            return step;
        }
        if self.continues_item(at, line) {
            self.pass(at, line);
            return Step::Put { text: format!("+\n{line}"), shift: 0, taken: 1 };
        }
        let ends_paragraph = !self.is_fresh && self.is_table_below_text(at, line) || self.is_below_attached(at, line);
        self.pass(at, line);
        if let Some(columns) = self.columns_over_lines(at, line) {
            let gap = if ends_paragraph { "\n" } else { "" };
            return Step::Put { text: format!("{gap}[cols=\"{columns}*\"]\n{line}"), shift: 0, taken: 1 };
        }
        if ends_paragraph {
            return Step::Put { text: format!("\n{line}"), shift: 0, taken: 1 };
        }
        if let Some(text) = self.style_unfit(at, line) {
            return Step::Put { text, shift: 0, taken: 1 };
        }
        if let Some(text) = table::without_open_columns(line) {
            return Step::Put { text, shift: 0, taken: 1 };
        }
        if self.parting == Some(at) {
            return Step::Put { text: format!("{NOTHING}\n{line}"), shift: 0, taken: 1 };
        }
        match mark::masked(self.lines.get(at).copied().unwrap_or("")) {
            Some(text) => Step::Put { text, shift: 0, taken: 1 },
            None => Step::Keep,
        }
    }

    /// What becomes of a line of a table.
    fn in_table(&mut self, at: usize, fence: &str, line: &'a str) -> Option<Step> {
        let separator = fence.ends_with("===").then(|| fence.chars().next()).flatten()?;
        if let Some(open) = self.cell_fence {
            self.cell_fence = (line != open).then_some(open);
            return None;
        }
        if is_fence(line) && is_kept(line) && !line.ends_with("===") {
            self.cell_fence = Some(line);
        }
        if is_comment(line) && !(self.way.keeps_tags && is_tag(line)) {
            return Some(Step::Drop);
        }
        if let Some(step) = self.assignments(at, line, Some(separator)) {
            return Some(step);
        }
        let text = table::mended_specifiers(line, separator)?;
        Some(Step::Put { text, shift: 0, taken: 1 })
    }

    /// Takes the assignments of attributes out of a line and puts entries before the block.
    fn assignments(&mut self, at: usize, line: &'a str, separator: Option<char>) -> Option<Step> {
        if is_comment(line) || (separator.is_none() && self.is_fresh && line.starts_with([' ', '\t'])) {
            return None;
        }
        let assigned = assigned(line, self.drops_unset, separator)?;
        let origin = Origin { line: at + 1, shift: 0 };
        let before = self.block_start;
        self.hoisted.extend(assigned.entries.into_iter().map(|text| Hoisted { before, text, origin }));
        Some(match assigned.text {
            Some(text) => {
                if separator.is_none() {
                    self.pass(at, line);
                }
                Step::Put { text, shift: 0, taken: 1 }
            }
            None => Step::Drop,
        })
    }

    /// Takes note of an empty line: a list may end here.
    fn gap(&mut self, at: usize) {
        let next = self.line(at + 1);
        let goes_on =
            next.is_empty() || next == "+" || next.starts_with([' ', '\t']) || is_item(next) || is_comment(next);
        if self.list.is_some_and(|depth| self.fences.len() <= depth && !goes_on) {
            self.list = None;
        }
        if !goes_on {
            // A term without a text takes the next block, whatever is said of it.
            let awaits = ["::", ";;"].iter().any(|mark| self.before(at).ends_with(mark));
            if is_metadata(next) && self.nesting.is_list_in_list() && !awaits {
                self.parting = Some(at + 1);
            }
            self.nesting.list_ends();
        }
        self.block_begins(self.put + 1);
    }

    /// A block begins at a prepared line; what stands in a list counts as the list.
    fn block_begins(&mut self, put: usize) {
        if self.list.is_none() {
            self.block_start = put;
        }
    }

    /// The first line behind `at` that is neither empty nor a comment.
    fn content_behind(&mut self, at: usize) -> &'a str {
        let (from, to) = self.next_content;
        if !(from <= at && at < to) {
            let is_content = |index: &usize| !(self.line(*index).is_empty() || is_comment(self.line(*index)));
            let found = (at + 1..self.lines.len()).find(is_content).unwrap_or(self.lines.len());
            self.next_content = (at, found);
        }
        self.line(self.next_content.1)
    }

    /// Whether a line belongs to a comment block before the title.
    fn is_hidden(&mut self, at: usize, line: &str) -> bool {
        if at >= self.hidden
            && !self.has_begun
            && line.starts_with("////")
            && is_fence(line)
            && let Some(end) = (at + 1..self.lines.len()).find(|end| self.line(*end) == line)
        {
            self.hidden = end + 1;
        }
        at < self.hidden
    }

    /// Whether a comment or an empty line parts a block from what is said of it, or from the item to which it belongs.
    fn is_dropped(&mut self, at: usize, line: &str) -> bool {
        let is_tagged = self.way.keeps_tags && is_tag(line);
        let before = self.before(at);
        if is_comment(line) && !is_tagged && before.ends_with("::") {
            return true;
        }
        if self.list.is_some() && before == "+" {
            let next = self.line(at + 1);
            // An empty line behind a continuation belongs to nothing; of two continuations at the end one is enough.
            if line.is_empty() && !next.is_empty() || line == "+" && (next.is_empty() || is_item(next)) {
                return true;
            }
        }
        if self.is_outdone(at, line) {
            return true;
        }
        if !(line.is_empty() || is_comment(line)) || is_tagged || self.way.keeps_tags {
            return false;
        }
        let next = self.content_behind(at);
        match self.last {
            Last::Metadata => {
                is_comment(line) || is_attributes(next) || is_title(next) || next.starts_with("include::")
            }
            Last::Nothing => self.way.is_included && (is_attributes(next) || is_fence(next)),
            Last::Other => false,
        }
    }

    /// Whether a title stands before a block that gets another, which then counts.
    fn is_outdone(&self, at: usize, line: &str) -> bool {
        if !(self.is_fresh && is_title(line)) {
            return false;
        }
        let said = (at + 1..self.lines.len())
            .map(|index| self.line(index))
            .take_while(|line| is_metadata(line))
            .take(MOST_SAID);
        said.into_iter().any(is_title)
    }

    /// Takes note of a line that stays.
    fn pass(&mut self, at: usize, line: &'a str) {
        let before = self.before(at);
        if keeps_lines(before) && line.starts_with("include::") {
            self.keep_include(line);
        }
        if is_fence(line) {
            if self.fences.last().is_some_and(|fence| closes(fence, line)) {
                self.fences.pop();
            } else {
                // An open block that shows code is as a listing.
                self.fences.push(if line == "--" && keeps_lines(before) { OPEN_LISTING } else { line });
            }
            self.is_fresh = true;
            if !line.ends_with("===") {
                self.block_begins(self.put + 1);
            }
        } else {
            // A line of attributes ends a paragraph, so that a block begins behind it.
            self.is_fresh = is_attributes(line) || (self.is_fresh && is_metadata(line));
        }
        if is_item(line) && self.list.is_none() {
            self.list = Some(self.fences.len());
        } else if is_heading(line) && self.is_fresh {
            self.list = None;
        }
        if let Some(value) = line.strip_prefix(":attribute-undefined:") {
            self.drops_unset = value.trim() == "drop-line";
        }
        self.has_begun |= !is_comment(line) && !line.starts_with(':');
        let is_said = is_attributes(line) || (self.is_fresh && is_title(line));
        self.last = if is_said { Last::Metadata } else { Last::Other };
    }

    /// Remembers an include whose text is kept as it is.
    fn keep_include(&mut self, line: &str) {
        if let Some((target, _)) = line.strip_prefix("include::").and_then(|rest| rest.split_once('[')) {
            self.kept_includes.insert(target.to_owned());
        }
    }

    /// The level of a title and its underline, which may stand in a condition that always holds.
    fn two_line_title(&self, at: usize, line: &str) -> Option<(usize, usize)> {
        let next = self.lines.get(at + 1).map_or("", |next| next.trim_end());
        let under = if next == "ifdef::asciidoctor[]" { at + 2 } else { at + 1 };
        let level = two_line_title(line, self.lines.get(under).map_or("", |under| under.trim_end()))?;
        Some((level, under))
    }

    fn rewrite(&mut self, at: usize, line: &str) -> Option<Step> {
        let next = self.lines.get(at + 1).map_or("", |next| next.trim_end());
        if self.fences.is_empty()
            && let Some((level, under)) = self.two_line_title(at, line)
        {
            let marks = "=".repeat(level + 1) + " ";
            self.has_begun = true;
            if under != at + 1 {
                self.dropped = Some(under);
                return Some(Step::Put { shift: marks.len(), text: marks + line, taken: 1 });
            }
            return Some(Step::Put { shift: marks.len(), text: marks + line, taken: 2 });
        }
        let before = self.before(at);
        if line == "---" && (before.starts_with("[source") || before.starts_with("[listing")) {
            self.is_fresh = false;
            return Some(Step::Put { text: format!("{SHIELD}{line}"), shift: SHIELD.len_utf8(), taken: 1 });
        }
        // `[…] <1>` is a paragraph, which a table or listing behind it ends.
        let is_remarked = line.starts_with('[') && line.ends_with('>') && line.contains("] <");
        if is_remarked && is_fence(next) {
            return Some(Step::Put { text: format!("{line}\n"), shift: 0, taken: 1 });
        }
        if is_rule(line) {
            return Some(Step::Put { text: "'''".to_owned(), shift: 0, taken: 1 });
        }
        let follows = before.is_empty() || is_comment(before) || is_entry(before) || is_directive(before);
        if is_comment(line) && follows && self.has_begun && !(self.way.keeps_tags && is_tag(line)) {
            // All comments up to the block go, or none.
            let next = self
                .lines
                .iter()
                .skip(at + 1)
                .map(|next| next.trim_end())
                .take(MOST_SAID)
                .find(|next| !is_comment(next));
            if next.is_some_and(opens_block) {
                return Some(Step::Put { text: NO_ATTRIBUTES.to_owned(), shift: 0, taken: 1 });
            }
            let ends = self.way.is_included && next.is_none_or(str::is_empty) && self.content_behind(at).is_empty();
            if ends || next.is_some_and(|next| is_entry(next) || is_item(next) || is_directive(next)) {
                return Some(Step::Put { text: NOTHING.to_owned(), shift: 0, taken: 1 });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        prepare(text, &ReadLimits::default()).text
    }

    #[test]
    fn two_line_titles_become_one_line_titles() {
        assert_eq!(prepared("Title\n=====\nAuthor\n\nOne\n---\n\ntext"), "= Title\nAuthor\n\n== One\n\ntext");
        let edits = prepare(
            "a

One
---
b",
            &ReadLimits::default(),
        )
        .edits;
        assert_eq!(edits.origin(3), Origin { line: 3, shift: 3 });
        assert_eq!(edits.origin(4), Origin { line: 5, shift: 0 });
        assert_eq!(prepared("a\nOne\n---"), "a\nOne\n---");
    }

    #[test]
    fn comment_blocks_before_the_title_are_out_of_its_way() {
        assert_eq!(prepared("////\n= A\n////\n// b\n:c: d\n\n= E"), "// b\n:c: d\n\n= E");
        let behind = "= A\n\n////\nb\n////\n\n////\nopen";
        assert_eq!(prepared(behind), behind);
        assert_eq!(prepared("////\nopen\n= A"), "////\nopen\n= A");
    }

    #[test]
    fn what_is_said_of_a_block_ends_lists_within_lists() {
        assert_eq!(prepared("* a\n** b\n\n[square]\n* c"), format!("* a\n** b\n\n{NOTHING}\n[square]\n* c"));
        assert_eq!(prepared("* a\n. b\n\n.C\n* d"), format!("* a\n. b\n\n{NOTHING}\n.C\n* d"));
        for stays in ["* a\n\n[square]\n* c", "* a\n** b\n[square]\n*** c", "* a\nb::\n\n[square]\n* c"] {
            assert_eq!(prepared(stays), stays);
        }
    }

    #[test]
    fn what_stands_in_a_listing_stays() {
        let listing = "----\nOne\n---\n\n// x\n* * *\n----\n";
        assert_eq!(prepared(listing), listing);
        assert_eq!(prepared("====\n* * *\n====\n\nTwo\n---"), "====\n'''\n====\n\n== Two");
    }

    #[test]
    fn markdown_rules_become_rules() {
        assert!(["---", "- - -", " ***", "*  *  *", "_ _ _"].into_iter().all(is_rule));
        assert!(!["--", "----", "- -", "-- -", "    ---", "*-*"].into_iter().any(is_rule));
    }

    #[test]
    fn a_comment_before_a_block_is_out_of_its_way() {
        assert_eq!(prepared("a\n\n// b\n* c"), format!("a\n\n{NOTHING}\n* c"));
        for block in ["image::c.png[]", "<<<", "'''", "own::c[d=e]", "NOTE: c", " c", "> c"] {
            assert_eq!(prepared(&format!("a\n\n// b\n{block}")), format!("a\n\n[]\n{block}"));
        }
        assert_eq!(prepared("a\n\n// b\n\n* c"), "a\n\n// b\n\n* c");
        assert_eq!(prepared("[[a]]\n// b\n\n[NOTE]\nc"), "[[a]]\n[NOTE]\nc");
        assert_eq!(
            prepare_include("a\n\n// tag::b[]\n* c", true, &ReadLimits::default()).text,
            "a\n\n// tag::b[]\n* c"
        );
    }
}
