//! How the content between two places fits a page: its photos, its spaces, its notes and floats.

use crate::geom::Abs;
use crate::layout::flow::material::{Change, Inserted, Material, Place, Stretchable};
use crate::layout::flow::pagebreak::Breaker;

/// A note whose end goes on to the next page.
const NOTE_SPLIT: i64 = 900;
/// A note that does not begin on the page of its mark.
const NOTE_LATE: i64 = 6_000;
/// A float that does not stand on the page of its place in the text.
const FLOAT_LATE: i64 = 150;
/// How far photos side by side may shrink, in per cent: they are small already.
const SMALLEST_PAIRED: i64 = 92;
/// Pages whose spaces are tight.
const TIGHT: i64 = 40;

/// What earlier pages left over: notes from one on, floats from one on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Carry {
    /// The first note that is not finished, and which of its cuts it goes on from.
    pub(super) note: (usize, usize),
    /// The first float that is not placed.
    pub(super) float: usize,
}

/// The most lines by which a page's paragraphs are changed together.
const MOST_LINES: i64 = 2;
/// Lines more can't fill a page that lacks more than this, in tenths of per cent.
const HOPELESS: i64 = 150;

/// What a page chooses of its content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Whether groups of photos stand side by side.
    pub(super) is_paired: bool,
    /// How many lines its paragraphs take more than by themselves; less, where it is negative.
    pub(super) lines: i64,
}

/// How the content between two places fits a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// The scale of photos, in thousandths.
    pub(super) scale: i64,
    /// What spaces are stretched or shrunk by.
    pub(super) give: Abs,
    /// What stays empty.
    pub(super) empty: Abs,
    /// By how much the content is too high.
    pub(super) overfull: Abs,
    /// Whether groups of photos stand side by side.
    pub(super) is_paired: bool,
    /// How many lines its paragraphs take more than by themselves; less, where it is negative.
    pub(super) lines: i64,
    /// What goes on to the next page.
    pub(super) carry: Carry,
    /// What the state of notes and floats costs.
    pub(super) late: i64,
}

/// The content between two places.
pub(super) struct Page<'m> {
    material: &'m Material,
    fixed: Abs,
    pub(super) spaces: Abs,
    photos: Abs,
    lines: usize,
    needed: Abs,
    pub(super) end: Place,
    /// Groups of photos that stand on it whole.
    groups: std::ops::Range<usize>,
    /// Elastic paragraphs that stand on it whole.
    elastic: std::ops::Range<usize>,
    /// Notes and floats met by its end.
    met: (usize, usize),
}

impl<'m> Page<'m> {
    /// The content from one place to another; `base` is the run's first piece.
    pub(super) fn new(material: &'m Material, base: usize, before: usize, to: usize) -> Option<Self> {
        let (start, end) = (material.places.get(before)?, *material.places.get(to)?);
        let first = (*material.starts.get(start.at - base)?).min(end.at);
        let (low, high) = (material.sums.get(first - base)?, material.sums.get(end.at - base)?);
        Some(Self {
            material,
            fixed: high.fixed - low.fixed + start.above + end.below,
            spaces: high.spaces - low.spaces,
            photos: high.photos - low.photos,
            lines: high.lines - low.lines,
            needed: high.needed - low.needed,
            end,
            groups: low.begun..high.ended.max(low.begun),
            elastic: low.elastic_begun..high.elastic_ended.max(low.elastic_begun),
            met: (high.notes, high.floats),
        })
    }

    /// A page without content behind the run's end.
    pub(super) fn at_end(material: &'m Material) -> Option<Self> {
        let high = material.sums.last()?;
        Some(Self {
            material,
            fixed: Abs::ZERO,
            spaces: Abs::ZERO,
            photos: Abs::ZERO,
            lines: 0,
            needed: Abs::ZERO,
            end: *material.places.last()?,
            groups: high.ended..high.ended,
            elastic: high.elastic_ended..high.elastic_ended,
            met: (high.notes, high.floats),
        })
    }

