//! Lists of terms and what they mean.

use crate::font::Weight;
use crate::frame::{Numbering, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter};
use crate::model::{Block, DescriptionEntry, DescriptionList, pieces};
use crate::theme::Look;

impl Setter<'_> {
    pub(super) fn descriptions(&mut self, block: &Block, list: &DescriptionList) {
        self.block_title(block);
        let is_questions = list.style.as_deref() == Some("qanda");
        let numbering = if is_questions { Numbering::Decimal } else { Numbering::None };
        let element = self.element(Role::List(numbering), Some(block.id), Some(block.span));
        self.inside(element, |setter| {
            for (index, entry) in list.entries.iter().enumerate() {
                setter.description(entry, is_questions.then_some(index + 1));
            }
        });
        self.space_below(self.text.after);
    }

    fn description(&mut self, entry: &DescriptionEntry, question: Option<usize>) {
        let Some(span) = entry.terms.first().map(|term| term.span) else { return };
        let item = self.element(Role::ListItem, None, Some(span));
        let text = self.text;
        let weight = if question.is_some() { text.weight } else { Weight::Bold };
        let look = Look { weight, is_italic: question.is_some(), align: crate::theme::Align::Left, ..text };
        self.inside(item, |setter| {
            for term in &entry.terms {
                let outer = std::mem::replace(&mut setter.language, term.language);
                setter.gap(text.after);
                if let Some(anchor) = &term.anchor {
                    setter.destination(anchor.clone());
                }
                let owner = setter.element(Role::Label, Some(term.id), Some(term.span));
                let language = setter.language;
                let number = question.map(|number| format!("{number}. ")).unwrap_or_default();
                let paragraph = setter.build(Some((term.id, 0)), |builder| {
                    builder.generated(&number, &look, language, crate::frame::Owner::Element(owner));
                    builder.inlines(&term.text, &look, language, crate::frame::Owner::Element(owner));
                });
                let lines = setter.lines_of(&paragraph, &look, setter.region.width);
                setter.push_lines(paragraph, lines, true);
                setter.keep(2);
                setter.language = outer;
            }
            if let Some(description) = &entry.description {
                let indent = setter.context.theme.list_indent;
                let region = Region { x: setter.region.x + indent, width: setter.region.width - indent };
                let outer = std::mem::replace(&mut setter.language, description.language);
                let body = setter.element(Role::ListBody, Some(description.id), Some(description.span));
                setter.inside(body, |setter| {
                    setter.set_in(region, Look { before: Abs::ZERO, ..text }, |setter| {
                        let found = pieces(&description.text);
                        setter.pieces_of(description.id, description.span, &description.text, &found);
                        setter.blocks(&description.blocks);
                    });
                });
                setter.language = outer;
            }
        });
    }
}
