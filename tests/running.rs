//! Running heads and feet: what they say of each page.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::lay_out;
use notes_pub::frame::{Artifact, ItemKind, Owner, PagedBook};
use notes_pub::geom::Abs;

/// The running words of each page, from left to right, parted by bars; heads or feet.
fn running(book: &PagedBook, is_head: bool) -> Vec<String> {
    let line = |page: &notes_pub::frame::Page| {
        let mut found: Vec<(Abs, String)> = Vec::new();
        for item in &page.items {
            let is_running = match item.owner {
                Owner::Artifact(Artifact::Header | Artifact::Footer | Artifact::Folio) => true,
                Owner::Artifact(_) | Owner::Element(_) => false,
            };
            let ItemKind::Text(text) = &item.kind else { continue };
            if is_running && (item.at.y < page.body.origin.y) == is_head {
                found.push((item.at.x, text.text.trim().to_owned()));
            }
        }
        found.sort();
        found.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ")
    };
    book.pages.iter().map(line).collect()
}

const BOOK: &str = "\
= Les Marées
Anne Onyme
v2, 2019-11-28
:doctype: book
:ville: Brest

= Eaux

== Flux

Un mot.

<<<

=== Avant

Un mot.

=== Après

Un mot.

<<<

Un mot encore.

== Reflux

Un mot.
";

#[test]
fn each_side_says_its_own() {
    let layout = "extends = 'print'\n[front]\nhalf-title = false\ncolophon = false\n[running.head]\nverso = { left = '{title}', right = '{part}' }\n\
        recto = { centre = '{chapter}', right = '{section-first} – {section-last}' }\n";
    let heads = running(&lay_out(BOOK, layout), true);
    let body = &heads[2..];
    // The part, then its first chapter, whose second and third pages go on; openings have none.
    assert_eq!(body, ["", "", "Flux Avant – Après", "Les Marées Eaux", ""], "{heads:?}");
}

#[test]
fn openings_of_books_have_no_head_on_any_layout() {
    let book = lay_out(BOOK, "screen");
    let heads = running(&book, true);
    let opens = |words: &str| {
        let found = |page: &notes_pub::frame::Page| {
            page.items.iter().any(|item| matches!(&item.kind, ItemKind::Text(text) if text.text.trim() == words && matches!(item.owner, Owner::Element(_)) && item.at.x < page.size.width / 2))
        };
        book.pages.iter().rposition(found).unwrap()
    };
    for title in ["Eaux", "Flux", "Reflux"] {
        assert_eq!(heads[opens(title)], "", "{title}: {heads:?}");
    }
    assert_eq!(heads[opens("Après")], "Les Marées Flux", "{heads:?}");
    // In an article chapters go on below each other: whether one comes to a head is chance.
    let article = lay_out(&BOOK.replace(":doctype: book\n", "").replace("= Eaux\n\n", ""), "screen");
    assert_eq!(running(&article, true)[1..], ["Les Marées Flux", "Les Marées Flux"]);
}

#[test]
fn a_line_can_stand_on_openings_and_count_pages() {
    let layout = "extends = 'print'\n[front]\nhalf-title = false\ncolophon = false\n[running.head]\non-openings = true\n\
        recto = { left = '{chapter|part}', right = '' }\n[running.foot]\ncentre = 'Page {folio} / {pages}'\nouter = ''\n";
    let book = lay_out(BOOK, layout);
    let count = book.pages.len();
    assert_eq!(running(&book, true)[2], "Eaux");
    assert_eq!(running(&book, false)[3], format!("Page 2 / {count}"));
}

#[test]
fn attributes_are_fields_and_what_is_empty_leaves_no_words() {
    let layout = "[running.foot]\nleft = '{author}, {attribute:ville}, {revdate}'\ncentre = 'Talk: {format}'\n";
    let feet = running(&lay_out(BOOK, layout), false);
    assert!(feet.last().unwrap().starts_with("Anne Onyme, Brest, 2019-11-28"), "{feet:?}");
    assert!(feet.iter().all(|line| !line.contains("Talk")), "{feet:?}");
}

#[test]
fn words_too_long_for_their_place_are_cut_and_never_overlap() {
    let layout = "[running.head]\nleft = '{title} {title} {title} {title} {title} {title} {title} {title} {title}'\n\
        centre = '{title}'\nright = '{title} {title} {title} {title} {title} {title} {title}'\non-openings = true\n";
    for page in lay_out(BOOK, layout).pages {
        let mut ends = Abs::ZERO;
        for item in &page.items {
            if let (ItemKind::Text(text), Owner::Artifact(Artifact::Header)) = (&item.kind, item.owner) {
                assert!(item.at.x >= ends, "{:?} overlaps", text.text);
                ends = item.at.x + text.width;
                assert!(ends <= page.body.right() + Abs::pt(0.1));
            }
        }
    }
}
