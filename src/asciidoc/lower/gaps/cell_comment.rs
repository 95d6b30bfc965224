//! Comment lines in the text of a cell, which the crate leaves there.

use crate::model::{Inline, InlineKind};

/// Leaves out the lines that begin with `//`, with all markup on them.
pub(in crate::asciidoc::lower) fn without_comments(inlines: Vec<Inline>) -> Vec<Inline> {
    let has_comment = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains("//"));
    if !inlines.iter().any(has_comment) {
        return inlines;
    }
    let mut kept = Vec::with_capacity(inlines.len());
    let (mut is_comment, mut begins_line) = (false, true);
    for mut inline in inlines {
        let InlineKind::Text(text) = &mut inline.kind else {
            if !is_comment {
                kept.push(inline);
            }
            begins_line = false;
            continue;
        };
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.split('\n').enumerate() {
            let was_comment = is_comment;
            begins_line |= index > 0;
            if begins_line {
                is_comment = line.starts_with("//") && !line.starts_with("///");
            }
            // A line that is left out takes its end with it.
            let is_first_kept = kept.is_empty() && out.is_empty();
            if index > 0 && !is_comment && !(was_comment && is_first_kept) {
                out.push('\n');
            }
            if !is_comment {
                out.push_str(line);
            }
            begins_line &= line.is_empty();
        }
        if !out.is_empty() {
            *text = out;
            kept.push(inline);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Styled, TextStyle, plain_text};
    use crate::source::{FileId, Span};

    fn inline(kind: InlineKind) -> Inline {
        Inline { span: Span::new(FileId::new(0), 0, 0), kind }
    }

    fn text(words: &str) -> Inline {
        inline(InlineKind::Text(words.to_owned()))
    }

    fn strong(words: &str) -> Inline {
        let styled = Styled {
            style: TextStyle::Strong,
            anchor: None,
            roles: Vec::new(),
            language: None,
            is_unconstrained: false,
            body: vec![text(words)],
        };
        inline(InlineKind::Styled(styled))
    }

    #[test]
    fn comments_go_with_their_markup() {
        let of = |inlines: &[Inline]| plain_text(&without_comments(inlines.to_vec()));
        assert_eq!(of(&[text("one\n// a\ntwo")]), "one\ntwo");
        assert_eq!(of(&[text("// a\ntwo")]), "two");
        assert_eq!(of(&[text("one\n// a "), strong("b"), text(" c\ntwo\n// d")]), "one\ntwo");
        assert_eq!(of(&[strong("b"), text("// no comment\n/// nor this")]), "b// no comment\n/// nor this");
        assert_eq!(of(&[text("a // b\n"), strong("c"), text("\n//")]), "a // b\nc");
    }
}
