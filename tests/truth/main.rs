//! The text of the PDF is the text of the EPUB is the text of the model, on real books.
//!
//! The books lie outside the project: `NOTES_PUB_SHARED` names the folder that holds them; without it the manuscripts of
//! the repository are compared. `NOTES_PUB_TRUTH` names some of the books, by parts of their names.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

mod epub;
mod judge;
mod pages;
mod pdf;
mod words;

use std::path::{Path, PathBuf};
use std::time::Instant;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::epub::EpubOptions;
use notes_pub::font::FontBook;
use notes_pub::frame::PagedBook;
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{Book, Spaces, resolve, set};
use notes_pub::theme;
use notes_pub::world::{Disk, World};

use words::Word;

/// Books in the shared folder.
const BOOKS: [&str; 17] = [
    "corpus/progit2/progit.asc",
    "corpus/ethereumbook/book.asciidoc",
    "corpus/riscv-isa-manual/src/riscv-spec.adoc",
    "corpus/asciidoctor-pdf-docs/theming-guide.adoc",
    "corpus/asciidoctor-pdf-examples/basic-example.adoc",
    "corpus/asciidoctor-pdf-examples/chronicles-example.adoc",
    "corpus/asciidoctor-pdf-examples/edge-cases.adoc",
    "corpus/asciidoctor-readmes/README.adoc",
    "corpus/asciidoctor-readmes/README-de.adoc",
    "corpus/asciidoctor-readmes/README-fr.adoc",
    "corpus/asciidoctor-readmes/README-jp.adoc",
    "corpus/asciidoctor-readmes/README-zh_CN.adoc",
    "corpus/progit2-zh/chapters-1-3.asc",
    "corpus/progit2-fa/chapters-1-5.asc",
    "corpus/asciidoctor-readmes/CHANGELOG.adoc",
    "corpus/asciidoctor-pdf-docs/modules/ROOT/pages/index.adoc",
    "seed/xebicon_2019.adoc",
];

/// Manuscripts of the repository.
const OWN: [&str; 5] = [
    "book/journee-platform.adoc",
    "tests/suite/everything.adoc",
    "tests/suite/code.adoc",
    "tests/suite/matter.adoc",
    "tests/suite/tables.adoc",
];

/// How many differences of a book are told.
const TOLD: usize = 12;

fn book_of(world: &Disk, path: &Path) -> Book {
    let mut sink = Sink::new();
    let (file, _) = world.load(path).unwrap();
    resolve(parse(world, file, &ReadOptions::default(), &mut sink), &mut sink)
}

fn pages_of(book: &Book, layout: &str) -> PagedBook {
    let mut sink = Sink::new();
    let theme = theme::read(&Disk::new(), layout, &mut sink).unwrap();
    let fonts = FontBook::compiled_in();
    layout_book(&Context { theme: &theme, fonts, pixels: &|_| Some((400, 300)), book, date: None }, &mut sink)
}

/// Where two sequences differ: what each has that the other hasn't, with the position in the first.
fn differences<'a>(left: &'a [Word], right: &'a [String]) -> Vec<(usize, &'a [Word], &'a [String])> {
    const FAR: usize = 400;
    const SURE: usize = 4;
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    let agrees = |i: usize, j: usize| {
        let left = left[i.min(left.len())..].iter().take(SURE).map(|word| &word.text);
        let mut right = right[j.min(right.len())..].iter().take(SURE);
        left.eq(right.by_ref())
    };
    while i < left.len() || j < right.len() {
        if i < left.len() && j < right.len() && left[i].text == right[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let ahead = (1..FAR).flat_map(|sum| (0..=sum).map(move |skip| (i + skip, j + sum - skip)));
        let next = ahead.into_iter().find(|(i, j)| *i <= left.len() && *j <= right.len() && agrees(*i, *j));
        let (to_i, to_j) = next.unwrap_or((left.len(), right.len()));
        found.push((i, &left[i..to_i], &right[j..to_j]));
        (i, j) = (to_i, to_j);
    }
    found
}

