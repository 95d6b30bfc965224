//! The lists that lead into the text: contents, landmarks and pages, as the navigation document of
//! EPUB 3 and as the NCX of EPUB 2, which older readers want.

use std::collections::HashMap;

use crate::epub::content::Shared;
use crate::epub::html;
use crate::epub::inline::one_line;
use crate::epub::listed::list_id;
use crate::epub::names::{id_of_anchor, id_of_node};
use crate::epub::xml::{Tag, Xml};
use crate::model::{Book, Label, Language, Listed, Section, WantedLists, label};

/// A line of the contents and those below it.
pub(super) struct Line {
    title: String,
    way: String,
    language: Language,
    below: Vec<Line>,
}

/// A page: its label and where it starts.
pub(super) struct PageLine {
    pub(super) label: String,
    pub(super) way: String,
}

/// What the navigation is made of.
pub(super) struct Ways {
    pub(super) contents: Vec<Line>,
    pub(super) pages: Vec<PageLine>,
    /// The lists of figures and tables, with what they are for reading systems.
    pub(super) lists: Vec<ListMark>,
    /// The file of the cover.
    pub(super) cover: Option<String>,
    /// The first file of the text.
    pub(super) start: String,
}

/// A list of figures or tables.
pub(super) struct ListMark {
    kind: &'static str,
    title: &'static str,
    way: String,
}

/// The lists that EPUB's vocabulary has a word for.
pub(super) fn list_marks(book: &Book, shared: &Shared<'_>) -> Vec<ListMark> {
    let mark = |list: &Listed| {
        let kind = match list {
            Listed::Figures => "loi",
            Listed::Tables => "lot",
            _ => return None,
        };
        let id = list_id(*list);
        let way = format!("{}#{id}", shared.homes.get(&id)?);
        Some(ListMark { kind, title: label(book.info.language, list.label()), way })
    };
    shared.lists.iter().filter_map(mark).collect()
}

/// The contents of a book, as deep as its author wants them; `first` stands for a book without sections.
pub(super) fn contents(book: &Book, lists: &WantedLists, homes: &HashMap<String, String>, first: &str) -> Vec<Line> {
    let levels = book.info.attributes.get("toclevels").and_then(|levels| levels.parse().ok()).unwrap_or(2);
    let lines = lines(&book.sections, levels.clamp(1, 5), homes);
    let language = book.info.language;
    let list = |list: &Listed| {
        let (id, title) = (list_id(*list), label(language, list.label()).to_owned());
        Some(Line { title, way: format!("{}#{id}", homes.get(&id)?), language, below: Vec::new() })
    };
    let lines = match lines.is_empty() {
        true => vec![Line { title: book.info.plain_title(), way: first.to_owned(), language, below: Vec::new() }],
        false => lines,
    };
    let (front, back) = (lists.front.iter().filter_map(list), lists.back.iter().filter_map(list));
    front.chain(lines).chain(back).collect()
}

fn lines(sections: &[Section], levels: u8, homes: &HashMap<String, String>) -> Vec<Line> {
    let line = |section: &Section| {
        let id = section.anchor.as_deref().map_or_else(|| id_of_node(section.id), id_of_anchor);
        let number = section.label.clone().or_else(|| Some(format!("{}.", section.number.as_ref()?)));
        let title = one_line(&section.title);
        let title = number.into_iter().chain((!title.is_empty()).then_some(title)).collect::<Vec<_>>().join(" ");
        let title = if title.is_empty() { "\u{2013}".to_owned() } else { title };
        let below = lines(&section.sections, levels, homes);
        Some(Line { title, way: format!("{}#{id}", homes.get(&id)?), language: section.language, below })
    };
    sections.iter().filter(|section| section.level <= levels).filter_map(line).collect()
}

/// The navigation document.
pub(super) fn document(book: &Book, ways: &Ways) -> Vec<u8> {
    let language = book.info.language;
    let mut xml = Xml::xhtml();
    let html = html(language);
    let title = contents_title(book);
    xml.open(html);
    xml.within(Tag::new("head"), |xml| {
        xml.leaf(Tag::new("title"), &book.info.plain_title());
        let style = Tag::new("link").with("rel", "stylesheet").with("type", "text/css").with("href", "style.css");
        xml.void(style);
    });
    xml.open(Tag::new("body"));
    xml.line();
    xml.within(
        Tag::new("nav").meaning("toc", "doc-toc").with("id", "toc").with("aria-labelledby", "toc-title"),
        |xml| {
            xml.leaf(Tag::new("h1").with("id", "toc-title"), &title);
            list(xml, &ways.contents, language);
        },
    );
    xml.line();
    landmarks(&mut xml, language, ways);
    if !ways.pages.is_empty() {
        page_list(&mut xml, language, &ways.pages);
    }
    xml.finish()
}

fn contents_title(book: &Book) -> String {
    let own = book.info.attributes.get("toc-title").filter(|title| !title.is_empty() && *title != "Table of Contents");
    own.unwrap_or(label(book.info.language, Label::Contents)).to_owned()
}

