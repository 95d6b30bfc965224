//! How finished pages come to stand on sheets of paper: folded to a booklet, or several side by side.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::geom::{Abs, Size};
use crate::theme::Length;
use crate::theme::read::PageSize;
use crate::theme::sound::{Fault, largest_page};

/// How many pages can stand on a side.
pub const PAGES_A_SIDE: [u32; 6] = [2, 4, 6, 8, 9, 16];

/// How finished pages stand on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImposeLook {
    /// In which order.
    pub kind: Imposition,
    /// The paper; it is turned where the pages come out larger so.
    pub sheet: Size,
    /// Space between pages; in a booklet across the fold.
    pub gutter: Abs,
    /// Space around the pages that stays free, for printers that can't print up to the edge.
    pub margin: Abs,
    /// Whether a hairline stands around each page.
    pub has_outlines: bool,
}

/// Orders of pages on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imposition {
    /// Two a side, so that the sheets, put into each other and folded, read in order.
    Booklet {
        /// Sheets that are folded as one at most; `None` folds all of them as one.
        signature: Option<u32>,
        /// The paper's thickness: by it each sheet inwards sticks out, and its pages move to the fold.
        creep: Abs,
    },
    /// So many a side, in reading order.
    PagesUp(u32),
}

/// Where pages can stand on a side: the sheet as it lies, parted evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Pages side by side.
    pub columns: u32,
    /// Pages above each other.
    pub rows: u32,
    /// The sheet as it lies.
    pub sheet: Size,
    /// What there is for each page.
    pub cell: Size,
}

impl ImposeLook {
    /// An order on a paper: pages to be folded fill it, others stand apart with hairlines around.
    pub fn new(kind: Imposition, sheet: Size) -> Self {
        let (gutter, margin, has_outlines) = match kind {
            Imposition::Booklet { .. } => (Abs::ZERO, Abs::ZERO, false),
            Imposition::PagesUp(_) => (Abs::mm(5.0), Abs::mm(7.0), true),
        };
        Self { kind, sheet, gutter, margin, has_outlines }
    }

    /// The way to part the sheet by which pages of a size come out largest.
    pub fn grid(&self, page: Size) -> Grid {
        let count = match self.kind {
            Imposition::Booklet { .. } => return self.larger(page, &[(2, 1)]),
            Imposition::PagesUp(count) => count.max(1),
        };
        let ways: Vec<(u32, u32)> = (1..=count)
            .rev()
            .filter(|columns| count % columns == 0)
            .map(|columns| (columns, count / columns))
            .collect();
        self.larger(page, &ways)
    }

    fn larger(&self, page: Size, ways: &[(u32, u32)]) -> Grid {
        let turned = Size::new(self.sheet.height, self.sheet.width);
        let mut best = self.parted(self.sheet, ways.first().copied().unwrap_or((1, 1)));
        for sheet in [self.sheet, turned] {
            for way in ways {
                let grid = self.parted(sheet, *way);
                if is_more(fit(page, grid.cell), fit(page, best.cell)) {
                    best = grid;
                }
            }
        }
        best
    }

    fn parted(&self, sheet: Size, (columns, rows): (u32, u32)) -> Grid {
        let share = |whole: Abs, parts: u32| {
            let parts = i64::from(parts);
            ((whole - self.margin * 2 - self.gutter * (parts - 1)) / parts).max(Abs::ZERO)
        };
        Grid { columns, rows, sheet, cell: Size::new(share(sheet.width, columns), share(sheet.height, rows)) }
    }
}

/// How many times its size a page can have in a cell, as a fraction: the first length by the second, which is not zero.
pub fn fit(page: Size, cell: Size) -> (Abs, Abs) {
    let positive = |length: Abs| length.max(Abs::raw(1));
    let across = (cell.width, positive(page.width));
    let down = (cell.height, positive(page.height));
    let (to, from) = if is_more(across, down) { down } else { across };
    // Papers are told in millimetres, and a half of one comes out a hair larger or smaller than the next.
    if (to - from).abs() * 10_000 <= from { (from, from) } else { (to, from) }
}

fn is_more(one: (Abs, Abs), other: (Abs, Abs)) -> bool {
    let product = |a: Abs, b: Abs| i128::from(a.to_raw()) * i128::from(b.to_raw());
    product(one.0, other.1) > product(other.0, one.1)
}

/// Kinds of imposition as layouts write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ImposeKind {
    /// Each page is a sheet of its own.
    None,
    /// Two pages a side, to be folded.
    Booklet,
    /// Several pages a side, in reading order.
    NUp,
}

/// What a layout says of sheets.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ImposeFile {
    /// In which order pages stand on sheets.
    kind: Option<ImposeKind>,
    /// The paper; it is turned where the pages come out larger so.
    sheet: Option<PageSize>,
    /// In a booklet the sheets that are folded as one at most; all of them where nothing is said.
    signature: Option<u32>,
    /// In a booklet the paper's thickness: pages of each further sheet inwards move to the fold by it.
    creep: Option<Length>,
    /// Space between pages, in a booklet across the fold; in n-up 5mm where nothing is said.
    gutter: Option<Length>,
    /// Space around the pages that stays free; in n-up 7mm where nothing is said.
    margin: Option<Length>,
    /// In n-up the pages of a side: 2, 4, 6, 8, 9 or 16.
    pages_a_side: Option<u32>,
    /// Whether a hairline stands around each page; in n-up it does where nothing is said.
    outlines: Option<bool>,
}

