//! What lies behind and around the text of each page: background, watermark, crop marks.

use crate::frame::{Artifact, Item, ItemKind, Owner, Page, PictureItem, Shape};
use crate::geom::{Abs, Colour, Point, Size};
use crate::layout::Context;
use crate::layout::running::LineSetter;
use crate::model::{NodeId, Orientation};
use crate::theme::{Look, Media};

/// The picture of the front cover, which is no node of the book.
pub const FRONT_COVER: NodeId = NodeId::new(u32::MAX);
/// The picture of the back cover.
pub const BACK_COVER: NodeId = NodeId::new(u32::MAX - 1);
/// The picture behind every page.
pub const BACKGROUND: NodeId = NodeId::new(u32::MAX - 2);

/// The attributes by which an author names these pictures.
pub const PICTURES: [(&str, NodeId); 3] =
    [("front-cover-image", FRONT_COVER), ("back-cover-image", BACK_COVER), ("page-background-image", BACKGROUND)];

/// The pixels of one of these pictures, where the author names it and it can be shown.
pub(super) fn picture_pixels(context: &Context<'_>, node: NodeId) -> Option<(u32, u32)> {
    let (name, _) = PICTURES.iter().find(|(_, known)| *known == node)?;
    context.book.info.attributes.get(name).filter(|target| !target.trim().is_empty())?;
    (context.pixels)(node)
}

/// From the trimmed page's edge to where a crop mark begins, beyond the bleed.
const MARK_GAP: f64 = 1.0;
/// How long a crop mark is, in millimetres.
const MARK_LENGTH: f64 = 5.0;
/// How thick it is, in points.
const MARK_WEIGHT: f64 = 0.25;

/// How much larger than the page the paper is on each side: bleed and crop marks.
pub fn slug(bleed: Abs) -> Abs {
    bleed + Abs::mm(MARK_GAP + MARK_LENGTH + 1.0)
}

/// Puts on each page what lies behind its text, and crop marks around it for the printer.
pub(super) fn furnish(pages: &mut [Page], context: &Context<'_>, setter: &mut LineSetter<'_>) {
    let look = &context.theme.page;
    let bleed = if look.media == Media::Prepress { look.bleed } else { Abs::ZERO };
    let has_picture = picture_pixels(context, BACKGROUND).is_some();
    for page in pages {
        let mut behind = Vec::new();
        let (at, size) = (Point::new(-bleed, -bleed), outset(page.size, bleed));
        // A cover is its own background.
        let is_covered = page.items.iter().any(is_cover);
        if let Some(colour) = look.background.filter(|_| !is_covered) {
            behind.push(item(at, Artifact::Background, ItemKind::Shape(Shape::filled(size, colour))));
        }
        if has_picture && !is_covered {
            // On a page that lies the other way the picture lies with it: made for the others, it keeps its shape.
            let is_turned = Orientation::of(page.size) != Orientation::of(look.size);
            let kind = ItemKind::Picture(PictureItem { picture: BACKGROUND, size, is_turned });
            behind.push(item(at, Artifact::Background, kind));
        }
        if !is_covered {
            behind.extend(watermark(page.size, context, setter));
        }
        page.items.splice(0..0, behind);
        if look.media == Media::Prepress {
            page.items.extend(crop_marks(page.size, bleed));
        }
    }
}

fn is_cover(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Picture(picture) if [FRONT_COVER, BACK_COVER].contains(&picture.picture))
}

fn outset(size: Size, by: Abs) -> Size {
    Size::new(size.width + by * 2, size.height + by * 2)
}

fn item(at: Point, artifact: Artifact, kind: ItemKind) -> Item {
    Item { at, owner: Owner::Artifact(artifact), span: None, is_generated: true, kind }
}

/// The watermark in the middle of a page, as large as it was asked for or fits.
fn watermark(page: Size, context: &Context<'_>, setter: &mut LineSetter<'_>) -> Vec<Item> {
    let Some(mark) = &context.theme.watermark else { return Vec::new() };
    let look = Look { size: mark.size, leading: mark.size, colour: mark.colour, ..context.theme.elements.title };
    let owner = Owner::Artifact(Artifact::Watermark);
    let width = setter.width(&mark.text, &look, owner);
    let room = page.width.scale(9, 10);
    let size = if width > room { look.size.scale(room.to_raw(), width.to_raw()) } else { look.size };
    let (mut items, width) = setter.line(&mark.text, &Look { size, leading: size, ..look }, owner, page.width);
    crate::layout::block::shift(&mut items, (page.width - width) / 2, page.height / 2 + size / 3);
    items
}

/// Two marks at each corner, outside the bleed, where the printer cuts.
fn crop_marks(page: Size, bleed: Abs) -> Vec<Item> {
    let (gap, length, weight) = (bleed + Abs::mm(MARK_GAP), Abs::mm(MARK_LENGTH), Abs::pt(MARK_WEIGHT));
    let mut marks = Vec::new();
    let mut mark = |x: Abs, y: Abs, size: Size| {
        let shape = ItemKind::Shape(Shape::filled(size, Colour::BLACK));
        marks.push(item(Point::new(x, y), Artifact::PageMark, shape));
    };
    for y in [Abs::ZERO, page.height] {
        for x in [-gap - length, page.width + gap] {
            mark(x, y - weight / 2, Size::new(length, weight));
        }
    }
    for x in [Abs::ZERO, page.width] {
        for y in [-gap - length, page.height + gap] {
            mark(x - weight / 2, y, Size::new(weight, length));
        }
    }
    marks
}
