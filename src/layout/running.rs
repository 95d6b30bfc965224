//! Running heads and folios, put on when the pages are made.

use crate::font::Shaper;
use crate::frame::{Artifact, Folio, Item, ItemKind, Owner, PathCommand, Shape, Stroke, Structure};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::Context;
use crate::layout::flow::{Field, Placed};
use crate::layout::inline::{ParagraphBuilder, set_paragraph};
use crate::model::{Language, Picture};
use crate::theme::{Align, Look};

/// What stands at the head of a page.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    /// The book's title.
    pub book: String,
    /// The chapter that the page is in.
    pub chapter: String,
}

/// Where a page's running lines go.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The body's left edge.
    pub left: Abs,
    /// The measure.
    pub width: Abs,
    /// Whether it is a left-hand page of a facing pair.
    pub is_verso: bool,
}

/// Sets single lines of the product's own words.
pub struct LineSetter<'a> {
    context: &'a Context<'a>,
    shaper: Shaper,
    language: Language,
}

impl<'a> LineSetter<'a> {
    /// A setter for a book's language.
    pub fn new(context: &'a Context<'a>) -> Self {
        Self { context, shaper: Shaper::new(context.fonts), language: context.book.info.language }
    }

    /// A line of text as items with their baseline at zero, and its width; cut with an ellipsis beyond `measure`.
    fn line(&mut self, text: &str, look: &Look, owner: Owner, measure: Abs) -> (Vec<Item>, Abs) {
        let look = Look { align: Align::Left, hyphenates: false, ..*look };
        let mut shown = text.to_owned();
        loop {
            let (items, width) = self.set(&shown, &look, owner);
            if width <= measure || shown.chars().count() < 3 {
                return (items, width);
            }
            // Cut by as much as is too wide, a word's worth at least.
            let letters = shown.chars().count();
            let kept = (letters as i64 * measure.to_raw() / width.to_raw().max(1)).min(letters as i64 - 1) as usize;
            shown = text.chars().take(kept.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…";
        }
    }

    fn set(&mut self, text: &str, look: &Look, owner: Owner) -> (Vec<Item>, Abs) {
        let size = |_: &Picture, _: Abs| -> Option<Size> { None };
        let mut structure = Structure::default();
        let mut builder = ParagraphBuilder::new(self.context.fonts, &mut structure, None, &size);
        builder.generated(text, look, self.language, owner);
        let paragraph = builder.finish();
        let line = set_paragraph(&mut self.shaper, &paragraph, look, Abs::MAX).into_iter().next();
        let Some(line) = line else { return (Vec::new(), Abs::ZERO) };
        let mut items = line.items;
        for item in &mut items {
            item.at.y -= line.baseline;
        }
        (items, line.width)
    }

    /// The running head: the book outside left or on versos, the chapter right or on rectos.
    pub fn head(&mut self, heads: &Heads, place: Place) -> Vec<Item> {
        let look = self.context.theme.elements.head;
        let owner = Owner::Artifact(Artifact::Header);
        let y = self.context.theme.page.head;
        let is_facing = self.context.theme.page.is_facing;
        let mut items = Vec::new();
        let gap = look.size * 2;
        let (left, right) = match (is_facing, place.is_verso) {
            (true, true) => (heads.book.as_str(), ""),
            (true, false) => ("", if heads.chapter.is_empty() { heads.book.as_str() } else { heads.chapter.as_str() }),
            (false, _) => (heads.book.as_str(), heads.chapter.as_str()),
        };
        let mut room = place.width;
        if !left.is_empty() {
            let share = if right.is_empty() { room } else { room / 2 };
            let (line, width) = self.line(left, &look, owner, share);
            items.extend(moved(line, place.left, y));
            room -= width + gap;
        }
        if !right.is_empty() {
            let (line, width) = self.line(right, &look, owner, room);
            items.extend(moved(line, place.left + place.width - width, y));
        }
        items
    }

    /// The folio at the foot, on the outer side.
    pub fn folio(&mut self, folio: Folio, place: Place) -> Vec<Item> {
        let look = self.context.theme.elements.folio;
        let page = &self.context.theme.page;
        let y = page.size.height - page.foot;
        let (line, width) = self.line(&folio.to_string(), &look, Owner::Artifact(Artifact::Folio), place.width);
        let x = if place.is_verso { place.left } else { place.left + place.width - width };
        moved(line, x, y)
    }

    /// A folio in the contents, and the leaders before it.
    pub fn field(&mut self, field: &Placed<Field>, folio: &str) -> (Vec<Item>, Abs) {
        let what = &field.what;
        // A space parts the folio from the words before it, for those who hear the entry.
        let (line, width) = self.line(&format!("\u{A0}{folio}"), &what.look, what.owner, what.look.size * 10);
        let baseline = field.at.y + field.baseline;
        let x = field.at.x + what.right - width;
        let mut items = Vec::new();
        let leader_to = x - what.look.size / 2;
        if let Some(from) = what.leader_from {
            items.extend(self.leader(field.at.x + from, leader_to, field.at.x + what.right, baseline));
        }
        items.extend(moved(line, x, baseline));
        (items, width)
    }

    /// Light dots; those of all entries stand below each other.
    fn leader(&self, from: Abs, to: Abs, right: Abs, baseline: Abs) -> Option<Item> {
        let step = Abs::pt(4.5);
        let count = (right - to).to_raw() / step.to_raw() + 1;
        let end = right - step * count;
        let dots = (end - from).to_raw() / step.to_raw();
        if dots < 2 {
            return None;
        }
        let start = end - step * dots;
        let width = Abs::pt(0.7);
        let stroke = Stroke { colour: leader_colour(self.context), width, dots: Some(step) };
        let length = end - start;
        let path = vec![PathCommand::Move(Point::default()), PathCommand::Line(Point::new(length, Abs::ZERO))];
        let shape = Shape { path, fill: None, stroke: Some(stroke), size: Size::new(length, width) };
        Some(Item {
            at: Point::new(start, baseline - width),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(shape),
        })
    }
}

fn leader_colour(context: &Context<'_>) -> Colour {
    context.theme.colours.hairline
}

fn moved(mut items: Vec<Item>, x: Abs, y: Abs) -> Vec<Item> {
    crate::layout::block::shift(&mut items, x, y);
    items
}
