//! Tables: what is meant, what is set, how pages part them, what is read aloud and what the EPUB says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

use std::collections::HashSet;
use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::{Lint, Sink};
use notes_pub::font::FontBook;
use notes_pub::frame::{Artifact, Item, ItemKind, Owner, Page, PagedBook, Role, dump_tags};
use notes_pub::geom::{Abs, Colour, Rect};
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{Book, Spaces, resolve, set};
use notes_pub::theme::read;
use notes_pub::world::{Memory, World};

const BLUE: Colour = Colour::new(0, 0, 255);
const RED: Colour = Colour::new(255, 0, 0);

fn book(text: &str, sink: &mut Sink) -> (Memory, Book) {
    let world = Memory::new().with("a.adoc", text);
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let book = set(resolve(parse(&world, file, &ReadOptions::default(), sink), sink), Spaces::Narrow);
    (world, book)
}

fn lay_out_with(text: &str, layout: &str) -> (PagedBook, Sink) {
    let mut sink = Sink::new();
    let (_, book) = book(text, &mut sink);
    let world = Memory::new().with("own.toml", format!("version = 1\n{layout}"));
    let theme = read(&world, "own.toml", &mut sink).unwrap();
    let pixels = |_| None;
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &pixels, book: &book, date: None };
    let pages = layout_book(&context, &mut sink);
    (pages, sink)
}

/// Rules are blue and stripes are red, so that they can be found.
const COLOURS: &str = "[table]\nrule-colour = \"#0000ff\"\nstripe-colour = \"#ff0000\"\nheavy-rule = \"1pt\"\n";

fn lay_out(text: &str) -> PagedBook {
    lay_out_with(text, COLOURS).0
}

/// Texts of a page with their owners, words that are broken over lines whole.
fn words(page: &Page) -> Vec<(String, &Item)> {
    page.items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Text(text) => Some((text.text.trim().to_owned(), item)),
            ItemKind::BrokenWord(word) => Some((word.word.clone(), item)),
            _ => None,
        })
        .collect()
}

fn find<'p>(page: &'p Page, what: &str) -> Option<&'p Item> {
    words(page).into_iter().find(|(word, _)| word == what).map(|(_, item)| item)
}

fn boxes(page: &Page, colour: Colour) -> Vec<Rect> {
    let shape = |item: &Item| match &item.kind {
        ItemKind::Shape(shape) if shape.fill == Some(colour) => Some(Rect::new(item.at, shape.size)),
        _ => None,
    };
    page.items.iter().filter_map(shape).collect()
}

/// How many rules of a page lie and how many stand.
fn rules(page: &Page) -> (usize, usize) {
    let (lying, standing): (Vec<Rect>, Vec<Rect>) =
        boxes(page, BLUE).into_iter().partition(|rule| rule.size.width > rule.size.height);
    (lying.len(), standing.len())
}

fn told(sink: &Sink) -> Vec<Lint> {
    sink.diagnostics().iter().map(|told| told.lint).collect()
}

/// A table of numbered rows.
fn many(rows: usize, words: &str) -> String {
    let rows: String = (0..rows).map(|row| format!("|n{row} |{words}\n")).collect();
    format!("[%header,cols=\"1,4\"]\n|===\n|Number |Words\n\n{rows}|===\n")
}

#[test]
fn a_head_is_said_again_on_each_page_and_read_once() {
    let pages = lay_out(&many(120, "some words")).pages;
    assert!(pages.len() > 2);
    for (index, page) in pages.iter().enumerate() {
        let head = find(page, "Number").expect("each page has the head");
        assert_eq!(matches!(head.owner, Owner::Element(_)), index == 0, "later heads are artifacts");
        assert!(words(page).iter().filter(|(word, _)| word.starts_with('n')).count() > 1, "no row is alone");
        let first = words(page).iter().filter(|(word, _)| word.starts_with('n')).map(|(_, item)| item.at.y).min();
        assert!(first.unwrap() > head.at.y, "rows stand below the head");
    }
    let rows: Vec<String> = pages.iter().flat_map(|page| words(page).into_iter().map(|(word, _)| word)).collect();
    for row in 0..120 {
        assert_eq!(rows.iter().filter(|word| **word == format!("n{row}")).count(), 1);
    }
}

