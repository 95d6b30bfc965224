//! Handouts: each photo with its notes beside it, and ruled lines for those of one's own.
//!
//! With up to three photos a page the notes stand at the right of each photo and flow on below it; with one, four and
//! six they stand below it. Ruled lines fill what notes leave of a photo's cell.

mod bits;

use std::collections::HashMap;

use crate::frame::{Artifact, Item, ItemKind, Owner, Shape};
use crate::geom::{Abs, Point, Size};
use crate::layout::block::{Beside, Region, Setter, Side, goes_beside};
use crate::layout::flow::{Piece, Solid};
use crate::layout::handout::bits::{Bit, bits};
use crate::model::{Block, Book, NodeId, Picture, Section};
use crate::theme::HandoutLook;

/// The numbers that photos have in a handout: their places among the photos of the book, from 1.
pub(super) type PhotoNumbers = HashMap<NodeId, u32>;

/// Numbers the photos of a book that get cells of their own.
pub(super) fn number_photos(book: &Book) -> PhotoNumbers {
    fn number(blocks: &[Block], numbers: &mut PhotoNumbers) {
        for bit in bits(blocks) {
            if let Bit::Photo(picture, _) = bit {
                let next = numbers.len() as u32 + 1;
                numbers.insert(picture.id, next);
            }
        }
    }
    fn chapters(sections: &[Section], numbers: &mut PhotoNumbers) {
        for section in sections {
            number(&section.blocks, numbers);
            chapters(&section.sections, numbers);
        }
    }
    let mut numbers = PhotoNumbers::new();
    number(&book.opening, &mut numbers);
    chapters(&book.sections, &mut numbers);
    numbers
}

/// Whether a chapter has photos that get cells.
pub(super) fn has_photos(section: &Section) -> bool {
    bits(&section.blocks).iter().any(|bit| matches!(bit, Bit::Photo(..))) || section.sections.iter().any(has_photos)
}

/// A photo's cell in the making, where notes stand below photos.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The piece that it begins with.
    top: usize,
    /// The height that it shall have.
    height: Abs,
}

impl Setter<'_> {
    /// Sets blocks as a handout: photos in cells, the words between them as their notes.
    pub(super) fn handout_blocks(&mut self, look: HandoutLook, blocks: &[Block]) {
        for bit in bits(blocks) {
            match bit {
                Bit::Photo(picture, block) => self.photo_cell(look, picture, block),
                Bit::Text(node, from, span, words) => self.text_paragraph(words, Some((node, from)), span),
                Bit::Block(block) => self.noted_block(block),
                Bit::Fragment(block) => self.noted_block(&block),
            }
        }
        self.close_cell(look);
    }

    /// Ruled lines behind a chapter without photos.
    pub(super) fn ruled_end(&mut self, look: HandoutLook) {
        let gap = look.rule_gap;
        if !look.has_rules || look.rules_after == 0 {
            return;
        }
        self.gap(self.text.after);
        let height = gap * i64::from(look.rules_after);
        self.ruled_box(self.region, height, gap);
    }

    fn photo_cell(&mut self, look: HandoutLook, picture: &Picture, block: Option<&Block>) {
        self.close_cell(look);
        let theme = self.context.theme;
        let body = theme.page.body().height;
        let rows = i64::from(look.rows());
        let gap = theme.elements.caption.after;
        let height = (body - gap * (rows - 1)) / rows;
        // Room for a caption of two lines.
        let caption = theme.elements.caption;
        let tallest = height - caption.before - caption.leading * 2;
        self.photo_number = self.photo_numbers.get(&picture.id).copied();
        let is_beside = look.notes_beside();
        let share = if is_beside { look.photo_width } else { 100 };
        let width = self.region.width.scale(share, 100);
        self.cell_size = Some(Size::new(width, tallest.max(caption.leading * 2)));
        let figure = |setter: &mut Self| match block {
            Some(block) => setter.figure(block, &[picture]),
            None => setter.bare_figure(&[picture]),
        };
        if is_beside {
            self.side_photo(Side { width, is_left: true }, figure);
            // Two cells share the page; of three the photos decide how high they are.
            if let Some(beside) = self.beside.as_mut().filter(|_| rows < 3) {
                beside.height = beside.height.max(height - gap);
            }
        } else {
            let top = self.flow.pieces.len();
            figure(self);
            self.handout_cell = Some(Cell { top, height });
        }
        self.cell_size = None;
        self.photo_number = None;
    }

    /// A block beside its photo where it fits there, else below.
    fn noted_block(&mut self, block: &Block) {
        if let Some((beside, left)) = self.left_beside()
            && !goes_beside(block)
        {
            let inset = beside.rest(self.region);
            if self.measured(inset, block) + self.text.after <= left {
                let text = self.text;
                self.gap(text.before);
                let solid = self.boxed(inset, text, |setter| setter.block(block));
                self.flow.pieces.push(Piece::Solid(Box::new(solid)));
                self.space_below(text.after);
                return;
            }
        }
        self.block(block);
    }

    /// The height of a block in a region, without setting it.
    fn measured(&mut self, region: Region, block: &Block) -> Abs {
        let text = self.text;
        self.tried(|setter| setter.boxed(region, text, |setter| setter.block(block)).height)
    }

    /// Ends a photo's cell: ruled lines fill what its notes leave.
    fn close_cell(&mut self, look: HandoutLook) {
        let after = self.context.theme.elements.caption.after;
        if let Some((beside, left)) = self.left_beside() {
            let rest = beside.rest(self.region);
            self.rules_or_space(look, rest, left);
        }
        if let Some(cell) = self.handout_cell.take() {
            let set: Abs = self.flow.pieces.iter().skip(cell.top).map(Piece::natural_height).sum();
            if cell.height > set + look.rule_gap {
                self.rules_or_space(look, self.region, cell.height - set);
            }
            self.space_below(after);
        }
        if self.beside.take().is_some() {
            self.close_cell_space(after);
        }
    }

    /// The next photo may stand on another page, even where this one has no notes.
    fn close_cell_space(&mut self, after: Abs) {
        self.close_container();
        self.space_below(after);
    }

    fn rules_or_space(&mut self, look: HandoutLook, region: Region, height: Abs) {
        match look.has_rules && height >= look.rule_gap {
            true => self.ruled_box(region, height, look.rule_gap),
            false => self.strut(height),
        }
    }

    /// Hairlines to write on, in a box of a height.
    fn ruled_box(&mut self, region: Region, height: Abs, gap: Abs) {
        let weight = Abs::pt(0.5);
        let colour = self.context.theme.colours.hairline;
        let count = height.to_raw() / gap.to_raw().max(1);
        let rule = |index: i64| Item {
            at: Point::new(region.x, gap * index - weight),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(Shape::filled(Size::new(region.width, weight), colour)),
        };
        let solid = Solid { height, items: (1..=count).map(rule).collect(), ..Solid::default() };
        self.flow.pieces.push(Piece::Solid(Box::new(solid)));
    }
}

impl Beside {
    /// The region beside the photo.
    fn rest(&self, region: Region) -> Region {
        Region { x: region.x + self.shift, width: region.width - self.less }
    }
}
