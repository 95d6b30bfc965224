#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::frame::{About, Destination, Folio, FolioStyle, LinkArea, LinkTarget, PictureItem, Structure};
use crate::model::{NodeId, PageMap};

/// A leaf of folded paper: the page on its face and the one on its back.
type Leaf = (usize, usize);

/// Prints sides on both faces of sheets, puts each signature's sheets into each other, folds them, and turns the leaves.
fn read_folded(sides: &[FoldedSide]) -> Vec<usize> {
    let mut pages = Vec::new();
    let mut rest = sides;
    while let Some(first) = rest.first() {
        let (signature, behind) = rest.split_at(2 * first.sheets);
        rest = behind;
        let (mut leading, mut trailing): (Vec<Leaf>, Vec<Leaf>) = (Vec::new(), Vec::new());
        for sheet in signature.chunks(2) {
            let [front, back] = sheet else { unreachable!("a sheet has two sides") };
            // The back of the right half is the left half of the other side; folded, the right half lies in front.
            leading.push((front.right, back.left));
            trailing.push((back.right, front.left));
        }
        trailing.reverse();
        pages.extend(leading.into_iter().chain(trailing).flat_map(|(face, back)| [face, back]));
    }
    pages
}

#[test]
fn folded_sheets_read_in_order() {
    for pages in 0..90 {
        for signature in [None, Some(1), Some(2), Some(3), Some(4), Some(7), Some(100)] {
            let sides = folded(pages, signature);
            let read = read_folded(&sides);
            let slots = pages.div_ceil(4).max(1) * 4;
            assert_eq!(read, (0..slots).collect::<Vec<_>>(), "{pages} pages in signatures of {signature:?}");
        }
    }
}

#[test]
fn signatures_are_even_and_no_thicker_than_asked() {
    let sheets = |pages, signature| {
        let mut sides = folded(pages, signature).into_iter();
        let mut found = Vec::new();
        while let Some(side) = sides.next() {
            found.push(side.sheets);
            // The other sides of the same signature.
            sides.by_ref().take(2 * side.sheets - 1).for_each(|other| assert_eq!(other.sheets, side.sheets));
        }
        found
    };
    assert_eq!(sheets(36, None), [9]);
    assert_eq!(sheets(36, Some(4)), [3, 3, 3]);
    assert_eq!(sheets(40, Some(4)), [4, 3, 3]);
    assert_eq!(sheets(1, Some(4)), [1]);
}

fn item(x: f64, y: f64) -> Item {
    let size = Size::new(Abs::pt(100.0), Abs::pt(50.0));
    Item {
        at: Point::new(Abs::pt(x), Abs::pt(y)),
        owner: Owner::Artifact(Artifact::Layout),
        span: None,
        is_generated: false,
        kind: ItemKind::Picture(PictureItem { picture: NodeId::new(0), size, is_turned: false }),
    }
}

/// Pages of 400 × 600 pt with inner margins of 40 pt, outer ones of 60 pt, and all kinds of places on each.
fn book(count: usize) -> PagedBook {
    let mut structure = Structure::default();
    let element = structure.push(crate::frame::Element {
        role: crate::frame::Role::Link,
        parent: None,
        node: None,
        language: crate::model::Language::UNKNOWN,
        span: None,
        is_generated: false,
    });
    let page = |index: usize| {
        let left = if index.is_multiple_of(2) { 40.0 } else { 60.0 };
        let at = Point::new(Abs::pt(left), Abs::pt(50.0));
        let body = Rect::new(at, Size::new(Abs::pt(300.0), Abs::pt(500.0)));
        let link = LinkArea {
            area: Rect::new(at, Size::new(Abs::pt(80.0), Abs::pt(10.0))),
            target: LinkTarget::Destination("there".to_owned()),
            element,
            description: String::new(),
            span: None,
        };
        Page {
            size: Size::new(Abs::pt(400.0), Abs::pt(600.0)),
            folio: Folio { number: index as u32 + 1, style: FolioStyle::Arabic },
            items: vec![item(left, 50.0)],
            links: vec![link],
            body,
        }
    };
    let at = Point::new(Abs::pt(60.0), Abs::pt(50.0));
    let inner = OutlineEntry { title: "Inner".to_owned(), page: 1, at, children: Vec::new() };
    PagedBook {
        pages: (0..count).map(page).collect(),
        sides: Vec::new(),
        structure,
        outline: vec![OutlineEntry { title: "Outer".to_owned(), page: 0, at, children: vec![inner] }],
        destinations: vec![Destination { name: "there".to_owned(), page: 1, at }],
        page_map: PageMap::default(),
        about: About::default(),
        lines: Vec::new(),
        breaks: Vec::new(),
        pages_tried: 0,
    }
}

