//! Puts folios into contents and lists, now that pages are known.

use std::collections::HashMap;

use crate::frame::{Destination, Element, ElementId, Folio, LinkArea, LinkTarget, Owner, Page, Role};
use crate::geom::{Point, Rect, Size};
use crate::layout::flow::{Field, FolioLink, Placed};
use crate::layout::inline::SaidFolio;
use crate::layout::pages::Maker;
use crate::model::{Label, label};

/// A folio, or a range of them, and the destination that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) words: String,
    pub(super) target: String,
}

/// Where destinations stand, as far as pages are made or were in the pass before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folios {
    /// The page of each destination, as an index into the folios.
    pages: HashMap<String, usize>,
    folios: Vec<Folio>,
}

impl Folios {
    /// Those of finished pages; of destinations with one name the first counts.
    pub(super) fn of_pages(destinations: &[Destination], pages: &[Page]) -> Self {
        Self {
            pages: destinations.iter().rev().map(|place| (place.name.clone(), place.page)).collect(),
            folios: pages.iter().map(|page| page.folio).collect(),
        }
    }

    /// These, and what only the pass before knew.
    pub(super) fn or(mut self, before: &Self) -> Self {
        let from = self.folios.len();
        for (name, page) in &before.pages {
            self.pages.entry(name.clone()).or_insert(from + page);
        }
        self.folios.extend_from_slice(&before.folios);
        self
    }

    /// The folio of a destination, empty where it is not known.
    pub(super) fn of(&self, name: &str) -> String {
        let folio = self.pages.get(name).and_then(|page| self.folios.get(*page));
        folio.map(ToString::to_string).unwrap_or_default()
    }

    /// Whether there was a pass before.
    pub(super) fn is_known(&self) -> bool {
        !self.folios.is_empty()
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.pages.contains_key(name)
    }

    /// The folios of places and of stretches from one place to another, each page once; pages that follow each
    /// other become a range.
    pub(super) fn stretches(&self, targets: &[(String, Option<String>)]) -> Vec<Stretch> {
        let mut found: Vec<(usize, &String)> = Vec::new();
        for (from, to) in targets {
            let Some(first) = self.pages.get(from) else { continue };
            let last = to.as_ref().and_then(|to| self.pages.get(to)).unwrap_or(first);
            found.extend((*first..=*last.max(first)).map(|page| (page, from)));
        }
        found.sort_by_key(|(page, _)| *page);
        found.dedup_by_key(|(page, _)| *page);
        let style = |page: usize| self.folios.get(page).map(|folio| folio.style);
        let follows =
            |one: &(usize, &String), next: &(usize, &String)| next.0 == one.0 + 1 && style(one.0) == style(next.0);
        let folio = |page: usize| self.folios.get(page).map(ToString::to_string).unwrap_or_default();
        found
            .chunk_by(follows)
            .filter_map(|run| {
                let (first, last) = (run.first()?, run.last()?);
                let words = match run.len() {
                    1 => folio(first.0),
                    _ => format!("{}–{}", folio(first.0), folio(last.0)),
                };
                Some(Stretch { words, target: first.1.clone() })
            })
            .collect()
    }
}

/// What a pass over a book found.
pub(super) struct Found {
    pub(super) folios: Folios,
    /// What its text says of pages.
    pub(super) said: Vec<SaidFolio>,
    /// Whether the index needed a page that comes behind it.
    pub(super) lacks_folios: bool,
}

impl Found {
    /// Whether another pass would change nothing.
    pub(super) fn is_settled(&self) -> bool {
        !self.lacks_folios && self.wrong().next().is_none()
    }

    /// What the text says wrongly; a destination on no page can't be said better.
    pub(super) fn wrong(&self) -> impl Iterator<Item = &SaidFolio> {
        self.said.iter().filter(|said| self.folios.knows(&said.target) && self.folios.of(&said.target) != said.words)
    }
}