    /// Whether nothing met so far goes on to a later page.
    pub(super) fn is_all_placed(&self, carry: Carry) -> bool {
        carry.note >= (self.met.0, 0) && carry.float >= self.met.1
    }

    /// What a page of notes and floats alone leaves over: always less than before.
    pub(super) fn rest(&self, carry: Carry, breaker: &Breaker<'_>) -> Carry {
        let empty = Change::default();
        let fits = |float: &usize| {
            let room = breaker.height - self.floats_height(carry.float, *float, breaker);
            fit_content(&empty, room, breaker.smallest).is_some()
        };
        let float = (carry.float..=self.met.1).rev().find(fits).unwrap_or(carry.float);
        if float > carry.float {
            return Carry { float, ..carry };
        }
        let (note, _) = self.cut_notes(carry.note, breaker.height, breaker);
        if note > carry.note {
            return Carry { note, ..carry };
        }
        // Nothing fits: what comes first is set all the same, higher than the page.
        match carry.note.0 < self.met.0 {
            true => Carry { note: (carry.note.0 + 1, 0), ..carry },
            false => Carry { float: carry.float + 1, ..carry },
        }
    }

    /// Whether no choice makes this content low enough; nor does adding more above it.
    pub(super) fn is_too_high(&self, height: Abs) -> bool {
        self.needed > height + self.material.most_shrink * MOST_LINES
    }

    /// How many groups of photos could stand side by side.
    pub(super) fn groups(&self) -> i64 {
        self.groups.len() as i64
    }

