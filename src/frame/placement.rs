//! Finished frames made larger or smaller and put elsewhere.

use crate::frame::{Item, ItemKind, LinkArea, PathCommand, PlacedGlyph, Shape, Stroke, TextItem};
use crate::geom::{Abs, Point, Rect, Size};

/// A scale and a shift: each length becomes `numerator / denominator` of itself, then each place moves by `shift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// What a length becomes of …
    pub numerator: Abs,
    /// … this length; not zero.
    pub denominator: Abs,
    /// Where the upper left corner of the page comes to stand.
    pub shift: Point,
}

impl Placement {
    /// Lengths become `numerator / denominator` of themselves, and the upper left corner stays.
    pub fn scaled(numerator: Abs, denominator: Abs) -> Self {
        Self { numerator, denominator, shift: Point::default() }
    }

    /// A length.
    pub fn length(&self, length: Abs) -> Abs {
        length.scale(self.numerator.to_raw(), self.denominator.to_raw())
    }

    /// A distance from a place that moves itself.
    fn distance(&self, point: Point) -> Point {
        Point::new(self.length(point.x), self.length(point.y))
    }

    /// A place on the page.
    pub fn point(&self, point: Point) -> Point {
        self.distance(point) + self.shift
    }

    /// Width and height.
    pub fn size(&self, size: Size) -> Size {
        Size::new(self.length(size.width), self.length(size.height))
    }

    /// A box on the page.
    pub fn rect(&self, rect: Rect) -> Rect {
        Rect::new(self.point(rect.origin), self.size(rect.size))
    }

    /// An item of the page with all that it is made of.
    pub fn item(&self, item: &mut Item) {
        item.at = self.point(item.at);
        match &mut item.kind {
            ItemKind::Text(text) => self.text(text),
            ItemKind::BrokenWord(word) => word.parts.iter_mut().for_each(|part| self.item(part)),
            ItemKind::Picture(picture) => picture.size = self.size(picture.size),
            ItemKind::Shape(shape) => self.shape(shape),
        }
    }

    /// A place to click on.
    pub fn link(&self, link: &mut LinkArea) {
        link.area = self.rect(link.area);
    }

    fn text(&self, text: &mut TextItem) {
        text.size = self.length(text.size);
        text.width = self.length(text.width);
        // Each glyph starts where its own start is scaled to: rounding does not add up along the line.
        let (mut from, mut to) = (Abs::ZERO, Abs::ZERO);
        for glyph in &mut text.glyphs {
            from += glyph.advance();
            let end = self.length(from);
            let offset = Point::new(self.length(glyph.x_offset()), self.length(glyph.y_offset()));
            *glyph = PlacedGlyph::new(glyph.id(), end - to, offset, glyph.start..glyph.end());
            to = end;
        }
    }

    fn shape(&self, shape: &mut Shape) {
        shape.size = self.size(shape.size);
        shape.stroke = shape.stroke.map(|stroke| Stroke {
            width: self.length(stroke.width),
            dots: stroke.dots.map(|step| self.length(step)),
            ..stroke
        });
        for command in &mut shape.path {
            *command = match *command {
                PathCommand::Move(to) => PathCommand::Move(self.distance(to)),
                PathCommand::Line(to) => PathCommand::Line(self.distance(to)),
                PathCommand::Curve(first, second, to) => {
                    PathCommand::Curve(self.distance(first), self.distance(second), self.distance(to))
                }
                PathCommand::Close => PathCommand::Close,
            };
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::font::FontBook;
    use crate::frame::{Artifact, BrokenWord, Owner, PictureItem};
    use crate::geom::Colour;
    use crate::model::{Language, NodeId};

    fn half(x: f64, y: f64) -> Placement {
        let shift = Point::new(Abs::pt(x), Abs::pt(y));
        Placement { numerator: Abs::pt(1.0), denominator: Abs::pt(2.0), shift }
    }

    fn item(x: f64, y: f64, kind: ItemKind) -> Item {
        let owner = Owner::Artifact(Artifact::Layout);
        Item { at: Point::new(Abs::pt(x), Abs::pt(y)), owner, span: None, is_generated: false, kind }
    }

    fn text(advances: &[i64]) -> TextItem {
        // Offsets are counted in 64ths of a point.
        let offset = Point::new(Abs::pt(4.0) / 64, Abs::pt(-6.0) / 64);
        let glyph = |advance: &i64| PlacedGlyph::new(1, Abs::raw(*advance), offset, 0..1);
        TextItem {
            is_turned: false,
            face: FontBook::compiled_in().ids().next().unwrap(),
            size: Abs::pt(10.0),
            colour: Colour::BLACK,
            language: Language::UNKNOWN,
            text: "x".to_owned(),
            glyphs: advances.iter().map(glyph).collect(),
            width: Abs::raw(advances.iter().sum()),
        }
    }

    #[test]
    fn glyphs_end_where_the_words_end_however_they_round() {
        let mut item = item(100.0, 20.0, ItemKind::Text(text(&[3, 3, 3, 3, 3])));
        half(7.0, 5.0).item(&mut item);
        assert_eq!(item.at, Point::new(Abs::pt(57.0), Abs::pt(15.0)));
        let ItemKind::Text(text) = item.kind else { panic!("not text") };
        assert_eq!((text.size, text.width), (Abs::pt(5.0), Abs::raw(7)));
        let advances: Vec<i64> = text.glyphs.iter().map(|glyph| glyph.advance().to_raw()).collect();
        assert_eq!(advances, [1, 2, 1, 2, 1]);
        let offset = (Abs::pt(2.0) / 64, Abs::pt(-3.0) / 64);
        assert!(text.glyphs.iter().all(|glyph| (glyph.x_offset(), glyph.y_offset()) == offset));
    }

    #[test]
    fn parts_of_words_pictures_and_shapes_follow() {
        let size = Size::new(Abs::pt(40.0), Abs::pt(20.0));
        let stroke = Stroke { colour: Colour::BLACK, width: Abs::pt(1.0), dots: Some(Abs::pt(4.0)) };
        let parts = vec![
            item(10.0, 10.0, ItemKind::Picture(PictureItem { picture: NodeId::new(1), size, is_turned: false })),
            item(20.0, 20.0, ItemKind::Shape(Shape::outlined(size, stroke))),
        ];
        let word = BrokenWord { word: "x".to_owned(), language: Language::UNKNOWN, parts };
        let mut item = item(0.0, 0.0, ItemKind::BrokenWord(word));
        half(1.0, 2.0).item(&mut item);
        let ItemKind::BrokenWord(word) = item.kind else { panic!("no word") };
        let halved = Size::new(Abs::pt(20.0), Abs::pt(10.0));
        assert_eq!(word.parts[0].at, Point::new(Abs::pt(6.0), Abs::pt(7.0)));
        let ItemKind::Picture(picture) = &word.parts[0].kind else { panic!("no picture") };
        assert_eq!(picture.size, halved);
        let ItemKind::Shape(shape) = &word.parts[1].kind else { panic!("no shape") };
        let thinner = Stroke { width: Abs::pt(0.5), dots: Some(Abs::pt(2.0)), ..stroke };
        assert_eq!(*shape, Shape::outlined(halved, thinner));
    }
}
