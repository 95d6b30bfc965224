//! A book as EPUB 3.3, readable by EPUB 2 readers too.
//!
//! A [`Book`] goes in, with its pictures prepared and, if the book is to show them, the pages of its
//! printed edition; the bytes of the file come out. The same input gives the same bytes. Nothing is
//! laid out here, and no file is read.

mod code;
mod content;
mod figure;
mod footnote;
mod icon;
mod index;
mod inline;
mod kobo;
mod labels;
mod links;
mod list;
mod listed;
mod media;
mod media_files;
mod metadata;
mod names;
mod nav;
mod options;
mod package;
mod pages;
mod plan;
mod table;
mod talk;
mod xml;
mod zip;

pub use media_files::{MediaFile, MediaFiles};
pub use options::{EpubOptions, PictureFile, Pictures};

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Lint, Sink};
use crate::epub::content::{Content, Facts, Shared};
use crate::epub::index::{Place, Places};
use crate::epub::metadata::Holdings;
use crate::epub::names::{Names, slug};
use crate::epub::nav::{PageLine, Ways};
use crate::epub::package::{Item, Package, direction};
use crate::epub::pages::Pages;
use crate::epub::plan::Unit;
use crate::epub::xml::{Tag, Xml};
use crate::epub::zip::Entry;
use crate::model::{Book, Label, Language, Listed, label};
use crate::moment::Moment;

const XHTML: &str = "application/xhtml+xml";

/// A file of text as written.
struct Text {
    file: String,
    bytes: Vec<u8>,
    facts: Facts,
}

/// Writes a book; what the author should know goes to `sink`.
pub fn write(book: &Book, options: &EpubOptions<'_>, sink: &mut Sink) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut shared = Shared {
        book,
        options,
        footnotes: book.footnotes.iter().map(|note| (note.number, note)).collect(),
        pages: Pages::new(options.pages),
        picture_names: picture_names(options),
        media_names: media_names(options),
        has_index: book.has_index(),
        lists: shown_lists(book, options),
        index: if book.has_index() { book.index() } else { Vec::new() },
        index_places: Places::new(),
        homes: HashMap::new(),
    };
    let mut texts = texts(&mut shared);
    texts.iter_mut().for_each(|text| sink.extend(std::mem::take(&mut text.facts.complaints)));
    let bytes = packed(&shared, &texts).map_err(|error| {
        vec![Diagnostic::error(Lint::Unwritable, None, format!("the EPUB can't be packed: {error}"))]
    })?;
    sink.extend(weight(bytes.len()));
    Ok(bytes)
}

/// The files of text, none too large, with every reference leading where it should.
fn texts(shared: &mut Shared<'_>) -> Vec<Text> {
    let book = shared.book;
    let mut names = Names::default();
    ["nav", "cover", "style", "package", "toc"].into_iter().for_each(|name| {
        names.unique(name.to_owned());
    });
    let mut units = plan::units(book, &shared.options.lists, &mut names);
    loop {
        let texts: Vec<Text> = units.par_iter().map(|unit| text(shared, unit)).collect();
        let mut is_split = false;
        let mut smaller = Vec::with_capacity(units.len());
        for (unit, text) in units.into_iter().zip(&texts) {
            let parts = (text.bytes.len() > plan::LARGEST).then(|| plan::split(&unit, &mut names)).flatten();
            is_split |= parts.is_some();
            smaller.extend(parts.unwrap_or_else(|| vec![unit]));
        }
        units = smaller;
        let homes = homes(&texts);
        let places = index_places(shared, &texts);
        if !is_split && homes == shared.homes && places == shared.index_places {
            return texts;
        }
        (shared.homes, shared.index_places) = (homes, places);
    }
}

/// The root of a file of text in a language.
fn html(language: Language) -> Tag {
    Tag::new("html")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("xmlns:epub", "http://www.idpf.org/2007/ops")
        .with("lang", language.tag())
        .with("xml:lang", language.tag())
        .with_some("dir", direction(language))
}

