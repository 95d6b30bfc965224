//! An entry of a list that leads into the book: a number in a column of its own, words that are a
//! link, leaders, a folio.

use crate::frame::{LinkTarget, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::{Setter, shift};
use crate::layout::flow::{Field, FolioLink};
use crate::layout::inline::LinkRef;
use crate::model::{Inline, InlineKind, Language, Styled, TextStyle};
use crate::source::Span;
use crate::theme::Look;

/// The room for folios at the right of entries, in ems of the entry.
const FOLIO_ROOM: i64 = 3;

/// An entry that leads to one place.
pub(super) struct Entry {
    /// The destination.
    pub(super) target: String,
    /// The number, for a column of its own.
    pub(super) number: Option<String>,
    /// What the product says before the words.
    pub(super) prefix: String,
    /// The words.
    pub(super) words: Vec<Inline>,
    /// What to say of the link.
    pub(super) description: String,
    /// The place in the manuscript of what it leads to.
    pub(super) span: Span,
    /// The words' language.
    pub(super) language: Language,
    /// From the measure's left edge to the number.
    pub(super) indent: Abs,
    /// The column of the number: every line of the words begins behind it.
    pub(super) hang: Abs,
}

impl Entry {
    /// The room that entries leave at their right for a folio.
    pub(super) fn folio_room(look: &Look) -> Abs {
        look.size * FOLIO_ROOM
    }
}

impl Setter<'_> {
    /// Sets an entry within the element that is made for it.
    pub(super) fn entry(&mut self, entry: Entry, look: &Look) {
        let reference = self.element(Role::Reference, None, Some(entry.span));
        let element = self.inside(reference, |setter| setter.element(Role::Link, None, Some(entry.span)));
        let link = LinkRef {
            target: LinkTarget::Destination(entry.target.clone()),
            element,
            description: entry.description,
            span: Some(entry.span),
        };
        let language = entry.language;
        let paragraph = self.build(None, |builder| {
            if !entry.prefix.is_empty() {
                builder.generated(&entry.prefix, look, language, Owner::Element(element));
            }
            builder.linked(&entry.words, look, language, link, true);
        });
        let left = entry.indent + entry.hang;
        let right = self.region.width - left;
        let lines = self.lines_of(&paragraph, look, right - Entry::folio_room(look));
        let first_link = self.flow.links.len();
        self.flow.links.extend(paragraph.links);
        if let Some(number) = &entry.number {
            // A space parts number and words, for those who hear the entry.
            let (mut items, _) = self.label_items(&format!("{number}\u{A0}"), look, Owner::Element(element));
            shift(&mut items, Abs::ZERO - entry.hang, Abs::ZERO);
            self.beside_next(items);
        }
        let outer = self.region;
        self.region.x += left;
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let field = (index + 1 == count).then(|| Field {
                targets: vec![entry.target.clone()],
                right,
                leader_from: Some(line.width + look.size / 2),
                look: self.folio_look(look),
                owner: Owner::Element(element),
                link: FolioLink::Entry(first_link),
            });
            if index > 0 {
                self.costly_break(self.context.theme.costs.widow, "within an entry");
            }
            self.push_line(line, first_link, field, false);
        }
        self.region = outer;
    }

    /// The look of folios beside words of a look.
    pub(super) fn folio_look(&self, look: &Look) -> Look {
        Look { features: self.context.theme.elements.folio.features, ..*look }
    }
}

/// A heading's words without marks, links and pictures: a link within a link has no meaning.
pub(super) fn bare(inlines: &[Inline]) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        let kind = match &inline.kind {
            InlineKind::Footnote(_) | InlineKind::Image(_) | InlineKind::Anchor(_) => continue,
            InlineKind::Break => InlineKind::Text(" ".to_owned()),
            InlineKind::Link(link) => plain(bare(&link.body)),
            InlineKind::Xref(xref) => plain(bare(&xref.body)),
            InlineKind::Styled(styled) => {
                InlineKind::Styled(Styled { body: bare(&styled.body), anchor: None, ..styled.clone() })
            }
            // Only what the words themselves are marked as is a place of the index.
            InlineKind::IndexTerm(term) => plain(bare(term.visible.as_deref().unwrap_or_default())),
            other => other.clone(),
        };
        words.push(Inline { span: inline.span, kind });
    }
    words
}

fn plain(body: Vec<Inline>) -> InlineKind {
    InlineKind::Styled(Styled {
        style: TextStyle::Plain,
        anchor: None,
        roles: Vec::new(),
        language: None,
        is_unconstrained: false,
        body,
    })
}
