//! What a run is made of: lines, spaces, photos, and the places where a page may break.

use crate::diag::Diagnostic;
use crate::frame::{ElementId, Item, ItemKind, LineRecord, LinkArea, LinkTarget, Owner, Structure};
use crate::geom::{Abs, Colour, Size};
use crate::layout::flow::{Placed, Resumption};
use crate::layout::inline::{Line, LinkRef, SaidFolio};
use crate::layout::lacks::Lacks;
use crate::model::{NodeId, TextPosition};
use crate::source::Span;
use crate::theme::{Look, PageLook};

/// A piece of a run, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A line of text.
    Line(Box<LinePiece>),
    /// White space that may grow by a half and shrink by a quarter; it goes at a page's top.
    Space(Abs),
    /// White space that stays as it is.
    Strut(Abs),
    /// A place where a page may end, with what that costs and why.
    Break {
        /// In the layout's unit; the whole page's cost is added to it.
        cost: i64,
        /// For `--emit pages`.
        reason: &'static str,
    },
    /// A page has to end here.
    PageEnd,
    /// Photos side by side; one alone is the usual case.
    Photos(PhotoRow),
    /// A box that can't be broken.
    Solid(Box<Solid>),
    /// The place in the text of a figure that floats: an index into the flow's inserts.
    Anchor(usize),
}

impl Piece {
    /// Whether a page with it has something on it.
    pub fn is_seen(&self) -> bool {
        !matches!(self, Self::Space(_) | Self::Break { .. } | Self::PageEnd)
    }

    /// The height that it wishes for.
    pub fn natural_height(&self) -> Abs {
        match self {
            Self::Line(line) => line.line.height,
            Self::Space(height) | Self::Strut(height) => *height,
            Self::Break { .. } | Self::PageEnd | Self::Anchor(_) => Abs::ZERO,
            Self::Photos(row) => row.wish() + row.below(),
            Self::Solid(solid) => solid.height,
        }
    }

    /// What leaves this place for the head or foot of the page, as indices into the flow's inserts.
    pub fn inserts(&self) -> &[usize] {
        match self {
            Self::Line(line) => &line.inserts,
            Self::Solid(solid) => &solid.inserts,
            Self::Anchor(insert) => std::slice::from_ref(insert),
            Self::Space(_) | Self::Strut(_) | Self::Break { .. } | Self::PageEnd | Self::Photos(_) => &[],
        }
    }
}

/// A line of text at its place across.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePiece {
    /// The line.
    pub line: Line,
    /// From the body's left edge to the measure's.
    pub x: Abs,
    /// Items that go with the line: list marks, icons, QR codes. Places as the line's.
    pub beside: Vec<Item>,
    /// The index of its paragraph's first link among the flow's links.
    pub first_link: usize,
    /// A folio to be filled in once pages are known.
    pub field: Option<Field>,
    /// Whether the line's words start a page in the page list: not so headings and our own words.
    pub counts_as_start: bool,
    /// The footnotes whose marks stand on it, as indices into the flow's inserts.
    pub inserts: Vec<usize>,
}

/// Folios to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The destinations whose folios they are; pages that follow each other become a range.
    pub targets: Vec<String>,
    /// Its right edge, from the measure's left.
    pub right: Abs,
    /// Where leaders start, from the measure's left.
    pub leader_from: Option<Abs>,
    /// Its look.
    pub look: Look,
    /// To whom it belongs; where each folio is a link of its own, what these links stand in.
    pub owner: Owner,
    /// The links that the folios are.
    pub link: FolioLink,
}

/// How folios that are filled in are links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolioLink {
    /// As a part of the entry's link, an index into the flow's links.
    Entry(usize),
    /// Each by itself.
    Each,
}

/// A box that can't be broken. Places are relative to the body's left edge and the box's top.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Solid {
    /// From top to bottom.
    pub height: Abs,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Places to click on.
    pub links: Vec<LinkArea>,
    /// Marks within it, at their distance from its top.
    pub marks: Vec<(MarkKind, Abs)>,
    /// The author's text that it starts with.
    pub start: Option<TextPosition>,
    /// The lines set in it.
    pub lines: Vec<LineRecord>,
    /// The footnotes whose marks stand in it, as indices into the flow's inserts.
    pub inserts: Vec<usize>,
    /// Folios to be filled in.
    pub fields: Vec<Placed<Field>>,
}

