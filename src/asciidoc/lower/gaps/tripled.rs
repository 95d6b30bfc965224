//! Marks written three times (`***a***`): the inner pair is one too to Asciidoctor, text to the crate.

use crate::model::{Inline, InlineKind, Styled, TextStyle};

/// Makes a body of its own of what stands between the inner pair.
pub(super) fn mend(mut inlines: Vec<Inline>) -> Vec<Inline> {
    for at in 1..inlines.len() {
        let Some((before, [behind, ..])) = inlines.split_at_mut_checked(at) else { break };
        if let (Some(Inline { span, kind: InlineKind::Styled(styled) }), InlineKind::Text(text)) =
            (before.last_mut(), &mut behind.kind)
            && let Some(mark) = mark(styled)
            && let Some(rest) = text.strip_prefix(mark)
            && let Some(InlineKind::Text(first)) = styled.body.first_mut().map(|first| &mut first.kind)
            && let Some(body) = first.strip_prefix(mark).filter(|body| !body.starts_with([' ', mark]))
        {
            *first = body.to_owned();
            *text = rest.to_owned();
            let body = std::mem::take(&mut styled.body);
            let inner = Styled { is_unconstrained: false, body, roles: Vec::new(), anchor: None, ..styled.clone() };
            styled.body = vec![Inline { span: *span, kind: InlineKind::Styled(inner) }];
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    inlines
}

/// The mark of a style whose marks are doubled here.
fn mark(styled: &Styled) -> Option<char> {
    let mark = match styled.style {
        TextStyle::Strong => '*',
        TextStyle::Emphasis => '_',
        TextStyle::Monospace => '`',
        _ => return None,
    };
    styled.is_unconstrained.then_some(mark)
}
