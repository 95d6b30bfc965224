//! A word on two or more lines while its parts are put in their places: one item, so that it is copied and read whole.

use crate::frame::{BrokenWord, Item, ItemKind};
use crate::geom::Abs;
use crate::layout::inline::WordPart;

/// A word whose first part was placed and whose next part is awaited.
pub(super) struct OpenWord {
    /// The first part: the word has its place and owner.
    first: Item,
    word: BrokenWord,
    /// Whether the last part has come.
    is_done: bool,
}

impl OpenWord {
    /// Begins a word with its placed parts on the first line.
    pub(super) fn new(tail: &WordPart, parts: Vec<Item>) -> Option<Self> {
        let first = parts.first()?.clone();
        let word = BrokenWord { word: tail.word.clone(), language: tail.language, parts };
        Some(Self { first, word, is_done: false })
    }

    /// Adds the placed parts on another line.
    pub(super) fn go_on(&mut self, parts: impl Iterator<Item = Item>, goes_on: bool) {
        self.word.parts.extend(parts);
        self.is_done = !goes_on;
    }

    /// What the word is made of on its page. Over a page break its parts say what they show, our hyphen at a page's end
    /// as a soft one: who reads along the structure joins what stands before and behind it (ISO 32000-1 14.8.2.2.3).
    pub(super) fn into_items(self) -> Vec<Item> {
        let Self { first, mut word, is_done } = self;
        let is_on_two_lines = is_on_two_lines(&word);
        let said = match (is_done, is_on_two_lines) {
            (true, true) => {
                let ends_with_space = texts(&word).last().is_some_and(|text| text.ends_with(' '));
                Some(if ends_with_space { format!("{} ", word.word) } else { word.word.clone() })
            }
            (true, false) => None,
            (false, _) => begun(&word).filter(|said| is_on_two_lines || said.ends_with('\u{AD}')),
        };
        match said {
            Some(said) => {
                word.word = said;
                vec![Item { kind: ItemKind::BrokenWord(word), ..first }]
            }
            None => word.parts,
        }
    }
}

/// Whether the parts of a word stand on more than one baseline.
fn is_on_two_lines(word: &BrokenWord) -> bool {
    let mut heights = word.parts.iter().map(|part| part.at.y);
    heights.next().is_some_and(|first| heights.any(|y| (y - first).abs() > Abs::pt(6.0)))
}

fn texts(word: &BrokenWord) -> impl Iterator<Item = &str> {
    word.parts.iter().filter_map(|part| match &part.kind {
        ItemKind::Text(text) => Some(text.text.as_str()),
        _ => None,
    })
}

/// As much of a word as its parts show, without our hyphens but for a soft one at the end; `None` where the parts show
/// something else.
fn begun(word: &BrokenWord) -> Option<String> {
    let mut rest = word.word.as_str();
    let mut is_cut = false;
    for text in texts(word) {
        is_cut = !rest.starts_with(text);
        let shown = if is_cut { text.strip_suffix('-')? } else { text };
        rest = rest.strip_prefix(shown)?;
    }
    let said = word.word.strip_suffix(rest)?;
    Some(if is_cut { format!("{said}\u{AD}") } else { said.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontBook;
    use crate::frame::{Artifact, Owner, TextItem};
    use crate::geom::{Colour, Point};
    use crate::model::Language;

    /// A part of a word on a line, counted from 0.
    fn part(line: i64, text: &str) -> Item {
        let text = TextItem {
            face: FontBook::compiled_in().ids().next().unwrap(),
            size: Abs::pt(10.0),
            colour: Colour::BLACK,
            language: Language::UNKNOWN,
            text: text.to_owned(),
            glyphs: Vec::new(),
            width: Abs::ZERO,
            is_turned: false,
        };
        let at = Point::new(Abs::ZERO, Abs::pt(15.0) * line);
        let owner = Owner::Artifact(Artifact::Layout);
        Item { at, owner, span: None, is_generated: false, kind: ItemKind::Text(text) }
    }

    /// What the items say that are made of a word and its parts; the last of them is the word's last, or not.
    fn said(word: &str, parts: &[&str], is_done: bool) -> Vec<String> {
        let language = Language::UNKNOWN;
        let tail = WordPart { word: word.to_owned(), language, items: Vec::new(), goes_on: true };
        let mut open = OpenWord::new(&tail, vec![part(0, parts[0])]).unwrap();
        for (index, text) in parts.iter().enumerate().skip(1) {
            open.go_on(std::iter::once(part(index as i64, text)), !is_done || index + 1 < parts.len());
        }
        let say = |item: Item| match item.kind {
            ItemKind::Text(text) => text.text,
            ItemKind::BrokenWord(word) => word.word,
            _ => String::new(),
        };
        open.into_items().into_iter().map(say).collect()
    }

    #[test]
    fn a_word_on_one_page_is_said_whole() {
        assert_eq!(said("networking,", &["net-", "working,"], true), ["networking,"]);
        assert_eq!(said("networking,", &["net-", "working, "], true), ["networking, "]);
        assert_eq!(said("a-b", &["a-", "b"], true), ["a-b"]);
    }

    #[test]
    fn a_word_over_pages_says_what_is_shown_of_it() {
        assert_eq!(said("networking", &["net-"], false), ["net\u{AD}"]);
        assert_eq!(said("well-known", &["well-"], false), ["well-"]);
        assert_eq!(said("networking-site", &["net-", "work-"], false), ["network\u{AD}"]);
        assert_eq!(said("https://e.org/a/b", &["https://", "e.org/"], false), ["https://e.org/"]);
        assert_eq!(said("something else", &["shown", "here"], false), ["shown", "here"]);
    }
}
