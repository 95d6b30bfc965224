//! Books as EPUB, read back: the container, the packages's promises, and that no word is lost or doubled.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use notes_pub::asciidoc::{ReadOptions, parse};
use notes_pub::diag::{Diagnostic, Sink};
use notes_pub::epub::{EpubOptions, PictureFile, Pictures, write};
use notes_pub::image::{DeviceProfile, Format, Gallery, ImageLimits, PixelSize};
use notes_pub::model::{
    Block, BlockKind, Book, Inline, PageMap, PageStart, Section, TextPosition, plain_text, resolve,
};
use notes_pub::world::{Disk, Memory, World};
use quick_xml::events::Event;

/// A file of the container as read back.
struct Packed {
    name: String,
    is_stored: bool,
    bytes: Vec<u8>,
}

fn read_book(world: &dyn World, path: &str) -> Book {
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new(path)).unwrap();
    resolve(parse(world, file, &ReadOptions::default(), &mut sink), &mut sink)
}

fn book_of(text: &str) -> Book {
    read_book(&Memory::new().with("notes.adoc", text), "notes.adoc")
}

fn written(book: &Book, options: &EpubOptions<'_>) -> (Vec<u8>, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let bytes = write(book, options, &mut sink).unwrap();
    (bytes, sink.diagnostics().to_vec())
}

fn unpacked(bytes: &[u8]) -> Vec<Packed> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let file = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let is_stored = entry.compression() == zip::CompressionMethod::Stored;
        Packed { name: entry.name().unwrap().into_owned(), is_stored, bytes }
    };
    (0..count).map(file).collect()
}

fn file<'a>(files: &'a [Packed], name: &str) -> &'a str {
    let found = files.iter().find(|file| file.name == format!("EPUB/{name}"));
    std::str::from_utf8(&found.unwrap_or_else(|| panic!("no {name}")).bytes).unwrap()
}

/// The files of text in reading order.
fn spine(files: &[Packed]) -> Vec<&str> {
    let package = file(files, "package.opf");
    let ids = attributes(package, "itemref", "idref");
    let items: BTreeMap<_, _> =
        attributes(package, "item", "id").into_iter().zip(attributes(package, "item", "href")).collect();
    ids.iter().map(|id| file(files, &items[id])).collect()
}

/// The values of an attribute on all elements of a name, in order.
fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return values,
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == element => {
                let found = start.attributes().map(Result::unwrap).find(|a| a.key.as_ref() == attribute);
                values.extend(found.map(|a| a.value.into_owned()));
            }
            _ => {}
        }
    }
}