/// Writes a file of text.
fn text(shared: &Shared<'_>, unit: &Unit<'_>) -> Text {
    let language = shared.book.info.language;
    let mut content = Content::new(shared, &unit.file);
    let html = html(language);
    content.within(html, |content| {
        head(&mut content.xml, &plan::title_of(unit, shared.book));
        content.within(Tag::new("body"), |content| {
            content.xml.line();
            // Kobo's renderer looks for these two.
            let wrappers = ["book-columns", "book-inner"].into_iter().filter(|_| shared.options.is_kepub);
            let depth = wrappers.map(|id| content.xml.open(Tag::new("div").with("id", id))).count();
            content.part(&unit.part);
            (0..depth).for_each(|_| content.xml.close());
        });
    });
    let (bytes, facts) = content.finish();
    Text { file: unit.file.clone(), bytes, facts }
}

fn head(xml: &mut Xml, title: &str) {
    xml.within(Tag::new("head"), |xml| {
        xml.leaf(Tag::new("title"), if title.trim().is_empty() { "\u{2013}" } else { title });
        xml.void(Tag::new("link").with("rel", "stylesheet").with("type", "text/css").with("href", "style.css"));
    });
    xml.line();
}

/// The file of each id; the first of a name counts.
fn homes(texts: &[Text]) -> HashMap<String, String> {
    let mut homes = HashMap::new();
    for text in texts {
        for id in &text.facts.ids {
            homes.entry(id.clone()).or_insert_with(|| text.file.clone());
        }
    }
    homes
}

/// The places of the index's terms.
fn index_places(shared: &Shared<'_>, texts: &[Text]) -> Places {
    let mut places = Places::new();
    let mut page = None;
    for text in texts {
        for term in &text.facts.terms {
            let label = term.page.or(page).map(|page| shared.pages.label(page).to_owned());
            let way = format!("{}#{}", text.file, term.id);
            places.insert(term.number, Place { page: label, way });
        }
        page = text.facts.pages.last().copied().or(page);
    }
    places
}

/// The lists that stand somewhere in the book.
fn shown_lists(book: &Book, options: &EpubOptions<'_>) -> BTreeSet<Listed> {
    let placed = book.placed_lists();
    let all = options.lists.front.iter().chain(&options.lists.back).chain(&placed);
    all.copied().filter(|list| *list != Listed::Contents && book.has_any(*list)).collect()
}

fn picture_names(options: &EpubOptions<'_>) -> Vec<String> {
    let mut names = Names::default();
    names.unique("cover".to_owned());
    let files = options.pictures.files().iter();
    let name = |file: &PictureFile| {
        let slug = slug(&file.name);
        let name = names.unique(if slug.is_empty() { "picture".to_owned() } else { slug });
        format!("images/{name}.{}", file.format.ending())
    };
    files.map(name).collect()
}

fn media_names(options: &EpubOptions<'_>) -> Vec<String> {
    let mut names = Names::default();
    let name = |file: &MediaFile| {
        let slug = slug(&file.name);
        let name = names.unique(if slug.is_empty() { "media".to_owned() } else { slug });
        format!("media/{name}.{}", file.ending)
    };
    options.media.files().iter().map(name).collect()
}

fn packed(shared: &Shared<'_>, texts: &[Text]) -> ::zip::result::ZipResult<Vec<u8>> {
    let (book, options) = (shared.book, shared.options);
    let cover = options.cover.as_ref().map(|file| (file, format!("images/cover.{}", file.format.ending())));
    let start = texts.first().map_or("nav.xhtml", |text| text.file.as_str());
    let ways = Ways {
        contents: nav::contents(book, &shared.options.lists, &shared.homes, start),
        lists: nav::list_marks(book, shared),
        pages: page_lines(shared, texts),
        cover: cover.as_ref().map(|_| "cover.xhtml".to_owned()),
        start: start.to_owned(),
    };
    let (items, files) = items_and_files(shared, texts, cover.as_ref());
    let holdings = Holdings { has_cover: cover.is_some(), ..Holdings::of(texts.iter().map(|text| &text.facts)) };
    let date = options.date.or_else(|| Moment::parse(book.info.revision.date.as_deref()?)).unwrap_or(Moment::FIXED);
    let package = Package {
        book,
        date,
        holdings,
        pages: options.pages,
        items: &items,
        cover: cover.as_ref().map(|_| ("cover.xhtml", "cover-image")),
        start,
    };
    let written =
        |name: &str, bytes: Vec<u8>| Entry { name: format!("EPUB/{name}"), bytes: bytes.into(), is_text: true };
    let container =
        Entry { name: "META-INF/container.xml".to_owned(), bytes: package::container().into(), is_text: true };
    let mut entries = vec![
        container,
        written("package.opf", package::document(&package)),
        written("nav.xhtml", nav::document(book, &ways)),
        written("toc.ncx", nav::ncx(book, &ways, &metadata::identifier(book))),
        written("style.css", style(options, book.info.language)),
    ];
    entries.extend(files);
    zip::pack(&entries)
}

