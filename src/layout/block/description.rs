//! Lists of terms and what they mean.

use crate::font::Weight;
use crate::frame::{Numbering, Owner, Role};
use crate::geom::Abs;
use crate::layout::block::{Region, Setter, shift};
use crate::layout::inline::{Line, Paragraph};
use crate::model::{
    Block, BlockKind, DescriptionEntry, DescriptionList, Inline, ListItem, Piece, Term, pieces, plain_text,
};
use crate::theme::{Align, Look};

/// Terms that need more than this share of the measure stand above what they mean.
const LONGEST_TERM: i64 = 3;

/// How the terms of a list stand.
#[derive(Clone, Copy)]
struct Stand {
    look: Look,
    /// From the region's edge to what the terms mean.
    indent: Abs,
    /// How wide that is.
    width: Abs,
    /// How wide a term may be to stand beside what it means; nothing where each stands above.
    room: Abs,
    is_numbered: bool,
}

impl Setter<'_> {
    pub(super) fn descriptions(&mut self, block: &Block, list: &DescriptionList) {
        self.block_title(block);
        let stand = self.stand(list);
        let numbering = if stand.is_numbered { Numbering::Decimal } else { Numbering::None };
        let element = self.element(Role::List(numbering), Some(block.id), Some(block.span));
        self.inside(element, |setter| {
            for (index, entry) in list.entries.iter().enumerate() {
                setter.description(entry, &stand, index + 1);
            }
        });
        self.space_below(self.text.after);
    }

    fn stand(&mut self, list: &DescriptionList) -> Stand {
        let is_numbered = list.style.as_deref() == Some("qanda");
        let weight = if is_numbered { self.text.weight } else { Weight::Bold };
        let look = Look { weight, is_italic: is_numbered, align: Align::Left, ..self.text };
        let measure = self.region.width;
        if list.style.as_deref() != Some("horizontal") {
            let indent = self.context.theme.list_indent;
            return Stand { look, indent, width: measure - indent, room: Abs::ZERO, is_numbered };
        }
        let gap = look.size;
        let indent = match list.label_width {
            Some(percent) => measure.scale(i64::from(percent.clamp(5, 80)), 100),
            None => self.widest_term(list, &look, measure / LONGEST_TERM) + gap,
        };
        let width = match list.item_width {
            Some(percent) => measure.scale(i64::from(percent), 100).min(measure - indent),
            None => measure - indent,
        };
        Stand { look, indent, width: width.max(look.size * 4).min(measure - indent), room: indent - gap, is_numbered }
    }

    /// The width of the widest term that is no wider than `most`.
    fn widest_term(&mut self, list: &DescriptionList, look: &Look, most: Abs) -> Abs {
        self.tried(|setter| {
            let terms = list.entries.iter().flat_map(|entry| &entry.terms);
            let widths = terms.map(|term| {
                let owner = setter.element(Role::Label, None, None);
                let paragraph = setter.prepared(&term.text, look, owner, None);
                let lines = setter.lines_of(&paragraph, look, Abs::MAX);
                lines.first().map_or(Abs::ZERO, |line| line.width)
            });
            widths.filter(|width| *width <= most).max().unwrap_or(look.size * 2)
        })
    }

    fn description(&mut self, entry: &DescriptionEntry, stand: &Stand, number: usize) {
        let Some(span) = entry.terms.first().map(|term| term.span) else { return };
        let item = self.element(Role::ListItem, None, Some(span));
        self.inside(item, |setter| {
            let begins_with_text = entry.description.as_ref().is_some_and(begins_with_text);
            let last = entry.terms.len() - 1;
            let mut is_beside = false;
            for (index, term) in entry.terms.iter().enumerate() {
                let may_stand_beside = index == last && begins_with_text;
                is_beside = setter.term(term, stand, number, may_stand_beside);
            }
            if let Some(description) = &entry.description {
                setter.meaning(description, stand, is_beside);
            }
        });
    }

    /// Sets a term; gives whether it waits for the line beside which it stands.
    fn term(&mut self, term: &Term, stand: &Stand, number: usize, may_stand_beside: bool) -> bool {
        let outer = std::mem::replace(&mut self.language, term.language);
        self.gap(self.text.after);
        if let Some(anchor) = &term.anchor {
            self.destination(anchor.clone());
        }
        let (owner, look) = (self.element(Role::Label, Some(term.id), Some(term.span)), stand.look);
        let language = self.language;
        let number = if stand.is_numbered { format!("{number}. ") } else { String::new() };
        let paragraph = self.build(Some((term.id, 0)), |builder| {
            builder.generated(&number, &look, language, Owner::Element(owner));
            builder.inlines(&term.text, &look, language, Owner::Element(owner));
        });
        let mut lines = self.lines_of(&paragraph, &look, self.region.width);
        self.language = outer;
        if may_stand_beside && fits_beside(&paragraph, &lines, stand.room) {
            let mut items = Vec::new();
            for line in &mut lines {
                std::mem::take(&mut line.places).into_iter().for_each(|name| self.destination(name));
                items.append(&mut line.items);
            }
            shift(&mut items, -stand.indent, Abs::ZERO);
            self.beside_next(items);
            return true;
        }
        self.push_lines(paragraph, lines, true);
        self.keep(2);
        false
    }

    fn meaning(&mut self, description: &ListItem, stand: &Stand, is_beside: bool) {
        let region = self.nested(Region { x: self.region.x + stand.indent, width: stand.width });
        let text = self.text;
        let outer = std::mem::replace(&mut self.language, description.language);
        let body = self.element(Role::ListBody, Some(description.id), Some(description.span));
        self.inside(body, |setter| {
            setter.set_in(region, Look { before: Abs::ZERO, ..text }, |setter| {
                // The gap above a term that stands beside is made already.
                setter.is_fresh |= is_beside;
                let found = pieces(&description.text);
                setter.pieces_of(description.id, description.span, &description.text, &found);
                setter.blocks(&description.blocks);
                setter.is_fresh &= !is_beside;
            });
        });
        self.language = outer;
    }
}

/// Whether a term is one line with nothing to click on or to explain at the foot of the page.
fn fits_beside(paragraph: &Paragraph, lines: &[Line], room: Abs) -> bool {
    let [line] = lines else { return false };
    line.width <= room && paragraph.links.is_empty() && paragraph.notes.is_empty()
}

/// Whether a line of text comes first.
fn begins_with_text(item: &ListItem) -> bool {
    let says = |text: &[Inline]| !plain_text(text).trim().is_empty();
    match pieces(&item.text).first() {
        Some(Piece::Text(words)) => says(words),
        Some(Piece::Pictures(_)) => false,
        None => item.blocks.first().is_some_and(|block| match &block.kind {
            BlockKind::Paragraph(text) => {
                block.title.is_none() && matches!(pieces(text).first(), Some(Piece::Text(words)) if says(words))
            }
            _ => false,
        }),
    }
}
