//! The index: the author's terms in the order of the alphabet, each with its places.

use std::collections::BTreeMap;

use crate::model::walk::{each_inline, each_text};
use crate::model::{Book, IndexTerm, Inline, InlineKind, Language, Section, fold, sort_key};

/// The terms that begin with one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexGroup {
    /// The letter in its plain capital form; empty for terms that begin with a sign or a figure.
    pub letter: String,
    /// The terms, in their order.
    pub entries: Vec<IndexEntry>,
}

/// A term of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexEntry {
    /// What names the entry: its place among all entries, from 1.
    pub number: u32,
    /// Its words.
    pub term: String,
    /// Where the book has it, in reading order.
    pub places: Vec<IndexPlace>,
    /// Under which terms it is to be found instead.
    pub see: Vec<See>,
    /// Under which terms there is more.
    pub see_also: Vec<See>,
    /// Terms of the next level.
    pub below: Vec<IndexEntry>,
}

/// A place of a term, or a stretch of the book that is about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexPlace {
    /// The number of the term's first mark (see [`IndexTerm::number`]).
    pub from: u32,
    /// The number of the mark that ends the stretch.
    pub to: Option<u32>,
}

/// A word that leads to another term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct See {
    /// The other term as the author wrote it.
    pub term: String,
    /// Its entry, if the index has it.
    pub entry: Option<u32>,
}

/// The name under which links find the place of a term.
pub fn term_destination(number: u32) -> String {
    format!("_term_{number}")
}

/// The name under which links find an entry of the index.
pub fn entry_destination(number: u32) -> String {
    format!("_index_{number}")
}

/// Whether a section is where the index goes.
pub fn is_index(section: &Section) -> bool {
    section.special.as_deref() == Some("index")
}

/// Terms are in order by their key, then by their words.
type Nodes = BTreeMap<(String, String), Node>;

#[derive(Default)]
struct Node {
    places: Vec<IndexPlace>,
    see: Vec<String>,
    see_also: Vec<String>,
    below: Nodes,
}

/// A term with what the author says of it besides its words: `((("a", see="b")))`, `indexterm:[a,see-also="b"]`.
struct Said<'a> {
    terms: Vec<&'a str>,
    see: Vec<&'a str>,
    see_also: Vec<&'a str>,
    /// The name of a stretch that starts here.
    starts: Option<&'a str>,
    /// The name of a stretch that ends here.
    ends: Option<&'a str>,
}

impl<'a> Said<'a> {
    fn of(term: &'a IndexTerm) -> Self {
        let mut said = Self {
            terms: Vec::new(),
            see: term.see.as_deref().into_iter().collect(),
            see_also: term.see_also.iter().map(String::as_str).collect(),
            starts: None,
            ends: None,
        };
        let (mut id, mut range) = (None, None);
        for words in term.terms.iter().map(|words| words.trim()) {
            // DocBook's attributes, as publishers write them into a term in parentheses.
            match words.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
                Some(("see", value)) => said.see.push(value),
                Some(("seealso" | "see-also", value)) => said.see_also.push(value),
                Some(("id", value)) => id = Some(value),
                Some(("startref", value)) => said.ends = Some(value),
                Some(("range", value)) => range = Some(value),
                Some(("sortas" | "sort-as" | "significance" | "scope", _)) => {}
                _ if words.is_empty() => {}
                _ => said.terms.push(words),
            }
        }
        if range == Some("startofrange") {
            said.starts = id;
        }
        said.terms.truncate(3);
        said
    }
}

