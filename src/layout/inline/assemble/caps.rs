//! Words with keys and buttons in them.

use std::ops::Range;

use super::ends::{word_end, word_start};
use super::{Group, LineSetter};
use crate::frame::{BrokenWord, Item, ItemKind};
use crate::model::Language;

impl LineSetter<'_, '_> {
    /// The words with caps in them, but for those that other lines have parts of.
    pub(super) fn capped_words(&self) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for run in self.runs(self.head_end..self.tail_start).filter(|run| run.style.cap.is_some()) {
            let (at, behind) = (run.range.start.max(self.head_end), run.range.end.min(self.tail_start));
            let from = words.last().map_or(self.head_end, |last| last.end);
            if at < from {
                continue;
            }
            let text = &self.paragraph.text;
            let start = word_start(text.get(from..at).unwrap_or("")) + from;
            let end = word_end(text.get(behind..self.tail_start).unwrap_or("")) + behind;
            words.push(start..end);
        }
        words
    }

    /// Begins or ends a capped word where `at` stands.
    pub(super) fn enter(&mut self, at: usize) {
        let starts = self.capped.iter().any(|word| word.start == at);
        let is_within = self.capped.iter().any(|word| word.contains(&at));
        if starts || !is_within {
            self.leave();
        }
        if starts {
            self.open = None;
            self.capped_from = Some(self.groups[Group::Body as usize].len());
        }
    }

    /// Ends the capped word that is being set: what of it has one owner is read and copied as one word, for the edges
    /// of caps are no spaces.
    pub(super) fn leave(&mut self) {
        let Some(from) = self.capped_from.take() else { return };
        self.open = None;
        let items = self.groups[Group::Body as usize].split_off(from);
        let is_text = |item: &Item| matches!(item.kind, ItemKind::Text(_));
        let goes_on = |a: &Item, b: &Item| is_text(a) && is_text(b) && a.owner == b.owner;
        let joined = items.chunk_by(goes_on).flat_map(|chunk| match chunk {
            [first, _, ..] => vec![joined(first, chunk)],
            chunk => chunk.to_vec(),
        });
        self.groups[Group::Body as usize].extend(joined);
    }
}

/// The texts of one owner as one word.
fn joined(first: &Item, texts: &[Item]) -> Item {
    let mut word = BrokenWord { word: String::new(), language: Language::UNKNOWN, parts: texts.to_vec() };
    for text in texts {
        if let ItemKind::Text(text) = &text.kind {
            word.word.push_str(&text.text);
            word.language = if word.language.is_known() { word.language } else { text.language };
        }
    }
    let is_generated = texts.iter().all(|text| text.is_generated);
    Item { is_generated, kind: ItemKind::BrokenWord(word), ..first.clone() }
}
