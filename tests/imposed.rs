//! Pages on sheets: the frames of a booklet are folded and read, the PDF's tags, labels, links and places follow.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use std::collections::{BTreeMap, HashMap};

use common::lay_out;
use lopdf::{Dictionary, Document, Object, ObjectId};
use notes_pub::font::FontBook;
use notes_pub::frame::{ItemKind, PagedBook, SheetSide, dump_tags};
use notes_pub::geom::Abs;
use notes_pub::pdf::{self, Options};

/// So many pages, each with a word of its own.
fn numbered(pages: usize) -> String {
    (1..=pages).map(|page| format!("wort{page}\n\n<<<\n\n")).collect()
}

/// The number in the word that stands on the left or on the right half of a side.
fn on_half(book: &PagedBook, side: &SheetSide, is_right: bool) -> Option<usize> {
    let middle = side.size.width / 2;
    let items = side.pages().flat_map(|page| &book.pages[page].items);
    let mut words = items.filter(|item| (item.at.x >= middle) == is_right).filter_map(|item| match &item.kind {
        ItemKind::Text(text) => text.text.trim().strip_prefix("wort")?.parse().ok(),
        _ => None,
    });
    let first = words.next();
    assert_eq!(words.next(), None, "two pages on one half");
    first
}

/// Prints the sides on both faces of sheets, turned over at the short edge; puts the sheets of each signature into each
/// other, folds them and turns the leaves.
fn read_folded(book: &PagedBook, sheets_of_signatures: &[usize]) -> Vec<Option<usize>> {
    let mut sheets = book.sides.chunks(2);
    let mut found = Vec::new();
    for count in sheets_of_signatures {
        let mut behind = Vec::new();
        for sheet in sheets.by_ref().take(*count) {
            let [front, back] = sheet else { panic!("a sheet with one side") };
            found.extend([on_half(book, front, true), on_half(book, back, false)]);
            behind.push([on_half(book, back, true), on_half(book, front, false)]);
        }
        found.extend(behind.into_iter().rev().flatten());
    }
    assert!(sheets.next().is_none(), "a sheet belongs to no signature");
    found
}

#[test]
fn a_folded_booklet_reads_in_order() {
    for (pages, signature, signatures) in [
        (1, "", &[1][..]),
        (4, "", &[1]),
        (5, "", &[2]),
        (13, "", &[4]),
        (30, "", &[8]),
        (13, "signature = 1\n", &[1, 1, 1, 1]),
        (33, "signature = 4\n", &[3, 3, 3]),
    ] {
        let layout = format!("[impose]\nkind = 'booklet'\ncreep = '0.2mm'\n{signature}");
        let book = lay_out(&numbered(pages), &layout);
        assert_eq!(book.pages.len(), pages);
        let sheets: usize = signatures.iter().sum();
        let expected: Vec<_> = (1..=4 * sheets).map(|page| Some(page).filter(|page| *page <= pages)).collect();
        assert_eq!(read_folded(&book, signatures), expected, "{pages} pages, {signature}");
    }
}

#[test]
fn nothing_of_a_page_stands_on_its_neighbour() {
    for layout in ["booklet", "extends = 'print'\n[impose]\nkind = 'n-up'\npages-a-side = 6\n"] {
        let book = lay_out(BOOK, layout);
        for side in &book.sides {
            for place in &side.places {
                let Some(page) = place.page.map(|page| &book.pages[page]) else { continue };
                for item in &page.items {
                    let ItemKind::Text(text) = &item.kind else { continue };
                    let slack = Abs::pt(0.1);
                    assert!(item.at.x >= place.area.origin.x - slack, "{layout}: {}", text.text);
                    assert!(item.at.x + text.width <= place.area.right() + slack, "{layout}: {}", text.text);
                    assert!(item.at.y > place.area.origin.y && item.at.y < place.area.bottom(), "{}", text.text);
                }
                assert!(place.area.right() <= side.size.width && place.area.bottom() <= side.size.height);
            }
        }
    }
}

/// Long paragraphs that go over many pages, with links from the first chapter to the last and back.
const BOOK: &str = "\
= A book of sheets
:doctype: book
:toc:
:lang: en