/// The stretches that have begun: by name, the terms and the index among their places.
type Open<'a> = BTreeMap<&'a str, (Vec<&'a str>, usize)>;

struct Builder {
    language: Language,
    nodes: Nodes,
}

impl Builder {
    fn node(&mut self, terms: &[&str]) -> Option<&mut Node> {
        let (first, rest) = terms.split_first()?;
        let key = |term: &str| (sort_key(term, self.language), term.to_owned());
        let mut node = self.nodes.entry(key(first)).or_default();
        for term in rest {
            node = node.below.entry((sort_key(term, self.language), (*term).to_owned())).or_default();
        }
        Some(node)
    }

    fn add<'a>(&mut self, term: &'a IndexTerm, open: &mut Open<'a>) {
        let said = Said::of(term);
        if let Some((terms, place)) = said.ends.and_then(|name| open.remove(name)) {
            let begun = self.node(&terms).and_then(|node| node.places.get_mut(place));
            begun.into_iter().for_each(|begun| begun.to = Some(term.number));
        }
        let Some(node) = self.node(&said.terms) else { return };
        node.see.extend(said.see.iter().map(|words| (*words).to_owned()));
        node.see_also.extend(said.see_also.iter().map(|words| (*words).to_owned()));
        // A term that only leads elsewhere has no place of its own.
        if said.see.is_empty() {
            node.places.push(IndexPlace { from: term.number, to: None });
            let place = node.places.len() - 1;
            open.extend(said.starts.map(|name| (name, (said.terms, place))));
        }
    }
}

impl Book {
    /// Whether the author has a place for the index.
    pub fn has_index(&self) -> bool {
        self.all_sections().into_iter().any(is_index)
    }

    /// The terms of the whole book.
    pub fn index(&self) -> Vec<IndexGroup> {
        let mut terms = Vec::new();
        let mut take = |text| push_terms(text, &mut terms);
        each_text(&self.opening, &mut take);
        for section in self.all_sections() {
            take(&section.title);
            each_text(&section.blocks, &mut take);
        }
        self.footnotes.iter().for_each(|note| take(&note.text));
        let mut builder = Builder { language: self.info.language, nodes: Nodes::new() };
        let mut open = Open::new();
        terms.into_iter().for_each(|term| builder.add(term, &mut open));
        let mut count = 0;
        let mut entries = entries(builder.nodes, &mut count);
        let numbers = numbers(&entries);
        link(&mut entries, &numbers);
        grouped(entries)
    }
}

fn push_terms<'a>(inlines: &'a [Inline], terms: &mut Vec<&'a IndexTerm>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::IndexTerm(term) => {
                if term.number > 0 {
                    terms.push(term);
                }
                push_terms(term.visible.as_deref().unwrap_or_default(), terms);
            }
            InlineKind::Styled(styled) => push_terms(&styled.body, terms),
            InlineKind::Link(link) => push_terms(&link.body, terms),
            InlineKind::Xref(xref) => push_terms(&xref.body, terms),
            _ => {}
        }
    }
}

fn entries(nodes: Nodes, count: &mut u32) -> Vec<IndexEntry> {
    let entry = |((_, term), node): ((String, String), Node)| {
        *count += 1;
        let number = *count;
        let see = |words: Vec<String>| -> Vec<See> {
            let mut found: Vec<See> = Vec::new();
            for term in words {
                if !found.iter().any(|see| see.term == term) {
                    found.push(See { term, entry: None });
                }
            }
            found
        };
        IndexEntry {
            number,
            term,
            places: node.places,
            see: see(node.see),
            see_also: see(node.see_also),
            below: entries(node.below, count),
        }
    };
    nodes.into_iter().map(entry).collect()
}

/// The entries by their words, without case and accents; those below others as `first, second` too.
fn numbers(entries: &[IndexEntry]) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for entry in entries {
        found.entry(fold(&entry.term)).or_insert(entry.number);
        for below in &entry.below {
            found.entry(fold(&format!("{}, {}", entry.term, below.term))).or_insert(below.number);
        }
    }
    found
}

fn link(entries: &mut [IndexEntry], numbers: &BTreeMap<String, u32>) {
    for entry in entries {
        for see in entry.see.iter_mut().chain(&mut entry.see_also) {
            see.entry = numbers.get(&fold(&see.term)).copied();
        }
        link(&mut entry.below, numbers);
    }
}

