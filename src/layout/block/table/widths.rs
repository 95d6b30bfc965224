//! How wide columns are: by the author's shares or by what stands in them, as browsers do (CSS 2.1 17.5.2.2).

use crate::geom::Abs;

/// How wide something is in lines of its own: three measures, each at least the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// With words broken by hyphens, addresses and code at their punctuation.
    pub(super) least: Abs,
    /// With every word whole.
    pub(super) words: Abs,
    /// With no line broken.
    pub(super) whole: Abs,
}

impl Content {
    /// What holds both.
    pub(super) fn max(self, other: Self) -> Self {
        Self {
            least: self.least.max(other.least),
            words: self.words.max(other.words),
            whole: self.whole.max(other.whole),
        }
    }

    /// The content with something beside it.
    pub(super) fn beside(self, width: Abs) -> Self {
        Self { least: self.least + width, words: self.words + width, whole: self.whole + width }
    }

    /// The content in type of a size in per cent.
    pub(super) fn scaled(self, percent: i64) -> Self {
        let of = |length: Abs| length.scale(percent, 100);
        Self { least: of(self.least), words: of(self.words), whole: of(self.whole) }
    }
}

/// What is asked of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Each takes its share of the table's width.
    Shares,
    /// The contents decide, and the table is as wide as its measure.
    Filled,
    /// The contents decide, and the table is no wider than they are.
    Natural,
}

/// Spreads what a cell over several columns needs beyond them, in proportion to what they need themselves.
pub(super) fn spread(columns: &mut [Content], needed: Content) {
    let sum = |of: fn(&Content) -> Abs, columns: &[Content]| columns.iter().map(of).sum::<Abs>();
    let whole: Vec<Abs> = columns.iter().map(|column| column.whole.max(Abs::pt(1.0))).collect();
    let lacking = [
        needed.least - sum(|column| column.least, columns),
        needed.words - sum(|column| column.words, columns),
        needed.whole - sum(|column| column.whole, columns),
    ];
    let of = lacking.map(|lacking| shared(lacking.max(Abs::ZERO), &whole));
    for (index, column) in columns.iter_mut().enumerate() {
        let more = |by: usize| of.get(by).and_then(|shares| shares.get(index)).copied().unwrap_or(Abs::ZERO);
        column.least += more(0);
        column.words = (column.words + more(1)).max(column.least);
        column.whole = (column.whole + more(2)).max(column.words);
    }
}

/// A length shared in proportion to some weights; the sum is exact.
fn shared(length: Abs, weights: &[Abs]) -> Vec<Abs> {
    let total: Abs = weights.iter().copied().sum();
    let (mut met, mut given) = (Abs::ZERO, Abs::ZERO);
    let mut shares = Vec::with_capacity(weights.len());
    for weight in weights {
        met += *weight;
        let upto = length.scale(met.to_raw(), total.to_raw().max(1));
        shares.push(upto - given);
        given = upto;
    }
    shares
}

/// The width of each column in a measure; `shares` are in 1/10000, none where the contents decide.
///
/// No word is cut while another column has room. Where even broken words need more than the measure, the columns are
/// wider than it together.
pub(super) fn column_widths(contents: &[Content], shares: &[Option<u32>], asked: Asked, measure: Abs) -> Vec<Abs> {
    let share = |index: usize| shares.get(index).copied().flatten().filter(|_| asked == Asked::Shares);
    let wanted: Vec<Abs> = match asked {
        Asked::Shares => by_shares(contents, &share, measure),
        Asked::Filled | Asked::Natural => by_content(contents, asked, measure),
    };
    held(&wanted, contents, measure)
}

/// The author's shares; columns without one share the rest by content.
fn by_shares(contents: &[Content], share: &dyn Fn(usize) -> Option<u32>, measure: Abs) -> Vec<Abs> {
    let given: Vec<Option<u32>> = (0..contents.len()).map(share).collect();
    let total: i64 = given.iter().flatten().map(|share| i64::from(*share)).sum();
    let free: Vec<Content> =
        contents.iter().zip(&given).filter(|(_, share)| share.is_none()).map(|(content, _)| *content).collect();
    // Shares are cut off to 1/10000: where all columns have one, they share the whole measure.
    let base = if free.is_empty() { total } else { total.max(10_000) };
    let taken = measure.scale(total, base.max(1));
    let mut rest = by_content(&free, Asked::Filled, (measure - taken).max(Abs::ZERO)).into_iter();
    let width = |share: &Option<u32>| match share {
        Some(share) => measure.scale(i64::from(*share), base.max(1)),
        None => rest.next().unwrap_or(Abs::ZERO),
    };
    given.iter().map(width).collect()
}

