//! From AsciiDoc to a book: places, includes, bad input and every construct.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::path::Path;

use notes_pub::asciidoc::{self, AttributeSetting, ReadOptions, SafeMode};
use notes_pub::diag::{Diagnostic, Lint, Sink};
use notes_pub::model::{self, Block, BlockKind, Book, Inline, InlineKind, Picture, Section, plain_text};
use notes_pub::source::Span;
use notes_pub::world::{Memory, World};

/// A manuscript as it was read.
struct Read {
    world: Memory,
    book: Book,
    sink: Sink,
}

impl Read {
    fn outline(&self) -> String {
        model::outline(&self.book)
    }

    fn lints(&self) -> Vec<Lint> {
        self.sink.diagnostics().iter().map(|diagnostic| diagnostic.lint).collect()
    }

    fn only(&self, lint: Lint) -> &Diagnostic {
        let mut found = self.sink.diagnostics().iter().filter(|diagnostic| diagnostic.lint == lint);
        let first = found.next().unwrap_or_else(|| panic!("no {lint:?} in {:?}", self.sink.diagnostics()));
        assert!(found.next().is_none());
        first
    }

    /// `file:text` of a place.
    fn at(&self, span: Span) -> String {
        let source = self.world.source(span.file);
        format!("{}:{}", source.path().display(), source.slice(span.range()))
    }
}

fn read_with(world: Memory, options: &ReadOptions) -> Read {
    let mut sink = Sink::new();
    let (file, faults) = world.load(Path::new("book/notes.adoc")).unwrap();
    sink.extend(faults);
    let draft = asciidoc::parse(&world, file, options, &mut sink);
    let book = model::resolve(draft, &mut sink);
    Read { world, book, sink }
}

fn read_files(world: Memory) -> Read {
    read_with(world, &ReadOptions::default())
}

fn read(text: &str) -> Read {
    read_files(Memory::new().with("book/notes.adoc", text))
}

/// Every paragraph of sections and their blocks, depth first.
fn paragraphs(book: &Book) -> Vec<(Span, String)> {
    fn blocks(found: &mut Vec<(Span, String)>, list: &[Block]) {
        for block in list {
            match &block.kind {
                BlockKind::Paragraph(text) => found.push((block.span, plain_text(text))),
                BlockKind::Container(container) => blocks(found, &container.blocks),
                BlockKind::List(list) => list.items.iter().for_each(|item| blocks(found, &item.blocks)),
                _ => {}
            }
        }
    }
    fn sections(found: &mut Vec<(Span, String)>, list: &[Section]) {
        for section in list {
            blocks(found, &section.blocks);
            sections(found, &section.sections);
        }
    }
    let mut found = Vec::new();
    blocks(&mut found, &book.opening);
    sections(&mut found, &book.sections);
    found
}

fn pictures(inlines: &[Inline]) -> Vec<&Picture> {
    inlines
        .iter()
        .filter_map(|inline| if let InlineKind::Image(picture) = &inline.kind { Some(picture) } else { None })
        .collect()
}

#[test]
fn every_construct_is_understood() {
    let found = read(include_str!("suite/everything.adoc")).outline();
    if std::env::var_os("NOTES_PUB_BLESS").is_some() {
        std::fs::write("tests/suite/everything.outline", &found).unwrap();
        return;
    }
    assert_eq!(found, include_str!("suite/everything.outline"));
}

#[test]
fn places_lead_through_includes_of_equal_names() {
    let world = Memory::new()
        .with("book/notes.adoc", "= Été\n\ninclude::a/part.adoc[]\n\ninclude::b/part.adoc[]\n\nlast *é* word\n")
        .with("book/a/part.adoc", "first\n\ninclude::part2.adoc[]\n")
        .with("book/a/part2.adoc", "// note\ninner à\n")
        .with("book/b/part.adoc", "second\n");
    let read = read_files(world);
    let places: Vec<_> = paragraphs(&read.book).iter().map(|(span, _)| read.at(*span)).collect();
    let expected = [
        "book/a/part.adoc:first",
        "book/a/part2.adoc:// note\ninner à",
        "book/b/part.adoc:second",
        "book/notes.adoc:last *é* word",
    ];
    assert_eq!(places, expected);
}

#[test]
fn places_lead_through_conditionals() {
    let read = read("ifdef::x[]\nno\nendif::[]\nifndef::x[]\nyes _there_\nendif::[]\n\nifndef::x[one line]\n");
    let [first, second] = &paragraphs(&read.book)[..] else { panic!("{}", read.outline()) };
    assert_eq!(read.at(first.0), "book/notes.adoc:yes _there_");
    assert_eq!(read.at(second.0), "book/notes.adoc:ifndef::x[one line]");
    let BlockKind::Paragraph(text) = &read.book.opening[0].kind else { panic!() };
    assert_eq!(read.at(text[1].span), "book/notes.adoc:_there_");
}

