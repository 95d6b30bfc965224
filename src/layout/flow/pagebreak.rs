//! Choosing the page breaks of a run together: the way with the least total cost.
//!
//! A page costs what is left empty at its foot, what its photos are shrunk by and what breaking
//! there costs. Dynamic programming over the places where a page may end: each place is reached
//! from those at most a page above it, so the work grows with the run's length times what fits on
//! a page.

use crate::geom::Abs;
use crate::layout::flow::Piece;
use crate::theme::Costs;

/// What the breaker needs to know of the page.
#[derive(Debug, Clone, Copy)]
pub struct Breaker<'a> {
    /// The body's height.
    pub height: Abs,
    /// How far photos may shrink, in per cent.
    pub smallest: i64,
    /// What things cost.
    pub costs: &'a Costs,
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
        }
    }
}

/// The height of what no page can hold as it is.
const TOO_HIGH: i64 = 10_000_000;

/// Sums of heights up to a piece.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    fixed: Abs,
    spaces: Abs,
    photos: Abs,
    lines: usize,
}

/// A place where a page may end.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The piece behind the page.
    at: usize,
    cost: i64,
    reason: &'static str,
    /// Whether a page has to end here.
    is_forced: bool,
}

/// How the content between two places fits a page.
#[derive(Debug, Clone, Copy)]
struct Fit {
    scale: i64,
    give: Abs,
    empty: Abs,
    overfull: Abs,
}

/// Chooses the pages of a run. An empty run has none.
pub fn break_pages(pieces: &[Piece], breaker: &Breaker<'_>) -> Vec<PagePlan> {
    let sums = sums(pieces);
    let starts = starts(pieces);
    let places = places(pieces);
    // The cheapest way to each place: total cost, and the place before it.
    let mut best: Vec<Option<(i64, usize)>> = vec![None; places.len()];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0));
    }
    let mut from = 0;
    for to in 1..places.len() {
        let mut cheapest: Option<(i64, usize)> = None;
        for before in (from..to).rev() {
            let Some((so_far, _)) = best.get(before).copied().flatten() else { continue };
            let Some(page) = Page::new(&places, &starts, &sums, before, to) else { continue };
            let Some(fit) = page.fit(breaker) else {
                // What is too high from here is too high from further above.
                from = from.max(before + 1).min(to - 1);
                break;
            };
            let total = so_far + page.cost(&fit, breaker).iter().map(|(_, cost)| cost).sum::<i64>();
            if cheapest.is_none_or(|(cost, _)| total < cost) {
                cheapest = Some((total, before));
            }
            if places.get(before).is_some_and(|place| place.is_forced) {
                break;
            }
        }
        // What can't be broken and is higher than a page gets a page of its own.
        let cheapest = cheapest.or_else(|| {
            let before = (0..to).rev().find(|before| best.get(*before).is_some_and(Option::is_some))?;
            let is_alone = before + 1 == to;
            let (so_far, _) = best.get(before).copied().flatten()?;
            is_alone.then_some((so_far + TOO_HIGH, before))
        });
        if let Some(slot) = best.get_mut(to) {
            *slot = cheapest;
        }
        if places.get(to).is_some_and(|place| place.is_forced) {
            from = to;
        }
    }
    trace(&best, &places, &starts, &sums, breaker)
}

fn sums(pieces: &[Piece]) -> Vec<Sums> {
    let mut all = Vec::with_capacity(pieces.len() + 1);
    let mut sums = Sums::default();
    all.push(sums);
    for piece in pieces {
        match piece {
            Piece::Line(line) => {
                sums.fixed += line.line.height;
                sums.lines += 1;
            }
            Piece::Space(space) => sums.spaces += *space,
            Piece::Strut(strut) => sums.fixed += *strut,
            Piece::Photos(row) => sums.photos += row.wish(),
            Piece::Solid(solid) => sums.fixed += solid.height,
            Piece::Break { .. } | Piece::PageEnd => {}
        }
        all.push(sums);
    }
    all
}

/// For each piece the first one at or behind it that a page can start with.
fn starts(pieces: &[Piece]) -> Vec<usize> {
    let mut starts = vec![pieces.len(); pieces.len() + 1];
    for index in (0..pieces.len()).rev() {
        let goes = matches!(pieces.get(index), Some(Piece::Space(_) | Piece::Break { .. } | Piece::PageEnd));
        let next = starts.get(index + 1).copied().unwrap_or(index);
        if let Some(slot) = starts.get_mut(index) {
            *slot = if goes { next } else { index };
        }
    }
    starts
}

fn places(pieces: &[Piece]) -> Vec<Place> {
    let mut places = vec![Place { at: 0, cost: 0, reason: "start", is_forced: true }];
    for (at, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Break { cost, reason } if at > 0 => places.push(Place { at, cost, reason, is_forced: false }),
            Piece::PageEnd if at > 0 => places.push(Place { at, cost: 0, reason: "asked for", is_forced: true }),
            _ => {}
        }
    }
    places.push(Place { at: pieces.len(), cost: 0, reason: "end", is_forced: true });
    places
}

/// The content between two places.
struct Page {
    fixed: Abs,
    spaces: Abs,
    photos: Abs,
    lines: usize,
    end: Place,
    has_photos: bool,
}

impl Page {
    fn new(places: &[Place], starts: &[usize], sums: &[Sums], before: usize, to: usize) -> Option<Self> {
        let (start, end) = (places.get(before)?, *places.get(to)?);
        let first = (*starts.get(start.at)?).min(end.at);
        let (low, high) = (sums.get(first)?, sums.get(end.at)?);
        Some(Self {
            fixed: high.fixed - low.fixed,
            spaces: high.spaces - low.spaces,
            photos: high.photos - low.photos,
            lines: high.lines - low.lines,
            end,
            has_photos: high.photos > low.photos,
        })
    }