/// Photos side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoRow {
    /// From the body's left edge.
    pub x: Abs,
    /// The photos.
    pub cells: Vec<PhotoCell>,
    /// Space between them.
    pub gap: Abs,
    /// The captions that go with them, one a photo; none where captions are pieces of their own.
    pub captions: Vec<Solid>,
    /// Where these stand.
    pub caption_place: CaptionPlace,
    /// Whether the photo goes over the page's whole width; it never shrinks then.
    pub bleeds: bool,
}

/// Where captions stand that go with their photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptionPlace {
    /// Below them.
    Below,
    /// At their right, ending with them.
    Beside,
    /// In the outer margin, ending with them.
    Margin,
}

impl PhotoRow {
    /// The height that the row wishes for.
    pub fn wish(&self) -> Abs {
        self.cells.iter().map(|cell| cell.wish.height).max().unwrap_or(Abs::ZERO)
    }

    /// The height of the captions below, which stays when photos shrink.
    pub fn below(&self) -> Abs {
        if self.caption_place != CaptionPlace::Below {
            return Abs::ZERO;
        }
        self.captions.iter().map(|caption| caption.height).max().unwrap_or(Abs::ZERO)
    }
}

/// A photo in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoCell {
    /// The picture's node.
    pub picture: NodeId,
    /// The size that it wishes for.
    pub wish: Size,
    /// Its figure.
    pub owner: ElementId,
    /// Its place in the manuscript.
    pub span: Span,
    /// Where a click on it goes: an index into the flow's links.
    pub link: Option<usize>,
}

/// Something that has no height and is to be found again on its page.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The index of the piece that it stands before.
    pub before: usize,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkKind {
    /// A place that links lead to.
    Destination(String),
    /// A heading, for the outline and running heads.
    Heading {
        /// From 1.
        depth: u16,
        /// Its words.
        title: String,
    },
}

/// What is painted behind or beside pieces, on every page that they stand on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoration {
    /// The first piece.
    pub from: usize,
    /// The piece behind the last.
    pub to: usize,
    /// From the body's left edge.
    pub x: Abs,
    /// Its width.
    pub width: Abs,
    /// What to paint.
    pub paint: Paint,
}

/// What is painted behind or beside pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// A tint.
    Tint(Colour),
    /// A rule.
    Rule(Colour),
    /// Two thin rules, each a third of the width.
    DoubleRule(Colour),
    /// Dashes of twice the width.
    Dashes(Colour),
    /// Round dots.
    Dots(Colour),
    /// A rule of this height along the upper edge, on the first page alone.
    TopRule(Colour, Abs),
    /// A rule of this height along the lower edge, on the last page alone.
    BottomRule(Colour, Abs),
}

/// Photos in a row, which may stand one below the other or side by side: the page breaker chooses.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoGroup {
    /// The first piece of the photos one below the other.
    pub from: usize,
    /// The piece behind the last.
    pub to: usize,
    /// What stands in place of these pieces where they are set side by side.
    pub paired: Vec<Piece>,
}

/// A paragraph that may be set in a line less or a line more: the page breaker chooses where it stands on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Elastic {
    /// The first of its lines, as a piece of the flow.
    pub from: usize,
    /// The piece behind the last.
    pub to: usize,
    /// The lines of the same words in a line less.
    pub shorter: Option<Strained>,
    /// The lines of the same words in a line more.
    pub longer: Option<Strained>,
}

impl Elastic {
    /// What stands in place of its lines where their number is changed.
    pub fn changed(&self, is_longer: bool) -> Option<&Strained> {
        if is_longer { self.longer.as_ref() } else { self.shorter.as_ref() }
    }
}

