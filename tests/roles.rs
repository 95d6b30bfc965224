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

/// The numbers of the glyphs that a text is set in.
fn glyphs(pages: &PagedBook, words: &str) -> Vec<u32> {
    find(pages, words).1.glyphs.iter().map(|glyph| glyph.id()).collect()
}

#[test]
fn small_capitals_are_the_faces_own_or_smaller_capitals() {
    let pages = lay_out("One [.small-caps]#Word# _two [.small-caps]#Étoile# here_.\n", "");
    let (_, word) = find(&pages, "Word");
    assert_eq!(word.text, "Word");
    assert_eq!(word.size, find(&pages, "One").1.size, "small capitals of the face itself");
    let (_, letters) = find(&pages, "Étoile");
    assert_eq!(letters.size, word.size.scale(82, 100), "the italic has none");
    let capitals = lay_out("_ÉTOILE_\n", "");
    assert_eq!(glyphs(&pages, "Étoile"), glyphs(&capitals, "ÉTOILE"));
}

#[test]
fn capitals_and_figures_go_with_the_words_beside_them() {
    let text = "[.small-caps]#Notes NATO, 2024#\n\n_[.small-caps]#Words OTAN, 1999#_\n";
    let pages = lay_out(text, "");
    let size = |words| find(&pages, words).1.size;
    assert_eq!([size("NATO"), size("2024")], [size("Notes"); 2]);
    assert_eq!([size("OTAN"), size("1999")], [size("Words"); 2]);
    assert!(size("Words") < size("Notes"), "the italic has none of its own");
}

#[test]
fn figures_around_a_slash_are_fractions_where_a_role_asks_for_them() {
    let pages = lay_out("Plain 1/2 [.frac]#1/2 and/or# 1/2/3.\n", "");
    let plain = glyphs(&pages, "Plain 1/2");
    let fraction = glyphs(&pages, "and/or");
    assert!(plain[6..9].iter().zip(&fraction).all(|(one, other)| one != other));
    assert!(glyphs(&lay_out("Plain [.x]#1/2 and/or#\n", ""), "and/or").ends_with(&fraction[4..10]), "and nothing else");
}

#[test]
fn letters_that_stand_apart_are_not_joined() {
    let pages = lay_out("Set [.spaced]#office# and offices.\n", "");
    assert_eq!(glyphs(&pages, "office").len(), 6);
    assert!(glyphs(&pages, "offices").len() < " and offices.".len());
}

#[test]
fn raised_and_lowered_signs_are_the_faces_own_where_it_has_all_of_them() {
    let pages = lay_out("A x^2^ H~2~ 1^er^ y^α^ z^*b*^.footnote:[Note.]\n", "");
    let (plain, size) = (find(&pages, "A x").0.at.y, find(&pages, "A x").1.size);
    let mut small = 0;
    for (item, text) in pages.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Text(text) if ["2", "er", "α", "b", "1"].contains(&text.text.trim()) => Some((item, text)),
        _ => None,
    }) {
        if item.at.y > plain + Abs::pt(20.0) {
            continue;
        }
        let is_own = text.size == size && item.at.y == plain;
        small += u32::from(!is_own && text.size < size);
        assert_eq!(is_own, !["α", "b"].contains(&text.text.trim()), "{text:?}");
    }
    assert_eq!(small, 2);
    let twos: Vec<_> = pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Text(text) if text.text == "2" => Some(text.glyphs[0].id()),
            _ => None,
        })
        .collect();
    assert!(twos.len() == 2 && twos[0] != twos[1], "{twos:?}");
}
