//! What is rewritten before the crate sees a text: forms that Asciidoctor knows and the crate does
//! not. [`Edits`] keeps where each line comes from, so that every place is found again.
//!
//! - two-line titles (`Title` over `=====`) become titles with marks before them;
//! - Markdown's rules (`---`, `* * *`) become `'''`;
//! - a comment between an empty line and a block becomes an attribute entry that says nothing: the
//!   crate would take the block's first line for the rest of a paragraph;
//! - comments and empty lines between a block and its attributes go away, as the crate would part
//!   the two;
//! - `---` as the first line of a `[source]` paragraph gets a mark, so that it is no rule.

use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// An attribute entry that changes nothing.
const NOTHING: &str = ":!notes-pub-nothing:";

/// Stands for the delimiter of an open block whose lines are kept.
const OPEN_LISTING: &str = "[source] --";

/// A text as the crate is to see it.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text.
    pub(super) text: String,
    /// Where it differs.
    pub(super) edits: Edits,
    /// The targets of the includes that stand among kept lines: nothing in those is markup.
    pub(super) kept_includes: BTreeSet<String>,
}

impl Prepared {
    /// A text that stays as it is.
    pub(super) fn unchanged(text: &str) -> Self {
        Self { text: text.to_owned(), edits: Edits::default(), kept_includes: BTreeSet::new() }
    }
}

/// Prepares the manuscript's first file.
pub(super) fn prepare(text: &str) -> Prepared {
    rewritten(text, false, false)
}

/// Prepares an included file; `keeps_tags` where its `tag::` lines say what is included.
pub(super) fn prepare_include(text: &str, keeps_tags: bool) -> Prepared {
    rewritten(text, keeps_tags, true)
}

fn rewritten(text: &str, keeps_tags: bool, is_included: bool) -> Prepared {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut scan = Scan {
        keeps_tags,
        is_included,
        fences: Vec::new(),
        is_fresh: true,
        has_begun: is_included,
        last: Last::Nothing,
        dropped: None,
        kept_includes: BTreeSet::new(),
        lines,
    };
    let mut prepared: Vec<Cow<'_, str>> = Vec::with_capacity(scan.lines.len());
    let mut origins = Vec::with_capacity(scan.lines.len());
    let mut at = 0;
    let mut is_same = true;
    while let Some(line) = scan.lines.get(at).copied() {
        let step = scan.step(at);
        is_same &= step == Step::Keep;
        let (put, shift, taken) = match step {
            Step::Keep => (Some(Cow::Borrowed(line)), 0, 1),
            Step::Put { text, shift, taken } => (Some(Cow::Owned(text)), shift, taken),
            Step::Drop => (None, 0, 1),
        };
        if let Some(put) = put {
            let count = put.matches('\n').count() + 1;
            prepared.push(put);
            origins.extend(std::iter::repeat_n(Origin { line: at + 1, shift }, count));
        }
        at += taken;
    }
    let edits = if is_same { Edits::default() } else { Edits(origins) };
    Prepared { text: prepared.join("\n"), edits, kept_includes: scan.kept_includes }
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
    keeps_tags: bool,
    is_included: bool,
    /// The delimiters of the open blocks, the outer ones first.
    fences: Vec<&'a str>,
    /// Whether a block may begin at the next line.
    is_fresh: bool,
    /// Whether anything but comments and attributes came before.
    has_begun: bool,
    last: Last,
    /// A line that goes away.
    dropped: Option<usize>,
    kept_includes: BTreeSet<String>,
}

impl<'a> Scan<'a> {
    /// What becomes of the line at `at`.
    fn step(&mut self, at: usize) -> Step {
        let line = self.lines.get(at).map_or("", |line| line.trim_end());
        if self.fences.last().is_some_and(|fence| is_kept(fence)) {
            if self.fences.last().is_some_and(|fence| closes(fence, line)) {
                self.fences.pop();
                self.is_fresh = true;
            } else {
                self.keep_include(line);
            }
            return Step::Keep;
        }
        if self.dropped == Some(at) || self.is_dropped(at, line) {
            return Step::Drop;
        }
        if line.is_empty() {
            self.is_fresh = true;
            self.last = Last::Other;
            return Step::Keep;
        }
        if self.is_fresh
            && let Some(step) = self.rewrite(at, line)
        {
            self.last = Last::Other;
            return step;
        }
        self.pass(at, line);
        Step::Keep
    }

    /// Whether a comment or an empty line parts a block from what is said of it.
    fn is_dropped(&self, at: usize, line: &str) -> bool {
        let is_tagged = self.keeps_tags && is_tag(line);
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before)).map_or("", |before| before.trim_end());
        if is_comment(line) && !is_tagged && before.ends_with("::") {
            return true;
        }
        if !(line.is_empty() || is_comment(line)) || is_tagged || self.keeps_tags {
            return false;
        }
        let behind = self.lines.iter().skip(at + 1).map(|line| line.trim_end());
        let next = behind.clone().find(|line| !line.is_empty() && !is_comment(line)).unwrap_or("");
        match self.last {
            Last::Metadata => is_comment(line) || is_attributes(next) || is_title(next),
            Last::Nothing => self.is_included && (is_attributes(next) || is_fence(next)),
            Last::Other => false,
        }
    }

    /// Takes note of a line that stays.
    fn pass(&mut self, at: usize, line: &'a str) {
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before)).map_or("", |before| before.trim_end());
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
        } else {
            // A line of attributes ends a paragraph, so that a block begins behind it.
            self.is_fresh = is_attributes(line) || (self.is_fresh && is_metadata(line));
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
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before)).map_or("", |before| before.trim_end());
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
        if is_comment(line) && follows && self.has_begun && !(self.keeps_tags && is_tag(line)) {
            // All comments up to the block go, or none.
            let next = self.lines.iter().skip(at + 1).map(|next| next.trim_end()).find(|next| !is_comment(next));
            if next.is_some_and(|next| is_entry(next) || is_item(next) || is_directive(next)) {
                return Some(Step::Put { text: NOTHING.to_owned(), shift: 0, taken: 1 });
            }
        }
        None
    }
}

