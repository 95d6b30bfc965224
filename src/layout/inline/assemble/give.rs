//! What a line gives: how its spaces and the gaps between its signs share what it lacks or has too much.

use std::ops::Range;

use crate::geom::Abs;

/// A place in a line that may give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Give {
    /// Its byte: that of the space, or the one behind the gap.
    pub(super) at: usize,
    /// For a space how wide it is, for a gap what it may grow by.
    pub(super) width: Abs,
    pub(super) is_space: bool,
}

/// What of a line's extra width each of its spaces and gaps gets.
pub(super) struct Shares<'g> {
    gives: &'g [Give],
    extra: Abs,
    total: i64,
    shared: i64,
    given: Abs,
}

impl<'g> Shares<'g> {
    pub(super) fn new(gives: &'g [Give], extra: Abs) -> Self {
        let mut shares = Self { gives, extra, total: 0, shared: 0, given: Abs::ZERO };
        shares.total = gives.iter().map(|give| shares.parts(give)).sum();
        shares
    }

    /// Gaps grow by two thirds of what spaces grow by, and never shrink.
    fn parts(&self, give: &Give) -> i64 {
        match (give.is_space, self.extra < Abs::ZERO) {
            (true, _) => 3,
            (false, true) => 0,
            (false, false) => 2,
        }
    }

    /// What stands behind a piece of the line, itself a space or one before a gap.
    pub(super) fn behind(&mut self, piece: &Range<usize>, next: Option<&Range<usize>>) -> Abs {
        let Some((give, rest)) = self.gives.split_first() else { return Abs::ZERO };
        let is_here =
            if give.is_space { give.at == piece.start } else { next.is_some_and(|next| next.start == give.at) };
        if !is_here || self.total == 0 {
            return Abs::ZERO;
        }
        self.shared += self.parts(give);
        self.gives = rest;
        // What does not share out evenly goes to them one after the other.
        let share = self.extra.scale(self.shared, self.total) - self.given;
        self.given += share;
        share
    }
}
