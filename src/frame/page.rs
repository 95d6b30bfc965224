//! Pages and the book they make.

use crate::frame::{ElementId, Item, SheetSide, Structure};
use crate::geom::{Abs, Point, Rect, Size};
use crate::model::{Language, PageMap};
use crate::moment::Moment;
use crate::source::Span;

/// A finished book of pages.
#[derive(Debug, Clone, PartialEq)]
pub struct PagedBook {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The sheets that the pages stand on, each side in the order of printing; what stands on a page is placed on its
    /// sheet then. None where each page is a sheet of its own.
    pub sides: Vec<SheetSide>,
    /// What the items belong to.
    pub structure: Structure,
    /// The outline for a reader's side bar.
    pub outline: Vec<OutlineEntry>,
    /// The places that links within the book lead to.
    pub destinations: Vec<Destination>,
    /// Which page starts with which text.
    pub page_map: PageMap,
    /// What the file says about itself.
    pub about: About,
    /// The justified and ragged lines of the book, for `--emit lines`.
    pub lines: Vec<LineRecord>,
    /// The page breaks and their costs, for `--emit pages`.
    pub breaks: Vec<BreakRecord>,
    /// How many pages were tried to choose them.
    pub pages_tried: u64,
}

/// What a file says about itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The title in plain words.
    pub title: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The language of the whole.
    pub language: Language,
    /// When it was made, for all that reproducible outputs can say.
    pub date: Moment,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width and height.
    pub size: Size,
    /// The folio.
    pub folio: Folio,
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
    /// Places to click on.
    pub links: Vec<LinkArea>,
    /// Where the body stands, for measures and dumps.
    pub body: Rect,
}

/// The number of a page as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Folio {
    /// The number, from 1.
    pub number: u32,
    /// Its form.
    pub style: FolioStyle,
}

/// Forms of folios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FolioStyle {
    /// 1, 2, 3
    Arabic,
    /// i, ii, iii
    Roman,
    /// C1 to C4: covers, which have no folio in print.
    Cover,
}

impl std::fmt::Display for Folio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.style {
            FolioStyle::Arabic => write!(f, "{}", self.number),
            FolioStyle::Roman => f.write_str(&roman(self.number)),
            FolioStyle::Cover => write!(f, "C{}", self.number),
        }
    }
}

/// A number in small roman letters.
pub fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// A place to click on.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkArea {
    /// The place.
    pub area: Rect,
    /// Where it leads.
    pub target: LinkTarget,
    /// The link's element.
    pub element: ElementId,
    /// What to say of it.
    pub description: String,
    /// The place in the manuscript.
    pub span: Option<Span>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To an address.
    Address(String),
    /// To a destination in the book, by its name.
    Destination(String),
}

/// A place that links within the book lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Destination {
    /// Its name: the block's id.
    pub name: String,
    /// The page, counted from 0.
    pub page: usize,
    /// The place on it.
    pub at: Point,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// The heading's words.
    pub title: String,
    /// The page, counted from 0.
    pub page: usize,
    /// The place on it.
    pub at: Point,
    /// The headings below it.
    pub children: Vec<OutlineEntry>,
}

/// How a line was set.
#[derive(Debug, Clone, PartialEq)]
pub struct LineRecord {
    /// The page, counted from 0.
    pub page: usize,
    /// The paragraph's place in the manuscript.
    pub span: Option<Span>,
    /// Which kind.
    pub kind: LineKind,
    /// The line's width before justification.
    pub natural: Abs,
    /// The width it should have.
    pub measure: Abs,
    /// How far its spaces are stretched (1 = by all they may) or shrunk (−1); in thousandths.
    pub ratio: i64,
    /// Whether it ends in a hyphen of ours or in a broken word.
    pub is_hyphenated: bool,
    /// By how much it is too wide.
    pub overfull: Abs,
}

/// Kinds of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Both edges straight.
    Justified,
    /// The left edge straight.
    Ragged,
    /// The last of a justified paragraph, or one that the author ended.
    Last,
}

impl LineKind {
    /// The name in dumps.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Ragged => "ragged",
            Self::Last => "last",
        }
    }
}

/// A page break as chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakRecord {
    /// The page that ends, counted from 0.
    pub page: usize,
    /// How much of the body is filled, in thousandths.
    pub fill: i64,
    /// The scale of the page's photos, in thousandths of their wish.
    pub photo_scale: i64,
    /// The cost of the page.
    pub cost: i64,
    /// What the cost is made of.
    pub reasons: Vec<(&'static str, i64)>,
}
