//! Admonitions: a tinted block with a rule, a drawn icon and the word in the reader's language.
//!
//! The five kinds differ in icon, word and the form of the rule, not in colour alone.

use crate::font::Capitals;
use crate::frame::{Artifact, Item, ItemKind, Owner, PathCommand, Role, Shape, Stroke};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::block::{Region, Setter};
use crate::layout::flow::Paint;
use crate::layout::inline::{IconMark, IconOwner};
use crate::model::{Admonition, AdmonitionKind, Block, Icon, Label, label};
use crate::theme::{AdmonitionColours, Look};

impl Setter<'_> {
    pub(super) fn admonition(&mut self, block: &Block, admonition: &Admonition) {
        let elements = &self.context.theme.elements;
        let (look, label_look) = (elements.admonition, elements.admonition_label);
        let colours = self.admonition_colours(admonition.kind);
        self.gap(look.before);
        let from = self.flow.pieces.len();
        let (x, width) = (self.region.x, self.region.width);
        let inset = look.size;
        let rule = rule_width(admonition.kind);
        let region = Region { x: x + rule + inset, width: width - rule - inset * 2 };
        self.within(Role::Division, Some(block.span), |setter| {
            setter.strut(inset.scale(6, 10));
            let text = Look { before: Abs::ZERO, after: setter.text.after / 2, ..look };
            setter.set_in(region, text, |setter| {
                setter.admonition_label(block, admonition, &Look { colour: colours.ink, ..label_look });
                setter.blocks(&admonition.blocks);
                setter.close_container();
            });
            setter.strut(inset.scale(7, 10));
        });
        let frame = look.frame;
        if frame.keeps_together {
            self.keep_together(from);
        }
        // A background or border of the element's own takes the place of the kind's.
        self.decorate(from, x, width, Paint::Tint(frame.background.unwrap_or(colours.tint)));
        match frame.border.iter().all(|width| width.is_zero()) {
            true => self.decorate(from, x, rule, rule_paint(admonition.kind, colours.ink)),
            false => self.paint_border(from, &look),
        }
        self.space_below(look.after);
    }

    fn admonition_colours(&self, kind: AdmonitionKind) -> AdmonitionColours {
        let colours = &self.context.theme.colours;
        match kind {
            AdmonitionKind::Note => colours.note,
            AdmonitionKind::Tip => colours.tip,
            AdmonitionKind::Important => colours.important,
            AdmonitionKind::Warning => colours.warning,
            AdmonitionKind::Caution => colours.caution,
        }
    }

    /// Icon and word, and the author's title behind them.
    fn admonition_label(&mut self, block: &Block, admonition: &Admonition, look: &Look) {
        let owner = self.element(Role::Paragraph, Some(block.id), Some(block.span));
        let language = self.language;
        let word = match &admonition.label {
            Some(word) => word.clone(),
            None => label(language, Label::from(admonition.kind)).to_owned(),
        };
        let icon_size = look.size.scale(115, 100);
        let indent = icon_size + look.size.scale(6, 10);
        let plain = Look {
            features: crate::font::Features { capitals: Capitals::AsWritten, ..look.features },
            tracking: 0,
            size: look.size,
            ..*look
        };
        let paragraph = self.build(None, |builder| {
            builder.generated(&word, look, language, Owner::Element(owner));
            if let Some(title) = &block.title {
                builder.generated("\u{A0} ", look, language, Owner::Element(owner));
                builder.inlines(title, &plain, language, Owner::Element(owner));
            }
        });
        let (x, width) = (self.region.x, self.region.width);
        let lines = self.lines_of(&paragraph, look, width - indent);
        let top = (look.leading - icon_size) / 2 - look.size.scale(4, 100);
        let mut icon = match admonition.icon.as_ref().and_then(Icon::drawing) {
            Some(drawing) => own_icon(IconMark { drawing, colour: look.colour }, icon_size),
            None => icon(admonition.kind, icon_size, look.colour),
        };
        super::shift(&mut icon, -indent, top);
        let region = Region { x: x + indent, width: width - indent };
        self.is_fresh = false;
        self.set_in(region, *look, |setter| {
            setter.beside_next(icon);
            setter.push_lines(paragraph, lines, false);
        });
        self.keep(2);
        self.is_fresh = true;
        // The first line stays with its label: no break was made between them.
    }
}

fn rule_width(kind: AdmonitionKind) -> Abs {
    Abs::pt(match kind {
        AdmonitionKind::Note => 2.0,
        AdmonitionKind::Tip => 2.4,
        AdmonitionKind::Important => 4.5,
        AdmonitionKind::Warning | AdmonitionKind::Caution => 4.0,
    })
}

