//! Print matter: front matter, openings, covers, shown addresses, bleed and what lies behind the text.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::{lay_out, lay_out_with};
use notes_pub::font::FontBook;
use notes_pub::frame::{Artifact, Item, ItemKind, LineKind, Owner, Page, PagedBook, Role};
use notes_pub::geom::Abs;
use notes_pub::layout::sheet::{BACK_COVER, BACKGROUND, FRONT_COVER};
use notes_pub::model::NodeId;
use notes_pub::pdf;
use notes_pub::theme::Media;

fn words(page: &Page) -> String {
    let text = |item: &Item| match (&item.kind, item.owner) {
        (ItemKind::Text(text), Owner::Element(_)) => text.text.clone(),
        _ => String::new(),
    };
    page.items.iter().map(text).collect::<String>().replace('\u{A0}', " ")
}

fn folios(book: &PagedBook) -> Vec<String> {
    book.pages.iter().map(|page| page.folio.to_string()).collect()
}

fn artifacts(page: &Page, artifact: Artifact) -> Vec<&Item> {
    page.items.iter().filter(|item| item.owner == Owner::Artifact(artifact)).collect()
}

const BOOK: &str = "\
= Les Marées
Anne Onyme
v2, 2019-11-28
:doctype: book
:toc:
:copyright: 2019 Anne Onyme
:isbn: 978-0-00-000000-2

== Flux

Un mot.

== Reflux

Un mot avec https://example.org/marees[un lien] et https://example.org/nu.
";

#[test]
fn front_matter_is_half_title_title_page_edition_contents_in_roman() {
    let book = lay_out(BOOK, "extends = 'print'\n");
    assert_eq!(folios(&book), ["i", "ii", "iii", "iv", "v", "vi", "1", "2"]);
    let pages: Vec<String> = book.pages.iter().map(words).collect();
    assert_eq!((pages[0].as_str(), pages[1].as_str(), pages[5].as_str()), ("Les Marées", "", ""));
    assert!(pages[2].contains("Anne Onyme"), "{}", pages[2]);
    assert_eq!(pages[3], "© 2019 Anne OnymeISBN 978-0-00-000000-2Version 2, 2019-11-28");
    assert!(pages[4].starts_with("Table des matières") || pages[4].starts_with("Contents"), "{}", pages[4]);
}

#[test]
fn the_authors_colophon_takes_the_place_of_the_edition() {
    let text = format!("{BOOK}\n[colophon]\n== Achevé d'imprimer\n\nÀ Brest, sur papier de chiffon.\n");
    let book = lay_out(&text, "extends = 'print'\n");
    let found = book.pages.iter().position(|page| words(page).contains("papier de chiffon"));
    assert_eq!(found, Some(3));
    assert_eq!(folios(&book).last().map(String::as_str), Some("2"));
    let contents = words(&book.pages[4]);
    assert!(!contents.contains("Achevé"), "{contents}");
    let behind = lay_out(&text, "extends = 'print'\n[front]\ncolophon = false\n");
    assert!(words(behind.pages.last().unwrap()).contains("papier de chiffon"));
}

#[test]
fn chapters_open_where_the_layout_says() {
    let opens = |layout: &str| {
        let book =
            lay_out(BOOK, &format!("extends = 'print'\n[front]\nhalf-title = false\ncolophon = false\n{layout}"));
        let at = |word: &str| book.pages.iter().rposition(|page| words(page).starts_with(word)).unwrap();
        (at("Flux"), at("Reflux"))
    };
    assert_eq!(opens("[page]\nchapters-open = 'page'\n"), (4, 5));
    assert_eq!(opens("[page]\nchapters-open = 'recto'\n"), (4, 6));
}

#[test]
fn a_blank_verso_has_neither_head_nor_folio_and_counts() {
    let book = lay_out(BOOK, "extends = 'print'\n[page]\nchapters-open = 'recto'\n");
    let blank = &book.pages[book.pages.len() - 2];
    assert!(blank.items.is_empty());
    assert_eq!((blank.folio.to_string(), book.pages.last().unwrap().folio.to_string()), ("2".into(), "3".into()));
}

