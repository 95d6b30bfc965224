//! Choosing the page breaks of a run together: the way with the least total cost.
//!
//! A page costs what is left empty at its foot, what its photos are shrunk by, what breaking there
//! costs, notes that are cut, and how unlike its neighbour on the spread it is. Dynamic programming
//! over the places where a page may end: each place is reached from those at most a page above it,
//! so the work grows with the run's length times what fits on a page. For each place the cheapest
//! way is kept for left and right pages and for ways with and without notes left over.

use std::ops::Range;

use crate::geom::Abs;
use crate::layout::flow::Flow;
use crate::layout::flow::fit::{Carry, Fit, Page, tenths};
use crate::layout::flow::material::{Inserted, Material};
use crate::theme::Costs;

/// What the breaker needs to know of the pages. With columns, what is said of a page goes for a column.
#[derive(Debug, Clone, Copy)]
pub struct Breaker<'a> {
    /// The body's height.
    pub height: Abs,
    /// How far photos may shrink, in per cent.
    pub smallest: i64,
    /// What things cost.
    pub costs: &'a Costs,
    /// The room between body and notes, floats and body.
    pub separation: Abs,
    /// How many of the first columns are lower than others, and by how much: a title stands above them.
    pub first: (usize, Abs),
    /// The side of the run's first page; `None` where pages don't face each other.
    pub facing: Option<Side>,
}

/// A side of an opened book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A left-hand page.
    Verso,
    /// A right-hand page.
    Recto,
}

impl Breaker<'_> {
    /// The height of a column, counted from the run's first.
    pub(super) fn height_of(&self, column: usize) -> Abs {
        let (count, less) = self.first;
        if column < count { self.height - less } else { self.height }
    }

    /// Whether a column, counted from the run's first, faces the one before it.
    fn faces_the_last(&self, column: usize) -> bool {
        match self.facing {
            None => false,
            Some(Side::Recto) => column >= 2 && column.is_multiple_of(2),
            Some(Side::Verso) => column % 2 == 1,
        }
    }
}

/// A page as chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePlan {
    /// The first piece on it.
    pub from: usize,
    /// The piece behind the last.
    pub to: usize,
    /// The scale of its photos, in thousandths.
    pub photo_scale: i64,
    /// What its spaces are stretched by (positive) or shrunk by (negative), all together.
    pub give: Abs,
    /// The sum of its spaces.
    pub spaces: Abs,
    /// How much of the body is filled, in thousandths.
    pub fill: i64,
    /// Its cost.
    pub cost: i64,
    /// What the cost is made of.
    pub reasons: Vec<(&'static str, i64)>,
    /// By how much it is too high.
    pub overfull: Abs,
    /// Whether its groups of photos stand side by side.
    pub is_paired: bool,
    /// The paragraphs that take a line less or more, as indices into the flow's elastic ones, and whether it is more.
    pub changed: Vec<(usize, bool)>,
    /// The notes and floats on it.
    pub inserts: Vec<InsertPart>,
}

/// A part of an insert on a page: which, and its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsertPart {
    /// An index into the flow's inserts.
    pub insert: usize,
    /// Its pieces that stand on the page.
    pub pieces: Range<usize>,
}

impl PagePlan {
    /// The plan of a box that holds the first `count` pieces as they wish to be.
    pub fn natural(count: usize) -> Self {
        Self {
            from: 0,
            to: count,
            photo_scale: 1000,
            give: Abs::ZERO,
            spaces: Abs::ZERO,
            fill: 1000,
            cost: 0,
            reasons: Vec::new(),
            overfull: Abs::ZERO,
            is_paired: false,
            changed: Vec::new(),
            inserts: Vec::new(),
        }
    }
}

/// The pages of a run, and how much work choosing them was.
#[derive(Debug, Default)]
pub struct BrokenRun {
    /// The pages in order.
    pub plans: Vec<PagePlan>,
    /// How many pages were tried.
    pub tried: u64,
}

/// The height of what no page can hold as it is.
const TOO_HIGH: i64 = 10_000_000;
/// Ending a run with notes or floats still to be placed.
const LEFT_OVER: i64 = 100_000;

