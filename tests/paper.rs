//! What holds on every page of paper, whatever stands on it: nothing outside the type area, nothing over anything
//! else, no caption parted from its photo, no heading left alone, folios that are true, margins that mirror.
//!
//! The seed and Pro Git lie outside the project: `NOTES_PUB_SHARED` names the folder that holds them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use notes_pub::asciidoc::{self, ReadOptions};
use notes_pub::diag::{Lint, Sink};
use notes_pub::font::FontBook;
use notes_pub::frame::{Artifact, ElementId, FolioStyle, Item, ItemKind, LinkTarget, Owner, Page, PagedBook, Role};
use notes_pub::geom::{Abs, Rect};
use notes_pub::image::{Gallery, ImageLimits, Shown};
use notes_pub::layout::{Context, layout_book};
use notes_pub::model::{self, NodeId, Spaces};
use notes_pub::theme::{self, Theme};
use notes_pub::world::{Disk, Memory, World};

/// Rounding of places and the overhang of glyphs.
const SLACK: f64 = 0.5;

fn set(path: &Path, layout: &str) -> (PagedBook, Theme) {
    let world = Disk::new();
    let mut sink = Sink::new();
    let (file, _) = world.load(path).unwrap();
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let book = model::set(model::resolve(draft, &mut sink), Spaces::Narrow);
    let gallery = Gallery::load(&world, &book, ImageLimits::default(), &mut sink);
    let theme = theme::read(&world, layout, &mut sink).unwrap();
    let pixels = |node: NodeId| match gallery.get(node)? {
        Shown::Photo(photo) => {
            let size = photo.probe.upright_size();
            Some((size.width, size.height))
        }
        _ => None,
    };
    let fonts = FontBook::compiled_in();
    let context = Context { theme: &theme, fonts, pixels: &pixels, book: &book, date: None };
    let pages = layout_book(&context, &mut sink);
    (pages, theme)
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("NOTES_PUB_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("NOTES_PUB_SHARED is not set, nothing is tested");
    }
    folder
}

fn sample() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book");
    let mut found = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    found.find(|path| path.extension().is_some_and(|ending| ending == "adoc")).unwrap()
}

/// Every item of a page, the parts of broken words too.
fn items(page: &Page) -> Vec<&Item> {
    let mut all = Vec::new();
    for item in &page.items {
        match &item.kind {
            ItemKind::BrokenWord(word) => all.extend(&word.parts),
            _ => all.push(item),
        }
    }
    all
}

/// What an item takes up: of text the body of its letters, from x-height to baseline.
fn area(item: &Item) -> (f64, f64, f64, f64) {
    let (x, y) = (item.at.x.to_pt(), item.at.y.to_pt());
    match &item.kind {
        ItemKind::Text(text) => {
            // The space at a line's end, which copied text needs, has no ink.
            let ends = text.text.trim_end().len() as u32;
            let blank: Abs = text.glyphs.iter().filter(|glyph| glyph.start >= ends).map(|glyph| glyph.advance()).sum();
            (x, y - text.size.to_pt() * 0.45, x + (text.width - blank).to_pt(), y)
        }
        ItemKind::Picture(picture) => (x, y, x + picture.size.width.to_pt(), y + picture.size.height.to_pt()),
        ItemKind::Shape(shape) => (x, y, x + shape.size.width.to_pt(), y + shape.size.height.to_pt()),
        ItemKind::BrokenWord(_) => (x, y, x, y),
    }
}

/// How far the signs of a text may hang into the margins: a quarter of its em.
fn hang(item: &Item) -> f64 {
    match &item.kind {
        ItemKind::Text(text) => text.size.to_pt() / 4.0,
        _ => 0.0,
    }
}

fn is_running(item: &Item) -> bool {
    matches!(item.owner, Owner::Artifact(Artifact::Header | Artifact::Footer | Artifact::Folio))
}

/// The elements around an item, the innermost first.
fn owners(book: &PagedBook, item: &Item) -> Vec<ElementId> {
    let mut around = Vec::new();
    let mut next = match item.owner {
        Owner::Element(id) => Some(id),
        Owner::Artifact(_) => None,
    };
    while let Some(id) = next {
        around.push(id);
        next = book.structure.get(id).and_then(|element| element.parent);
    }
    around
}

fn role(book: &PagedBook, id: ElementId) -> &Role {
    &book.structure.get(id).unwrap().role
}

