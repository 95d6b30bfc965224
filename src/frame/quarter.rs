//! Finished frames turned by a quarter: they are read from the bottom to the top.

use crate::frame::{Item, ItemKind, PathCommand};
use crate::geom::{Abs, Point, Rect, Size};

/// A turn by a quarter: what was left is at the foot, what was the top is at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// How wide the whole was before it was turned.
    pub width: Abs,
}

impl Quarter {
    /// A place.
    pub fn point(self, point: Point) -> Point {
        Point::new(point.y, self.width - point.x)
    }

    /// A box.
    pub fn area(self, area: Rect) -> Rect {
        let at = Point::new(area.origin.y, self.width - area.right());
        Rect::new(at, Size::new(area.size.height, area.size.width))
    }

    /// An item with all that it is made of; no text of it may be turned already.
    pub fn item(self, item: &mut Item) {
        item.at = self.point(item.at);
        match &mut item.kind {
            ItemKind::Text(text) => text.is_turned = true,
            ItemKind::BrokenWord(word) => word.parts.iter_mut().for_each(|part| self.item(part)),
            ItemKind::Picture(picture) => {
                item.at.y -= picture.size.width;
                picture.size = Size::new(picture.size.height, picture.size.width);
                // Turned twice it would stand on its head: what lay before stands upright now.
                picture.is_turned = !picture.is_turned;
            }
            ItemKind::Shape(shape) => {
                let within = Self { width: shape.size.width };
                item.at.y -= within.width;
                shape.size = Size::new(shape.size.height, within.width);
                for command in &mut shape.path {
                    *command = within.step(*command);
                }
            }
        }
    }

    fn step(self, command: PathCommand) -> PathCommand {
        match command {
            PathCommand::Move(to) => PathCommand::Move(self.point(to)),
            PathCommand::Line(to) => PathCommand::Line(self.point(to)),
            PathCommand::Curve(first, second, to) => {
                PathCommand::Curve(self.point(first), self.point(second), self.point(to))
            }
            PathCommand::Close => PathCommand::Close,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Artifact, Owner, Shape};
    use crate::geom::Colour;

    #[test]
    fn a_box_at_the_upper_left_comes_to_the_lower_left() {
        let pt = Abs::pt;
        let kind = ItemKind::Shape(Shape::filled(Size::new(pt(30.0), pt(10.0)), Colour::BLACK));
        let at = Point::new(pt(5.0), pt(2.0));
        let mut item = Item { at, owner: Owner::Artifact(Artifact::Layout), span: None, is_generated: true, kind };
        let quarter = Quarter { width: pt(100.0) };
        quarter.item(&mut item);
        assert_eq!(item.at, Point::new(pt(2.0), pt(65.0)));
        let ItemKind::Shape(shape) = item.kind else { panic!("no shape") };
        assert_eq!(shape.size, Size::new(pt(10.0), pt(30.0)));
        let area = quarter.area(Rect::new(at, Size::new(pt(30.0), pt(10.0))));
        assert_eq!(area, Rect::new(item.at, shape.size));
    }
}