/// The cheapest way to a place of its kind.
#[derive(Debug, Clone, Copy)]
struct Node {
    place: usize,
    previous: usize,
    cost: i64,
    /// How many columns the way has.
    columns: usize,
    /// What the last of them leaves empty, in tenths of per cent.
    empty: i64,
    fit: Option<Fit>,
    carry: Carry,
}

/// Ways are kept apart by the side of their last page and by whether they leave something over.
const KINDS: usize = 4;

/// Chooses the pages of a range of a flow. An empty range has none.
pub fn break_pages(flow: &Flow, range: Range<usize>, breaker: &Breaker<'_>) -> BrokenRun {
    let material = Material::of(flow, range.clone(), breaker.smallest);
    let mut search = Search::new(&material, range.start, breaker);
    search.run();
    search.trace()
}

struct Search<'m, 'b> {
    material: &'m Material,
    base: usize,
    breaker: &'b Breaker<'b>,
    nodes: Vec<Node>,
    /// The nodes at each place.
    at: Vec<[Option<usize>; KINDS]>,
    tried: u64,
}

impl<'m, 'b> Search<'m, 'b> {
    fn new(material: &'m Material, base: usize, breaker: &'b Breaker<'b>) -> Self {
        let start = Node { place: 0, previous: 0, cost: 0, columns: 0, empty: 0, fit: None, carry: Carry::default() };
        let mut at = vec![[None; KINDS]; material.places.len()];
        if let Some(first) = at.first_mut() {
            *first = [Some(0), None, None, None];
        }
        Self { material, base, breaker, nodes: vec![start], at, tried: 0 }
    }

    fn run(&mut self) {
        let mut from = 0;
        for to in 1..self.material.places.len() {
            let mut best: [Option<Node>; KINDS] = [None; KINDS];
            for before in (from..to).rev() {
                let Some(page) = Page::new(self.material, self.base, before, to) else { continue };
                if page.is_too_high(self.breaker.height) {
                    // What is too high from here is too high from further above.
                    from = from.max(before + 1).min(to - 1);
                    break;
                }
                self.try_page(before, to, &page, &mut best);
                if self.material.places.get(before).is_some_and(|place| place.is_forced) {
                    break;
                }
            }
            if best.iter().all(Option::is_none) {
                best[0] = self.alone(to);
            }
            self.settle(to, best);
            if self.material.places.get(to).is_some_and(|place| place.is_forced) {
                from = to;
            }
        }
    }