fn edges(rect: Rect) -> (f64, f64, f64, f64) {
    let (x, y) = (rect.origin.x.to_pt(), rect.origin.y.to_pt());
    (x, y, x + rect.size.width.to_pt(), y + rect.size.height.to_pt())
}

/// How far things may stand out on each page: lines that are too wide are told as warnings of their own.
fn overfull(book: &PagedBook) -> Vec<f64> {
    let mut pages = vec![0.0; book.pages.len()];
    for line in &book.lines {
        pages[line.page] = line.overfull.to_pt().max(pages[line.page]);
    }
    pages
}

fn nothing_stands_outside(book: &PagedBook, name: &str) {
    let wide = overfull(book);
    for (number, page) in book.pages.iter().enumerate() {
        let (left, top, right, bottom) = edges(page.body);
        for item in items(page).into_iter().filter(|item| !is_running(item)) {
            let (x, y, to_x, to_y) = area(item);
            assert!(
                x >= left - SLACK - 4.0
                    && to_x <= right + SLACK + wide[number] + hang(item)
                    && y >= top - SLACK
                    && to_y <= bottom + SLACK,
                "{name}, page {}: {item:?} at {x:.1} {y:.1} {to_x:.1} {to_y:.1} of {left:.1} {top:.1} {right:.1} {bottom:.1}",
                number + 1,
            );
        }
    }
}

/// An item and its edges: left, top, right, bottom, in points.
type Inked<'a> = (&'a Item, (f64, f64, f64, f64));

/// Pictures cover neither each other nor any words, and no two words stand on each other.
fn nothing_overlaps(book: &PagedBook, name: &str) {
    let wide = overfull(book);
    for (number, page) in book.pages.iter().enumerate() {
        let mut inked: Vec<Inked<'_>> = items(page)
            .into_iter()
            .filter(|item| match &item.kind {
                ItemKind::Picture(_) => true,
                ItemKind::Text(text) => !text.text.trim().is_empty(),
                _ => false,
            })
            .map(|item| (item, area(item)))
            .collect();
        inked.sort_by(|(_, a), (_, b)| a.1.total_cmp(&b.1));
        for (index, (one, a)) in inked.iter().enumerate() {
            for (other, b) in inked[index + 1..].iter().take_while(|(_, b)| b.1 < a.3) {
                let across = a.2.min(b.2) - a.0.max(b.0);
                let down = a.3.min(b.3) - a.1.max(b.1);
                let is_apart = across < SLACK + wide[number] || down < 1.0;
                assert!(is_apart, "{name}, page {}: {one:?}\nand\n{other:?}", number + 1);
            }
        }
    }
}

/// The pages that the items of each element under a figure stand on.
fn captions_stay_with_their_photos(book: &PagedBook, name: &str) -> usize {
    let mut pictures: HashMap<ElementId, Vec<usize>> = HashMap::new();
    let mut captions: HashMap<ElementId, Vec<usize>> = HashMap::new();
    for (number, page) in book.pages.iter().enumerate() {
        for item in items(page) {
            let around = owners(book, item);
            let Some(figure) = around.iter().find(|id| matches!(role(book, **id), Role::Figure(_))) else { continue };
            match item.kind {
                ItemKind::Picture(_) => pictures.entry(*figure).or_default().push(number),
                _ if around.iter().any(|id| matches!(role(book, *id), Role::Caption)) => {
                    captions.entry(*figure).or_default().push(number);
                }
                _ => {}
            }
        }
    }
    for (figure, pages) in &captions {
        if let Some(photo) = pictures.get(figure) {
            assert!(pages.iter().all(|page| photo.contains(page)), "{name}: a caption on {pages:?}, photo {photo:?}");
        }
    }
    captions.len()
}

/// Below each heading of a page something follows, unless its chapter has nothing and the next one opens a page.
fn headings_stand_before_text(book: &PagedBook, name: &str) {
    for (number, page) in book.pages.iter().enumerate() {
        let all = items(page);
        let body: Vec<&&Item> = all.iter().filter(|item| !is_running(item)).collect();
        let is_heading =
            |item: &Item| owners(book, item).iter().any(|id| matches!(role(book, *id), Role::Heading(2.., _)));
        let is_note = |item: &Item| owners(book, item).iter().any(|id| matches!(role(book, *id), Role::Note));
        let Some(last) = body.iter().filter(|item| is_heading(item)).map(|item| item.at.y).max() else { continue };
        let below: Vec<Abs> = body
            .iter()
            .filter(|item| item.at.y > last && !is_note(item))
            .filter(|item| matches!(item.kind, ItemKind::Text(_) | ItemKind::Picture(_)))
            .map(|item| item.at.y)
            .collect();
        let next = book.pages.get(number + 1);
        let opens = next.is_none_or(|page| opens_chapter(book, page));
        assert!(!below.is_empty() || opens, "{name}: page {} ends with a heading", number + 1);
    }
}

