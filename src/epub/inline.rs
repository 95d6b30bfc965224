//! Text within a block.

use crate::diag::Lint;
use crate::epub::content::Content;
use crate::epub::links;
use crate::epub::names::id_of_anchor;
use crate::epub::xml::Tag;
use crate::math::{Display, MathElement, MathNode, mathml};
use crate::model::{Anchor, Inline, InlineKind, Link, Stem, Styled, TextStyle, Xref, plain_text};
use crate::source::Span;

/// The namespace of MathML.
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

impl<'a> Content<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    /// Lines whose ends are kept, outside `pre`.
    pub(super) fn lines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            let InlineKind::Text(text) = &inline.kind else {
                self.inline(inline);
                continue;
            };
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.xml.void(Tag::new("br"));
                    self.marks.at += 1;
                }
                self.say(line);
            }
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.say(text),
            InlineKind::Styled(styled) => self.styled(styled),
            InlineKind::Link(link) => self.link(link),
            InlineKind::Xref(xref) => self.xref(xref, inline.span),
            InlineKind::Image(picture) => self.inline_picture(picture),
            InlineKind::Icon(icon) => self.icon(icon),
            InlineKind::Anchor(anchor) => self.anchor(anchor),
            InlineKind::Footnote(mark) => self.footnote_mark(mark),
            InlineKind::Break => {
                self.xml.void(Tag::new("br"));
                self.marks.at += 1;
            }
            InlineKind::Keyboard(keys) => self.keys(keys),
            InlineKind::Button(label) => {
                self.within(Tag::new("b").classes(["button"]), |this| this.say(label));
            }
            InlineKind::Menu(path) => self.menu(path),
            InlineKind::IndexTerm(term) => {
                self.index_place(term);
                self.inlines(term.visible.as_deref().unwrap_or_default());
            }
            InlineKind::Callout(number) => self.conum(*number),
            InlineKind::Stem(stem) => self.formula(stem, inline.span, Display::Inline),
            InlineKind::Raw(text) => self.say(text),
        }
    }

    /// Writes words, and the marks of the pages that start among them.
    pub(super) fn say(&mut self, words: &str) {
        match self.code.take() {
            Some(code) => self.say_code(words, code),
            None => self.speak(words),
        }
    }

    /// Writes words as they are.
    pub(super) fn speak(&mut self, words: &str) {
        if self.is_in_heading {
            self.kobo.text(&mut self.xml, words);
            return;
        }
        let mut rest = words;
        loop {
            // A mark stands right before the first characters of its page that are seen.
            if self.marks.has_pending() && !rest.trim_start().is_empty() {
                self.marks.place(&self.shared.pages, &mut self.xml);
            }
            let Some(length) = self.marks.before_next(rest) else { break };
            let (before, after) = rest.split_at(length);
            self.kobo.text(&mut self.xml, before);
            self.marks.at += before.chars().count();
            rest = after;
        }
        self.kobo.text(&mut self.xml, rest);
        self.marks.at += rest.chars().count();
    }

    fn styled(&mut self, styled: &'a Styled) {
        let id = self.anchor_id(styled.anchor.as_deref());
        let roles = styled.roles.iter().map(String::as_str);
        let (name, open, close) = match styled.style {
            TextStyle::Strong => ("strong", "", ""),
            TextStyle::Emphasis => ("em", "", ""),
            TextStyle::Monospace => ("code", "", ""),
            TextStyle::Highlight => ("mark", "", ""),
            TextStyle::Superscript => ("sup", "", ""),
            TextStyle::Subscript => ("sub", "", ""),
            TextStyle::DoubleQuoted => ("span", "\u{201C}", "\u{201D}"),
            TextStyle::SingleQuoted => ("span", "\u{2018}", "\u{2019}"),
            TextStyle::Plain => ("span", "", ""),
        };
        let is_code = styled.style == TextStyle::Monospace && styled.language.is_none();
        let direction = self.code_direction().filter(|_| is_code);
        let tag = Tag::new(name).classes(roles).with_some("id", id).with_some("dir", direction);
        self.in_language(styled.language.unwrap_or_default(), tag, |this, tag| {
            this.within(tag, |this| {
                this.say(open);
                this.inlines(&styled.body);
                this.say(close);
            });
        });
    }

    fn link(&mut self, link: &'a Link) {
        let id = self.anchor_id(link.anchor.as_deref());
        // The reader names bare addresses so too.
        let roles = link.roles.iter().map(String::as_str).filter(|role| *role != "bare");
        let roles = roles.chain(link.is_bare.then_some("bare"));
        let tag = Tag::new("a").classes(roles).with_some("id", id);
        self.leading(links::outside(&link.target), tag, |this| match link.body.is_empty() {
            true => this.say(&link.target),
            false => this.inlines(&link.body),
        });
    }

    /// A link where there is a way and no link around it, else the same text without one.
    pub(super) fn leading(&mut self, way: Option<String>, tag: Tag, fill: impl FnOnce(&mut Self)) {
        match way.filter(|_| !self.is_in_link) {
            Some(way) => {
                self.is_in_link = true;
                self.within(tag.with("href", way), fill);
                self.is_in_link = false;
            }
            None => self.within(tag.named("span"), fill),
        }
    }

    fn xref(&mut self, xref: &'a Xref, span: Span) {
        let way = xref.anchor.as_ref().and_then(|anchor| self.way_to(&id_of_anchor(anchor)));
        if let (None, Some(outer)) = (&xref.anchor, xref.outer.as_ref().filter(|_| xref.target != "#")) {
            let message = format!("`{}` is not part of this book, the reference to it is text", outer.name);
            self.complain(Lint::OtherDocument, span, message);
        }
        self.leading(way, Tag::new("a").classes(["xref"]), |this| match xref.body.is_empty() {
            true => this.xml.text(xref.target.trim_start_matches('#')),
            false => this.inlines(&xref.body),
        });
    }

    fn anchor(&mut self, anchor: &'a Anchor) {
        let id = self.anchor_id(Some(&anchor.id));
        if !anchor.is_bibliography {
            if let Some(id) = id {
                self.xml.leaf(Tag::new("span").with("id", id), "");
            }
            return;
        }
        self.within(Tag::new("span").with_some("id", id), |this| {
            this.say("[");
            match &anchor.label {
                Some(label) => this.inlines(label),
                None => this.say(&anchor.id),
            }
            this.say("]");
        });
    }

    /// Keys to press: those that are pressed together are one input made of several (HTML, 4.5.20).
    fn keys(&mut self, keys: &'a [String]) {
        if let [key] = keys {
            return self.within(Tag::new("kbd"), |this| this.say(key));
        }
        self.within(Tag::new("kbd").classes(["keyseq"]), |this| {
            for (index, key) in keys.iter().enumerate() {
                if index > 0 {
                    this.say("+");
                }
                this.within(Tag::new("kbd"), |this| this.say(key));
            }
        });
    }

    /// A path through menus: a sign that leads on stays with the words before it.
    fn menu(&mut self, path: &'a [String]) {
        self.within(Tag::new("span").classes(["menu"]), |this| {
            for (index, words) in path.iter().enumerate() {
                if index > 0 {
                    this.say("\u{A0}\u{203A} ");
                }
                this.within(Tag::new("b"), |this| this.say(words));
            }
        });
    }

    /// A formula as MathML; one that can't be read as its source.
    pub(super) fn formula(&mut self, stem: &'a Stem, span: Span, display: Display) {
        match mathml(stem, display) {
            Ok(math) => {
                if self.marks.has_pending() && !self.is_in_heading {
                    self.marks.place(&self.shared.pages, &mut self.xml);
                }
                self.facts.has_formulas = true;
                // Reading systems that know no MathML say the source.
                let tag = Tag::new("math").with("xmlns", MATHML).with("alttext", stem.source.trim());
                self.math(&math, tag);
                self.marks.at += stem.source.chars().count();
            }
            Err(why) => {
                self.complain(Lint::StemNotTypeset, span, format!("the formula {why}: it is shown as its source"));
                self.within(Tag::new("code").classes(["stem"]), |this| this.say(&stem.source));
            }
        }
    }

    fn math(&mut self, element: &MathElement, tag: Tag) {
        let tag = element.attributes.iter().fold(tag, |tag, (name, value)| tag.with(name, value.as_str()));
        if element.children.is_empty() && element.name == "mspace" {
            return self.xml.void(tag);
        }
        self.xml.open(tag);
        for child in &element.children {
            match child {
                MathNode::Element(element) => self.math(element, Tag::new(element.name)),
                MathNode::Text(text) => self.xml.text(text),
            }
        }
        self.xml.close();
    }
}

/// The plain words of a title on one line, as lists of contents show them.
pub(super) fn one_line(title: &[Inline]) -> String {
    plain_text(title).split_whitespace().collect::<Vec<_>>().join(" ")
}