    /// Photos at the size that makes the page full, spaces at theirs; `None` where it can't fit.
    fn fit(&self, breaker: &Breaker<'_>) -> Option<Fit> {
        let natural = self.fixed + self.spaces + self.photos;
        let room = breaker.height - natural;
        if room >= Abs::ZERO {
            // Space grows by a half at most, and only where that fills the page.
            let grows = room <= self.spaces / 2;
            let give = if grows { room } else { Abs::ZERO };
            return Some(Fit { scale: 1000, give, empty: room - give, overfull: Abs::ZERO });
        }
        let photo_give = self.photos.scale(100 - breaker.smallest, 100);
        let lacking = -room;
        if lacking <= photo_give {
            let scale = (self.photos - lacking).to_raw() * 1000 / self.photos.to_raw().max(1);
            return Some(Fit { scale, give: Abs::ZERO, empty: Abs::ZERO, overfull: Abs::ZERO });
        }
        let rest = lacking - photo_give;
        let scale = if self.has_photos { breaker.smallest * 10 } else { 1000 };
        (rest <= self.spaces / 4).then_some(Fit { scale, give: -rest, empty: Abs::ZERO, overfull: Abs::ZERO })
    }

    /// The fit of what is higher than a page.
    fn overfull(&self, breaker: &Breaker<'_>) -> Fit {
        let photos = self.photos.scale(breaker.smallest, 100);
        let overfull = (self.fixed + self.spaces + photos - breaker.height).max(Abs::ZERO);
        let scale = if self.has_photos { breaker.smallest * 10 } else { 1000 };
        Fit { scale, give: Abs::ZERO, empty: Abs::ZERO, overfull }
    }

    fn cost(&self, fit: &Fit, breaker: &Breaker<'_>) -> Vec<(&'static str, i64)> {
        let costs = breaker.costs;
        let mut reasons = vec![("page", costs.page)];
        let mut add = |reason, cost| {
            if cost != 0 {
                reasons.push((reason, cost));
            }
        };
        // Tenths of per cent, so that small differences count.
        let empty = fit.empty.to_raw() * 1000 / breaker.height.to_raw().max(1);
        let weight = if self.end.is_forced { costs.empty_at_end } else { costs.empty };
        add("empty", empty * empty * weight / 10_000);
        let shrunk = 1000 - fit.scale;
        add("photos shrunk", shrunk * shrunk * costs.shrink / 10_000);
        if fit.give < Abs::ZERO {
            add("spaces shrunk", 40);
        }
        add(self.end.reason, self.end.cost);
        let has_little = self.photos.is_zero() && self.lines < 5;
        if self.end.is_forced && has_little {
            add("short last page", costs.short_last_page);
        }
        reasons
    }
}

fn trace(
    best: &[Option<(i64, usize)>],
    places: &[Place],
    starts: &[usize],
    sums: &[Sums],
    breaker: &Breaker<'_>,
) -> Vec<PagePlan> {
    let mut plans = Vec::new();
    let mut to = places.len().saturating_sub(1);
    while let Some((_, before)) = best.get(to).copied().flatten().filter(|_| to > 0) {
        if let Some(page) = Page::new(places, starts, sums, before, to) {
            let fit = page.fit(breaker).unwrap_or_else(|| page.overfull(breaker));
            let reasons = page.cost(&fit, breaker);
            let from = places.get(before).and_then(|place| starts.get(place.at)).copied().unwrap_or(0);
            plans.push(PagePlan {
                from,
                to: page.end.at.max(from),
                photo_scale: fit.scale,
                give: fit.give,
                spaces: page.spaces,
                fill: 1000 - fit.empty.to_raw() * 1000 / breaker.height.to_raw().max(1),
                cost: reasons.iter().map(|(_, cost)| cost).sum(),
                reasons,
                overfull: fit.overfull,
            });
        }
        to = before;
    }
    plans.reverse();
    // Two page ends in a row, or one at the run's end, make no empty page.
    plans.retain(|plan| plan.from < plan.to);
    plans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::ElementId;
    use crate::geom::Size;
    use crate::layout::flow::{PhotoCell, PhotoRow};
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
        Piece::Photos(PhotoRow { x: Abs::ZERO, cells: vec![cell], gap: Abs::ZERO })
    }

    fn pages(pieces: &[Piece]) -> Vec<PagePlan> {
        let costs = costs();
        break_pages(pieces, &Breaker { height: Abs::pt(100.0), smallest: 60, costs: &costs })
    }

    /// Fills each page as far as it goes, as page-by-page breakers do.
    fn greedy(pieces: &[Piece]) -> i64 {
        let costs = costs();
        let breaker = Breaker { height: Abs::pt(100.0), smallest: 60, costs: &costs };
        let (sums, starts, places) = (sums(pieces), starts(pieces), places(pieces));
        let (mut from, mut total) = (0, 0);
        while from + 1 < places.len() {
            let fitting = (from + 1..places.len())
                .take_while(|to| Page::new(&places, &starts, &sums, from, *to).unwrap().fit(&breaker).is_some())
                .last();
            let to = fitting.unwrap_or(from + 1);
            let page = Page::new(&places, &starts, &sums, from, to).unwrap();
            let fit = page.fit(&breaker).unwrap();
            total += page.cost(&fit, &breaker).iter().map(|(_, cost)| cost).sum::<i64>();
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

    /// The places looked at grow with the run's length, not with its square.
    #[test]
    fn a_long_run_is_broken_in_proportion() {
        let run = |count: usize| -> Vec<Piece> { (0..count).flat_map(|_| [text(5.0), may_break(3)]).collect() };
        assert_eq!(pages(&run(20_000)).len(), 1000);
    }
}