/// Whether a chapter's heading stands at the head of a page.
fn opens_chapter(book: &PagedBook, page: &Page) -> bool {
    let mut first = items(page).into_iter().filter(|item| !is_running(item)).take(40);
    first.any(|item| owners(book, item).iter().any(|id| matches!(role(book, *id), Role::Heading(2, _))))
}

/// The folios of the contents are those of the pages that their links lead to.
fn folios_are_true(book: &PagedBook, name: &str) -> usize {
    let pages: HashMap<&str, usize> = book.destinations.iter().rev().map(|d| (d.name.as_str(), d.page)).collect();
    let mut checked = 0;
    for page in &book.pages {
        for link in &page.links {
            let LinkTarget::Destination(target) = &link.target else { continue };
            let is_entry = std::iter::successors(Some(link.element), |id| book.structure.get(*id).unwrap().parent)
                .any(|id| matches!(role(book, id), Role::ContentsEntry));
            let Some(leads) = pages.get(target.as_str()).filter(|_| is_entry) else { continue };
            let folio = book.pages[*leads].folio.to_string();
            let (x, y, to_x, to_y) = edges(link.area);
            let inside = items(page).into_iter().filter(|item| {
                let (at_x, at_y, end_x, end_y) = area(item);
                at_x >= x - 3.0 && end_x <= to_x + 3.0 && at_y >= y - 1.0 && end_y <= to_y + 1.0
            });
            let words: String = inside
                .filter_map(|item| match &item.kind {
                    ItemKind::Text(text) => Some(text.text.as_str()),
                    _ => None,
                })
                .collect();
            if words.trim().chars().all(|c| c.is_ascii_digit()) && !words.trim().is_empty() {
                assert_eq!(words.trim(), folio, "{name}: an entry leads to {target}");
                checked += 1;
            }
        }
    }
    checked
}

fn margins_mirror(book: &PagedBook, theme: &Theme, name: &str) {
    for (number, page) in book.pages.iter().enumerate() {
        let (left, right) = (page.body.origin.x, page.size.width - page.body.origin.x - page.body.size.width);
        let expected = match (theme.page.is_facing, number % 2) {
            (true, 1) => (theme.page.outer, theme.page.inner),
            _ => (theme.page.inner, theme.page.outer),
        };
        assert_eq!((left, right), expected, "{name}, page {}", number + 1);
    }
}

/// The exceptions to the rules about widows and orphans, with their cost.
fn exceptions(book: &PagedBook, name: &str) -> usize {
    let rules = ["widow or orphan", "heading left alone", "talk's opening broken"];
    let mut count = 0;
    for record in &book.breaks {
        for (reason, cost) in record.reasons.iter().filter(|(reason, _)| rules.contains(reason)) {
            eprintln!("{name}, page {}: {reason}, cost {cost}", record.page + 1);
            count += 1;
        }
    }
    count
}

fn check(path: &Path, layout: &str) -> PagedBook {
    let name = format!("{} as {layout}", path.file_name().unwrap().to_string_lossy());
    let (book, theme) = set(path, layout);
    nothing_stands_outside(&book, &name);
    nothing_overlaps(&book, &name);
    captions_stay_with_their_photos(&book, &name);
    headings_stand_before_text(&book, &name);
    folios_are_true(&book, &name);
    margins_mirror(&book, &theme, &name);
    eprintln!("{name}: {} exceptions", exceptions(&book, &name));
    book
}

#[test]
fn the_sample_is_sound() {
    for layout in ["screen", "print", "handout", "large-print"] {
        let book = check(&sample(), layout);
        assert!(captions_stay_with_their_photos(&book, layout) > 3);
        assert!(folios_are_true(&book, layout) > 3 || layout == "handout", "{layout}");
        assert_eq!(exceptions(&book, layout), 0);
    }
}

