//! Titles that come again and again: the crate seeks a free id for each among all ids before it, which takes as long as
//! there are equal titles. The later ones get an id from here; the lowering makes it one of their title.

use std::collections::HashMap;

use super::lines::is_heading;

/// Begins the ids that stand for ids made of titles.
const PREFIX: &str = "_counted\u{2060}";

/// So many equal titles the crate counts itself.
const MOST: u32 = 50;

/// The titles of a file, and how often each came.
#[derive(Debug, Default)]
pub(super) struct Titles<'a> {
    counts: HashMap<&'a str, u32>,
    given: u32,
}

impl<'a> Titles<'a> {
    /// An id for a title that came often before; `None` for any other line.
    pub(super) fn id(&mut self, line: &'a str) -> Option<String> {
        if !is_heading(line) || line.starts_with("= ") {
            return None;
        }
        let count = self.counts.entry(line.trim_start_matches(['=', '#'])).or_insert(0);
        *count += 1;
        (*count > MOST).then(|| {
            self.given += 1;
            format!("{PREFIX}{}", self.given)
        })
    }
}

/// Whether an id stands for one made of the title.
pub(in crate::asciidoc) fn is_counted(id: &str) -> bool {
    id.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_titles_that_come_often_get_ids() {
        let mut titles = Titles::default();
        assert!((0..MOST).all(|_| titles.id("== A").is_none()));
        assert!(titles.id("=== A").is_some_and(|id| is_counted(&id)));
        assert_eq!(titles.id("== B"), None);
        assert_eq!(titles.id("text"), None);
    }
}