fn look(kind: Imposition, width: f64, height: f64) -> ImposeLook {
    let sheet = Size::new(Abs::pt(width), Abs::pt(height));
    ImposeLook { gutter: Abs::ZERO, margin: Abs::ZERO, has_outlines: false, ..ImposeLook::new(kind, sheet) }
}

fn booklet(signature: Option<u32>, creep: f64) -> ImposeLook {
    look(Imposition::Booklet { signature, creep: Abs::pt(creep) }, 600.0, 800.0)
}

fn imposed(count: usize, look: &ImposeLook) -> (PagedBook, Vec<Lint>) {
    let mut sink = Sink::new();
    let book = impose(book(count), look, Colour::BLACK, &mut sink);
    (book, sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect())
}

/// The pages of each side; 0 for a blank.
fn numbers(book: &PagedBook) -> Vec<Vec<usize>> {
    book.sides
        .iter()
        .map(|side| side.places.iter().map(|place| place.page.map_or(0, |page| page + 1)).collect())
        .collect()
}

#[test]
fn a_booklet_has_blanks_at_its_end_and_names_its_sides() {
    let (book, told) = imposed(6, &booklet(None, 0.0));
    assert_eq!(numbers(&book), [[0, 1], [2, 0], [6, 3], [4, 5]]);
    let labels: Vec<String> = book.sides.iter().map(|side| side.label(&book.pages)).collect();
    assert_eq!(labels, ["1", "2", "6, 3", "4, 5"]);
    assert!(told.is_empty());
    let (empty, _) = imposed(0, &booklet(None, 0.0));
    assert_eq!(numbers(&empty), [[0, 0], [0, 0]]);
    assert_eq!(empty.sides[0].label(&empty.pages), "–");
}

#[test]
fn everything_moves_with_its_page() {
    let wide = ImposeLook { gutter: Abs::pt(20.0), ..booklet(None, 0.0) };
    // Half of 800 × 600 less 10 pt: pages of 390 × 585 pt, in the middle of the sheet's height.
    let (book, _) = imposed(4, &wide);
    let scaled = |length: f64| Abs::pt(length).scale(390, 400);
    let (first, second) = (&book.pages[0], &book.pages[1]);
    assert_eq!(first.size, Size::new(Abs::pt(390.0), Abs::pt(585.0)));
    let right = Point::new(Abs::pt(410.0) + scaled(40.0), Abs::pt(7.5) + scaled(50.0));
    assert_eq!((first.items[0].at, first.links[0].area.origin, first.body.origin), (right, right, right));
    let left = Point::new(scaled(60.0), Abs::pt(7.5) + scaled(50.0));
    assert_eq!((second.items[0].at, second.links[0].area.origin), (left, left));
    assert_eq!(second.links[0].area.size, Size::new(scaled(80.0), scaled(10.0)));
    assert_eq!((book.destinations[0].page, book.destinations[0].at), (1, left));
    let outer = &book.outline[0];
    assert_eq!((outer.page, outer.at), (0, Point::new(Abs::pt(410.0) + scaled(60.0), left.y)));
    assert_eq!((outer.children[0].page, outer.children[0].at), (1, left));
    let ItemKind::Picture(picture) = &first.items[0].kind else { unreachable!("it is a picture") };
    assert_eq!(picture.size, Size::new(scaled(100.0), scaled(50.0)));
}