    fn nodes_at(&self, place: usize) -> impl Iterator<Item = (usize, Node)> + use<'_, 'm, 'b> {
        let here = self.at.get(place).into_iter().flatten().flatten();
        here.filter_map(|index| Some((*index, *self.nodes.get(*index)?)))
    }

    /// A page from each way to the place before it.
    fn try_page(&mut self, before: usize, to: usize, page: &Page<'_>, best: &mut [Option<Node>; KINDS]) {
        let mut tried = 0;
        let settings: &[bool] = if page.groups() > 0 { &[false, true] } else { &[false] };
        for (index, node) in self.nodes_at(before) {
            let height = self.breaker.height_of(node.columns);
            for &is_paired in settings {
                tried += 1;
                for fit in page.fits(node.carry, height, is_paired, self.breaker) {
                    tried += u64::from(fit.lines != 0);
                    let candidate = self.extend(index, &node, to, page, fit);
                    let kind = candidate.columns % 2 + if page.is_all_placed(candidate.carry) { 0 } else { 2 };
                    if let Some(slot) = best.get_mut(kind)
                        && slot.is_none_or(|other| candidate.cost < other.cost)
                    {
                        *slot = Some(candidate);
                    }
                }
            }
        }
        self.tried += tried;
    }

    fn extend(&self, index: usize, node: &Node, to: usize, page: &Page<'_>, fit: Fit) -> Node {
        let mut cost = node.cost;
        page.cost(&fit, self.breaker, |_, part| cost += part);
        let empty = tenths(fit.empty, self.breaker.height);
        if self.breaker.faces_the_last(node.columns) && !page.end.is_forced {
            cost += uneven(empty - node.empty, self.breaker);
        }
        let is_last = to + 1 == self.material.places.len();
        if is_last && !page.is_all_placed(fit.carry) {
            cost += LEFT_OVER;
        }
        Node { place: to, previous: index, cost, columns: node.columns + 1, empty, fit: Some(fit), carry: fit.carry }
    }

    /// What can't be broken and is higher than a page gets a page of its own.
    fn alone(&self, to: usize) -> Option<Node> {
        let before = (0..to).rev().find(|before| self.nodes_at(*before).next().is_some())?;
        if before + 1 != to {
            return None;
        }
        let (index, node) = self.nodes_at(before).min_by_key(|(_, node)| node.cost)?;
        let page = Page::new(self.material, self.base, before, to)?;
        let fit = page.overfull(node.carry, self.breaker.height_of(node.columns), self.breaker);
        let mut alone = self.extend(index, &node, to, &page, fit);
        alone.cost += TOO_HIGH;
        Some(alone)
    }

    fn settle(&mut self, to: usize, best: [Option<Node>; KINDS]) {
        for (kind, node) in best.into_iter().enumerate() {
            let Some(node) = node else { continue };
            if let Some(slot) = self.at.get_mut(to).and_then(|kinds| kinds.get_mut(kind)) {
                *slot = Some(self.nodes.len());
                self.nodes.push(node);
            }
        }
    }

    /// The plans of the cheapest way to the end.
    fn trace(&self) -> BrokenRun {
        let last = self.material.places.len().saturating_sub(1);
        let Some((end, node)) = self.nodes_at(last).min_by_key(|(_, node)| node.cost) else {
            return BrokenRun::default();
        };
        let mut plans = self.left_over(node.carry);
        let mut index = end;
        while let Some(node) = self.nodes.get(index).filter(|node| node.columns > 0) {
            let Some(before) = self.nodes.get(node.previous) else { break };
            plans.extend(self.plan(before, node));
            index = node.previous;
        }
        plans.reverse();
        // Two page ends in a row, or one at the run's end, make no empty page.
        plans.retain(|plan| plan.from < plan.to || !plan.inserts.is_empty());
        BrokenRun { plans, tried: self.tried }
    }

    fn plan(&self, before: &Node, node: &Node) -> Option<PagePlan> {
        let page = Page::new(self.material, self.base, before.place, node.place)?;
        let fit = node.fit?;
        let mut reasons = Vec::new();
        page.cost(&fit, self.breaker, |reason, cost| {
            if cost != 0 {
                reasons.push((reason, cost));
            }
        });
        if self.breaker.faces_the_last(before.columns) && !page.end.is_forced {
            let cost = uneven(node.empty - before.empty, self.breaker);
            if cost != 0 {
                reasons.push(("facing pages uneven", cost));
            }
        }
        let start = self.material.places.get(before.place)?.at;
        let from = self.material.starts.get(start - self.base).copied().unwrap_or(start);
        Some(PagePlan {
            from,
            to: page.end.at.max(from),
            photo_scale: fit.scale,
            give: fit.give,
            spaces: page.spaces_of(&fit),
            fill: 1000 - node.empty,
            cost: reasons.iter().map(|(_, cost)| cost).sum(),
            reasons,
            overfull: fit.overfull,
            is_paired: fit.is_paired,
            changed: page.changed(fit.lines)?.map(|one| (one.index, fit.lines > 0)).collect(),
            inserts: self.parts(before.carry, fit.carry),
        })
    }

    /// The parts of inserts between two states: floats, then notes.
    fn parts(&self, from: Carry, to: Carry) -> Vec<InsertPart> {
        let floats = self.material.floats.get(from.float..to.float).unwrap_or_default();
        let whole = |float: &Inserted| InsertPart {
            insert: float.insert,
            pieces: 0..float.cuts.last().map_or(0, |cut| cut.piece),
        };
        let mut parts: Vec<InsertPart> = floats.iter().map(whole).collect();
        for index in from.note.0..=to.note.0 {
            let Some(note) = self.material.notes.get(index) else { break };
            let piece = |cut: usize| note.cuts.get(cut).map_or(0, |cut| cut.piece);
            let start = if index == from.note.0 { piece(from.note.1) } else { 0 };
            let end = if index == to.note.0 { piece(to.note.1) } else { piece(note.cuts.len() - 1) };
            if start < end {
                parts.push(InsertPart { insert: note.insert, pieces: start..end });
            }
        }
        parts
    }

    /// Pages of notes and floats alone, the last one first, for what the run's last page left over.
    fn left_over(&self, mut carry: Carry) -> Vec<PagePlan> {
        let Some(page) = Page::at_end(self.material) else { return Vec::new() };
        let mut plans = Vec::new();
        while !page.is_all_placed(carry) {
            let next = page.rest(carry, self.breaker);
            let end = self.material.places.last().map_or(0, |place| place.at);
            let inserts = self.parts(carry, next);
            plans.push(PagePlan { from: end, to: end, fill: 0, inserts, ..PagePlan::natural(0) });
            carry = next;
        }
        plans.reverse();
        plans
    }
}

