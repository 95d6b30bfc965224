//! What is rewritten before the crate sees a text: forms that Asciidoctor knows and the crate does
//! not. Every line stays a line, so that every place is found again.
//!
//! - two-line titles (`Title` over `=====`) become titles with marks before them;
//! - Markdown's rules (`---`, `* * *`) become `'''`;
//! - a comment between an empty line and a block becomes an attribute entry that says nothing: the
//!   crate would take the block's first line for the rest of a paragraph;
//! - `---` as the first line of a `[source]` paragraph gets a mark, so that it is no rule.

use std::collections::{BTreeMap, BTreeSet};

/// How many bytes were put before each rewritten line (from 1).
pub(super) type Edits = BTreeMap<usize, usize>;

/// Keeps a line from being taken for markup; the lowering takes it away.
pub(super) const SHIELD: char = '\u{F0BEE}';

/// An attribute entry that changes nothing.
const NOTHING: &str = ":!notes-pub-nothing:";

/// A text as the crate is to see it, with as many lines as the file has.
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
        Self { text: text.to_owned(), edits: Edits::new(), kept_includes: BTreeSet::new() }
    }
}

/// Prepares a file; `keeps_tags` where its `tag::` lines say what is included.
pub(super) fn prepare(text: &str, keeps_tags: bool) -> Prepared {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut scan = Scan {
        lines,
        keeps_tags,
        fences: Vec::new(),
        is_fresh: true,
        has_begun: false,
        edits: Edits::new(),
        kept_includes: BTreeSet::new(),
    };
    let mut prepared = String::with_capacity(text.len() + 64);
    let mut at = 0;
    while at < scan.lines.len() {
        let rewritten = scan.step(at);
        let taken = rewritten.len().max(1);
        for offset in 0..taken {
            if at + offset > 0 {
                prepared.push('\n');
            }
            let line = scan.lines.get(at + offset).copied().unwrap_or("");
            prepared.push_str(rewritten.get(offset).map_or(line, String::as_str));
        }
        at += taken;
    }
    Prepared { text: prepared, edits: scan.edits, kept_includes: scan.kept_includes }
}

struct Scan<'a> {
    lines: Vec<&'a str>,
    keeps_tags: bool,
    /// The delimiters of the open blocks, the outer ones first.
    fences: Vec<&'a str>,
    /// Whether a block may begin at the next line.
    is_fresh: bool,
    /// Whether anything but comments and attributes came before.
    has_begun: bool,
    edits: Edits,
    kept_includes: BTreeSet<String>,
}

impl<'a> Scan<'a> {
    /// What stands for the line at `at` and perhaps the next; nothing where the line stays.
    fn step(&mut self, at: usize) -> Vec<String> {
        let raw = self.lines.get(at).copied().unwrap_or("");
        let line = raw.trim_end();
        if self.fences.last().is_some_and(|fence| is_kept(fence)) {
            if self.fences.last().is_some_and(|fence| closes(fence, line)) {
                self.fences.pop();
                self.is_fresh = true;
            } else if let Some((target, _)) = line.strip_prefix("include::").and_then(|rest| rest.split_once('[')) {
                self.kept_includes.insert(target.to_owned());
            }
            return Vec::new();
        }
        if line.is_empty() {
            self.is_fresh = true;
            return Vec::new();
        }
        let rewritten = if self.is_fresh { self.rewrite(at, line) } else { Vec::new() };
        if !rewritten.is_empty() {
            self.has_begun |= rewritten.first().is_none_or(|line| line != NOTHING);
            return rewritten;
        }
        if is_fence(line) {
            if self.fences.last().is_some_and(|fence| closes(fence, line)) {
                self.fences.pop();
            } else {
                self.fences.push(line);
            }
            self.is_fresh = true;
        } else {
            self.is_fresh = self.is_fresh && is_metadata(line);
        }
        self.has_begun |= !is_comment(line) && !line.starts_with(':');
        Vec::new()
    }

    fn rewrite(&mut self, at: usize, line: &str) -> Vec<String> {
        let next = self.lines.get(at + 1).map_or("", |next| next.trim_end());
        if self.fences.is_empty()
            && let Some(level) = two_line_title(line, next)
        {
            let marks = "=".repeat(level + 1) + " ";
            self.edits.insert(at + 1, marks.len());
            // A blank line would end the document's header.
            let under = if level == 0 && !self.has_begun { "//" } else { "" };
            self.is_fresh = level > 0 || self.has_begun;
            return vec![format!("{marks}{line}"), under.to_owned()];
        }
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before)).map_or("", |before| before.trim_end());
        if line == "---" && (before.starts_with("[source") || before.starts_with("[listing")) {
            self.edits.insert(at + 1, SHIELD.len_utf8());
            self.is_fresh = false;
            return vec![format!("{SHIELD}{line}")];
        }
        if is_rule(line) {
            return vec!["'''".to_owned()];
        }
        let follows_blank = before.is_empty() || (is_comment(before) && self.is_fresh);
        let precedes_block = is_entry(next) || is_item(next);
        if is_comment(line) && follows_blank && precedes_block && self.has_begun && !(self.keeps_tags && is_tag(line)) {
            return vec![NOTHING.to_owned()];
        }
        Vec::new()
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
    let is_title = line.starts_with('.') && line.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '.');
    let is_directive = ["ifdef::", "ifndef::", "ifeval::", "endif::"].iter().any(|name| line.starts_with(name));
    (line.starts_with('[') && line.ends_with(']')) || is_title || is_comment(line) || is_directive || is_entry(line)
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
    fence.starts_with(['.', '+', '/', '`', '|', ',', ':', '!']) || (fence.starts_with('-') && fence != "--")
}

fn closes(fence: &str, line: &str) -> bool {
    if fence.starts_with("```") { line == "```" } else { fence == line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        prepare(text, false).text
    }

    #[test]
    fn two_line_titles_become_one_line_titles() {
        assert_eq!(prepared("Title\n=====\nAuthor\n\nOne\n---\n\ntext"), "= Title\n//\nAuthor\n\n== One\n\n\ntext");
        assert_eq!(prepare("a\n\nOne\n---", false).edits, Edits::from([(3, 3)]));
        assert_eq!(prepared("a\nOne\n---"), "a\nOne\n---");
    }

    #[test]
    fn what_stands_in_a_listing_stays() {
        let listing = "----\nOne\n---\n\n// x\n* * *\n----\n";
        assert_eq!(prepared(listing), listing);
        assert_eq!(prepared("====\n* * *\n====\n\nTwo\n---"), "====\n'''\n====\n\n== Two\n");
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
        assert_eq!(prepare("a\n\n// tag::b[]\n* c", true).text, "a\n\n// tag::b[]\n* c");
    }
}
