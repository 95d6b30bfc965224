//! Footnotes: at the foot of the page that their marks stand on.

use crate::frame::{Numbering, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::layout::flow::{Insert, InsertKind, MarkKind};
use crate::model::{Footnote, Label, label};

impl Setter<'_> {
    /// Sets the footnote of a number for the foot of a page: an index into the flow's inserts.
    ///
    /// `None` for a number that no footnote has, and for one that is set already.
    pub(super) fn foot_note(&mut self, number: u32) -> Option<usize> {
        let notes = &self.context.book.footnotes;
        let note = notes.get(notes.binary_search_by_key(&number, |note| note.number).ok()?)?;
        if !self.noted.insert(number) {
            return None;
        }
        let body = Region { x: Abs::ZERO, width: self.page.measure() };
        let (pieces, mut marks) = self.apart(body, |setter| {
            let owner = setter.element(Role::Note, Some(note.id), Some(note.span));
            setter.inside(owner, |setter| {
                let label = setter.element(Role::Label, None, Some(note.span));
                let text = setter.element(Role::Paragraph, None, Some(note.span));
                setter.note_lines(note, label, text);
            });
        });
        marks.push(note_mark(note));
        self.flow.inserts.push(Insert { kind: InsertKind::Note, pieces, marks });
        Some(self.flow.inserts.len() - 1)
    }

    /// Footnotes whose marks stand on no page, as a list behind the last chapter.
    pub fn notes(&mut self, notes: &[&Footnote]) {
        if notes.is_empty() {
            return;
        }
        let look = self.heading_look(2);
        let title = label(self.language, Label::Notes);
        self.gap(look.before);
        let owner = self.element(Role::Heading(self.depth, title.to_owned()), None, None);
        let language = self.language;
        let paragraph = self.build(None, |builder| builder.generated(title, &look, language, Owner::Element(owner)));
        let lines = self.lines_of(&paragraph, &look, self.region.width);
        self.keep(3);
        self.push_lines(paragraph, lines, false);
        self.space_below(look.after);
        let list = self.element(Role::List(Numbering::Decimal), None, None);
        self.inside(list, |setter| notes.iter().for_each(|note| setter.listed_note(note)));
    }

    fn listed_note(&mut self, note: &Footnote) {
        let look = self.context.theme.elements.footnote;
        let item = self.element(Role::ListItem, Some(note.id), Some(note.span));
        self.gap(look.before);
        self.mark(note_mark(note));
        self.inside(item, |setter| {
            let number = setter.element(Role::Label, None, Some(note.span));
            let owner = setter.element(Role::ListBody, None, Some(note.span));
            setter.note_lines(note, number, owner);
        });
        self.space_below(look.size.scale(3, 10));
    }

    /// The number left of the text.
    fn note_lines(&mut self, note: &Footnote, number: crate::frame::ElementId, text: crate::frame::ElementId) {
        let look = self.context.theme.elements.footnote;
        let outer = std::mem::replace(&mut self.language, note.language);
        let indent = look.size * 2;
        let (mut items, _) = self.label_items(&format!("{}.", note.number), &look, Owner::Element(number));
        super::shift(&mut items, -indent, Abs::ZERO);
        self.beside_next(items);
        let region = Region { x: self.region.x + indent, width: self.region.width - indent };
        self.set_in(region, look, |setter| {
            let paragraph = setter.prepared(&note.text, &look, text, Some((note.id, 0)));
            let lines = setter.lines_of(&paragraph, &look, region.width);
            setter.push_lines(paragraph, lines, true);
        });
        self.language = outer;
    }
}

fn note_mark(note: &Footnote) -> MarkKind {
    MarkKind::Destination(format!("_footnote_{}", note.number))
}