#[test]
fn covers_are_outside_the_count_and_keep_the_sides() {
    let pixels = |node: NodeId| [FRONT_COVER, BACK_COVER].contains(&node).then_some((1200, 1800));
    let text = BOOK.replace(":toc:", ":toc:\n:front-cover-image: a.jpg\n:back-cover-image: b.jpg");
    let book = lay_out_with(&text, "extends = 'print'\n", Media::Screen, &pixels);
    let folios = folios(&book);
    assert_eq!((folios[0].as_str(), folios[1].as_str(), folios[2].as_str()), ("C1", "C2", "i"));
    assert_eq!(folios[folios.len() - 2..], ["C3", "C4"]);
    assert!(folios.len().is_multiple_of(2));
    let figures = book.structure.elements().iter().filter(|element| matches!(element.role, Role::Figure(_)));
    assert_eq!(figures.count(), 2);
    // What is read first is made first.
    assert!(matches!(book.structure.elements()[0].role, Role::Figure(_)));
    assert!(book.page_map.pages[0].start.is_none());
}

#[test]
fn a_typeset_cover_stands_where_the_author_gives_no_picture() {
    for paper in ["A4", "A5", "Letter", "300mm x 200mm"] {
        let layout = format!("[page]\nsize = '{paper}'\n[front]\ncover = 'typeset'\n");
        let book = lay_out(BOOK, &layout);
        let page = &book.pages[0];
        assert!(words(page).contains("Les Marées") && words(page).contains("Anne Onyme"), "{paper}");
        for item in page.items.iter().filter(|item| matches!(item.owner, Owner::Element(_))) {
            assert!(item.at.x > Abs::ZERO && item.at.x < page.size.width, "{paper}");
            assert!(item.at.y > Abs::ZERO && item.at.y < page.size.height, "{paper}");
        }
    }
    assert_eq!(folios(&lay_out(BOOK, "[front]\ncover = 'none'\n"))[0], "i");
}

#[test]
fn a_typeset_cover_breaks_words_where_the_author_says() {
    let title = "développementdurablementdéveloppementdurablement";
    let head = |header: &str| {
        let book = lay_out(&format!("= {title}\n:lang: fr\n{header}\nUn mot.\n"), "[front]\ncover = 'typeset'\n");
        let texts = book.pages[0].items.iter().filter_map(|item| match &item.kind {
            ItemKind::Text(text) => Some(text.text.clone()),
            _ => None,
        });
        texts.into_iter().next().unwrap()
    };
    let exception = ":hyphenation-exceptions: développ-ementdurablementdéveloppementdurablement\n";
    assert_eq!(head(exception), "développ-");
    assert_ne!(head(""), "développ-");
}

#[test]
fn addresses_are_said_on_paper_once() {
    let said = |text: &str, layout: &str, media| {
        let book = lay_out_with(text, layout, media, &|_| None);
        book.pages.iter().map(words).collect::<String>()
    };
    assert!(!said(BOOK, "", Media::Screen).contains("(https://example.org/marees)"));
    let asked = BOOK.replace(":toc:", ":toc:\n:show-link-uri:");
    for shown in [
        said(BOOK, "[link]\nshow = 'inline'\n", Media::Screen),
        said(BOOK, "", Media::Print),
        said(&asked, "", Media::Screen),
    ] {
        assert!(shown.contains("un lien (https://example.org/marees)"), "{shown}");
        assert_eq!(shown.matches("example.org/nu").count(), 1, "{shown}");
    }
}

#[test]
fn prepress_has_crop_marks_outside_the_bleed() {
    let layout = "extends = 'print'\n[page]\nbackground = '#eee'\nbleed = '4mm'\n";
    let book = lay_out_with(BOOK, layout, Media::Prepress, &|_| None);
    for page in &book.pages {
        let marks = artifacts(page, Artifact::PageMark);
        assert_eq!(marks.len(), 8);
        let bleed = Abs::mm(4.0);
        for mark in marks {
            let ItemKind::Shape(shape) = &mark.kind else { continue };
            let (right, bottom) = (mark.at.x + shape.size.width, mark.at.y + shape.size.height);
            let is_beside = right < -bleed || mark.at.x > page.size.width + bleed;
            let is_above = bottom < -bleed || mark.at.y > page.size.height + bleed;
            assert!(is_beside || is_above);
        }
        let background = artifacts(page, Artifact::Background);
        assert_eq!((background.len(), background[0].at.x), (1, -bleed));
    }
    let screen = lay_out(BOOK, layout);
    assert!(artifacts(&screen.pages[0], Artifact::PageMark).is_empty());
    assert_eq!(artifacts(&screen.pages[0], Artifact::Background)[0].at.x, Abs::ZERO);
}

