//! From chosen breaks to pages: every piece in its place, broken words joined, links made.

use crate::frame::{
    Artifact, BrokenWord, Item, ItemKind, LineRecord, LinkArea, Owner, PathCommand, PictureItem, Shape,
};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::layout::flow::piece::target;
use crate::layout::flow::{Decoration, Field, Flow, LinePiece, MarkKind, PagePlan, Paint, PhotoRow, Piece};
use crate::layout::inline::WordPart;
use crate::model::TextPosition;

/// A page of a run, without running heads and folios.
#[derive(Debug, Default)]
pub struct ComposedPage {
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
    /// Places to click on.
    pub links: Vec<LinkArea>,
    /// The author's text that it starts with.
    pub start: Option<TextPosition>,
    /// Marks and where they stand.
    pub marks: Vec<(MarkKind, Point)>,
    /// Folios to be filled in.
    pub fields: Vec<Placed<Field>>,
    /// The lines on it.
    pub lines: Vec<LineRecord>,
}

/// Something at a place on a page: its origin is the upper left corner of a line's measure.
#[derive(Debug)]
pub struct Placed<T> {
    /// What it is.
    pub what: T,
    /// The line's upper left corner.
    pub at: Point,
    /// From the upper edge of the line to its baseline.
    pub baseline: Abs,
    /// The line's height.
    pub height: Abs,
}

/// Makes a page of what a plan says, with the body's upper left corner at `body`.
pub fn compose(flow: &Flow, plan: &PagePlan, body: Point) -> ComposedPage {
    let mut composer = Composer {
        flow,
        plan,
        body,
        y: body.y,
        page: ComposedPage::default(),
        word: None,
        given: Abs::ZERO,
        spaces: Abs::ZERO,
    };
    let mut tops = Vec::with_capacity(plan.to - plan.from + 1);
    let mut mark = flow.marks.partition_point(|mark| mark.before < plan.from);
    for (index, piece) in flow.pieces.iter().enumerate().take(plan.to).skip(plan.from) {
        tops.push(composer.y);
        if !matches!(piece, Piece::Space(_) | Piece::Break { .. }) {
            while let Some(found) = flow.marks.get(mark).filter(|mark| mark.before <= index) {
                composer.page.marks.push((found.kind.clone(), Point::new(body.x, composer.y)));
                mark += 1;
            }
        }
        composer.piece(piece);
    }
    tops.push(composer.y);
    composer.close_word();
    let mut page = composer.page;
    let behind: Vec<Item> = flow.decorations.iter().flat_map(|d| decorate(d, plan, &tops, body)).collect();
    page.items.splice(0..0, behind);
    page
}

/// A word whose first part was placed and whose next part is awaited.
struct OpenWord {
    item: Item,
}

struct Composer<'a> {
    flow: &'a Flow,
    plan: &'a PagePlan,
    body: Point,
    y: Abs,
    page: ComposedPage,
    word: Option<OpenWord>,
    given: Abs,
    spaces: Abs,
}

impl Composer<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Line(line) => self.line(line),
            Piece::Space(space) => {
                // What the spaces give is shared in proportion; sums keep the shares exact.
                self.spaces += *space;
                let given = self.plan.give.scale(self.spaces.to_raw(), self.plan.spaces.to_raw());
                self.y += *space + given - self.given;
                self.given = given;
            }
            Piece::Strut(strut) => self.y += *strut,
            Piece::Break { .. } | Piece::PageEnd => {}
            Piece::Photos(row) => self.photos(row),
            Piece::Solid(solid) => {
                self.close_word();
                let at = Point::new(self.body.x, self.y);
                self.page.items.extend(solid.items.iter().map(|item| moved(item, at)));
                for link in &solid.links {
                    let area = Rect::new(link.area.origin + at, link.area.size);
                    self.page.links.push(LinkArea { area, ..link.clone() });
                }
                for (mark, y) in &solid.marks {
                    self.page.marks.push((mark.clone(), at + Point::new(Abs::ZERO, *y)));
                }
                self.page.lines.extend(solid.lines.iter().cloned());
                self.start_at(solid.start);
                self.y += solid.height;
            }
        }
    }

    fn start_at(&mut self, start: Option<TextPosition>) {
        if self.page.start.is_none() {
            self.page.start = start;
        }
    }

    fn line(&mut self, piece: &LinePiece) {
        let line = &piece.line;
        let at = Point::new(self.body.x + piece.x, self.y);
        // Marks of lists come before the words that they mark.
        self.page.items.extend(piece.beside.iter().map(|item| moved(item, at)));
        match &line.head {
            Some(head) => self.head(head, at),
            None => self.close_word(),
        }
        self.page.items.extend(line.items.iter().map(|item| moved(item, at)));
        if let Some(tail) = &line.tail {
            self.open_word(tail, at);
        }
        for span in &line.links {
            let area = Rect::new(at + Point::new(span.from, Abs::ZERO), Size::new(span.to - span.from, line.height));
            self.link(piece.first_link + span.link, area);
        }
        if piece.counts_as_start {
            self.start_at(line.start);
        }
        if let Some(field) = &piece.field {
            self.page.fields.push(Placed { what: field.clone(), at, baseline: line.baseline, height: line.height });
        }
        self.page.lines.push(line.record.clone());
        self.y += line.height;
    }

    /// The rest of a word: joined to its beginning where that stands on this page.
    fn head(&mut self, head: &WordPart, at: Point) {
        let parts = head.items.iter().map(|item| moved(item, at));
        match &mut self.word {
            Some(OpenWord { item: Item { kind: ItemKind::BrokenWord(word), .. } }) => word.parts.extend(parts),
            _ => self.page.items.extend(parts),
        }
        if !head.goes_on {
            self.close_word();
        }
    }

    fn open_word(&mut self, tail: &WordPart, at: Point) {
        self.close_word();
        let parts: Vec<Item> = tail.items.iter().map(|item| moved(item, at)).collect();
        let Some(first) = parts.first() else { return };
        let (place, owner, span, is_generated) = (first.at, first.owner, first.span, first.is_generated);
        let word = BrokenWord { word: tail.word.clone(), language: tail.language, parts };
        let item = Item { at: place, owner, span, is_generated, kind: ItemKind::BrokenWord(word) };
        self.word = Some(OpenWord { item });
    }

    /// Over a page break each part of a word stands for itself.
    fn close_word(&mut self) {
        let Some(OpenWord { item }) = self.word.take() else { return };
        let is_whole = match &item.kind {
            ItemKind::BrokenWord(word) => is_on_two_lines(word),
            _ => true,
        };
        match item.kind {
            ItemKind::BrokenWord(word) if !is_whole => self.page.items.extend(word.parts),
            _ => self.page.items.push(item),
        }
    }

    fn link(&mut self, index: usize, area: Rect) {
        if let Some((leads, link)) = target(&self.flow.links, index) {
            self.page.links.push(LinkArea {
                area,
                target: leads.clone(),
                element: link.element,
                description: link.description.clone(),
                span: link.span,
            });
        }
    }

    fn photos(&mut self, row: &PhotoRow) {
        self.close_word();
        let mut x = self.body.x + row.x;
        let scale = |length: Abs| length.scale(self.plan.photo_scale, 1000);
        let height = scale(row.wish());
        for cell in &row.cells {
            let size = Size::new(scale(cell.wish.width), scale(cell.wish.height));
            let at = Point::new(x, self.y);
            let kind = ItemKind::Picture(PictureItem { picture: cell.picture, size });
            let owner = Owner::Element(cell.owner);
            self.page.items.push(Item { at, owner, span: Some(cell.span), is_generated: false, kind });
            if let Some(link) = cell.link {
                self.link(link, Rect::new(at, size));
            }
            self.start_at(Some(TextPosition { node: cell.picture, offset: 0 }));
            x += size.width + row.gap;
        }
        self.y += height;
    }
}