#[test]
fn places_of_rewritten_lines_are_those_of_the_file() {
    let read = read("Title\n=====\n\nOne\n---\n\n[[x]]\n// c\n\ntext here\n");
    assert_eq!(read.at(read.book.sections[0].span), "book/notes.adoc:One");
    let found = paragraphs(&read.book);
    assert!(read.at(found[0].0).ends_with("text here"), "{}", read.at(found[0].0));
    assert_eq!(read.outline(), "document :: Title\nsection #_one level=1 :: One\n  paragraph #x :: text here\n");
}

#[test]
fn words_of_titles_have_their_places() {
    let read = read("== A *bold* word\n\n.The title\ntext\n");
    let section = &read.book.sections[0];
    assert_eq!(read.at(section.title[0].span), "book/notes.adoc:A ");
    let title = section.blocks[0].title.as_ref().unwrap();
    assert_eq!(read.at(title[0].span), "book/notes.adoc:The title");
}

#[test]
fn a_missing_include_is_named_with_the_nearest_file() {
    let world = Memory::new()
        .with("book/notes.adoc", "before\n\ninclude::sub/part.adoc[]\n\nafter\n")
        .with("book/sub/part.adoc", "in\n\ninclude::chaptre.adoc[]\n")
        .with("book/sub/chapter.adoc", "x\n");
    let read = read_files(world);
    let fault = read.only(Lint::IncludeMissing);
    assert_eq!(fault.message, "include `sub/chaptre.adoc` not found");
    assert_eq!(fault.hints, ["did you mean `chapter.adoc`?", "included by way of `notes.adoc` → `sub/part.adoc`"]);
    assert_eq!(read.at(fault.span.unwrap()), "book/sub/part.adoc:include::chaptre.adoc[]");
    assert!(read.outline().ends_with("paragraph :: after\n"));
}

#[test]
fn includes_do_not_leave_the_folder() {
    let world = || {
        Memory::new()
            .with("book/notes.adoc", "include::../secret.adoc[]\n\ninclude::/etc/passwd[]\n\nafter\n")
            .with("secret.adoc", "secret\n")
            .with("/etc/passwd", "secret\n")
    };
    let read = read_files(world());
    assert_eq!(read.lints(), [Lint::IncludeOutside, Lint::IncludeOutside]);
    assert!(!read.outline().contains("secret\n") && read.outline().contains("after"));
    let options = ReadOptions { safe_mode: SafeMode::Unsafe, ..ReadOptions::default() };
    assert!(read_with(world(), &options).outline().contains("paragraph :: secret"));
}

#[test]
fn a_loop_of_includes_ends() {
    let world = Memory::new()
        .with("book/notes.adoc", "include::a.adoc[]\n\nafter\n")
        .with("book/a.adoc", "a\n\ninclude::b.adoc[]\n")
        .with("book/b.adoc", "b\n\ninclude::a.adoc[]\n");
    let read = read_files(world);
    let fault = read.only(Lint::IncludeLoop);
    assert_eq!(fault.message, "`a.adoc` includes itself");
    assert_eq!(fault.hints, ["included by way of `notes.adoc` → `a.adoc` → `b.adoc`"]);
    assert!(read.outline().contains("after"));
}

#[test]
fn a_file_may_be_included_twice() {
    let world =
        Memory::new().with("book/notes.adoc", "include::a.adoc[]\n\ninclude::a.adoc[]\n").with("book/a.adoc", "a\n");
    let read = read_files(world);
    assert_eq!(read.outline(), "paragraph :: a\nparagraph :: a\n");
    assert!(read.lints().is_empty());
}

#[test]
fn pictures_do_not_leave_the_folder() {
    let read =
        read(":imagesdir: ../img\n\nimage::a.png[]\n\nimage:x/b.png[Words]\n\n:imagesdir: pics\n\nimage::c d.png[]\n");
    assert_eq!(read.lints(), [Lint::ImageOutside, Lint::ImageOutside]);
    let BlockKind::Image(first) = &read.book.opening[0].kind else { panic!() };
    assert_eq!((first.target.as_str(), &first.path), ("../img/a.png", &None));
    let BlockKind::Paragraph(text) = &read.book.opening[1].kind else { panic!() };
    assert_eq!(pictures(text)[0].alt.as_deref(), Some("Words"));
    let BlockKind::Image(last) = &read.book.opening[2].kind else { panic!() };
    assert_eq!(last.target, "pics/c%20d.png");
    assert_eq!(last.path.as_deref(), Some(Path::new("book/pics/c d.png")));
    assert_eq!((last.alt.as_deref(), last.derived_alt.as_str()), (None, "c d"));
}

