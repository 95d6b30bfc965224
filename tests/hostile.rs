//! Input that would take too long, go too deep or run in circles: each is read in time, with its words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::Path;
use std::time::Duration;

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::{Lint, Sink};
use notes_pub::model;
use notes_pub::world::{Memory, World};
use serde::Deserialize;

/// The outline of a text and what was told about it; the JSON is looked at besides.
fn read(world: &Memory) -> (String, Vec<Lint>) {
    let mut sink = Sink::new();
    let (file, faults) = world.load(Path::new("a.adoc")).unwrap();
    sink.extend(faults);
    let draft = asciidoc::parse(world, file, &ReadOptions::default(), &mut sink);
    let book = model::resolve(draft, &mut sink);
    let outline = model::outline(&book);
    check_json(&book, world, world.source(file).text().len() + outline.len());
    (outline, sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect())
}

/// The JSON of a book is JSON, and in proportion to what there is to say.
fn check_json(book: &model::Book, world: &Memory, size: usize) {
    let mut json = Vec::new();
    model::write_asg(book, world, &mut json).unwrap();
    assert!(json.len() < 1_000 + 400 * size, "{} bytes for {size}", json.len());
    let mut reader = serde_json::Deserializer::from_slice(&json);
    reader.disable_recursion_limit();
    serde::de::IgnoredAny::deserialize(&mut reader).unwrap();
    reader.end().unwrap();
}

fn read_text(text: impl Into<Vec<u8>>) -> (String, Vec<Lint>) {
    read(&Memory::new().with("a.adoc", text))
}

/// Reads a text that must not meet any limit: neither that of time nor another.
fn read_whole(text: impl Into<Vec<u8>>) -> (String, Vec<Lint>) {
    let read = read_text(text);
    assert!(!read.1.contains(&Lint::LimitReached), "a limit was reached");
    read
}

/// What is told about a text for which there is no time at all: it is refused by name, and its words are kept.
fn refused(text: &str) -> Vec<Lint> {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let mut options = ReadOptions::default();
    options.limits.time = Duration::ZERO;
    let draft = asciidoc::parse(&world, file, &options, &mut sink);
    assert!(model::outline(&model::resolve(draft, &mut sink)).contains("text"));
    assert!(sink.worst() == Some(notes_pub::diag::Severity::Error));
    sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect()
}

#[test]
fn references_may_run_in_circles() {
    let (outline, _) = read_text("[[a]]\n== x <<a>>\n\n<<a>>\n");
    let circle = "<xref #a>x <xref #a>x <xref #a>[a]</xref></xref></xref>";
    assert_eq!(outline, format!("document :: x {circle}\nsection #a level=1 :: x {circle}\n  paragraph :: {circle}\n"));
    assert!(read_text("[[a]]\n.t <<b>>\ntext\n\n[[b]]\n.u <<a>>\ntext\n").0.contains("text"));
    // Each title doubles the one before.
    let titles: String = (0..40).map(|n| format!("[[t{n}]]\n== x <<t{}>> <<t{}>>\n\n", n + 1, n + 1)).collect();
    assert!(read_whole(titles).0.len() < 100_000);
}

#[test]
fn no_word_is_lost_below_the_deepest_block() {
    let fences: Vec<String> = (0..60).map(|n| "=*_"[n % 3..=n % 3].repeat(4 + n / 3)).collect();
    let down: String = fences.iter().enumerate().map(|(n, fence)| format!("{fence}\nword{n}\n\n")).collect();
    let up: String = fences.iter().enumerate().rev().map(|(n, fence)| format!("\nback{n}\n{fence}\n")).collect();
    let (outline, lints) = read_text(down + &up + "\nend");
    let lost: Vec<_> =
        (0..60).filter(|n| !outline.contains(&format!("word{n}")) || !outline.contains(&format!("back{n}"))).collect();
    assert!(lost.is_empty(), "{lost:?}\n{outline}");
    assert!(outline.ends_with("\nparagraph :: end\n"), "{outline}");
    assert!(!lints.contains(&Lint::LimitReached), "{lints:?}");
}

