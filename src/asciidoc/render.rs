//! Inline texts of which the crate shows no tree: titles, attributions, footnotes.
//!
//! The crate renders these through a renderer of the caller's. Ours writes each construct as a tag
//! of its own with the number of a record, and [`tokens`] takes them apart again. The tags look
//! like HTML's to the crate, which makes ids of titles by leaving out whatever does.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use asciidoc_parser::attributes::Attrlist;
use asciidoc_parser::inlines::{Callout, Footnote, Image, IndexTerm, Ref};
use asciidoc_parser::parser::{InlineRenderer, QuoteScope, QuoteType, RenderContext, XrefRenderParams};
use asciidoc_parser::strings::CowStr;

use crate::asciidoc::lower::gaps::TermParts;
use crate::asciidoc::lower::parts::{AnchorParts, FootnoteParts, ImageParts, LinkParts, Part, StyleParts, XrefParts};
use crate::model::{StemNotation, TextStyle};

/// A private-use character that opens our tags.
pub(super) const MARK: char = '\u{F0BED}';

/// The records of a document by their numbers.
pub(super) type Records = Vec<Part>;

/// The renderer: it writes tags and keeps records.
#[derive(Debug, Clone, Default)]
pub(super) struct Recorder(Rc<RefCell<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    numbers: HashMap<Part, usize>,
}

impl Recorder {
    /// The records by their numbers.
    pub(super) fn into_records(self) -> Records {
        let numbers = std::mem::take(&mut self.0.borrow_mut().numbers);
        let mut records: Vec<_> = numbers.into_iter().collect();
        records.sort_by_key(|(_, number)| *number);
        records.into_iter().map(|(part, _)| part).collect()
    }

    /// Equal constructs get the same number, so that equal texts are rendered alike.
    fn number(&self, part: Part) -> usize {
        let mut shelf = self.0.borrow_mut();
        let next = shelf.numbers.len();
        *shelf.numbers.entry(part).or_insert(next)
    }

    fn leaf(&self, part: Part, dest: &mut String) {
        let number = self.number(part);
        dest.push_str(&format!("<{MARK}{number}>"));
    }

    fn wrap(&self, part: Part, body: &str, dest: &mut String) {
        let number = self.number(part);
        dest.push_str(&format!("<{MARK}+{number}>{body}<{MARK}->"));
    }
}

impl InlineRenderer for Recorder {
    fn render_styled(
        &self,
        kind: QuoteType,
        scope: QuoteScope,
        attributes: &Attrlist<'_>,
        id: Option<String>,
        body: &str,
        dest: &mut String,
    ) {
        let style = match kind {
            QuoteType::Strong => TextStyle::Strong,
            QuoteType::DoubleQuote => TextStyle::DoubleQuoted,
            QuoteType::SingleQuote => TextStyle::SingleQuoted,
            QuoteType::Monospaced => TextStyle::Monospace,
            QuoteType::Emphasis => TextStyle::Emphasis,
            QuoteType::Mark => TextStyle::Highlight,
            QuoteType::Superscript => TextStyle::Superscript,
            QuoteType::Subscript => TextStyle::Subscript,
            QuoteType::Unquoted => TextStyle::Plain,
            QuoteType::AsciiMath => return self.wrap(Part::Stem(StemNotation::AsciiMath), body, dest),
            QuoteType::LatexMath => return self.wrap(Part::Stem(StemNotation::Latex), body, dest),
        };
        let is_unconstrained = scope == QuoteScope::Unconstrained;
        self.wrap(Part::Style(StyleParts::of(style, attributes, id, is_unconstrained)), body, dest);
    }

    fn render_line_break(&self, dest: &mut String) {
        self.leaf(Part::Break, dest);
    }

    fn render_image(&self, image: &Image<'_>, _: &RenderContext, dest: &mut String) {
        self.leaf(Part::Image(ImageParts::of(image)), dest);
    }

    fn render_icon(&self, icon: &Image<'_>, _: &RenderContext, dest: &mut String) {
        self.leaf(Part::Image(ImageParts::of(icon)), dest);
    }