#[test]
fn the_boxes_of_a_printed_page_lie_in_each_other() {
    let layout =
        "extends = 'print'\n[page]\nbackground = '#eee'\n[watermark]\ntext = 'X'\n[front]\ncover = 'typeset'\n";
    let book = lay_out_with(BOOK, layout, Media::Prepress, &|_| None);
    let trim = Some(pdf::Trim { bleed: Abs::mm(3.0), slug: Abs::mm(10.0) });
    let bytes = pdf::write(&book, &FontBook::compiled_in(), pdf::Options { trim, ..pdf::Options::default() }).unwrap();
    let read = lopdf::Document::load_mem(&bytes).unwrap();
    let page = read.get_pages()[&1];
    let sides = |name: &[u8]| -> Vec<f32> {
        let found = read.get_dictionary(page).unwrap().get(name).unwrap().as_array().unwrap();
        found.iter().map(|number| number.as_float().unwrap()).collect()
    };
    let (media, bleed, cut) = (sides(b"MediaBox"), sides(b"BleedBox"), sides(b"TrimBox"));
    assert!((cut[2] - cut[0] - 419.53).abs() < 0.1 && (cut[3] - cut[1] - 595.28).abs() < 0.1, "{cut:?}");
    let lies_in = |inner: &[f32], outer: &[f32]| {
        inner[0] > outer[0] && inner[1] > outer[1] && inner[2] < outer[2] && inner[3] < outer[3]
    };
    assert!(lies_in(&cut, &bleed) && lies_in(&bleed, &media), "{media:?} {bleed:?} {cut:?}");
}

#[test]
fn a_watermark_lies_behind_the_text_and_fits_the_page() {
    let layout = "[watermark]\ntext = 'Épreuve à ne pas diffuser'\n";
    for page in lay_out(BOOK, layout).pages {
        let marks = artifacts(&page, Artifact::Watermark);
        assert!(!marks.is_empty());
        assert!(page.items.first().is_some_and(|item| item.owner == Owner::Artifact(Artifact::Watermark)));
        for mark in marks {
            let ItemKind::Text(text) = &mark.kind else { continue };
            assert!(mark.at.x >= Abs::ZERO && mark.at.x + text.width <= page.size.width);
        }
    }
}

#[test]
fn a_picture_behind_every_page_covers_it() {
    let pixels = |node: NodeId| (node == BACKGROUND).then_some((10, 10));
    let text = BOOK.replace(":toc:", ":toc:\n:page-background-image: paper.png");
    for page in lay_out_with(&text, "", Media::Screen, &pixels).pages {
        let background = artifacts(&page, Artifact::Background);
        let ItemKind::Picture(picture) = &background[0].kind else { unreachable!("it is a picture") };
        assert_eq!((picture.size, background[0].at.x), (page.size, Abs::ZERO));
    }
}

#[test]
fn an_address_makes_no_line_before_it_loose() {
    let address = "https://docs.example.org/en/authentication/connecting-to-the-forge-with-ssh/generating-a-key-and-adding-it-to-the-agent";
    let text = format!(
        "= T\n:lang: en\n\nFor a more thorough tutorial on creating a key on several operating systems, see the guide of the forge \
         on SSH keys at {address}.\n"
    );
    let book = lay_out(&text, "screen");
    let justified: Vec<_> = book.lines.iter().filter(|line| line.kind == LineKind::Justified).collect();
    assert!(justified.len() >= 3);
    for line in justified {
        // A line of the address alone has no space to stretch: it may be short by a seventh, and no more.
        assert!(line.ratio <= 4_000 || line.natural * 7 >= line.measure * 6, "{line:?}");
    }
}