#[test]
fn lists_in_blocks_in_lists_keep_their_words() {
    let mut text = String::new();
    for n in 0..20 {
        let fence = "=".repeat(4 + n);
        text += &format!("* a{n}\n** b{n}\n*** c{n}\n+\n{fence}\n");
    }
    let (outline, _) = read_text(text);
    assert!((0..20).all(|n| ["a", "b", "c"].iter().all(|word| outline.contains(&format!("{word}{n}")))), "{outline}");
}

#[test]
fn marks_may_nest_without_end() {
    for piece in [
        ">",
        "> ",
        "[",
        "{",
        "*_",
        "((",
        "<<",
        "|===\na|",
        "* ",
        "a::\n",
        "footnote:[",
        "link:a[",
        "image:",
        "`+",
        "\\",
        "&#",
    ] {
        let (outline, _) = read_text(piece.repeat(5_000));
        assert!(!outline.is_empty(), "{piece}");
    }
    read_whole(format!("{} text", ">".repeat(100_000)));
    read_whole("====\n".repeat(100_000));
    read_whole((0..2_000).map(|n| "=".repeat(4 + n) + "\n").collect::<String>());
}

#[test]
fn equal_titles_are_counted_in_time() {
    let (outline, _) = read_whole("= T\n\n".to_owned() + &"== A b\n\nx\n\n".repeat(30_000));
    for id in ["#_a_b level", "#_a_b_2 level", "#_a_b_51 level", "#_a_b_30000 level"] {
        assert_eq!(outline.matches(id).count(), 1, "{id}");
    }
    assert!(!outline.contains("counted"));
}

#[test]
fn a_long_line_is_refused_by_name() {
    let (outline, lints) = read_text("x".repeat(100 << 20));
    assert_eq!(lints, [Lint::LimitReached]);
    assert!(outline.len() > 100 << 20);
}

#[test]
fn attributes_may_be_many() {
    let entries: String = (0..200_000).map(|n| format!(":a{n}: {n}\n")).collect();
    assert!(read_whole(entries + "\n{a199999}").0.contains("199999"));
    let list: String = (0..50_000).map(|n| format!("a{n}=1,")).collect();
    assert!(read_whole(format!("[{list}]\ntext")).0.contains("text"));
}

#[test]
fn every_encoding_is_read() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let text = "= Title\n\nL'été is here.\n";
    for bytes in [utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes)] {
        assert_eq!(
            read_text(bytes),
            ("document :: Title\nparagraph :: L’été is here.\n".to_owned(), vec![Lint::Utf16])
        );
    }
    let world = Memory::new()
        .with("a.adoc", "include::b.txt[encoding=iso-8859-1]\n\ninclude::c.txt[encoding=windows-1252]")
        .with("b.txt", &b"\xE9t\xE9"[..])
        .with("c.txt", &b"\x80\x85"[..]);
    assert_eq!(read(&world), ("paragraph :: été\nparagraph :: €…\n".to_owned(), vec![]));
}

#[test]
fn a_style_with_a_slip_is_named() {
    assert_eq!(read_text("[qoute]\ntext\n\n[NOTES]\ntext\n").1, [Lint::UnknownStyle, Lint::UnknownStyle]);
    // A diagram is named for what it is: no slip.
    assert_eq!(read_text("[wavedrom]\ntext\n").1, [Lint::DiagramNotDrawn]);
    assert_eq!(read_text("[quote]\ntext\n\n[lead]\ntext\n").1, []);
}

#[test]
fn what_is_left_open_is_named() {
    for open in ["====\ntext", "----\ntext", "|===\n|text", "--\ntext", "////\ntext", "ifdef::a[]\ntext"] {
        let (_, lints) = read_text(format!("before\n\n{open}\n"));
        assert_eq!(lints, [Lint::BadMarkup], "{open}");
    }
}