/// The words of a document's body, without those the writer generates.
fn words_of(xhtml: &str) -> Vec<String> {
    let generated =
        ["list-of", "admonition-label", "label", "number", "conum", "noteref", "check", "missing", "icon", "index"];
    let mut text = String::new();
    let mut reader = quick_xml::Reader::from_str(xhtml);
    // How deep within something generated, and within the body.
    let (mut skipping, mut depth, mut is_body) = (0, 0, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => {
                depth += 1;
                is_body |= start.name().as_ref() == "body";
                let is_generated = start.attributes().map(Result::unwrap).any(|attribute| {
                    let value = attribute.value.into_owned();
                    (attribute.key.as_ref() == "class" && value.split(' ').any(|class| generated.contains(&class)))
                        || (attribute.key.as_ref() == "role" && value == "doc-backlink")
                });
                // A formula says its source to those who can't see it.
                let source =
                    start.attributes().map(Result::unwrap).find(|attribute| attribute.key.as_ref() == "alttext");
                if let Some(source) = source.filter(|_| skipping == 0) {
                    text.push_str(&quick_xml::escape::unescape(&source.value).unwrap());
                    skipping += 1;
                } else if skipping > 0 || is_generated {
                    skipping += 1;
                } else if !INLINE.contains(&start.name().as_ref()) {
                    text.push(' ');
                }
            }
            Event::End(end) => {
                depth -= 1;
                if skipping > 0 {
                    skipping -= 1;
                } else if !INLINE.contains(&end.name().as_ref()) {
                    text.push(' ');
                }
            }
            Event::Empty(_) if skipping == 0 => text.push(' '),
            Event::Text(words) if skipping == 0 && is_body => text.push_str(&words),
            Event::GeneralRef(reference) if skipping == 0 && is_body => {
                text.push_str(match reference.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                });
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let text = text.replace('\u{A0}', " ");
    text.split_whitespace().map(str::to_owned).collect()
}

const INLINE: [&str; 14] =
    ["a", "b", "cite", "code", "em", "i", "kbd", "mark", "span", "strong", "sub", "sup", "q", "u"];

/// The words of the model in the writers' reading order.
fn words_of_model(book: &Book) -> Vec<String> {
    let mut text = String::new();
    let info = &book.info;
    push(&mut text, info.main_title.as_deref().unwrap_or_default());
    push(&mut text, info.subtitle.as_deref().unwrap_or_default());
    for author in &info.authors {
        text.push_str(&format!(" {} {} ", author.name, author.link.as_ref().map_or("", |link| link.text.as_str())));
    }
    push_blocks(&mut text, &book.opening);
    book.sections.iter().for_each(|section| push_section(&mut text, section));
    let text = text.replace(['\u{A0}', '\u{202F}'], " ");
    text.split_whitespace().map(str::to_owned).collect()
}

fn push(text: &mut String, inlines: &[Inline]) {
    text.push(' ');
    text.push_str(&plain_text(inlines));
    text.push(' ');
}

fn push_section(text: &mut String, section: &Section) {
    push(text, &section.title);
    let mut own = section.blocks.as_slice();
    if let Some(talk) = &section.talk {
        own = &own[talk.consumed..];
        push_blocks(text, talk.format.as_slice());
        for speaker in &talk.speakers {
            text.push_str(&format!(" {}{} ", plain_text(&speaker.name), plain_text(&speaker.rest)));
        }
        push_blocks(text, &talk.summary);
        push_blocks(text, std::slice::from_ref(&talk.link));
    }
    push_blocks(text, own);
    section.sections.iter().for_each(|inner| push_section(text, inner));
}

fn push_blocks(text: &mut String, blocks: &[Block]) {
    for block in blocks {
        let is_figure = match &block.kind {
            BlockKind::Image(_) | BlockKind::Media(_) => true,
            BlockKind::Paragraph(words) => plain_text(words).trim().is_empty(),
            _ => false,
        };
        if !is_figure {
            push(text, block.title.as_deref().unwrap_or_default());
        }
        match &block.kind {
            BlockKind::Paragraph(words) => push(text, words),
            BlockKind::Heading(heading) => push(text, &heading.title),
            BlockKind::Admonition(admonition) => push_blocks(text, &admonition.blocks),
            BlockKind::Container(container) => push_blocks(text, &container.blocks),
            BlockKind::Quote(quote) => push_blocks(text, &quote.blocks),
            BlockKind::Verbatim(verbatim) => push(text, &verbatim.lines),
            BlockKind::List(list) => {
                for item in &list.items {
                    push(text, &item.text);
                    push_blocks(text, &item.blocks);
                }
            }
            BlockKind::Descriptions(list) => {
                for entry in &list.entries {
                    entry.terms.iter().for_each(|term| push(text, &term.text));
                    if let Some(item) = &entry.description {
                        push(text, &item.text);
                        push_blocks(text, &item.blocks);
                    }
                }
            }
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.body).chain(&table.foot) {
                    row.cells.iter().for_each(|cell| push_blocks(text, &cell.blocks));
                }
            }
            BlockKind::Media(media) => push(text, &media.link),
            BlockKind::Stem(stem) => text.push_str(&format!(" {} ", stem.source)),
            _ => {}
        }
        if is_figure {
            push(text, block.title.as_deref().unwrap_or_default());
        }
    }
}

/// What holds for every book: order and storage in the container, well-formed files, links that lead somewhere.
fn check(bytes: &[u8]) -> Vec<Packed> {
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let files = unpacked(bytes);
    assert!(files[0].is_stored);
    for file in &files {
        let is_picture = file.name.ends_with(".jpg") || file.name.ends_with(".png");
        assert_eq!(file.is_stored, is_picture || file.name == "mimetype", "{}", file.name);
        assert!(file.name.is_ascii() && !file.name.contains("./"), "{}", file.name);
    }
    let xhtml: Vec<&Packed> = files.iter().filter(|file| file.name.ends_with(".xhtml")).collect();
    let ids: BTreeMap<&str, Vec<String>> = xhtml
        .iter()
        .map(|packed| {
            let text = std::str::from_utf8(&packed.bytes).unwrap();
            let mut all = Vec::new();
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event().unwrap() {
                    Event::Eof => break,
                    Event::Start(start) | Event::Empty(start) => {
                        let id = start.attributes().map(Result::unwrap).find(|a| a.key.as_ref() == "id");
                        all.extend(id.map(|id| id.value.into_owned()));
                    }
                    _ => {}
                }
            }
            let mut once = all.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), all.len(), "{}", packed.name);
            (packed.name.trim_start_matches("EPUB/"), all)
        })
        .collect();
    for packed in xhtml {
        let name = packed.name.trim_start_matches("EPUB/");
        for way in attributes(std::str::from_utf8(&packed.bytes).unwrap(), "a", "href") {
            if way.contains("//") || way.starts_with("mailto:") {
                continue;
            }
            let (home, id) = way.split_once('#').unwrap_or((&way, ""));
            let home = if home.is_empty() { name } else { home };
            assert!(id.is_empty() || ids[home].iter().any(|known| known == id), "{name} -> {way}");
        }
    }
    files
}

