//! Input that would take too long, go too deep or run in circles: each is read in time, with its words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::Path;
use std::time::{Duration, Instant};

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::{Lint, Sink};
use notes_pub::model;
use notes_pub::world::{Memory, World};
use serde::Deserialize;

/// The outline of a text and what was told about it.
fn read(world: &Memory) -> (String, Vec<Lint>) {
    read_timed(world).0
}

/// The same, with the time that reading took; the JSON is looked at besides.
fn read_timed(world: &Memory) -> ((String, Vec<Lint>), Duration) {
    let start = Instant::now();
    let mut sink = Sink::new();
    let (file, faults) = world.load(Path::new("a.adoc")).unwrap();
    sink.extend(faults);
    let draft = asciidoc::parse(world, file, &ReadOptions::default(), &mut sink);
    let book = model::resolve(draft, &mut sink);
    let outline = model::outline(&book);
    let took = start.elapsed();
    check_json(&book, world, world.source(file).text().len() + outline.len());
    ((outline, sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect()), took)
}

/// The JSON of a book is JSON, and in proportion to what there is to say.
fn check_json(book: &model::Book, world: &Memory, size: usize) {
    let start = Instant::now();
    let mut json = Vec::new();
    model::write_asg(book, world, &mut json).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "took {:?}", start.elapsed());
    assert!(json.len() < 1_000 + 400 * size, "{} bytes for {size}", json.len());
    let mut reader = serde_json::Deserializer::from_slice(&json);
    reader.disable_recursion_limit();
    serde::de::IgnoredAny::deserialize(&mut reader).unwrap();
    reader.end().unwrap();
}

fn read_text(text: impl Into<Vec<u8>>) -> (String, Vec<Lint>) {
    read(&Memory::new().with("a.adoc", text))
}

/// Reads within `seconds`, which are many times what it takes.
fn read_in(seconds: u64, text: impl Into<Vec<u8>>) -> (String, Vec<Lint>) {
    let (read, took) = read_timed(&Memory::new().with("a.adoc", text));
    assert!(took < Duration::from_secs(seconds), "took {took:?}");
    read
}

#[test]
fn references_may_run_in_circles() {
    let (outline, _) = read_text("[[a]]\n== x <<a>>\n\n<<a>>\n");
    let circle = "<xref #a>x <xref #a>x <xref #a>[a]</xref></xref></xref>";
    assert_eq!(outline, format!("document :: x {circle}\nsection #a level=1 :: x {circle}\n  paragraph :: {circle}\n"));
    assert!(read_text("[[a]]\n.t <<b>>\ntext\n\n[[b]]\n.u <<a>>\ntext\n").0.contains("text"));
    // Each title doubles the one before.
    let titles: String = (0..40).map(|n| format!("[[t{n}]]\n== x <<t{}>> <<t{}>>\n\n", n + 1, n + 1)).collect();
    assert!(read_in(20, titles).0.len() < 100_000);
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
        let (outline, _) = read_in(60, piece.repeat(5_000));
        assert!(!outline.is_empty(), "{piece}");
    }
    read_in(60, format!("{} text", ">".repeat(100_000)));
    read_in(60, "====\n".repeat(100_000));
    read_in(60, (0..2_000).map(|n| "=".repeat(4 + n) + "\n").collect::<String>());
}

#[test]
fn equal_titles_are_counted_in_time() {
    let (outline, _) = read_in(50, "= T\n\n".to_owned() + &"== A b\n\nx\n\n".repeat(30_000));
    for id in ["#_a_b level", "#_a_b_2 level", "#_a_b_51 level", "#_a_b_30000 level"] {
        assert_eq!(outline.matches(id).count(), 1, "{id}");
    }
    assert!(!outline.contains("counted"));
}

#[test]
fn a_long_line_is_refused_by_name() {
    let (outline, lints) = read_in(30, "x".repeat(100 << 20));
    assert_eq!(lints, [Lint::LimitReached]);
    assert!(outline.len() > 100 << 20);
}

#[test]
fn attributes_may_be_many() {
    let entries: String = (0..200_000).map(|n| format!(":a{n}: {n}\n")).collect();
    assert!(read_in(60, entries + "\n{a199999}").0.contains("199999"));
    let list: String = (0..50_000).map(|n| format!("a{n}=1,")).collect();
    assert!(read_in(60, format!("[{list}]\ntext")).0.contains("text"));
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
    assert_eq!(read_text("[wavedrom]\ntext\n\n[quote]\ntext\n\n[lead]\ntext\n").1, []);
}

#[test]
fn what_is_left_open_is_named() {
    for open in ["====\ntext", "----\ntext", "|===\n|text", "--\ntext", "////\ntext", "ifdef::a[]\ntext"] {
        let (_, lints) = read_text(format!("before\n\n{open}\n"));
        assert_eq!(lints, [Lint::BadMarkup], "{open}");
    }
}
