//! Inline trees.

use asciidoc_parser::HasSpan;
use asciidoc_parser::inlines::{
    CharRef, InlineNode, Ref, RefVariant, SpanForm, StyleVariant, Styled as CrateStyled, Ui, UiKind,
};

use super::Lowering;
use super::parts::{AnchorParts, FootnoteParts, ImageParts, LinkParts, Part, StyleParts, XrefParts};
use crate::asciidoc::entities::decoded;
use crate::asciidoc::prepass::unmasked;
use crate::asciidoc::render::without_tags;
use crate::model::{Inline, InlineKind, Stem, StemNotation, TextStyle, plain_text};
use crate::source::Span;

impl Lowering<'_> {
    /// An inline text with its gaps mended.
    pub(super) fn inlines(&mut self, nodes: &[InlineNode<'_>]) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(nodes.len());
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            match super::gaps::raw::run(nodes, at) {
                _ if super::gaps::is_loose_dash(node, nodes.get(at + 1)) => {
                    push_text(&mut inlines, self.span(node.span()), "--");
                    at += 1;
                }
                Some((count, text)) => {
                    let span = self.span(node.span());
                    let pieces = self.at(span, |lowering| lowering.rendered(&text));
                    pieces.into_iter().for_each(|piece| push(&mut inlines, piece));
                    at += count;
                }
                None => {
                    self.inline(node, &mut inlines);
                    at += 1;
                }
            }
        }
        if self.is_in_cell {
            inlines.iter_mut().for_each(without_backslash_before_bars);
        }
        let inlines = super::gaps::mend(inlines);
        if self.scope.is_set("experimental") { super::gaps::menu::mend(inlines) } else { inlines }
    }

    fn inline(&mut self, node: &InlineNode<'_>, out: &mut Vec<Inline>) {
        let span = self.span(node.span());
        match node {
            InlineNode::Text { value, .. } => push_text(out, span, value),
            InlineNode::CharRef { value, .. } => match value {
                CharRef::Special(c) => push_text(out, span, c.encode_utf8(&mut [0; 4])),
                CharRef::Replacement(text) => push_text(out, span, &decoded(text)),
                CharRef::Entity(text) => push_text(out, span, &decoded(text)),
            },
            // Raw text of the other form comes by way of `gaps::raw`.
            InlineNode::Raw { value, .. } => push_text(out, span, value),
            InlineNode::Styled(styled) => {
                let (part, body) = (style(styled), self.inlines(&styled.children));
                out.extend(self.part(&Part::Style(part), span, body));
            }
            InlineNode::Ref(reference) if super::xref::is_shift(reference) => {
                self.shifted(reference.span(), out);
            }
            InlineNode::Ref(reference) => {
                let body = self.inlines(&reference.children);
                let part = match reference_part(reference) {
                    Part::Xref(parts) => {
                        let source = reference.span().data();
                        Part::Xref(parts.or_of_macro(source, &reference.target, self.scope.get("xrefstyle")))
                    }
                    part => part,
                };
                out.extend(self.part(&part, span, body));
            }
            InlineNode::Image(image) => out.extend(self.part(&Part::Image(ImageParts::of(image)), span, Vec::new())),
            InlineNode::Footnote(footnote) => {
                let part = FootnoteParts::of(footnote);
                let text = self.inlines(&footnote.children);
                if let (Some(number), false) = (part.number, part.is_reference) {
                    self.keep_footnote(number, part.name.clone(), span, text);
                }
                out.extend(self.part(&Part::Footnote(part), span, Vec::new()));
            }
            InlineNode::Anchor(anchor) => {
                let part = AnchorParts { id: anchor.id.to_string(), is_bibliography: anchor.is_bibliography };
                let label = anchor.reftext.as_ref().map(|nodes| self.inlines(nodes)).unwrap_or_default();
                out.extend(self.part(&Part::Anchor(part), span, label));
            }
            InlineNode::Ui(ui) => out.extend(self.part(&ui_part(ui), span, Vec::new())),
            InlineNode::IndexTerm(term) => {
                let body = self.inlines(&term.children);
                let mut part = self.terms.term(term);
                if term.visible && part.terms.is_empty() {
                    part.terms = vec![plain_text(&body)];
                }
                let body = if term.visible && body.is_empty() {
                    part.terms.first().map(|term| Inline::text(span, term.clone())).into_iter().collect()
                } else {
                    body
                };
                out.extend(self.term(part, span, term.visible.then_some(body)));
            }
            InlineNode::Callout(callout) => {
                out.extend(self.part(&Part::Callout(callout.number.to_string()), span, Vec::new()))
            }
            InlineNode::Stem(stem) => {
                let notation = match stem.notation {
                    asciidoc_parser::inlines::StemNotation::AsciiMath => StemNotation::AsciiMath,
                    asciidoc_parser::inlines::StemNotation::LatexMath => StemNotation::Latex,
                };
                out.push(Inline {
                    span,
                    kind: InlineKind::Stem(Stem { notation, source: without_tags(&decoded(&stem.value)) }),
                });
            }
            InlineNode::LineBreak { .. } => out.push(Inline { span, kind: InlineKind::Break }),
        }
    }
}

