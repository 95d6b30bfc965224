//! Texts that nest a thousand deep, all the way: pages and e-book are made in time, and no word is lost.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use notes_pub::diag::Sink;
use notes_pub::epub::{self, EpubOptions};
use notes_pub::font::FontBook;
use notes_pub::frame::{Item, ItemKind, PagedBook};
use notes_pub::geom::Abs;
use notes_pub::pdf;

const DEEP: usize = 1_000;

/// What may be taken for one text, all of it; most take less than a second.
const TIME: Duration = Duration::from_secs(60);

/// A piece for each level, one behind the other.
fn levels(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

fn cases() -> Vec<(&'static str, String)> {
    let sign = |n: usize| ["=", "*", "_"][n % 3];
    vec![
        // Every line holds the signs of all levels: a thousand would be megabytes of signs.
        ("quotes", levels(150, |n| format!("{0}word{n}\n{0}\n", "> ".repeat(n + 1)))),
        ("blocks", levels(DEEP, |n| format!("{}\n\nword{n}\n\n", sign(n).repeat(4 + n / 3)))),
        ("notes in notes", levels(DEEP, |n| format!("[NOTE]\n{}\nword{n}\n\n", "=".repeat(4 + n)))),
        ("bullets", levels(DEEP, |n| format!("{} word{n}\n", "*".repeat(n + 1)))),
        ("numbers", levels(DEEP, |n| format!("{} word{n}\n", ".".repeat(n + 1)))),
        ("lists of both kinds", levels(DEEP, |n| format!("{} word{n}\n", ["*", "."][n % 2].repeat(n / 2 + 1)))),
        ("terms", levels(DEEP, |n| format!("word{n}{} x\n", ":".repeat(n + 2)))),
        ("blocks in items", levels(DEEP, |n| format!("* word{n}\n+\n--\n"))),
        ("cells", levels(DEEP, |n| format!("{0}===\na{0} word{n}\n\n", ["|", "!"][n % 2]))),
        ("questions", format!("[qanda]\n{}", levels(DEEP, |n| format!("word{n}::\n")))),
        ("sections", levels(DEEP, |n| format!("{} word{n}\n\n", "=".repeat((n + 2).min(6))))),
        ("footnotes", format!("x{}{}", levels(DEEP, |n| format!("footnote:[word{n} ")), "]".repeat(DEEP))),
        ("marks", format!("{}word0{}", "*_".repeat(DEEP), "_*".repeat(DEEP))),
        ("formula", format!("[stem]\n++++\n{}word0{}\n++++\n", "sqrt(".repeat(DEEP), ")".repeat(DEEP))),
    ]
}

/// `word17` and its like.
fn words_of(text: &str) -> BTreeSet<String> {
    let starts = text.match_indices("word").map(|(at, _)| &text[at + 4..]);
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    starts.map(digits).filter(|digits| !digits.is_empty()).collect()
}

fn text_of(item: &Item) -> &str {
    match &item.kind {
        ItemKind::Text(text) => &text.text,
        ItemKind::BrokenWord(word) => &word.word,
        ItemKind::Picture(_) | ItemKind::Shape(_) => "",
    }
}

fn words_on_paper(book: &PagedBook) -> BTreeSet<String> {
    let all: Vec<&str> = book.pages.iter().flat_map(|page| &page.items).map(text_of).collect();
    // The text of a word may stand in several items, but the words of two lines are never one.
    words_of(&all.join("\n"))
}

fn words_of_epub(bytes: &[u8]) -> BTreeSet<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = BTreeSet::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().unwrap().ends_with(".xhtml") {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            found.append(&mut words_of(&text));
        }
    }
    found
}

#[test]
fn a_thousand_levels_come_to_paper_and_to_the_e_reader() {
    for (name, text) in cases() {
        let start = Instant::now();
        let text = format!("= Deep\n:stem:\n\nfirst\n\n{text}\n\nlast\n");
        let wanted = words_of(&text);
        let pages = common::lay_out(&text, "screen");
        let lost: Vec<_> = wanted.difference(&words_on_paper(&pages)).cloned().collect();
        assert!(lost.is_empty(), "{name}: {} words are on no page: {lost:?}", lost.len());
        pdf::write(&pages, &FontBook::compiled_in(), pdf::Options::default()).unwrap();
        let book = common::book_of(&text, &mut Sink::new());
        let bytes = epub::write(&book, &EpubOptions::default(), &mut Sink::new()).unwrap();
        let lost: Vec<_> = wanted.difference(&words_of_epub(&bytes)).cloned().collect();
        assert!(lost.is_empty(), "{name}: {} words are in no file: {lost:?}", lost.len());
        assert!(start.elapsed() < TIME, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn no_depth_moves_text_off_its_page() {
    for (name, text) in cases().into_iter().filter(|(name, _)| !matches!(*name, "marks" | "formula" | "cells")) {
        for layout in ["screen", "print"] {
            for page in common::lay_out(&format!("= Deep\n\n{text}\n"), layout).pages {
                for item in page.items.iter().filter(|item| text_of(item).starts_with("word")) {
                    let is_there = item.at.x >= Abs::ZERO && item.at.x < page.body.right();
                    assert!(is_there, "{name}, {layout}: `{}` at {}", text_of(item), item.at.x);
                }
            }
        }
    }
}
