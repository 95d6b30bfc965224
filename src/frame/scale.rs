//! Items in another size, every length in proportion.

use crate::frame::{Item, ItemKind, PathCommand, PlacedGlyph, Shape, Stroke};
use crate::geom::{Abs, Point, Size};

/// A proportion: `to` units for each `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// The length that something becomes.
    pub to: Abs,
    /// The length that it was.
    pub from: Abs,
}

impl Proportion {
    /// A length in this proportion; zero where there was nothing.
    pub fn of(self, length: Abs) -> Abs {
        length.scale(self.to.to_raw(), self.from.to_raw())
    }

    fn point(self, point: Point) -> Point {
        Point::new(self.of(point.x), self.of(point.y))
    }

    fn size(self, size: Size) -> Size {
        Size::new(self.of(size.width), self.of(size.height))
    }

    /// An item in this proportion, its place too.
    #[must_use]
    pub fn item(self, mut item: Item) -> Item {
        item.at = self.point(item.at);
        match &mut item.kind {
            ItemKind::Text(text) => {
                (text.size, text.width) = (self.of(text.size), self.of(text.width));
                text.glyphs.iter_mut().for_each(|glyph| *glyph = self.glyph(*glyph));
            }
            ItemKind::BrokenWord(word) => {
                word.parts = std::mem::take(&mut word.parts).into_iter().map(|part| self.item(part)).collect();
            }
            ItemKind::Picture(picture) => picture.size = self.size(picture.size),
            ItemKind::Shape(shape) => *shape = self.shape(shape),
        }
        item
    }

    fn glyph(self, glyph: PlacedGlyph) -> PlacedGlyph {
        let (x_offset, y_offset) = (self.of(glyph.x_offset), self.of(glyph.y_offset));
        PlacedGlyph { advance: self.of(glyph.advance), x_offset, y_offset, ..glyph }
    }

    fn shape(self, shape: &Shape) -> Shape {
        let step = |command: &PathCommand| match *command {
            PathCommand::Move(to) => PathCommand::Move(self.point(to)),
            PathCommand::Line(to) => PathCommand::Line(self.point(to)),
            PathCommand::Curve(a, b, to) => PathCommand::Curve(self.point(a), self.point(b), self.point(to)),
            PathCommand::Close => PathCommand::Close,
        };
        let stroke = shape.stroke.map(|stroke| Stroke {
            width: self.of(stroke.width),
            dots: stroke.dots.map(|step| self.of(step)),
            ..stroke
        });
        Shape { path: shape.path.iter().map(step).collect(), stroke, size: self.size(shape.size), ..shape.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Artifact, Owner};
    use crate::geom::Colour;

    #[test]
    fn a_shape_keeps_its_form() {
        let size = Size::new(Abs::pt(10.0), Abs::pt(20.0));
        let item = Item {
            at: Point::new(Abs::pt(4.0), Abs::pt(6.0)),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(Shape::filled(size, Colour::BLACK)),
        };
        let half = Proportion { to: Abs::pt(1.0), from: Abs::pt(2.0) }.item(item);
        let half_size = Size::new(Abs::pt(5.0), Abs::pt(10.0));
        assert_eq!(half.at, Point::new(Abs::pt(2.0), Abs::pt(3.0)));
        assert_eq!(half.kind, ItemKind::Shape(Shape::filled(half_size, Colour::BLACK)));
    }
}