/// Keeps a book for the validators where `NOTES_PUB_EPUB_OUT` names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("NOTES_PUB_EPUB_OUT").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

#[test]
fn a_book_of_everything_loses_no_word() {
    let text = include_str!("epub/everything.adoc");
    let book = book_of(text);
    let (bytes, _) = written(&book, &EpubOptions::default());
    keep("everything.epub", &bytes);
    let files = check(&bytes);
    let said: Vec<String> = spine(&files).iter().flat_map(|text| words_of(text)).collect();
    let meant = words_of_model(&book);
    // Footnotes and credits stand elsewhere; everything else stands once and in order.
    let mut said = said.iter();
    for word in &meant {
        assert!(said.any(|other| other == word), "`{word}` is missing or out of order");
    }
    for word in ["Verlaine", "footnote-one", "footnote-two", "Lem", "Solaris"] {
        assert_eq!(spine(&files).iter().map(|text| text.matches(word).count()).sum::<usize>(), 1, "{word}");
    }
}

#[test]
fn odd_text_stays_well_formed() {
    let text = "= A < B & \"C\" ]]> \u{1F600}\n\n[[a b]]\n== x > y `<z>`\n\n[[d]]One.[[d]]\n\n[[d]]Two <<d>> <<a b>>.\n\n\
                [.x\"y<z]#role#, link:++http://a.b/<c>?d=\"e\"++[l], http://[::1]/x[v6], mailto:<x>[m].\n\n\
                == \u{645}\u{631}\u{62D}\u{628}\u{627}\n\nfootnote:[]A footnote:[x footnote:[y]].\n\n\
                ==\n\n===== Deep\n\n[source,\"a<b\"]\n----\n]]> <!-- -- -->\n----\n\n\
                image:a<b>.png[\"<alt>\"] &#1; &#xFFFE; &#x1F600;\n";
    for lang in ["", "ar", "zh-Hans", "xx-nonsense-too-long"] {
        let text = text.replacen('\n', &format!("\n:lang: {lang}\n"), 1);
        let (bytes, _) = written(&book_of(&text), &EpubOptions::default());
        keep(&format!("odd-{lang}.epub"), &bytes);
        check(&bytes);
    }
}

#[test]
fn the_index_leads_to_its_terms() {
    let text = "= Words\n:doctype: book\n\n== One\n\nA ((zebra)) and an ((Éclair)) (((animals,horse))).\n\n\
                == Two\n\nThe ((zebra)) again.\n\n[index]\n== Index\n";
    let (bytes, _) = written(&book_of(text), &EpubOptions::default());
    let files = check(&bytes);
    let index = file(&files, "index.xhtml");
    let ways = ["one.xhtml#_term_3", "one.xhtml#_term_2", "one.xhtml#_term_1", "two.xhtml#_term_4"];
    assert_eq!(attributes(index, "a", "href"), ways);
    assert!(index.find("animals").unwrap() < index.find("horse").unwrap());
}

#[test]
fn a_book_for_kobo_says_the_same() {
    let book = book_of(include_str!("epub/everything.adoc"));
    let options = EpubOptions { is_kepub: true, ..EpubOptions::default() };
    let (bytes, plain) = (written(&book, &options).0, written(&book, &EpubOptions::default()).0);
    keep("everything.kepub.epub", &bytes);
    let (files, plain) = (check(&bytes), check(&plain));
    let said = |files: &[Packed]| spine(files).iter().flat_map(|text| words_of(text)).collect::<Vec<_>>();
    assert_eq!(said(&files), said(&plain));
    let chapter = file(&files, "chapter-one-only.xhtml");
    assert!(chapter.contains("<div id=\"book-columns\"><div id=\"book-inner\">"));
    assert!(chapter.matches("koboSpan").count() > 60 && !chapter.contains("<pre><code><span class=\"koboSpan"));
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = book_of(include_str!("epub/everything.adoc"));
    let first = written(&book, &EpubOptions::default()).0;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(first == pool.install(|| written(&book, &EpubOptions::default()).0));
}