#[test]
fn the_seed_is_sound() {
    let Some(shared) = shared() else { return };
    let path = shared.join("seed/xebicon_2019.adoc");
    for layout in ["screen", "print", "large-print"] {
        let book = check(&path, layout);
        // One of them stands under the frame in place of a photo that is missing.
        assert_eq!(captions_stay_with_their_photos(&book, layout), 24);
        assert_eq!(exceptions(&book, layout), 0);
        if layout == "print" {
            // A page that is less full ends its talk: the next one opens with a heading of a chapter.
            for page in book.breaks.iter().filter(|page| page.fill < 800) {
                let next =
                    book.pages.get(page.page + 1..).unwrap_or_default().iter().find(|page| !page.items.is_empty());
                let opens = next.is_none_or(|page| opens_chapter(&book, page) || page.folio.number == 1);
                let is_front = book.pages[page.page].folio.style != FolioStyle::Arabic;
                assert!(opens || is_front, "page {} is {} full", book.pages[page.page].folio, page.fill);
            }
        }
        if layout == "screen" {
            assert!(book.pages.len() <= 28);
            let (_, full) = book.breaks.split_last().unwrap();
            assert!(full.iter().all(|page| page.fill >= 800), "a page is less than 80 % full");
        }
    }
}

#[test]
fn pro_git_is_sound() {
    let Some(shared) = shared() else { return };
    let path = shared.join("corpus/progit2/progit.asc");
    let book = check(&path, "screen");
    assert!(exceptions(&book, "Pro Git") <= 5, "widows and orphans");
    assert!(folios_are_true(&book, "Pro Git") > 100);
}

/// Each photo of a handout with what is said of it: its number, and where photo and notes stand.
struct NotedPhoto {
    page: usize,
    /// Left, top, right, bottom.
    edges: (f64, f64, f64, f64),
    caption: String,
    /// The words up to the next photo or heading: their pages and places.
    notes: Vec<(usize, f64, f64)>,
}

/// Walks the elements in reading order.
fn noted_photos(book: &PagedBook) -> Vec<NotedPhoto> {
    let mut read: Vec<(ElementId, usize, &Item)> = Vec::new();
    for (number, page) in book.pages.iter().enumerate() {
        for item in items(page) {
            if let Some(first) = owners(book, item).first() {
                read.push((*first, number, item));
            }
        }
    }
    read.sort_by_key(|(owner, page, item)| (*owner, *page, item.at.y));
    let mut photos: Vec<NotedPhoto> = Vec::new();
    let mut is_open = false;
    for (owner, page, item) in read {
        let around: Vec<&Role> = owners(book, item).into_iter().map(|id| role(book, id)).collect();
        let is_in = |wanted: fn(&Role) -> bool| around.iter().any(|role| wanted(role));
        let ItemKind::Text(text) = &item.kind else {
            if matches!(item.kind, ItemKind::Picture(_)) {
                is_open = true;
                photos.push(NotedPhoto { page, edges: area(item), caption: String::new(), notes: Vec::new() });
            }
            continue;
        };
        if is_in(|role| matches!(role, Role::Heading(..))) || matches!(role(book, owner), Role::Note) {
            is_open = false;
        }
        let Some(photo) = photos.last_mut().filter(|_| is_open) else { continue };
        match is_in(|role| matches!(role, Role::Caption)) {
            true => photo.caption.push_str(&text.text),
            false => photo.notes.push((page, item.at.x.to_pt(), item.at.y.to_pt())),
        }
    }
    photos
}

#[test]
fn a_handout_of_the_seed_has_each_photo_with_its_own_notes() {
    let Some(shared) = shared() else { return };
    let book = check(&shared.join("seed/xebicon_2019.adoc"), "handout");
    assert!(book.pages.len() <= 20, "{} pages", book.pages.len());
    let photos = noted_photos(&book);
    assert_eq!(photos.len(), 38);
    let captions = std::fs::read_to_string(shared.join("tools/seed-captions.txt")).unwrap();
    let captions: Vec<&str> = captions.lines().map(|line| line.rsplit('\t').next().unwrap().trim()).collect();
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let found = captions
        .iter()
        .filter(|caption| photos.iter().any(|photo| squeezed(&photo.caption).ends_with(&squeezed(caption))))
        .count();
    assert!(found >= 23, "{found} of {} captions", captions.len());
    let mut beside = 0;
    for photo in photos.iter().filter(|photo| !photo.notes.is_empty()) {
        let (_, top, right, bottom) = photo.edges;
        assert!(photo.notes.iter().all(|(page, _, y)| *page > photo.page || (*page == photo.page && *y > top)));
        let is_beside = |(page, x, y): &(usize, f64, f64)| *page == photo.page && *x >= right && *y < bottom + 30.0;
        beside += usize::from(photo.notes.first().is_some_and(is_beside));
    }
    let noted = photos.iter().filter(|photo| !photo.notes.is_empty()).count();
    assert_eq!(beside, noted, "of {noted} photos with notes, {beside} have them beside");
    let numbers: Vec<u32> =
        photos.iter().filter_map(|photo| photo.caption.split_whitespace().next()?.parse().ok()).collect();
    assert_eq!(numbers.len(), 38, "each photo has its number");
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
}

