//! From chosen breaks to pages: every piece in its place, broken words joined, links made.

use crate::frame::{Artifact, Item, ItemKind, LineRecord, LinkArea, Owner, PathCommand, PictureItem, Shape};
use crate::geom::{Abs, Colour, Point, Rect, Size};
use crate::layout::flow::piece::target;
use crate::layout::flow::word::OpenWord;
use crate::layout::flow::{
    Behind, CaptionPlace, Decoration, Elastic, Field, Flow, Insert, InsertKind, LinePiece, MarkKind, PagePlan, Paint,
    PhotoRow, Piece, Solid, Strained,
};
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

impl ComposedPage {
    /// The same as a box of a height, with the footnotes whose marks stand in it as indices into the flow's inserts.
    pub fn into_solid(self, height: Abs, inserts: Vec<usize>) -> Solid {
        Solid {
            height,
            items: self.items,
            links: self.links,
            marks: self.marks.into_iter().map(|(kind, at)| (kind, at.y)).collect(),
            start: self.start,
            lines: self.lines,
            fields: self.fields,
            inserts,
        }
    }

    /// Adds a column to the right of this one.
    pub fn append(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
        self.links.append(&mut other.links);
        self.start = self.start.or(other.start);
        self.marks.append(&mut other.marks);
        self.fields.append(&mut other.fields);
        self.lines.append(&mut other.lines);
    }
}

/// Something at a place on a page: its origin is the upper left corner of a line's measure.
#[derive(Debug, Clone, PartialEq)]
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

/// The column that a plan is set in.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its upper left corner.
    pub at: Point,
    /// Its measure and height.
    pub size: Size,
    /// The room between body and notes, floats and body.
    pub separation: Abs,
    /// The colour of the rule above notes.
    pub rule: Colour,
    /// The left edge of what stands in the outer margin.
    pub margin: Abs,
}

impl Column {
    /// A column for what has neither notes nor floats.
    pub fn plain(at: Point) -> Self {
        let zero = Abs::ZERO;
        Self { at, size: Size::new(zero, zero), separation: zero, rule: Colour::BLACK, margin: zero }
    }
}

/// Makes a box of what a plan says of a few pieces.
pub fn compose(flow: &Flow, plan: &PagePlan, column: Column) -> ComposedPage {
    compose_before(flow, plan, column, flow.decorations.iter())
}

/// Makes a page, or a column of one, of what a plan says; `behind` is that of the whole flow.
pub fn compose_page(flow: &Flow, plan: &PagePlan, column: Column, behind: &Behind) -> ComposedPage {
    let decorations = behind.among(plan);
    compose_before(flow, plan, column, decorations.iter().filter_map(|index| flow.decorations.get(*index)))
}

fn compose_before<'f>(
    flow: &'f Flow,
    plan: &PagePlan,
    column: Column,
    decorations: impl Iterator<Item = &'f Decoration>,
) -> ComposedPage {
    let body = column.at;
    let mut composer = Composer {
        flow,
        plan,
        column,
        y: body.y,
        page: ComposedPage::default(),
        word: None,
        given: Abs::ZERO,
        spaces: Abs::ZERO,
        is_insert: false,
    };
    composer.floats(InsertKind::Top);
    let tops = composer.body();
    composer.close_word();
    composer.feet();
    let mut page = composer.page;
    let behind: Vec<Item> = decorations.flat_map(|one| decorate(one, plan, &tops, body)).collect();
    page.items.splice(0..0, behind);
    page
}

struct Composer<'a> {
    flow: &'a Flow,
    plan: &'a PagePlan,
    column: Column,
    y: Abs,
    page: ComposedPage,
    word: Option<OpenWord>,
    given: Abs,
    spaces: Abs,
    /// Whether an insert is being composed: its photos and spaces are as they wish to be.
    is_insert: bool,
}