#[test]
fn a_million_attributes_are_read_or_refused() {
    // The same one time and again; each of its own is tried above with fewer.
    let entries: String = (0..1_000_000).map(|n| format!(":a: {n}\n")).collect();
    assert!(read_whole(entries + "\n{a}").0.contains("999999"));
    let line: String = (0..1_000_000).map(|n| format!("a{n}=1,")).collect();
    assert_eq!(read_text(format!("[{line}]\ntext")).1, [Lint::LimitReached]);
}

#[test]
fn what_takes_too_long_ends_with_its_words() {
    // The crate's time grows with the square of these.
    for text in ["[a=1]\n".repeat(40_000) + "text", "[.b]#text ".repeat(12_000), "|===\na|".repeat(12_000) + "text"] {
        assert_eq!(refused(&text), [Lint::LimitReached]);
    }
}

#[test]
fn halves_of_characters_are_replaced() {
    // UTF-16 with a surrogate that stands alone, in both orders of bytes, and half a unit at the end.
    let units = [0xFEFF, 0x61, 0xD800, 0x62, 0xDC00, 0x63_u16];
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let mut bytes: Vec<u8> = units.iter().copied().flat_map(order).collect();
        assert_eq!(read_text(bytes.clone()).0, "paragraph :: a\u{FFFD}b\u{FFFD}c\n");
        bytes.push(0);
        assert!(read_text(bytes).0.starts_with("paragraph :: a\u{FFFD}b"));
    }
}

#[test]
fn marks_without_a_partner_are_text() {
    let (outline, _) = read_whole("*a ".repeat(32_000));
    assert!(outline.matches('a').count() >= 32_000);
    for mark in ["_a ", "`a ", "#a ", "^a ", "~a ", "((a ", "<<a ", "[[a ", "+a ", "\"`a ", "footnote:[a "] {
        let (outline, _) = read_whole(mark.repeat(4_000));
        assert!(outline.matches('a').count() >= 4_000, "{mark}");
    }
}

#[test]
fn cells_that_fill_no_row_are_kept_and_named() {
    let (outline, lints) = read_text("[cols=3*]\n|===\n|one |two |three\n|four\n|===\n");
    assert_eq!(lints, [Lint::LooseCells]);
    assert!(outline.contains("one") && outline.contains("three"));
    // A span that is wider than the table.
    assert!(read_text("[cols=2*]\n|===\n9+|wide\n|a |b\n|===\n").0.contains('b'));
    // More columns or copies than anyone has.
    assert_eq!(read_text("[cols=1000000*]\n|===\n|a\n|===\n\ntext").0.matches("text").count(), 1);
    assert_eq!(read_text("|===\n1000000000*|a\n|===\n\ntext").0.matches("text").count(), 1);
}

#[test]
fn equal_ids_and_references_to_none_are_named_where_they_stand() {
    let world = Memory::new().with("a.adoc", "[#a]\none\n\n[#a]\ntwo\n\n<<nowhere>>\n");
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let _ = model::resolve(asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    let mut told: Vec<_> = sink
        .diagnostics()
        .iter()
        .map(|told| {
            (world.source(file).text()[..told.span.unwrap().range().start].matches('\n').count() + 1, told.lint)
        })
        .collect();
    told.sort_by_key(|(line, _)| *line);
    assert_eq!(told, [(4, Lint::DuplicateId), (7, Lint::DanglingReference)]);
}

#[test]
fn includes_in_circles_end() {
    let world = Memory::new()
        .with("a.adoc", "include::b.adoc[]\n\nend")
        .with("b.adoc", "b\n\ninclude::a.adoc[]\n\ninclude::b.adoc[]\n");
    let (outline, lints) = read(&world);
    assert!(outline.ends_with("paragraph :: end\n"), "{outline}");
    assert!(lints.contains(&Lint::IncludeLoop), "{lints:?}");
}
