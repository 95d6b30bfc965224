//! What a run amounts to between any two of its places: sums, so that a page is measured in one step.

use std::ops::Range;

use crate::geom::Abs;
use crate::layout::flow::piece::{Elastic, Flow, InsertKind, PhotoGroup, Piece};

/// Sums up to a piece.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) fixed: Abs,
    pub(super) spaces: Abs,
    pub(super) photos: Abs,
    pub(super) lines: usize,
    /// Height that no choice can do without: all but photos' give and what stands in groups.
    pub(super) needed: Abs,
    /// Footnotes whose marks were met.
    pub(super) notes: usize,
    /// Floats met.
    pub(super) floats: usize,
    /// Groups of photos that begin before here.
    pub(super) begun: usize,
    /// Groups of photos that end here or before.
    pub(super) ended: usize,
    /// Elastic paragraphs that begin before here.
    pub(super) elastic_begun: usize,
    /// Elastic paragraphs that end here or before.
    pub(super) elastic_ended: usize,
}

/// A place where a page may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The piece behind the page.
    pub(super) at: usize,
    pub(super) cost: i64,
    pub(super) reason: &'static str,
    /// Whether a page has to end here.
    pub(super) is_forced: bool,
    /// The room that the page ending here needs at its foot.
    pub(super) below: Abs,
    /// The room that a page beginning here needs at its head.
    pub(super) above: Abs,
}

impl Place {
    fn forced(at: usize, reason: &'static str) -> Self {
        Self { at, cost: 0, reason, is_forced: true, below: Abs::ZERO, above: Abs::ZERO }
    }
}

/// Where an insert may be cut: the piece that its rest begins with, and the height above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) piece: usize,
    pub(super) height: Abs,
}

/// An insert of the run.
#[derive(Debug, Clone)]
pub(super) struct Inserted {
    /// Its index in the flow.
    pub(super) insert: usize,
    /// Places to cut it, the last one behind it; the first is its beginning.
    pub(super) cuts: Vec<Cut>,
}

impl Inserted {
    pub(super) fn height(&self) -> Abs {
        self.cuts.last().map_or(Abs::ZERO, |cut| cut.height)
    }
}

/// How much higher a group of photos is where they stand side by side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Change {
    pub(super) fixed: Abs,
    pub(super) spaces: Abs,
    pub(super) photos: Abs,
}

/// What an elastic paragraph can do for its page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stretchable {
    /// Its index in the flow.
    pub(super) index: usize,
    /// How much lower it is in a line less, and how ill it is then.
    pub(super) shorter: Option<(Abs, i64)>,
    /// How much higher it is in a line more, and how ill it is then.
    pub(super) longer: Option<(Abs, i64)>,
}

/// A run, measured.
pub(super) struct Material {
    pub(super) sums: Vec<Sums>,
    /// For each piece the first one at or behind it that a page can start with.
    pub(super) starts: Vec<usize>,
    pub(super) places: Vec<Place>,
    /// The footnotes in the order of their marks.
    pub(super) notes: Vec<Inserted>,
    /// The floating figures in the order of their places in the text.
    pub(super) floats: Vec<Inserted>,
    /// Sums of the changes of the groups up to one.
    pub(super) changes: Vec<Change>,
    /// The elastic paragraphs.
    pub(super) elastic: Vec<Stretchable>,
    /// The most that a paragraph can become lower.
    pub(super) most_shrink: Abs,
}

impl Material {
    /// Measures the pieces of a range of a flow; indices are those of the flow.
    pub(super) fn of(flow: &Flow, range: Range<usize>, smallest: i64) -> Self {
        let groups = groups_within(flow, &range);
        let elastic = elastic_within(flow, &range);
        let shrink = |one: &Stretchable| one.shorter.map(|(height, _)| height);
        let most_shrink = elastic.iter().filter_map(shrink).max().unwrap_or(Abs::ZERO);
        let mut material = Self {
            sums: Vec::with_capacity(range.len() + 1),
            starts: starts(flow, &range),
            places: places(flow, &range),
            notes: Vec::new(),
            floats: Vec::new(),
            changes: changes(flow, groups),
            elastic,
            most_shrink,
        };
        material.sum_up(flow, range, groups, smallest);
        material
    }

    fn sum_up(&mut self, flow: &Flow, range: Range<usize>, groups: &[PhotoGroup], smallest: i64) {
        let mut sums = Sums::default();
        let elastic = elastic_slice(flow, &range);
        for index in range.clone() {
            sums.begun = groups.partition_point(|group| group.from < index);
            sums.ended = groups.partition_point(|group| group.to <= index);
            sums.elastic_begun = elastic.partition_point(|one| one.from < index);
            sums.elastic_ended = elastic.partition_point(|one| one.to <= index);
            self.sums.push(sums);
            let Some(piece) = flow.pieces.get(index) else { continue };
            let is_grouped = groups.get(sums.ended).is_some_and(|group| group.from <= index);
            let change = measured(piece);
            sums.fixed += change.fixed;
            sums.spaces += change.spaces;
            sums.photos += change.photos;
            if !is_grouped {
                sums.needed += change.fixed + change.spaces.scale(3, 4) + change.photos.scale(smallest, 100);
            }
            sums.lines += usize::from(matches!(piece, Piece::Line(_)));
            for insert in piece.inserts() {
                let Some(what) = flow.inserts.get(*insert) else { continue };
                let list = if what.kind == InsertKind::Note { &mut self.notes } else { &mut self.floats };
                list.push(Inserted { insert: *insert, cuts: cuts(&what.pieces, what.kind) });
            }
            (sums.notes, sums.floats) = (self.notes.len(), self.floats.len());
        }
        sums.begun = groups.len();
        sums.ended = groups.len();
        sums.elastic_begun = elastic.len();
        sums.elastic_ended = elastic.len();
        self.sums.push(sums);
    }
}

