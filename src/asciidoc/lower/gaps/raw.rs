//! Text passed through for HTML: what is only characters becomes text, a `<br>` a line break.

use crate::asciidoc::entities::decoded;
use crate::model::{Inline, InlineKind};

use super::super::inline::{push_raw, push_text};

/// Joins the pieces of a tag that came out of an attribute's value, and keeps as raw only what is a tag.
pub(super) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Raw(_))) {
        return inlines;
    }
    let mut mended = Vec::with_capacity(inlines.len());
    let mut open: Vec<Inline> = Vec::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Raw(_) | InlineKind::Text(_) => open.push(inline),
            _ => {
                flush(&mut open, &mut mended);
                mended.push(inline);
            }
        }
    }
    flush(&mut open, &mut mended);
    mended
}

/// Sorts a run of texts and raw texts into tags and characters.
fn flush(run: &mut Vec<Inline>, mended: &mut Vec<Inline>) {
    let mut in_tag = false;
    for inline in run.drain(..) {
        let span = inline.span;
        let (text, is_raw) = match inline.kind {
            InlineKind::Raw(raw) => (raw, true),
            InlineKind::Text(text) => (text, false),
            _ => continue,
        };
        if !is_raw && !in_tag {
            push_text(mended, span, &text);
            continue;
        }
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let border = if in_tag { rest.find('>').map(|at| at + 1) } else { rest.find('<') };
            let (part, behind) = rest.split_at(border.unwrap_or(rest.len()));
            if in_tag || border.is_some_and(|_| part.is_empty()) {
                push_raw(mended, span, part);
            } else {
                push_text(mended, span, &decoded(part));
            }
            in_tag = if in_tag { border.is_none() } else { border.is_some() };
            rest = behind;
        }
    }
}