#[test]
fn a_titled_table_says_that_it_goes_on_and_nobody_reads_it() {
    let text = many(120, "words").replacen("|===", ".Long\n|===", 1);
    let book = lay_out(&text);
    assert!(book.pages.len() > 2);
    for (index, page) in book.pages.iter().enumerate() {
        let said = find(page, "(continued)").or_else(|| find(page, "Table 1 (continued)"));
        assert_eq!(said.is_some(), index > 0, "page {index}");
        assert!(said.is_none_or(|item| matches!(item.owner, Owner::Artifact(Artifact::Layout))));
    }
    assert!(!dump_tags(&book).contains("continued"));
    let untitled = lay_out(&many(120, "words"));
    assert!(untitled.pages.iter().all(|page| find(page, "(continued)").is_none()));
}

#[test]
fn the_head_of_a_table_in_a_cell_is_said_again_too() {
    let inner: String = (0..120).map(|row| format!("!row{row} !words\n")).collect();
    let book = lay_out(&format!(
        "[%header,cols=\"1,3a\"]\n|===\n|Outer |Other\n|left\n|\n[%header,cols=2]\n!===\n!Inner !Second\n{inner}!===\n|===\n"
    ));
    assert!(book.pages.len() > 2);
    for page in &book.pages {
        let at = |words: &str| find(page, words).map(|item| item.at.y);
        let first = page.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Text(text) if text.text.starts_with("row") => Some(item.at.y),
            _ => None,
        });
        assert!(at("Outer") < at("Inner") && at("Inner") < first.min(), "heads stand above the first row");
    }
    let tags = dump_tags(&book);
    assert_eq!((tags.matches("\"Outer\"").count(), tags.matches("\"Inner\"").count()), (1, 1));
}

#[test]
fn a_head_stays_with_its_first_row() {
    for lines in 1..40 {
        let text = format!("{}{}", "A line of its own.\n\n".repeat(lines), many(3, "some words"));
        for page in &lay_out(&text).pages {
            if let Some(head) = find(page, "Number").filter(|head| matches!(head.owner, Owner::Element(_))) {
                let row = find(page, "n0").expect("the first row stands below its head");
                assert!(row.at.y > head.at.y);
            }
        }
    }
}

#[test]
fn a_cell_longer_than_three_pages_goes_on_and_nothing_overlaps() {
    let long: String = (0..2500).map(|word| format!("w{word} ")).collect();
    let short: String = (0..300).map(|word| format!("s{word} ")).collect();
    let book = lay_out(&format!("[%header]\n|===\n|Left |Right\n\n|{long}\n|{short}\n|===\n"));
    assert!(book.pages.len() > 3);
    let all: Vec<String> = book.pages.iter().flat_map(|page| words(page).into_iter().map(|(word, _)| word)).collect();
    let said: Vec<&str> = all.iter().flat_map(|line| line.split_whitespace()).collect();
    let long: Vec<&&str> = said.iter().filter(|word| word.starts_with('w')).collect();
    assert_eq!(long.len(), 2500);
    assert!(long.iter().enumerate().all(|(index, word)| ***word == format!("w{index}")), "in their order");
    assert_eq!(said.iter().filter(|word| word.starts_with('s')).count(), 300);
    for page in &book.pages {
        let lowest =
            words(page).into_iter().map(|(_, item)| item.at.y).filter(|y| *y < page.body.bottom() + Abs::pt(20.0));
        assert!(lowest.clone().count() > 0);
        let mut lines: Vec<Abs> =
            words(page).into_iter().filter(|(word, _)| word.starts_with('w')).map(|(_, item)| item.at.y).collect();
        lines.sort_unstable();
        lines.dedup();
        assert!(lines.windows(2).all(|pair| pair[1] - pair[0] > Abs::pt(8.0)), "lines keep their distance");
        assert!(lines.iter().all(|y| *y <= page.body.bottom() && *y >= page.body.origin.y));
    }
}