[#first]
== First

See <<last>>.

include::long.txt[]

[#last]
== Last

Back to <<first>>, out to https://example.org/[a site].
";

/// The book with its long paragraphs.
fn long_book() -> String {
    let sentence = "Paragraphs that are long enough go from one page to the next and on to the page behind it. ";
    let paragraphs: String = (0..6).map(|_| format!("{}\n\n", sentence.repeat(40))).collect();
    BOOK.replace("include::long.txt[]\n", &paragraphs)
}

fn written(book: &PagedBook) -> Document {
    let bytes = pdf::write(book, &FontBook::compiled_in(), Options::default()).unwrap();
    Document::load_mem(&bytes).unwrap()
}

/// The side of a sheet on which each page of a book stands.
fn sides_of(book: &PagedBook) -> Vec<usize> {
    let mut sides = vec![usize::MAX; book.pages.len()];
    for (index, side) in book.sides.iter().enumerate() {
        side.pages().for_each(|page| sides[page] = index);
    }
    assert!(!sides.contains(&usize::MAX), "a page is on no sheet");
    sides
}

/// Reads a PDF as a viewer does.
struct File<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, usize>,
}

impl<'a> File<'a> {
    fn of(document: &'a Document) -> Self {
        let pages = document.get_pages().into_iter().map(|(number, id)| (id, number as usize - 1)).collect();
        Self { document, pages }
    }

    fn value(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).unwrap().1
    }

    fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get(key).ok().map(|object| self.value(object))
    }

    fn page(&self, dictionary: &Dictionary) -> Option<usize> {
        let id = dictionary.get(b"Pg").ok()?.as_reference().unwrap();
        Some(self.pages[&id])
    }

    /// The page of each piece of content in the order of the tag tree.
    fn tagged_pages(&self) -> Vec<usize> {
        let root = self.get(self.document.catalog().unwrap(), b"StructTreeRoot").unwrap().as_dict().unwrap();
        let mut found = Vec::new();
        self.content(self.get(root, b"K").unwrap(), None, &mut found);
        found
    }

    fn content(&self, object: &'a Object, page: Option<usize>, found: &mut Vec<usize>) {
        match object {
            Object::Array(children) => {
                children.iter().for_each(|child| self.content(self.value(child), page, found));
            }
            Object::Integer(_) => found.push(page.unwrap()),
            Object::Dictionary(dictionary) => {
                let page = self.page(dictionary).or(page);
                match self.get(dictionary, b"K") {
                    Some(children) => self.content(children, page, found),
                    None if dictionary.has(b"MCID") || dictionary.has(b"Obj") => found.push(page.unwrap()),
                    None => {}
                }
            }
            other => panic!("{other:?} in the tag tree"),
        }
    }

    fn labels(&self) -> Vec<String> {
        let tree = self.get(self.document.catalog().unwrap(), b"PageLabels").unwrap().as_dict().unwrap();
        let ranges = self.get(tree, b"Nums").unwrap().as_array().unwrap();
        let label = |object: &'a Object| {
            let label = self.value(object).as_dict().unwrap();
            assert!(!label.has(b"S"), "a side has a text for a label and no number");
            lopdf::decode_text_string(label.get(b"P").unwrap()).unwrap()
        };
        let found: BTreeMap<i64, String> =
            ranges.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), label(&pair[1]))).collect();
        assert!(found.keys().copied().eq(0..found.len() as i64), "{found:?}");
        found.into_values().collect()
    }

    /// The page and the place, from the upper edge, of each named destination.
    fn destinations(&self) -> HashMap<String, (usize, f32, f32)> {
        let names = self.get(self.document.catalog().unwrap(), b"Names").unwrap().as_dict().unwrap();
        let mut found = HashMap::new();
        self.names(self.get(names, b"Dests").unwrap().as_dict().unwrap(), &mut found);
        found
    }

    fn names(&self, node: &'a Dictionary, found: &mut HashMap<String, (usize, f32, f32)>) {
        for kid in self.get(node, b"Kids").into_iter().flat_map(|kids| kids.as_array().unwrap()) {
            self.names(self.value(kid).as_dict().unwrap(), found);
        }
        let names = self.get(node, b"Names").map_or(&[][..], |names| names.as_array().unwrap());
        for pair in names.chunks(2) {
            let place = match self.value(&pair[1]) {
                Object::Dictionary(dictionary) => self.get(dictionary, b"D").unwrap(),
                place => place,
            };
            let place = place.as_array().unwrap();
            let page = place[0].as_reference().unwrap();
            let media = self.document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
            let height = media[3].as_float().unwrap();
            let at = (place[2].as_float().unwrap(), height - place[3].as_float().unwrap());
            found.insert(lopdf::decode_text_string(&pair[0]).unwrap(), (self.pages[&page], at.0, at.1));
        }
    }

    /// The left edges and the targets of the links of a page.
    fn links(&self, page: usize) -> Vec<(f32, String)> {
        let (id, _) = self.pages.iter().find(|(_, index)| **index == page).unwrap();
        let page = self.document.get_dictionary(*id).unwrap();
        let annotations = self.get(page, b"Annots").map_or(&[][..], |list| list.as_array().unwrap());
        let link = |object: &'a Object| {
            let link = self.value(object).as_dict().unwrap();
            let left = link.get(b"Rect").unwrap().as_array().unwrap()[0].as_float().unwrap();
            let target = match self.get(link, b"Dest") {
                Some(name) => lopdf::decode_text_string(name).unwrap(),
                None => {
                    let action = self.get(link, b"A").unwrap().as_dict().unwrap();
                    String::from_utf8_lossy(action.get(b"URI").unwrap().as_str().unwrap()).into_owned()
                }
            };
            (left, target)
        };
        annotations.iter().map(link).collect()
    }
}

