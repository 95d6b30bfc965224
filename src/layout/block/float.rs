//! Where a photo goes: in its place, beside the text, over the page's whole width, or to the page's head or foot.

use crate::geom::{Abs, Size};
use crate::layout::block::Setter;
use crate::layout::flow::{Insert, InsertKind, PhotoCell, PhotoRow, Piece};
use crate::model::{Block, Picture};
use crate::theme::PhotoPlace;

/// The share of a page's height that a floating figure may take, in per cent.
const HIGHEST: i64 = 70;

impl Setter<'_> {
    /// A picture with its caption, where the author or the layout wants it.
    pub(super) fn image(&mut self, block: &Block, picture: &Picture) {
        let is_whole = self.region.width == self.page.measure();
        let role = |name: &str| block.roles.iter().chain(&picture.roles).any(|role| role == name);
        match picture.float.as_deref() {
            Some("left") => self.side_figure(block, picture, true),
            Some("right") => self.side_figure(block, picture, false),
            Some("top") if is_whole => self.floating_figure(block, picture, InsertKind::Top),
            Some("bottom") if is_whole => self.floating_figure(block, picture, InsertKind::Bottom),
            _ if role("full-bleed") && is_whole => self.bleeding_figure(block, picture),
            None if is_whole && block.title.is_some() => match self.context.theme.photo.place {
                PhotoPlace::Here => self.figure(block, &[picture]),
                PhotoPlace::Top => self.floating_figure(block, picture, InsertKind::Top),
                PhotoPlace::Bottom => self.floating_figure(block, picture, InsertKind::Bottom),
            },
            _ => self.figure(block, &[picture]),
        }
    }

    /// A figure that leaves its place for the head or foot of this page or a later one.
    fn floating_figure(&mut self, block: &Block, picture: &Picture, kind: InsertKind) {
        let region = self.region;
        let limit = self.page.body().height.scale(HIGHEST, 100);
        let (pieces, marks) = self.apart(region, |setter| setter.figure(block, &[picture]));
        let height: Abs = pieces.iter().map(Piece::natural_height).sum();
        if height > limit {
            // Too large to be moved about: it stays where it is.
            self.gap(self.text.after);
            marks.into_iter().for_each(|mark| self.mark(mark));
            self.flow.pieces.extend(pieces);
            return;
        }
        self.flow.inserts.push(Insert { kind, pieces, marks });
        self.flow.pieces.push(Piece::Anchor(self.flow.inserts.len() - 1));
    }

    /// A photo over the whole width of the page, its caption in the measure.
    fn bleeding_figure(&mut self, block: &Block, picture: &Picture) {
        let outer = std::mem::replace(&mut self.bleeds, true);
        self.figure(block, &[picture]);
        self.bleeds = outer;
    }

    /// The size that a photo wishes for here.
    pub(super) fn photo_wish(&self, picture: &Picture) -> Option<Size> {
        let measure = self.region.width;
        let (width, height) = (self.context.pixels)(picture.id)?;
        let room = match self.cell_size {
            _ if self.bleeds => Size::new(self.page.size.width, self.context.tallest_photo(&self.page)),
            // Beyond twice the size that a browser shows it in, a picture is nothing but its pixels.
            Some(cell) => Size::new(cell.width.min(measure).min(Abs::pt(f64::from(width) * 1.5)), cell.height),
            None => return self.context.photo_wish(picture, measure, &self.page),
        };
        let high = room.width.scale(i64::from(height), i64::from(width).max(1)).max(Abs::pt(0.5));
        match high <= room.height {
            true => Some(Size::new(room.width, high)),
            // A photo that is too high for the page can't go over its whole width.
            false if self.bleeds => self.context.photo_wish(picture, measure, &self.page),
            false => Some(Size::new(room.width.scale(room.height.to_raw(), high.to_raw()), room.height)),
        }
    }
}

impl PhotoRow {
    /// A row of photos without captions of their own.
    pub(super) fn bare(x: Abs, cells: Vec<PhotoCell>, gap: Abs) -> Self {
        Self {
            x,
            cells,
            gap,
            captions: Vec::new(),
            caption_place: crate::layout::flow::CaptionPlace::Below,
            bleeds: false,
        }
    }
}
