//! Links and references, with what paper shows of them.

use super::{ParagraphBuilder, State};
use crate::frame::{LinkTarget, Owner, Role};
use crate::layout::inline::paragraph::{LinkRef, SaidFolio};
use crate::model::{Inline, Label, Link, Xref, label, plain_text};
use crate::source::Span;

impl ParagraphBuilder<'_> {
    /// A reference with its words, and on paper with the page of what it leads to.
    pub(super) fn xref(&mut self, xref: &Xref, target: LinkTarget, span: Span, state: State) {
        let language = state.language;
        let place = match &target {
            LinkTarget::Destination(name) => {
                self.folios.map(|folios| folios.of(name).to_owned()).zip(Some(name.clone()))
            }
            LinkTarget::Address(_) => None,
        };
        let is_page = xref.style.as_deref() == Some("page");
        let Some((folio, name)) = place.filter(|_| (is_page && !xref.has_own_words) || self.shows_pages) else {
            return self.linked_body(&xref.body, target, &plain_text(&xref.body), span, state);
        };
        self.paragraph.said_folios.push(SaidFolio { target: name, words: folio.clone(), span });
        if is_page && !xref.has_own_words {
            let words = format!("{}\u{A0}{folio}", label(language, Label::Page).to_lowercase());
            return self.link_text(
                &words,
                target,
                span,
                State { colour: self.link_colour.unwrap_or(state.colour), ..state },
            );
        }
        self.linked_body(&xref.body, target.clone(), &plain_text(&xref.body), span, state);
        self.push_generated(" (", None, &state);
        self.link_text(&format!("{}\u{A0}{folio}", label(language, Label::OnPage)), target, span, state);
        self.push_generated(")", None, &state);
    }

    pub(super) fn link(&mut self, link: &Link, span: Span, state: State) {
        link.anchor.iter().for_each(|id| self.place(id));
        let state = State { is_address: link.is_bare, ..state };
        let words = plain_text(&link.body);
        let description = if words == link.target { words } else { format!("{words} ({})", link.target) };
        self.linked_body(&link.body, LinkTarget::Address(link.target.clone()), &description, span, state);
        let address = link.target.strip_prefix("mailto:").unwrap_or(&link.target);
        let is_said = link.is_bare || address.starts_with('#') || plain_text(&link.body).trim() == address;
        if self.shows_addresses && !is_said && state.link.is_none() {
            let plain = State { is_generated: true, is_address: false, ..state };
            self.push_generated(" (", None, &plain);
            self.push_generated(address, None, &State { is_address: true, ..plain });
            self.push_generated(")", None, &plain);
        }
    }

    pub(super) fn linked_body(
        &mut self,
        body: &[Inline],
        target: LinkTarget,
        description: &str,
        span: Span,
        outer: State,
    ) {
        // Links within links have no meaning in a tag tree: the outer one stays.
        let element = if outer.link.is_some() { None } else { self.element(Role::Link, outer, Some(span)) };
        let Some(element) = element else { return self.walk(body, outer) };
        let description = description.replace('\n', " ");
        let link = self.push_link(LinkRef { target, element, description, span: Some(span) });
        let state = State {
            owner: Owner::Element(element),
            link: Some(link),
            colour: self.link_colour.unwrap_or(outer.colour),
            ..outer
        };
        self.walk(body, state);
    }

    pub(super) fn link_text(&mut self, text: &str, target: LinkTarget, span: Span, outer: State) {
        let Some(element) = self.element(Role::Link, outer, Some(span)) else {
            return self.push_generated(text, Some(span), &outer);
        };
        let link = self.push_link(LinkRef { target, element, description: text.to_owned(), span: Some(span) });
        let state = State { owner: Owner::Element(element), link: Some(link), ..outer };
        self.push_generated(text, Some(span), &state);
    }
}
