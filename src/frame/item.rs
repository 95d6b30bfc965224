//! What stands on a page.

use crate::font::{FaceId, PlacedGlyph};
use crate::frame::ElementId;
use crate::geom::{Abs, Colour, Point, Size};
use crate::model::{Language, NodeId};
use crate::source::Span;

/// To whom an item belongs: the tag tree is made of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// An element of the structure.
    Element(ElementId),
    /// Nothing that is read.
    Artifact(Artifact),
}

/// What is painted and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Artifact {
    /// A running head.
    Header,
    /// A running foot.
    Footer,
    /// A folio.
    Folio,
    /// Rules, tints, leaders, icons.
    Layout,
    /// What lies behind a page's text.
    Background,
    /// A word behind a page's text.
    Watermark,
    /// Crop marks.
    PageMark,
}

/// Something that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// For text the start of its baseline, for anything else the upper left corner.
    pub at: Point,
    /// To whom it belongs.
    pub owner: Owner,
    /// The place in the manuscript.
    pub span: Option<Span>,
    /// Whether the product wrote it and not the author.
    pub is_generated: bool,
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of items.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// Glyphs on a baseline.
    Text(TextItem),
    /// The parts of one word on two or more lines, as items with places of their own.
    BrokenWord(BrokenWord),
    /// A picture.
    Picture(PictureItem),
    /// A shape.
    Shape(Shape),
}

/// Glyphs of one face and size on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextItem {
    /// The face.
    pub face: FaceId,
    /// The size of the em.
    pub size: Abs,
    /// The colour.
    pub colour: Colour,
    /// The language of the words.
    pub language: Language,
    /// The characters.
    pub text: String,
    /// The glyphs from left to right.
    pub glyphs: Vec<PlacedGlyph>,
    /// From the start to behind the last glyph.
    pub width: Abs,
    /// Whether it is turned by a quarter: it is read from the bottom to the top.
    pub is_turned: bool,
}

/// The parts of one word on two or more lines.
#[derive(Debug, Clone, PartialEq)]
pub struct BrokenWord {
    /// The word whole, as a reader should hear and copy it.
    pub word: String,
    /// The language of the word.
    pub language: Language,
    /// Its parts: texts and shapes under them.
    pub parts: Vec<Item>,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureItem {
    /// The picture's node in the book.
    pub picture: NodeId,
    /// The size it is set in, as it stands on the page.
    pub size: Size,
    /// Whether it is turned by a quarter: its top is at the left.
    pub is_turned: bool,
}

/// A shape, filled or stroked.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its outline, relative to the item's place.
    pub path: Vec<PathCommand>,
    /// The colour within.
    pub fill: Option<Colour>,
    /// The line around.
    pub stroke: Option<Stroke>,
    /// What it takes up.
    pub size: Size,
}

impl Shape {
    /// A filled box, upper left corner at the item's place.
    pub fn filled(size: Size, colour: Colour) -> Self {
        Self { path: rectangle(size), fill: Some(colour), stroke: None, size }
    }

    /// The outline of a box.
    pub fn outlined(size: Size, stroke: Stroke) -> Self {
        Self { path: rectangle(size), fill: None, stroke: Some(stroke), size }
    }
}

/// The outline of a box with round corners; a radius of half its height makes its ends half circles.
pub fn rounded(size: Size, radius: Abs) -> Vec<PathCommand> {
    let Size { width, height } = size;
    let radius = radius.min(width / 2).min(height / 2).max(Abs::ZERO);
    // The handles of a quarter of a circle.
    let handle = radius.scale(5523, 10_000);
    let (left, right, top, bottom) = (radius, width - radius, radius, height - radius);
    let point = Point::new;
    let mut path = vec![
        PathCommand::Move(point(left, Abs::ZERO)),
        PathCommand::Line(point(right, Abs::ZERO)),
        PathCommand::Curve(point(right + handle, Abs::ZERO), point(width, top - handle), point(width, top)),
    ];
    let has_sides = bottom > top;
    path.extend(has_sides.then(|| PathCommand::Line(point(width, bottom))));
    path.extend([
        PathCommand::Curve(point(width, bottom + handle), point(right + handle, height), point(right, height)),
        PathCommand::Line(point(left, height)),
        PathCommand::Curve(point(left - handle, height), point(Abs::ZERO, bottom + handle), point(Abs::ZERO, bottom)),
    ]);
    path.extend(has_sides.then(|| PathCommand::Line(point(Abs::ZERO, top))));
    path.extend([
        PathCommand::Curve(point(Abs::ZERO, top - handle), point(left - handle, Abs::ZERO), point(left, Abs::ZERO)),
        PathCommand::Close,
    ]);
    path
}

fn rectangle(size: Size) -> Vec<PathCommand> {
    let point = Point::new;
    vec![
        PathCommand::Move(Point::default()),
        PathCommand::Line(point(size.width, Abs::ZERO)),
        PathCommand::Line(point(size.width, size.height)),
        PathCommand::Line(point(Abs::ZERO, size.height)),
        PathCommand::Close,
    ]
}

/// A line around a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width.
    pub width: Abs,
    /// Round dots at this distance instead of a line.
    pub dots: Option<Abs>,
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathCommand {
    /// Start here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A Bézier curve by two control points to the third.
    Curve(Point, Point, Point),
    /// A straight line back to the start.
    Close,
}