fn rule_paint(kind: AdmonitionKind, ink: Colour) -> Paint {
    match kind {
        AdmonitionKind::Note | AdmonitionKind::Warning => Paint::Rule(ink),
        AdmonitionKind::Tip => Paint::Dots(ink),
        AdmonitionKind::Important => Paint::DoubleRule(ink),
        AdmonitionKind::Caution => Paint::Dashes(ink),
    }
}

/// A drawing on a field of 100 by 100.
struct Drawing {
    size: Abs,
    colour: Colour,
    items: Vec<Item>,
}

impl Drawing {
    fn length(&self, hundredths: i64) -> Abs {
        self.size.scale(hundredths, 100)
    }

    fn point(&self, x: i64, y: i64) -> Point {
        Point::new(self.length(x), self.length(y))
    }

    fn push(&mut self, path: Vec<PathCommand>, stroke: Option<i64>) {
        let stroke = stroke.map(|width| Stroke { colour: self.colour, width: self.length(width), dots: None });
        let fill = stroke.is_none().then_some(self.colour);
        let shape = Shape { path, fill, stroke, size: Size::new(self.size, self.size) };
        self.items.push(Item {
            at: Point::default(),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(shape),
        });
    }

    fn polygon(&mut self, points: &[(i64, i64)], stroke: Option<i64>) {
        let mut path: Vec<PathCommand> = points.iter().map(|(x, y)| PathCommand::Line(self.point(*x, *y))).collect();
        if let Some((x, y)) = points.first()
            && let Some(first) = path.first_mut()
        {
            *first = PathCommand::Move(self.point(*x, *y));
        }
        path.push(PathCommand::Close);
        self.push(path, stroke);
    }

    /// A circle of four Bézier curves (control points at 0.5523 of the radius).
    fn circle(&mut self, x: i64, y: i64, radius: i64, stroke: Option<i64>) {
        let k = radius * 5523 / 10_000;
        let p = |dx: i64, dy: i64| self.point(x + dx, y + dy);
        let r = radius;
        let path = vec![
            PathCommand::Move(p(r, 0)),
            PathCommand::Curve(p(r, k), p(k, r), p(0, r)),
            PathCommand::Curve(p(-k, r), p(-r, k), p(-r, 0)),
            PathCommand::Curve(p(-r, -k), p(-k, -r), p(0, -r)),
            PathCommand::Curve(p(k, -r), p(r, -k), p(r, 0)),
            PathCommand::Close,
        ];
        self.push(path, stroke);
    }

    fn bar(&mut self, x: i64, y: i64, width: i64, height: i64) {
        self.polygon(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], None);
    }
}

/// The author's icon, which stands for the kind's.
fn own_icon(mark: IconMark, size: Abs) -> Vec<Item> {
    let owner = IconOwner { owner: Owner::Artifact(Artifact::Layout), span: None };
    mark.items_from(Point::default(), Size::new(size, size), owner)
}

/// The icon of a kind: a circled i, a light bulb, a circled !, a triangle with !, an octagon with !.
fn icon(kind: AdmonitionKind, size: Abs, colour: Colour) -> Vec<Item> {
    let mut drawing = Drawing { size, colour, items: Vec::new() };
    match kind {
        AdmonitionKind::Note => {
            drawing.circle(50, 50, 43, Some(9));
            drawing.circle(50, 29, 6, None);
            drawing.bar(45, 42, 10, 32);
        }
        AdmonitionKind::Tip => {
            drawing.circle(50, 38, 31, Some(9));
            drawing.bar(36, 72, 28, 8);
            drawing.bar(40, 86, 20, 8);
            drawing.bar(46, 44, 8, 24);
        }
        AdmonitionKind::Important => {
            drawing.polygon(&[(50, 3), (97, 50), (50, 97), (3, 50)], Some(9));
            drawing.bar(45, 26, 10, 30);
            drawing.circle(50, 68, 6, None);
        }
        AdmonitionKind::Warning => {
            drawing.polygon(&[(50, 8), (96, 90), (4, 90)], Some(9));
            drawing.bar(45, 36, 10, 27);
            drawing.circle(50, 74, 6, None);
        }
        AdmonitionKind::Caution => {
            drawing.polygon(&[(30, 4), (70, 4), (96, 30), (96, 70), (70, 96), (30, 96), (4, 70), (4, 30)], Some(9));
            drawing.bar(45, 22, 10, 34);
            drawing.circle(50, 71, 6, None);
        }
    }
    drawing.items
}
