//! Sounds and films: a poster or a plate with the sign for playing, and below it what leads to them.

use crate::frame::{ElementId, Item, ItemKind, LinkArea, LinkTarget, Owner, PathCommand, Role, Shape};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::layout::block::Setter;
use crate::layout::block::heading::without_trailing_break;
use crate::layout::flow::{Piece, Solid};
use crate::model::{Block, Inline, InlineKind, Label, Media, MediaKind, TextPosition, label, plain_text};

/// A plate is as wide as this at most, in millimetres.
const WIDEST_PLATE: f64 = 90.0;

/// The height of a plate for a sound.
const SOUND_PLATE: f64 = 11.0;

/// What stands between the label before a name and the name.
fn colon(language: crate::model::Language) -> &'static str {
    if language.primary() == "fr" { "\u{A0}: " } else { ": " }
}

impl Setter<'_> {
    pub(super) fn media(&mut self, block: &Block, media: &Media) {
        self.gap(self.text.after.max(Abs::pt(4.0)));
        let title = block.title.as_deref().map(without_trailing_break);
        let kind = match media.kind {
            MediaKind::Audio => label(self.language, Label::Audio),
            MediaKind::Video => label(self.language, Label::Video),
        };
        let prefix = format!("{kind}{}", colon(self.language));
        let words = format!("{prefix}{}", plain_text(&media.link));
        let words = title.map(|title| format!("{words} – {}", plain_text(title))).unwrap_or(words);
        let figure = self.element(Role::Figure(words.replace('\n', " ")), Some(block.id), Some(block.span));
        let poster = media.poster.as_ref().and_then(|poster| Some((poster, self.photo_wish(poster)?)));
        match poster {
            Some((poster, wish)) => self.photo_row(&[poster], &[wish], figure),
            None => self.plate(block, media, figure),
        }
        self.satisfied();
        self.media_caption(block, media, (&prefix, title), figure);
        self.space_below(self.context.theme.elements.caption.after);
    }

    /// What it is, where it leads, and the author's title; never parted from the picture above.
    fn media_caption(&mut self, block: &Block, media: &Media, words: (&str, Option<&[Inline]>), figure: ElementId) {
        let look = self.context.theme.elements.caption;
        let owner = self.inside(figure, |setter| setter.element(Role::Caption, None, Some(block.span)));
        let (language, (prefix, title)) = (self.language, words);
        self.strut(look.before);
        self.framed(&look, |setter| {
            let paragraph = setter.build(None, |builder| {
                builder.generated(prefix, &look, language, Owner::Element(owner));
                builder.inlines(&media.link, &look, language, Owner::Element(owner));
                if let Some(title) = title {
                    builder.generated(" – ", &look, language, Owner::Element(owner));
                    builder.inlines(title, &look, language, Owner::Element(owner));
                }
            });
            let lines = setter.lines_of(&paragraph, &look, setter.region.width);
            let first_link = setter.flow.links.len();
            setter.flow.links.extend(paragraph.links);
            lines.into_iter().for_each(|line| setter.push_line(line, first_link, None, true));
        });
    }

    /// A drawn plate in the place of a poster; a click on it leads where the words below lead.
    fn plate(&mut self, block: &Block, media: &Media, figure: ElementId) {
        let size = self.plate_size(media);
        let address = media.link.iter().find_map(|inline| match &inline.kind {
            InlineKind::Link(link) => Some(link.target.clone()),
            _ => None,
        });
        let element = match &address {
            Some(_) => self.inside(figure, |setter| setter.element(Role::Link, None, Some(block.span))),
            None => figure,
        };
        let at = Point::new(self.region.x, Abs::ZERO);
        let colours = &self.context.theme.colours;
        let inks = PlateInks { ground: colours.tint, sign: colours.accent };
        let shapes = plate_shapes(media.kind, size, inks);
        let items = shapes.into_iter().map(|(shift, shape)| Item {
            at: Point::new(at.x + shift.x, at.y + shift.y),
            owner: Owner::Element(element),
            span: Some(block.span),
            is_generated: true,
            kind: ItemKind::Shape(shape),
        });
        let links = address.into_iter().map(|target| LinkArea {
            area: Rect { origin: at, size },
            description: target.clone(),
            target: LinkTarget::Address(target),
            element,
            span: Some(block.span),
        });
        let start = Some(TextPosition { node: block.id, offset: 0 });
        let solid =
            Solid { height: size.height, items: items.collect(), links: links.collect(), start, ..Solid::default() };
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }

    /// The author's size for a film, else one in the shape of most screens; a strip for a sound.
    fn plate_size(&self, media: &Media) -> Size {
        let widest = self.region.width.min(Abs::mm(WIDEST_PLATE));
        let pixels = |count: u32| Abs::pt(f64::from(count) * 0.75);
        let (width, height) = media.size;
        match media.kind {
            MediaKind::Audio => Size::new(widest, Abs::mm(SOUND_PLATE)),
            MediaKind::Video => {
                let asked = width.map(pixels).filter(|width| *width > Abs::ZERO);
                let width_set = asked.map_or(widest, |width| width.clamp(Abs::mm(20.0), self.region.width));
                let (across, down) = match (width, height) {
                    (Some(width), Some(height)) if width > 0 && height > 0 => (i64::from(width), i64::from(height)),
                    _ => (16, 9),
                };
                let high =
                    width_set.scale(down, across).clamp(Abs::mm(SOUND_PLATE), self.context.tallest_photo(&self.page));
                Size::new(width_set, high)
            }
        }
    }
}

