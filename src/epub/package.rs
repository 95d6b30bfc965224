//! The package document: metadata, the list of files, their order.

use crate::epub::metadata::{self, Holdings};
use crate::epub::xml::{Tag, Xml};
use crate::model::{Book, Language, PageMap};
use crate::moment::Moment;

/// A file of the package.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) media_type: &'static str,
    pub(super) properties: Option<&'static str>,
    /// The id of the file to take where a reader can't use this one.
    pub(super) fallback: Option<String>,
    /// Whether it is part of the reading order.
    pub(super) is_read: bool,
}

/// What the package document is made of.
pub(super) struct Package<'a> {
    pub(super) book: &'a Book,
    pub(super) date: Moment,
    pub(super) holdings: Holdings,
    pub(super) pages: Option<&'a PageMap>,
    pub(super) items: &'a [Item],
    /// The file of the cover and the id of its picture.
    pub(super) cover: Option<(&'a str, &'a str)>,
    pub(super) start: &'a str,
}

/// `rtl` for languages written from right to left.
pub(super) fn direction(language: Language) -> Option<&'static str> {
    language.is_rtl().then_some("rtl")
}

/// The package document (EPUB 3.3, 5).
pub(super) fn document(package: &Package<'_>) -> Vec<u8> {
    let book = package.book;
    let language = book.info.language;
    let mut xml = Xml::new();
    let root = Tag::new("package")
        .with("xmlns", "http://www.idpf.org/2007/opf")
        .with("version", "3.0")
        .with("unique-identifier", "uid")
        .with("xml:lang", language.tag())
        .with("dir", direction(language).unwrap_or("ltr"));
    xml.open(root);
    xml.line();
    xml.within(Tag::new("metadata").with("xmlns:dc", "http://purl.org/dc/elements/1.1/"), |xml| {
        xml.line();
        metadata::write(xml, book, package.date, package.holdings, package.pages);
        if let Some((_, picture)) = package.cover {
            xml.void(Tag::new("meta").with("name", "cover").with("content", picture));
            xml.line();
        }
    });
    xml.line();
    xml.within(Tag::new("manifest"), |xml| {
        for item in package.items {
            xml.line();
            let tag = Tag::new("item").with("id", item.id.as_str()).with("href", item.name.as_str());
            let tag = tag.with("media-type", item.media_type).with_some("properties", item.properties);
            xml.void(tag.with_some("fallback", item.fallback.as_deref()));
        }
        xml.line();
    });
    xml.line();
    let spine = Tag::new("spine").with("toc", "ncx").with_some("page-progression-direction", direction(language));
    xml.within(spine, |xml| {
        for item in package.items.iter().filter(|item| item.is_read) {
            xml.line();
            xml.void(Tag::new("itemref").with("idref", item.id.as_str()));
        }
        xml.line();
    });
    xml.line();
    guide(&mut xml, package);
    xml.finish()
}

/// What EPUB 2 readers and Kindle's converter look for.
fn guide(xml: &mut Xml, package: &Package<'_>) {
    let cover = package.cover.map(|(file, _)| ("cover", file));
    xml.within(Tag::new("guide"), |xml| {
        for (kind, way) in cover.into_iter().chain([("text", package.start)]) {
            xml.void(Tag::new("reference").with("type", kind).with("title", kind).with("href", way));
        }
    });
}

/// Where the package document is (OCF 3.3, 4.2.6.3.1).
pub(super) fn container() -> Vec<u8> {
    let mut xml = Xml::new();
    let root = Tag::new("container").with("version", "1.0");
    xml.open(root.with("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container"));
    xml.within(Tag::new("rootfiles"), |xml| {
        let root = Tag::new("rootfile").with("full-path", "EPUB/package.opf");
        xml.void(root.with("media-type", "application/oebps-package+xml"));
    });
    xml.finish()
}
