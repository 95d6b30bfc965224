//! The document: its header, its body, its footnotes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::ASG_VERSION;
use super::block::BodyBlock;
use super::inline::Inline;
use super::node::{BlockType, Reader, names};
use super::place::Location;
use crate::model::{self, Doctype};

names! {
    DocumentName { Document }
    FootnoteName { Footnote }
    /// The document's type.
    DocumentType {
        /// Sections.
        Article,
        /// Parts and chapters.
        Book,
        /// A page of a manual.
        Manpage,
        /// A single paragraph.
        Inline,
    }
}

/// What a manuscript means, in the shape of the AsciiDoc language's Abstract Semantic Graph (draft 1.0.0-01). What that
/// has no shape for is marked `Ours`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Document<'a> {
    name: DocumentName,
    #[serde(rename = "type")]
    kind: BlockType,
    /// Ours: the version of this form. Within one, names are added and none is taken away or changed.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// Ours: the document's type.
    doctype: DocumentType,
    /// Ours: the language of most words, or the author's `:lang:`, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    /// The attributes at the end of the header that the author or the command line sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<&'a str, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Header<'a>>,
    /// Blocks, and the sections behind them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BodyBlock<'a>>,
    /// Ours: the texts of the footnotes, in the order of their marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    footnotes: Vec<Footnote<'a>>,
    /// All of the manuscript's first file.
    location: Location,
}

/// What stands before the body.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Header<'a> {
    /// The title, with its subtitle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    title: Vec<Inline<'a>>,
    /// Ours: what of the title is its subtitle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subtitle: Vec<Inline<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    /// Ours: which version of the text this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<Revision<'a>>,
    location: Location,
}

/// Somebody who wrote the document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Author<'a> {
    /// First to last name.
    fullname: &'a str,
    initials: &'a str,
    firstname: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    middlename: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lastname: Option<&'a str>,
    /// An address for e-mail, or a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

/// Ours: number, date and remark of a version.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Revision<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
}

/// Ours: the text of a footnote.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FootnoteText")]
struct Footnote<'a> {
    name: FootnoteName,
    #[serde(rename = "type")]
    kind: BlockType,
    /// The author's name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// Its number, from 1.
    number: u32,
    /// The language of its words as a BCP 47 tag, where it is not that of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    /// Its text.
    inlines: Vec<Inline<'a>>,
    /// The place of its first mark.
    location: Location,
}

impl<'a> Reader<'a> {
    /// The whole document.
    pub(super) fn document(&self) -> Document<'a> {
        let book = self.book;
        let header = self.header();
        let attributes: BTreeMap<&str, &str> =
            book.info.attributes.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let language = book.info.language;
        self.within(language, || Document {
            name: DocumentName::Document,
            kind: BlockType::Block,
            version: ASG_VERSION,
            doctype: match book.info.doctype {
                Doctype::Article => DocumentType::Article,
                Doctype::Book => DocumentType::Book,
                Doctype::Manpage => DocumentType::Manpage,
                Doctype::Inline => DocumentType::Inline,
            },
            lang: language.is_known().then(|| language.to_string()),
            attributes: Some(attributes).filter(|attributes| header.is_some() || !attributes.is_empty()),
            header,
            blocks: self.body(&book.opening, &book.sections),
            footnotes: book.footnotes.iter().map(|note| self.footnote(note)).collect(),
            location: self.places.whole(),
        })
    }

    fn header(&self) -> Option<Header<'a>> {
        let info = &self.book.info;
        let model::Revision { number, date, remark } = &info.revision;
        let has_revision = [number, date, remark].into_iter().any(Option::is_some);
        let is_there = info.title.is_some() || !info.authors.is_empty() || !info.span.range().is_empty();
        is_there.then(|| Header {
            title: self.optional(info.title.as_ref()),
            subtitle: self.optional(info.subtitle.as_ref()),
            authors: info.authors.iter().map(author).collect(),
            revision: has_revision.then_some(Revision {
                number: number.as_deref(),
                date: date.as_deref(),
                remark: remark.as_deref(),
            }),
            location: self.places.block(info.span),
        })
    }

    fn footnote(&self, note: &'a model::Footnote) -> Footnote<'a> {
        Footnote {
            name: FootnoteName::Footnote,
            kind: BlockType::Block,
            id: note.name.as_deref(),
            number: note.number,
            lang: self.lang(note.language),
            inlines: self.inlines(&note.text),
            location: self.places.text(note.span),
        }
    }
}

fn author(author: &model::Author) -> Author<'_> {
    Author {
        fullname: &author.name,
        initials: &author.initials,
        firstname: &author.first,
        middlename: author.middle.as_deref(),
        lastname: author.last.as_deref(),
        address: author.email.as_deref(),
    }
}
