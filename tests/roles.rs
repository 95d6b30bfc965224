//! The author's roles on paper: what the layouts make of them, and what a layout of one's own makes of new ones.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::lay_out;
use notes_pub::font::FontBook;
use notes_pub::frame::{Item, ItemKind, PagedBook, Shape, TextItem};
use notes_pub::geom::{Abs, Colour};

fn find<'a>(pages: &'a PagedBook, words: &str) -> (&'a Item, &'a TextItem) {
    let mut texts = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::Text(text) => Some((item, text)),
        _ => None,
    });
    texts.find(|(_, text)| text.text.contains(words)).unwrap_or_else(|| panic!("{words} is not set"))
}

fn shapes(pages: &PagedBook) -> Vec<(&Item, &Shape)> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| if let ItemKind::Shape(shape) = &item.kind { Some((item, shape)) } else { None }).collect()
}

#[test]
fn paragraphs_stand_where_their_roles_say() {
    let text = "Plain.\n\n[.text-right]\nRight.\n\n[.text-center]\nMiddle.\n\n[.lead]\nLeading words.\n";
    let pages = lay_out(text, "");
    let body = pages.pages[0].body;
    let right = |words| {
        let (item, text) = find(&pages, words);
        item.at.x + text.width
    };
    assert_eq!(right("Right."), body.origin.x + body.size.width);
    let (middle, words) = find(&pages, "Middle.");
    let margins = (middle.at.x - body.origin.x, body.origin.x + body.size.width - middle.at.x - words.width);
    assert!((margins.0 - margins.1).to_raw().abs() <= 1, "{margins:?}");
    assert_eq!(find(&pages, "Leading").1.size, find(&pages, "Plain").1.size.scale(115, 100));
}

#[test]
fn lines_run_along_words() {
    for (role, is_below) in [("underline", true), ("line-through", false), ("overline", false)] {
        let pages = lay_out(&format!("One [.{role}]#word of it# here.\n"), "");
        let (item, _) = find(&pages, "word");
        let rules = shapes(&pages);
        let (last, _) = find(&pages, "it");
        let covered: Abs = rules.iter().map(|(_, rule)| rule.size.width).sum();
        assert!(covered > Abs::pt(20.0) && rules.iter().all(|(rule, _)| rule.at.x >= item.at.x), "{role}");
        assert!(rules.iter().all(|(rule, _)| (rule.at.y > item.at.y) == is_below), "{role}");
        assert!(rules.iter().any(|(rule, shape)| rule.at.x + shape.size.width > last.at.x), "{role}: to the last word");
    }
}

#[test]
fn no_line_ends_within_words_that_belong_together() {
    let held = "some/address-like words of one name";
    for count in 1..40 {
        let before = "ab ".repeat(count);
        let pages = lay_out(&format!("{before}[.nobreak]#{held}# and so on to the end of it all.\n"), "");
        let lines = common::lines(&pages);
        assert!(lines.iter().any(|line| line.contains(held)), "{lines:?}");
    }
}

#[test]
fn a_layout_gives_roles_their_looks() {
    let layout =
        "[role.product]\nfamily = \"sans\"\nweight = \"bold\"\nitalic = false\ncolour = \"#123456\"\nsize = 200\n";
    let pages = lay_out("Our [.product]#Thing# and [.nothing]#another#.\n", layout);
    let (_, thing) = find(&pages, "Thing");
    let (_, plain) = find(&pages, "another");
    assert_eq!((thing.colour, thing.size), (Colour::new(0x12, 0x34, 0x56), plain.size * 2));
    assert_eq!(FontBook::compiled_in().face(thing.face).name(), "Source Sans 3 Bold");
    assert_eq!(FontBook::compiled_in().face(plain.face).name(), "Source Serif 4");
}
