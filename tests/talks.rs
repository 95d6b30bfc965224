//! Which chapters are taken for notes about a talk, and what is read of them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::Sink;
use notes_pub::model::{Book, Section, Talk, plain_text, resolve};
use notes_pub::world::{Memory, World};

fn read(text: &str) -> Book {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink)
}

/// A book whose one chapter has this opening, and the author's word that talks are to be found.
fn chapter(opening: &str) -> Section {
    let text = format!("= Notes\n:talks:\n\n{opening}\n\n=== Notes\n\nSome words.\n");
    read(&text).sections.remove(0)
}

const LINK: &str = "https://example.org/42[Programme]";
const WORDS: &str = "What the programme says of it, in a sentence or two.";

/// What is read of a talk, on one line: format; speakers; slot; paragraphs of the abstract; links.
fn summary(talk: &Talk) -> String {
    let outlined = |blocks: &[notes_pub::model::Block]| blocks.len();
    let speakers: Vec<String> = talk
        .speakers
        .iter()
        .map(|speaker| {
            let more = [&speaker.role, &speaker.company].into_iter().flatten().cloned().collect::<Vec<_>>().join("/");
            if more.is_empty() { speaker.plain_name.clone() } else { format!("{} ({more})", speaker.plain_name) }
        })
        .collect();
    let format = talk.format.as_ref().map(|block| match &block.kind {
        notes_pub::model::BlockKind::Paragraph(text) => plain_text(text).replace('\n', "/"),
        _ => String::new(),
    });
    let slot = [&talk.slot.day, &talk.slot.time, &talk.slot.room].into_iter().flatten().cloned().collect::<Vec<_>>();
    let links = talk.addresses.iter().map(|address| address.url.rsplit('/').next().unwrap_or_default());
    format!(
        "{}; {}; {}; {}; {}",
        format.unwrap_or_default(),
        speakers.join(" + "),
        slot.join(" @ "),
        outlined(&talk.summary),
        links.collect::<Vec<_>>().join(" ")
    )
}