fn page_lines(shared: &Shared<'_>, texts: &[Text]) -> Vec<PageLine> {
    let pages = texts.iter().flat_map(|text| text.facts.pages.iter().map(move |page| (text, *page)));
    let line = |(text, page): (&Text, usize)| PageLine {
        label: shared.pages.label(page).to_owned(),
        way: format!("{}#{}", text.file, shared.pages.id(page)),
    };
    pages.map(line).collect()
}

/// The manifest, and the files of text and pictures in its order.
fn items_and_files<'a>(
    shared: &Shared<'a>,
    texts: &'a [Text],
    cover: Option<&(&'a PictureFile, String)>,
) -> (Vec<Item>, Vec<Entry<'a>>) {
    let item = |id: &str, name: &str, media_type, properties, is_read| Item {
        id: id.to_owned(),
        name: name.to_owned(),
        media_type,
        properties,
        fallback: None,
        is_read,
    };
    let mut items = vec![
        item("nav", "nav.xhtml", XHTML, Some("nav"), false),
        item("ncx", "toc.ncx", "application/x-dtbncx+xml", None, false),
        item("style", "style.css", "text/css", None, false),
    ];
    let mut entries = Vec::new();
    let entry = |name: &str, bytes: Cow<'a, [u8]>, is_text| Entry { name: format!("EPUB/{name}"), bytes, is_text };
    if let Some((file, name)) = cover {
        items.push(item("cover-image", name, file.format.media_type(), Some("cover-image"), false));
        items.push(item("cover", "cover.xhtml", XHTML, None, true));
        entries.push(entry("cover.xhtml", cover_page(shared.book, name).into(), true));
        entries.push(entry(name, file.bytes.as_slice().into(), false));
    }
    for text in texts {
        let stem = text.file.trim_end_matches(".xhtml");
        let properties = match (text.facts.has_formulas, text.facts.has_drawings) {
            (true, true) => Some("mathml svg"),
            (true, false) => Some("mathml"),
            (false, true) => Some("svg"),
            (false, false) => None,
        };
        items.push(item(&format!("text-{stem}"), &text.file, XHTML, properties, true));
        entries.push(entry(&text.file, text.bytes.as_slice().into(), true));
    }
    let used: std::collections::BTreeSet<usize> = texts.iter().flat_map(|text| &text.facts.pictures).copied().collect();
    for index in used {
        let (Some(file), Some(name)) = (shared.options.pictures.files().get(index), shared.picture_names.get(index))
        else {
            continue;
        };
        items.push(item(&format!("picture-{}", index + 1), name, file.format.media_type(), None, false));
        entries.push(entry(name, file.bytes.as_slice().into(), file.format == crate::image::Format::Svg));
    }
    let mut played = std::collections::BTreeMap::new();
    for text in texts {
        for index in &text.facts.media {
            played.entry(*index).or_insert(text.file.as_str());
        }
    }
    for (index, home) in played {
        let (Some(file), Some(name)) = (shared.options.media.files().get(index), shared.media_names.get(index)) else {
            continue;
        };
        // Who can't play a foreign kind is led back to the words that stand for it (EPUB 3.3, 3.5.1).
        let fallback = (!file.is_free).then(|| format!("text-{}", home.trim_end_matches(".xhtml")));
        items.push(Item { fallback, ..item(&format!("media-{}", index + 1), name, file.media_type, None, false) });
        entries.push(entry(name, file.bytes.as_slice().into(), false));
    }
    (items, entries)
}

