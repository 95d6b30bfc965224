//! The addresses of links as footnotes, for paper: a step over a finished book, as the setting of spaces is.

use std::collections::HashMap;

use crate::model::walk::{self, TextKind, Visitor};
use crate::model::{Book, Footnote, FootnoteMark, Inline, InlineKind, Language, Link, NodeId, Section, plain_text};

/// Gives each link whose words are not its address a footnote with it; all footnotes are numbered anew, in the order of
/// their marks. Links in headings get none.
pub fn note_links(mut book: Book) -> Book {
    let authors = std::mem::take(&mut book.footnotes).into_iter().map(|note| (note.number, note)).collect();
    let mut noter =
        Noter { authors, numbers: HashMap::new(), notes: Vec::new(), nodes: book.node_count, adds_notes: true };
    walk::blocks(&mut book.opening, &mut noter);
    noter.sections(&mut book.sections);
    // Footnotes whose marks stand nowhere come last.
    let mut rest: Vec<u32> = noter.authors.keys().copied().collect();
    rest.sort_unstable();
    for number in rest {
        noter.renumber(number);
    }
    book.footnotes = noter.notes;
    book.node_count = noter.nodes;
    book
}

struct Noter {
    /// The author's footnotes that no mark has been found for, by their old numbers.
    authors: HashMap<u32, Footnote>,
    /// New numbers by old ones.
    numbers: HashMap<u32, u32>,
    notes: Vec<Footnote>,
    nodes: u32,
    adds_notes: bool,
}

impl Visitor for Noter {
    fn text(&mut self, inlines: &mut Vec<Inline>, language: Language, kind: TextKind) {
        let outer = self.adds_notes;
        self.adds_notes &= matches!(kind, TextKind::Running | TextKind::Title);
        self.inlines(inlines, language);
        self.adds_notes = outer;
    }
}

impl Noter {
    /// A talk is set from copies of its section's first blocks: these get the notes, the blocks their numbers alone.
    fn sections(&mut self, sections: &mut [Section]) {
        for section in sections {
            self.text(&mut section.title, section.language, TextKind::Heading);
            let mut consumed = 0;
            if let Some(talk) = &mut section.talk {
                consumed = talk.consumed.min(section.blocks.len());
                for speaker in &mut talk.speakers {
                    for part in [&mut speaker.lead, &mut speaker.name, &mut speaker.rest] {
                        self.inlines(part, speaker.language);
                    }
                }
                talk.blocks_mut().for_each(|block| walk::blocks(std::slice::from_mut(block), self));
            }
            let (first, rest) = section.blocks.split_at_mut(consumed);
            self.adds_notes = false;
            walk::blocks(first, self);
            self.adds_notes = true;
            walk::blocks(rest, self);
            self.sections(&mut section.sections);
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>, language: Language) {
        let mut at = 0;
        while let Some(inline) = inlines.get_mut(at) {
            at += 1;
            let span = inline.span;
            match &mut inline.kind {
                InlineKind::Footnote(mark) => mark.number = mark.number.map(|number| self.renumber(number)),
                InlineKind::Styled(styled) => self.inlines(&mut styled.body, language),
                InlineKind::Xref(xref) => self.inlines(&mut xref.body, language),
                InlineKind::Link(link) if self.adds_notes && !says_its_address(link) => {
                    let number = Some(self.note(link.target.clone(), span, language));
                    let kind = InlineKind::Footnote(FootnoteMark { number, is_reference: false });
                    inlines.insert(at, Inline { span, kind });
                    at += 1;
                }
                _ => {}
            }
        }
    }

    /// The new number of an author's footnote.
    fn renumber(&mut self, old: u32) -> u32 {
        if let Some(number) = self.numbers.get(&old) {
            return *number;
        }
        let number = self.notes.len() as u32 + 1;
        if let Some(note) = self.authors.remove(&old) {
            self.notes.push(Footnote { number, ..note });
            self.numbers.insert(old, number);
        }
        number
    }

    fn note(&mut self, target: String, span: crate::source::Span, language: Language) -> u32 {
        let number = self.notes.len() as u32 + 1;
        let id = NodeId::new(self.nodes);
        self.nodes += 1;
        let body = vec![Inline::text(span, target.clone())];
        let link = Link { target, body, is_bare: true, anchor: None, roles: Vec::new() };
        let text = vec![Inline { span, kind: InlineKind::Link(link) }];
        self.notes.push(Footnote { id, number, span, name: None, language, text });
        number
    }
}

fn says_its_address(link: &Link) -> bool {
    let address = link.target.strip_prefix("mailto:").unwrap_or(&link.target);
    link.is_bare || address.starts_with('#') || plain_text(&link.body).trim() == address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asciidoc::{ReadOptions, parse};
    use crate::diag::Sink;
    use crate::model::{outline, resolve};
    use crate::world::{Memory, World};

    fn noted(text: &str) -> Book {
        let world = Memory::new().with("m.adoc", text);
        let (file, _) = world.load(std::path::Path::new("m.adoc")).unwrap();
        let mut sink = Sink::new();
        note_links(resolve(parse(&world, file, &ReadOptions::default(), &mut sink), &mut sink))
    }

    #[test]
    fn links_are_noted_among_the_authors_footnotes() {
        let text = "See https://a.example/[words].footnote:one[Mine.] And *https://b.example/[bold]*.\n\n\
                    https://c.example/ says it itself.footnote:one[]\n";
        let book = noted(text);
        let notes: Vec<_> = book.footnotes.iter().map(|note| (note.number, plain_text(&note.text))).collect();
        assert_eq!(notes, [(1, "https://a.example/".into()), (2, "Mine.".into()), (3, "https://b.example/".into())]);
        let marks: Vec<_> = outline(&book).matches("<footnote ").count().to_string().chars().collect();
        assert_eq!(marks, ['4'], "three marks and a reference");
    }

    #[test]
    fn a_talks_notes_are_those_of_its_opener() {
        let talk = |n: u32| {
            format!(
                "== Talk {n}\n\nhttps://example.org/{n}[]\n\n====\nFast Track\n\nAbout https://x.example/{n}[it].\n\nAda Lovelace, Analyst\n====\n\nWords.footnote:[Note {n}.]\n\n"
            )
        };
        let book = noted(&format!("= Talks\n\n{}{}", talk(1), talk(2)));
        let notes: Vec<_> = book.footnotes.iter().map(|note| plain_text(&note.text)).collect();
        assert_eq!(notes, ["https://x.example/1", "Note 1.", "https://x.example/2", "Note 2."]);
    }
}