#[test]
fn short_rows_stay_whole() {
    let rows: String = (0..90).map(|row| format!("|a{row} +\nb{row} +\nc{row}\n|x\n")).collect();
    let book = lay_out(&format!("|===\n{rows}|===\n"));
    assert!(book.pages.len() > 2);
    for page in &book.pages {
        let on_page: HashSet<String> = words(page).into_iter().map(|(word, _)| word).collect();
        for row in 0..90 {
            let here = ["a", "b", "c"].iter().filter(|name| on_page.contains(&format!("{name}{row}"))).count();
            assert!(here == 0 || here == 3, "row {row} is parted");
        }
    }
}

#[test]
fn frame_and_grid_are_those_that_are_asked_for() {
    let table =
        |looks: &str| rules(&lay_out(&format!("[{looks}]\n|===\n|a |b |c\n|d |e |f\n|g |h |i\n|===\n")).pages[0]);
    assert_eq!(table("frame=none,grid=none"), (0, 0));
    assert_eq!(table("frame=ends,grid=none"), (2, 0));
    assert_eq!(table("frame=topbot,grid=none"), (2, 0));
    assert_eq!(table("frame=sides,grid=none"), (0, 2));
    assert_eq!(table("frame=all,grid=all"), (4, 4));
    assert_eq!(table("frame=none,grid=rows"), (2, 0));
    assert_eq!(table("frame=none,grid=cols"), (0, 2));
    // Who asks for nothing gets the layout's: rules above, below and between rows.
    assert_eq!(table("cols=3"), (4, 0));
    let all = lay_out(":table-frame: none\n:table-grid: cols\n\n|===\n|a |b\n|===\n");
    assert_eq!(rules(&all.pages[0]), (0, 1));
}

#[test]
fn rules_leave_spans_open() {
    let page = &lay_out("[frame=none,grid=all]\n|===\n.2+|a |b\n|c\n2+|d\n|===\n").pages[0];
    let (lying, standing) = rules(page);
    // Below b alone, below a and c; beside a and b over two rows, not beside d.
    assert_eq!((lying, standing), (2, 1));
    let short = boxes(page, BLUE).into_iter().filter(|rule| rule.size.width > rule.size.height);
    let widths: Vec<Abs> = short.map(|rule| rule.size.width).collect();
    assert!(widths[0] < widths[1]);
}

#[test]
fn stripes_lie_behind_their_rows() {
    let count = |stripes: &str| {
        let book = lay_out(&format!("[%header,stripes={stripes}]\n|===\n|a |b\n\n|1 |2\n|3 |4\n|5 |6\n|===\n"));
        boxes(&book.pages[0], RED).len()
    };
    assert_eq!((count("none"), count("even"), count("odd"), count("hover")), (0, 1, 2, 0));
    let all = lay_out(":table-stripes: even\n\n|===\n|a\n|b\n|===\n");
    let page = &all.pages[0];
    let (stripe, word) = (boxes(page, RED)[0], find(page, "b").unwrap().at);
    assert!(stripe.origin.y < word.y && word.y < stripe.bottom());
}

#[test]
fn columns_are_as_wide_as_what_stands_in_them() {
    let long = "many words that go on and on so that they need more than one line of the table they stand in ";
    let text =
        format!("|===\n|Key |What it is and does |Default\n\n|`page.inner.margin` |{} |`25mm`\n|===\n", long.repeat(3));
    let book = lay_out(&text);
    let page = &book.pages[0];
    assert!(find(page, "page.inner.margin").is_some(), "a word is not cut while another column has room");
    let x = |word: &str| find(page, word).unwrap().at.x;
    let (second, third) = (x("What it is and does"), x("Default"));
    assert!(third - second > (second - page.body.origin.x) * 2, "the long text has the most room");
}

