//! Boxes of elements: borders, backgrounds and what is kept together, as layouts ask for them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use common::{lay_out, lay_out_with};
use notes_pub::frame::{ItemKind, Owner, Page, Role};
use notes_pub::geom::{Abs, Colour, Rect};
use notes_pub::theme::Media;

/// The boxes of a colour on a page, in the order in which they are painted.
fn filled(page: &Page, colour: Colour) -> Vec<Rect> {
    let shape = |item: &notes_pub::frame::Item| match &item.kind {
        ItemKind::Shape(shape) if shape.fill == Some(colour) => Some(Rect::new(item.at, shape.size)),
        _ => None,
    };
    page.items.iter().filter_map(shape).collect()
}

/// The baselines of the lines with a word.
fn baselines(page: &Page, word: &str) -> Vec<Abs> {
    let text = |item: &notes_pub::frame::Item| match &item.kind {
        ItemKind::Text(text) if text.text.contains(word) => Some(item.at.y),
        _ => None,
    };
    page.items.iter().filter_map(text).collect()
}

const RED: Colour = Colour::new(255, 0, 0);
const BLUE: Colour = Colour::new(0, 0, 255);

#[test]
fn every_element_of_text_can_stand_in_a_box() {
    let text = "= Titre\nAnne Onyme\nv1, 2019-11-28\n\n== Chapitre\n\nCorps.\n\n=== Section\n\n.Titre de bloc\n----\ncode\n----\n\n\
        [quote, Qui, Où]\nCitation.\n\n[verse]\nVers.\n\n****\nAparté.\n****\n\n====\nExemple.\n====\n\nNOTE: Note.\n\n\
        |===\n|Tête\n\n|Case\n|===\n";
    let elements = [
        "title",
        "author",
        "revision",
        "chapter",
        "body",
        "section",
        "block-title",
        "code",
        "quote",
        "attribution",
        "sidebar",
        "example",
        "admonition",
        "head-cell",
        "cell",
    ];
    for element in elements {
        let layout = format!("[element.{element}]\nbackground = '#f00'\n");
        let pages = lay_out(text, &layout).pages;
        assert!(pages.iter().any(|page| !filled(page, RED).is_empty()), "{element}");
    }
}

#[test]
fn rules_stand_at_their_sides() {
    let layout = "[element.chapter]\npadding-y = '4pt'\nborder = { sides = ['all'], width = '2pt', colour = '#f00' }\n";
    let book = lay_out("= T\n\n== Chapitre\n\nCorps.\n", layout);
    let page = &book.pages[0];
    let rules = filled(page, RED);
    assert_eq!(rules.len(), 4, "{rules:?}");
    let box_height = rules[0].size.height;
    assert_eq!(rules[0].size.width, Abs::pt(2.0));
    assert_eq!(rules[1].right(), page.body.right());
    assert_eq!((rules[2].size.height, rules[2].origin.y), (Abs::pt(2.0), rules[0].origin.y));
    assert_eq!(rules[3].bottom(), rules[0].origin.y + box_height);
    let baseline = baselines(page, "Chapitre")[0];
    assert!(baseline > rules[2].bottom() && baseline < rules[3].origin.y);
}

#[test]
fn upper_and_lower_rules_are_not_repeated_on_every_page() {
    let text = format!("= T\n\n****\n{}\n****\n", "Une ligne de plus.\n\n".repeat(120));
    let layout = "[element.sidebar]\nbackground = '#00f'\nborder = { sides = ['top', 'bottom'], width = '1pt', colour = '#f00' }\n";
    let book = lay_out(&text, layout);
    let rules: Vec<usize> = book.pages.iter().map(|page| filled(page, RED).len()).collect();
    assert!(rules.len() > 2);
    assert_eq!((rules[0], rules[rules.len() - 1], rules.iter().sum::<usize>()), (1, 1, 2));
    assert!(book.pages.iter().all(|page| filled(page, BLUE).len() == 1));
}