fn groups_within<'f>(flow: &'f Flow, range: &Range<usize>) -> &'f [PhotoGroup] {
    let from = flow.groups.partition_point(|group| group.from < range.start);
    let to = flow.groups.partition_point(|group| group.to <= range.end);
    flow.groups.get(from..to).unwrap_or_default()
}

/// The elastic paragraphs of a flow that stand in a range.
fn elastic_slice<'f>(flow: &'f Flow, range: &Range<usize>) -> &'f [Elastic] {
    let from = flow.elastic.partition_point(|one| one.from < range.start);
    let to = flow.elastic.partition_point(|one| one.to <= range.end);
    flow.elastic.get(from..to).unwrap_or_default()
}

fn elastic_within(flow: &Flow, range: &Range<usize>) -> Vec<Stretchable> {
    let first = flow.elastic.partition_point(|one| one.from < range.start);
    let height = |pieces: &[Piece]| -> Abs { pieces.iter().map(Piece::natural_height).sum() };
    let measured = |(index, one): (usize, &Elastic)| {
        let natural = height(flow.pieces.get(one.from..one.to).unwrap_or_default());
        let shorter = one.shorter.as_ref().map(|way| (natural - height(&way.pieces), way.strain));
        let longer = one.longer.as_ref().map(|way| (height(&way.pieces) - natural, way.strain));
        Stretchable { index: first + index, shorter, longer }
    };
    elastic_slice(flow, range).iter().enumerate().map(measured).collect()
}

fn measured(piece: &Piece) -> Change {
    let mut change = Change::default();
    match piece {
        Piece::Line(line) => change.fixed = line.line.height,
        Piece::Space(space) => change.spaces = *space,
        Piece::Strut(strut) => change.fixed = *strut,
        Piece::Photos(row) if row.bleeds => change.fixed = row.wish() + row.below(),
        Piece::Photos(row) => (change.photos, change.fixed) = (row.wish(), row.below()),
        Piece::Solid(solid) => change.fixed = solid.height,
        Piece::Break { .. } | Piece::PageEnd | Piece::Anchor(_) => {}
    }
    change
}

fn changes(flow: &Flow, groups: &[PhotoGroup]) -> Vec<Change> {
    let total = |pieces: &[Piece]| {
        pieces.iter().map(measured).fold(Change::default(), |sum, next| Change {
            fixed: sum.fixed + next.fixed,
            spaces: sum.spaces + next.spaces,
            photos: sum.photos + next.photos,
        })
    };
    let mut sum = Change::default();
    let mut sums = vec![sum];
    for group in groups {
        let alone = total(flow.pieces.get(group.from..group.to).unwrap_or_default());
        let paired = total(&group.paired);
        sum.fixed += paired.fixed - alone.fixed;
        sum.spaces += paired.spaces - alone.spaces;
        sum.photos += paired.photos - alone.photos;
        sums.push(sum);
    }
    sums
}

/// A note may be cut with two lines on either side; a float not at all.
fn cuts(pieces: &[Piece], kind: InsertKind) -> Vec<Cut> {
    let is_line = |piece: &&Piece| matches!(piece, Piece::Line(_));
    let count = pieces.iter().filter(is_line).count();
    let mut cuts = vec![Cut { piece: 0, height: Abs::ZERO }];
    let (mut height, mut lines) = (Abs::ZERO, 0);
    for (index, piece) in pieces.iter().enumerate() {
        if is_line(&piece) {
            if kind == InsertKind::Note && lines >= 2 && count - lines >= 2 {
                cuts.push(Cut { piece: index, height });
            }
            lines += 1;
        }
        height += piece.natural_height();
    }
    cuts.push(Cut { piece: pieces.len(), height });
    cuts
}

fn starts(flow: &Flow, range: &Range<usize>) -> Vec<usize> {
    let mut starts = vec![range.end; range.len() + 1];
    for index in range.clone().rev() {
        let goes = matches!(flow.pieces.get(index), Some(Piece::Space(_) | Piece::Break { .. } | Piece::PageEnd));
        let slot = index - range.start;
        let next = starts.get(slot + 1).copied().unwrap_or(index);
        if let Some(slot) = starts.get_mut(slot) {
            *slot = if goes { next } else { index };
        }
    }
    starts
}

fn places(flow: &Flow, range: &Range<usize>) -> Vec<Place> {
    let mut places = vec![Place::forced(range.start, "start")];
    for at in range.start + 1..range.end {
        match flow.pieces.get(at) {
            Some(Piece::Break { cost, reason }) => {
                let place = Place { cost: *cost, is_forced: false, ..Place::forced(at, reason) };
                places.push(match flow.resumption(at + 1) {
                    Some(parted) => Place { below: parted.below, above: flow.room_above(parted), ..place },
                    None => place,
                });
            }
            Some(Piece::PageEnd) => places.push(Place::forced(at, "asked for")),
            _ => {}
        }
    }
    places.push(Place::forced(range.end, "end"));
    places
}