#[test]
fn the_authors_shares_are_kept_but_for_words() {
    let x = |cols: &str, first: &str| {
        let book = lay_out(&format!("[cols=\"{cols}\"]\n|===\n|{first} |second\n|===\n"));
        let page = &book.pages[0];
        (find(page, "second").unwrap().at.x - page.body.origin.x, page.body.size.width)
    };
    let (at, measure) = x("1,3", "a");
    assert!((at - measure / 4 - Abs::pt(4.0)).abs() < Abs::pt(1.0));
    let (at, measure) = x("1,99", "Incomprehensibilities");
    assert!(at > measure / 6, "the word is whole");
}

#[test]
fn a_table_by_itself_is_no_wider_than_its_words() {
    let book = lay_out("[%autowidth]\n|===\n|a |b\n|===\n");
    let page = &book.pages[0];
    assert!(boxes(page, BLUE).iter().all(|rule| rule.size.width < page.body.size.width / 4));
}

#[test]
fn what_is_too_wide_is_set_smaller_then_turned() {
    let word = "incomprehensibilities";
    let table = |count: usize| {
        let cells: String = (0..count).map(|_| format!("|`{word}`")).collect();
        lay_out_with(&format!("Words.\n\n|===\n{cells}\n|===\n\nMore words.\n"), COLOURS)
    };
    assert!(!told(&table(2).1).iter().any(|lint| matches!(lint, Lint::TableShrunk | Lint::TableTurned)));
    let (small, sink) = table(4);
    assert!(told(&sink).contains(&Lint::TableShrunk), "{:?}", told(&sink));
    let size = |page: &Page| match &find(page, word).unwrap().kind {
        ItemKind::Text(text) => (text.size, text.is_turned),
        _ => panic!("no text"),
    };
    let (normal, _) = size(&table(2).0.pages[0]);
    let (smaller, is_turned) = size(&small.pages[0]);
    assert!(smaller < normal && smaller >= normal.scale(70, 100) && !is_turned);
    let (turned, sink) = table(6);
    assert!(told(&sink).contains(&Lint::TableTurned), "{:?}", told(&sink));
    assert_eq!(turned.pages.len(), 3, "the turned table has a page of its own");
    let page = &turned.pages[1];
    let inside: Vec<&Item> = words(page).into_iter().filter(|(found, _)| found == word).map(|(_, item)| item).collect();
    assert_eq!(inside.len(), 6);
    for item in inside {
        let ItemKind::Text(text) = &item.kind else { panic!("no text") };
        assert!(text.is_turned);
        assert!(item.at.y <= page.body.bottom() && item.at.y - text.width >= page.body.origin.y);
    }
    let (book, sink) = table(40);
    assert!(told(&sink).contains(&Lint::TableTooWide));
    let page = &book.pages[1];
    let wide = |item: &Item| match &item.kind {
        ItemKind::Text(text) => text.width > page.body.size.height / 20,
        _ => false,
    };
    assert!(!page.items.iter().any(wide), "words are cut rather than set over their neighbours");
}

#[test]
fn the_author_turns_tables_with_their_links_and_notes() {
    let text = "[%rotate]\n|===\n|https://example.org[a link] |wordfootnote:[A note.]\n|===\n\nAfter.\n";
    let (book, sink) = lay_out_with(text, COLOURS);
    assert!(!told(&sink).contains(&Lint::TableTurned), "who asks for it needs no warning");
    let page = &book.pages[0];
    let link = page.links.first().expect("the link is there");
    assert!(link.area.size.height > link.area.size.width, "its area is turned too");
    assert!(find(page, "A note.").is_some(), "the note stands on the table's page");
}