#[test]
fn a_box_has_its_padding_on_every_page_it_stands_on() {
    let tint = Colour::new(0xee, 0xf5, 0xf6);
    let notes = "Une ligne de plus.\n\n".repeat(120);
    for (text, layout, colour, least) in [
        (
            format!("= T\n\n****\n{notes}\n****\n"),
            "[element.sidebar]\nbackground = '#00f'\npadding-y = '9pt'\n",
            BLUE,
            9.0,
        ),
        (format!("= T\n\n[NOTE]\n====\n{notes}\n====\n"), "", tint, 5.0),
    ] {
        let book = lay_out(&text, layout);
        assert!(book.pages.len() > 2);
        for page in &book.pages {
            let boxed = filled(page, colour)[0];
            let lines = baselines(page, "ligne");
            let (first, last) = (*lines.iter().min().unwrap(), *lines.iter().max().unwrap());
            // Small letters stand some five points above their baseline at least.
            assert!(first - boxed.origin.y >= Abs::pt(least + 5.0), "{first} in {boxed:?}");
            assert!(boxed.bottom() - last >= Abs::pt(least), "{last} in {boxed:?}");
            assert!(boxed.origin.y >= page.body.origin.y && boxed.bottom() <= page.body.bottom());
        }
    }
    // What stands within has its own padding besides, and is whole.
    let code = "code\n".repeat(100);
    let layout = "[element.sidebar]\nbackground = '#00f'\npadding-y = '9pt'\n[element.code]\nbackground = '#f00'\npadding-y = '7pt'\n";
    let book = lay_out(&format!("= T\n\n****\n----\n{code}----\n****\n"), layout);
    let last = &book.pages[book.pages.len() - 1];
    let first_line = *baselines(last, "code").iter().min().unwrap();
    assert!(first_line - filled(last, BLUE)[0].origin.y >= Abs::pt(9.0 + 7.0 + 5.0));
}

#[test]
fn what_stands_within_is_painted_above() {
    let layout = "[element.sidebar]\nbackground = '#00f'\n[element.code]\nbackground = '#f00'\n";
    let book = lay_out("= T\n\n****\nMot.\n\n----\ncode\n----\n****\n", layout);
    let items = &book.pages[0].items;
    let at = |colour| items.iter().position(|item| matches!(&item.kind, ItemKind::Shape(s) if s.fill == Some(colour)));
    assert!(at(BLUE).unwrap() < at(RED).unwrap());
}

#[test]
fn what_is_kept_together_stands_on_one_page() {
    let filler = "Une ligne.\n\n".repeat(24);
    let text = format!("= T\n\n{filler}****\n{}****\n", "Dedans.\n\n".repeat(12));
    let pages_with = |layout: &str| {
        let book = lay_out(&text, layout);
        book.pages.iter().filter(|page| !baselines(page, "Dedans").is_empty()).count()
    };
    assert_eq!(pages_with("[element.sidebar]\nkeep-together = false\n"), 2);
    assert_eq!(pages_with("[element.sidebar]\nkeep-together = true\n"), 1);
}

#[test]
fn the_icon_of_an_admonition_may_be_the_authors_picture() {
    let text = "[NOTE,icon=my-own.png]\none\n\n[TIP,icon=heart]\ntwo\n\nWARNING: three\n";
    let pages = lay_out_with(text, "screen", Media::Screen, &|_| Some((300, 100)));
    let page = &pages.pages[0];
    let pictures: Vec<_> = page.items.iter().filter(|item| matches!(item.kind, ItemKind::Picture(_))).collect();
    let [picture] = pictures[..] else { panic!("{} pictures", pictures.len()) };
    let ItemKind::Picture(set) = &picture.kind else { panic!("no picture") };
    assert_eq!(set.size.width, set.size.height * 3);
    // It stands before the word, on its line, and those who don't see it are told of it.
    let word =
        page.items.iter().find(|item| matches!(&item.kind, ItemKind::Text(text) if text.text.contains("ote"))).unwrap();
    assert!(picture.at.x + set.size.width < word.at.x && picture.at.y < word.at.y);
    assert!(picture.at.y + set.size.height > word.at.y);
    let Owner::Element(owner) = picture.owner else { panic!("nobody is told of the picture") };
    assert_eq!(pages.structure.get(owner).map(|element| &element.role), Some(&Role::Figure("my own".to_owned())));
    // A picture that can't be shown leaves its place to what is drawn.
    let pages = lay_out_with(text, "screen", Media::Screen, &|_| None);
    assert!(!pages.pages[0].items.iter().any(|item| matches!(item.kind, ItemKind::Picture(_))));
}
