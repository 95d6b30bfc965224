//! An address right behind a concealed term of the index (`(((a)))https://b.org[c]`): as the term shows nothing, it is a
//! link to Asciidoctor; the crate takes the parenthesis for a letter.

use crate::model::{Inline, InlineKind, Link};
use crate::source::Span;

const SCHEMES: [&str; 5] = ["https://", "http://", "ftp://", "irc://", "file://"];

/// Makes links of the addresses.
pub(super) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    let is_concealed = |inline: &Inline| matches!(&inline.kind, InlineKind::IndexTerm(term) if term.visible.is_none());
    let is_one =
        inlines.windows(2).any(|pair| matches!(pair, [term, next] if is_concealed(term) && address(next).is_some()));
    if !is_one {
        return inlines;
    }
    let mut mended: Vec<Inline> = Vec::with_capacity(inlines.len() + 2);
    for inline in inlines {
        let found = mended.last().is_some_and(is_concealed).then(|| address(&inline)).flatten();
        match (found, &inline.kind) {
            (Some((target, shown, length)), InlineKind::Text(text)) => {
                mended.push(link(inline.span, target, shown));
                let rest = text.get(length..).unwrap_or("");
                if !rest.is_empty() {
                    mended.push(Inline::text(inline.span, rest));
                }
            }
            _ => mended.push(inline),
        }
    }
    mended
}

fn link(span: Span, target: String, shown: Option<String>) -> Inline {
    let is_bare = shown.is_none();
    let body = vec![Inline::text(span, shown.unwrap_or_else(|| target.clone()))];
    let link = Link { target, body, is_bare, anchor: None, roles: Vec::new() };
    Inline { span, kind: InlineKind::Link(link) }
}

/// The address with which a text begins, the text in brackets behind it, and the length of both.
fn address(inline: &Inline) -> Option<(String, Option<String>, usize)> {
    let InlineKind::Text(text) = &inline.kind else { return None };
    SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<' | '>')).unwrap_or(text.len());
    let target = text.get(..end)?;
    if let Some(words) = text.get(end..)?.strip_prefix('[') {
        let close = words.find(']')?;
        let shown = words.get(..close).filter(|words| !words.is_empty()).map(str::to_owned);
        return Some((target.to_owned(), shown, end + 1 + close + 1));
    }
    let target = target.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    Some((target.to_owned(), None, target.len()))
}
