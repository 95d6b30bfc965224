//! The index on paper, and pages that text speaks of.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::{lay_out, lay_out_telling, lay_out_with, lines};
use notes_pub::diag::Lint;
use notes_pub::frame::{LinkTarget, PagedBook, Role};
use notes_pub::theme::Media;

const SCREEN: &str = "extends = \"screen\"\n";

/// The lines behind the last heading `Index`.
fn index(book: &PagedBook) -> Vec<String> {
    let lines = lines(book);
    let at = lines.iter().rposition(|line| line == "Index").unwrap();
    // The columns stand side by side; a folio and the running head are no terms.
    lines[at + 1..].to_vec()
}

#[test]
fn terms_have_their_folios_ranges_and_what_they_lead_to() {
    let text = "= Zoo\n:doctype: book\n:lang: en\n\n== One\n\nA ((zebra)) and (((animals,horse))).\n\n<<<\n\n\
                Another ((zebra)).\n\n<<<\n\nThe ((zebra)) again, and a footnote:[On an ((Éclair)).]\n\n<<<\n\nNothing.\n\n\
                <<<\n\nLast ((zebra)). (((donkey >> horse)))(((apes &> zebra)))\n\n[index]\n== Index\n";
    let book = lay_out(text, SCREEN);
    let found = index(&book).join(" ");
    for words in ["zebra, 1–3, 5", "horse, 1", "animals", "Éclair, 3", "donkey, see horse", "apes, 5, see also zebra"]
    {
        assert!(found.contains(words), "`{words}` is missing in {found}");
    }
    // The order of the entries is that of their destinations, whatever column they stand in.
    let entries: Vec<&str> = book.destinations.iter().map(|place| place.name.as_str()).collect();
    let order: Vec<_> = entries.iter().filter(|name| name.starts_with("_index_")).collect();
    assert_eq!(
        order,
        ["_index_1", "_index_2", "_index_3", "_index_4", "_index_5", "_index_6"].iter().collect::<Vec<_>>()
    );
    let page = book.pages.last().unwrap();
    let leads =
        |name: &str| page.links.iter().filter(|link| link.target == LinkTarget::Destination(name.into())).count();
    // The first and the last mark of the zebra are heads of stretches.
    assert_eq!((leads("_term_1"), leads("_term_3"), leads("_term_5")), (1, 0, 1));
    for link in &page.links {
        let LinkTarget::Destination(name) = &link.target else { continue };
        assert!(book.destinations.iter().any(|place| place.name == *name), "nothing is called {name}");
    }
    let index = book.structure.elements().iter().filter(|element| element.role == Role::Index);
    assert_eq!(index.filter(|element| element.parent.is_some()).count(), 1);
}

#[test]
fn the_index_stands_in_two_even_columns() {
    let terms: String = (0..400).map(|n| format!("(((term {n:03})))")).collect();
    let book = lay_out(&format!("= B\n:doctype: book\n\n== One\n\nText.{terms}\n\n[index]\n== Index\n"), SCREEN);
    let pages = &book.pages[book.pages.len() - 4..];
    let columns = |page: &notes_pub::frame::Page| {
        let links: Vec<_> = page.links.iter().map(|link| link.area.origin.x > page.size.width / 2).collect();
        (links.iter().filter(|is_right| !**is_right).count(), links.iter().filter(|is_right| **is_right).count())
    };
    let (left, right) = columns(pages.last().unwrap());
    assert!(left > 0 && left.abs_diff(right) <= 1, "{left} and {right} terms");
    assert_eq!(pages.iter().map(columns).map(|(left, right)| left + right).sum::<usize>(), 400);
}

#[test]
fn no_term_is_parted_from_the_first_one_below_it() {
    for before in 88..108 {
        let terms: String = (0..before).map(|n| format!("(((term {n:03})))")).collect();
        let below: String = (0..6).map(|n| format!("(((zoo,animal {n})))")).collect();
        let book =
            lay_out(&format!("= B\n:doctype: book\n\n== One\n\nText.{terms}{below}\n\n[index]\n== Index\n"), SCREEN);
        let said = |item: &notes_pub::frame::Item, words: &str| match &item.kind {
            notes_pub::frame::ItemKind::Text(text) => text.text.trim().starts_with(words),
            _ => false,
        };
        let place = |words: &str| {
            let found = |(page, items): (usize, &notes_pub::frame::Page)| {
                let item = items.items.iter().find(|item| said(item, words))?;
                Some((page, item.at.x > items.size.width / 2, item.at.y))
            };
            book.pages.iter().enumerate().find_map(found).unwrap()
        };
        let (zoo, animal) = (place("zoo"), place("animal 0"));
        assert!((zoo.0, zoo.1) == (animal.0, animal.1) && zoo.2 < animal.2, "{before}: {zoo:?} {animal:?}");
    }
}

