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
    assert_eq!(lints.iter().filter(|lint| **lint == Lint::LimitReached).count(), 1, "told once: {lints:?}");
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
fn paragraphs_of_many_signs_are_refused_by_name() {
    let lines = |line: &str| line.repeat(60_000);
    let quotes: String = (1..1_000).map(|n| format!("{0}word{n}\n{0}\n", "> ".repeat(n))).collect();
    // What a line loses at its end, between lines or before them: the crate would ask for 100 GB and more.
    let indented = format!("* a\n{}", lines("  a < b >\n"));
    // Items, entries and titles within a paragraph are text.
    let mixed = lines("a < b > \n* c\n:d: e\n== f\n");
    for text in [lines("a < b > \n"), lines("a < b >\n// c\n"), indented, mixed, quotes] {
        let (outline, lints) = read_text(text.clone());
        assert_eq!(lints, [Lint::LimitReached]);
        assert!(outline.len() > text.len() / 2);
    }
    // In listings, tables and items of their own nothing is to be feared.
    for text in [
        format!("----\n{}----\n", lines("a < b > \n")),
        format!("|===\n|{}|===\n", lines("a < b >\n")),
        lines("* a < b > \n"),
        lines("a < b > \n\n"),
    ] {
        read_whole(text);
    }
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

/// How deep everything nests that can nest.
const DEEP: usize = 100_000;

/// Reads a text that nests deeper than anyone can follow: in time, and its words are kept. What it is too deep for is
/// told by name, and told once.
fn read_deep(name: &str, text: String) -> (String, bool) {
    let start = std::time::Instant::now();
    let world = Memory::new().with("a.adoc", format!(":experimental:\n:stem:\n\nfirst\n\n{text}\n\nlast\n"));
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let mut options = ReadOptions::default();
    options.limits.time = Duration::from_secs(3);
    let draft = asciidoc::parse(&world, file, &options, &mut sink);
    let book = model::resolve(draft, &mut sink);
    let outline = model::outline(&book);
    assert!(start.elapsed() < Duration::from_secs(120), "{name} took {:?}", start.elapsed());
    assert!(["first", "last"].iter().all(|word| outline.contains(word)), "{name}");
    assert!(outline.contains("word"), "{name}: {}", &outline[..outline.len().min(300)]);
    let told = sink.diagnostics().iter().filter(|told| told.lint == Lint::LimitReached).count();
    assert!(told <= 1, "{name}: {told} messages");
    (outline, told == 1)
}

#[test]
fn blocks_nest_a_hundred_thousand_deep() {
    let fences = ["====\n", "****\n", "____\n", "--\n"].concat().repeat(DEEP / 4);
    for (name, text, is_told) in [
        ("delimiters", format!("{fences}word"), false),
        ("quotes", format!("{}word", "> ".repeat(DEEP)), true),
        ("quotes without blanks", format!("{} word", ">".repeat(DEEP)), false),
        ("stars", format!("* a\n{} word", "*".repeat(DEEP)), false),
        ("dots", format!(". a\n{} word", ".".repeat(DEEP)), false),
        ("items in items", format!("{}word", "* - . ".repeat(DEEP / 3)), false),
        ("lists of all kinds", format!("{}word", "* a\n. b\n- c\nd:: e\n".repeat(DEEP / 4)), false),
        ("terms", format!("{}word", "a:: ".repeat(DEEP)), false),
        ("terms below each other", format!("{}word", "a::\n".repeat(DEEP)), false),
        ("continuations", format!("{}word", "* a\n+\n".repeat(DEEP)), false),
        ("open blocks in items", format!("{}word", "* a\n+\n--\n".repeat(DEEP)), false),
        ("examples in items", format!("{}word", "* a\n+\n====\n".repeat(DEEP)), false),
        ("paragraphs of notes", format!("{}word", "NOTE: ".repeat(DEEP)), false),
        ("styles", format!("{}word", "[NOTE]\n".repeat(DEEP)), false),
        ("titles", format!("{}word", ".a\n".repeat(DEEP)), false),
        ("conditions", format!("{}{}word", "ifdef::asciidoctor[]\n".repeat(DEEP), "endif::[]\n".repeat(DEEP)), false),
        ("levels of sections", format!("{}== word", ":leveloffset: +1\n".repeat(DEEP)), false),
        ("code", format!("[source,json]\n----\n{}\"word\"{}\n----", "[\n".repeat(DEEP), "]\n".repeat(DEEP)), false),
    ] {
        let (_, told) = read_deep(name, text);
        assert!(told || !is_told, "{name}: nobody is told");
    }
}

#[test]
fn deeper_blocks_than_the_limit_keep_their_words() {
    // Each within the one before: 2,500 lists by their marks, 2,500 blocks by the length of their delimiters.
    let items: String = (0..2_500).map(|n| format!("{} word{n}\n", "*".repeat(n + 1))).collect();
    let (outline, told) = read_deep("lists", items);
    assert!(told && (0..2_500).all(|n| outline.contains(&format!("item :: word{n}\n"))));
    let blocks: String =
        (0..2_500).map(|n| format!("{}\n\nword{n}\n\n", "=*_"[n % 3..=n % 3].repeat(4 + n / 3))).collect();
    let (outline, told) = read_deep("blocks", blocks);
    assert!(told && (0..2_500).all(|n| outline.contains(&format!("paragraph :: word{n}\n"))));
    // What was in a list below the limit goes on there, and no sign of ours is seen.
    let terms: String = ["::", ":::", "::::", ";;"].iter().map(|mark| format!("a{mark} b\n")).collect();
    let (outline, _) = read_deep("mixed", format!("{}{terms}word", "> ".repeat(28)));
    assert!(!outline.contains(['\u{F0BEE}', '{']), "{outline}");
    // A deep include tells of itself.
    let deep: String = (0..40).map(|n| format!("{} word{n}\n", "*".repeat(n + 1))).collect();
    let world = Memory::new().with("a.adoc", "include::b.adoc[]\n\ninclude::b.adoc[]\n").with("b.adoc", deep);
    let (outline, lints) = read(&world);
    assert_eq!((outline.matches("word39").count(), lints), (2, vec![Lint::LimitReached]));
}

#[test]
fn marks_within_lines_nest_a_hundred_thousand_deep() {
    for (open, close) in [
        ("*_", "_*"),
        ("**__", "__**"),
        ("[.a]#", "#"),
        ("^", "^"),
        ("\"`", "`\""),
        ("`+", "+`"),
        ("+++", "+++"),
        ("link:a[", "]"),
        ("xref:a[", "]"),
        ("<<a,", ">>"),
        ("((", "))"),
        ("[[a", "]]"),
        ("pass:q[", "]"),
        ("stem:[", "]"),
        ("kbd:[", "]"),
        ("btn:[", "]"),
        ("{a", "}"),
        ("(", ")"),
        ("[", "]"),
    ] {
        read_deep(open, format!("word {}deep{} word", open.repeat(DEEP), close.repeat(DEEP)));
    }
    // More bytes than a line may have: refused by name, with its words.
    for open in ["footnote:[", "indexterm:[", "image:a.png[", "https://e.org["] {
        let line = format!("word {}word{}", open.repeat(DEEP), "]".repeat(DEEP));
        let (_, told) = read_deep(open, line.clone());
        assert_eq!(told, line.len() > 1 << 20, "{open}");
    }
}

#[test]
fn cells_and_formulas_nest_a_hundred_thousand_deep() {
    read_deep("cells", format!("word\n\n{}word", "|===\na|".repeat(DEEP)));
    read_deep("cells in cells", format!("word\n\n{}word", "|===\na|!===\na!".repeat(DEEP)));
    for (kind, open, close) in [
        ("latexmath", "\\frac{", "}"),
        ("latexmath", "{", "}"),
        ("latexmath", "\\sqrt{", "}"),
        ("asciimath", "(", ")"),
        ("asciimath", "sqrt ", ""),
        ("asciimath", "x^", ""),
    ] {
        let text = format!("[{kind}]\n++++\n{}word{}\n++++", open.repeat(DEEP), close.repeat(DEEP));
        read_deep(open, text);
    }
}

#[test]
fn references_lead_on_a_hundred_thousand_times() {
    let chain: String = (0..DEEP).map(|n| format!("[[t{n}]]\n.<<t{}>>\nword{n}\n\n", n + 1)).collect();
    let (outline, _) = read_deep("references", chain);
    assert!(outline.contains("word99999"));
    // Files that include each other end at the depth of includes.
    let world = (0..500).fold(Memory::new(), |world, n| {
        let next = if n == 0 { "a.adoc".to_owned() } else { format!("f{n}.adoc") };
        world.with(next, format!("word{n}\n\ninclude::f{}.adoc[]\n\nback{n}\n", n + 1))
    });
    let (outline, lints) = read(&world);
    assert!(outline.contains("word0") && outline.contains("back0"), "{lints:?}");
    assert_eq!(lints, [Lint::IncludeLoop]);
}
