//! The index: the author's terms in order of the alphabet, each with links to its places.

use std::collections::BTreeMap;

use crate::epub::content::Content;
use crate::epub::names::slug;
use crate::epub::xml::{Tag, Xml};
use crate::model::{IndexTerm, Section};

/// A term where it was met in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MetTerm {
    pub(super) terms: Vec<String>,
    pub(super) id: String,
    /// The last page that started before it in its file.
    pub(super) page: Option<usize>,
}

/// A place of a term: what the link says and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) terms: Vec<String>,
    /// The printed page, where pages are known.
    pub(super) page: Option<String>,
    pub(super) way: String,
}

#[derive(Default)]
struct Entry<'a> {
    places: Vec<&'a Place>,
    below: Entries<'a>,
}

/// By the plain letters, then by the term itself.
type Entries<'a> = BTreeMap<(String, &'a str), Entry<'a>>;

/// Whether a section is where the index goes.
pub(super) fn is_index(section: &Section) -> bool {
    section.special.as_deref() == Some("index")
}

impl<'a> Content<'a> {
    /// The place of a term, which the index leads to.
    pub(super) fn index_place(&mut self, term: &'a IndexTerm) {
        if !self.shared.has_index {
            return;
        }
        let id = format!("term-{}", self.facts.terms.len() + 1);
        self.xml.leaf(Tag::new("span").with("id", id.as_str()), "");
        let page = self.marks.last_placed();
        self.facts.terms.push(MetTerm { terms: term.terms.clone(), id, page });
    }

    /// The list of all terms.
    pub(super) fn index(&mut self) {
        let mut entries = Entries::new();
        for place in &self.shared.index {
            insert(&mut entries, &place.terms, place);
        }
        if !entries.is_empty() {
            list(&mut self.xml, &entries);
        }
    }
}

fn insert<'a>(entries: &mut Entries<'a>, terms: &'a [String], place: &'a Place) {
    let Some((first, rest)) = terms.split_first() else { return };
    let entry = entries.entry((slug(first), first.as_str())).or_default();
    match rest {
        [] => entry.places.push(place),
        _ => insert(&mut entry.below, rest, place),
    }
}

fn list(xml: &mut Xml, entries: &Entries<'_>) {
    xml.within(Tag::new("ul").classes(["index"]), |xml| {
        for ((_, term), entry) in entries {
            xml.line();
            xml.within(Tag::new("li"), |xml| {
                xml.text(term);
                places(xml, &entry.places);
                if !entry.below.is_empty() {
                    list(xml, &entry.below);
                }
            });
        }
    });
}

/// Printed pages once each; without them the places are counted.
fn places(xml: &mut Xml, places: &[&Place]) {
    let mut said: Vec<String> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let label = place.page.clone().unwrap_or_else(|| (index + 1).to_string());
        if said.contains(&label) {
            continue;
        }
        xml.text(if said.is_empty() { "\u{2002}" } else { ", " });
        xml.leaf(Tag::new("a").with("href", place.way.as_str()), &label);
        said.push(label);
    }
}