/// What words need, and of the room that is left as much as each would fill.
fn by_content(contents: &[Content], asked: Asked, measure: Abs) -> Vec<Abs> {
    let words: Abs = contents.iter().map(|content| content.words).sum();
    let whole: Abs = contents.iter().map(|content| content.whole).sum();
    if whole <= measure {
        let spare = if asked == Asked::Filled { measure - whole } else { Abs::ZERO };
        let weights: Vec<Abs> = contents.iter().map(|content| content.whole.max(Abs::pt(1.0))).collect();
        let more = shared(spare, &weights);
        return contents.iter().zip(more).map(|(content, more)| content.whole + more).collect();
    }
    let wishes: Vec<Abs> = contents.iter().map(|content| content.whole - content.words).collect();
    let more = shared((measure - words).max(Abs::ZERO), &wishes);
    contents.iter().zip(more).map(|(content, more)| content.words + more).collect()
}

/// The widths with none below what its words need: others give room in proportion to what they have to spare.
fn held(wanted: &[Abs], contents: &[Content], measure: Abs) -> Vec<Abs> {
    let total: Abs = wanted.iter().copied().sum();
    let measure = measure.min(total.max(contents.iter().map(|content| content.words).sum()));
    let words: Abs = contents.iter().map(|content| content.words).sum();
    let least: Abs = contents.iter().map(|content| content.least).sum();
    if words <= measure {
        return raised(wanted, measure, |index| contents.get(index).map_or(Abs::ZERO, |content| content.words));
    }
    if least >= measure {
        return contents.iter().map(|content| content.least).collect();
    }
    // Some words must break: each column gets of the room what its whole words need beyond the broken ones.
    let wishes: Vec<Abs> = contents.iter().map(|content| content.words - content.least).collect();
    let more = shared(measure - least, &wishes);
    contents.iter().zip(more).map(|(content, more)| content.least + more).collect()
}

/// The widths with each at least its floor; what is lacking comes from those above theirs.
fn raised(wanted: &[Abs], measure: Abs, floor: impl Fn(usize) -> Abs) -> Vec<Abs> {
    let mut widths: Vec<Abs> = wanted.iter().enumerate().map(|(index, width)| (*width).max(floor(index))).collect();
    let total: Abs = widths.iter().copied().sum();
    if total <= measure {
        return widths;
    }
    let spare: Vec<Abs> = widths.iter().enumerate().map(|(index, width)| *width - floor(index)).collect();
    for (width, less) in widths.iter_mut().zip(shared(total - measure, &spare)) {
        *width -= less;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(least: i64, words: i64, whole: i64) -> Content {
        let of = |points: i64| Abs::pt(1.0) * points;
        Content { least: of(least), words: of(words), whole: of(whole) }
    }

    fn widths(contents: &[Content], shares: &[Option<u32>], asked: Asked, measure: f64) -> Vec<i64> {
        let widths = column_widths(contents, shares, asked, Abs::pt(measure));
        widths.into_iter().map(|width| width.to_pt().round() as i64).collect()
    }

    #[test]
    fn what_has_room_is_not_broken() {
        let contents = [content(10, 20, 30), content(10, 40, 60)];
        assert_eq!(widths(&contents, &[], Asked::Natural, 200.0), [30, 60]);
        assert_eq!(widths(&contents, &[], Asked::Filled, 180.0), [60, 120]);
    }

    #[test]
    fn words_come_before_lines() {
        let contents = [content(10, 20, 30), content(10, 40, 400)];
        // 40 of the 100 are left over the words; the second column asks for 36 times as much.
        assert_eq!(widths(&contents, &[], Asked::Filled, 100.0), [21, 79]);
    }

    #[test]
    fn the_authors_shares_are_kept_while_no_word_is_cut() {
        let contents = [content(10, 20, 30), content(10, 40, 400)];
        assert_eq!(widths(&contents, &[Some(5000), Some(5000)], Asked::Shares, 100.0), [50, 50]);
        assert_eq!(widths(&contents, &[Some(9000), Some(1000)], Asked::Shares, 100.0), [60, 40]);
        assert_eq!(widths(&contents, &[Some(3333), Some(3333)], Asked::Shares, 100.0), [50, 50]);
    }

    #[test]
    fn a_tilde_takes_what_the_shares_leave() {
        let contents = [content(5, 5, 5), content(5, 10, 20), content(5, 10, 60)];
        assert_eq!(widths(&contents, &[Some(2000), None, None], Asked::Shares, 100.0), [20, 20, 60]);
    }

    #[test]
    fn words_break_only_where_all_together_are_too_wide() {
        let contents = [content(30, 30, 30), content(20, 100, 100)];
        assert_eq!(widths(&contents, &[], Asked::Filled, 100.0), [30, 70]);
        assert_eq!(widths(&contents, &[], Asked::Filled, 40.0), [30, 20]);
    }

    #[test]
    fn what_spans_columns_widens_them_in_proportion() {
        let mut columns = [content(10, 10, 10), content(10, 10, 30)];
        spread(&mut columns, content(20, 40, 80));
        assert_eq!(columns, [content(10, 15, 20), content(10, 25, 60)]);
    }

    #[test]
    fn widths_add_up_to_the_measure() {
        let contents: Vec<Content> = (1..=500).map(|index| content(1, 1, index % 17 + 1)).collect();
        let widths = column_widths(&contents, &[], Asked::Filled, Abs::pt(1000.0));
        assert_eq!(widths.into_iter().sum::<Abs>(), Abs::pt(1000.0));
    }
}