impl<'a> Composer<'a> {
    /// The pieces of the plan; gives the upper edge of each, and the lower one of the last.
    fn body(&mut self) -> Vec<Abs> {
        let (flow, plan) = (self.flow, self.plan);
        let mut tops = Vec::with_capacity(plan.to - plan.from + 1);
        // Marks of what opens this page stand before the break and the space above it.
        let is_nothing = |piece: &&Piece| matches!(piece, Piece::Space(_) | Piece::Break { .. });
        let above = flow.pieces.get(..plan.from).unwrap_or_default().iter().rev().take_while(is_nothing).count();
        let mut mark = flow.marks.partition_point(|mark| mark.before < plan.from - above);
        let mut group = flow.groups.partition_point(|group| group.from < plan.from);
        let mut index = plan.from;
        let top = self.resume();
        while let Some(piece) = flow.pieces.get(index).filter(|_| index < plan.to) {
            // What lies behind the pieces of a page begins above the padding that it resumes with.
            tops.push(if index == plan.from { top } else { self.y });
            let paired = flow.groups.get(group).filter(|_| plan.is_paired);
            let paired = paired.filter(|group| group.from == index && group.to <= plan.to);
            let changed = self.changed_at(index);
            // Marks within photos that stand side by side come with the first of them.
            let met = paired.map_or(index, |group| group.to - 1);
            if !matches!(piece, Piece::Space(_) | Piece::Break { .. }) {
                while let Some(found) = flow.marks.get(mark).filter(|mark| mark.before <= met) {
                    self.page.marks.push((found.kind.clone(), Point::new(self.column.at.x, self.y)));
                    mark += 1;
                }
            }
            match (paired, changed) {
                (Some(paired), _) => {
                    paired.paired.iter().for_each(|piece| self.piece(piece));
                    tops.resize(tops.len() + paired.to - index - 1, self.y);
                    index = paired.to;
                    group += 1;
                }
                (None, Some((elastic, lines))) => {
                    lines.pieces.iter().for_each(|piece| self.piece(piece));
                    tops.resize(tops.len() + elastic.to - index - 1, self.y);
                    index = elastic.to;
                    // The lines themselves name the places on them.
                    mark += flow.marks.iter().skip(mark).take_while(|mark| mark.before < index).count();
                }
                (None, None) => {
                    self.piece(piece);
                    index += 1;
                    group += usize::from(flow.groups.get(group).is_some_and(|group| group.from < index));
                }
            }
        }
        if let Some(parted) = flow.resumption(plan.to + 1).filter(|_| is_break(flow, plan.to)) {
            self.y += parted.below;
        }
        tops.push(self.y);
        tops
    }

    /// The paragraph that begins with a piece, and the lines that stand in place of its best ones; `None` where these do.
    fn changed_at(&self, index: usize) -> Option<(&'a Elastic, &'a Strained)> {
        let flow = self.flow;
        let is_here = |(elastic, _): &&(usize, bool)| flow.elastic.get(*elastic).is_some_and(|one| one.from == index);
        let (elastic, is_longer) = self.plan.changed.iter().find(is_here)?;
        let elastic = flow.elastic.get(*elastic)?;
        Some((elastic, elastic.changed(*is_longer)?))
    }

    /// What stands above the first piece of a page that parts something; gives the place below a head said again.
    fn resume(&mut self) -> Abs {
        let flow = self.flow;
        // The space behind the break went with it.
        let before = flow.pieces.get(..self.plan.from).unwrap_or_default().iter().rev();
        let from = self.plan.from - before.take_while(|piece| matches!(piece, Piece::Space(_))).count();
        let Some(parted) = flow.resumption(from).filter(|_| from > 0 && is_break(flow, from - 1)) else {
            return self.y;
        };
        if let Some(head) = flow.head(parted) {
            self.solid(head, Point::new(self.column.at.x, self.y));
            self.y += head.height;
        }
        let top = self.y;
        self.y += parted.above;
        top
    }

