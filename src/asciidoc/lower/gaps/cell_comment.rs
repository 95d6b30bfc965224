//! Comment lines in the text of a cell, which the crate leaves there.

use crate::model::{Inline, InlineKind};

/// Leaves out the lines that begin with `//` and stand in one piece of text.
pub(in crate::asciidoc::lower) fn without_comments(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let count = inlines.len();
    for (index, inline) in inlines.iter_mut().enumerate() {
        if let InlineKind::Text(text) = &mut inline.kind
            && text.contains("//")
        {
            let lines: Vec<&str> = text.split('\n').collect();
            let last = lines.len() - 1;
            let is_comment = |at: usize, line: &str| {
                let is_whole = (at > 0 || index == 0) && (at < last || index + 1 == count);
                is_whole && line.starts_with("//") && !line.starts_with("///")
            };
            let kept = lines.iter().enumerate().filter(|(at, line)| !is_comment(*at, line)).map(|(_, line)| *line);
            *text = kept.collect::<Vec<_>>().join("\n");
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    inlines
}