#[test]
fn a_book_without_anything_is_a_book() {
    for (index, text) in ["", "Only words.", "= Title", "image::gone.jpg[]"].into_iter().enumerate() {
        let (bytes, _) = written(&book_of(text), &EpubOptions::default());
        keep(&format!("tiny-{index}.epub"), &bytes);
        let files = check(&bytes);
        assert_eq!(attributes(file(&files, "nav.xhtml"), "a", "href").len(), 2);
    }
}

#[test]
fn a_large_chapter_is_split_and_its_links_follow() {
    let mut text = "= Long\n\n== One\n\nSee <<far>>.\n\n".to_owned();
    for section in 0..9 {
        text.push_str(&format!("=== Section {section}\n\n"));
        (0..200).for_each(|_| text.push_str(&format!("{}\n\n", "Words that fill a line of text. ".repeat(6))));
    }
    text.push_str("[[far]]The end.\n");
    let (bytes, _) = written(&book_of(&text), &EpubOptions::default());
    let files = check(&bytes);
    let texts = spine(&files);
    assert!(texts.len() > 5 && texts.iter().all(|text| text.len() < 260_000));
    assert!(texts[1].contains("href=\"section-8.xhtml#far\""), "{}", &texts[1][..900]);
}

#[test]
fn pages_stand_in_order_in_the_text() {
    let book = book_of("= Pages\n\n== One\n\nFirst words of the chapter.\n\n== Two\n\nOther words.\n");
    let node = |section: usize| book.sections[section].blocks[0].id;
    let start = |section, offset| Some(TextPosition { node: node(section), offset });
    let page = |label: &str, start| PageStart { label: label.into(), start };
    let map = PageMap {
        layout: "screen".into(),
        pages: vec![page("1", None), page("2", start(0, 0)), page("3", start(0, 8)), page("4", start(1, 0))],
    };
    let (bytes, _) = written(&book, &EpubOptions { pages: Some(&map), ..EpubOptions::default() });
    keep("pages.epub", &bytes);
    let files = check(&bytes);
    let nav = file(&files, "nav.xhtml");
    let ways: Vec<_> = attributes(nav, "a", "href").into_iter().filter(|way| way.contains("#page-")).collect();
    assert_eq!(ways, ["one.xhtml#page-2", "one.xhtml#page-3", "two.xhtml#page-4"]);
    let mark = |label| {
        format!(
            "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{label}\" aria-label=\"{label}\"></span>"
        )
    };
    let one = file(&files, "one.xhtml");
    assert!(one.contains(&format!("<p>{}First words{} of the chapter.</p>", mark(2), mark(3))), "{one}");
    assert!(file(&files, "package.opf").contains("pageBreakSource"));
    assert!(file(&files, "toc.ncx").contains("<pageList>"));
}

#[test]
fn what_the_author_wrote_of_pictures_is_told() {
    let text = "= Photos\n\n== Talk\n\n.The caption +\nimage::a.jpg[]\n\nimage::b.jpg[A portal]\n\nimage::c.jpg[]\n";
    let world = Memory::new().with("notes.adoc", text);
    let book = read_book(&world, "notes.adoc");
    let mut pictures = Pictures::default();
    let jpeg = PictureFile {
        name: "Fête 1".into(),
        bytes: vec![0xFF; 9],
        format: Format::Jpeg,
        size: PixelSize::new(1600, 1200),
    };
    let index = pictures.add(jpeg.clone());
    notes_pub::image::pictures(&book).iter().for_each(|picture| pictures.place(picture.id, index));
    let options = EpubOptions { pictures, cover: Some(jpeg), ..EpubOptions::default() };
    let (bytes, told) = written(&book, &options);
    let files = check(&bytes);
    let talk = file(&files, "talk.xhtml");
    assert_eq!(attributes(talk, "img", "alt"), ["The caption", "A portal", "Photo 3, Talk"]);
    assert_eq!(attributes(talk, "img", "src"), ["images/fete-1.jpg"; 3]);
    assert!(talk.contains("<figcaption>") && !talk.contains("<br/>"), "{talk}");
    let lints: Vec<_> = told.iter().map(|diagnostic| diagnostic.lint.name()).collect();
    assert_eq!(lints, ["alt-derived", "alt-missing"]);
    let package = file(&files, "package.opf");
    assert!(package.contains("properties=\"cover-image\"") && !package.contains("alternativeText"));
}