#[test]
fn bad_bytes_are_replaced_and_reported() {
    let world = Memory::new().with("book/notes.adoc", b"\xEF\xBB\xBF= T\r\n\r\ncaf\xE9 \0 x\r\n".to_vec());
    let read = read_files(world);
    assert_eq!(read.lints(), [Lint::InvalidUtf8, Lint::ControlCharacter]);
    assert_eq!(read.outline(), "document :: T\nparagraph :: caf\u{FFFD} \u{FFFD} x\n");
}

#[test]
fn an_unknown_macro_stays_and_is_named() {
    let read = read("imgae::a.png[]\n");
    let fault = read.only(Lint::UnknownMacro);
    assert_eq!(fault.hints, ["did you mean `image`?"]);
    assert_eq!(read.outline(), "paragraph :: imgae::a.png[]\n");
}

#[test]
fn references_lead_somewhere_or_say_so() {
    let read = read("[[here]]\n== A _place_\n\n<<here>> and <<heer>> and <<here,words>>\n\n[[here]]\ntext\n");
    let outline = read.outline();
    assert!(
        outline
            .contains("<xref #here>A <i>place</i></xref> and <xref #heer>[heer]</xref> and <xref #here>words</xref>")
    );
    assert_eq!(read.only(Lint::DanglingReference).hints, ["did you mean `here`?"]);
    assert_eq!(read.only(Lint::DuplicateId).message, "the id `here` is given twice, references lead to the first");
}

#[test]
fn sections_and_captions_are_numbered() {
    let text = ":sectnums:\n:xrefstyle: full\n\n== One\n\n=== In\n\n.Title\n[#fig]\nimage::a.png[]\n\n== Two\n\n<<fig>>\n\n[appendix]\n== More\n";
    let read = read(text);
    let numbers: Vec<_> = read.book.all_sections().iter().map(|section| section.number.clone().unwrap()).collect();
    assert_eq!(numbers, ["1", "1.1", "2", "A"]);
    assert_eq!(read.book.sections[2].label.as_deref(), Some("Appendix A:"));
    assert_eq!(read.book.sections[0].sections[0].blocks[0].label, "Figure 1.");
    assert!(read.outline().contains("<xref #fig>Figure 1, “Title”</xref>"));
}

#[test]
fn labels_are_the_authors_or_the_languages() {
    let block = |text: &str| read(text).book.opening[0].clone();
    let figure = "\n.Titre de la figure\nimage::a.png[]\n";
    assert_eq!(block(&format!(":lang: de\n{figure}")).label, "Abbildung 1.");
    assert_eq!(block(&format!(":lang: de\n:figure-caption: Bild\n{figure}")).label, "Bild 1.");
    assert_eq!(block(&format!(":lang: de\n:figure-caption!:\n{figure}")).label, "");
    assert_eq!(block(&format!(":lang: de\n:caption:\n{figure}")).label, "");
    let BlockKind::Admonition(admonition) = block("WARNING: Il ne faut pas y toucher.\n").kind else { panic!() };
    assert_eq!(admonition.label.as_deref(), Some("Attention"));
    let BlockKind::Admonition(admonition) = block(":warning-caption: Ouille\n\nWARNING: Il ne faut pas.\n").kind else {
        panic!()
    };
    assert_eq!(admonition.label.as_deref(), Some("Ouille"));
}

#[test]
fn attributes_from_outside_win_unless_they_are_soft() {
    let text = "= T\n:a: own\n:b: own\n\n{a} {b} {c}\n";
    let settings = ["a=hard", "b=soft@", "c=set"].map(AttributeSetting::parse).to_vec();
    let options = ReadOptions { attributes: settings, ..ReadOptions::default() };
    let read = read_with(Memory::new().with("book/notes.adoc", text), &options);
    assert!(read.outline().contains("hard own set"), "{}", read.outline());
    assert_eq!(read.book.info.attributes.get("a"), Some("hard"));
    assert_eq!(read.book.info.attributes.get("b"), Some("own"));
}

#[test]
fn authors_may_have_a_handle() {
    let read = read("= T\nAda Byron <https://example.org/ada[@ada]>\n\ntext\n");
    let link = read.book.info.authors[0].link.clone().unwrap();
    assert_eq!((link.target.as_str(), link.text.as_str()), ("https://example.org/ada", "@ada"));
}

const TALK: &str = "== First\n\nlink:https://example.org/1[Programme]\n\n====\nKeynote\n\nAn abstract. With sentences.\n\nJane Doe, CTO (ACME)\nMax van der Berg - Example\n====\n\n=== Notes\n\ntext\n\n";

