//! Puts folios into contents and lists, now that pages are known.

use std::collections::HashMap;

use crate::frame::{Element, ElementId, LinkArea, LinkTarget, Owner, Page, Role};
use crate::geom::{Point, Rect, Size};
use crate::layout::flow::{Field, FolioLink, Placed};
use crate::layout::pages::Maker;
use crate::model::{Label, label};

/// A folio, or a range of them, and the destination that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    words: String,
    target: String,
}

impl Maker<'_, '_> {
    /// Puts the folios in.
    pub(super) fn fill_fields(&mut self) {
        let pages: HashMap<String, usize> =
            self.destinations.iter().rev().map(|place| (place.name.clone(), place.page)).collect();
        for (page, field) in std::mem::take(&mut self.fields) {
            let stretches = stretches(&field.what.targets, &pages, &self.pages);
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

/// The folios of places, each page once; pages that follow each other become a range.
fn stretches(targets: &[String], places: &HashMap<String, usize>, pages: &[Page]) -> Vec<Stretch> {
    let mut found: Vec<(usize, &String)> =
        targets.iter().filter_map(|target| Some((*places.get(target)?, target))).collect();
    found.sort_by_key(|(page, _)| *page);
    found.dedup_by_key(|(page, _)| *page);
    let follows = |one: &(usize, &String), next: &(usize, &String)| {
        let style = |page: usize| pages.get(page).map(|page| page.folio.style);
        next.0 == one.0 + 1 && style(one.0) == style(next.0)
    };
    let folio = |page: usize| pages.get(page).map(|page| page.folio.to_string()).unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Folio, FolioStyle};

    #[test]
    fn pages_that_follow_each_other_become_a_range() {
        let page = |number, style| Page {
            size: Size::default(),
            folio: Folio { number, style },
            items: Vec::new(),
            links: Vec::new(),
            body: Rect::new(Point::default(), Size::default()),
        };
        let mut pages = vec![page(1, FolioStyle::Roman), page(2, FolioStyle::Roman)];
        pages.extend((1..=20).map(|number| page(number, FolioStyle::Arabic)));
        let places: HashMap<String, usize> = (0..22).map(|page| (format!("p{page}"), page)).collect();
        let words = |targets: &[&str]| -> String {
            let targets: Vec<String> = targets.iter().map(|target| (*target).to_owned()).collect();
            let found = stretches(&targets, &places, &pages);
            found.into_iter().map(|stretch| stretch.words).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(words(&["p14", "p18", "p19", "p20"]), "13, 17–19");
        assert_eq!(words(&["p20", "p14", "p14", "gone"]), "13, 19");
        assert_eq!(words(&["p0", "p1", "p2"]), "i–ii, 1", "roman and arabic folios are no range");
        assert_eq!(words(&["gone"]), "");
    }
}
