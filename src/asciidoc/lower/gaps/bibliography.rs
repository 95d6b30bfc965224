//! The label of a bibliography's entry, which the crate gives both to the anchor and to the text.

use crate::model::{Inline, InlineKind, plain_text};

/// Leaves the label to the anchor alone, and without its brackets.
pub(super) fn mend(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let Some(at) =
        inlines.iter().position(|inline| matches!(&inline.kind, InlineKind::Anchor(anchor) if anchor.is_bibliography))
    else {
        return inlines;
    };
    let Some(InlineKind::Anchor(anchor)) = inlines.get_mut(at).map(|inline| &mut inline.kind) else { return inlines };
    let shown = anchor.label.as_deref().map_or_else(|| format!("[{}]", anchor.id), plain_text);
    let inner = shown.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&shown).to_owned();
    let is_own = inner != anchor.id;
    anchor.label = anchor.label.take().filter(|_| is_own).map(|label| {
        let span = label.first().map(|first| first.span);
        span.map(|span| Inline::text(span, inner)).into_iter().collect()
    });
    if let Some(InlineKind::Text(text)) = inlines.get_mut(at + 1).map(|inline| &mut inline.kind)
        && let Some(rest) = text.strip_prefix(shown.as_str())
    {
        *text = rest.to_owned();
    }
    inlines
}