    fn render_link(&self, link: &Ref<'_>, text: &str, dest: &mut String) {
        self.wrap(Part::Link(LinkParts::of(link)), text, dest);
    }

    fn render_anchor(&self, id: &str, _: Option<String>, dest: &mut String) {
        self.leaf(Part::Anchor(AnchorParts { id: id.to_owned(), is_bibliography: false }), dest);
    }

    fn render_xref(&self, params: &XrefRenderParams<'_>, dest: &mut String) {
        let parts = XrefParts::of(params.target, params.resolved, params.derived, params.xrefstyle);
        self.wrap(Part::Xref(parts), params.provided_text.unwrap_or(""), dest);
    }

    fn render_callout(&self, callout: &Callout<'_>, _: &RenderContext, dest: &mut String) {
        self.leaf(Part::Callout(callout.number.to_string()), dest);
    }

    fn render_index_term(&self, term: &IndexTerm<'_>, visible: Option<&str>, dest: &mut String) {
        let part = Part::Term(TermParts::of(term));
        match visible {
            Some(text) => self.wrap(part, text, dest),
            None => self.leaf(part, dest),
        }
    }

    fn render_button(&self, text: &str, dest: &mut String) {
        self.leaf(Part::Button(text.to_owned()), dest);
    }

    fn render_keyboard(&self, keys: &[CowStr<'_>], dest: &mut String) {
        self.leaf(Part::Keyboard(keys.iter().map(ToString::to_string).collect()), dest);
    }

    fn render_menu(
        &self,
        menu: &str,
        submenus: &[CowStr<'_>],
        item: Option<&str>,
        _: &RenderContext,
        dest: &mut String,
    ) {
        let submenus = submenus.iter().map(ToString::to_string);
        let path = std::iter::once(menu.to_owned()).chain(submenus).chain(item.map(str::to_owned));
        self.leaf(Part::Menu(path.collect()), dest);
    }

    fn render_footnote(&self, footnote: &Footnote<'_>, dest: &mut String) {
        self.leaf(Part::Footnote(FootnoteParts::of(footnote)), dest);
    }
}

/// A piece of a rendered text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Characters, with references among them.
    Text(&'a str),
    /// A construct without a body.
    Leaf(usize),
    /// The start of a construct's body.
    Open(usize),
    /// The end of the body opened last.
    Close,
}

/// Takes a rendered text apart.
pub(super) fn tokens(mut rendered: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while let Some(at) = rendered.get(from..).and_then(|rest| rest.find(['<'])).map(|at| from + at) {
        match tag(&rendered[at..]) {
            Some((token, length)) => {
                if at > 0 {
                    tokens.push(Token::Text(&rendered[..at]));
                }
                tokens.push(token);
                rendered = &rendered[at + length..];
                from = 0;
            }
            None => from = at + 1,
        }
    }
    if !rendered.is_empty() {
        tokens.push(Token::Text(rendered));
    }
    tokens
}

fn tag(text: &str) -> Option<(Token<'static>, usize)> {
    let inner = text.strip_prefix('<')?.strip_prefix(MARK)?;
    let end = inner.find('>')?;
    let token = match &inner[..end] {
        "-" => Token::Close,
        number => match number.strip_prefix('+') {
            Some(number) => Token::Open(number.parse().ok()?),
            None => Token::Leaf(number.parse().ok()?),
        },
    };
    Some((token, 1 + MARK.len_utf8() + end + 1))
}

/// The text without our tags.
pub(super) fn without_tags(rendered: &str) -> String {
    let words = tokens(rendered).into_iter().map(|token| match token {
        Token::Text(text) => text,
        _ => "",
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_back_and_other_brackets_are_text() {
        let rendered = format!("a <b> <{MARK}+3>x<{MARK}7><{MARK}-><");
        let expected =
            [Token::Text("a <b> "), Token::Open(3), Token::Text("x"), Token::Leaf(7), Token::Close, Token::Text("<")];
        assert_eq!(tokens(&rendered), expected);
        assert_eq!(without_tags(&rendered), "a <b> x<");
    }
}