/// The colours of a plate.
#[derive(Clone, Copy)]
struct PlateInks {
    ground: Colour,
    sign: Colour,
}

/// The ground, the sign for playing, and for a sound the line that it plays along; each at its distance from the
/// plate's upper left corner.
fn plate_shapes(kind: MediaKind, size: Size, inks: PlateInks) -> Vec<(Point, Shape)> {
    let mut shapes = vec![(Point::default(), Shape::filled(size, inks.ground))];
    let radius = match kind {
        MediaKind::Audio => size.height.scale(32, 100),
        MediaKind::Video => size.height.scale(18, 100).min(Abs::mm(8.0)),
    };
    let centre = match kind {
        MediaKind::Audio => Point::new(size.height / 2, size.height / 2),
        MediaKind::Video => Point::new(size.width / 2, size.height / 2),
    };
    if kind == MediaKind::Audio {
        let from = centre.x + radius * 2;
        let line = Size::new((size.width - from - radius).max(Abs::ZERO), Abs::pt(1.0));
        shapes.push((Point::new(from, centre.y - line.height / 2), Shape::filled(line, inks.sign)));
    }
    let corner = Point::new(centre.x - radius, centre.y - radius);
    shapes.push((corner, disc(radius, inks.sign)));
    shapes.push((corner, triangle(radius, inks.ground)));
    shapes
}

/// A disc of four Bézier curves (control points at 0.5523 of the radius), its box at the item's place.
fn disc(radius: Abs, colour: Colour) -> Shape {
    let far = radius.scale(5523, 10_000);
    let point = |x: Abs, y: Abs| Point::new(radius + x, radius + y);
    let zero = Abs::ZERO;
    let path = vec![
        PathCommand::Move(point(radius, zero)),
        PathCommand::Curve(point(radius, far), point(far, radius), point(zero, radius)),
        PathCommand::Curve(point(-far, radius), point(-radius, far), point(-radius, zero)),
        PathCommand::Curve(point(-radius, -far), point(-far, -radius), point(zero, -radius)),
        PathCommand::Curve(point(far, -radius), point(radius, -far), point(radius, zero)),
        PathCommand::Close,
    ];
    Shape { path, fill: Some(colour), stroke: None, size: Size::new(radius * 2, radius * 2) }
}

/// The triangle on the disc; it stands a little to the right, where its weight is in the middle.
fn triangle(radius: Abs, colour: Colour) -> Shape {
    let point = |x: i64, y: i64| Point::new(radius + radius.scale(x, 100), radius + radius.scale(y, 100));
    let path = vec![
        PathCommand::Move(point(-28, -46)),
        PathCommand::Line(point(52, 0)),
        PathCommand::Line(point(-28, 46)),
        PathCommand::Close,
    ];
    Shape { path, fill: Some(colour), stroke: None, size: Size::new(radius * 2, radius * 2) }
}
