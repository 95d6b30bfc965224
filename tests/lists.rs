//! Lists before and behind the body: what they hold, where their folios lead, what they are called.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::{lay_out_telling, lines};
use notes_pub::diag::{Lint, Sink};
use notes_pub::frame::{Item, ItemKind, LinkTarget, PagedBook, Role};
use notes_pub::theme::Media;

fn lay_out(text: &str, layout: &str) -> (PagedBook, Sink) {
    lay_out_telling(text, layout, Media::Screen, &|_| Some((1600, 1200)))
}

/// The lines behind the title of a list.
fn list(book: &PagedBook, title: &str) -> Vec<String> {
    let lines = lines(book);
    let at = lines.iter().position(|line| line == title).unwrap_or_else(|| unreachable!("no `{title}` in {lines:#?}"));
    lines[at + 1..].to_vec()
}

/// Four talks of three speakers, each on a page of its own, with figures, a table and a listing.
fn manuscript(header: &str) -> String {
    let talk = |number: u32, speakers: &str, rest: &str| {
        format!(
            "<<<\n\n[time=\"1{number}:15\",room=\"Room {number}\"]\n== Talk number {number}\n\n\
             https://example.org/{number}[]\n\n====\nKeynote\n\nWhat the programme says.\n\n{speakers}\n====\n\n{rest}\n\n"
        )
    };
    let talks = [
        talk(1, "Zoé Œuvray, CTO - ACME", ".A figure\nimage::a.png[A]"),
        talk(2, "Zoé Œuvray, CTO - ACME\nÉva Abel, CFO - ACME", ".A table\n|===\n|a |b\n|==="),
        talk(3, "Zoé Œuvray, CTO - Globex", ".A listing\n----\ncode\n----\n\n.Another figure\nimage::b.png[B]"),
        talk(4, "Eve Aaron, CFO - ACME", "Words."),
    ];
    format!("= Talks\n:lang: en\n:listing-caption: Listing\n{header}\n\nWords.\n\n{}", talks.concat())
}

const SPEAKERS: [&str; 3] = ["Aaron, Eve ACME 5", "Abel, Éva ACME 3", "Œuvray, Zoé 2–4"];

#[test]
fn speakers_stand_by_family_name_with_their_pages_merged() {
    let (book, sink) = lay_out(&manuscript(":list-of-speakers:"), "");
    assert_eq!(list(&book, "Speakers")[..3], SPEAKERS);
    assert!(sink.diagnostics().is_empty(), "{:?}", sink.diagnostics());
    // Each folio is a link of its own to the first talk of its range.
    let last = book.pages.last().unwrap();
    let targets: Vec<&str> = last
        .links
        .iter()
        .filter_map(|link| match &link.target {
            LinkTarget::Destination(name) => Some(name.as_str()),
            LinkTarget::Address(_) => None,
        })
        .collect();
    assert_eq!(targets, ["_talk_number_4", "_talk_number_2", "_talk_number_1"]);
    assert!(last.links.iter().any(|link| link.description == "Page 2–4"));
}

#[test]
fn figures_tables_and_listings_have_their_labels_and_folios() {
    let (book, _) = lay_out(&manuscript(":list-of-figures:\n:list-of-tables:\n:list-of-listings:"), "");
    assert_eq!(list(&book, "List of figures")[..2], ["Figure 1. A figure 2", "Figure 2. Another figure 4"]);
    assert_eq!(list(&book, "List of tables")[0], "Table 1. A table 3");
    assert_eq!(list(&book, "List of listings")[0], "Listing 1. A listing 4");
}

#[test]
fn the_programme_is_a_table_with_heads() {
    let (book, _) = lay_out(&manuscript(":list-of-programme:"), "");
    let lines = list(&book, "Programme");
    // Nothing but their places parts the cells of a row.
    assert_eq!(lines[0], "TimeRoomTalkSpeakersPage");
    assert_eq!(lines[1], "11:15Room 1Talk number 1Zoé Œuvray 2");
    let count = |role: fn(&Role) -> bool| book.structure.elements().iter().filter(|one| role(&one.role)).count();
    assert_eq!(count(|role| matches!(role, Role::HeaderCell(..))), 5);
    assert_eq!(count(|role| matches!(role, Role::DataCell(..))), 4 * 5 + 2, "the manuscript has a table of two cells");
}

#[test]
fn a_layout_asks_for_lists_and_the_manuscript_has_the_last_word() {
    let layout = "[lists]\nspeakers = true\ntalks = true\ntables = true\n";
    let (book, _) = lay_out(&manuscript(":list-of-talks: off"), layout);
    let lines = lines(&book);
    assert!(lines.contains(&"Speakers".to_owned()) && lines.contains(&"List of tables".to_owned()));
    assert!(!lines.contains(&"Talks".to_owned()) || lines.iter().filter(|line| *line == "Talks").count() == 1);
    let (book, _) = lay_out("= Nothing to list\n\nWords.\n", layout);
    assert!(!lines_hold(&book, "Speakers"), "a list of nothing is not set");
}

