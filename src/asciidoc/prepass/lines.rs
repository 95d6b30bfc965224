//! What a line of a manuscript is.

/// Stands for the delimiter of an open block whose lines are kept.
pub(super) const OPEN_LISTING: &str = "[source] --";

/// The level of a title written over a line of marks.
pub(super) fn two_line_title(title: &str, under: &str) -> Option<usize> {
    let mark = under.chars().next()?;
    let level = "=-~^+".find(mark)?;
    let width = title.chars().count();
    let is_under = under.chars().all(|c| c == mark) && width.abs_diff(under.len()) < 2 && under.len() > 1;
    let is_title = !title.starts_with(['.', '[', ':', '|', ' ', '\t'])
        && !is_comment(title)
        && !is_heading(title)
        && !is_fence(title)
        && title.chars().any(|c| c.is_alphanumeric() || c == '_')
        && !["include::", "ifdef::", "ifndef::", "ifeval::", "endif::"]
            .iter()
            .any(|directive| title.starts_with(directive));
    (is_under && is_title).then_some(level)
}

/// `---`, `- - -`, `***`, `* * *`, `___`, `_ _ _` behind up to three blanks.
pub(super) fn is_rule(line: &str) -> bool {
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

pub(super) fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// Whether a comment bounds a region that includes can name.
pub(super) fn is_tag(line: &str) -> bool {
    line.contains("tag::") || line.contains("end::")
}

/// Lines that say something of the block behind them.
pub(super) fn is_metadata(line: &str) -> bool {
    is_attributes(line) || is_title(line) || is_comment(line) || is_directive(line) || is_entry(line)
}

/// `.Title`
pub(super) fn is_title(line: &str) -> bool {
    line.starts_with('.') && line.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '.')
}

/// `[…]` or `[[…]]`.
pub(in crate::asciidoc) fn is_attributes(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']')
}

/// Whether attributes make kept lines of the block behind them.
pub(super) fn keeps_lines(attributes: &str) -> bool {
    ["[source", "[listing", "[literal", "[,", "[stem", "[latexmath", "[asciimath", "[pass"]
        .iter()
        .any(|style| attributes.starts_with(style))
}

pub(in crate::asciidoc) fn is_directive(line: &str) -> bool {
    ["ifdef::", "ifndef::", "ifeval::", "endif::"].iter().any(|name| line.starts_with(name))
}

pub(in crate::asciidoc) fn is_entry(line: &str) -> bool {
    line.starts_with(':')
        && line
            .get(1..)
            .is_some_and(|rest| rest.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' ')))
}

/// Whether a line is a block by itself, or what a paragraph begins with that is more than text.
pub(super) fn opens_block(line: &str) -> bool {
    let labels = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: ", "> ", "\"", " ", "\t"];
    is_block_line(line) || (!line.is_empty() && labels.iter().any(|label| line.starts_with(label)))
}

/// A macro of blocks, a break of pages or of thought.
fn is_block_line(line: &str) -> bool {
    let is_macro = line.strip_suffix(']').and_then(|line| line.split_once("::")).is_some_and(|(name, rest)| {
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        is_name && rest.contains('[') && !rest.starts_with(' ') && !is_directive(line) && name != "include"
    });
    is_macro || line == "<<<" || line == "'''" || is_rule(line)
}

/// Whether a line begins an item of a list.
pub(in crate::asciidoc) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let Some((marker, _)) = line.split_once(' ') else { return line.ends_with("::") };
    let is_run = |mark| !marker.is_empty() && marker.chars().all(|c| c == mark);
    let is_described = [":: ", ";; "].iter().any(|mark| line.contains(mark)) || line.ends_with("::");
    marker == "-" || is_run('*') || is_run('.') || is_number(marker) || is_described
}

/// Whether a line is a term with the beginning of its description: `a:: b`.
pub(super) fn is_described(line: &str) -> bool {
    let is_other = line
        .trim_start()
        .split(' ')
        .next()
        .is_some_and(|marker| is_number(marker) || marker.chars().all(|c| matches!(c, '*' | '.' | '-')));
    let has_text = |mark| line.split_once(mark).is_some_and(|(_, text)| !text.trim().is_empty());
    !is_other && [":: ", ";; "].into_iter().any(has_text)
}

/// `1.`, `a.`, `iv)`, `IV)`.
fn is_number(marker: &str) -> bool {
    let is_of = |word: &str, may: fn(char) -> bool| !word.is_empty() && word.chars().all(may);
    let is_roman =
        |word| is_of(word, |c| matches!(c, 'i' | 'v' | 'x')) || is_of(word, |c| matches!(c, 'I' | 'V' | 'X'));
    let dotted =
        |word: &str| is_of(word, |c| c.is_ascii_digit()) || word.len() == 1 && is_of(word, |c| c.is_ascii_alphabetic());
    marker.strip_suffix('.').is_some_and(dotted) || marker.strip_suffix(')').is_some_and(is_roman)
}

/// Lines that open or close a block.
pub(in crate::asciidoc) fn is_fence(line: &str) -> bool {
    let table = [",===", ":===", "|===", "!==="]
        .iter()
        .any(|fence| line.starts_with(fence) && line.chars().skip(1).all(|c| c == '='));
    let Some(mark) = line.chars().next() else { return false };
    let is_run = line.len() >= 4 && line.chars().all(|c| c == mark) && "-.+/=*_".contains(mark);
    table || is_run || line == "--" || is_code_fence(line)
}

pub(super) fn is_code_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|language| !language.contains('`') && !language.contains(' '))
}

/// Whether nothing within the block is markup of blocks.
pub(in crate::asciidoc) fn is_kept(fence: &str) -> bool {
    fence == OPEN_LISTING
        || fence.starts_with(['.', '+', '/', '`', '|', ',', ':', '!'])
        || (fence.starts_with('-') && fence != "--")
}

pub(in crate::asciidoc) fn closes(fence: &str, line: &str) -> bool {
    match fence {
        OPEN_LISTING => line == "--",
        fence if fence.starts_with("```") => line == "```",
        fence => fence == line,
    }
}

/// `== Title`, and the Markdown form.
pub(in crate::asciidoc) fn is_heading(line: &str) -> bool {
    let marks = line.trim_start_matches(['=', '#']);
    marks.len() < line.len() && line.len() - marks.len() <= 6 && marks.starts_with(' ')
}
/// Whether a line is text that begins with an anchor and ends with a bracket, and no anchor of the block below:
/// `[[place]]See link:a[]`.
pub(super) fn begins_with_anchor(line: &str) -> bool {
    let Some((inside, behind)) = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) else { return false };
    !inside.is_empty() && !inside.contains('[') && line.ends_with(']') && !behind.is_empty()
}
