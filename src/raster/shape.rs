//! Shapes: fills, lines and rows of dots.

use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform};

use super::Scale;
use crate::frame::{PathCommand, Shape, Stroke};
use crate::geom::{Colour, Point};

/// The length of a dash that shows only as its round ends, in pixels.
const DOT: f32 = 0.01;

/// Paints a shape whose outline is relative to `at`.
pub(super) fn paint(shape: &Shape, at: Point, scale: Scale, paper: &mut Pixmap) {
    let Some(path) = outline(&shape.path, at, scale) else { return };
    if let Some(colour) = shape.fill {
        paper.fill_path(&path, &ink(colour), FillRule::Winding, Transform::identity(), None);
    }
    if let Some(stroke) = shape.stroke {
        paper.stroke_path(&path, &ink(stroke.colour), &pen(stroke, scale), Transform::identity(), None);
    }
}

/// The outline in pixels; `None` where it has no extent.
fn outline(commands: &[PathCommand], at: Point, scale: Scale) -> Option<Path> {
    let place = |point: Point| {
        let point = at + point;
        (scale.length(point.x) as f32, scale.length(point.y) as f32)
    };
    let mut path = PathBuilder::new();
    for command in commands {
        match *command {
            PathCommand::Move(to) => {
                let (x, y) = place(to);
                path.move_to(x, y);
            }
            PathCommand::Line(to) => {
                let (x, y) = place(to);
                path.line_to(x, y);
            }
            PathCommand::Curve(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(to));
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathCommand::Close => path.close(),
        }
    }
    path.finish()
}

fn ink(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(colour.red, colour.green, colour.blue, 255));
    paint
}

fn pen(stroke: Stroke, scale: Scale) -> tiny_skia::Stroke {
    let distance = stroke.dots.map(|distance| scale.length(distance) as f32);
    // Dots nearer than half a pixel run together: that is a line.
    let dash = distance.filter(|distance| *distance > 0.5).and_then(|d| StrokeDash::new(vec![DOT, d - DOT], 0.0));
    tiny_skia::Stroke {
        width: scale.length(stroke.width) as f32,
        line_cap: if dash.is_some() { LineCap::Round } else { LineCap::Butt },
        dash,
        ..Default::default()
    }
}