/// Whether the parts of a word stand on more than one baseline.
fn is_on_two_lines(word: &BrokenWord) -> bool {
    let mut heights = word.parts.iter().map(|part| part.at.y);
    heights.next().is_some_and(|first| heights.any(|y| (y - first).abs() > Abs::pt(6.0)))
}

fn moved(item: &Item, by: Point) -> Item {
    let mut item = item.clone();
    item.at = item.at + by;
    if let ItemKind::BrokenWord(word) = &mut item.kind {
        word.parts.iter_mut().for_each(|part| *part = moved(part, by));
    }
    item
}

/// What a decoration paints on this page.
fn decorate(decoration: &Decoration, plan: &PagePlan, tops: &[Abs], body: Point) -> Vec<Item> {
    let from = decoration.from.max(plan.from);
    let to = decoration.to.min(plan.to);
    if from >= to {
        return Vec::new();
    }
    let top = |index: usize| tops.get(index - plan.from).copied().unwrap_or(body.y);
    let size = Size::new(decoration.width, top(to) - top(from));
    let at = Point::new(body.x + decoration.x, top(from));
    let shape = |at: Point, shape: Shape| Item {
        at,
        owner: Owner::Artifact(Artifact::Layout),
        span: None,
        is_generated: true,
        kind: ItemKind::Shape(shape),
    };
    let third = Size::new(size.width / 3, size.height);
    match decoration.paint {
        Paint::Tint(colour) | Paint::Rule(colour) => vec![shape(at, Shape::filled(size, colour))],
        Paint::DoubleRule(colour) => vec![
            shape(at, Shape::filled(third, colour)),
            shape(at + Point::new(size.width - third.width, Abs::ZERO), Shape::filled(third, colour)),
        ],
        Paint::Dashes(colour) => vec![shape(at, dashes(size, colour))],
        Paint::TopRule(colour, height) if decoration.from >= plan.from => {
            vec![shape(at, Shape::filled(Size::new(size.width, height), colour))]
        }
        Paint::BottomRule(colour, height) if decoration.to <= plan.to => {
            let at = at + Point::new(Abs::ZERO, size.height - height);
            vec![shape(at, Shape::filled(Size::new(size.width, height), colour))]
        }
        Paint::TopRule(..) | Paint::BottomRule(..) => Vec::new(),
        Paint::Dots(colour) => {
            let stroke = crate::frame::Stroke { colour, width: size.width, dots: Some(size.width * 2) };
            let middle = size.width / 2;
            let path = vec![
                PathCommand::Move(Point::new(middle, middle)),
                PathCommand::Line(Point::new(middle, (size.height - middle).max(middle))),
            ];
            vec![shape(at, Shape { path, fill: None, stroke: Some(stroke), size })]
        }
    }
}

fn dashes(size: Size, colour: Colour) -> Shape {
    let (dash, step) = (size.width * 2, size.width * 3);
    let mut path = Vec::new();
    let mut y = Abs::ZERO;
    while y < size.height && !step.is_zero() {
        let end = (y + dash).min(size.height);
        path.push(PathCommand::Move(Point::new(Abs::ZERO, y)));
        path.push(PathCommand::Line(Point::new(size.width, y)));
        path.push(PathCommand::Line(Point::new(size.width, end)));
        path.push(PathCommand::Line(Point::new(Abs::ZERO, end)));
        path.push(PathCommand::Close);
        y += step;
    }
    Shape { path, fill: Some(colour), stroke: None, size }
}