    /// The paragraphs that take a line less or more where the page asks for some: those least ill, as indices into the
    /// flow's. `None` where there are not so many.
    pub(super) fn changed(&self, lines: i64) -> Option<impl Iterator<Item = &'m Stretchable> + use<'m>> {
        let elastic = self.material.elastic.get(self.elastic.clone()).unwrap_or_default();
        let strain = |one: &Stretchable| Some(if lines > 0 { one.longer?.1 } else { one.shorter?.1 });
        let mut chosen: [Option<(i64, &'m Stretchable)>; MOST_LINES as usize] = [None; MOST_LINES as usize];
        let asked = chosen.get_mut(..lines.unsigned_abs() as usize)?;
        for one in elastic {
            let Some(strain) = strain(one) else { continue };
            let is_better = |slot: &Option<(i64, &Stretchable)>| slot.is_none_or(|(other, _)| strain < other);
            if let Some(at) = asked.iter().position(is_better) {
                asked.get_mut(at..)?.rotate_right(1);
                *asked.get_mut(at)? = Some((strain, one));
            }
        }
        asked.iter().all(Option::is_some).then(|| chosen.into_iter().flatten().map(|(_, one)| one))
    }

    /// How much higher the content is with so many lines more, or lower with so many less.
    fn change(&self, lines: i64) -> Option<Abs> {
        let height = |one: &Stretchable| match lines > 0 {
            true => one.longer.map_or(Abs::ZERO, |(height, _)| height),
            false => one.shorter.map_or(Abs::ZERO, |(height, _)| -height),
        };
        Some(self.changed(lines)?.map(height).sum())
    }

    /// The content with its groups of photos side by side or not.
    fn content(&self, is_paired: bool) -> Change {
        let sum = |index: usize| self.material.changes.get(index).copied().unwrap_or_default();
        let (low, high) = (sum(self.groups.start), sum(self.groups.end));
        match is_paired {
            false => Change { fixed: self.fixed, spaces: self.spaces, photos: self.photos },
            true => Change {
                fixed: self.fixed + high.fixed - low.fixed,
                spaces: self.spaces + high.spaces - low.spaces,
                photos: self.photos + high.photos - low.photos,
            },
        }
    }

    /// Spaces of the page as it is set.
    pub(super) fn spaces_of(&self, fit: &Fit) -> Abs {
        self.content(fit.is_paired).spaces
    }

    /// The fit with what earlier pages left over; `None` where the content itself is too high.
    pub(super) fn fit(&self, carry: Carry, height: Abs, choice: Choice, breaker: &Breaker<'_>) -> Option<Fit> {
        let Choice { is_paired, lines } = choice;
        let mut content = self.content(is_paired);
        content.fixed += self.change(lines)?;
        let least = if is_paired { breaker.smallest.max(SMALLEST_PAIRED) } else { breaker.smallest };
        let (notes, floats) = self.met;
        let all_notes = self.notes_height(carry.note, notes, breaker);
        // Floats wait for a later page before a note is cut.
        for float in (carry.float..=floats).rev() {
            let room = height - all_notes - self.floats_height(carry.float, float, breaker);
            if let Some(fit) = fit_content(&content, room, least) {
                let late = (floats - float) as i64 * FLOAT_LATE;
                return Some(Fit { is_paired, lines, carry: Carry { note: (notes, 0), float }, late, ..fit });
            }
        }
        let smallest = content.fixed + content.spaces + content.photos.scale(least, 100);
        let (note, late) = self.cut_notes(carry.note, height - smallest, breaker);
        let taken = self.notes_taken(carry.note, note, breaker);
        let fit = fit_content(&content, height - taken, least)?;
        let late = late + (floats - carry.float) as i64 * FLOAT_LATE;
        Some(Fit { is_paired, lines, carry: Carry { note, float: carry.float }, late, ..fit })
    }

    /// The fit of what is higher than a page.
    pub(super) fn overfull(&self, carry: Carry, height: Abs, breaker: &Breaker<'_>) -> Fit {
        let content = self.content(false);
        let photos = content.photos.scale(breaker.smallest, 100);
        let overfull = (content.fixed + content.spaces + photos - height).max(Abs::ZERO);
        let scale = if content.photos > Abs::ZERO { breaker.smallest * 10 } else { 1000 };
        Fit { scale, give: Abs::ZERO, empty: Abs::ZERO, overfull, is_paired: false, lines: 0, carry, late: 0 }
    }

    /// The ways in which the content fits, with what earlier pages left over: with a line more or two where it leaves the
    /// page empty, with a line less or two where it is too high.
    pub(super) fn fits(
        &self,
        carry: Carry,
        height: Abs,
        is_paired: bool,
        breaker: &Breaker<'_>,
    ) -> impl Iterator<Item = Fit> {
        let plain = self.fit(carry, height, Choice { is_paired, lines: 0 }, breaker);
        let is_wanting = |fit: &Fit| fit.empty > Abs::ZERO && tenths(fit.empty, breaker.height) <= HOPELESS;
        let lines = match &plain {
            _ if self.elastic.is_empty() => [0; MOST_LINES as usize],
            None => [-1, -2],
            Some(fit) if is_wanting(fit) && !self.end.is_forced => [1, 2],
            Some(_) => [0; MOST_LINES as usize],
        };
        let changed = lines.into_iter().filter(|lines| *lines != 0);
        let changed = changed.filter_map(move |lines| {
            let fit = self.fit(carry, height, Choice { is_paired, lines }, breaker)?;
            // No paragraph is made looser for a page that stays a line short all the same.
            let line = self.change(lines)? / lines;
            (lines < 0 || fit.empty < line).then_some(fit)
        });
        plain.into_iter().chain(changed)
    }

    fn notes_height(&self, from: (usize, usize), to: usize, breaker: &Breaker<'_>) -> Abs {
        self.notes_taken(from, (to, 0), breaker)
    }

    /// The height of notes from one place to another, and the room that parts them from the body.
    fn notes_taken(&self, from: (usize, usize), to: (usize, usize), breaker: &Breaker<'_>) -> Abs {
        if from >= to {
            return Abs::ZERO;
        }
        let at = |(note, cut): (usize, usize)| self.cut_height(note, cut);
        let whole: Abs = self.notes_between(from.0, to.0).map(Inserted::height).sum();
        breaker.separation + whole - at(from) + at(to)
    }

    fn notes_between(&self, from: usize, to: usize) -> impl Iterator<Item = &'m Inserted> {
        self.material.notes.get(from..to.max(from)).unwrap_or_default().iter()
    }

    fn cut_height(&self, note: usize, cut: usize) -> Abs {
        let note = self.material.notes.get(note);
        note.and_then(|note| note.cuts.get(cut)).map_or(Abs::ZERO, |cut| cut.height)
    }

    fn floats_height(&self, from: usize, to: usize, breaker: &Breaker<'_>) -> Abs {
        let floats = self.material.floats.get(from..to).unwrap_or_default();
        floats.iter().map(|float| float.height() + breaker.separation).sum()
    }

    /// As many notes as there is room for, the last one cut, and what that costs.
    fn cut_notes(&self, from: (usize, usize), room: Abs, breaker: &Breaker<'_>) -> ((usize, usize), i64) {
        let (mut note, mut cut) = from;
        let mut room = room - breaker.separation;
        while note < self.met.0 {
            let Some(found) = self.material.notes.get(note) else { break };
            let done = self.cut_height(note, cut);
            let fits = |(_, place): &(usize, &crate::layout::flow::material::Cut)| place.height - done <= room;
            let reached = found.cuts.iter().enumerate().skip(cut + 1).take_while(fits).last();
            match reached {
                Some((index, place)) if index + 1 == found.cuts.len() => {
                    room -= place.height - done;
                    (note, cut) = (note + 1, 0);
                }
                Some((index, _)) => {
                    cut = index;
                    break;
                }
                None => break,
            }
        }
        let unbegun = self.met.0 - note - usize::from(cut > 0);
        ((note, cut), unbegun as i64 * NOTE_LATE + if cut > 0 { NOTE_SPLIT } else { 0 })
    }

    /// What the page costs, told part by part.
    pub(super) fn cost(&self, fit: &Fit, breaker: &Breaker<'_>, mut add: impl FnMut(&'static str, i64)) {
        let costs = breaker.costs;
        add("page", costs.page);
        let empty = tenths(fit.empty, breaker.height);
        let weight = if self.end.is_forced { costs.empty_at_end } else { costs.empty };
        add("empty", empty * empty * weight / 10_000);
        let shrunk = 1000 - fit.scale;
        add("photos shrunk", shrunk * shrunk * costs.shrink / 10_000);
        if fit.give < Abs::ZERO {
            add("spaces shrunk", TIGHT);
        }
        add(self.end.reason, self.end.cost);
        if self.end.is_forced && self.photos.is_zero() && self.lines < 5 {
            add("short last page", costs.short_last_page);
        }
        if fit.is_paired {
            add("photos side by side", costs.pairing * self.groups());
        }
        add("lines more or less", costs.looseness * fit.lines.abs());
        add("notes and floats late", fit.late);
    }
}