fn list(xml: &mut Xml, lines: &[Line], language: Language) {
    xml.within(Tag::new("ol"), |xml| {
        for line in lines {
            xml.line();
            xml.within(Tag::new("li"), |xml| {
                let other = (line.language.is_known() && line.language != language).then(|| line.language.to_string());
                let tag = Tag::new("a").with("href", line.way.as_str());
                xml.leaf(tag.with_some("lang", other.clone()).with_some("xml:lang", other), &line.title);
                if !line.below.is_empty() {
                    list(xml, &line.below, language);
                }
            });
        }
    });
}

/// The contents are no landmark: a landmark has to be part of the reading order.
fn landmarks(xml: &mut Xml, language: Language, ways: &Ways) {
    let title = label(language, Label::Landmarks);
    let nav = Tag::new("nav").with("epub:type", "landmarks").with("aria-label", title).with("hidden", "hidden");
    xml.within(nav, |xml| {
        xml.leaf(Tag::new("h2"), title);
        xml.within(Tag::new("ol"), |xml| {
            let mut mark = |kind: &'static str, way: &str, words: &str| {
                let tag = Tag::new("a").with("epub:type", kind).with("href", way);
                xml.within(Tag::new("li"), |xml| xml.leaf(tag, words));
            };
            if let Some(cover) = &ways.cover {
                mark("cover", cover, label(language, Label::Cover));
            }
            ways.lists.iter().for_each(|list| mark(list.kind, &list.way, list.title));
            mark("bodymatter", &ways.start, label(language, Label::StartOfText));
        });
    });
    xml.line();
}

fn page_list(xml: &mut Xml, language: Language, pages: &[PageLine]) {
    let title = label(language, Label::PageList);
    let nav = Tag::new("nav").meaning("page-list", "doc-pagelist").with("aria-label", title).with("hidden", "hidden");
    xml.within(nav, |xml| {
        xml.leaf(Tag::new("h2"), title);
        xml.within(Tag::new("ol"), |xml| {
            for page in pages {
                xml.within(Tag::new("li"), |xml| {
                    xml.leaf(Tag::new("a").with("href", page.way.as_str()), &page.label);
                });
                xml.line();
            }
        });
    });
}

/// The NCX of EPUB 2 (OPF 2.0.1, 2.4.1).
pub(super) fn ncx(book: &Book, ways: &Ways, identifier: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    let language = book.info.language.tag();
    let root = Tag::new("ncx").with("xmlns", "http://www.daisy.org/z3986/2005/ncx/").with("version", "2005-1");
    xml.open(root.with("xml:lang", language));
    xml.within(Tag::new("head"), |xml| {
        let largest = ways.pages.iter().filter_map(|page| page.label.parse::<u64>().ok()).max().unwrap_or(0);
        let facts = [
            ("dtb:uid", identifier.to_owned()),
            ("dtb:depth", depth(&ways.contents).to_string()),
            ("dtb:totalPageCount", ways.pages.len().to_string()),
            ("dtb:maxPageNumber", largest.to_string()),
        ];
        facts.into_iter().for_each(|(name, value)| {
            xml.void(Tag::new("meta").with("name", name).with("content", value));
        });
    });
    labelled(&mut xml, Tag::new("docTitle"), &book.info.plain_title());
    xml.line();
    let mut order = 0;
    xml.within(Tag::new("navMap"), |xml| points(xml, &ways.contents, &mut order));
    xml.line();
    if !ways.pages.is_empty() {
        xml.within(Tag::new("pageList"), |xml| {
            labelled(xml, Tag::new("navLabel"), label(book.info.language, Label::PageList));
            ways.pages.iter().for_each(|page| page_target(xml, page, &mut order));
        });
    }
    xml.finish()
}

fn depth(lines: &[Line]) -> usize {
    lines.iter().map(|line| 1 + depth(&line.below)).max().unwrap_or(0)
}

fn points(xml: &mut Xml, lines: &[Line], order: &mut usize) {
    for line in lines {
        *order += 1;
        xml.line();
        let tag = Tag::new("navPoint").with("id", format!("point-{order}")).with("playOrder", order.to_string());
        xml.within(tag, |xml| {
            labelled(xml, Tag::new("navLabel"), &line.title);
            xml.void(Tag::new("content").with("src", line.way.as_str()));
            points(xml, &line.below, order);
        });
    }
}

fn page_target(xml: &mut Xml, page: &PageLine, order: &mut usize) {
    *order += 1;
    xml.line();
    let value = page.label.parse::<u64>().ok().map(|value| value.to_string());
    let kind = match value {
        Some(_) => "normal",
        None if page.label.chars().all(|c| "ivxlcdmIVXLCDM".contains(c)) => "front",
        None => "special",
    };
    let tag = Tag::new("pageTarget").with("id", format!("target-{order}")).with("type", kind);
    xml.within(tag.with_some("value", value).with("playOrder", order.to_string()), |xml| {
        labelled(xml, Tag::new("navLabel"), &page.label);
        xml.void(Tag::new("content").with("src", page.way.as_str()));
    });
}

fn labelled(xml: &mut Xml, tag: Tag, words: &str) {
    xml.within(tag, |xml| xml.leaf(Tag::new("text"), words));
}
