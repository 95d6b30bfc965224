//! The index: the author's terms in order of the alphabet, each with links to its places.

use std::collections::HashMap;

use crate::epub::content::Content;
use crate::epub::xml::{Tag, Xml};
use crate::model::{IndexEntry, IndexGroup, IndexPlace, IndexTerm, Label, Language, See, label, term_destination};

/// A term where it was met in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MetTerm {
    pub(super) number: u32,
    pub(super) id: String,
    /// The last page that started before it in its file.
    pub(super) page: Option<usize>,
}

/// A place of a term: what the link says and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The printed page, where pages are known.
    pub(super) page: Option<String>,
    pub(super) way: String,
}

/// The places of terms by their numbers.
pub(super) type Places = HashMap<u32, Place>;

impl<'a> Content<'a> {
    /// The place of a term, which the index leads to.
    pub(super) fn index_place(&mut self, term: &'a IndexTerm) {
        if !self.shared.has_index || term.number == 0 {
            return;
        }
        let id = term_destination(term.number);
        self.xml.leaf(Tag::new("span").with("id", id.as_str()), "");
        let page = self.marks.last_placed();
        self.facts.terms.push(MetTerm { number: term.number, id, page });
    }

    /// The list of all terms.
    pub(super) fn index(&mut self) {
        let (groups, places) = (&self.shared.index, &self.shared.index_places);
        let writer = Writer { places, language: self.shared.book.info.language };
        groups.iter().for_each(|group| writer.group(&mut self.xml, group));
    }
}

struct Writer<'a> {
    places: &'a Places,
    language: Language,
}

impl Writer<'_> {
    fn group(&self, xml: &mut Xml, group: &IndexGroup) {
        if !group.letter.is_empty() {
            xml.line();
            xml.leaf(Tag::new("p").classes(["index-letter"]), &group.letter);
        }
        self.list(xml, &group.entries);
    }

    fn list(&self, xml: &mut Xml, entries: &[IndexEntry]) {
        xml.line();
        xml.within(Tag::new("ul").classes(["index"]), |xml| {
            for entry in entries {
                xml.line();
                xml.within(Tag::new("li").with("id", entry_id(entry.number)), |xml| {
                    xml.text(&entry.term);
                    self.links(xml, &entry.places);
                    self.see(xml, Label::See, &entry.see);
                    self.see(xml, Label::SeeAlso, &entry.see_also);
                    if !entry.below.is_empty() {
                        self.list(xml, &entry.below);
                    }
                });
            }
        });
    }

    /// Printed pages once each; without them the places are counted.
    fn links(&self, xml: &mut Xml, places: &[IndexPlace]) {
        let mut said: Vec<String> = Vec::new();
        for (index, place) in places.iter().enumerate() {
            let Some(from) = self.places.get(&place.from) else { continue };
            let to = place.to.and_then(|to| self.places.get(&to)?.page.as_ref());
            let page = from.page.clone().unwrap_or_else(|| (index + 1).to_string());
            let words = match to.filter(|to| from.page.is_some() && **to != page) {
                Some(to) => format!("{page}\u{2013}{to}"),
                None => page,
            };
            if said.contains(&words) {
                continue;
            }
            xml.text(if said.is_empty() { "\u{2002}" } else { ", " });
            xml.leaf(Tag::new("a").with("href", from.way.as_str()), &words);
            said.push(words);
        }
    }

    /// The terms to look up instead, or besides.
    fn see(&self, xml: &mut Xml, word: Label, terms: &[See]) {
        if terms.is_empty() {
            return;
        }
        xml.text(", ");
        xml.leaf(Tag::new("i"), label(self.language, word));
        for (index, see) in terms.iter().enumerate() {
            xml.text(if index == 0 { " " } else { "; " });
            match see.entry {
                Some(number) => xml.leaf(Tag::new("a").with("href", format!("#{}", entry_id(number))), &see.term),
                None => xml.text(&see.term),
            }
        }
    }
}

/// The id of an entry within the index's file.
fn entry_id(number: u32) -> String {
    format!("entry-{number}")
}