impl ImposeFile {
    /// What it comes to; `None` where each page is a sheet of its own.
    pub(super) fn decided(&self) -> Option<ImposeLook> {
        let kind = match self.kind? {
            ImposeKind::None => return None,
            ImposeKind::Booklet => {
                Imposition::Booklet { signature: self.signature, creep: self.creep.unwrap_or_default().0 }
            }
            ImposeKind::NUp => Imposition::PagesUp(self.pages_a_side.unwrap_or(2)),
        };
        let plain = ImposeLook::new(kind, self.sheet.map_or(Size::new(Abs::mm(210.0), Abs::mm(297.0)), |size| size.0));
        Some(ImposeLook {
            gutter: self.gutter.map_or(plain.gutter, |length| length.0),
            margin: self.margin.map_or(plain.margin, |length| length.0),
            has_outlines: self.outlines.unwrap_or(plain.has_outlines),
            ..plain
        })
    }

    /// Refuses sheets that nobody says what to do with.
    pub(super) fn check(&self) -> Result<(), Fault> {
        match self.kind {
            Some(_) => Ok(()),
            None => Err(Fault::new(
                &["impose"],
                "`[impose]` does not say how pages stand on sheets",
                "write `kind = \"booklet\"` or `kind = \"n-up\"`",
            )),
        }
    }
}

/// What is wrong with sheets for pages of a size, and the remedy.
///
/// # Errors
/// The first of what layouts may not ask for either.
pub fn check_sheets(look: &ImposeLook, page: Size) -> Result<(), (String, &'static str)> {
    check(look, page).map_err(|fault| (fault.message, fault.remedy))
}

/// The first thing about sheets that can't be.
pub(super) fn check(look: &ImposeLook, page: Size) -> Result<(), Fault> {
    if look.sheet.width > largest_page() || look.sheet.height > largest_page() {
        let message = "the sheet is larger than 200 inches";
        return Err(Fault::new(&["impose.sheet"], message, "take a smaller paper"));
    }
    for (key, length) in [("gutter", look.gutter), ("margin", look.margin)] {
        if length < Abs::ZERO || length > largest_page() {
            let message = format!("the `{key}` of sheets is {length} pt");
            return Err(Fault::new(&[&format!("impose.{key}")], message, "write a length of 0 or more"));
        }
    }
    match look.kind {
        Imposition::Booklet { signature: Some(0), .. } => {
            let message = "a signature can't have 0 sheets";
            return Err(Fault::new(&["impose.signature"], message, "write a number from 1, or leave the key out"));
        }
        Imposition::Booklet { creep, .. } if !(Abs::ZERO..=Abs::mm(5.0)).contains(&creep) => {
            let message = format!("no paper is {creep} pt thick");
            return Err(Fault::new(&["impose.creep"], message, "write the paper's thickness, such as \"0.1mm\""));
        }
        Imposition::PagesUp(count) if !PAGES_A_SIDE.contains(&count) => {
            let message = format!("{count} pages don't part a side of a sheet evenly");
            return Err(Fault::new(&["impose.pages-a-side"], message, "write 2, 4, 6, 8, 9 or 16"));
        }
        _ => {}
    }
    let cell = look.grid(page).cell;
    let (to, from) = fit(page, cell);
    if to * 20 < from {
        let keys = ["impose.margin", "impose.gutter", "impose.sheet"];
        let message = format!("{} × {} pt are left on the sheet for a page", cell.width, cell.height);
        return Err(Fault::new(&keys, message, "take a larger paper, or less space around and between pages"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(width: f64, height: f64) -> Size {
        Size::new(Abs::mm(width), Abs::mm(height))
    }

    fn grid(kind: Imposition, page: Size) -> (u32, u32, bool) {
        let grid = ImposeLook::new(kind, paper(210.0, 297.0)).grid(page);
        (grid.columns, grid.rows, grid.sheet.width > grid.sheet.height)
    }

    #[test]
    fn the_sheet_is_turned_and_parted_so_that_pages_come_out_largest() {
        let (upright, wide) = (paper(210.0, 297.0), paper(297.0, 210.0));
        let ways = PAGES_A_SIDE.map(|count| grid(Imposition::PagesUp(count), upright));
        let expected = [(2, 1, true), (2, 2, false), (3, 2, true), (4, 2, true), (3, 3, false), (4, 4, false)];
        assert_eq!(ways, expected);
        assert_eq!(grid(Imposition::PagesUp(2), wide), (1, 2, false));
        let booklet = Imposition::Booklet { signature: None, creep: Abs::ZERO };
        assert_eq!(grid(booklet, upright), (2, 1, true));
        // A booklet opens to the side, whatever its pages are like.
        assert_eq!(grid(booklet, wide), (2, 1, true));
    }

    #[test]
    fn pages_of_half_the_sheet_keep_their_size() {
        let booklet = Imposition::Booklet { signature: None, creep: Abs::ZERO };
        for (page, sheet) in [
            (paper(148.0, 210.0), paper(210.0, 297.0)),
            (paper(139.7, 215.9), paper(215.9, 279.4)),
            (paper(210.0, 297.0), paper(297.0, 420.0)),
        ] {
            let (to, from) = fit(page, ImposeLook::new(booklet, sheet).grid(page).cell);
            assert_eq!(to, from);
        }
    }

    #[test]
    fn gutters_and_margins_make_pages_smaller() {
        let look = ImposeLook {
            gutter: Abs::mm(7.0),
            margin: Abs::mm(10.0),
            ..ImposeLook::new(Imposition::PagesUp(4), paper(210.0, 297.0))
        };
        let cell = look.grid(paper(210.0, 297.0)).cell;
        let taken = Abs::mm(10.0) * 2 + Abs::mm(7.0);
        assert_eq!(cell, Size::new((Abs::mm(210.0) - taken) / 2, (Abs::mm(297.0) - taken) / 2));
    }
}
