//! Finished pages on sheets of paper: two a side in the order of folding, or several in reading order.
//!
//! In goes a book whose pages are done, out comes the same book with every page moved to its place on a side of a
//! sheet. Pages keep their numbers, folios and tags; nothing is laid out again.

use crate::diag::{Diagnostic, Lint, Sink};
use crate::frame::{
    Artifact, Item, ItemKind, OutlineEntry, Owner, Page, PagePlace, PagedBook, Placement, Quarter, Shape, SheetSide,
    Stroke,
};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::model::Orientation;
use crate::theme::{Grid, ImposeLook, Imposition, fit};

/// More sheets of office paper than this spring open when they are folded as one.
const MOST_FOLDED: usize = 25;

/// The width of the line around a page.
const OUTLINE: f64 = 0.25;

/// Puts the pages of a book on sheets; `ink` is the colour of the lines around them.
pub(super) fn impose(mut book: PagedBook, look: &ImposeLook, ink: Colour, sink: &mut Sink) -> PagedBook {
    let page = book.pages.first().map(|page| page.size).unwrap_or_default();
    stand_up(&mut book, page);
    let imposer = Imposer { look, grid: look.grid(page), pages: &book.pages, ink };
    let sides = match look.kind {
        Imposition::Booklet { signature, creep } => {
            let sides = folded(book.pages.len(), signature);
            let creep = imposer.possible_creep(creep, &sides, sink);
            sides.iter().map(|side| imposer.folded_side(side, creep)).collect::<Vec<_>>()
        }
        Imposition::PagesUp(count) => {
            let count = count.max(1) as usize;
            let firsts = (0..book.pages.len()).step_by(count);
            firsts.map(|first| imposer.filled_side(first, count)).collect()
        }
    };
    let mut placements = vec![None; book.pages.len()];
    for (page, placement) in sides.iter().flat_map(|side| &side.placed) {
        if let Some(slot) = placements.get_mut(*page) {
            *slot = Some(*placement);
        }
    }
    move_pages(&mut book, &placements);
    book.sides = sides.into_iter().map(|side| side.side).collect();
    book
}

/// Turns pages by a quarter that lie the other way than the first, with their tops at the left: on sheets all pages are
/// alike.
fn stand_up(book: &mut PagedBook, upright: Size) {
    let lies = |size: Size| Orientation::of(size) != Orientation::of(upright);
    let widths: Vec<Option<Abs>> = book.pages.iter().map(|page| lies(page.size).then_some(page.size.width)).collect();
    for (page, width) in book.pages.iter_mut().zip(&widths) {
        let Some(quarter) = width.map(|width| Quarter { width }) else { continue };
        page.size = Size::new(page.size.height, page.size.width);
        page.body = quarter.area(page.body);
        page.items.iter_mut().for_each(|item| quarter.item(item));
        page.links.iter_mut().for_each(|link| link.area = quarter.area(link.area));
    }
    let of = |page: usize| widths.get(page).copied().flatten().map(|width| Quarter { width });
    for destination in &mut book.destinations {
        if let Some(quarter) = of(destination.page) {
            destination.at = quarter.point(destination.at);
        }
    }
    move_outline(&mut book.outline, &|page, at| of(page).map_or(at, |quarter| quarter.point(at)));
}

/// Everything that has a place on a page goes where the page goes.
fn move_pages(book: &mut PagedBook, placements: &[Option<Placement>]) {
    let of = |page: usize| placements.get(page).copied().flatten();
    for (index, page) in book.pages.iter_mut().enumerate() {
        let Some(placement) = of(index) else { continue };
        page.size = placement.size(page.size);
        page.body = placement.rect(page.body);
        page.items.iter_mut().for_each(|item| placement.item(item));
        page.links.iter_mut().for_each(|link| placement.link(link));
    }
    for destination in &mut book.destinations {
        if let Some(placement) = of(destination.page) {
            destination.at = placement.point(destination.at);
        }
    }
    move_outline(&mut book.outline, &|page, at| of(page).map_or(at, |placement| placement.point(at)));
}

fn move_outline(entries: &mut [OutlineEntry], to: &dyn Fn(usize, Point) -> Point) {
    for entry in entries {
        entry.at = to(entry.page, entry.at);
        move_outline(&mut entry.children, to);
    }
}

/// A side of a sheet that is folded; pages beyond the book's last are blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FoldedSide {
    left: usize,
    right: usize,
    /// Sheets of its signature that lie around it.
    around: usize,
    /// Sheets of its signature.
    sheets: usize,
}

/// The sides of a booklet in the order of printing: front and back of each sheet, the outermost of a signature first.
///
/// Signatures have as many sheets as asked for at most, and differ by one at most.
fn folded(pages: usize, signature: Option<u32>) -> Vec<FoldedSide> {
    let all = pages.div_ceil(4).max(1);
    let most = signature.map_or(all, |sheets| sheets.max(1) as usize);
    let signatures = all.div_ceil(most);
    let mut sides = Vec::new();
    let mut first = 0;
    for index in 0..signatures {
        let sheets = all / signatures + usize::from(index < all % signatures);
        let last = first + 4 * sheets - 1;
        for around in 0..sheets {
            let from_both_ends = 2 * around;
            let (low, high) = (first + from_both_ends, last - from_both_ends);
            sides.push(FoldedSide { left: high, right: low, around, sheets });
            sides.push(FoldedSide { left: low + 1, right: high - 1, around, sheets });
        }
        first = last + 1;
    }
    sides
}

/// A side and where it takes its pages.
struct ImposedSide {
    side: SheetSide,
    placed: Vec<(usize, Placement)>,
}

/// Places pages on the sides of sheets that are all alike.
struct Imposer<'a> {
    look: &'a ImposeLook,
    grid: Grid,
    pages: &'a [Page],
    ink: Colour,
}