    /// The parts of inserts of a kind on this page, and their heights.
    fn parts(&self, kind: InsertKind) -> Vec<(&'a Insert, std::ops::Range<usize>)> {
        let flow = self.flow;
        let parts = self.plan.inserts.iter();
        let parts = parts.filter_map(|part| Some((flow.inserts.get(part.insert)?, part.pieces.clone())));
        parts.filter(|(insert, _)| insert.kind == kind).collect()
    }

    /// Floating figures from here downwards.
    fn floats(&mut self, kind: InsertKind) {
        for (insert, pieces) in self.parts(kind) {
            if kind == InsertKind::Bottom {
                self.y += self.column.separation;
            }
            self.insert(insert, pieces);
            if kind == InsertKind::Top {
                self.y += self.column.separation;
            }
        }
    }

    /// Figures at the foot, and the notes below them, from the column's lower edge upwards.
    fn feet(&mut self) {
        let height = |parts: &[(&Insert, std::ops::Range<usize>)]| -> Abs {
            let pieces = parts.iter().flat_map(|(insert, range)| insert.pieces.get(range.clone()).unwrap_or_default());
            pieces.map(Piece::natural_height).sum()
        };
        let (figures, notes) = (self.parts(InsertKind::Bottom), self.parts(InsertKind::Note));
        if figures.is_empty() && notes.is_empty() {
            return;
        }
        let separation = self.column.separation;
        let above_notes = if notes.is_empty() { Abs::ZERO } else { separation };
        let all = height(&figures) + separation * figures.len() as i64 + height(&notes) + above_notes;
        self.y = (self.column.at.y + self.column.size.height - all).max(self.y);
        self.floats(InsertKind::Bottom);
        if !notes.is_empty() {
            self.note_rule();
            self.y += separation;
        }
        for (insert, pieces) in notes {
            self.insert(insert, pieces);
        }
    }

    fn insert(&mut self, insert: &Insert, pieces: std::ops::Range<usize>) {
        if pieces.start == 0 {
            let at = Point::new(self.column.at.x, self.y);
            self.page.marks.extend(insert.marks.iter().map(|mark| (mark.clone(), at)));
        }
        self.is_insert = true;
        insert.pieces.get(pieces).unwrap_or_default().iter().for_each(|piece| self.piece(piece));
        self.is_insert = false;
        self.close_word();
    }

