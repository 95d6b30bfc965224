//! Running heads and feet, put on when the pages are made.

use crate::font::Shaper;
use crate::frame::{Artifact, Item, ItemKind, Owner, PathCommand, Shape, Stroke, Structure};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::Context;
use crate::layout::flow::{Field, Placed};
use crate::layout::inline::{ParagraphBuilder, set_paragraph};
use crate::model::{Language, Picture};
use crate::theme::{Align, Look};

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

/// A running line of one page.
#[derive(Debug, Clone)]
pub struct RunningLine {
    /// How it is set.
    pub look: Look,
    /// Its baseline, from the page's upper edge.
    pub baseline: Abs,
    /// The words at the left, in the middle and at the right, and to whom they belong.
    pub words: [(String, Owner); 3],
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
        Self { context, shaper: Shaper::new(context.fonts.clone()), language: context.book.info.language }
    }

    /// A line of text as items with their baseline at zero, and its width; cut with an ellipsis beyond `measure`.
    pub(super) fn line(&mut self, text: &str, look: &Look, owner: Owner, measure: Abs) -> (Vec<Item>, Abs) {
        if text.is_empty() {
            return (Vec::new(), Abs::ZERO);
        }
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

    /// The width of a line of text.
    pub(super) fn width(&mut self, text: &str, look: &Look, owner: Owner) -> Abs {
        self.set(text, look, owner).1
    }

    fn set(&mut self, text: &str, look: &Look, owner: Owner) -> (Vec<Item>, Abs) {
        let size = |_: &Picture, _: Abs| -> Option<Size> { None };
        let mut structure = Structure::default();
        let mut builder = ParagraphBuilder::new(self.context.fonts.clone(), &mut structure, None, &size);
        builder.is_mirrored = self.context.is_mirrored();
        builder.generated(text, look, self.language, owner);
        let paragraph = builder.finish();
        let line = set_paragraph(&mut self.shaper, &paragraph, look, Abs::MAX).into_iter().next();
        let Some(line) = line else { return (Vec::new(), Abs::ZERO) };
        let mut items = line.items;
        // Without a measure of its own the line begins where its first item stands.
        let left = items.iter().map(|item| item.at.x).min().unwrap_or_default();
        for item in &mut items {
            item.at.x -= left;
            item.at.y -= line.baseline;
        }
        (items, line.width)
    }

    /// A running line at its height, of the words at its left, in its middle and at its right.
    pub fn running(&mut self, line: &RunningLine, place: Place) -> Vec<Item> {
        let look = line.look;
        let gap = look.size * 2;
        let [left, centre, right] = &line.words;
        let mut items = Vec::new();
        // A middle that is alone takes the whole measure; beside it none may come nearer than a gap.
        let sides = if left.0.is_empty() && right.0.is_empty() { place.width } else { place.width / 3 };
        let (middle, middle_width) = self.line(&centre.0, &look, centre.1, sides);
        let whole = if centre.0.is_empty() { place.width } else { (place.width - middle_width) / 2 - gap };
        let share = if right.0.is_empty() || !centre.0.is_empty() { whole } else { whole / 2 };
        let (start, start_width) = self.line(&left.0, &look, left.1, share);
        let room = match (centre.0.is_empty(), left.0.is_empty()) {
            (true, false) => whole - start_width - gap,
            _ => whole,
        };
        let (end, end_width) = self.line(&right.0, &look, right.1, room);
        if line.words.iter().any(|(words, _)| !words.is_empty()) {
            items.extend(rules(line, place));
        }
        items.extend(moved(start, place.left, line.baseline));
        items.extend(moved(middle, place.left + (place.width - middle_width) / 2, line.baseline));
        items.extend(moved(end, place.left + place.width - end_width, line.baseline));
        items
    }

    /// Folios in a list and the leaders before them, and where each stands: its left edge and its width.
    pub fn field(&mut self, field: &Placed<Field>, folios: &[(String, Owner)]) -> (Vec<Item>, Vec<(Abs, Abs)>) {
        let what = &field.what;
        let mut parts = Vec::new();
        for (index, (folio, owner)) in folios.iter().enumerate() {
            if index > 0 {
                parts.push((self.line(",\u{A0}", &what.look, what.owner, Abs::MAX), false));
            } else {
                // A space parts the folio from the words before it, for those who hear the entry.
                parts.push((self.line("\u{A0}", &what.look, what.owner, Abs::MAX), false));
            }
            parts.push((self.line(folio, &what.look, *owner, Abs::MAX), true));
        }
        let width: Abs = parts.iter().map(|((_, width), _)| *width).sum();
        let baseline = field.at.y + field.baseline;
        let mut x = field.at.x + what.right - width;
        let mut items = Vec::new();
        let leader_to = x - what.look.size / 2;
        if let Some(from) = what.leader_from {
            items.extend(self.leader(field.at.x + from, leader_to, field.at.x + what.right, baseline));
        }
        let mut areas = Vec::new();
        for ((line, width), is_folio) in parts {
            items.extend(moved(line, x, baseline));
            if is_folio {
                areas.push((x, width));
            }
            x += width;
        }
        (items, areas)
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

/// The rules above and below a running line that its look asks for.
fn rules(line: &RunningLine, place: Place) -> Vec<Item> {
    let frame = line.look.frame;
    let [.., above, below] = frame.border;
    let inset = frame.inset_above;
    // The capitals' height and the depth of letters below the baseline, about.
    let (top, bottom) = (line.look.size.scale(7, 10), line.look.size.scale(2, 10));
    let rule = |y: Abs, height: Abs| Item {
        at: Point::new(place.left, y),
        owner: Owner::Artifact(Artifact::Layout),
        span: None,
        is_generated: true,
        kind: ItemKind::Shape(Shape::filled(Size::new(place.width, height), frame.ink)),
    };
    let mut rules = Vec::new();
    if above > Abs::ZERO {
        rules.push(rule(line.baseline - top - inset, above));
    }
    if below > Abs::ZERO {
        rules.push(rule(line.baseline + bottom + inset - below, below));
    }
    rules
}

fn leader_colour(context: &Context<'_>) -> Colour {
    context.theme.colours.hairline
}

fn moved(mut items: Vec<Item>, x: Abs, y: Abs) -> Vec<Item> {
    crate::layout::block::shift(&mut items, x, y);
    items
}
