//! Footnotes: a mark in the text and the note at the end of the same file, shown in a window by
//! readers that can.

use crate::epub::content::Content;
use crate::epub::xml::Tag;
use crate::model::{FootnoteMark, Label};

/// Readers open a window only for notes with at least so many characters.
const SHORTEST: usize = 9;

impl<'a> Content<'a> {
    pub(super) fn footnote_mark(&mut self, mark: &'a FootnoteMark) {
        let Some(number) = mark.number.filter(|number| self.shared.footnotes.contains_key(number)) else {
            self.xml.leaf(Tag::new("sup"), "[?]");
            return;
        };
        let count = self.note_marks.entry(number).or_insert(0);
        *count += 1;
        let id = if *count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") };
        if !mark.is_reference && !self.notes.contains(&number) {
            self.notes.push(number);
        }
        let id = self.fresh_id(id);
        let target = format!("fn-{number}");
        let way = match self.notes.contains(&number) {
            true => Some(format!("#{target}")),
            false => self.way_to(&target),
        };
        let tag = Tag::new("a").classes(["noteref"]).with_some("id", id);
        let tag = if way.is_some() && !self.is_in_link { tag.meaning("noteref", "doc-noteref") } else { tag };
        self.leading(way, tag, |this| this.xml.text(&number.to_string()));
    }

    /// The notes of this file, those of notes themselves among them.
    pub(super) fn footnotes(&mut self) {
        let mut index = 0;
        while let Some(number) = self.notes.get(index).copied() {
            index += 1;
            let Some(note) = self.shared.footnotes.get(&number).copied() else { continue };
            let id = self.fresh_id(format!("fn-{number}"));
            let tag = Tag::new("aside").meaning("footnote", "doc-footnote").with_some("id", id);
            self.in_language(note.language, tag, |this, tag| {
                this.within(tag, |this| this.within(Tag::new("p"), |this| this.note(number, note)));
            });
            self.xml.line();
        }
    }

    fn note(&mut self, number: u32, note: &'a crate::model::Footnote) {
        let label = format!("{number}, {}", self.words(Label::BackToText));
        let back = Tag::new("a").with("href", format!("#fnref-{number}")).with("role", "doc-backlink");
        self.xml.leaf(back.with("aria-label", label), &format!("{number}."));
        self.xml.text(" ");
        self.flow(&[note.id], |this| this.inlines(&note.text));
        let length = crate::model::plain_text(&note.text).chars().count();
        self.xml.text(&"\u{A0}".repeat(SHORTEST.saturating_sub(length)));
    }
}