/// What two facing pages of unlike depth cost.
fn uneven(difference: i64, breaker: &Breaker<'_>) -> i64 {
    difference * difference * breaker.costs.uneven / 10_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::ElementId;
    use crate::geom::Size;
    use crate::layout::flow::InsertKind;
    use crate::layout::flow::fit::Choice;
    use crate::layout::flow::{CaptionPlace, Elastic, Insert, PhotoCell, PhotoGroup, PhotoRow, Piece, Solid, Strained};
    use crate::model::NodeId;
    use crate::source::{FileId, Span};
    use crate::theme::read;
    use crate::world::Memory;

    fn costs() -> Costs {
        read(&Memory::new(), "screen", &mut crate::diag::Sink::new()).unwrap().costs
    }

    fn text(height: f64) -> Piece {
        Piece::Strut(Abs::pt(height))
    }

    fn may_break(cost: i64) -> Piece {
        Piece::Break { cost, reason: "test" }
    }

    fn photo(height: f64) -> Piece {
        let wish = Size::new(Abs::pt(height), Abs::pt(height));
        let span = Span::new(FileId::new(0), 0, 0);
        let cell = PhotoCell { picture: NodeId::new(0), wish, owner: ElementId(0), span, link: None };
        Piece::Photos(PhotoRow {
            x: Abs::ZERO,
            cells: vec![cell],
            gap: Abs::ZERO,
            captions: Vec::new(),
            caption_place: CaptionPlace::Below,
            bleeds: false,
        })
    }

    fn breaker(costs: &Costs) -> Breaker<'_> {
        let (height, separation) = (Abs::pt(100.0), Abs::pt(4.0));
        Breaker { height, smallest: 60, costs, separation, first: (0, Abs::ZERO), facing: None }
    }

    fn flow(pieces: &[Piece]) -> Flow {
        Flow { pieces: pieces.to_vec(), ..Flow::default() }
    }

    fn pages_of(flow: &Flow) -> Vec<PagePlan> {
        let costs = costs();
        break_pages(flow, 0..flow.pieces.len(), &breaker(&costs)).plans
    }

    fn pages(pieces: &[Piece]) -> Vec<PagePlan> {
        pages_of(&flow(pieces))
    }

    /// Fills each page as far as it goes, as page-by-page breakers do.
    fn greedy(pieces: &[Piece]) -> i64 {
        let costs = costs();
        let (breaker, flow) = (breaker(&costs), flow(pieces));
        let material = Material::of(&flow, 0..pieces.len(), 60);
        let page = |from: usize, to: usize| Page::new(&material, 0, from, to).unwrap();
        let fits =
            |from: usize, to: usize| page(from, to).fit(Carry::default(), breaker.height, Choice::default(), &breaker);
        let (mut from, mut total) = (0, 0);
        while from + 1 < material.places.len() {
            let fitting = (from + 1..material.places.len()).take_while(|to| fits(from, *to).is_some()).last();
            let to = fitting.unwrap_or(from + 1);
            page(from, to).cost(&fits(from, to).unwrap(), &breaker, |_, cost| total += cost);
            from = to;
        }
        total
    }

    #[test]
    fn filling_page_by_page_loses() {
        // The third block fits on page one, and then has to part from the fourth.
        let pieces = [text(30.0), may_break(0), text(30.0), may_break(0), text(35.0), may_break(4000), text(60.0)];
        let chosen = pages(&pieces);
        let total: i64 = chosen.iter().map(|page| page.cost).sum();
        assert!(total < greedy(&pieces), "{total} against {}", greedy(&pieces));
        let ends: Vec<usize> = chosen.iter().map(|page| page.to).collect();
        assert_eq!(ends.last(), Some(&pieces.len()));
    }

    #[test]
    fn nothing_is_left_out() {
        let pieces = [text(60.0), may_break(0), text(260.0), may_break(0), photo(300.0), may_break(0), text(10.0)];
        let chosen = pages(&pieces);
        assert_eq!(chosen.first().map(|page| page.from), Some(0));
        assert_eq!(chosen.last().map(|page| page.to), Some(pieces.len()));
        assert!(chosen.windows(2).all(|pair| pair[0].to <= pair[1].from && pair[1].from <= pair[0].to + 1));
        assert!(chosen.iter().any(|page| page.overfull > Abs::ZERO));
    }

    #[test]
    fn photos_shrink_together_and_not_below_their_share() {
        let pieces = [photo(60.0), may_break(0), photo(60.0), may_break(0), photo(60.0)];
        let chosen = pages(&pieces);
        assert!(chosen.iter().all(|page| page.photo_scale >= 600));
        assert_eq!(chosen.first().map(|page| page.photo_scale), Some(833));
    }

    #[test]
    fn space_is_not_stretched_beyond_half_again() {
        let pieces = [text(40.0), Piece::Space(Abs::pt(10.0)), text(30.0), may_break(0), text(90.0)];
        let chosen = pages(&pieces);
        assert_eq!(chosen.first().map(|page| page.give), Some(Abs::ZERO));
        let pieces = [text(40.0), Piece::Space(Abs::pt(10.0)), text(46.0), may_break(0), text(90.0)];
        assert_eq!(pages(&pieces).first().map(|page| page.give), Some(Abs::pt(4.0)));
    }

    #[test]
    fn a_page_end_is_obeyed_and_makes_no_empty_page() {
        let pieces = [Piece::PageEnd, text(10.0), Piece::PageEnd, Piece::PageEnd, text(10.0), Piece::PageEnd];
        assert_eq!(pages(&pieces).len(), 2);
        assert!(pages(&[]).is_empty());
    }

    fn note(lines: usize) -> Insert {
        let line = || Piece::Line(Box::new(crate::layout::flow::piece::tests::line(Abs::pt(5.0))));
        Insert { kind: InsertKind::Note, pieces: (0..lines).map(|_| line()).collect(), marks: Vec::new() }
    }

    fn marked(height: f64, inserts: &[usize]) -> Piece {
        Piece::Solid(Box::new(Solid { height: Abs::pt(height), inserts: inserts.to_vec(), ..Solid::default() }))
    }

    #[test]
    fn a_note_stands_on_the_page_of_its_mark() {
        // Two blocks and the second one's note don't fit together: the second goes with its note.
        let pieces = [text(50.0), may_break(0), marked(45.0, &[0]), may_break(0), text(20.0)];
        let chosen = pages_of(&Flow { inserts: vec![note(3)], ..flow(&pieces) });
        assert_eq!(chosen.iter().map(|page| page.to).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(chosen.iter().map(|page| page.inserts.len()).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_long_note_goes_on_at_the_next_foot_and_none_of_it_is_lost() {
        let pieces = [marked(60.0, &[0]), may_break(0), marked(30.0, &[1])];
        let chosen = pages_of(&Flow { inserts: vec![note(50), note(2)], ..flow(&pieces) });
        let mut lines = vec![0; 2];
        for part in chosen.iter().flat_map(|page| &page.inserts) {
            assert_eq!(lines[part.insert], part.pieces.start, "the parts of a note follow each other");
            lines[part.insert] = part.pieces.end;
        }
        assert_eq!(lines, [50, 2]);
        assert_eq!(chosen.first().map(|page| page.inserts.len()), Some(1), "it begins on the page of its mark");
    }

    #[test]
    fn a_float_waits_for_a_page_that_has_room() {
        let float = Insert { kind: InsertKind::Top, pieces: vec![text(60.0)], marks: Vec::new() };
        let pieces = [text(45.0), Piece::Anchor(0), text(45.0), may_break(0), text(30.0)];
        let chosen = pages_of(&Flow { inserts: vec![float], ..flow(&pieces) });
        assert_eq!(chosen.iter().map(|page| page.inserts.len()).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn photos_in_a_row_stand_side_by_side_where_that_fills_a_page() {
        let pieces = [text(66.0), may_break(0), photo(60.0), may_break(0), photo(60.0)];
        let group = PhotoGroup { from: 2, to: 5, paired: vec![photo(32.0)] };
        let chosen = pages_of(&Flow { groups: vec![group], ..flow(&pieces) });
        assert_eq!(chosen.len(), 1);
        assert!(chosen[0].is_paired);
    }

    /// A paragraph of lines of ten points that may take a line less or more.
    fn elastic(from: usize, to: usize, lines: usize, strain: i64) -> Elastic {
        let line = || Piece::Line(Box::new(crate::layout::flow::piece::tests::line(Abs::pt(10.0))));
        let way = |count: usize| Some(Strained { pieces: (0..count).map(|_| line()).collect(), strain });
        Elastic { from, to, shorter: way(lines - 1), longer: way(lines + 1) }
    }

    #[test]
    fn paragraphs_take_a_line_more_where_that_fills_a_page() {
        // Two paragraphs that become higher by seven points, and a block that can't follow on the same page.
        let pieces = [text(43.0), may_break(0), text(43.0), may_break(0), text(90.0)];
        let elastic = vec![elastic(0, 1, 4, 20), elastic(2, 3, 4, 10)];
        let chosen = pages_of(&Flow { elastic, ..flow(&pieces) });
        let changed: Vec<_> = chosen.iter().map(|page| page.changed.clone()).collect();
        assert_eq!(changed, [vec![(1, true), (0, true)], vec![]], "those least ill come first");
        assert_eq!(chosen.iter().map(|page| page.fill).collect::<Vec<_>>(), [1000, 900]);
    }

    #[test]
    fn a_paragraph_takes_a_line_less_where_a_page_lacks_one() {
        let pieces = [text(40.0), may_break(0), text(70.0)];
        let chosen = pages_of(&Flow { elastic: vec![elastic(0, 1, 4, 10)], ..flow(&pieces) });
        assert_eq!(chosen.iter().map(|page| page.changed.clone()).collect::<Vec<_>>(), [[(0, false)]]);
        // One that goes on to the next page stays as it is.
        let pieces = [text(90.0), may_break(50), text(70.0)];
        let chosen = pages_of(&Flow { elastic: vec![elastic(0, 3, 16, 10)], ..flow(&pieces) });
        assert!(chosen.len() == 2 && chosen.iter().all(|page| page.changed.is_empty()));
    }

    #[test]
    fn facing_pages_end_alike() {
        let costs = costs();
        let block = |height: f64| [text(height), may_break(0)];
        let pieces: Vec<Piece> = [95.0, 30.0, 30.0, 30.0, 30.0, 30.0, 70.0].into_iter().flat_map(block).collect();
        let flow = flow(&pieces);
        let depths = |facing| {
            let breaker = Breaker { facing, ..breaker(&costs) };
            let plans = break_pages(&flow, 0..pieces.len(), &breaker).plans;
            plans.iter().map(|plan| plan.fill).collect::<Vec<_>>()
        };
        let apart = |fills: &[i64]| (fills[1] - fills[2]).abs();
        assert!(apart(&depths(Some(Side::Recto))) <= apart(&depths(None)));
    }

    /// Four times as long, four times the pages tried: the work grows with the run's length, not with its square.
    #[test]
    fn the_work_grows_with_the_run() {
        let costs = costs();
        let tried = |count: usize| {
            let pieces: Vec<Piece> = (0..count).flat_map(|_| [text(5.0), may_break(3)]).collect();
            let elastic = (0..count).map(|at| elastic(2 * at, 2 * at + 1, 3, at as i64 % 7)).collect();
            break_pages(&Flow { elastic, ..flow(&pieces) }, 0..pieces.len(), &breaker(&costs)).tried
        };
        let counts: Vec<u64> = [1_000, 2_000, 4_000, 8_000, 16_000].into_iter().map(tried).collect();
        for pair in counts.windows(2) {
            let ratio = pair[1] * 100 / pair[0];
            assert!((190..=210).contains(&ratio), "{counts:?}");
        }
    }
    /// The places looked at grow with the run's length, not with its square.
    #[test]
    fn a_long_run_is_broken_in_proportion() {
        let run = |count: usize| -> Vec<Piece> { (0..count).flat_map(|_| [text(5.0), may_break(3)]).collect() };
        assert_eq!(pages(&run(20_000)).len(), 1000);
    }
}
