//! Where the pages of the printed edition start within the text.
//!
//! A mark stands inside the first paragraph, item, cell or figure of its page, never in a heading,
//! whose name it would enter, and never as a block of its own, which would strand headings.

use std::collections::{HashMap, HashSet};

use crate::epub::names::{Names, slug};
use crate::epub::xml::{Tag, Xml};
use crate::model::{NodeId, PageMap};

/// The pages that start somewhere in the text.
#[derive(Debug, Default)]
pub(super) struct Pages {
    labels: Vec<String>,
    ids: Vec<String>,
    /// Characters of the node's plain text and the pages that start there, in order.
    by_node: HashMap<NodeId, Vec<(usize, usize)>>,
}

impl Pages {
    pub(super) fn new(map: Option<&PageMap>) -> Self {
        let mut pages = Self::default();
        let mut names = Names::default();
        for page in map.iter().flat_map(|map| &map.pages) {
            let Some(start) = page.start else { continue };
            let index = pages.labels.len();
            let label = if page.label.trim().is_empty() { (index + 1).to_string() } else { page.label.clone() };
            pages.ids.push(names.unique(format!("page-{}", slug(&label))));
            pages.labels.push(label);
            pages.by_node.entry(start.node).or_default().push((start.offset as usize, index));
        }
        pages.by_node.values_mut().for_each(|starts| starts.sort());
        pages
    }

    pub(super) fn label(&self, page: usize) -> &str {
        self.labels.get(page).map_or("", String::as_str)
    }

    pub(super) fn id(&self, page: usize) -> &str {
        self.ids.get(page).map_or("", String::as_str)
    }

    fn of(&self, node: NodeId) -> &[(usize, usize)] {
        self.by_node.get(&node).map_or(&[], Vec::as_slice)
    }
}

/// The marks that a file still has to set, and those it has set.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Pages that start before the next text.
    pending: Vec<usize>,
    /// Pages that start within the present text, the last one first.
    ahead: Vec<(usize, usize)>,
    /// How far the present text is written, in characters of its plain text.
    pub(super) at: usize,
    placed: Vec<usize>,
    /// Pages that were met: a block and its picture may share a node, and each page starts once.
    met: HashSet<usize>,
}

/// The text that was left for another one within it.
pub(super) struct Left {
    ahead: Vec<(usize, usize)>,
    at: usize,
}

impl Marks {
    /// Starts the text of some nodes that share it.
    pub(super) fn enter(&mut self, pages: &Pages, nodes: &[NodeId]) -> Left {
        let starts = nodes.iter().flat_map(|node| pages.of(*node)).copied();
        let mut starts: Vec<_> = starts.filter(|(_, page)| self.met.insert(*page)).collect();
        starts.sort();
        self.pending.extend(starts.iter().filter(|(offset, _)| *offset == 0).map(|(_, page)| *page));
        let ahead = starts.into_iter().filter(|(offset, _)| *offset > 0).rev().collect();
        Left { ahead: std::mem::replace(&mut self.ahead, ahead), at: std::mem::take(&mut self.at) }
    }

    /// Ends it; pages that never came start before what follows.
    pub(super) fn leave(&mut self, left: Left) {
        let ahead = std::mem::replace(&mut self.ahead, left.ahead);
        self.pending.extend(ahead.into_iter().rev().map(|(_, page)| page));
        self.at = left.at;
    }

    /// A node without text of its own: its pages start before the next text.
    pub(super) fn pass(&mut self, pages: &Pages, node: NodeId) {
        self.pending.extend(pages.of(node).iter().map(|(_, page)| *page).filter(|page| self.met.insert(*page)));
    }

    /// Sets the marks of what starts here.
    pub(super) fn place(&mut self, pages: &Pages, xml: &mut Xml) {
        for page in std::mem::take(&mut self.pending) {
            set(pages, page, xml);
            self.placed.push(page);
        }
    }

    /// How many bytes of `text`, which comes next, stand before the next mark; `None` where no mark
    /// is within it. A word broken over two pages stays with the first.
    pub(super) fn before_next(&mut self, text: &str) -> Option<usize> {
        let (offset, page) = *self.ahead.last()?;
        let (within, _) = text.char_indices().nth(offset.saturating_sub(self.at))?;
        self.ahead.pop();
        self.pending.push(page);
        Some(word_border(text, within))
    }

    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    pub(super) fn into_placed(self) -> Vec<usize> {
        self.placed
    }
}

/// The first place from `offset` on that is not within a word.
fn word_border(text: &str, offset: usize) -> usize {
    let offset = (offset..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (before, after) = text.split_at(offset);
    if before.is_empty() || before.ends_with(char::is_whitespace) {
        return offset;
    }
    after.find(char::is_whitespace).map_or(text.len(), |at| offset + at)
}

fn set(pages: &Pages, page: usize, xml: &mut Xml) {
    let tag = Tag::new("span").meaning("pagebreak", "doc-pagebreak");
    xml.leaf(tag.with("id", pages.id(page)).with("aria-label", pages.label(page)), "");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PageStart, TextPosition};

    fn page(label: &str, node: u32, offset: u32) -> PageStart {
        let start = TextPosition { node: NodeId::new(node), offset };
        PageStart { label: label.into(), start: Some(start) }
    }

    #[test]
    fn a_broken_word_stays_with_the_first_page() {
        assert_eq!(word_border("une réunion ici", 7), 12);
        assert_eq!(word_border("une réunion", 4), 4);
        assert_eq!(word_border("mot", 1), 3);
    }

    #[test]
    fn labels_become_ids_that_differ() {
        let map = PageMap {
            layout: "screen".into(),
            pages: vec![
                page("iv", 1, 0),
                page("1", 1, 5),
                page("1", 2, 0),
                PageStart { label: "2".into(), start: None },
            ],
        };
        let pages = Pages::new(Some(&map));
        assert_eq!(pages.ids, ["page-iv", "page-1", "page-1-2"]);
    }
}