#[test]
fn tags_are_read_in_the_books_order() {
    let (plain, folded) = (lay_out(&long_book(), "print"), lay_out(&long_book(), "booklet"));
    assert!(plain.pages.len() > 8, "{} pages", plain.pages.len());
    assert_eq!(dump_tags(&plain), dump_tags(&folded));
    let sides = sides_of(&folded);
    let (plain_file, folded_file) = (written(&plain), written(&folded));
    let expected: Vec<usize> = File::of(&plain_file).tagged_pages().into_iter().map(|page| sides[page]).collect();
    // In the second half of a booklet later pages stand on earlier sheets.
    assert!(expected.windows(2).any(|pair| pair[0] > pair[1]));
    assert_eq!(File::of(&folded_file).tagged_pages(), expected);
}

#[test]
fn labels_places_and_links_are_on_the_right_sheets() {
    let book = lay_out(&long_book(), "booklet");
    let sides = sides_of(&book);
    let document = written(&book);
    let file = File::of(&document);
    assert_eq!(document.get_pages().len(), book.sides.len());
    let labels: Vec<String> = book.sides.iter().map(|side| side.label(&book.pages)).collect();
    assert_eq!(file.labels(), labels);
    let near = |one: f32, other: Abs| (one - other.to_f32()).abs() < 0.01;
    let named = file.destinations();
    for destination in &book.destinations {
        let (page, x, y) = named[&destination.name];
        assert_eq!(page, sides[destination.page], "{}", destination.name);
        assert!(near(x, destination.at.x) && near(y, destination.at.y), "{}", destination.name);
    }
    for (index, side) in book.sides.iter().enumerate() {
        let links = file.links(index);
        let placed: Vec<_> = side.pages().flat_map(|page| &book.pages[page].links).collect();
        assert_eq!(links.len(), placed.len());
        for ((left, target), link) in links.iter().zip(placed) {
            assert!(near(*left, link.area.origin.x), "{target}");
            let expected = match &link.target {
                notes_pub::frame::LinkTarget::Address(address) => address,
                notes_pub::frame::LinkTarget::Destination(name) => name,
            };
            assert_eq!(target, expected);
        }
    }
    assert!((0..book.sides.len()).flat_map(|side| file.links(side)).any(|(_, target)| target == "last"));
}

#[test]
fn the_pages_for_an_epub_are_those_before_they_are_put_on_sheets() {
    let (plain, folded) = (lay_out(&long_book(), "print"), lay_out(&long_book(), "booklet"));
    assert_eq!(plain.page_map.pages, folded.page_map.pages);
    assert_eq!(folded.page_map.layout, "booklet");
}
