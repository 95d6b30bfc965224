//! Footnotes, set as notes behind the body, each with its number.

use crate::diag::{Diagnostic, Lint};
use crate::frame::{Numbering, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::model::{Footnote, Label, label};

impl Setter<'_> {
    /// Sets the notes of a book behind its last chapter.
    pub fn notes(&mut self, notes: &[Footnote]) {
        let Some(first) = notes.first() else { return };
        let message = "footnotes are set behind the last chapter, not at the foot of their pages";
        self.complain(Diagnostic::warning(Lint::SetPlainly, first.span, message));
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
        self.inside(list, |setter| notes.iter().for_each(|note| setter.note(note)));
    }

    fn note(&mut self, note: &Footnote) {
        let look = self.context.theme.elements.footnote;
        let outer = std::mem::replace(&mut self.language, note.language);
        let indent = look.size * 2;
        let item = self.element(Role::ListItem, Some(note.id), Some(note.span));
        self.gap(look.before);
        self.destination(format!("_footnote_{}", note.number));
        self.inside(item, |setter| {
            let number = setter.element(Role::Label, None, Some(note.span));
            let (mut items, _) = setter.label_items(&format!("{}.", note.number), &look, Owner::Element(number));
            super::shift(&mut items, -indent, Abs::ZERO);
            setter.beside_next(items);
            let owner = setter.element(Role::ListBody, None, Some(note.span));
            let region = Region { x: setter.region.x + indent, width: setter.region.width - indent };
            setter.set_in(region, look, |setter| {
                let paragraph = setter.prepared(&note.text, &look, owner, Some((note.id, 0)));
                let lines = setter.lines_of(&paragraph, &look, region.width);
                setter.push_lines(paragraph, lines, true);
            });
        });
        self.space_below(look.size.scale(3, 10));
        self.language = outer;
    }
}
