//! Pages that lie another way from a place on: `[page-layout=landscape]` before the end of a page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::{lay_out, lay_out_telling};
use notes_pub::diag::Lint;
use notes_pub::frame::{Item, ItemKind, PagedBook};
use notes_pub::geom::{Abs, Size};
use notes_pub::theme::Media;

const LANDSCAPE: &str = "[page-layout=landscape]\n<<<\n";
const PORTRAIT: &str = "[page-layout=portrait]\n<<<\n";

/// Which pages lie, from the first on.
fn lying(pages: &PagedBook) -> Vec<bool> {
    pages.pages.iter().map(|page| page.size.width > page.size.height).collect()
}

fn texts(items: &[Item]) -> Vec<(&Item, &str)> {
    let mut texts = Vec::new();
    for item in items {
        match &item.kind {
            ItemKind::Text(text) => texts.push((item, text.text.as_str())),
            ItemKind::BrokenWord(word) => texts.extend(word.parts.first().map(|part| (part, word.word.as_str()))),
            ItemKind::Picture(_) | ItemKind::Shape(_) => {}
        }
    }
    texts
}

fn page_of(pages: &PagedBook, words: &str) -> usize {
    let has = |page: &notes_pub::frame::Page| texts(&page.items).iter().any(|(_, text)| text.contains(words));
    pages.pages.iter().position(has).unwrap_or_else(|| panic!("{words} is not set"))
}

fn told(text: &str, layout: &str) -> (PagedBook, Vec<Lint>) {
    let (pages, sink) = lay_out_telling(text, layout, Media::Screen, &|_| None);
    (pages, sink.diagnostics().iter().map(|told| told.lint).collect())
}

#[test]
fn pages_lie_as_the_author_says() {
    let long = "Words to fill a line. ".repeat(60);
    let text = format!("= T\n\none\n\n{LANDSCAPE}\n{long}\n\n<<<\n\nthree\n\n{PORTRAIT}\nfour\n\n{PORTRAIT}\nfive\n");
    let (pages, lints) = told(&text, "screen");
    assert_eq!((lying(&pages), lints), (vec![false, true, true, false, false], vec![]));
    let [upright, wide] = [&pages.pages[0], &pages.pages[1]];
    assert_eq!(wide.size, Size::new(upright.size.height, upright.size.width));
    // The margins stay at their edges, and text and running lines take the new measure.
    assert_eq!(wide.body.origin, upright.body.origin);
    assert_eq!(wide.body.size.width, upright.body.size.width + upright.size.height - upright.size.width);
    let measure = pages.lines.iter().filter(|line| line.page == 1).map(|line| line.measure).max();
    assert_eq!(measure, Some(wide.body.size.width));
    let folio = texts(&wide.items).into_iter().find(|(_, text)| *text == "2").unwrap().0;
    assert!(folio.at.x > upright.size.width && folio.at.y > wide.body.bottom() && folio.at.y < wide.size.height);
}

#[test]
fn roles_turn_pages_too_and_other_words_are_told() {
    let (pages, lints) = told("one\n\n[.landscape]\n<<<\n\ntwo\n\n[page-layout=lanscape]\n<<<\n\nthree\n", "screen");
    assert_eq!((lying(&pages), lints), (vec![false, true, true], vec![Lint::SetPlainly]));
}

#[test]
fn pages_go_on_lying_over_chapters_and_lists_do_not() {
    let text = format!(
        "= T\n:doctype: book\n:toc:\n:list-of-figures:\n\n== A\n\none\n\n{LANDSCAPE}\ntwo\n\n== B\n\nthree\n\n=== C\n\n\
         {PORTRAIT}\nfour\n\n{LANDSCAPE}\n== D\n\nfive((term))\n\n[index]\n== Index\n"
    );
    for layout in ["screen", "print", "large-print"] {
        let pages = lay_out(&text, layout);
        let lies = |words| lying(&pages)[page_of(&pages, words)];
        let found = ["one", "two", "three", "four", "five", "Index", "Contents"].map(lies);
        assert_eq!(found, [false, true, true, false, true, false, false], "{layout}");
        assert!(pages.pages.iter().all(|page| page.folio.number > 0));
    }
}