#[test]
fn cells_are_read_in_rows_with_heads_that_say_what_they_head() {
    let text = ".Title\n[%header%footer,cols=\"h,1,1\"]\n|===\n|Name 2+|Both\n\n.2+|one |a |\n|b |c\n|sum | |d\n|===\n";
    let tags = dump_tags(&lay_out(text));
    let wanted = ["Table", "Caption", "THead", "TBody", "TFoot"];
    assert!(wanted.iter().all(|role| tags.contains(role)), "{tags}");
    let book = lay_out(text);
    let roles: Vec<&Role> = book.structure.elements().iter().map(|element| &element.role).collect();
    let count = |is: &dyn Fn(&Role) -> bool| roles.iter().filter(|role| is(role)).count();
    assert_eq!(count(&|role| matches!(role, Role::Row)), 4);
    assert_eq!(count(&|role| matches!(role, Role::HeaderCell(_, 2, 1))), 1);
    assert_eq!(count(&|role| matches!(role, Role::HeaderCell(_, 1, 2))), 1);
    // Empty cells are there: a row has as many cells as the table has columns. As in Asciidoctor the first cell of a
    // row has the first column's style, wherever it stands.
    assert_eq!((tags.matches("TH ").count(), tags.matches("TD").count()), (5, 5), "{tags}");
}

#[test]
fn titles_stand_above_or_below_and_stay() {
    let place = |layout: &str| {
        let (book, _) = lay_out_with(".The title\n|===\n|cell\n|===\n", layout);
        let page = book.pages.into_iter().next().unwrap();
        let title = words(&page).into_iter().find(|(word, _)| word.contains("title")).unwrap().1.at.y;
        (title, find(&page, "cell").unwrap().at.y)
    };
    let (title, cell) = place(COLOURS);
    assert!(title < cell);
    let (title, cell) = place("[table]\ncaption = \"below\"\n");
    assert!(title > cell);
}

#[test]
fn cells_hold_anything() {
    let text = "[cols=\">a,l,m,e,s,d\"]\n|===\n|\n* one\n* two\n\n!===\n!inner !cells\n!===\n\n[NOTE]\nremark\n|kept\n  lines\n|`mono`|slanted|bold|\
        plain <<there>> ((term)) [[here]]wordfootnote:[note]\n|===\n\n[#there]\n== Where\n\nGo <<here,back>>.\n";
    let (book, sink) = lay_out_with(text, "");
    assert!(!told(&sink).contains(&Lint::DanglingReference));
    let said: Vec<String> = book.pages.iter().flat_map(|page| words(page)).map(|(word, _)| word).collect();
    for page in &book.pages {
        assert!(page.items.iter().all(|item| item.at.x <= page.size.width), "marks of lists stand beside their lines");
    }
    for word in ["one", "two", "inner", "cells", "remark", "kept", "mono", "slanted", "bold"] {
        assert!(said.iter().any(|said| said.trim_matches('\u{A0}').contains(word)), "{word} in {said:?}");
    }
    let tables = book.structure.elements().iter().filter(|element| element.role == Role::Table).count();
    assert_eq!(tables, 2);
}

#[test]
fn odd_tables_are_set() {
    let deep = "[cols=a]\n|===\n|\none\n!===\n!two\n!===\n|===\n";
    let empty = "|===\n|===\n\nWords.\n";
    let beyond = "|===\n|a |b\n.9+|c 9+|d\n|===\n";
    let narrow = format!("|===\n{}\n|===\n", "|x".repeat(500));
    for text in [deep, empty, beyond, narrow.as_str(), "[%header%footer]\n|===\n|alone\n|===\n"] {
        let (book, _) = lay_out_with(text, "");
        for page in &book.pages {
            for (_, item) in words(page) {
                assert!(item.at.x >= Abs::ZERO && item.at.x <= page.size.width, "{text}");
            }
        }
    }
}