/// Tells where words differ from those of the model; how often they do.
fn compare(world: &Disk, what: &str, model: &[Word], found: &[String]) -> usize {
    let differing = differences(model, found);
    for (at, lacks, has) in differing.iter().take(TOLD) {
        let near = model.get(at.saturating_sub(4)..*at).unwrap_or_default();
        let near: Vec<&str> = near.iter().map(|word| word.text.as_str()).collect();
        let span = lacks.first().or(model.get(at.saturating_sub(1))).and_then(|word| word.span);
        let place = span.map_or(String::new(), |span| {
            let source = world.source(span.file);
            format!("{}:{}", source.path().display(), source.line_column(span.start as usize).line)
        });
        let lacks: Vec<&str> = lacks.iter().map(|word| word.text.as_str()).collect();
        eprintln!("{what}: {place}: behind {near:?} the model has {:?}, not {:?}", lacks.join(" "), has.join(" "));
    }
    differing.len()
}

/// How often the outputs of a manuscript differ from its model: the pages by what stands on them, the PDF by its bytes.
fn faults(path: &Path, layout: &str) -> usize {
    let start = Instant::now();
    let world = Disk::new();
    let book = book_of(&world, path);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let faults = paper_faults(&world, &set(book.clone(), Spaces::Narrow), layout, &name)
        + epub_faults(&world, &set(book, Spaces::Wide), &name);
    eprintln!("{name}, {layout}: {faults} differences, {:?}", start.elapsed());
    faults
}

fn paper_faults(world: &Disk, book: &Book, layout: &str, name: &str) -> usize {
    let model = words::of(book, true);
    let pages = pages_of(book, layout);
    let authors = pages::said(&pages, false);
    let words_of = |is_note: bool| {
        let chosen = authors.iter().filter(|said| said.is_note == is_note);
        chosen.flat_map(|said| words::cut_words(&said.text)).collect::<Vec<_>>()
    };
    let faults = compare(world, &format!("{name}, pages"), &model.body, &words_of(false))
        + compare(world, &format!("{name}, notes on pages"), &model.notes, &words_of(true));

    if book.info.language.is_rtl() {
        // Such text stands in a PDF as it is seen, from left to right, and each reader turns it by rules of its own.
        return faults;
    }
    let options = pdf_options();
    let bytes = notes_pub::pdf::write(&pages, &FontBook::compiled_in(), options).unwrap();
    let painted = pages::said(&pages, true);
    let mut all = Vec::new();
    painted.iter().for_each(|said| words::cut(&said.text, said.span, &mut all));
    let read: Vec<String> = pdf::read(&bytes).iter().flat_map(|text| words::cut_words(text)).collect();
    let faults = faults + compare(world, &format!("{name}, PDF"), &all, &read);
    let Some(found) = judge::text(&bytes, name) else { return faults };
    let painted: String = painted.iter().map(|said| format!("{}\n", said.text)).collect();
    let missing = judge::missing(&painted, &found);
    if !missing.is_empty() {
        eprintln!("{name}: poppler misses {} words: {:?}", missing.len(), &missing[..missing.len().min(TOLD)]);
    }
    faults + missing.len()
}

fn pdf_options() -> notes_pub::pdf::Options {
    let standard = notes_pub::pdf::Standard::Accessible;
    notes_pub::pdf::Options { standard, pictures: Default::default(), trim: None }
}

fn epub_faults(world: &Disk, book: &Book, name: &str) -> usize {
    let model = words::of(book, false);
    let bytes = notes_pub::epub::write(book, &EpubOptions::default(), &mut Sink::new()).unwrap();
    let found = epub::read(&bytes);
    compare(world, &format!("{name}, EPUB"), &model.body, &found.body)
        + compare(world, &format!("{name}, notes in EPUB"), &model.notes, &found.notes)
}

/// Compares manuscripts, each in some layouts.
fn check(paths: impl Iterator<Item = PathBuf>, layouts: &[&str]) {
    let wanted = std::env::var("NOTES_PUB_TRUTH").unwrap_or_default();
    let paths = paths.filter(|path| wanted.split(',').any(|part| path.to_string_lossy().contains(part)));
    let faults: usize = paths.flat_map(|path| layouts.iter().map(move |layout| faults(&path, layout))).sum();
    assert_eq!(faults, 0);
}

#[test]
fn pages_and_e_books_say_what_our_manuscripts_say() {
    check(OWN.iter().map(PathBuf::from), &["screen", "print", "large-print"]);
}

#[test]
fn pages_and_e_books_say_what_books_say() {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else {
        eprintln!("NOTES_PUB_SHARED is not set, no book is tested");
        return;
    };
    check(BOOKS.iter().map(|book| shared.join(book)), &["screen"]);
    check(std::iter::once(shared.join("seed/xebicon_2019.adoc")), &["print", "large-print"]);
}