fn grouped(entries: Vec<IndexEntry>) -> Vec<IndexGroup> {
    // What begins with a sign stands among the letters by its first letter (`.gitignore`): signs come first, together.
    let (signs, words): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| letter(&entry.term).is_empty());
    let mut groups: Vec<IndexGroup> = Vec::new();
    for entry in signs.into_iter().chain(words) {
        let letter = letter(&entry.term);
        match groups.last_mut().filter(|group| group.letter == letter) {
            Some(group) => group.entries.push(entry),
            None => groups.push(IndexGroup { letter, entries: vec![entry] }),
        }
    }
    groups
}

fn letter(term: &str) -> String {
    let first = fold(term).chars().next();
    first.filter(|c| c.is_alphabetic()).map(|c| c.to_uppercase().to_string()).unwrap_or_default()
}

/// Gives every term its number, from `next` on, in reading order.
pub(super) fn number_terms(text: &mut [Inline], next: &mut u32) {
    each_inline(text, &mut |inline| {
        if let InlineKind::IndexTerm(term) = &mut inline.kind {
            term.number = *next;
            *next += 1;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(terms: &[&[&str]]) -> Vec<IndexGroup> {
        let terms: Vec<IndexTerm> = terms
            .iter()
            .enumerate()
            .map(|(index, words)| IndexTerm {
                number: index as u32 + 1,
                terms: words.iter().map(|word| (*word).to_owned()).collect(),
                visible: None,
                see: None,
                see_also: Vec::new(),
            })
            .collect();
        let mut builder = Builder { language: Language::parse("fr").unwrap(), nodes: Nodes::new() };
        let mut open = Open::new();
        terms.iter().for_each(|term| builder.add(term, &mut open));
        let mut entries = entries(builder.nodes, &mut 0);
        let numbers = numbers(&entries);
        link(&mut entries, &numbers);
        grouped(entries)
    }

    fn shown(groups: &[IndexGroup]) -> String {
        fn push(entries: &[IndexEntry], depth: usize, out: &mut String) {
            for entry in entries {
                let places = entry.places.iter().map(|place| match place.to {
                    Some(to) => format!(" {}–{to}", place.from),
                    None => format!(" {}", place.from),
                });
                let see = entry.see.iter().map(|see| format!(" see {}={:?}", see.term, see.entry));
                let tail: String = places.chain(see).collect();
                out.push_str(&format!("{}{}{tail};", "-".repeat(depth), entry.term));
                push(&entry.below, depth + 1, out);
            }
        }
        let mut out = String::new();
        for group in groups {
            out.push_str(&format!("[{}]", group.letter));
            push(&group.entries, 0, &mut out);
        }
        out
    }

    #[test]
    fn signs_do_not_part_a_letter() {
        let groups = build(&[&["GitHub"], &[".gitignore"], &["gitk"], &["@{u}"]]);
        assert_eq!(shown(&groups), "[].gitignore 2;@{u} 4;[G]GitHub 1;gitk 3;");
    }

    #[test]
    fn terms_are_in_the_order_of_the_alphabet() {
        let groups = build(&[&["zèbre"], &["Été"], &["eau", "douce"], &["eau"], &["#!/bin/sh"], &["eau", "de mer"]]);
        assert_eq!(shown(&groups), "[]#!/bin/sh 5;[E]eau 4;-de mer 6;-douce 3;Été 2;[Z]zèbre 1;");
    }

    #[test]
    fn terms_lead_to_others() {
        let groups = build(&[&["ETC", "see=ethereum classic"], &["Ethereum Classic"], &["x", "see=nothing"]]);
        assert_eq!(shown(&groups), "[E]ETC see ethereum classic=Some(2);Ethereum Classic 2;[X]x see nothing=None;");
    }

    #[test]
    fn a_stretch_has_a_beginning_and_an_end() {
        let groups = build(&[&["a", "id=r1", "range=startofrange"], &["a"], &["range=endofrange", "startref=r1"]]);
        assert_eq!(shown(&groups), "[A]a 1–3 2;");
        let open_ended = build(&[&["a", "id=r1", "range=startofrange"]]);
        assert_eq!(shown(&open_ended), "[A]a 1;");
    }
}
