//! The whole: header, body, footnotes.

use std::collections::BTreeMap;

use asciidoc_parser::document::{Author as CrateAuthor, InterpretedValue};
use asciidoc_parser::{Document, HasSpan};

use super::Lowering;
use crate::asciidoc::ReadOptions;
use crate::asciidoc::entities::decoded;
use crate::asciidoc::scope::Said;
use crate::diag::{Diagnostic, Lint};
use crate::model::{Author, AuthorLink, Doctype, Draft, Info, Inline, Language, Revision};
use crate::source::{FileId, Span};

/// The document's type: the caller's word, then the manuscript's.
pub(super) fn doctype(document: &Document<'_>, options: &ReadOptions) -> Doctype {
    if let Some(doctype) = options.doctype {
        return doctype;
    }
    match value(document, "doctype").as_deref() {
        Some("book") => Doctype::Book,
        Some("manpage") => Doctype::Manpage,
        Some("inline") => Doctype::Inline,
        _ => Doctype::Article,
    }
}

/// An attribute's value in plain characters.
fn value(document: &Document<'_>, name: &str) -> Option<String> {
    match document.attribute_value(name) {
        InterpretedValue::Value(value) => Some(decoded(&value)),
        InterpretedValue::Set => Some(String::new()),
        InterpretedValue::Unset => None,
    }
}

impl Lowering<'_> {
    /// The whole draft.
    pub(super) fn document(mut self, file: FileId) -> Draft {
        let document = self.document;
        let info = self.info(file);
        let (opening, mut sections) = self.body(asciidoc_parser::blocks::FindBlocks::child_blocks(document), None);
        super::gaps::reorder_ids(&mut sections, &self.automatic);
        self.catalogued_footnotes();
        let reference_texts = self.reference_texts();
        Draft {
            file,
            info,
            opening,
            sections,
            footnotes: self.footnotes.into_values().collect(),
            captions: self.captions,
            reference_texts,
            counters: self.counters,
            written: self.written,
            node_count: self.next_node,
        }
    }

    fn info(&mut self, file: FileId) -> Info {
        let document = self.document;
        let header = document.header();
        let span = self.origins.span(header.span().data()).unwrap_or(Span::new(file, 0, 0));
        let source = header.title_source();
        let mut text = |rendered: Option<&str>| {
            let rendered = rendered?;
            Some(match source {
                Some(source) => self.title(rendered, source),
                None => self.rendered(rendered),
            })
        };
        let title = text(document.doctitle());
        let main_title = text(header.main_title());
        let subtitle = text(header.subtitle());
        let main_title = main_title.or_else(|| title.clone());
        self.check_language(span);
        let attributes = self.scope.set_attributes();
        let highlights = match self.scope.said("source-highlighter") {
            Said::Nothing => true,
            Said::Unset => false,
            Said::Value(name) => name.trim() != "none",
        };
        let path = self.world.source(file).path().to_path_buf();
        Info {
            title,
            main_title,
            subtitle,
            span,
            authors: document.authors().iter().map(author).collect(),
            revision: Revision {
                number: value(document, "revnumber").filter(|text| !text.is_empty()),
                date: value(document, "revdate").filter(|text| !text.is_empty()),
                remark: value(document, "revremark").filter(|text| !text.is_empty()),
            },
            doctype: self.doctype,
            language: self.scope.get("lang").and_then(Language::parse).unwrap_or(Language::UNKNOWN),
            attributes,
            highlights,
            stem: path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
        }
    }

    /// Warns of a language that is none.
    fn check_language(&mut self, span: Span) {
        if let Some(tag) = self.scope.get("lang")
            && Language::parse(tag).is_none()
        {
            let message = format!("`{tag}` is not the tag of a language");
            let hint = "write `:lang: fr` or `:lang: de-CH`, or leave it out to have the language found";
            self.sink.push(Diagnostic::warning(Lint::BadAttributeValue, span, message).hint(hint));
        }
    }

    /// What references show where it is not a title.
    fn reference_texts(&mut self) -> BTreeMap<String, Vec<Inline>> {
        let document = self.document;
        let mut texts = BTreeMap::new();
        for (id, entry) in document.catalog().entries() {
            if let (Some(text), false) = (&entry.reftext, self.titled.contains(id)) {
                texts.insert(id.to_owned(), self.rendered(text));
            }
        }
        texts
    }

    /// The footnotes that no tree showed: those of titles.
    fn catalogued_footnotes(&mut self) {
        let document = self.document;
        for footnote in document.catalog().footnotes() {
            if let Ok(number) = footnote.index.parse::<u32>()
                && !self.footnotes.contains_key(&number)
            {
                let text = self.rendered(&footnote.text);
                self.keep_footnote(number, footnote.id.clone(), self.place, text);
            }
        }
    }
}

fn author(author: &CrateAuthor) -> Author {
    let email = author.email().map(|email| decoded(&crate::asciidoc::render::without_tags(email)));
    let name = decoded(&crate::asciidoc::render::without_tags(author.name()));
    let plain = |part: &str| decoded(&crate::asciidoc::render::without_tags(part));
    Author {
        name,
        first: plain(author.firstname()),
        middle: author.middlename().map(plain),
        last: author.lastname().map(plain),
        initials: author.initials(),
        link: email.as_deref().and_then(author_link),
        email,
    }
}

/// Where a click on an author's name goes: an address for e-mail, or a URL macro.
fn author_link(email: &str) -> Option<AuthorLink> {
    let is_url = email.contains("://");
    if let Some((target, text)) = email.strip_suffix(']').and_then(|rest| rest.split_once('[')).filter(|_| is_url) {
        let text = if text.is_empty() { target } else { text };
        return Some(AuthorLink { target: target.to_owned(), text: text.to_owned() });
    }
    let target = if is_url { email.to_owned() } else { format!("mailto:{email}") };
    (is_url || email.contains('@')).then(|| AuthorLink { target, text: email.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::author_link;

    #[test]
    fn an_authors_address_may_be_a_url_macro() {
        let link = |text| author_link(text).map(|link| (link.target, link.text));
        let handle = Some(("https://github.com/a".to_owned(), "@a".to_owned()));
        assert_eq!(link("https://github.com/a[@a]"), handle);
        assert_eq!(link("a@b.org"), Some(("mailto:a@b.org".to_owned(), "a@b.org".to_owned())));
        assert_eq!(link("nobody"), None);
    }
}