/// A height in tenths of per cent of a page's, so that small differences count.
pub(super) fn tenths(height: Abs, page: Abs) -> i64 {
    height.to_raw() * 1000 / page.to_raw().max(1)
}

/// Photos at the size that makes the page full but not below `least` per cent, spaces at theirs; `None` where it
/// can't fit.
fn fit_content(content: &Change, height: Abs, least: i64) -> Option<Fit> {
    let fit = |scale, give, empty| Fit {
        scale,
        give,
        empty,
        overfull: Abs::ZERO,
        is_paired: false,
        lines: 0,
        carry: Carry::default(),
        late: 0,
    };
    let room = height - (content.fixed + content.spaces + content.photos);
    if room >= Abs::ZERO {
        // Space grows by a half at most, and only where that fills the page.
        let give = if room <= content.spaces / 2 { room } else { Abs::ZERO };
        return Some(fit(1000, give, room - give));
    }
    let photo_give = content.photos.scale(100 - least, 100);
    let lacking = -room;
    if lacking <= photo_give {
        let scale = (content.photos - lacking).to_raw() * 1000 / content.photos.to_raw().max(1);
        return Some(fit(scale, Abs::ZERO, Abs::ZERO));
    }
    let rest = lacking - photo_give;
    let scale = if content.photos > Abs::ZERO { least * 10 } else { 1000 };
    (rest <= content.spaces / 4).then_some(fit(scale, -rest, Abs::ZERO))
}