/// Name of the case, opening of the chapter, what is read of it; nothing where it is no talk.
fn shapes() -> Vec<(&'static str, String, Option<&'static str>)> {
    let boxed = |mark: &str, inner: &str| format!("== A talk\n\n{LINK}\n\n{mark}\n{inner}\n{mark}");
    let whole = format!("Conférence\n\n{WORDS}\n\nJane Doe, CTO - ACME");
    vec![
        ("the seed's shape", boxed("====", &whole), Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42")),
        (
            "a format nobody knows",
            boxed("====", &format!("Fishbowl with beer\n\n{WORDS}\n\nJane Doe, CTO - ACME")),
            Some("Fishbowl with beer; Jane Doe (CTO/ACME); ; 1; 42"),
        ),
        ("no format", boxed("====", &format!("{WORDS}\n\nJane Doe, CTO")), Some("; Jane Doe (CTO); ; 1; 42")),
        ("no comma", boxed("====", &format!("{WORDS}\n\nJane Doe - ACME")), Some("; Jane Doe (ACME); ; 1; 42")),
        ("a bare name", boxed("====", &format!("Talk\n\n{WORDS}\n\nJane Doe")), Some("Talk; Jane Doe; ; 1; 42")),
        ("no speakers", boxed("====", &format!("Talk\n\n{WORDS}")), Some("Talk; ; ; 1; 42")),
        ("an abstract alone", boxed("====", WORDS), Some("; ; ; 1; 42")),
        (
            "two links in a line",
            format!("== A talk\n\n{LINK} - https://example.org/slides[Slides]\n\n====\n{whole}\n===="),
            Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42 slides"),
        ),
        (
            "two links in two paragraphs",
            format!("== A talk\n\n{LINK}\n\nVideo: https://example.org/film[]\n\n====\n{whole}\n===="),
            Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42 film"),
        ),
        (
            "the link below the box",
            format!("== A talk\n\n====\n{whole}\n====\n\n{LINK}"),
            Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42"),
        ),
        (
            "a link of the notes below the box",
            format!("== A talk\n\n{LINK}\n\n====\n{whole}\n====\n\nhttps://example.org/code[]"),
            Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42"),
        ),
        ("a quote", boxed("____", &whole), Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42")),
        ("a sidebar", boxed("****", &whole), Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42")),
        ("an open block", boxed("--", &whole), Some("Conférence; Jane Doe (CTO/ACME); ; 1; 42")),
        (
            "English labels",
            boxed("====", &format!("Workshop\n\n{WORDS}\n\nSpeakers: Jane Doe (ACME), John Roe (Globex)")),
            Some("Workshop; Jane Doe (ACME) + John Roe (Globex); ; 1; 42"),
        ),
        (
            "German",
            boxed(
                "====",
                "Vortrag\n\nDieser Vortrag zeigt, wie man das macht und was dabei alles schiefgehen kann.\n\n\
                 Referent: Max von der Mühle, Entwickler - Firma",
            ),
            Some("Vortrag; Max von der Mühle (Entwickler/Firma); ; 1; 42"),
        ),
        (
            "French labels",
            boxed("====", &format!("{WORDS}\n\nIntervenante : Zoé Œuvray")),
            Some("; Zoé Œuvray; ; 1; 42"),
        ),
        (
            "speakers before the abstract",
            boxed("====", &format!("Talk\n\nJane Doe, CTO - ACME\n\n{WORDS}")),
            Some("Talk; Jane Doe (CTO/ACME); ; 1; 42"),
        ),
        (
            "speakers as a list",
            boxed("====", &format!("Talk\n\n{WORDS}\n\n* Jane Doe, CTO - ACME\n* John Roe, CFO - ACME")),
            Some("Talk; Jane Doe (CTO/ACME) + John Roe (CFO/ACME); ; 1; 42"),
        ),
        (
            "a label in bold",
            boxed("====", &format!("{WORDS}\n\n*Speaker:* Jane Doe, CTO - ACME")),
            Some("; Jane Doe (CTO/ACME); ; 1; 42"),
        ),
        (
            "time and room above the link",
            format!("== A talk\n\n10:15 – 11:00, Salle Maillot\n\n{LINK}\n\n====\n{whole}\n===="),
            Some("Conférence; Jane Doe (CTO/ACME); 10:15 – 11:00 @ Salle Maillot; 1; 42"),
        ),
        (
            "time and room in the box",
            boxed("====", &format!("Talk\n\nRoom 3 · 14:30\n\n{WORDS}\n\nJane Doe, CTO")),
            Some("Talk; Jane Doe (CTO); 14:30 @ Room 3; 1; 42"),
        ),
        (
            "time and room below the format",
            boxed("====", &format!("Talk\n10:15, Maillot\n\n{WORDS}")),
            Some("Talk/10:15, Maillot; ; 10:15 @ Maillot; 1; 42"),
        ),
        (
            "time and room as attributes",
            format!("[time=\"10:15\",room=\"Maillot\"]\n{}", boxed("====", &whole)),
            Some("Conférence; Jane Doe (CTO/ACME); 10:15 @ Maillot; 1; 42"),
        ),
        (
            "attributes win over lines",
            format!("[time=\"9:00\"]\n{}", boxed("====", &format!("10:15, Salle 3\n\n{WORDS}"))),
            Some("; ; 9:00 @ Salle 3; 1; 42"),
        ),
        (
            "time beside the link",
            format!("== A talk\n\n10:15, Room 3: {LINK}\n\n====\n{whole}\n===="),
            Some("Conférence; Jane Doe (CTO/ACME); 10:15 @ Room 3; 1; 42"),
        ),
        // No talks.
        ("no link", format!("== A chapter\n\n====\n{whole}\n===="), None),
        ("no box", format!("== A chapter\n\n{LINK}\n\n{WORDS}"), None),
        ("a box with a title", format!("== A chapter\n\n{LINK}\n\n.Try it\n====\n{whole}\n===="), None),
        ("a box with an id", format!("== A chapter\n\n{LINK}\n\n[#box]\n====\n{whole}\n===="), None),
        ("a note", format!("== A chapter\n\n{LINK}\n\n[NOTE]\n====\n{whole}\n===="), None),
        ("a listing", boxed("----", &whole), None),
        ("a quote of somebody", format!("== A chapter\n\n{LINK}\n\n[quote,Jane Doe]\n____\n{WORDS}\n____"), None),
        ("a quote with nothing of a talk", boxed("____", WORDS), None),
        ("a sidebar with nothing of a talk", boxed("****", WORDS), None),
        (
            "a link in a long paragraph",
            format!("== A chapter\n\n{WORDS} {WORDS} It is all said at {LINK} and in the book.\n\n====\n{whole}\n===="),
            None,
        ),
        ("an empty box", format!("== A chapter\n\n{LINK}\n\n====\n===="), None),
        ("words before the box", format!("== A chapter\n\n{LINK}\n\n{WORDS}\n\n====\n{whole}\n===="), None),
    ]
}

#[test]
fn openings_are_read_by_their_shape() {
    for (name, opening, expected) in shapes() {
        let found = chapter(&opening).talk.as_ref().map(summary);
        assert_eq!(found.as_deref(), expected, "{name}");
    }
}

/// Every word of what an opener stands for is in what it sets.
#[test]
fn no_word_of_an_opening_is_lost() {
    for (name, opening, _) in shapes() {
        let section = chapter(&opening);
        let Some(talk) = &section.talk else { continue };
        let mut set: Vec<String> = talk.blocks().flat_map(|block| words(std::slice::from_ref(block))).collect();
        for line in talk.speakers.chunk_by(|_, next| next.is_on_same_line) {
            let parts = line.iter().flat_map(|speaker| [&speaker.lead, &speaker.name, &speaker.rest]);
            let line: String = parts.map(|part| plain_text(part)).collect();
            set.extend(line.split_whitespace().map(str::to_owned));
        }
        let mut written = words(&section.blocks[..talk.consumed]);
        set.sort();
        written.sort();
        assert_eq!(set, written, "{name}");
    }
}

/// The words of paragraphs, and of what boxes and lists hold.
fn words(blocks: &[notes_pub::model::Block]) -> Vec<String> {
    use notes_pub::model::BlockKind;
    let split = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    blocks
        .iter()
        .flat_map(|block| match &block.kind {
            BlockKind::Paragraph(text) => split(&plain_text(text)),
            BlockKind::Container(container) => words(&container.blocks),
            BlockKind::Quote(quote) => words(&quote.blocks),
            BlockKind::List(list) => list.items.iter().flat_map(|item| split(&plain_text(&item.text))).collect(),
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn one_chapter_alone_needs_the_authors_word() {
    let text = format!("== A talk\n\n{LINK}\n\n====\n{WORDS}\n====\n");
    assert!(read(&format!("= Notes\n\n{text}")).sections[0].talk.is_none());
    let both = read(&format!("= Notes\n\n{text}\n{text}"));
    assert_eq!(
        both.sections.iter().filter_map(|section| Some(section.talk.as_ref()?.number)).collect::<Vec<_>>(),
        [1, 2]
    );
    assert!(read(&format!("= Notes\n:talks: off\n\n{text}\n{text}")).sections.iter().all(|s| s.talk.is_none()));
}

/// A manuscript of four talks with references between them.
const FOUR: &str = "\
= Four talks

An introduction that belongs to none.

== Presentation

No talk.

[#one,time=\"10:15\",room=\"Maillot\"]
== The first talk

https://example.org/1[Programme]

====
Keynote

What the programme says.

Jane Doe, CTO - ACME
====

A word on <<two>> and on <<three,the third>>.footnote:[Of the first.]

== Été à Paris, with commas

https://example.org/2[]

====
What the programme says.
====

[#two]
=== Notes on two

image::a.png[A]

image:b.png[B] and image:c.png[C]

[#three]
== The third talk

https://example.org/3[] https://example.org/slides[Slides]

====
What the programme says.

Jane Doe, CTO - ACME
Zoé Roe, CFO - ACME
====

Back to <<two>>.footnote:[Of the third.]

== The fourth talk

https://example.org/4[]

====
What the programme says.
====
";

fn choose(wishes: &[&str]) -> Result<Book, notes_pub::diag::Diagnostic> {
    let mut book = read(FOUR);
    let wishes: Vec<String> = wishes.iter().map(|wish| (*wish).to_owned()).collect();
    notes_pub::model::choose(&mut book, &wishes).map(|()| book)
}

fn numbers(book: &Book) -> Vec<u32> {
    book.talks().filter_map(|section| Some(section.talk.as_ref()?.number)).collect()
}

#[test]
fn talks_are_chosen_by_number_range_and_title() {
    let cases: &[(&[&str], &[u32])] = &[
        (&["3"], &[3]),
        (&["2-4"], &[2, 3, 4]),
        (&["4-2"], &[2, 3, 4]),
        (&["1,3-4"], &[1, 3, 4]),
        (&["4", "1"], &[1, 4]),
        (&["third"], &[3]),
        (&["ete a paris"], &[2]),
        (&["Été à Paris, with commas"], &[2]),
        (&["FIRST, 4"], &[1, 4]),
        (&["the"], &[1, 3, 4]),
    ];
    for (wishes, expected) in cases {
        let book = choose(wishes).unwrap();
        assert_eq!(numbers(&book), *expected, "{wishes:?}");
        assert_eq!(book.sections.len(), expected.len(), "{wishes:?}: nothing but talks stays");
        assert!(book.opening.is_empty() && book.info.title.is_some());
    }
}

#[test]
fn what_no_talk_has_is_told_with_what_there_is() {
    for (wish, message, hint) in [
        ("5", "there is no talk `5`: talks are numbered from 1 to 4", "there is 1 The first talk; 2 Été"),
        ("0", "there is no talk `0`: talks are numbered from 1 to 4", "there is 1 The first talk; 2 Été"),
        ("3-9", "there is no talk `3-9`: talks are numbered from 1 to 4", "there is 1 The first talk; 2 Été"),
        ("The frist talk", "no talk is called `The frist talk`", "did you mean `The first talk`?"),
        ("", "no talk is called ``", "there is 1"),
    ] {
        let error = choose(&[wish]).unwrap_err();
        assert_eq!(error.lint.name(), "unknown-talk");
        assert_eq!(error.message, message);
        assert!(error.hints[0].starts_with(hint), "{wish}: {:?}", error.hints);
    }
    let mut none = read("= Notes\n\n== A chapter\n");
    let error = notes_pub::model::choose(&mut none, &["1".to_owned()]).unwrap_err();
    assert_eq!(error.message, "the manuscript has no talks to choose from");
}

#[test]
fn references_to_what_is_left_out_become_words() {
    use notes_pub::model::{BlockKind, InlineKind};
    let references = |book: &Book| -> (usize, String) {
        let BlockKind::Paragraph(text) = &book.sections[0].blocks[2].kind else { return (0, String::new()) };
        let count = text.iter().filter(|inline| matches!(inline.kind, InlineKind::Xref(_))).count();
        (count, plain_text(text))
    };
    let words = "A word on Notes on two and on the third.";
    assert_eq!(references(&choose(&["1-3"]).unwrap()), (2, words.to_owned()));
    assert_eq!(references(&choose(&["1,2"]).unwrap()), (1, words.to_owned()));
    let alone = choose(&["1"]).unwrap();
    assert_eq!(references(&alone), (0, words.to_owned()));
    assert_eq!(alone.footnotes.len(), 1);
    assert_eq!(alone.anchors.keys().collect::<Vec<_>>(), ["one"]);
    assert_eq!(choose(&["3"]).unwrap().footnotes[0].number, 2, "numbers stay those of the whole");
}

#[test]
fn the_programme_tells_all_that_is_known() {
    let book = read(FOUR);
    let programme = notes_pub::model::programme(&book, &|span| span.start);
    let talks = &programme.talks;
    assert_eq!((programme.version, programme.title.as_str(), talks.len()), (1, "Four talks", 4));
    assert_eq!((talks[0].time.as_deref(), talks[0].room.as_deref()), (Some("10:15"), Some("Maillot")));
    assert_eq!((talks[0].format.as_deref(), talks[0].summary.as_str()), (Some("Keynote"), "What the programme says."));
    assert_eq!(talks.iter().map(|talk| talk.photos).collect::<Vec<_>>(), [0, 3, 0, 0]);
    assert_eq!(talks[2].links[1].words.as_deref(), Some("Slides"));
    assert_eq!(talks[2].speakers.len(), 2);
    let entries: Vec<(String, usize)> =
        book.speakers().into_iter().map(|entry| (entry.name, entry.talks.len())).collect();
    assert_eq!(entries, [("Doe, Jane".to_owned(), 2), ("Roe, Zoé".to_owned(), 1)]);
}
