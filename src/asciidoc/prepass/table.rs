//! Forms of tables that Asciidoctor understands and the crate doesn't.

/// `cols="` whose quote is never closed: Asciidoctor takes what stands before the first comma, which says nothing of
/// columns, so that the first row counts them. The line under another name for that attribute.
pub(super) fn without_open_columns(line: &str) -> Option<String> {
    let (before, after) = line.split_once("cols=\"")?;
    (is_table_attributes(line) && !after.contains('"')).then(|| format!("{before}unread=\"{after}"))
}

fn is_table_attributes(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']')
}

/// `|===` and the like.
pub(super) fn is_delimiter(line: &str) -> bool {
    let marks = line.strip_prefix(['|', ',', ':', '!']);
    marks.is_some_and(|marks| marks.len() >= 3 && marks.bytes().all(|byte| byte == b'='))
}

/// The most lines that are looked at for the cells of one row.
const MOST_LINES: usize = 200;

/// The number of cells in the first row where lines that begin no cell have more of them: a row ends before the line
/// that begins with a cell.
pub(super) fn columns_over_lines<'a>(rows: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut rows = rows.take(MOST_LINES).skip_while(|row| row.is_empty());
    let (first, _) = cells(rows.next()?);
    let mut count = first;
    for row in rows {
        let (more, is_begun) = cells(row);
        if is_begun {
            break;
        }
        count += more;
    }
    (first > 0 && count > first).then_some(count)
}

/// How many columns the cells of a line take that begin in it, and whether it begins with one.
fn cells(line: &str) -> (usize, bool) {
    let mut count = 0;
    let mut is_begun = false;
    let mut from = 0;
    while let Some(at) = line.get(from..).and_then(|rest| rest.find('|')).map(|at| from + at) {
        let before = line.get(..at).unwrap_or("");
        let within = line.get(from..at).unwrap_or("");
        from = at + 1;
        if before.ends_with('\\') {
            continue;
        }
        let word = within.rsplit([' ', '\t']).next().unwrap_or("");
        is_begun |= count == 0 && before.trim_start() == word && (word.is_empty() || is_specifier(word));
        count += taken(word);
    }
    (count, is_begun)
}

/// The columns that a cell with such a specifier takes.
fn taken(word: &str) -> usize {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let Some((number, rest)) = word.split_at_checked(digits) else { return 1 };
    let is_repeated = rest.starts_with(['+', '*', '.']) && is_specifier(word);
    number.parse().ok().filter(|number| is_repeated && (1..=1_000).contains(number)).unwrap_or(1)
}

/// `2.3+^.>s` and what of it may be left out.
fn is_specifier(word: &str) -> bool {
    let counts = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let has_counts = counts.len() < word.len() && counts.starts_with(['+', '*']);
    let rest = if has_counts { counts.get(1..).unwrap_or("") } else { word };
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let has_one_style = word.len() - word.trim_end_matches(|c: char| c.is_ascii_lowercase()).len() <= 1;
    has_one_style && rest.chars().all(|c| matches!(c, '<' | '^' | '>' | '.'))
}

/// Specifiers of cells with a point and no alignment behind it (`3+^.e|`), without the point; `None` where there are
/// none in the line.
pub(super) fn mended_specifiers(line: &str, separator: char) -> Option<String> {
    let mut mended = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(separator) {
        let (cell, behind) = rest.split_at(at);
        match pointed(cell) {
            Some(point) => {
                mended.push_str(cell.get(..point).unwrap_or(""));
                mended.push_str(cell.get(point + 1..).unwrap_or(""));
            }
            None => mended.push_str(cell),
        }
        mended.push(separator);
        rest = behind.get(separator.len_utf8()..).unwrap_or("");
    }
    mended.push_str(rest);
    (mended.len() < line.len()).then_some(mended)
}

/// Where the point stands in a specifier at the end of a cell's text.
fn pointed(cell: &str) -> Option<usize> {
    let word = cell.rsplit([' ', '\t']).next()?;
    let style = word.strip_suffix(|c: char| matches!(c, 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's' | 'v')).unwrap_or(word);
    let before = style.strip_suffix('.')?;
    let span = before.strip_suffix(['<', '^', '>'])?;
    let is_span = span.is_empty()
        || span
            .strip_suffix(['+', '*'])
            .is_some_and(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    is_span.then(|| cell.len() - word.len() + before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_without_alignment_says_nothing() {
        assert_eq!(mended_specifiers("3+^.e|a ^.^s|b", '|'), Some("3+^e|a ^.^s|b".into()));
        assert_eq!(mended_specifiers("|a. |b^.", '|'), None);
    }

    #[test]
    fn a_row_goes_on_until_a_line_begins_with_a_cell() {
        let counted = |rows: &str| columns_over_lines(rows.lines());
        assert_eq!(counted("|a +\nb |c\n|d |e"), Some(2));
        assert_eq!(counted("|a\n\nb 2+|c \\| |d\n|e"), Some(4));
        assert_eq!(counted("|a |b\nc\n2+|d"), None);
        assert_eq!(counted("|a\n.2+^.>s|b |c"), None);
        assert_eq!(counted("text |a"), None);
    }

    #[test]
    fn columns_in_an_open_quote_are_not_read() {
        assert_eq!(without_open_columns("[%x,cols=\">,^]"), Some("[%x,unread=\">,^]".into()));
        assert_eq!(without_open_columns("[cols=\"1,2\"]"), None);
    }
}
