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
    fn columns_in_an_open_quote_are_not_read() {
        assert_eq!(without_open_columns("[%x,cols=\">,^]"), Some("[%x,unread=\">,^]".into()));
        assert_eq!(without_open_columns("[cols=\"1,2\"]"), None);
    }
}