fn lines_hold(book: &PagedBook, words: &str) -> bool {
    lines(book).iter().any(|line| line == words)
}

#[test]
fn lists_stand_in_front_of_a_body_with_a_title_page_and_where_the_author_puts_them() {
    let header = ":title-page:\n:list-of-talks:\n:list-of-speakers:";
    let (book, _) = lay_out(&manuscript(header), "");
    let page_of = |words: &str| {
        let found = book.outline.iter().find(|entry| entry.title == words);
        found.map(|entry| book.pages[entry.page].folio.to_string())
    };
    assert_eq!(page_of("Talks").as_deref(), Some("ii"));
    assert_eq!(page_of("Speakers").as_deref(), Some("5"));
    let placed = manuscript(":list-of-speakers:").replace("Words.\n\n<<<", "list-of::speakers[title=\"Who\"]\n\n<<<");
    let (book, _) = lay_out(&placed, "");
    assert_eq!(list(&book, "Who")[..3], SPEAKERS);
    assert!(!lines_hold(&book, "Speakers"), "it is not set twice");
}

#[test]
fn labels_follow_the_language() {
    for (language, title) in [("fr", "Table des figures"), ("de", "Abbildungsverzeichnis"), ("es", "Índice de figuras")]
    {
        let text = manuscript(":list-of-figures:").replace(":lang: en", &format!(":lang: {language}"));
        assert!(lines_hold(&lay_out(&text, "").0, title), "{language}");
    }
}

#[test]
fn an_unknown_list_is_told_and_stays_text() {
    let (book, sink) = lay_out("= Title\n\nlist-of::talsk[]\n", "");
    let told = &sink.diagnostics()[0];
    assert_eq!(told.lint, Lint::UnknownMacro);
    assert_eq!(told.hints[0], "did you mean `talks`?");
    assert!(lines_hold(&book, "list-of::talsk[]"));
}

#[test]
fn contents_go_six_levels_deep_with_numbers_in_a_column() {
    let mut text =
        "= Book\n:doctype: book\n:toc:\n:toclevels: 5\n:sectnums:\n:sectnumlevels: 5\n:partnums:\n\n= A part\n\n"
            .to_owned();
    for level in 2..=6 {
        text.push_str(&format!(
            "{} A heading that says at some length that it stands on level {level}\n\n",
            "=".repeat(level)
        ));
    }
    let (book, _) = lay_out(&text, "[page]\nsize = \"A5\"\ninner = \"15mm\"\nouter = \"15mm\"\n");
    let lines = list(&book, "Contents");
    for number in ["Part I: A part", "1. A", "1.1. A", "1.1.1. A", "1.1.1.1. A", "1.1.1.1.1. A"] {
        assert!(lines.iter().any(|line| line.starts_with(number)), "{number} in {lines:#?}");
    }
    // The second lines of an entry begin where its words do, right of its number.
    let contents = book.pages.iter().find(|page| page.items.iter().any(|item| starts(item, "1.1.1.1.1."))).unwrap();
    let number = contents.items.iter().position(|item| starts(item, "1.1.1.1.1.")).unwrap();
    let words: Vec<_> =
        contents.items[number + 1..].iter().filter(|item| matches!(item.kind, ItemKind::Text(_))).collect();
    let second = words.iter().find(|item| item.at.y > contents.items[number].at.y).unwrap();
    assert!(second.at.x > contents.items[number].at.x);
    assert_eq!(second.at.x, words[0].at.x);
}

fn starts(item: &Item, words: &str) -> bool {
    matches!(&item.kind, ItemKind::Text(text) if text.text.starts_with(words))
}

#[test]
fn a_part_has_a_page_of_its_own_unless_the_layout_says_no() {
    let text = "= Book\n:doctype: book\n\n= A part\n\nIts introduction.\n\n== A chapter\n\nWords.\n";
    let pages = |layout| lay_out(text, layout).0.pages.len();
    assert_eq!(pages(""), 3, "title, part, chapter");
    assert_eq!(pages("[front]\npart-pages = false\n"), 2);
}

#[test]
fn a_long_title_and_many_photos_lose_nothing() {
    let title = format!("Words {}end", "and more words ".repeat(40));
    let photos = (0..400).map(|number| format!("image::{number}.png[Photo {number}]\n\n")).collect::<String>();
    let text = manuscript(":toc:\n:list-of-programme:\n:list-of-talks:")
        .replace("Talk number 1", &title)
        .replace("Words.\n\n", "")
        .replace("== Notes", &photos)
        + "\n\n"
        + &photos;
    let (book, sink) = lay_out(&text, "");
    let count = |item: &&Item| matches!(item.kind, ItemKind::Picture(_));
    assert_eq!(book.pages.iter().flat_map(|page| &page.items).filter(count).count(), 402);
    let expected = [Lint::AltDerived, Lint::TitleLong];
    assert!(sink.diagnostics().iter().all(|told| expected.contains(&told.lint)), "{:?}", sink.diagnostics());
    let ends = lines(&book).iter().filter(|line| line.contains("end")).count();
    assert!(ends >= 4, "opener, contents, list of talks, programme");
}
