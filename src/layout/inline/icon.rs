//! Icons in lines of text, drawn in the colour of the text.

use crate::frame::{Item, ItemKind, Owner, PathCommand, Shape, Stroke};
use crate::geom::{Abs, Colour, Point, Size};
use crate::model::{ICON_STROKE, IconDrawing, IconPath, IconPoint, IconStep};
use crate::source::Span;

/// An icon in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IconMark {
    /// What is drawn.
    pub drawing: IconDrawing,
    /// In which colour.
    pub colour: Colour,
}

/// To whom an icon's items belong, and its place in the manuscript.
#[derive(Debug, Clone, Copy)]
pub struct IconOwner {
    /// To whom.
    pub owner: Owner,
    /// The place.
    pub span: Option<Span>,
}

impl IconMark {
    /// What it takes up beside text of an em.
    pub fn size(em: Abs) -> Size {
        let side = em.scale(90, 100);
        Size::new(side, side)
    }

    /// The items, from the left end of the baseline: the middle of an icon is that of the capitals around it.
    pub fn items(&self, at: Point, size: Size, owner: IconOwner) -> Vec<Item> {
        self.items_from(Point::new(at.x, at.y - size.height.scale(88, 100)), size, owner)
    }

    /// The items, from the upper left corner.
    pub fn items_from(&self, corner: Point, size: Size, owner: IconOwner) -> Vec<Item> {
        let shape = |path| ItemKind::Shape(self.shape(&path, size));
        let IconOwner { owner, span } = owner;
        let paths = self.drawing.paths().into_iter();
        paths.map(|path| Item { at: corner, owner, span, is_generated: true, kind: shape(path) }).collect()
    }

    fn shape(&self, path: &IconPath, size: Size) -> Shape {
        let point = |(x, y): IconPoint| Point::new(scaled(size.width, x), scaled(size.height, y));
        let steps = path.steps.iter().map(|step| match *step {
            IconStep::Move(to) => PathCommand::Move(point(to)),
            IconStep::Line(to) => PathCommand::Line(point(to)),
            IconStep::Curve(a, b, to) => PathCommand::Curve(point(a), point(b), point(to)),
            IconStep::Close => PathCommand::Close,
        });
        let stroke = Stroke { colour: self.colour, width: scaled(size.width, ICON_STROKE), dots: None };
        Shape {
            path: steps.collect(),
            fill: path.is_filled.then_some(self.colour),
            stroke: (!path.is_filled).then_some(stroke),
            size,
        }
    }
}

fn scaled(length: Abs, hundredths: i32) -> Abs {
    length.scale(i64::from(hundredths), 100)
}