#[test]
fn talks_are_recognised_by_their_shape() {
    let second = "== Second\n\nhttps://example.org/2\n\n====\nOnly an abstract, whose last words are: the end.\n====\n";
    let book = read(&format!("= Conf\n\n{TALK}{second}")).book;
    let talk = book.sections[0].talk.as_ref().unwrap();
    assert_eq!((talk.number, talk.consumed, talk.url.as_str()), (1, 2, "https://example.org/1"));
    let BlockKind::Paragraph(format) = &talk.format.as_ref().unwrap().kind else { panic!() };
    assert_eq!(plain_text(format), "Keynote");
    assert_eq!(talk.summary.len(), 1);
    let speakers: Vec<_> =
        talk.speakers.iter().map(|s| (s.plain_name.as_str(), s.role.as_deref(), s.company.as_deref())).collect();
    assert_eq!(speakers, [("Jane Doe", Some("CTO"), Some("ACME")), ("Max van der Berg", None, Some("Example"))]);
    let second = book.sections[1].talk.as_ref().unwrap();
    assert!(second.format.is_none() && second.speakers.is_empty() && second.summary.len() == 1);
}

#[test]
fn one_talk_alone_is_a_chapter_unless_asked_for() {
    assert!(read(&format!("= Conf\n\n{TALK}")).book.sections[0].talk.is_none());
    assert!(read(&format!("= Conf\n:talks:\n\n{TALK}")).book.sections[0].talk.is_some());
    assert!(read(&format!("= Conf\n:talks: off\n\n{TALK}{TALK}")).book.sections[0].talk.is_none());
    let dated = TALK.replace("====\nKeynote", ".Titled\n====\nKeynote");
    assert!(read(&format!("= Conf\n:talks:\n\n{dated}")).book.sections[0].talk.is_none());
}

#[test]
fn ids_of_nodes_are_unique_and_dense() {
    let read = read(include_str!("suite/everything.adoc"));
    let text = format!("{:?}", read.book);
    let mut ids: Vec<u32> =
        text.split("NodeId(").skip(1).filter_map(|rest| rest.split(')').next()?.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert!(ids.iter().all(|id| *id < read.book.node_count));
}

#[test]
fn hostile_input_ends_in_time() {
    let deep = "====\n".repeat(3000) + &"[".repeat(5000);
    assert!(!read(&deep).outline().is_empty());
    let options = ReadOptions {
        limits: asciidoc::ReadLimits { time: std::time::Duration::from_millis(300), ..Default::default() },
        ..ReadOptions::default()
    };
    let marks = "*a ".repeat(60_000);
    let late = read_with(Memory::new().with("book/notes.adoc", marks.clone()), &options);
    assert!(late.lints().contains(&Lint::LimitReached));
    assert_eq!(late.outline(), format!("paragraph :: {}\n", marks.trim_end()));
    let long = read(&"x".repeat(2 << 20));
    assert_eq!(long.lints(), [Lint::LimitReached]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]

    #[test]
    fn no_bytes_make_it_fail(pieces in proptest::collection::vec(piece(), 0..40)) {
        let read = read_files(Memory::new().with("book/notes.adoc", pieces.concat()));
        model::set(read.book, model::Spaces::Wide);
    }
}

/// Bytes, and words that mean something to AsciiDoc.
fn piece() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    use proptest::prelude::*;
    const WORDS: &[&str] = &[
        "\n",
        "\n\n",
        "= ",
        "== ",
        "* ",
        ". ",
        "----\n",
        "====\n",
        "|===\n",
        "|",
        "[source]\n",
        "[[a]]",
        "<<a>>",
        "image::x[]",
        "include::notes.adoc[]\n",
        "ifdef::a[]\n",
        "endif::[]\n",
        ":a: b\n",
        "{a}",
        "*b*",
        "_c_",
        "`d`",
        "((e))",
        "(((f,g)))",
        "footnote:[h]",
        "pass:[<i>]",
        "+\n",
        "term:: ",
        "<1>",
        "'''\n",
        "// c\n",
        "////\n",
        "xref:j[k]",
        "stem:[x]",
        "é",
        "\u{F0BED}+0>",
        "a|\n",
    ];
    prop_oneof![
        4 => proptest::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

#[test]
fn what_asciidoc_allows_is_not_told() {
    // An attribute left out, a deeper contents than there are levels, an attribute of a character set anew.
    let text = "= T\n:toclevels: 6\n:sectnumlevels: 9\n:asterisk: &#42;\n\n[quote,,A book]\nText.\n\n[source, ,linenums]\n----\na\n----\n";
    assert_eq!(read(text).lints(), []);
}