fn style(styled: &CrateStyled<'_>) -> StyleParts {
    let style = match styled.variant {
        StyleVariant::Strong => TextStyle::Strong,
        StyleVariant::Emphasis => TextStyle::Emphasis,
        StyleVariant::Code => TextStyle::Monospace,
        StyleVariant::Mark => TextStyle::Highlight,
        StyleVariant::Superscript => TextStyle::Superscript,
        StyleVariant::Subscript => TextStyle::Subscript,
        StyleVariant::DoubleQuote => TextStyle::DoubleQuoted,
        StyleVariant::SingleQuote => TextStyle::SingleQuoted,
        StyleVariant::Unquoted => TextStyle::Plain,
    };
    let is_unconstrained = styled.form == SpanForm::Unconstrained;
    StyleParts::of(style, &styled.attrs, styled.id.as_ref().map(ToString::to_string), is_unconstrained)
}

fn reference_part(reference: &Ref<'_>) -> Part {
    match reference.variant {
        RefVariant::Link => Part::Link(LinkParts::of(reference)),
        RefVariant::Xref => Part::Xref(XrefParts::of(
            &reference.target,
            reference.resolved.as_ref(),
            reference.derived.as_ref(),
            reference.xrefstyle,
        )),
    }
}

fn ui_part(ui: &Ui<'_>) -> Part {
    match &ui.kind {
        UiKind::Keyboard(keys) => Part::Keyboard(keys.iter().map(ToString::to_string).collect()),
        UiKind::Button(label) => Part::Button(label.to_string()),
        UiKind::Menu { menu, submenus, item } => {
            let path = std::iter::once(menu).chain(submenus).chain(item.as_ref());
            Part::Menu(path.map(ToString::to_string).collect())
        }
    }
}

/// The crate leaves the backslashes that keep bars from parting cells in cells of blocks.
fn without_backslash_before_bars(inline: &mut Inline) {
    if let InlineKind::Text(text) | InlineKind::Raw(text) = &mut inline.kind
        && text.contains("\\|")
    {
        *text = text.replace("\\|", "|");
    }
}

/// Adds a piece, joining texts.
fn push(out: &mut Vec<Inline>, piece: Inline) {
    match piece.kind {
        InlineKind::Text(text) => push_text(out, piece.span, &text),
        _ => out.push(piece),
    }
}

/// Adds characters, joining them to the text before.
pub(super) fn push_text(out: &mut Vec<Inline>, span: Span, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = unmasked(text);
    match out.last_mut() {
        Some(Inline { span: before, kind: InlineKind::Text(words) }) => {
            words.push_str(&text);
            *before = before.to(span);
        }
        _ => out.push(Inline::text(span, text)),
    }
}

/// Adds text meant for another output, joining it to such text before.
pub(super) fn push_raw(out: &mut Vec<Inline>, span: Span, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(Inline { span: before, kind: InlineKind::Raw(raw) }) => {
            raw.push_str(text);
            *before = before.to(span);
        }
        _ => out.push(Inline { span, kind: InlineKind::Raw(text.to_owned()) }),
    }
}