#[test]
fn no_letter_stands_alone_at_the_foot_of_a_column() {
    for words in [
        ["ape", "bee", "cat"].as_slice(),
        &["ape", "bee", "cat", "dog", "eel"],
        &["animals,horse", "donkey", "Éclair", "Writers", "zebra"],
    ] {
        let terms: String = words.iter().map(|word| format!("((({word})))")).collect();
        let book = lay_out(&format!("= B\n:doctype: book\n\n== One\n\nText.{terms}\n\n[index]\n== Index\n"), SCREEN);
        let page = book.pages.last().unwrap();
        let said = |item: &notes_pub::frame::Item| match &item.kind {
            notes_pub::frame::ItemKind::Text(text) => text.text.trim().to_owned(),
            _ => String::new(),
        };
        for letter in page.items.iter().filter(|item| said(item).len() == 1 && item.at.y < page.body.bottom()) {
            let is_term = |item: &&notes_pub::frame::Item| {
                item.at.x == letter.at.x && item.at.y > letter.at.y && said(item).contains(char::is_lowercase)
            };
            let is_capital = said(letter).chars().all(char::is_uppercase);
            assert!(!is_capital || page.items.iter().any(|item| is_term(&item)), "`{}` stands alone", said(letter));
        }
    }
}

#[test]
fn terms_behind_the_index_are_known_to_it() {
    let text =
        "= B\n:doctype: book\n\n== One\n\nA ((cat)).\n\n[index]\n== Index\n\n[colophon]\n== Colophon\n\nA ((dog)).\n";
    let found = index(&lay_out(text, SCREEN)).join(" ");
    assert!(found.contains("cat, 1") && found.contains("dog, 3"), "{found}");
}

#[test]
fn a_term_alone_in_its_paragraph_takes_no_room() {
    let height = |text: &str| {
        let book = lay_out(text, SCREEN);
        let lines = book.pages[0].items.iter().map(|item| item.at.y).max();
        lines.unwrap()
    };
    assert_eq!(height("One.\n\n(((a)))(((b)))\n\nTwo.\n"), height("One.\n\nTwo.\n"));
}

#[test]
fn references_say_pages_where_they_are_asked_to() {
    let text = "= B\n:doctype: book\n\n== One\n\nSee <<two>>, xref:two[xrefstyle=page], xref:two[there].\n\n== Two\n[[two]]Here.\n\n[#two]\n== Two\n";
    let text = text.replace("\n[[two]]Here.\n\n[#two]\n== Two\n", "\n").replace("== Two", "[#two]\n== Two");
    let plain = lines(&lay_out(&text, SCREEN)).join(" ");
    assert!(plain.contains("See Two, page 2, there."), "{plain}");
    let with_pages = lines(&lay_out(&text, &format!("{SCREEN}[link]\npages = true\n"))).join(" ");
    assert!(with_pages.contains("See Two (p. 2), page 2, there (p. 2)."), "{with_pages}");
    let printed = lay_out_with(&text, SCREEN, Media::Print, &|_| None);
    assert!(lines(&printed).join(" ").contains("(p. 2)"));
}

#[test]
fn references_to_words_within_text_lead_there() {
    let text = "See <<here>>, <<role>>.\n\n<<<\n\nA [[here,Here]]place and [#role]#words#.\n";
    let book = lay_out(text, SCREEN);
    for name in ["here", "role"] {
        assert!(book.destinations.iter().any(|place| place.name == name && place.page == 1), "{name}");
    }
}

#[test]
fn pages_that_never_settle_are_told() {
    // Nothing can be that unlucky by itself: what is said is right after two passes here.
    let text = "= B\n:doctype: book\n\n== One\n\nxref:two[xrefstyle=page]\n\n[#two]\n== Two\n\nText.\n";
    let (_, sink) = lay_out_telling(text, SCREEN, Media::Screen, &|_| None);
    assert!(sink.diagnostics().iter().all(|found| found.lint != Lint::UnsettledReference));
}

#[test]
fn a_term_in_a_heading_leads_to_the_heading_and_not_to_the_contents() {
    let text = "= T\n:toc:\n\n== About ((widgets))\n\nWords.\n\n<<<\n\n[index]\n== Index\n";
    let book = lay_out(text, "");
    let term =
        book.destinations.iter().filter(|destination| destination.name.starts_with("_term_")).collect::<Vec<_>>();
    assert_eq!(term.len(), 1, "{term:?}");
    let heading = book.destinations.iter().find(|destination| destination.name == "_about_widgets").unwrap();
    assert_eq!((term[0].page, term[0].at.y >= heading.at.y), (heading.page, true), "{term:?} {heading:?}");
}

#[test]
fn an_index_of_one_column_has_its_heading() {
    let text = "= T\n:doctype: book\n\n== One\n\n((Word)).\n\n[index]\n== Index of words\n";
    let lines = common::lines(&common::lay_out(text, "large-print"));
    assert!(lines.contains(&"Index of words".to_owned()), "{lines:?}");
}
