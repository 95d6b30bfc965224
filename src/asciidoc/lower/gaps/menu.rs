//! A path through menus in quotes (`"File > Save"`), which the crate leaves as text.

use crate::model::{Inline, InlineKind};

/// Takes the paths out of the texts.
pub(in crate::asciidoc::lower) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut mended = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) if text.contains(" > ") && text.contains('"') => cut(&inline, text, &mut mended),
            _ => mended.push(inline),
        }
    }
    mended
}

fn cut(inline: &Inline, text: &str, mended: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((start, end)) = path(rest) {
        if start > 0 {
            mended.push(Inline::text(inline.span, &rest[..start]));
        }
        let items = rest[start + 1..end].split(" > ").map(|item| item.trim().to_owned()).collect();
        mended.push(Inline { span: inline.span, kind: InlineKind::Menu(items) });
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        mended.push(Inline::text(inline.span, rest));
    }
}

/// The quotes around the first path.
fn path(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('"').map(|at| from + at) {
        let end = text[start + 1..].find('"').map(|at| start + 1 + at)?;
        let inner = &text[start + 1..end];
        let is_word = inner.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '&'));
        if is_word && inner.contains(" > ") {
            return Some((start, end));
        }
        from = start + 1;
    }
    None
}