/// Lines in place of a paragraph's best ones. They name the places on them, for marks stand before pieces of the flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Strained {
    /// The lines.
    pub pieces: Vec<Piece>,
    /// How ill they are, in demerits a line.
    pub strain: i64,
}

/// What leaves its place in the text for the head or foot of its page (TeXbook, chapter 15: insertions).
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// Where it goes.
    pub kind: InsertKind,
    /// What it is made of, from top to bottom.
    pub pieces: Vec<Piece>,
    /// Marks at its top.
    pub marks: Vec<MarkKind>,
}

/// Where an insert goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsertKind {
    /// A footnote: to the foot of the page of its mark; its end may go on to the next page.
    Note,
    /// A figure at the head of its page, or of a later one.
    Top,
    /// A figure at the foot of its page, or of a later one.
    Bottom,
}

/// A run in the making: pieces, and what they refer to.
#[derive(Debug, Default)]
pub struct Flow {
    /// The pieces from top to bottom.
    pub pieces: Vec<Piece>,
    /// The elements that they belong to.
    pub structure: Structure,
    /// The links that they are part of.
    pub links: Vec<LinkRef>,
    /// Marks, in the order of their pieces.
    pub marks: Vec<Mark>,
    /// Decorations; outer ones first.
    pub decorations: Vec<Decoration>,
    /// Photos in a row, in the order of their pieces.
    pub groups: Vec<PhotoGroup>,
    /// Paragraphs that may become shorter or longer, in the order of their pieces.
    pub elastic: Vec<Elastic>,
    /// What pages begin with that part something, in the order of their pieces.
    pub resumptions: Vec<Resumption>,
    /// What these show again; nothing in it is read.
    pub heads: Vec<Solid>,
    /// Footnotes and floating figures.
    pub inserts: Vec<Insert>,
    /// What went wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What faces and patterns lack for it.
    pub lacks: Lacks,
    /// The folios that its text says.
    pub said_folios: Vec<SaidFolio>,
    /// Whether places of the index were not known yet.
    pub lacks_folios: bool,
    /// The element of a section that the index goes into, behind all else.
    pub index: Option<ElementId>,
    /// Whether it ends with a heading that waits for text.
    pub ends_with_heading: bool,
    /// Where pages change, in the order of the pieces.
    pub turns: Vec<Turn>,
}

/// From here on pages are others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first piece on such a page.
    pub at: usize,
    /// The page.
    pub page: PageLook,
}

impl Flow {
    /// Adds another flow below this one.
    pub fn append(&mut self, mut other: Self) {
        let pieces = self.pieces.len();
        let links = self.links.len();
        let by = Shift { elements: self.structure.elements().len() as u32, links, inserts: self.inserts.len() };
        let elements = by.elements;
        let of_groups = other.groups.iter_mut().flat_map(|group| &mut group.paired);
        let ways = other.elastic.iter_mut().flat_map(|one| [&mut one.shorter, &mut one.longer]).flatten();
        let of_elastic = ways.flat_map(|way| &mut way.pieces);
        let of_inserts = other.inserts.iter_mut().flat_map(|insert| &mut insert.pieces);
        for piece in other.pieces.iter_mut().chain(of_groups).chain(of_elastic).chain(of_inserts) {
            shift_piece(piece, by);
        }
        for group in &mut other.groups {
            group.from += pieces;
            group.to += pieces;
        }
        for one in &mut other.elastic {
            one.from += pieces;
            one.to += pieces;
        }
        for link in &mut other.links {
            link.element = ElementId(link.element.0 + elements);
        }
        for mark in &mut other.marks {
            mark.before += pieces;
        }
        for resumption in &mut other.resumptions {
            resumption.at += pieces;
            resumption.head = resumption.head.map(|head| head + self.heads.len());
        }
        for decoration in &mut other.decorations {
            decoration.from += pieces;
            decoration.to += pieces;
        }
        for turn in &mut other.turns {
            turn.at += pieces;
        }
        self.turns.append(&mut other.turns);
        self.structure.append(&other.structure);
        self.pieces.append(&mut other.pieces);
        self.links.append(&mut other.links);
        self.marks.append(&mut other.marks);
        self.decorations.append(&mut other.decorations);
        self.groups.append(&mut other.groups);
        self.elastic.append(&mut other.elastic);
        self.resumptions.append(&mut other.resumptions);
        self.heads.append(&mut other.heads);
        self.inserts.append(&mut other.inserts);
        self.diagnostics.append(&mut other.diagnostics);
        self.lacks.append(&mut other.lacks);
        self.said_folios.append(&mut other.said_folios);
        self.lacks_folios |= other.lacks_folios;
        self.index = other.index.map(|section| ElementId(section.0 + elements));
        self.ends_with_heading = other.ends_with_heading;
    }
}