#[test]
fn long_tables_cost_in_proportion() {
    let tried = |rows: usize| {
        let book = lay_out(&many(rows, "some words"));
        assert!(book.pages.iter().all(|page| find(page, "Number").is_some() || words(page).is_empty()));
        book.pages_tried
    };
    let (short, long) = (tried(500), tried(4_000));
    assert!(long < short * 10, "{short} and {long}");
}

#[test]
fn artifacts_of_tables_are_layout() {
    for page in lay_out(&many(120, "some words")).pages.iter().skip(1) {
        let head = find(page, "Number").unwrap();
        assert_eq!(head.owner, Owner::Artifact(Artifact::Layout));
        assert!(head.is_generated);
    }
}

#[test]
fn cells_that_fill_no_row_are_kept_and_told() {
    for (text, lost) in [
        ("|===\n|a |b\n\n|c |d\n|loose\n|===\n", vec!["loose"]),
        ("[cols=2]\n|===\n|a 3+|wide\n|c |d\n|===\n", vec!["a", "wide"]),
        ("[cols=3]\n|===\n|one |two\n|===\n", vec!["one", "two"]),
        (",===\na,b\nc,d\ne\n,===\n", vec!["e"]),
    ] {
        let (book, sink) = lay_out_with(text, "");
        let told: Vec<_> = sink.diagnostics().iter().filter(|told| told.lint == Lint::LooseCells).collect();
        assert_eq!(told.len(), 1, "{text}");
        assert!(told[0].span.is_some() && !told[0].hints.is_empty());
        for word in lost {
            assert!(book.pages.iter().any(|page| find(page, word).is_some()), "{word} of {text}");
        }
    }
}

/// The chapter with the tables as the EPUB has it.
fn chapter(text: &str) -> String {
    use std::io::Read;
    let mut sink = Sink::new();
    let (_, book) = book(text, &mut sink);
    let bytes = notes_pub::epub::write(&book, &notes_pub::epub::EpubOptions::default(), &mut sink).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut text = String::new();
        if archive.by_index(index).unwrap().read_to_string(&mut text).is_ok() && text.contains("<table") {
            return text;
        }
    }
    panic!("no chapter has a table")
}

/// The case of all that tables can be: what is meant, what is set, what is read, what the EPUB says.
#[test]
fn the_case_of_tables_is_as_it_was() {
    let text = include_str!("suite/tables.adoc");
    let (_, book) = book(text, &mut Sink::new());
    insta::assert_snapshot!("tables_outline", notes_pub::model::outline(&book));
    let (pages, _) = lay_out_with(text, "");
    insta::assert_snapshot!("tables_tags", dump_tags(&pages));
    insta::assert_snapshot!("tables_frames", notes_pub::frame::dump_pages(&pages));
    let xhtml = chapter(text);
    let from = xhtml.find("<body").unwrap();
    insta::assert_snapshot!("tables_xhtml", &xhtml[from..]);
}

#[test]
fn tables_of_the_epub_say_what_the_author_asked_for() {
    let classes = |looks: &str| {
        let chapter = chapter(&format!("[{looks}]\n|===\n|a |b\n|===\n"));
        let from = chapter.find("<table").unwrap();
        chapter[from..from + chapter[from..].find('>').unwrap()].to_owned()
    };
    assert_eq!(classes("cols=2"), "<table");
    let looks = classes("frame=sides,grid=cols,stripes=odd");
    assert!(["frame-sides", "grid-cols", "stripes-odd"].iter().all(|class| looks.contains(class)), "{looks}");
    assert!(classes("%autowidth").contains("autowidth"));
    assert!(!chapter("[cols=2*]\n|===\n|a |b\n|===\n").contains("<col "), "who gives no widths gets the reader's");
    assert!(chapter("[cols=\"1,3\"]\n|===\n|a |b\n|===\n").contains("width: 25%"));
    let wide = chapter(&format!("|===\n{}\n|===\n", "|x".repeat(9)));
    assert!(wide.contains("class=\"wide-table\""));
}
