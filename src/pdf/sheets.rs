//! Which pages of the book stand on which page of the file.

use std::num::NonZeroU32;

use krilla::geom::{Path, PathBuilder, Rect};
use krilla::page::{NumberingStyle, PageLabel};

use crate::frame::{Folio, FolioStyle, Item, Page, PagePlace, PagedBook, SheetSide};
use crate::geom::Size;

/// The pages of the file in their order.
pub(super) struct Sheets<'a> {
    sheets: Vec<Sheet<'a>>,
    /// The page of the file for each page of the book.
    of_pages: Vec<usize>,
}

/// A page of the file.
pub(super) struct Sheet<'a> {
    pub(super) size: Size,
    pub(super) label: PageLabel,
    pub(super) pages: Vec<PageOnSheet<'a>>,
    /// What is painted over the pages and not read.
    pub(super) marks: &'a [Item],
}

impl Sheet<'_> {
    /// Whether it holds more than a page of the book by itself.
    pub(super) fn is_imposed(&self) -> bool {
        self.pages.iter().any(|placed| placed.clip.is_some())
    }
}

/// A page of the book.
pub(super) struct PageOnSheet<'a> {
    /// Counted from 0 in the book's order.
    pub(super) number: usize,
    pub(super) page: &'a Page,
    /// What can be seen of it; `None` where that is the whole sheet.
    pub(super) clip: Option<Path>,
}

impl<'a> Sheets<'a> {
    pub(super) fn of(book: &'a PagedBook) -> Self {
        let sheets: Vec<Sheet<'a>> = match book.sides.as_slice() {
            [] => book.pages.iter().enumerate().map(alone).collect(),
            sides => sides.iter().map(|side| together(book, side)).collect(),
        };
        let mut of_pages = vec![0; book.pages.len()];
        for (index, sheet) in sheets.iter().enumerate() {
            for placed in &sheet.pages {
                if let Some(slot) = of_pages.get_mut(placed.number) {
                    *slot = index;
                }
            }
        }
        Self { sheets, of_pages }
    }

    pub(super) fn in_order(&self) -> &[Sheet<'a>] {
        &self.sheets
    }

    /// The page of the file on which a page of the book stands.
    pub(super) fn that_has(&self, page: usize) -> usize {
        self.of_pages.get(page).copied().unwrap_or_default()
    }
}

fn alone((number, page): (usize, &Page)) -> Sheet<'_> {
    let pages = vec![PageOnSheet { number, page, clip: None }];
    Sheet { size: page.size, label: folio(page.folio), pages, marks: &[] }
}

fn folio(folio: Folio) -> PageLabel {
    let (style, prefix) = match folio.style {
        FolioStyle::Arabic => (NumberingStyle::Arabic, None),
        FolioStyle::Roman => (NumberingStyle::LowerRoman, None),
        FolioStyle::Cover => (NumberingStyle::Arabic, Some("C".to_owned())),
    };
    PageLabel::new(Some(style), prefix, NonZeroU32::new(folio.number))
}

fn together<'a>(book: &'a PagedBook, side: &'a SheetSide) -> Sheet<'a> {
    let on_sheet = |place: &PagePlace| {
        let number = place.page?;
        Some(PageOnSheet { number, page: book.pages.get(number)?, clip: clip(place) })
    };
    Sheet {
        size: side.size,
        label: PageLabel::new(None, Some(side.label(&book.pages)), None),
        pages: side.places.iter().filter_map(on_sheet).collect(),
        marks: &side.marks,
    }
}

fn clip(place: &PagePlace) -> Option<Path> {
    let area = place.area;
    let (left, top) = (area.origin.x.to_f32(), area.origin.y.to_f32());
    let rect = Rect::from_ltrb(left, top, area.right().to_f32(), area.bottom().to_f32())?;
    let mut builder = PathBuilder::new();
    builder.push_rect(rect);
    builder.finish()
}