#[test]
fn only_the_pages_of_a_section_can_be_turned() {
    for text in [
        format!("====\none\n\n{LANDSCAPE}\ntwo\n===="),
        format!("* one\n+\n{LANDSCAPE}\ntwo"),
        format!("--\none\n\n{LANDSCAPE}\ntwo\n--"),
        format!("|===\na|one\n\n{LANDSCAPE}\ntwo\n|==="),
    ] {
        let (pages, lints) = told(&text, "screen");
        assert!(lying(&pages).iter().all(|lies| !lies) && lints.contains(&Lint::SetPlainly), "{text}: {lints:?}");
    }
    let (pages, lints) = told(&format!("one\n\n{LANDSCAPE}\ntwo"), "handout");
    assert!(lying(&pages).windows(2).all(|two| two[0] == two[1]));
    assert_eq!(lints, [Lint::SetPlainly]);
    let narrow = "[page]\nsize = \"70mm x 250mm\"\ntop = \"30mm\"\nbottom = \"30mm\"\ninner = \"5mm\"\nouter = \"5mm\"";
    let (pages, lints) = told(&format!("one\n\n{LANDSCAPE}\ntwo"), narrow);
    assert_eq!((lying(&pages), lints), (vec![false, false], vec![Lint::SetPlainly]));
}

#[test]
fn turning_makes_no_empty_pages() {
    let (pages, _) =
        told(&format!("{LANDSCAPE}\none\n\n{PORTRAIT}\n{LANDSCAPE}\n{PORTRAIT}\ntwo\n\n{LANDSCAPE}"), "screen");
    assert_eq!(lying(&pages), [true, false]);
    let (pages, _) = told(&format!("{LANDSCAPE}\none"), "[page]\ncolumns = 2");
    assert_eq!(lying(&pages), [true]);
    let title = format!("= Title\n\n{LANDSCAPE}\none");
    let (pages, _) = told(&title, "[page]\ncolumns = 2");
    assert_eq!((lying(&pages), page_of(&pages, "Title"), page_of(&pages, "one")), (vec![false, true], 0, 1));
}

#[test]
fn a_table_too_wide_for_upright_pages_stands_on_lying_ones() {
    let table = format!("[cols=6*]\n|===\n{}|===\n", "|0123456789012345\n".repeat(12));
    let (_, lints) = told(&table, "screen");
    assert_eq!(lints, [Lint::TableShrunk]);
    let (pages, lints) = told(&format!("one\n\n{LANDSCAPE}\n{table}"), "screen");
    assert_eq!((lying(&pages), lints), (vec![false, true], vec![]));
    assert!(
        texts(&pages.pages[1].items)
            .iter()
            .all(|(item, _)| matches!(&item.kind, ItemKind::Text(text) if !text.is_turned))
    );
}

#[test]
fn links_and_destinations_stand_where_their_words_do() {
    let text = format!(
        "one <<two>> https://example.org[out]\n\n{LANDSCAPE}\n[#two]\n== Two\n\nback, https://example.org[away]\n"
    );
    let pages = lay_out(&text, "screen");
    let two = pages.destinations.iter().find(|place| place.name == "two").unwrap();
    assert_eq!(two.page, 1);
    let page = &pages.pages[1];
    let (away, _) = texts(&page.items).into_iter().find(|(_, text)| *text == "away").unwrap();
    assert!(page.links.iter().any(|link| link.area.origin.x == away.at.x && link.area.origin.y < away.at.y));
    // A book from right to left is mirrored page by page.
    let pages = lay_out(&format!("= T\n:lang: fa\n\nیک\n\n{LANDSCAPE}\nدو\n"), "screen");
    assert_eq!(lying(&pages), [false, true]);
    let page = &pages.pages[1];
    assert!(texts(&page.items).iter().all(|(item, _)| item.at.x >= Abs::ZERO && item.at.x < page.size.width));
}

#[test]
fn pages_stand_on_sheets_all_the_same_way() {
    let text = format!(
        "= T\n\none\n\n{LANDSCAPE}\n[#two]\nlying https://example.org[away], <<two>>\n\n[%rotate]\n|===\n|cell\n|===\n"
    );
    for layout in ["booklet", "extends = [\"screen\"]\n[impose]\nkind = \"n-up\"\npages-a-side = 2\n"] {
        let pages = lay_out(&text, layout);
        assert!(!pages.sides.is_empty(), "{layout}");
        let page = &pages.pages[page_of(&pages, "lying")];
        assert!(page.size.width < page.size.height);
        let upright = &pages.pages[page_of(&pages, "one")];
        assert_eq!(page.size, upright.size);
        let turned = |words: &str| {
            let item = |(item, text): &(&Item, &str)| text.contains(words).then(|| item.kind.clone());
            texts(&page.items)
                .iter()
                .find_map(item)
                .is_some_and(|kind| matches!(kind, ItemKind::Text(text) if text.is_turned))
        };
        assert!(turned("lying") && turned("cell"), "{layout}");
        let link = &page.links.iter().find(|link| link.description.contains("example")).unwrap().area;
        assert!(link.size.height > link.size.width, "{layout}: the link lies along its words");
    }
}