#[test]
fn admonitions_have_the_icons_of_their_kind_or_the_authors() {
    let text = "= T\n:icons:\n:iconsdir: signs\n:icontype: svg\n\nNOTE: a\n\nTIP: b\n\n[WARNING,icon=my-own]\nc\n\n\
                [CAUTION,icon=heart]\nd\n\n[IMPORTANT,icon=other_one.png]\ne\n\n[NOTE,icon=lost.png]\nf\n";
    let sign = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let world =
        ["note", "my-own"].iter().fold(Memory::new(), |world, name| world.with(format!("signs/{name}.svg"), sign));
    // A PNG of one pixel.
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55".as_slice(),
        b"\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82",
    ];
    let world = world.with("signs/other_one.png", png.concat()).with("notes.adoc", text);
    let book = read_book(&world, "notes.adoc");
    let mut sink = Sink::new();
    let gallery = Gallery::load(&world, &book, ImageLimits::default(), &mut sink);
    let pictures = Pictures::prepare(&world, &book, &gallery, &DeviceProfile::EREADER, &|_| {}, &mut sink);
    let told: Vec<_> = sink.diagnostics().iter().map(|told| told.message.clone()).collect();
    assert_eq!(told, ["image `lost.png` not found"]);
    let (bytes, told) = written(&book, &EpubOptions { pictures, ..EpubOptions::default() });
    assert!(told.is_empty(), "{told:?}");
    let files = check(&bytes);
    let all = spine(&files).concat();
    assert_eq!(attributes(&all, "img", "alt"), ["", "my own", "other one"], "the kind says its word itself");
    assert_eq!(attributes(&all, "svg", "aria-label"), ["heart"]);
    assert_eq!(attributes(&all, "svg", "aria-hidden"), ["true", "true"], "a tip and what is lost are drawn");
    assert_eq!(all.matches("<p class=\"admonition-label\"").count(), 6);

    // A font of icons has no pictures.
    let world = world.with("font.adoc", text.replace(":icons:", ":icons: font"));
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("font.adoc")).unwrap();
    let book = resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink);
    let names: Vec<_> = notes_pub::image::pictures(&book).iter().map(|picture| picture.target.clone()).collect();
    assert_eq!(names, ["signs/other_one.png", "signs/lost.png"]);
    assert!(sink.diagnostics().iter().any(|told| told.message.contains("`my-own`")));
}

/// The seed with its photos.
#[test]
fn the_seed_becomes_a_book() {
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else { return };
    let world = Disk::new();
    let path = shared.join("seed/xebicon_2019.adoc");
    let book = read_book(&world, path.to_str().unwrap());
    let mut sink = Sink::new();
    let gallery = Gallery::load(&world, &book, ImageLimits::default(), &mut sink);
    let pictures = Pictures::prepare(&world, &book, &gallery, &DeviceProfile::EREADER, &|_| {}, &mut sink);
    let cover = pictures.files().first().cloned();
    let options = EpubOptions { pictures, cover, ..EpubOptions::default() };
    let (bytes, told) = written(&book, &options);
    keep("seed.epub", &bytes);
    let files = check(&bytes);
    assert_eq!(files.iter().filter(|file| file.name.ends_with(".jpg")).count(), 39);
    assert!(bytes.len() < 10_000_000, "{} bytes", bytes.len());
    let said: Vec<String> = spine(&files).iter().flat_map(|text| words_of(text)).collect();
    let meant = words_of_model(&book);
    let at = said.iter().zip(&meant).position(|(said, meant)| said != meant);
    assert_eq!(at.map(|at| (&said[at..at + 4], &meant[at..at + 4])), None);
    assert_eq!(said.len(), meant.len());
    assert!(sink.diagnostics().iter().any(|d| d.message == "image `xebion_30.jpg` not found"));
    assert!(told.iter().all(|d| d.lint.name().starts_with("alt-")), "{told:?}");
}