/// The level of a title written over a line of marks.
fn two_line_title(title: &str, under: &str) -> Option<usize> {
    let mark = under.chars().next()?;
    let level = "=-~^+".find(mark)?;
    let width = title.chars().count();
    let is_under = under.chars().all(|c| c == mark) && width.abs_diff(under.len()) < 2 && under.len() > 1;
    let is_title = !title.starts_with(['.', '[', ':', '|', ' ', '\t'])
        && !is_comment(title)
        && !is_fence(title)
        && title.chars().any(|c| c.is_alphanumeric() || c == '_')
        && !["include::", "ifdef::", "ifndef::", "ifeval::", "endif::"]
            .iter()
            .any(|directive| title.starts_with(directive));
    (is_under && is_title).then_some(level)
}

/// `---`, `- - -`, `***`, `* * *`, `___`, `_ _ _` behind up to three blanks.
fn is_rule(line: &str) -> bool {
    let inner = line.trim_start_matches(' ');
    if line.len() - inner.len() > 3 {
        return false;
    }
    let Some(mark) = inner.chars().next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    let mut parts = inner.split(mark);
    let (first, gap, second, last) = (parts.next(), parts.next(), parts.next(), parts.next());
    let is_even = first == Some("") && last == Some("") && parts.next().is_none() && gap == second;
    is_even && gap.is_some_and(|gap| gap.chars().all(|c| c == ' '))
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// Whether a comment bounds a region that includes can name.
fn is_tag(line: &str) -> bool {
    line.contains("tag::") || line.contains("end::")
}

/// Lines that say something of the block behind them.
fn is_metadata(line: &str) -> bool {
    is_attributes(line) || is_title(line) || is_comment(line) || is_directive(line) || is_entry(line)
}

/// `.Title`
fn is_title(line: &str) -> bool {
    line.starts_with('.') && line.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '.')
}

/// `[…]` or `[[…]]`.
fn is_attributes(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']')
}

/// Whether attributes make kept lines of the block behind them.
fn keeps_lines(attributes: &str) -> bool {
    ["[source", "[listing", "[literal", "[,", "[stem", "[latexmath", "[asciimath", "[pass"]
        .iter()
        .any(|style| attributes.starts_with(style))
}

fn is_directive(line: &str) -> bool {
    ["ifdef::", "ifndef::", "ifeval::", "endif::"].iter().any(|name| line.starts_with(name))
}

fn is_entry(line: &str) -> bool {
    line.starts_with(':')
        && line
            .get(1..)
            .is_some_and(|rest| rest.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' ')))
}

/// Whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let Some((marker, _)) = line.split_once(' ') else { return line.ends_with("::") };
    let is_run = |mark| marker.len() <= 5 && !marker.is_empty() && marker.chars().all(|c| c == mark);
    let is_number =
        marker.strip_suffix('.').is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    marker == "-" || is_run('*') || is_run('.') || is_number || line.contains(":: ") || line.ends_with("::")
}

/// Lines that open or close a block.
fn is_fence(line: &str) -> bool {
    let table = [",===", ":===", "|===", "!==="]
        .iter()
        .any(|fence| line.starts_with(fence) && line.chars().skip(1).all(|c| c == '='));
    let Some(mark) = line.chars().next() else { return false };
    let is_run = line.len() >= 4 && line.chars().all(|c| c == mark) && "-.+/=*_".contains(mark);
    table || is_run || line == "--" || is_code_fence(line)
}

fn is_code_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|language| !language.contains('`') && !language.contains(' '))
}

/// Whether nothing within the block is markup of blocks.
fn is_kept(fence: &str) -> bool {
    fence == OPEN_LISTING
        || fence.starts_with(['.', '+', '/', '`', '|', ',', ':', '!'])
        || (fence.starts_with('-') && fence != "--")
}

fn closes(fence: &str, line: &str) -> bool {
    match fence {
        OPEN_LISTING => line == "--",
        fence if fence.starts_with("```") => line == "```",
        fence => fence == line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        prepare(text).text
    }

    #[test]
    fn two_line_titles_become_one_line_titles() {
        assert_eq!(prepared("Title\n=====\nAuthor\n\nOne\n---\n\ntext"), "= Title\nAuthor\n\n== One\n\ntext");
        let edits = prepare(
            "a

One
---
b",
        )
        .edits;
        assert_eq!(edits.origin(3), Origin { line: 3, shift: 3 });
        assert_eq!(edits.origin(4), Origin { line: 5, shift: 0 });
        assert_eq!(prepared("a\nOne\n---"), "a\nOne\n---");
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
        assert_eq!(prepared("a\n\n// b\n\n* c"), "a\n\n// b\n\n* c");
        assert_eq!(prepared("[[a]]\n// b\n\n[NOTE]\nc"), "[[a]]\n[NOTE]\nc");
        assert_eq!(prepare_include("a\n\n// tag::b[]\n* c", true).text, "a\n\n// tag::b[]\n* c");
    }
}
