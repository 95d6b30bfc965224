//! Finished frames mirrored: books that are read from right to left are set as if they were read from left to right,
//! and what stands at the left then comes to the right.
//!
//! Only places change. Glyphs, pictures and the outlines of shapes stay as they are.

use crate::frame::{Item, ItemKind, LinkArea, OutlineEntry, PagedBook};
use crate::geom::{Abs, Point, Rect};

/// Mirrors what stands within a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mirror {
    /// The width, from 0.
    pub width: Abs,
}

impl Mirror {
    /// Where a box comes to stand.
    pub fn rect(self, rect: Rect) -> Rect {
        Rect::new(Point::new(self.width - rect.origin.x - rect.size.width, rect.origin.y), rect.size)
    }

    /// An item with all that it is made of.
    pub fn item(self, item: &mut Item) {
        let taken = match &mut item.kind {
            ItemKind::BrokenWord(word) => {
                word.parts.iter_mut().for_each(|part| self.item(part));
                Abs::ZERO
            }
            // A turned baseline stands upright, its letters from three quarters of the em at its left to a quarter
            // at its right.
            ItemKind::Text(text) if text.is_turned => -text.size / 2,
            ItemKind::Text(text) => text.width,
            ItemKind::Picture(picture) => picture.size.width,
            ItemKind::Shape(shape) => shape.size.width,
        };
        item.at.x = self.width - item.at.x - taken;
    }

    /// A place to click on.
    pub fn link(self, link: &mut LinkArea) {
        link.area = self.rect(link.area);
    }
}

/// Mirrors all pages of a book, or the sides of the sheets that they stand on.
pub fn mirror(book: &mut PagedBook) {
    // For each page how wide the paper is that it stands on, and the left edge of its place there.
    let mut papers: Vec<(Abs, Abs)> = book.pages.iter().map(|page| (page.size.width, Abs::ZERO)).collect();
    for side in &mut book.sides {
        let mirror = Mirror { width: side.size.width };
        for place in &mut side.places {
            place.area = mirror.rect(place.area);
            if let Some(paper) = place.page.and_then(|page| papers.get_mut(page)) {
                *paper = (side.size.width, place.area.origin.x);
            }
        }
        side.marks.iter_mut().for_each(|mark| mirror.item(mark));
    }
    for (page, (width, _)) in book.pages.iter_mut().zip(&papers) {
        let mirror = Mirror { width: *width };
        page.body = mirror.rect(page.body);
        page.items.iter_mut().for_each(|item| mirror.item(item));
        page.links.iter_mut().for_each(|link| mirror.link(link));
    }
    // Whoever goes to a place wants to see its whole line, from the left edge on.
    let left = |page: usize| papers.get(page).map_or(Abs::ZERO, |(_, left)| *left);
    book.destinations.iter_mut().for_each(|destination| destination.at.x = left(destination.page));
    outline(&mut book.outline, &left);
}

fn outline(entries: &mut [OutlineEntry], left: &dyn Fn(usize) -> Abs) {
    for entry in entries {
        entry.at.x = left(entry.page);
        outline(&mut entry.children, left);
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::frame::{Artifact, Owner, Shape};
    use crate::geom::{Colour, Size};

    #[test]
    fn mirroring_twice_changes_nothing() {
        let size = Size::new(Abs::pt(30.0), Abs::pt(10.0));
        let at = Point::new(Abs::pt(20.0), Abs::pt(5.0));
        let kind = ItemKind::Shape(Shape::filled(size, Colour::BLACK));
        let item = Item { at, owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: false, kind };
        let mirror = Mirror { width: Abs::pt(100.0) };
        let mut mirrored = item.clone();
        mirror.item(&mut mirrored);
        assert_eq!(mirrored.at.x, Abs::pt(50.0));
        mirror.item(&mut mirrored);
        assert_eq!(mirrored, item);
    }
}