/// The text of each node that bears text, as the writers count it.
fn texts_by_node(book: &Book) -> BTreeMap<notes_pub::model::NodeId, String> {
    fn chapter(section: &Section, texts: &mut BTreeMap<notes_pub::model::NodeId, String>) {
        blocks(&section.blocks, texts);
        if let Some(talk) = &section.talk {
            blocks(talk.format.as_slice(), texts);
            blocks(&talk.summary, texts);
            blocks(std::slice::from_ref(&talk.link), texts);
            for speaker in &talk.speakers {
                texts.insert(speaker.id, plain_text(&speaker.name) + &plain_text(&speaker.rest));
            }
        }
        section.sections.iter().for_each(|inner| chapter(inner, texts));
    }
    fn blocks(all: &[Block], texts: &mut BTreeMap<notes_pub::model::NodeId, String>) {
        for block in all {
            match &block.kind {
                BlockKind::Paragraph(words) => drop(texts.insert(block.id, plain_text(words))),
                BlockKind::Admonition(admonition) => blocks(&admonition.blocks, texts),
                BlockKind::Container(container) => blocks(&container.blocks, texts),
                BlockKind::Quote(quote) => blocks(&quote.blocks, texts),
                BlockKind::Verbatim(verbatim) => drop(texts.insert(block.id, plain_text(&verbatim.lines))),
                BlockKind::List(list) => {
                    for item in &list.items {
                        texts.insert(item.id, plain_text(&item.text));
                        blocks(&item.blocks, texts);
                    }
                }
                _ => {}
            }
        }
    }
    let mut texts = BTreeMap::new();
    blocks(&book.opening, &mut texts);
    book.sections.iter().for_each(|inner| chapter(inner, &mut texts));
    texts
}

/// The pages of the seed's layouts start in the EPUB where they start in the PDF.
#[test]
fn pages_of_the_seed_start_with_the_same_words() {
    use notes_pub::layout::{Context, layout_book};
    use notes_pub::model::{Spaces, set};
    let Some(shared) = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from) else { return };
    let (world, mut sink) = (Disk::new(), Sink::new());
    let book = set(read_book(&world, shared.join("seed/xebicon_2019.adoc").to_str().unwrap()), Spaces::Narrow);
    let texts = texts_by_node(&book);
    for layout in ["screen", "print"] {
        let theme = notes_pub::theme::read(&world, layout, &mut sink).unwrap();
        let fonts = notes_pub::font::FontBook::compiled_in();
        let context = Context { theme: &theme, fonts, pixels: &|_| Some((1600, 1200)), book: &book, date: None };
        let map = layout_book(&context, &mut sink).page_map;
        let (bytes, _) = written(&book, &EpubOptions { pages: Some(&map), ..EpubOptions::default() });
        keep(&format!("seed-{layout}.epub"), &bytes);
        let files = check(&bytes);
        let all = spine(&files).concat();
        let started: Vec<_> = map.pages.iter().filter_map(|page| Some((page.label.as_str(), page.start?))).collect();
        assert_eq!(
            attributes(file(&files, "nav.xhtml"), "a", "href").iter().filter(|way| way.contains("#page-")).count(),
            started.len()
        );
        let mut from = 0;
        for (label, start) in started {
            let mark = format!("id=\"page-{label}\"");
            let at = all[from..].find(&mark).unwrap_or_else(|| panic!("page {label} is not in its place"));
            from += at;
            let Some(text) = texts.get(&start.node) else { continue };
            let (before, after): (String, String) = {
                let offset = start.offset as usize;
                (text.chars().take(offset).collect(), text.chars().skip(offset).collect())
            };
            let body = format!("<body><p><span {}", &all[from..(from + 6000).min(all.len())]);
            let said = loose_words(&body, 3);
            let is_broken = start.offset > 0 && !before.ends_with(char::is_whitespace);
            let after = after.replace(['\u{A0}', '\u{202F}'], " ");
            let meant: Vec<_> = after.split_whitespace().skip(usize::from(is_broken)).take(said.len()).collect();
            assert!(meant.iter().zip(&said).all(|(a, b)| a == b), "page {label} of {layout}: {meant:?} {said:?}");
        }
    }
}

/// The first words after a mark in cut markup.
fn loose_words(cut: &str, count: usize) -> Vec<String> {
    let mut text = String::new();
    for piece in cut.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace('\u{A0}', " ");
    text.split_whitespace().take(count).map(str::to_owned).collect()
}
