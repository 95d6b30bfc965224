//! What a manuscript says about itself: title, authors, revision and attributes.

use std::collections::BTreeMap;

use crate::model::{Inline, Language, plain_line};
use crate::source::Span;

/// The header of a manuscript.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// The document's title with its subtitle, as written.
    pub title: Option<Vec<Inline>>,
    /// The title without its subtitle.
    pub main_title: Option<Vec<Inline>>,
    /// What follows the title's separator.
    pub subtitle: Option<Vec<Inline>>,
    /// Where the header stands.
    pub span: Span,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Number, date and remark of this version.
    pub revision: Revision,
    /// The document's type.
    pub doctype: Doctype,
    /// The language of the book as a whole; in a draft what `:lang:` says.
    pub language: Language,
    /// The attributes at the end of the header, those of the command line among them.
    pub attributes: Attributes,
    /// The file's name without its folder and ending.
    pub stem: String,
    /// Whether listings are highlighted: always, but where the author unsets `source-highlighter` or sets it to `none`.
    pub highlights: bool,
}

impl Info {
    /// The header of a manuscript that has none.
    pub fn empty(span: Span) -> Self {
        Self {
            title: None,
            main_title: None,
            subtitle: None,
            span,
            authors: Vec::new(),
            revision: Revision::default(),
            doctype: Doctype::Article,
            language: Language::UNKNOWN,
            attributes: Attributes::default(),
            stem: String::new(),
            highlights: true,
        }
    }

    /// The title in plain words; the file's stem where the author gives none.
    pub fn plain_title(&self) -> String {
        match &self.title {
            Some(title) => plain_line(title),
            None => self.stem.clone(),
        }
    }
}

/// Document types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Doctype {
    /// Sections.
    #[default]
    Article,
    /// Parts and chapters.
    Book,
    /// A page of a manual.
    Manpage,
    /// A single paragraph.
    Inline,
}

/// An author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// First to last name.
    pub name: String,
    /// The first name.
    pub first: String,
    /// The middle name.
    pub middle: Option<String>,
    /// The last name.
    pub last: Option<String>,
    /// The first letters of the names.
    pub initials: String,
    /// What stands in the angle brackets, as written: an address for e-mail or a URL macro.
    pub email: Option<String>,
    /// Where a click on the name goes.
    pub link: Option<AuthorLink>,
}

/// The address of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorLink {
    /// `mailto:` or web address.
    pub target: String,
    /// The words of the link: the address, or what the URL macro says.
    pub text: String,
}

/// Number, date and remark of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revision {
    /// `revnumber`
    pub number: Option<String>,
    /// `revdate`
    pub date: Option<String>,
    /// `revremark`
    pub remark: Option<String>,
}

/// Attributes by name; an attribute that is set without a value holds the empty string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes(pub BTreeMap<String, String>);

impl Attributes {
    /// The value of a set attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether the attribute is set.
    pub fn is_set(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}
