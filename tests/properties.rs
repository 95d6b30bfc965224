//! What holds for every input: nothing panics, and no word is lost on the way to the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::font::FontBook;
use notes_pub::frame::{Item, ItemKind, Owner, PagedBook};
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{Book, outline, resolve};
use notes_pub::theme;
use notes_pub::world::{Memory, World};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const SAMPLE: &str = include_str!("../book/journee-platform.adoc");

fn book_of(bytes: &[u8]) -> Book {
    let world = Memory::new().with("notes.adoc", bytes);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("notes.adoc")).unwrap();
    resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink)
}

fn pages_of(book: &Book, layout: &str) -> PagedBook {
    let mut sink = Sink::new();
    let theme = theme::read(&Memory::new(), layout, &mut sink).unwrap();
    let fonts = FontBook::compiled_in();
    layout_book(&Context { theme: &theme, fonts, pixels: &|_| None, book, date: None }, &mut sink)
}

/// The words of the outline: what stands behind `::`, or on lines that are kept, without its marks.
fn words(book: &Book) -> Vec<String> {
    let mut words = Vec::new();
    for line in outline(book).lines() {
        let line = line.trim_start();
        let Some(text) = line.strip_prefix("| ").or_else(|| Some(line.split_once(" :: ")?.1)) else { continue };
        if ["author ", "revision ", "pass"].iter().any(|name| line.starts_with(name)) {
            continue;
        }
        let text = without_marks(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        // Soft hyphens say where a word may be broken: nobody hears or copies them.
        let text = text.replace('\u{AD}', "");
        // The colon between a title and its subtitle is not set: they stand on lines of their own.
        let is_title = line.starts_with("document ");
        let word = |word: &str| if is_title { word.trim_end_matches(':').to_owned() } else { word.to_owned() };
        words.extend(text.split_whitespace().map(word));
    }
    words
}

/// Text without what stands between `<` and `>`; pictures, notes and breaks part words.
fn without_marks(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        let (mark, behind) = behind.split_once('>').unwrap_or((behind, ""));
        if mark.ends_with('/') {
            plain.push(' ');
        }
        rest = behind;
    }
    plain + rest
}

/// All that can be read on the pages, without any space; a word broken over a page without its hyphen, where asked.
fn read_aloud(pages: &PagedBook, drops_hyphens: bool) -> Vec<char> {
    fn say(item: &Item, said: &mut String) {
        match &item.kind {
            ItemKind::Text(text) => said.push_str(&text.text),
            ItemKind::BrokenWord(word) => said.push_str(&word.word),
            ItemKind::Picture(_) | ItemKind::Shape(_) => {}
        }
    }
    let mut all = String::new();
    for page in &pages.pages {
        let mut said = String::new();
        let is_read = |item: &&Item| matches!(item.owner, Owner::Element(_));
        page.items.iter().filter(is_read).for_each(|item| say(item, &mut said));
        all.push_str(if drops_hyphens { said.trim_end_matches(['-', '\u{AD}']) } else { &said });
    }
    // Code keeps its soft hyphens, and so does a word that goes on behind its page.
    all.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect()
}

fn lost(bytes: &[u8], layout: &str) -> Vec<String> {
    let book = book_of(bytes);
    let pages = pages_of(&book, layout);
    let said = [read_aloud(&pages, false), read_aloud(&pages, true)];
    // The outline shows what passes through raw as it is, so that its `<` can't be told from a mark.
    if bytes.windows(2).any(|pair| pair == b"++") {
        return Vec::new();
    }
    let is_lost = |word: &String| {
        let word: Vec<char> = word.chars().collect();
        !said.iter().any(|said| holds(said, &word))
    };
    words(&book).into_iter().filter(is_lost).collect()
}

/// Whether a word can be read; a box stands for a character that no face has.
fn holds(said: &[char], word: &[char]) -> bool {
    let is_same = |(said, meant): (&char, &char)| said == meant || *said == '\u{25A1}';
    said.windows(word.len().max(1)).any(|part| part.iter().zip(word).all(is_same))
}

/// Pieces that markup is made of.
fn piece() -> impl Strategy<Value = String> {
    const MARKS: &[&str] = &[
        "\n",
        "\n\n",
        " ",
        "= ",
        "== ",
        "=== ",
        "* ",
        "** ",
        ". ",
        "- ",
        "+\n",
        "====\n",
        "----\n",
        "|===\n",
        "|",
        "a|",
        "::",
        "[",
        "]",
        "image:x.jpg[]",
        "image::x.jpg[]",
        "include::x.adoc[]",
        "ifdef::x[]\n",
        "endif::[]\n",
        "NOTE: ",
        "`",
        "*",
        "_",
        "~",
        "^",
        "{x}",
        ":x: y\n",
        "<<a>>",
        "[[a]]",
        "footnote:[n]",
        "https://e.org/a[b]",
        "'",
        "\"",
        "<1>",
        "// c\n",
        "////\n",
        "word",
        "Wort",
        "l'été !",
        "\u{AD}",
        "\u{200B}",
        "\u{5D0}",
        "\u{0}",
        "🦄",
        "\t",
        "\r",
        "....\n",
        "****\n",
        "____\n",
        "++++\n",
        "+",
        "pass:[b]",
        "term:: ",
        "[.role]",
        "[quote]\n",
        "[%header]\n",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ];
    prop_oneof![4 => prop::sample::select(MARKS).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

/// A part of the sample with lines taken out, doubled and swapped, and pieces put in.
fn mutated() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = SAMPLE.lines().collect();
    let count = lines.len();
    let edit = (0..count, 0..count, 0..4_usize, piece());
    (0..count, 10..60_usize, prop::collection::vec(edit, 0..12)).prop_map(move |(from, length, edits)| {
        let mut part: Vec<String> = lines.iter().skip(from).take(length).map(|line| (*line).to_owned()).collect();
        for (one, two, how, piece) in edits {
            let (one, two) = (one % part.len().max(1), two % part.len().max(1));
            if part.is_empty() {
                break;
            }
            match how {
                0 => drop(part.remove(one)),
                1 => part.insert(one, part[two].clone()),
                2 => part.swap(one, two),
                _ => {
                    let line = &mut part[one];
                    let at = (0..=two.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
                    line.insert_str(at, &piece);
                }
            }
        }
        part.join("\n")
    })
}

const LAYOUTS: [&str; 4] = ["screen", "print", "handout", "large-print"];

/// The same cases on every run; `PROPTEST_CASES=5000` asks for that many new ones.
fn config() -> ProptestConfig {
    let asked = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return asked;
    }
    ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(1), ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_make_a_book(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        pages_of(&book_of(&bytes), "screen");
    }

    #[test]
    fn any_markup_makes_a_book(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        prop_assert_eq!(lost(text.as_bytes(), "screen"), Vec::<String>::new(), "{:?}", text);
    }

    #[test]
    fn no_word_of_a_changed_sample_is_lost(text in mutated(), layout in 0..LAYOUTS.len()) {
        let layout = LAYOUTS[layout];
        prop_assert_eq!(lost(text.as_bytes(), layout), Vec::<String>::new(), "{:?}", text);
    }
}

#[test]
fn no_word_of_the_sample_is_lost() {
    for layout in LAYOUTS {
        assert_eq!(lost(SAMPLE.as_bytes(), layout), Vec::<String>::new());
    }
}
