//! Every construct by its family: what is meant, what is set, what is read aloud, what the EPUB says, what is told.
//!
//! A family is a manuscript in `tests/suite/`; a line `// warns: NAME` in it stands above the block that a message
//! of that name is about. `INSTA_UPDATE=always` rewrites the golden texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use std::io::Read;
use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::epub::{self, EpubOptions, MediaFiles};
use notes_pub::font::FontBook;
use notes_pub::frame::{dump_pages, dump_tags};
use notes_pub::highlight::highlight;
use notes_pub::layout::{Context, layout_book, wanted_lists};
use notes_pub::model::{Spaces, outline, resolve, set};
use notes_pub::theme::read;
use notes_pub::world::{Disk, Memory, World};

/// The bodies of an EPUB's files of text, in the order of their names.
fn bodies(epub: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).unwrap();
    let mut bodies = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        if name.ends_with(".xhtml") {
            file.read_to_string(&mut text).unwrap();
            bodies.push(format!("{name}\n{}\n", &text[text.find("<body").unwrap()..]));
        }
    }
    bodies.sort();
    bodies.concat()
}

/// What the manuscript promises to be told, with the lines that promise it.
fn promised(text: &str) -> Vec<(usize, String)> {
    let mut promised = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let names = line.strip_prefix("// warns: ").into_iter().flat_map(|names| names.split(", "));
        promised.extend(names.map(|name| (index + 1, name.to_owned())));
    }
    promised
}

/// The line that promises what is told of a line: it stands above it with no empty line between.
fn promise_of(text: &str, line: usize) -> usize {
    let lines: Vec<&str> = text.lines().take(line - 1).collect();
    let above = lines.iter().rposition(|above| above.is_empty() || above.starts_with("// warns: "));
    above.filter(|above| lines[*above].starts_with("// warns: ")).map_or(line, |above| above + 1)
}

fn check(family: &str) {
    let path = format!("tests/suite/{family}.adoc");
    let world = Disk::new();
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new(&path)).unwrap();
    let mut resolved = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    insta::assert_snapshot!(format!("{family}_outline"), outline(&resolved));

    highlight(&mut resolved, &mut sink);
    let paper = set(resolved.clone(), Spaces::Narrow);
    let theme = read(&world, "screen", &mut sink).unwrap();
    let pixels = |_| Some((1600, 1200));
    let fonts = FontBook::compiled_in();
    let context = Context { theme: &theme, fonts, pixels: &pixels, book: &paper, date: None };
    let pages = layout_book(&context, &mut sink);
    insta::assert_snapshot!(format!("{family}_frames"), dump_pages(&pages));
    insta::assert_snapshot!(format!("{family}_tags"), dump_tags(&pages));

    let screen = set(resolved, Spaces::Wide);
    let media = MediaFiles::read(&world, &screen, &mut sink);
    let lists = wanted_lists(&theme, &screen);
    let options = EpubOptions { media, lists, ..EpubOptions::default() };
    let bytes = epub::write(&screen, &options, &mut sink).unwrap();
    insta::assert_snapshot!(format!("{family}_xhtml"), bodies(&bytes));

    let source = world.source(file);
    let line = |at: usize| promise_of(source.text(), source.text()[..at].matches('\n').count() + 1);
    let told = sink.diagnostics().iter().filter_map(|told| Some((told.span?, told.lint.name().to_owned())));
    let mut told: Vec<_> =
        told.filter(|(span, _)| span.file == file).map(|(span, name)| (line(span.range().start), name)).collect();
    told.sort();
    told.dedup();
    assert_eq!(told, promised(source.text()), "{family}");
}

#[test]
fn sounds_and_films_play_or_say_where_they_are() {
    check("media");
}

#[test]
fn references_lead_into_documents_that_are_included() {
    check("documents");
}

#[test]
fn captions_are_what_the_author_asks_for() {
    check("captions");
}

/// Title and subtitle as paper and screen have them; `title` stands in the manuscript with what belongs to it.
fn titles(title: &str) -> [String; 2] {
    let world = Memory::new().with("a.adoc", format!("{title}\n:doctype: book\n\nText.\n"));
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let book = set(resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink), Spaces::Narrow);
    let theme = read(&world, "screen", &mut sink).unwrap();
    let fonts = FontBook::compiled_in();
    let context = Context { theme: &theme, fonts, pixels: &|_| None, book: &book, date: None };
    let tags = dump_tags(&layout_book(&context, &mut sink));
    let paper: Vec<&str> = tags.lines().map(str::trim).filter(|line| line.starts_with('"')).take(2).collect();
    let screen = bodies(&epub::write(&book, &EpubOptions::default(), &mut sink).unwrap());
    let from = screen.find("<header").unwrap();
    let header = &screen[from..from + screen[from..].find("</header>").unwrap()];
    let mut words = Vec::new();
    for piece in header.split('<').filter_map(|piece| piece.split_once('>')) {
        words.extend((!piece.1.trim().is_empty()).then(|| format!("\"{}\"", piece.1.trim())));
    }
    [paper.join(" "), words.join(" ")]
}

#[test]
fn titles_are_parted_where_the_author_says() {
    for (title, expected) in [
        ("= Main: Sub", r#""Main" "Sub""#),
        ("= Main: Title | Sub: title\n:title-separator: {sp}|", r#""Main: Title" "Sub: title""#),
        ("[separator=::]\n= Main: Title:: Sub: title", r#""Main: Title" "Sub: title""#),
        ("= A: b: c", r#""A: b" "c""#),
    ] {
        let [paper, screen] = titles(title);
        assert_eq!(screen, expected, "{title}");
        assert_eq!(paper, expected, "{title}");
    }
}

#[test]
fn lists_lead_to_what_they_name() {
    check("listed");
}

#[test]
fn blocks_are_what_they_say() {
    check("blocks");
}

#[test]
fn lists_have_every_form() {
    check("items");
}

#[test]
fn text_within_lines_has_every_form() {
    check("inlines");
}

#[test]
fn pictures_are_as_the_author_asks() {
    check("pictures");
}

#[test]
fn sections_have_every_kind() {
    check("sections");
}

#[test]
fn code_is_kept() {
    check("code");
}

#[test]
fn diagrams_are_their_sources() {
    check("diagrams");
}