#[test]
fn pages_of_inner_sheets_move_to_the_fold_and_not_over_it() {
    let (book, told) = imposed(12, &booklet(None, 2.0));
    assert!(told.is_empty());
    for (index, side) in book.sides.iter().enumerate() {
        let shift = Abs::pt(2.0) * (index as i64 / 2);
        let [left, right] = side.places.as_slice() else { unreachable!("two pages a side") };
        // The page moves; what would cross the fold is not seen.
        let page = |place: &PagePlace| &book.pages[place.page.unwrap()];
        assert_eq!(page(left).body.right(), Abs::pt(360.0) + shift);
        assert_eq!(page(right).body.origin.x, Abs::pt(440.0) - shift);
        assert_eq!((left.area.right(), right.area.origin.x), (Abs::pt(400.0), Abs::pt(400.0)));
        assert_eq!((left.area.origin.x, right.area.right()), (shift, Abs::pt(800.0) - shift));
    }
}

#[test]
fn signatures_creep_each_for_itself() {
    let (book, _) = imposed(16, &booklet(Some(2), 3.0));
    assert_eq!(numbers(&book), [[8, 1], [2, 7], [6, 3], [4, 5], [16, 9], [10, 15], [14, 11], [12, 13]]);
    let shifts: Vec<Abs> = book.sides.iter().map(|side| side.places[0].area.origin.x).collect();
    assert_eq!(shifts, [0.0, 0.0, 3.0, 3.0, 0.0, 0.0, 3.0, 3.0].map(Abs::pt));
}

#[test]
fn words_never_creep_into_the_fold() {
    let (book, told) = imposed(40, &booklet(None, 5.0));
    assert_eq!(told, [Lint::ThickBooklet]);
    // Ten sheets of 5 pt each would leave nothing of a margin of 40 pt; half of it stays.
    let innermost = book.sides.last().unwrap().places[1].page.unwrap();
    assert_eq!(book.pages[innermost].body.origin.x, Abs::pt(420.0));
    let (_, told) = imposed(104, &booklet(None, 0.0));
    assert_eq!(told, [Lint::ThickBooklet]);
    let (_, told) = imposed(104, &booklet(Some(8), 1.0));
    assert!(told.is_empty());
}

#[test]
fn pages_in_reading_order_fill_rows() {
    let four = ImposeLook {
        gutter: Abs::pt(10.0),
        margin: Abs::pt(5.0),
        has_outlines: true,
        ..look(Imposition::PagesUp(4), 400.0, 600.0)
    };
    let (book, _) = imposed(6, &four);
    assert_eq!(numbers(&book), [[1, 2, 3, 4], [5, 6, 0, 0]]);
    assert_eq!(book.sides[0].label(&book.pages), "1–4");
    assert_eq!(book.sides[0].size, Size::new(Abs::pt(400.0), Abs::pt(600.0)));
    // Cells of 190 × 290 pt: pages of 190 × 285 pt, in their middle.
    let corner = |index: usize| book.sides[0].places[index].area.origin;
    assert_eq!(corner(0), Point::new(Abs::pt(5.0), Abs::pt(7.5)));
    assert_eq!(corner(3), Point::new(Abs::pt(205.0), Abs::pt(307.5)));
    assert_eq!(book.pages[3].items[0].at, Point::new(Abs::pt(205.0 + 28.5), Abs::pt(307.5 + 23.75)));
    // Blanks have no lines around them, and the lines belong to no element.
    assert_eq!(book.sides.iter().map(|side| side.marks.len()).collect::<Vec<_>>(), [4, 2]);
    assert!(book.sides[0].marks.iter().all(|mark| mark.owner == Owner::Artifact(Artifact::Layout)));
}
