//! From the columns that the breaker chose to pages of them; the last ones are made even.

use std::ops::Range;

use crate::frame::BreakRecord;
use crate::geom::Abs;
use crate::layout::flow::{Breaker, Flow, PagePlan, Piece, break_pages};

/// A page: the plans of its columns from left to right, each with its height.
#[derive(Debug, Default)]
pub struct PlannedPage {
    /// What stands above the columns, and its height.
    pub masthead: Option<(PagePlan, Abs)>,
    /// The columns.
    pub columns: Vec<(PagePlan, Abs)>,
    /// Whether the page has columns, even where only one of them is filled.
    pub is_narrow: bool,
}

impl PlannedPage {
    /// How its breaks were chosen, all columns together.
    pub fn record(&self, page: usize) -> BreakRecord {
        let count = self.columns.len().max(1) as i64;
        let plans = || self.columns.iter().map(|(plan, _)| plan);
        BreakRecord {
            page,
            fill: plans().map(|plan| plan.fill).sum::<i64>() / count,
            photo_scale: plans().map(|plan| plan.photo_scale).min().unwrap_or(1000),
            cost: plans().map(|plan| plan.cost).sum(),
            reasons: plans().flat_map(|plan| plan.reasons.iter().copied()).collect(),
        }
    }
}

/// The pages of a run with one column, and how many pages were tried.
pub fn single_column(flow: &Flow, range: Range<usize>, breaker: &Breaker<'_>) -> (Vec<PlannedPage>, u64) {
    let broken = break_pages(flow, range, breaker);
    let page = |plan| PlannedPage { masthead: None, columns: vec![(plan, breaker.height)], is_narrow: false };
    (broken.plans.into_iter().map(page).collect(), broken.tried)
}

/// The pages of a run with several columns. Each page end that was asked for ends a page, not a column.
pub fn in_columns(
    flow: &Flow,
    range: Range<usize>,
    masthead: Option<Range<usize>>,
    columns: usize,
    breaker: &Breaker<'_>,
) -> (Vec<PlannedPage>, u64) {
    let mut pages = Vec::new();
    let mut tried = 0;
    let title = masthead.map(|range| {
        let pieces = flow.pieces.get(range.clone()).unwrap_or_default();
        let height: Abs = pieces.iter().map(Piece::natural_height).sum::<Abs>() + breaker.separation;
        let inserts = Vec::new();
        (PagePlan { from: range.start, to: range.end, inserts, ..PagePlan::natural(0) }, height.min(breaker.height / 2))
    });
    for (index, part) in parts(flow, range).into_iter().enumerate() {
        let above = title.as_ref().filter(|_| index == 0);
        let first = above.map_or((0, Abs::ZERO), |(_, height)| (columns, *height));
        let breaker = Breaker { facing: None, first, ..*breaker };
        let (set, more) = set_part(flow, part, columns, &breaker);
        tried += more;
        for (number, columns) in set.into_iter().enumerate() {
            let masthead = above.filter(|_| number == 0).cloned();
            pages.push(PlannedPage { masthead, columns, is_narrow: true });
        }
    }
    (pages, tried)
}

/// The ranges between page ends that were asked for.
fn parts(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    for at in range.clone() {
        if matches!(flow.pieces.get(at), Some(Piece::PageEnd)) {
            parts.push(from..at);
            from = at;
        }
    }
    parts.push(from..range.end);
    parts.retain(|part| part.clone().any(|at| flow.pieces.get(at).is_some_and(|p| !matches!(p, Piece::PageEnd))));
    parts
}

type Columns = Vec<(PagePlan, Abs)>;

fn set_part(flow: &Flow, range: Range<usize>, columns: usize, breaker: &Breaker<'_>) -> (Vec<Columns>, u64) {
    let broken = break_pages(flow, range.clone(), breaker);
    let mut tried = broken.tried;
    let in_pages = broken.plans.chunks(columns).enumerate();
    let mut pages: Vec<Columns> = in_pages.map(|(index, plans)| high(plans, breaker, index * columns)).collect();
    let count = pages.len();
    if let Some(last) = pages.last_mut() {
        let first = if count == 1 { breaker.first } else { (0, Abs::ZERO) };
        let breaker = Breaker { first, ..*breaker };
        let from = last.first().map_or(range.end, |(plan, _)| plan.from);
        if is_complete(flow, from..range.end, last) {
            let (even, more) = balanced(flow, from..range.end, columns, &breaker);
            tried += more;
            if let Some(even) = even {
                *last = even;
            }
        }
    }
    (pages, tried)
}

/// Plans with the heights of their columns.
fn high(plans: &[PagePlan], breaker: &Breaker<'_>, before: usize) -> Columns {
    plans.iter().enumerate().map(|(index, plan)| (plan.clone(), breaker.height_of(before + index))).collect()
}

/// Whether the notes and floats of some columns all come from their own text.
fn is_complete(flow: &Flow, range: Range<usize>, columns: &Columns) -> bool {
    let own: Vec<usize> = flow.pieces.get(range).unwrap_or_default().iter().flat_map(Piece::inserts).copied().collect();
    columns.iter().flat_map(|(plan, _)| &plan.inserts).all(|part| own.contains(&part.insert))
}

/// Columns of the least height that holds all, found by halving.
fn balanced(flow: &Flow, range: Range<usize>, columns: usize, breaker: &Breaker<'_>) -> (Option<Columns>, u64) {
    let (mut low, mut high_enough) = (breaker.first.1, breaker.height);
    let (mut best, mut tried) = (None, 0);
    while high_enough - low > Abs::pt(1.0) {
        let height = low + (high_enough - low) / 2;
        let even = Breaker { height, ..*breaker };
        let broken = break_pages(flow, range.clone(), &even);
        tried += broken.tried;
        let is_sound = |plan: &PagePlan| plan.overfull.is_zero();
        if broken.plans.len() <= columns && broken.plans.iter().all(is_sound) {
            best = Some(high(&broken.plans, &even, 0));
            high_enough = height;
        } else {
            low = height;
        }
    }
    (best, tried)
}