impl Maker<'_, '_> {
    /// Puts the folios in.
    pub(super) fn fill_fields(&mut self) {
        let folios = Folios::of_pages(&self.destinations, &self.pages);
        for (page, field) in std::mem::take(&mut self.fields) {
            let targets: Vec<_> = field.what.targets.iter().map(|target| (target.clone(), None)).collect();
            let stretches = folios.stretches(&targets);
            if !stretches.is_empty() {
                self.fill(page, &field, &stretches);
            }
        }
    }

    fn fill(&mut self, page: usize, field: &Placed<Field>, stretches: &[Stretch]) {
        let links: Vec<LinkArea> = stretches.iter().filter_map(|stretch| self.folio_link(field, stretch)).collect();
        let owner = |index: usize| match field.what.link {
            FolioLink::Entry(_) => field.what.owner,
            FolioLink::Each => links.get(index).map_or(field.what.owner, |link| Owner::Element(link.element)),
        };
        let folios: Vec<(String, Owner)> =
            stretches.iter().enumerate().map(|(index, stretch)| (stretch.words.clone(), owner(index))).collect();
        let (items, areas) = self.setter.field(field, &folios);
        let Some(page) = self.pages.get_mut(page) else { return };
        page.items.extend(items);
        page.links.extend(links.into_iter().zip(areas).map(|(link, (x, width))| {
            let area = Rect::new(Point::new(x, field.at.y), Size::new(width, field.height));
            LinkArea { area, ..link }
        }));
    }

    /// The link that a folio is; its area comes later.
    fn folio_link(&mut self, field: &Placed<Field>, stretch: &Stretch) -> Option<LinkArea> {
        let Owner::Element(owner) = field.what.owner else { return None };
        let area = Rect::new(Point::default(), Size::default());
        match field.what.link {
            FolioLink::Entry(link) => {
                let link = self.flow.links.get(link)?;
                let (target, description) = (link.target.clone(), link.description.clone());
                Some(LinkArea { area, target, element: link.element, description, span: link.span })
            }
            FolioLink::Each => {
                let language = self.flow.structure.get(owner)?.language;
                let element = self.link_element(owner);
                let description = format!("{} {}", label(language, Label::Page), stretch.words);
                let target = LinkTarget::Destination(stretch.target.clone());
                Some(LinkArea { area, target, element, description, span: None })
            }
        }
    }

    fn link_element(&mut self, parent: ElementId) -> ElementId {
        let (language, span) = self.flow.structure.get(parent).map_or_else(Default::default, |p| (p.language, p.span));
        self.flow.structure.push(Element {
            role: Role::Link,
            parent: Some(parent),
            node: None,
            language,
            span,
            is_generated: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::FolioStyle;

    #[test]
    fn pages_that_follow_each_other_become_a_range() {
        let folio = |number, style| Folio { number, style };
        let mut folios = vec![folio(1, FolioStyle::Roman), folio(2, FolioStyle::Roman)];
        folios.extend((1..=20).map(|number| folio(number, FolioStyle::Arabic)));
        let folios = Folios { pages: (0..22).map(|page| (format!("p{page}"), page)).collect(), folios };
        let words = |targets: &[&str]| -> String {
            let of = |target: &&str| match target.split_once('-') {
                Some((from, to)) => (from.to_owned(), Some(to.to_owned())),
                None => ((*target).to_owned(), None),
            };
            let found = folios.stretches(&targets.iter().map(of).collect::<Vec<_>>());
            found.into_iter().map(|stretch| stretch.words).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(words(&["p14", "p18", "p19", "p20"]), "13, 17–19");
        assert_eq!(words(&["p20", "p14", "p14", "gone"]), "13, 19");
        assert_eq!(words(&["p0", "p1", "p2"]), "i–ii, 1", "roman and arabic folios are no range");
        assert_eq!(words(&["gone"]), "");
        assert_eq!(words(&["p4-p7", "p6", "p9-p8", "p11-gone"]), "3–6, 8, 10", "stretches of the book");
    }
}
