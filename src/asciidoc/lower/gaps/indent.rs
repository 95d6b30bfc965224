//! The indentation and the empty lines around kept lines.

use crate::model::{Inline, InlineKind};

/// Without the empty lines before the first and behind the last.
pub(in crate::asciidoc::lower) fn trimmed(mut lines: Vec<Inline>) -> Vec<Inline> {
    if let Some(InlineKind::Text(text)) = lines.first_mut().map(|inline| &mut inline.kind) {
        while let Some((_, rest)) = text.split_once('\n').filter(|(line, _)| line.trim().is_empty()) {
            *text = rest.to_owned();
        }
    }
    if let Some(InlineKind::Text(text)) = lines.last_mut().map(|inline| &mut inline.kind) {
        text.truncate(text.trim_end().len());
    }
    lines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    lines
}

/// With `indent` blanks before each line in place of those that all lines share.
pub(in crate::asciidoc::lower) fn indented(mut lines: Vec<Inline>, indent: usize) -> Vec<Inline> {
    let shared = shared(&lines).unwrap_or(0);
    let mut opens_line = true;
    for inline in &mut lines {
        let InlineKind::Text(text) = &mut inline.kind else {
            opens_line = false;
            continue;
        };
        let mut moved = String::with_capacity(text.len());
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                moved.push('\n');
            }
            if (index > 0 || opens_line) && !line.trim().is_empty() {
                moved.push_str(&" ".repeat(indent));
                moved.push_str(line.get(shared..).unwrap_or(""));
            } else {
                moved.push_str(line);
            }
        }
        opens_line = text.ends_with('\n');
        *text = moved;
    }
    lines
}

/// With the blanks before each line that it has in the source, where the lines are those of the source.
pub(in crate::asciidoc::lower) fn as_indented(mut lines: Vec<Inline>, source: &str) -> Vec<Inline> {
    let count = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.matches('\n').count(),
        _ => 0,
    };
    let source = source.trim_end_matches('\n');
    if lines.iter().map(count).sum::<usize>() != source.matches('\n').count() {
        return lines;
    }
    let mut sources = source.split('\n');
    let mut opens_line = true;
    for inline in &mut lines {
        let InlineKind::Text(text) = &mut inline.kind else {
            if std::mem::take(&mut opens_line) {
                sources.next();
            }
            continue;
        };
        let mut moved = String::with_capacity(text.len());
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                moved.push('\n');
            }
            if index > 0 || opens_line {
                let written = sources.next().unwrap_or("");
                let blanks = written.len() - written.trim_start_matches(' ').len();
                moved.extend(std::iter::repeat_n(' ', blanks));
                moved.push_str(line.trim_start_matches(' '));
            } else {
                moved.push_str(line);
            }
        }
        opens_line = false;
        *text = moved;
    }
    lines
}

/// How many blanks every line begins with.
fn shared(lines: &[Inline]) -> Option<usize> {
    let mut shared = None;
    let mut opens_line = true;
    for inline in lines {
        let InlineKind::Text(text) = &inline.kind else {
            if std::mem::take(&mut opens_line) {
                return Some(0);
            }
            continue;
        };
        for (index, line) in text.split('\n').enumerate() {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            if (index > 0 || opens_line) && !line.trim().is_empty() {
                shared = Some(shared.map_or(blanks, |least: usize| least.min(blanks)));
            }
        }
        opens_line = text.ends_with('\n');
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::text(Span::new(FileId::new(0), 0, 0), text)]
    }

    #[test]
    fn lines_move_together() {
        assert_eq!(indented(text("    a\n\n      b"), 0), text("a\n\n  b"));
        assert_eq!(indented(text("  a\nb"), 1), text("   a\n b"));
        assert_eq!(trimmed(text("\n \n  a\n\n")), text("  a"));
    }
}