/// By how much the ids of a flow move when it is added to another.
#[derive(Debug, Clone, Copy)]
struct Shift {
    elements: u32,
    links: usize,
    inserts: usize,
}

/// Moves the ids in a piece behind those of a flow that it is added to.
fn shift_piece(piece: &mut Piece, by: Shift) {
    match piece {
        Piece::Line(line) => {
            line.first_link += by.links;
            shift_items(&mut line.line.items, by.elements);
            shift_items(&mut line.beside, by.elements);
            for part in [&mut line.line.head, &mut line.line.tail].into_iter().flatten() {
                shift_items(&mut part.items, by.elements);
            }
            if let Some(field) = &mut line.field {
                shift_field(field, by);
            }
            line.inserts.iter_mut().for_each(|insert| *insert += by.inserts);
        }
        Piece::Photos(row) => {
            for cell in &mut row.cells {
                cell.owner = ElementId(cell.owner.0 + by.elements);
                cell.link = cell.link.map(|link| link + by.links);
            }
            row.captions.iter_mut().for_each(|caption| shift_solid(caption, by));
        }
        Piece::Solid(solid) => shift_solid(solid, by),
        Piece::Anchor(insert) => *insert += by.inserts,
        Piece::Space(_) | Piece::Strut(_) | Piece::Break { .. } | Piece::PageEnd => {}
    }
}

fn shift_solid(solid: &mut Solid, by: Shift) {
    shift_items(&mut solid.items, by.elements);
    for link in &mut solid.links {
        link.element.0 += by.elements;
    }
    solid.inserts.iter_mut().for_each(|insert| *insert += by.inserts);
    solid.fields.iter_mut().for_each(|field| shift_field(&mut field.what, by));
}

fn shift_field(field: &mut Field, by: Shift) {
    shift_owner(&mut field.owner, by.elements);
    if let FolioLink::Entry(link) = &mut field.link {
        *link += by.links;
    }
}

fn shift_items(items: &mut [Item], elements: u32) {
    for item in items {
        shift_owner(&mut item.owner, elements);
        if let ItemKind::BrokenWord(word) = &mut item.kind {
            shift_items(&mut word.parts, elements);
        }
    }
}

fn shift_owner(owner: &mut Owner, elements: u32) {
    if let Owner::Element(id) = owner {
        id.0 += elements;
    }
}

/// Where a link of the flow leads, for those who make areas of it.
pub(super) fn target(links: &[LinkRef], index: usize) -> Option<(&LinkTarget, &LinkRef)> {
    links.get(index).map(|link| (&link.target, link))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::frame::LineKind;

    /// A line of a height without words.
    pub(in crate::layout::flow) fn line(height: Abs) -> LinePiece {
        let record = LineRecord {
            page: 0,
            span: None,
            kind: LineKind::Ragged,
            natural: Abs::ZERO,
            measure: Abs::ZERO,
            ratio: 0,
            is_hyphenated: false,
            overfull: Abs::ZERO,
        };
        let line = Line {
            items: Vec::new(),
            head: None,
            tail: None,
            links: Vec::new(),
            height,
            baseline: height,
            width: Abs::ZERO,
            record,
            start: None,
            notes: Vec::new(),
            places: Vec::new(),
        };
        let (beside, inserts) = (Vec::new(), Vec::new());
        LinePiece { line, x: Abs::ZERO, beside, first_link: 0, field: None, counts_as_start: false, inserts }
    }
}
