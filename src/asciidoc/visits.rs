//! The lines of included files of which only some are wanted: the crate counts those that it takes, each time from 1.

use std::collections::BTreeMap;

/// How many further includes of a file are looked at for the line that is met.
const MOST_AHEAD: usize = 16;

/// The wanted lines of a file each time it is included, counted from 1; `None` where all are wanted.
pub(super) type Wanted = BTreeMap<String, Vec<Option<Vec<usize>>>>;

/// Where the crate's text has come to in each included file.
pub(super) struct Visits<'a> {
    wanted: &'a Wanted,
    open: BTreeMap<&'a str, Visit>,
}

#[derive(Default)]
struct Visit {
    /// Which of the file's includes it is.
    index: usize,
    /// The line met last, as the crate counts.
    last: usize,
}

impl<'a> Visits<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, open: BTreeMap::new() }
    }

    /// The line that the crate counts as `number` in a file, where it is met next; `is_there` says whether what is met
    /// stands on a line.
    pub(super) fn line(&mut self, file: &str, number: usize, is_there: impl Fn(usize) -> bool) -> usize {
        let Some((name, includes)) = self.wanted.get_key_value(file) else { return number };
        if includes.iter().all(Option::is_none) {
            return number;
        }
        let line = |index: usize| match includes.get(index)? {
            Some(lines) => lines.get(number.checked_sub(1)?).copied(),
            None => Some(number),
        };
        let visit = self.open.entry(name).or_default();
        let is_behind = number < visit.last;
        let from = visit.index + usize::from(is_behind);
        let is_met = |index: &usize| line(*index).is_some_and(&is_there);
        // The same line again is the next include, if there is one that has it.
        let is_again = number == visit.last;
        let mut ahead = from..includes.len().min(from + MOST_AHEAD);
        let again = is_again.then(|| ahead.clone().skip(1).find(is_met)).flatten();
        let index = again.or_else(|| ahead.find(is_met)).unwrap_or(from.min(includes.len() - 1));
        *visit = Visit { index, last: number };
        line(index).unwrap_or(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_partial_includes_are_found() {
        let text = ["a", "b", "c", "d", "e"];
        let includes = vec![Some(vec![2, 4]), None, Some(vec![3]), Some(vec![3]), Some(vec![5])];
        let wanted = Wanted::from([("x".to_owned(), includes), ("y".to_owned(), vec![None, None])]);
        let mut visits = Visits::new(&wanted);
        let met = [(1, "b"), (2, "d"), (1, "a"), (2, "b"), (4, "d"), (1, "c"), (1, "c"), (1, "e")];
        let lines = met.map(|(number, words)| visits.line("x", number, |line| text.get(line - 1) == Some(&words)));
        assert_eq!(lines, [2, 4, 1, 2, 4, 3, 3, 5]);
        assert_eq!(visits.line("y", 7, |_| false), 7);
        assert_eq!(visits.line("x", 9, |_| false), 9, "what can't be found keeps its number");
    }
}
