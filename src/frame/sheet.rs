//! Sheets that carry more than one page a side.

use crate::frame::{Folio, Item, Page};
use crate::geom::{Rect, Size};

/// One side of a sheet of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetSide {
    /// Width and height of the sheet.
    pub size: Size,
    /// The places for pages, from left to right and from top to bottom.
    pub places: Vec<PagePlace>,
    /// What is painted around the pages and not read.
    pub marks: Vec<Item>,
}

/// A place for a page on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePlace {
    /// The page, counted from 0 in the book's order; `None` for a blank.
    pub page: Option<usize>,
    /// What can be seen of it; the rest would stand on its neighbour.
    pub area: Rect,
}

impl SheetSide {
    /// The numbers of its pages in the book's order, from left to right and from top to bottom.
    pub fn pages(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.iter().filter_map(|place| place.page)
    }

    /// What a reader's side bar calls it: `28, 1`, from three pages on `5–8`, and `–` for a blank.
    pub fn label(&self, pages: &[Page]) -> String {
        let folios: Vec<Folio> = self.pages().filter_map(|page| pages.get(page)).map(|page| page.folio).collect();
        match folios.as_slice() {
            [] => "–".to_owned(),
            [one] => one.to_string(),
            [left, right] => format!("{left}, {right}"),
            [first, .., last] => format!("{first}–{last}"),
        }
    }
}