/// Sets a manuscript whose pictures are all of one size in pixels.
fn set_text(text: &str, layout: &str, pixels: (u32, u32)) -> (PagedBook, Sink) {
    let world = Memory::new().with("a.adoc", text);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let book = model::set(model::resolve(draft, &mut sink), Spaces::Narrow);
    let theme = theme::read(&world, layout, &mut sink).unwrap();
    let size = |_: NodeId| Some(pixels);
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &size, book: &book, date: None };
    let pages = layout_book(&context, &mut sink);
    (pages, sink)
}

fn pictures(book: &PagedBook) -> usize {
    let is_picture = |item: &&Item| matches!(item.kind, ItemKind::Picture(_));
    book.pages.iter().map(|page| items(page).into_iter().filter(is_picture).count()).sum()
}

const LAYOUTS: [&str; 4] = ["screen", "print", "handout", "large-print"];

#[test]
fn photos_of_any_shape_stand_on_their_pages() {
    let text = "= Photos\n\n== One\n\n.A caption\nimage::a.jpg[]\n\nWords.\n\nimage::b.jpg[]\n\n[.full-bleed]\nimage::c.jpg[]\n\nimage::d.jpg[float=left]\n\nMore words.\n\nimage::e.jpg[float=top]\n";
    // Taller than any page, a panorama, a single pixel, and the largest that files can say.
    for pixels in [(100, 20_000), (20_000, 60), (1, 1), (65_535, 65_535)] {
        for layout in LAYOUTS {
            let (book, sink) = set_text(text, layout, pixels);
            assert_eq!(pictures(&book), 5, "{pixels:?} as {layout}");
            let unseen: Vec<_> = sink.diagnostics().iter().filter(|told| told.lint == Lint::ImageUnseen).collect();
            assert_eq!(unseen.is_empty(), pixels == (65_535, 65_535), "{pixels:?} as {layout}");
            assert!(unseen.iter().all(|told| told.span.is_some() && !told.hints.is_empty()));
            for page in &book.pages {
                for item in items(page) {
                    let (x, y, to_x, to_y) = area(item);
                    let (width, height) = (page.size.width.to_pt(), page.size.height.to_pt());
                    assert!(x >= -SLACK && y >= 0.0 && to_x <= width + SLACK && to_y <= height, "{pixels:?} {layout}");
                }
            }
        }
    }
}

/// Sets a manuscript in a layout of its own.
fn set_in(text: &str, layout: &str) -> PagedBook {
    set_in_layout(text, layout).0
}

fn set_in_layout(text: &str, layout: &str) -> (PagedBook, Sink) {
    let world = Memory::new().with("a.adoc", text).with("own.toml", layout);
    let mut sink = Sink::new();
    let (file, _) = world.load(Path::new("a.adoc")).unwrap();
    let draft = asciidoc::parse(&world, file, &ReadOptions::default(), &mut sink);
    let book = model::set(model::resolve(draft, &mut sink), Spaces::Narrow);
    let theme = theme::read(&world, "own.toml", &mut sink).unwrap();
    let size = |_: NodeId| Some((1600, 1200));
    let context = Context { theme: &theme, fonts: FontBook::compiled_in(), pixels: &size, book: &book, date: None };
    let pages = layout_book(&context, &mut sink);
    (pages, sink)
}

#[test]
fn a_handout_has_as_many_photos_a_page_as_asked() {
    let photos: String = (0..24).map(|n| format!(".Photo {n}\nimage::p{n}.jpg[]\n\n")).collect();
    for count in [1, 2, 3, 4, 6] {
        let layout = format!("version = 1\nextends = \"handout\"\n[handout]\nper-page = {count}\n");
        let book = set_in(&photos, &layout);
        let is_picture = |item: &&Item| matches!(item.kind, ItemKind::Picture(_));
        let pages: Vec<usize> =
            book.pages.iter().map(|page| items(page).into_iter().filter(is_picture).count()).collect();
        assert!(pages.iter().all(|found| *found <= count), "{count}: {pages:?}");
        assert_eq!(pages.len(), 24 / count + usize::from(pages[0] < count), "{count}: {pages:?}");
        nothing_overlaps(&book, "handout");
        nothing_stands_outside(&book, "handout");
    }
}