    /// A short hairline above the notes.
    fn note_rule(&mut self) {
        let weight = Abs::pt(0.5);
        let size = Size::new(self.column.size.width / 5, weight);
        let y = self.y + self.column.separation.scale(6, 10);
        self.page.items.push(Item {
            at: Point::new(self.column.at.x, y),
            owner: Owner::Artifact(Artifact::Layout),
            span: None,
            is_generated: true,
            kind: ItemKind::Shape(Shape::filled(size, self.column.rule)),
        });
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Line(line) => self.line(line),
            Piece::Space(space) if self.is_insert => self.y += *space,
            Piece::Space(space) => {
                // What the spaces give is shared in proportion; sums keep the shares exact.
                self.spaces += *space;
                let given = self.plan.give.scale(self.spaces.to_raw(), self.plan.spaces.to_raw());
                self.y += *space + given - self.given;
                self.given = given;
            }
            Piece::Strut(strut) => self.y += *strut,
            Piece::Break { .. } | Piece::PageEnd | Piece::Anchor(_) => {}
            Piece::Photos(row) => self.photos(row),
            Piece::Solid(solid) => {
                self.close_word();
                self.solid(solid, Point::new(self.column.at.x, self.y));
                self.y += solid.height;
            }
        }
    }

    fn solid(&mut self, solid: &Solid, at: Point) {
        self.page.items.extend(solid.items.iter().map(|item| moved(item, at)));
        for link in &solid.links {
            let area = Rect::new(link.area.origin + at, link.area.size);
            self.page.links.push(LinkArea { area, ..link.clone() });
        }
        for (mark, y) in &solid.marks {
            self.page.marks.push((mark.clone(), at + Point::new(Abs::ZERO, *y)));
        }
        self.page.lines.extend(solid.lines.iter().cloned());
        self.page.fields.extend(solid.fields.iter().map(|field| Placed { at: field.at + at, ..field.clone() }));
        self.start_at(solid.start);
    }

    fn start_at(&mut self, start: Option<TextPosition>) {
        if self.page.start.is_none() {
            self.page.start = start;
        }
    }

    fn line(&mut self, piece: &LinePiece) {
        let line = &piece.line;
        let at = Point::new(self.column.at.x + piece.x, self.y);
        let mark = Point::new(self.column.at.x, self.y);
        self.page.marks.extend(line.places.iter().map(|name| (MarkKind::Destination(name.clone()), mark)));
        // Marks of lists come before the words that they mark.
        self.page.items.extend(piece.beside.iter().map(|item| moved(item, at)));
        // What lies behind the text lies behind the rest of a broken word too, which stands elsewhere among the items.
        let behind = line.items.iter().take_while(|item| is_behind(item)).count();
        let (behind, items) = line.items.split_at(behind);
        if line.head.is_none() {
            self.close_word();
        }
        self.page.items.extend(behind.iter().map(|item| moved(item, at)));
        if let Some(head) = &line.head {
            self.head(head, at);
        }
        self.page.items.extend(items.iter().map(|item| moved(item, at)));
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
            Some(word) => word.go_on(parts, head.goes_on),
            None => self.page.items.extend(parts),
        }
        if !head.goes_on {
            self.close_word();
        }
    }

    fn open_word(&mut self, tail: &WordPart, at: Point) {
        self.close_word();
        self.word = OpenWord::new(tail, tail.items.iter().map(|item| moved(item, at)).collect());
    }

    fn close_word(&mut self) {
        self.page.items.extend(self.word.take().into_iter().flat_map(OpenWord::into_items));
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
        let is_fixed = row.bleeds || self.is_insert;
        let scale = |length: Abs| if is_fixed { length } else { length.scale(self.plan.photo_scale, 1000) };
        let height = scale(row.wish());
        let mut x = if row.bleeds { Abs::ZERO } else { self.column.at.x + row.x };
        let mut captions = row.captions.iter();
        for cell in &row.cells {
            let size = Size::new(scale(cell.wish.width), scale(cell.wish.height));
            let at = Point::new(x, self.y);
            let kind = ItemKind::Picture(PictureItem { picture: cell.picture, size, is_turned: false });
            let owner = Owner::Element(cell.owner);
            self.page.items.push(Item { at, owner, span: Some(cell.span), is_generated: false, kind });
            if let Some(link) = cell.link {
                self.link(link, Rect::new(at, size));
            }
            self.start_at(Some(TextPosition { node: cell.picture, offset: 0 }));
            match captions.next() {
                // Captions keep their measure when photos shrink: columns stay where they are.
                Some(caption) => {
                    let end = self.y + size.height - caption.height;
                    let at = match row.caption_place {
                        CaptionPlace::Below => Point::new(x, self.y + height),
                        CaptionPlace::Beside => Point::new(x + size.width + row.gap, end),
                        CaptionPlace::Margin => Point::new(self.column.margin, end),
                    };
                    self.solid(caption, at);
                    x += cell.wish.width + row.gap;
                }
                None => x += size.width + row.gap,
            }
        }
        self.y += height + row.below();
    }
}

fn is_break(flow: &Flow, at: usize) -> bool {
    matches!(flow.pieces.get(at), Some(Piece::Break { .. }))
}

/// Whether an item is paint that nobody reads.
fn is_behind(item: &Item) -> bool {
    matches!((&item.kind, item.owner), (ItemKind::Shape(_), Owner::Artifact(_)))
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