/// The cover alone on its page.
fn cover_page(book: &Book, picture: &str) -> Vec<u8> {
    let language = book.info.language;
    let title = label(language, Label::Cover);
    let mut xml = Xml::xhtml();
    let html = Tag::new("html")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("xmlns:epub", "http://www.idpf.org/2007/ops")
        .with("lang", language.tag())
        .with("xml:lang", language.tag())
        .with_some("dir", direction(language));
    xml.within(html, |xml| {
        head(xml, title);
        xml.within(Tag::new("body").classes(["cover"]), |xml| {
            let alt = format!("{title}: {}", book.info.plain_title());
            let img = Tag::new("img").with("src", picture).with("alt", alt).with("role", "doc-cover");
            xml.void(img.with("epub:type", "cover"));
        });
    });
    xml.finish()
}

/// The style sheet for a book in a language, with the accent colour where one is asked for.
fn style(options: &EpubOptions<'_>, language: Language) -> Vec<u8> {
    let style = include_str!("ereader.css");
    let mut style = if language.is_rtl() { mirrored(style) } else { style.to_owned() };
    if let Some(colour) = options.accent {
        style.push_str(&format!("\nh1, h2, h3, .talk-format, .admonition-label {{ color: {colour}; }}\n"));
    }
    style.into_bytes()
}

/// The style sheet for text from right to left: what it says of the left is meant for the right. What the author asks
/// for by the names of sides stays, and so does code.
fn mirrored(style: &str) -> String {
    let rules = style.split_inclusive('\n').map(|rule| {
        let is_physical = [".text-", ".align-", ".float-", "pre {"].iter().any(|start| rule.starts_with(start));
        match rule.split_once('{').filter(|_| !is_physical) {
            Some((names, values)) => {
                let values: Vec<String> = values.split(';').map(mirrored_value).collect();
                format!("{names}{{{}", values.join(";"))
            }
            None => rule.to_owned(),
        }
    });
    rules.collect()
}

/// A declaration with its sides exchanged; of four lengths the second is that of the right, the fourth of the left.
fn mirrored_value(declaration: &str) -> String {
    let swapped = declaration.replace("left", "\0").replace("right", "left").replace('\0', "right");
    let Some((name, value)) = swapped.split_once(": ") else { return swapped };
    match value.split(' ').collect::<Vec<_>>().as_slice() {
        [top, right, bottom, left] if matches!(name.trim(), "margin" | "padding") => {
            format!("{name}: {top} {left} {bottom} {right}")
        }
        _ => swapped,
    }
}

/// A warning where a shop or reader takes no file of this size.
fn weight(bytes: usize) -> Option<Diagnostic> {
    const MEGABYTE: usize = 1_000_000;
    let limits = [
        (200 * MEGABYTE, "Send to Kindle takes no more than 200 MB"),
        (50 * MEGABYTE, "Send to Kindle by e-mail takes no more than 50 MB"),
        (25 * MEGABYTE, "most mail boxes take no more than 25 MB"),
    ];
    let (_, words) = limits.into_iter().find(|(limit, _)| bytes > *limit)?;
    let message = format!("the EPUB has {} MB: {words}", bytes / MEGABYTE);
    Some(Diagnostic::warning(Lint::LargeOutput, None, message).hint("choose a smaller device profile"))
}

#[cfg(test)]
mod tests {
    use super::mirrored;

    #[test]
    fn sides_are_exchanged_but_for_those_that_the_author_names() {
        let style =
            "h1 { text-align: left; }\nul { margin: 1px; padding: 0 0 0 1.5em; }\n.text-left { text-align: left; }\n";
        let expected =
            "h1 { text-align: right; }\nul { margin: 1px; padding: 0 1.5em 0 0; }\n.text-left { text-align: left; }\n";
        assert_eq!(mirrored(style), expected);
    }
}