impl Imposer<'_> {
    fn empty(&self) -> ImposedSide {
        let side = SheetSide { size: self.grid.sheet, places: Vec::new(), marks: Vec::new() };
        ImposedSide { side, placed: Vec::new() }
    }

    /// Pages in reading order, row by row.
    fn filled_side(&self, first: usize, count: usize) -> ImposedSide {
        let mut side = self.empty();
        let columns = self.grid.columns.max(1) as usize;
        for slot in 0..count {
            let (column, row) = (slot % columns, slot / columns);
            let cell = self.cell(column as i64, row as i64);
            let spare = |size: Size| {
                Point::new((cell.size.width - size.width) / 2, (cell.size.height - size.height) / 2) + cell.origin
            };
            self.place(&mut side, first + slot, cell, spare);
        }
        side
    }

    /// Two pages that meet at the fold, moved towards it as far as their sheet sticks out of those around it.
    fn folded_side(&self, folded: &FoldedSide, creep: Creep) -> ImposedSide {
        let mut side = self.empty();
        let shift = creep.at(folded);
        let (left, right) = (self.cell(0, 0), self.cell(1, 0));
        let fold = self.grid.sheet.width / 2;
        let top = |size: Size| left.origin.y + (left.size.height - size.height) / 2;
        // What would stand beyond the fold belongs to the other page's half of the sheet.
        let half = |x| Rect::new(Point::new(x, Abs::ZERO), Size::new(fold, self.grid.sheet.height));
        self.place(&mut side, folded.left, half(Abs::ZERO), |size| {
            Point::new(left.right() - size.width + shift, top(size))
        });
        self.place(&mut side, folded.right, half(fold), |size| Point::new(right.origin.x - shift, top(size)));
        side
    }

    fn cell(&self, column: i64, row: i64) -> Rect {
        let (size, look) = (self.grid.cell, self.look);
        let x = look.margin + (size.width + look.gutter) * column;
        let y = look.margin + (size.height + look.gutter) * row;
        Rect::new(Point::new(x, y), size)
    }

    /// Puts a page where `at` says for its size on the sheet; a blank takes up `room`, and nothing of a page is seen
    /// outside of it.
    fn place(&self, side: &mut ImposedSide, index: usize, room: Rect, at: impl Fn(Size) -> Point) {
        let Some(page) = self.pages.get(index) else {
            side.side.places.push(PagePlace { page: None, area: room });
            return;
        };
        let (numerator, denominator) = fit(page.size, self.grid.cell);
        let mut placement = Placement { numerator, denominator, shift: Point::default() };
        let size = placement.size(page.size);
        placement.shift = at(size);
        let area = common(Rect::new(placement.shift, size), room);
        side.side.places.push(PagePlace { page: Some(index), area });
        side.placed.push((index, placement));
        if self.look.has_outlines {
            side.side.marks.push(self.outline(area));
        }
    }

    fn outline(&self, area: Rect) -> Item {
        let stroke = Stroke { colour: self.ink, width: Abs::pt(OUTLINE), dots: None };
        Item {
            at: area.origin,
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(Shape::outlined(area.size, stroke)),
        }
    }

    /// How far pages move: as asked for, and never so far that words come into the fold.
    fn possible_creep(&self, asked: Abs, sides: &[FoldedSide], sink: &mut Sink) -> Creep {
        let sheets = sides.iter().map(|side| side.sheets).max().unwrap_or(1);
        if sheets > MOST_FOLDED {
            let message = format!("{sheets} sheets are too many to be folded as one");
            let hint = "write `signature = 8` under `[impose]` of a layout: booklets of 8 sheets follow each other";
            sink.push(Diagnostic::warning(Lint::ThickBooklet, None, message).hint(hint));
        }
        let limit = self.room_at_fold() / 2;
        if asked * (sheets as i64 - 1) > limit {
            let message =
                format!("sheets {asked} pt thick move the pages of {sheets} further than their margins allow");
            let hint = "write a smaller `creep` or `signature` under `[impose]`, or a wider `inner` margin";
            sink.push(Diagnostic::warning(Lint::ThickBooklet, None, message).hint(hint));
        }
        Creep { asked, limit }
    }

    /// The least space between words and the fold.
    fn room_at_fold(&self) -> Abs {
        let room = |(index, page): (usize, &Page)| {
            let inner = match index % 2 {
                0 => page.body.origin.x,
                _ => page.size.width - page.body.right(),
            };
            let (numerator, denominator) = fit(page.size, self.grid.cell);
            Placement { numerator, denominator, shift: Point::default() }.length(inner) + self.look.gutter / 2
        };
        self.pages.iter().enumerate().map(room).min().unwrap_or_default().max(Abs::ZERO)
    }
}

/// How far the pages of a sheet move to the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Creep {
    /// For each sheet around.
    asked: Abs,
    /// For the innermost sheet at most.
    limit: Abs,
}

impl Creep {
    fn at(self, side: &FoldedSide) -> Abs {
        let around = side.around as i64;
        let most = self.limit.scale(around, (side.sheets as i64 - 1).max(1));
        (self.asked * around).min(most)
    }
}

/// What two boxes have in common; empty where that is nothing.
fn common(one: Rect, other: Rect) -> Rect {
    let origin = Point::new(one.origin.x.max(other.origin.x), one.origin.y.max(other.origin.y));
    let extent = |to: Abs, from: Abs| (to - from).max(Abs::ZERO);
    let width = extent(one.right().min(other.right()), origin.x);
    let height = extent(one.bottom().min(other.bottom()), origin.y);
    Rect::new(origin, Size::new(width, height))
}

#[cfg(test)]
mod tests;
