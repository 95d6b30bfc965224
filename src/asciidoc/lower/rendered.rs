//! Texts that the crate shows only as rendered through our renderer.

use std::ops::Range;

use super::Lowering;
use super::inline::{push_raw, push_text};
use super::parts::Part;
use crate::asciidoc::entities::decoded;
use crate::asciidoc::render::{Token, tokens};
use crate::model::{Inline, InlineKind, Stem, Styled, TextStyle, plain_text};
use crate::source::Span;

impl Lowering<'_> {
    /// The inline text of what our renderer wrote; every piece has the place of the whole.
    pub(super) fn rendered(&mut self, rendered: &str) -> Vec<Inline> {
        let rendered = super::gaps::with_loose_dashes(rendered);
        let tokens = tokens(&rendered);
        let mut at = 0;
        super::gaps::mend(self.tokens(&tokens, &mut at))
    }

    /// The text of a title whose source stands at `source`: words found there have their own places.
    pub(super) fn title(&mut self, rendered: &str, source: asciidoc_parser::Span<'_>) -> Vec<Inline> {
        let whole = self.span(source);
        let mut inlines = self.at(whole, |lowering| lowering.rendered(rendered));
        let mut from = 0;
        self.locate(&mut inlines, source.data(), &mut from);
        inlines
    }

    /// Finds the places of plain words, one after the other, in the source, and of what they are marked with; gives the
    /// bytes of all that was found.
    fn locate(&self, inlines: &mut [Inline], source: &str, from: &mut usize) -> Option<Range<usize>> {
        let mut all: Option<Range<usize>> = None;
        for inline in inlines {
            let found = match &mut inline.kind {
                InlineKind::Text(words) => {
                    let found = source.get(*from..).and_then(|rest| rest.find(words.as_str()));
                    found.map(|at| *from + at..*from + at + words.len())
                }
                InlineKind::Styled(styled) => {
                    let body = self.locate(&mut styled.body, source, from);
                    body.and_then(|body| marked(source, body, styled))
                }
                InlineKind::Link(link) => {
                    self.locate(&mut link.body, source, from);
                    None
                }
                _ => None,
            };
            let Some(found) = found else { continue };
            *from = found.end;
            inline.span = source.get(found.clone()).and_then(|part| self.origins.span(part)).unwrap_or(inline.span);
            all = Some(all.map_or(found.start, |all| all.start)..found.end);
        }
        all
    }

    fn tokens(&mut self, tokens: &[Token<'_>], at: &mut usize) -> Vec<Inline> {
        let span = self.place;
        let mut out = Vec::new();
        while let Some(token) = tokens.get(*at) {
            *at += 1;
            match token {
                Token::Text(text) => rendered_text(&mut out, span, text),
                Token::Close => break,
                Token::Leaf(number) => {
                    if let Some(part) = self.records.get(*number) {
                        out.extend(self.part(part, span, Vec::new()));
                    }
                }
                Token::Open(number) => {
                    let body = self.tokens(tokens, at);
                    match self.records.get(*number) {
                        Some(Part::Stem(notation)) => {
                            let stem = Stem { notation: *notation, source: plain_text(&body) };
                            out.push(Inline { span, kind: InlineKind::Stem(stem) });
                        }
                        Some(Part::Term(part)) => out.extend(self.term(part.clone(), span, Some(body))),
                        Some(part) => out.extend(self.part(part, span, body)),
                        None => out.extend(body),
                    }
                }
            }
        }
        out
    }
}

/// The bytes of a text with the marks around it, `[.role]` included.
fn marked(source: &str, body: Range<usize>, styled: &Styled) -> Option<Range<usize>> {
    let width = match styled.style {
        TextStyle::DoubleQuoted | TextStyle::SingleQuoted => 2,
        TextStyle::Superscript | TextStyle::Subscript => 1,
        _ => 1 + usize::from(styled.is_unconstrained),
    };
    let (start, end) = (body.start.checked_sub(width)?, body.end + width);
    let (open, close) = (source.get(start..body.start)?, source.get(body.end..end)?);
    if open.chars().rev().ne(close.chars()) {
        return None;
    }
    let before = source.get(..start).filter(|before| before.ends_with(']'));
    Some(before.and_then(|before| before.rfind('[')).unwrap_or(start)..end)
}

/// Characters and, where there are tags that are not ours, text for another output.
fn rendered_text(out: &mut Vec<Inline>, span: Span, mut text: &str) {
    while let Some((start, end)) = foreign_tag(text) {
        push_text(out, span, &decoded(&text[..start]));
        push_raw(out, span, &text[start..end]);
        text = &text[end..];
    }
    push_text(out, span, &decoded(text));
}

/// The range of the first tag of another markup.
fn foreign_tag(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('<').map(|at| from + at) {
        let rest = &text[start + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            && let Some(end) = rest.find('>')
        {
            return Some((start, start + 1 + end + 1));
        }
        from = start + 1;
    }
    None
}