#[test]
fn captions_stand_beside_photos_or_in_the_margin() {
    let text = ".Upright\nimage::a.jpg[width=50%]\n\nWords.\n\n.Another\nimage::b.jpg[width=50%]\n";
    for (place, is_outside) in [("beside", false), ("margin", true)] {
        let layout = format!("version = 1\nextends = \"screen\"\n[photo]\ncaption = \"{place}\"\n");
        let book = set_in(text, &layout);
        let page = &book.pages[0];
        let is_caption = |item: &&Item| owners(&book, item).iter().any(|id| *role(&book, *id) == Role::Caption);
        let captions: Vec<&Item> = items(page).into_iter().filter(is_caption).collect();
        assert!(captions.len() >= 2);
        let photo = items(page).into_iter().find(|item| matches!(item.kind, ItemKind::Picture(_))).unwrap();
        let right = edges(page.body).2;
        for caption in captions {
            let x = caption.at.x.to_pt();
            assert!(x > area(photo).2 && (x > right) == is_outside, "{place}: {x} of {right}");
        }
        nothing_overlaps(&book, place);
    }
}

#[test]
fn four_hundred_photos_of_one_talk_are_all_there() {
    let photos: String = (0..400).map(|n| format!(".Photo {n}\nimage::p{n}.jpg[]\n\n")).collect();
    for layout in LAYOUTS {
        let (book, _) = set_text(&format!("= Talks\n\n== One\n\n{photos}"), layout, (1600, 1200));
        assert_eq!(pictures(&book), 400, "{layout}");
        captions_stay_with_their_photos(&book, layout);
        nothing_overlaps(&book, layout);
    }
}

#[test]
fn a_title_of_five_hundred_characters_is_set_whole() {
    let title = "A very long title of a talk ".repeat(18);
    let text = format!(
        "= Talks\n:talks:\n:toc:\n\n== {title}\n\nhttps://example.org/1[]\n\n====\nFast Track\n\nAda Lovelace, Analyst\n====\n\nWords.\n"
    );
    for layout in LAYOUTS {
        let (book, sink) = set_text(&text, layout, (1600, 1200));
        let told = sink.diagnostics().iter().filter(|told| told.lint == Lint::TitleLong).count();
        assert_eq!(told, 1, "{layout}");
        nothing_stands_outside(&book, layout);
        nothing_overlaps(&book, layout);
    }
}

#[test]
fn what_is_higher_than_a_page_is_told_and_a_cell_goes_on() {
    let code: String = (0..30).map(|n| format!("a\n\nline {n} of a cell\n\n")).collect();
    let text = format!("= Much\n\n|===\na|{}\n|===\n", code.repeat(6));
    let (book, sink) = set_text(&text, "print", (1600, 1200));
    assert!(sink.diagnostics().iter().all(|told| told.lint != Lint::TooHigh), "a cell goes on over pages");
    nothing_stands_outside(&book, "print");
    let words: usize = book
        .pages
        .iter()
        .flat_map(items)
        .filter(|item| matches!(&item.kind, ItemKind::Text(text) if text.text.contains("cell")))
        .count();
    assert_eq!(words, 180);
    let lead = "version = 1\nextends = \"print\"\n[element.code]\nleading = \"700pt\"\n";
    let (_, sink) = set_in_layout("= Much\n\n----\na line\n----\n", lead);
    let told = sink.diagnostics().iter().find(|told| told.message.contains("higher than the page")).unwrap();
    assert!(told.span.is_some() && !told.hints.is_empty());
}

/// A run of a hundred pages is broken in a moment; the work is told as pages tried.
#[test]
fn the_work_of_breaking_grows_with_the_pages() {
    let paragraph = "Several words that fill a few lines of a page and are there for nothing else. ".repeat(6);
    let tried = |count: usize| {
        let (book, _) = set_text(&format!("= Long\n\n{}", format!("{paragraph}\n\n").repeat(count)), "print", (4, 3));
        (book.pages.len() as u64, book.pages_tried)
    };
    let (few, many) = (tried(100), tried(400));
    let per_page = |(pages, tried): (u64, u64)| tried / pages;
    assert!(per_page(many) <= per_page(few) * 12 / 10, "{few:?} {many:?}");
}
