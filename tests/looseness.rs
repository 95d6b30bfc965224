//! Paragraphs that take a line less or more where that makes their page full (TeX's `\looseness`).
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::lay_out;
use notes_pub::frame::{Destination, Item, ItemKind, LineKind, LinkTarget, PagedBook};

/// Small pages without white space between paragraphs, so that spaces can't fill them.
const LAYOUT: &str = "[page]\nsize = \"130mm x 160mm\"\ninner = \"12mm\"\nouter = \"10mm\"\ntop = \"14mm\"\nbottom = \"14mm\"\n\n[element.body]\nbefore = \"0pt\"\nafter = \"0pt\"\n";
/// The same where changing a paragraph is worse than anything.
const FIRM: &str = "\n[costs]\nlooseness = 100000000\n";
/// How many manuscripts are tried.
const SEEDS: usize = 60;

/// Short words, with many spaces between them to take a line in; each number another text.
fn words(seed: usize, count: usize) -> String {
    const WORDS: [&str; 17] =
        ["as", "we", "go", "on", "to", "do", "it", "by", "the", "sea", "or", "at", "an", "old", "inn", "ox", "is"];
    // Any numbers will do that come the same every time.
    let next = |state: &mut u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(WORDS[(*state >> 33) as usize % WORDS.len()])
    };
    std::iter::repeat_n((), count).scan(seed as u64, |state, ()| next(state)).collect::<Vec<_>>().join(" ")
}

/// Items of a list, each with a place, a note and a link far into it, between lines that can't be parted.
fn manuscript(seed: usize) -> String {
    let item = |index: usize| {
        let (first, second) = (words(seed + index, 40 + (seed * 7 + index * 11) % 17), words(seed * 3 + index, 28));
        format!(
            "* start{index} {first} [[place{index}]]here{index}footnote:[Note{index}.] \
             https://example.org/{index}[link{index}] {second} end{index}.\n\n"
        )
    };
    let items = |from: usize| (from..from + 3).map(item).collect::<String>();
    let block = "[%unbreakable]\n----\none\ntwo\n----\n\n";
    format!("{}{block}{}{block}{}", items(0), items(3), items(6))
}

fn text(item: &Item) -> &str {
    match &item.kind {
        ItemKind::Text(text) => &text.text,
        ItemKind::BrokenWord(word) => &word.word,
        ItemKind::Picture(_) | ItemKind::Shape(_) => "",
    }
}

/// The letters of all pages in the order of the alphabet: words may be broken elsewhere.
fn letters_of(pages: &PagedBook) -> String {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let mut letters: Vec<char> = items.flat_map(|item| text(item).chars()).filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn changes(pages: &PagedBook) -> usize {
    let reasons = pages.breaks.iter().flat_map(|page| &page.reasons);
    reasons.filter(|(reason, _)| *reason == "lines more or less").count()
}

/// The page that a word stands on, and its item.
fn find<'p>(pages: &'p PagedBook, word: &str) -> (usize, &'p Item) {
    let on = |(number, page): (usize, &'p notes_pub::frame::Page)| {
        Some((number, page.items.iter().find(|item| text(item).contains(word))?))
    };
    pages.pages.iter().enumerate().find_map(on).unwrap()
}

#[test]
fn pages_become_fuller_and_nothing_is_lost() {
    let (mut changed, mut loose_cost, mut firm_cost) = (0, 0, 0);
    for seed in 0..SEEDS {
        let (loose, firm) =
            (lay_out(&manuscript(seed), LAYOUT), lay_out(&manuscript(seed), &format!("{LAYOUT}{FIRM}")));
        changed += changes(&loose);
        assert_eq!(changes(&firm), 0);
        assert_eq!(letters_of(&loose), letters_of(&firm), "{seed}");
        loose_cost += loose.breaks.iter().map(|page| page.cost).sum::<i64>();
        firm_cost += firm.breaks.iter().map(|page| page.cost).sum::<i64>();
        let is_good = |line: &notes_pub::frame::LineRecord| line.overfull.is_zero();
        assert!(loose.lines.iter().filter(|line| line.kind == LineKind::Justified).all(is_good), "{seed}");
    }
    assert!(changed >= SEEDS / 4, "{changed} pages were changed");
    assert!(loose_cost < firm_cost, "{loose_cost} against {firm_cost}");
}

#[test]
fn what_stands_in_changed_paragraphs_goes_with_its_words() {
    for seed in 0..SEEDS {
        let pages = lay_out(&manuscript(seed), LAYOUT);
        for index in 0..9 {
            let places: Vec<&Destination> =
                pages.destinations.iter().filter(|place| place.name == format!("place{index}")).collect();
            let (page, here) = find(&pages, &format!("here{index}"));
            assert_eq!(places.iter().map(|place| place.page).collect::<Vec<_>>(), [page], "{seed} {index}");
            let above = here.at.y - places[0].at.y;
            assert!(above.to_pt() > 0.0 && above.to_pt() < 20.0, "{seed} {index}: {above}");
            assert_eq!(find(&pages, &format!("Note{index}.")).0, page, "{seed} {index}");
            let (page, link) = find(&pages, &format!("link{index}"));
            let address = format!("https://example.org/{index}");
            let areas =
                pages.pages[page].links.iter().filter(|area| area.target == LinkTarget::Address(address.clone()));
            assert!(
                areas.map(|area| area.area).any(|area| {
                    let (from, to) = (area.origin, area.origin.y + area.size.height);
                    (from.x..from.x + area.size.width).contains(&link.at.x) && (from.y..to).contains(&link.at.y)
                }),
                "{seed} {index}"
            );
            let (first, last) = (find(&pages, &format!("start{index}")), find(&pages, &format!("end{index}.")));
            assert!((first.0, first.1.at.y) < (last.0, last.1.at.y), "{seed} {index}");
            let page = &pages.pages[first.0];
            let marks = page.items.iter().filter(|item| text(item).trim() == "•" && item.at.y == first.1.at.y).count();
            assert_eq!(marks, 1, "{seed} {index}: the mark stands beside the first line");
        }
    }
}
